/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/assignment.c - which unit each home and facility lies in.
 *
 * Each home has one unit at most a level (or LIFE_NONE), found by position:
 * homes times levels, once, by compute. From that, homes are sorted by unit
 * with a counting sort, so that coverage of a unit is a run of numbers; those
 * outside any come last.
 */
#include "src/world/units/assignment.h"

#include "lifecircle/base/pool.h"
#include "lifecircle/store/rows/array.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

/* Units of a level, its homes outside any, and the end: counts to offsets.
 * Offsets are kept two places on and end one place on, as filling moves each to
 * where its unit ends: see lc_world_unit_homes(). */
static void sort_homes(lc_world *w, uint32_t level, uint32_t *first)
{
    uint32_t base = w->level_first[level];
    uint32_t units = w->level_first[level + 1] - base;
    const uint32_t *unit = w->home_unit + (size_t)level * w->home_count;
    uint32_t *list = w->by_unit + (size_t)level * w->home_count;

    for (uint32_t h = 0; h < w->home_count; h++) {
        uint32_t at = unit[h] == LIFE_NONE ? units : unit[h] - base;

        first[at + 2]++;
    }
    for (uint32_t i = 2; i < units + 2; i++)
        first[i + 1] += first[i];
    for (uint32_t h = 0; h < w->home_count; h++) {
        uint32_t at = unit[h] == LIFE_NONE ? units : unit[h] - base;

        list[first[at + 1]++] = h;
    }
}

/* Weights, homes and facilities of each unit, at every level. */
static void count_up(lc_world *w)
{
    size_t facilities = w->facility.n;

    for (uint32_t l = 0; l < w->level.n; l++) {
        for (uint32_t h = 0; h < w->home_count; h++) {
            uint32_t u = w->home_unit[(size_t)l * w->home_count + h];

            /* Sums can't overflow: the sum of all weights was found to fit. */
            if (u != LIFE_NONE) {
                w->unit.v[u].weight += w->home_weight[h];
                w->unit.v[u].home_count++;
            }
        }
        for (uint32_t f = 0; f < facilities; f++) {
            uint32_t u = w->facility_unit[(size_t)l * facilities + f];

            if (u != LIFE_NONE)
                w->unit.v[u].facility_count++;
        }
    }
}

/* The unit a facility names by code counts at that unit's level and, through
 * the parents, above; its position elsewhere. */
static void find_facility(lc_world *w, uint32_t f)
{
    size_t facilities = w->facility.n;
    const lc_facility *d = &w->facility.v[f];
    const char *code = w->facility_unit_code[f];
    uint32_t in[LIFE_BORDERS_MOST];

    for (uint32_t l = 0; l < LIFE_BORDERS_MOST; l++)
        in[l] = LIFE_NONE;
    if (d->placed)
        lc_world_unit_of_levels(w, d->pt, in);
    for (uint32_t l = 0; l < w->level.n; l++)
        w->facility_unit[l * facilities + f] = in[l];
    for (uint32_t u = code ? lc_world_unit_find(w, code) : LIFE_NONE;
         u != LIFE_NONE; u = w->unit.v[u].parent) {
        uint32_t l = w->unit.v[u].level_index;
        uint32_t parent = w->unit.v[u].parent;

        w->facility_unit[l * facilities + f] = u;
        /* parents are coarser; anything else would go in circles */
        if (parent != LIFE_NONE && w->unit.v[parent].level_index >= l)
            break;
    }
}

/* Each has places of its own in the arrays, so threads take them in blocks. */
#define BLOCK 1024

static lc_status find_home_block(void *ctx, size_t item, unsigned worker,
                                 lc_error *err)
{
    lc_world *w = ctx;
    size_t end = (item + 1) * BLOCK;

    (void)worker;
    (void)err;
    for (size_t h = item * BLOCK; h < end && h < w->home_count; h++) {
        uint32_t in[LIFE_BORDERS_MOST];

        lc_world_unit_of_levels(w, w->home_pt[h], in);
        for (uint32_t l = 0; l < w->level.n; l++)
            w->home_unit[l * w->home_count + h] = in[l];
    }
    return LIFE_OK;
}

static lc_status find_homes(lc_world *w, lc_error *err)
{
    w->home_unit = lc_calloc(w->level.n * w->home_count, sizeof *w->home_unit);
    if (!w->home_unit)
        return lc_no_memory(err, "the units");
    return lc_pool_run(lc_pool_threads(), (w->home_count + BLOCK - 1) / BLOCK,
                       find_home_block, w, err);
}

/* Nothing of the file is trusted: an index that points outside would be read
 * a million times. */
static lc_status load_array(lc_city *c, const lc_world *w, const char *name,
                            size_t owners, uint32_t **out, lc_error *err)
{
    size_t levels = w->level.n, n;
    void *data;
    lc_status st = lc_array_get(c, name, sizeof(uint32_t), &data, &n, err);

    if (st)
        return st;
    *out = data;
    if (n != levels * owners)
        return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    for (size_t i = 0; i < n; i++) {
        uint32_t u = (*out)[i];

        if (u != LIFE_NONE &&
            (u >= w->unit.n || w->unit.v[u].level_index != i / owners))
            return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    }
    return LIFE_OK;
}

/* Facilities, and where they lay before a change; NULL: nobody knows. */
typedef struct finding {
    lc_world *w;
    const lc_linking_before *before;
    const uint32_t *unit; /* [level * before->count + number then] */
} finding;

static lc_status find_facility_block(void *ctx, size_t item, unsigned worker,
                                     lc_error *err)
{
    const finding *g = ctx;
    lc_world *w = g->w;
    size_t end = (item + 1) * BLOCK;

    (void)worker;
    (void)err;
    for (size_t f = item * BLOCK; f < end && f < w->facility.n; f++) {
        uint32_t was = g->before ? g->before->was[f] : LIFE_NONE;

        if (was == LIFE_NONE)
            find_facility(w, (uint32_t)f);
        else
            for (size_t l = 0; l < w->level.n; l++)
                w->facility_unit[l * w->facility.n + f] =
                    g->unit[l * g->before->count + was];
    }
    return LIFE_OK;
}

#define FACILITY_UNITS "facility/unit"

static lc_status find_facilities(lc_city *c, lc_world *w,
                                 const lc_linking_before *before, lc_error *err)
{
    size_t n = w->facility.n;
    uint32_t *unit = NULL;
    lc_status st =
        before ? load_array(c, w, FACILITY_UNITS, before->count, &unit, err)
               : LIFE_OK;
    finding g = {w, before, unit};

    w->facility_unit = lc_calloc(w->level.n * n, sizeof *w->facility_unit);
    if (!st && !w->facility_unit)
        st = lc_no_memory(err, "the units");
    if (!st)
        st = lc_pool_run(lc_pool_threads(), (n + BLOCK - 1) / BLOCK,
                         find_facility_block, &g, err);
    lc_free(unit);
    return st;
}

lc_status lc_assignment_store(lc_city *c, const lc_world *w, bool homes,
                              lc_error *err)
{
    size_t levels = w->level.n;
    lc_status st = LIFE_OK;

    if (homes)
        st = lc_array_put(c, "home/unit", w->home_unit, sizeof *w->home_unit,
                          levels * w->home_count, err);
    if (!st && homes)
        st = lc_array_put(c, "unit/area", w->unit_area_m2,
                          sizeof *w->unit_area_m2, w->unit.n, err);
    if (!st)
        st =
            lc_array_put(c, FACILITY_UNITS, w->facility_unit,
                         sizeof *w->facility_unit, levels * w->facility.n, err);
    return st;
}

lc_status lc_assignment_make(lc_city *c, lc_world *w, lc_load_from from,
                             const lc_linking_before *before, lc_error *err)
{
    size_t levels = w->level.n;
    lc_status st = LIFE_OK;

    w->by_unit = lc_calloc(levels * w->home_count, sizeof *w->by_unit);
    w->by_unit_first =
        lc_calloc(w->unit.n + 3 * levels, sizeof *w->by_unit_first);
    if (!w->by_unit || !w->by_unit_first)
        return lc_no_memory(err, "the units");
    st = from == LIFE_LOAD_ROWS
             ? find_homes(w, err)
             : load_array(c, w, "home/unit", w->home_count, &w->home_unit, err);
    if (!st)
        st = from == LIFE_LOAD_ARRAYS
                 ? load_array(c, w, FACILITY_UNITS, w->facility.n,
                              &w->facility_unit, err)
                 : find_facilities(c, w, before, err);
    for (uint32_t l = 0; l < levels && !st; l++)
        sort_homes(w, l, w->by_unit_first + lc_assignment_first(w, l));
    for (size_t f = 0; f < w->facility.n && levels && !st; f++)
        w->facility.v[f].unit =
            w->facility_unit[(levels - 1) * w->facility.n + f];
    if (!st)
        count_up(w);
    return st;
}
