/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/unplaced.c - facilities whose unit is known, or not even
 * that, but no position.
 *
 * One byte a unit and category says that something of it stands somewhere in
 * there: homes of the unit can't be called uncovered. Bit 1 is for all paces,
 * bit 2 for those that heed wheels. The byte behind the last
 * unit stands for those of which not even the unit is known, which may be near
 * anybody.
 */
#include "src/world/units/unplaced.h"

#include "lifecircle/world/wheels.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

static uint8_t bit_of(bool wheels)
{
    return wheels ? 2 : 1;
}

static void mark_unplaced(const lc_world *w, uint32_t f, uint8_t *in)
{
    size_t n = w->facility.n;
    size_t at = w->unit.n; /* anywhere */

    for (size_t l = 0; l < w->level.n; l++) /* the finest it names is last */
        if (w->facility_unit[l * n + f] != LIFE_NONE)
            at = w->facility_unit[l * n + f];
    in[at] |= bit_of(false);
    if (lc_wheels_may(&w->facility.v[f], true))
        in[at] |= bit_of(true);
}

lc_status lc_unplaced_make(const lc_world *w, uint32_t category,
                           const uint8_t *keep, uint8_t **out, lc_error *err)
{
    *out = NULL;
    for (uint32_t r = 0; r < w->category[category].facility_count; r++) {
        uint32_t f = w->member[category][r];

        if (w->facility.v[f].placed || (keep && !keep[f]))
            continue;
        if (!*out)
            *out = lc_calloc(w->unit.n + 1, 1);
        if (!*out)
            return lc_no_memory(err, "the units");
        mark_unplaced(w, f, *out);
    }
    return LIFE_OK;
}

lc_status lc_unplaced_list(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++)
        st = lc_unplaced_make(w, c, NULL, &w->unplaced[c], err);
    return st;
}

bool lc_unplaced_of_home(const lc_world *w, const uint8_t *in, bool wheels,
                         uint32_t home)
{
    bool found = in && in[w->unit.n] & bit_of(wheels);

    for (size_t l = 0; in && l < w->level.n && !found; l++) {
        uint32_t u = w->home_unit[l * w->home_count + home];

        found = u != LIFE_NONE && in[u] & bit_of(wheels);
    }
    return found;
}

bool lc_unplaced_near_home(const lc_world *w, uint32_t category, bool wheels,
                           uint32_t home)
{
    return lc_unplaced_of_home(w, w->unplaced[category], wheels, home);
}

bool lc_unplaced_near(const lc_world *w, uint32_t category, bool wheels,
                      lc_pt p)
{
    const uint8_t *in = w->unplaced[category];
    bool found = in && in[w->unit.n] & bit_of(wheels);

    for (uint32_t l = 0; in && l < w->level.n && !found; l++) {
        uint32_t u = lc_world_unit_of(w, p, l);

        found = u != LIFE_NONE && in[u] & bit_of(wheels);
    }
    return found;
}
