/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/lacking.c - see lacking.h.
 *
 * The place is looked for in two passes: the weighted mean of those who lack
 * the service, and then the home nearest to it, as the mean itself may lie in a
 * lake. Sums of degrees are taken from the first home, so that they stay small.
 */
#include "lifecircle/study/cover/lacking.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/home.h"
#include "src/study/cover/coverage.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <math.h>
#include <string.h>

/* ---- ages ---- */

/* The city's bands come as words with spaces between; one that is too long for
 * a name was written by no version of this program. */
lc_status lc_lacking_bands_make(const lc_study *s, lc_lacking_bands *out,
                                lc_error *err)
{
    const char *names = lc_world_age_bands(s->w);
    lc_status st = LIFE_OK;

    *out = (lc_lacking_bands){0};
    while (*names && out->count < LIFE_MAX_BANDS && !st) {
        size_t i = out->count++, len = strcspn(names, " ");

        if (len >= sizeof out->name[i])
            return lc_fail(err, LIFE_ERR_DB, "an age band is damaged");
        memcpy(out->name[i], names, len);
        out->weight[i] = lc_calloc(s->w->home_count + 1, sizeof(int64_t));
        st = out->weight[i]
                 ? lc_world_age_weights(s->w, out->name[i], out->weight[i], err)
                 : lc_no_memory(err, "the ages");
        names += len + strspn(names + len, " ");
    }
    return st;
}

/* b->count where there is none of that name. */
size_t lc_lacking_bands_find(const lc_lacking_bands *b, const char *ages)
{
    size_t i = 0;

    while (i < b->count && strcmp(b->name[i], ages) != 0)
        i++;
    return i;
}

/* A service may be for ages that the city's bands can't be summed to: then who
 * is meant is not known, which is no failure. */
lc_status lc_lacking_bands_add(const lc_study *s, lc_lacking_bands *b,
                               const char *ages, lc_error *err)
{
    size_t i = b->count;
    lc_error why = {0};
    lc_status st;

    if (!*ages || lc_lacking_bands_find(b, ages) < i || i == LIFE_MAX_BANDS ||
        strlen(ages) >= sizeof *b->name)
        return LIFE_OK;
    b->weight[i] = lc_calloc(s->w->home_count + 1, sizeof(int64_t));
    if (!b->weight[i])
        return lc_no_memory(err, "the ages");
    st = lc_world_age_weights(s->w, ages, b->weight[i], &why);
    if (st) {
        lc_free(b->weight[i]);
        return st == LIFE_ERR_NOT_FOUND ? LIFE_OK
                                        : lc_fail(err, st, "the ages");
    }
    memcpy(b->name[b->count++], ages, strlen(ages) + 1);
    return LIFE_OK;
}

/* Each band has a weight per home, so this is most of a list's memory. */
void lc_lacking_bands_clear(lc_lacking_bands *b)
{
    for (size_t i = 0; i < b->count; i++)
        lc_free(b->weight[i]);
    *b = (lc_lacking_bands){0};
}

/* ---- who lacks it ---- */

typedef struct mean { /* of the homes of a unit that lack it */
    lc_pt first;
    double lon, lat, weight; /* sums, of steps from the first */
    double best;             /* the nearest so far, squared */
} mean;

typedef struct survey {
    const lc_world *w;
    uint32_t level;
    bool all;              /* everybody, whatever the answer */
    const uint8_t *answer; /* per home, as lc_coverage_homes() has it */
    const lc_lacking_bands *bands;
    lc_lacking *out;
    mean *of; /* per unit */
} survey;

/* The unit of a home that lacks it, or LIFE_NONE. */
static uint32_t lacks(const survey *s, uint32_t home)
{
    if (s->all ? !s->w->home_weight[home]
               : (s->answer[home] & 3) != LIFE_UNCOVERED)
        return LIFE_NONE;
    return lc_world_home_unit(s->w, home, s->level);
}

/* One home of which it is not known makes the sum not known: -1 stays. */
static void add_ages(const survey *s, lc_lacking *to, uint32_t home)
{
    for (size_t b = 0; s->bands && b < s->bands->count; b++) {
        int64_t n = s->bands->weight[b][home];

        to->age[b] = to->age[b] < 0 || n < 0 ? -1 : to->age[b] + n;
    }
}

/* A degree of longitude is shorter by the cosine of the latitude. */
static double squash(const mean *m)
{
    return cos(lc_pt_lonlat(m->first).lat * 0.017453292519943295);
}

/* The first pass: sums. Homes come by id, so the first of a unit is always the
 * same one. */
static void add_homes(survey *s)
{
    for (uint32_t h = 0; h < s->w->home_count; h++) {
        uint32_t u = lacks(s, h);
        double weight = (double)s->w->home_weight[h];
        mean *m;

        if (u == LIFE_NONE)
            continue;
        m = &s->of[u];
        if (!s->out[u].homes++)
            m->first = s->w->home_pt[h];
        s->out[u].weight += s->w->home_weight[h];
        m->weight += weight;
        m->lon += weight * ((double)s->w->home_pt[h].lon - m->first.lon);
        m->lat += weight * ((double)s->w->home_pt[h].lat - m->first.lat);
        add_ages(s, &s->out[u], h);
    }
}

/* Of equals the first home stays. */
static void find_places(survey *s)
{
    for (uint32_t h = 0; h < s->w->home_count; h++) {
        uint32_t u = lacks(s, h);
        mean *m;
        double x, y;

        if (u == LIFE_NONE || s->of[u].weight <= 0)
            continue;
        m = &s->of[u];
        x = ((double)s->w->home_pt[h].lon - m->first.lon - m->lon / m->weight) *
            squash(m);
        y = (double)s->w->home_pt[h].lat - m->first.lat - m->lat / m->weight;
        if (x * x + y * y < m->best) {
            m->best = x * x + y * y;
            s->out[u].home = h;
            s->out[u].at = s->w->home_pt[h];
        }
    }
}

/* Without a query everybody counts: a provision that a unit lacks is for all
 * who live there. */
lc_status lc_lacking_level(lc_study *study, const lc_coverage_query *q,
                           uint32_t level, const lc_lacking_bands *bands,
                           lc_lacking *out, lc_error *err)
{
    const lc_world *w = study->w;
    uint8_t *answer = lc_calloc(w->home_count + 1, 1);
    survey s = {w, level, !q, answer, bands, out, NULL};
    lc_status st = LIFE_OK;

    s.of = lc_calloc(w->unit.n + 1, sizeof *s.of);
    if (!answer || !s.of)
        st = lc_no_memory(err, "who lacks a service");
    for (uint32_t u = 0; u < w->unit.n && !st; u++) {
        out[u] = (lc_lacking){.unit = u};
        s.of[u].best = HUGE_VAL;
    }
    if (!st && q)
        st = lc_coverage_homes(study, q, NULL, w->home_count, answer, err);
    if (!st) {
        add_homes(&s);
        find_places(&s);
    }
    lc_free(answer);
    lc_free(s.of);
    return st;
}
