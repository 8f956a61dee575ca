/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/borders.c - see borders.h.
 *
 * The land between boundaries is given to centres, and no farther than the next
 * boundary of a level above: else a suburb would hold homes of the next town.
 * A centre inside a boundary of its own level is that unit's, and has no land.
 */
#include "src/world/units/borders.h"

#include "lifecircle/geo/prepared_area.h"
#include "src/world/city.h"
#include "src/world/units/level.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <string.h>

bool lc_borders_is_one(const lc_unit *u)
{
    return !u->seated && u->rest_of == LIFE_NONE &&
           u->shape->kind == LIFE_SHAPE_AREA;
}

/* ---- around a point ---- */

typedef struct border_query {
    const lc_world *w;
    lc_pt p;
    uint32_t *out;
} border_query;

/* Never ends the search: the smallest of all that hold the point is wanted. Of
 * equal areas the lower number has the lower code. */
static bool inside_unit(void *ctx, uint32_t u)
{
    border_query *q = ctx;
    const lc_world *w = q->w;
    uint32_t *found = &q->out[w->unit.v[u].level_index];

    if (*found != LIFE_NONE &&
        (w->unit_area_m2[u] > w->unit_area_m2[*found] ||
         (w->unit_area_m2[u] == w->unit_area_m2[*found] && u > *found)))
        return true;
    if (w->unit_bands ? lc_prepared_bands_contain(w->unit_bands[u], q->p)
                      : lc_shape_contains(w->unit.v[u].shape, q->p))
        *found = u;
    return true;
}

void lc_borders_find(const lc_world *w, lc_pt p,
                     uint32_t out[LIFE_BORDERS_MOST])
{
    border_query q = {w, p, out};
    lc_box box = {p.lon, p.lat, p.lon, p.lat};

    for (size_t l = 0; l < w->level.n; l++)
        out[l] = LIFE_NONE;
    lc_index_query(w->unit_index, box, inside_unit, &q);
}

static bool same_borders(const lc_world *w, uint32_t u, const uint32_t *border)
{
    uint32_t level = w->unit.v[u].level_index;
    const uint32_t *own = w->centre_border + (size_t)u * w->level.n;

    if (own[level] != LIFE_NONE)
        return false;
    for (uint32_t l = 0; l < level; l++)
        if (w->level_borders[level] >> l & 1 && own[l] != border[l])
            return false;
    return true;
}

/* ---- by what is mapped ---- */

typedef struct centre_query {
    const lc_world *w;
    lc_pt p;
    uint32_t level;
    const uint32_t *border; /* of the point, by level */
    uint32_t found;
    double found_m;
} centre_query;

/* 2 km count as within. The order of the tree must not decide, so ties go to
 * the lower code here too. */
static void near_centre(void *ctx, uint32_t u, double *limit_m)
{
    centre_query *q = ctx;
    double m;

    if (q->w->unit.v[u].level_index != q->level)
        return;
    m = lc_distance_m(q->w->unit.v[u].centre, q->p);
    if (m > LIFE_UNIT_REACH_M ||
        (m > q->found_m || (m == q->found_m && u > q->found)) ||
        !same_borders(q->w, u, q->border))
        return;
    q->found = u;
    q->found_m = m;
    if (m < *limit_m)
        *limit_m = m;
}

static uint32_t nearest_centre(const lc_world *w, lc_pt p, uint32_t level,
                               const uint32_t *border)
{
    centre_query q = {w, p, level, border, LIFE_NONE, HUGE_VAL};

    /* a little more than the rule's reach: near_centre() holds it */
    lc_index_nearest(w->centre_index, p, LIFE_UNIT_REACH_M + 1, near_centre,
                     &q);
    return q.found;
}

/* Levels above lead to the coarsest, so this ends. */
uint32_t lc_borders_mapped_in(const lc_world *w, lc_pt p,
                              const uint32_t border[LIFE_BORDERS_MOST],
                              uint32_t *level)
{
    for (;;) {
        uint32_t found = border[*level];

        if (found == LIFE_NONE)
            found = nearest_centre(w, p, *level, border);
        if (found != LIFE_NONE || w->level_above[*level] == LIFE_NONE)
            return found;
        *level = w->level_above[*level];
    }
}

uint32_t lc_borders_mapped(const lc_world *w, lc_pt p, uint32_t *level)
{
    uint32_t border[LIFE_BORDERS_MOST];

    lc_borders_find(w, p, border);
    return lc_borders_mapped_in(w, p, border, level);
}

/* ---- which levels stand above which ---- */

/* Those of geodata/levels.csv, and those of boundaries of an extract whatever
 * the import was told to call them. The others are zones of somebody's table,
 * as of industry: they cut nothing, and what lies beside them is no zone. */
static uint64_t administrative(const lc_world *w)
{
    uint64_t bits = 0;

    for (uint32_t l = 0; l < w->level.n; l++) {
        bool is = lc_world_level_is_known(w, w->level.v[l]);

        for (uint32_t i = w->level_first[l]; !is && i < w->level_first[l + 1];
             i++)
            is = !strncmp(w->unit.v[i].code, "osm:", strlen("osm:"));
        bits |= (uint64_t)is << l;
    }
    return bits;
}

static void list_levels(lc_world *w)
{
    uint64_t bits = administrative(w);

    for (uint32_t l = 0; l < w->level.n; l++) {
        w->level_above[l] = LIFE_NONE;
        w->level_borders[l] = bits & ((UINT64_C(1) << l) - 1);
    }
    for (size_t i = 0; i < w->unit.n; i++) {
        const lc_unit *u = &w->unit.v[i];
        uint32_t *above = &w->level_above[u->level_index];
        uint32_t up = u->parent == LIFE_NONE ? LIFE_NONE
                                             : w->unit.v[u->parent].level_index;

        /* A circle of parents leads to no level above. */
        if (up < u->level_index && bits >> up & 1 &&
            bits >> u->level_index & 1 && (*above == LIFE_NONE || up > *above))
            *above = up;
    }
}

/* A centre without a parent, as of a table, lies in the smallest unit of the
 * finest level that borders it. */
static void find_parent(lc_world *w, uint32_t u)
{
    lc_unit *unit = &w->unit.v[u];
    const uint32_t *own = w->centre_border + (size_t)u * w->level.n;

    for (uint32_t l = unit->level_index; unit->parent == LIFE_NONE && l-- > 0;)
        if (w->level_borders[unit->level_index] >> l & 1)
            unit->parent = own[l];
}

/* Parents that are found may put a level above another, so levels are looked at
 * once more. */
lc_status lc_borders_make(lc_world *w, lc_error *err)
{
    uint32_t found[LIFE_BORDERS_MOST];

    w->centre_border =
        lc_calloc(w->unit.n * w->level.n, sizeof *w->centre_border);
    if (!w->centre_border)
        return lc_no_memory(err, "the units");
    list_levels(w);
    for (uint32_t u = 0; u < w->unit.n; u++) {
        if (!w->unit.v[u].seated)
            continue;
        lc_borders_find(w, w->unit.v[u].centre, found);
        for (size_t l = 0; l < w->level.n; l++)
            w->centre_border[u * w->level.n + l] = found[l];
        find_parent(w, u);
    }
    list_levels(w);
    return LIFE_OK;
}
