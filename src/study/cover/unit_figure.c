/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/unit_figure.c - see lifecircle/study/cover/unit_figure.h.
 *
 * Names are tried in the order: those the world knows itself, age bands (they
 * begin with a digit), imported statistics. NaN spreads by itself: a density
 * without residents or without an area is none.
 */
#include "lifecircle/study/cover/unit_figure.h"

#include "lifecircle/world/ages.h"
#include "lifecircle/world/people/statistic.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <string.h>

typedef struct known_figure {
    const char *name;
    double (*of)(const lc_world *w, uint32_t unit);
} known_figure;

static double residents_of(const lc_world *w, uint32_t unit)
{
    int year;
    int64_t milli = lc_world_unit_residents(w, unit, &year);

    return milli < 0 ? NAN : (double)milli / 1000;
}

static double area_of(const lc_world *w, uint32_t unit)
{
    return w->unit_area_m2[unit] > 0 ? w->unit_area_m2[unit] / 1e6 : NAN;
}

static double density_of(const lc_world *w, uint32_t unit)
{
    return residents_of(w, unit) / area_of(w, unit);
}

static double homes_of(const lc_world *w, uint32_t unit)
{
    return w->unit.v[unit].home_count;
}

static double facilities_of(const lc_world *w, uint32_t unit)
{
    return w->unit.v[unit].facility_count;
}

/* Of a unit's homes whose ages are known, both parts. */
static lc_status age_share(const lc_world *w, const char *band, double *out,
                           lc_error *err)
{
    int64_t *age = lc_calloc(w->home_count, sizeof *age);
    lc_status st = age ? lc_world_age_weights(w, band, age, err)
                       : lc_no_memory(err, "the units' figures");

    for (uint32_t u = 0; u < w->unit.n && !st; u++) {
        uint32_t level = w->unit.v[u].level_index, count;
        const uint32_t *homes =
            lc_world_unit_homes(w, level, u - w->level_first[level], &count);
        double part = 0, whole = 0;

        for (uint32_t i = 0; i < count; i++) {
            if (age[homes[i]] < 0)
                continue;
            part += (double)age[homes[i]];
            whole += (double)w->home_weight[homes[i]];
        }
        out[u] = whole > 0 ? part / whole : NAN;
    }
    lc_free(age);
    return st;
}

lc_status lc_unit_figure(const lc_world *w, const char *name, double *out,
                         lc_error *err)
{
    static const known_figure known[] = {{"residents", residents_of},
                                         {"density", density_of},
                                         {"area_km2", area_of},
                                         {"homes", homes_of},
                                         {"facilities", facilities_of}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].name, name) != 0)
            continue;
        for (uint32_t u = 0; u < w->unit.n; u++)
            out[u] = known[i].of(w, u);
        return LIFE_OK;
    }
    if (*name >= '0' && *name <= '9')
        return age_share(w, name, out, err);
    if (lc_world_statistic_any(w, name)) {
        for (uint32_t u = 0; u < w->unit.n; u++) {
            const lc_statistic *x = lc_world_statistic(w, name, u, 0);

            out[u] = x ? x->value : NAN;
        }
        return LIFE_OK;
    }
    return lc_fail(err, LIFE_ERR_NOT_FOUND,
                   "there is no figure \"%.40s\" of units; there are "
                   "residents, density, area_km2, homes, facilities, ages "
                   "such as 60+, and statistics that were imported",
                   name);
}
