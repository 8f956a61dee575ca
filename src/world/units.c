/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units.c - which unit a point lies in, level by level.
 *
 * A boundary goes before a centre: a point inside no boundary of a level
 * belongs to the nearest approximate unit of it within 2 km. Where boundaries
 * overlap or are nested, the smallest wins, then the first code, so that each
 * home is in exactly one.
 */
#include "lifecircle/store/rows/array.h"
#include "src/world/world_internal.h"

#include <math.h>
#include <string.h>

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the units");
}

static lc_status measure_units(lc_world *w, lc_error *err)
{
    w->unit_area_m2 = lc_calloc(w->unit.n, sizeof *w->unit_area_m2);
    if (!w->unit_area_m2)
        return no_memory(err);
    for (size_t i = 0; i < w->unit.n; i++)
        w->unit_area_m2[i] = lc_shape_area_m2(w->unit.v[i].shape);
    return LIFE_OK;
}

static lc_status load_areas(lc_city *c, lc_world *w, lc_error *err)
{
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, "unit/area", sizeof(double), &data, &n, err);

    if (st)
        return st;
    w->unit_area_m2 = data;
    return n == w->unit.n
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "array unit/area is damaged");
}

lc_status lc_world_index_units(lc_city *c, lc_world *w, bool stored,
                               lc_error *err)
{
    size_t n = w->unit.n;
    lc_status st = stored ? load_areas(c, w, err) : measure_units(w, err);
    lc_box *box;

    if (st)
        return st;
    box = lc_calloc(2 * n, sizeof *box);
    if (!box)
        return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        const lc_unit *u = &w->unit.v[i];

        box[i] = box[n + i] = lc_box_empty();
        if (u->approximate)
            lc_box_add(&box[n + i], u->centre);
        else if (u->shape->kind == LIFE_SHAPE_AREA)
            box[i] = lc_shape_box(u->shape);
    }
    st = lc_index_build(box, n, &w->unit_index, err);
    if (!st)
        st = lc_index_build(box + n, n, &w->centre_index, err);
    lc_free(box);
    return st;
}

typedef struct unit_query {
    const lc_world *w;
    lc_pt p;
    uint32_t level;
    uint32_t found;
    double found_m;
} unit_query;

static bool inside_unit(void *ctx, uint32_t u)
{
    unit_query *q = ctx;

    const lc_world *w = q->w;

    if (w->unit.v[u].level_index != q->level ||
        !lc_shape_contains(w->unit.v[u].shape, q->p))
        return true;
    if (q->found == LIFE_NONE ||
        w->unit_area_m2[u] < w->unit_area_m2[q->found] ||
        (u < q->found && w->unit_area_m2[u] == w->unit_area_m2[q->found]))
        q->found = u;
    return true;
}

static void near_centre(void *ctx, uint32_t u, double *limit_m)
{
    unit_query *q = ctx;
    double m;

    if (q->w->unit.v[u].level_index != q->level)
        return;
    m = lc_distance_m(q->w->unit.v[u].centre, q->p);
    if (m > LIFE_UNIT_REACH_M ||
        (m > q->found_m || (m == q->found_m && u > q->found)))
        return;
    q->found = u;
    q->found_m = m;
    if (m < *limit_m)
        *limit_m = m;
}

uint32_t lc_world_unit_of(const lc_world *w, lc_pt p, uint32_t level)
{
    unit_query q = {w, p, level, LIFE_NONE, HUGE_VAL};
    lc_box box = {p.lon, p.lat, p.lon, p.lat};

    lc_index_query(w->unit_index, box, inside_unit, &q);
    if (q.found == LIFE_NONE)
        /* a little more than the rule's reach: near_centre() holds it */
        lc_index_nearest(w->centre_index, p, LIFE_UNIT_REACH_M + 1, near_centre,
                         &q);
    return q.found;
}

uint32_t lc_world_unit_at(const lc_world *w, lc_pt p)
{
    if (!w->level.n)
        return LIFE_NONE;
    return lc_world_unit_of(w, p, (uint32_t)w->level.n - 1);
}

/* Units of a level, its homes outside any, and the end: counts to offsets. */
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

/* first[] of level l starts here: every level before takes its units + 3. */
static size_t first_offset(const lc_world *w, uint32_t level)
{
    return w->level_first[level] + 3 * (size_t)level;
}

static void count_up(lc_world *w)
{
    size_t facilities = w->facility.n;

    for (uint32_t l = 0; l < w->level.n; l++) {
        for (uint32_t h = 0; h < w->home_count; h++) {
            uint32_t u = w->home_unit[(size_t)l * w->home_count + h];

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

    for (uint32_t l = 0; l < w->level.n; l++)
        w->facility_unit[l * facilities + f] =
            d->placed ? lc_world_unit_of(w, d->pt, l) : LIFE_NONE;
    for (uint32_t u = code ? lc_world_find_unit(w, code) : LIFE_NONE;
         u != LIFE_NONE; u = w->unit.v[u].parent) {
        uint32_t l = w->unit.v[u].level_index;
        uint32_t parent = w->unit.v[u].parent;

        w->facility_unit[l * facilities + f] = u;
        /* parents are coarser; anything else would go in circles */
        if (parent != LIFE_NONE && w->unit.v[parent].level_index >= l)
            break;
    }
}

static lc_status find_units(lc_world *w, lc_error *err)
{
    size_t levels = w->level.n;

    w->home_unit = lc_calloc(levels * w->home_count, sizeof *w->home_unit);
    w->facility_unit =
        lc_calloc(levels * w->facility.n, sizeof *w->facility_unit);
    if (!w->home_unit || !w->facility_unit)
        return no_memory(err);
    for (uint32_t l = 0; l < levels; l++)
        for (size_t h = 0; h < w->home_count; h++)
            w->home_unit[l * w->home_count + h] =
                lc_world_unit_of(w, w->home_pt[h], l);
    for (uint32_t f = 0; f < w->facility.n; f++)
        find_facility(w, f);
    return LIFE_OK;
}

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

/* ---- facilities whose unit is known, or not even that, but no position ----
 */

static lc_status mark_unplaced(lc_world *w, uint32_t c, uint32_t f,
                               lc_error *err)
{
    size_t n = w->facility.n;
    size_t at = w->unit.n; /* anywhere */

    if (!w->unplaced[c])
        w->unplaced[c] = lc_calloc(w->unit.n + 1, 1);
    if (!w->unplaced[c])
        return no_memory(err);
    for (size_t l = 0; l < w->level.n; l++) /* the finest it names is last */
        if (w->facility_unit[l * n + f] != LIFE_NONE)
            at = w->facility_unit[l * n + f];
    w->unplaced[c][at] = 1;
    return LIFE_OK;
}

static lc_status find_unplaced(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count; c++) {
        for (uint32_t r = 0; r < w->category[c].facility_count && !st; r++) {
            uint32_t f = w->member[c][r];

            if (!w->facility.v[f].placed)
                st = mark_unplaced(w, c, f, err);
        }
    }
    return st;
}

bool lc_world_unplaced_home(const lc_world *w, uint32_t category, uint32_t home)
{
    const uint8_t *in = w->unplaced[category];
    bool found = in && in[w->unit.n];

    for (uint32_t l = 0; in && l < w->level.n && !found; l++) {
        uint32_t u = lc_world_home_unit(w, home, l);

        found = u != LIFE_NONE && in[u];
    }
    return found;
}

bool lc_world_unplaced_at(const lc_world *w, uint32_t category, lc_pt p)
{
    const uint8_t *in = w->unplaced[category];
    bool found = in && in[w->unit.n];

    for (uint32_t l = 0; in && l < w->level.n && !found; l++) {
        uint32_t u = lc_world_unit_of(w, p, l);

        found = u != LIFE_NONE && in[u];
    }
    return found;
}

/* ---- the whole ---- */

lc_status lc_world_store_units(lc_city *c, const lc_world *w, lc_error *err)
{
    size_t levels = w->level.n;
    lc_status st =
        lc_array_put(c, "home/unit", w->home_unit,
                     levels * w->home_count * sizeof *w->home_unit, err);

    if (!st)
        st = lc_array_put(c, "unit/area", w->unit_area_m2,
                          w->unit.n * sizeof *w->unit_area_m2, err);
    if (!st)
        st = lc_array_put(c, "facility/unit", w->facility_unit,
                          levels * w->facility.n * sizeof *w->facility_unit,
                          err);
    return st;
}

lc_status lc_world_assign_units(lc_city *c, lc_world *w, bool stored,
                                lc_error *err)
{
    size_t levels = w->level.n;
    lc_status st = LIFE_OK;

    w->by_unit = lc_calloc(levels * w->home_count, sizeof *w->by_unit);
    w->by_unit_first =
        lc_calloc(w->unit.n + 3 * levels, sizeof *w->by_unit_first);
    if (!w->by_unit || !w->by_unit_first)
        return no_memory(err);
    if (stored) {
        st = load_array(c, w, "home/unit", w->home_count, &w->home_unit, err);
        if (!st)
            st = load_array(c, w, "facility/unit", w->facility.n,
                            &w->facility_unit, err);
    } else {
        st = find_units(w, err);
    }
    for (uint32_t l = 0; l < levels && !st; l++)
        sort_homes(w, l, w->by_unit_first + first_offset(w, l));
    for (size_t f = 0; f < w->facility.n && levels && !st; f++)
        w->facility.v[f].unit =
            w->facility_unit[(levels - 1) * w->facility.n + f];
    if (!st)
        count_up(w);
    return st ? st : find_unplaced(w, err);
}

/* Homes of the i-th unit of a level; i == its units: those outside. */
const uint32_t *lc_world_unit_homes(const lc_world *w, uint32_t level,
                                    uint32_t i, uint32_t *count)
{
    const uint32_t *first = w->by_unit_first + first_offset(w, level);

    /* sort_homes() moved first[i + 1] to the end of unit i */
    uint32_t from = i ? first[i] : 0;

    *count = first[i + 1] - from;
    return w->by_unit + (size_t)level * w->home_count + from;
}
