/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compare/sameness.c - see sameness.h.
 */
#include "src/study/compare/sameness.h"

#include "src/world/city.h"
#include "src/world/links/linking.h"

#include <string.h>

static bool same_bytes(const void *a, const void *b, size_t n, size_t size)
{
    return !n || !memcmp(a, b, n * size);
}

static bool same_shape(const lc_shape *a, const lc_shape *b)
{
    return a->kind == b->kind && a->pt_count == b->pt_count &&
           a->part_count == b->part_count &&
           same_bytes(a->pt, b->pt, a->pt_count, sizeof *a->pt) &&
           same_bytes(a->part, b->part, a->part_count, sizeof *a->part);
}

static bool same_extent(const lc_extent *a, const lc_extent *b)
{
    return a->all_land == b->all_land && same_shape(&a->shape, &b->shape) &&
           same_shape(&a->land_edge, &b->land_edge);
}

static bool same_modes(const lc_world *a, const lc_world *b)
{
    bool same = a->mode_count == b->mode_count;

    for (size_t m = 0; m < a->mode_count && same; m++)
        same = !strcmp(a->mode[m].id, b->mode[m].id);
    return same;
}

static bool same_network(const lc_network *a, const lc_network *b)
{
    return a->node_count == b->node_count && a->edge_count == b->edge_count &&
           a->shape_count == b->shape_count &&
           same_bytes(a->node, b->node, a->node_count, sizeof *a->node) &&
           same_bytes(a->edge, b->edge, a->edge_count, sizeof *a->edge) &&
           same_bytes(a->shape, b->shape, a->shape_count, sizeof *a->shape) &&
           same_bytes(a->shape_mm, b->shape_mm, a->shape_count,
                      sizeof *a->shape_mm);
}

static bool same_barriers(const lc_barriers *a, const lc_barriers *b)
{
    return a->pt_count == b->pt_count && a->part_count == b->part_count &&
           a->barrier_count == b->barrier_count &&
           same_bytes(a->pt, b->pt, a->pt_count, sizeof *a->pt) &&
           same_bytes(a->part, b->part, a->part_count, sizeof *a->part) &&
           same_bytes(a->barrier, b->barrier, a->barrier_count,
                      sizeof *a->barrier);
}

bool lc_same_streets(const lc_world *a, const lc_world *b)
{
    return same_modes(a, b) && same_network(a->net, b->net) &&
           same_barriers(a->barriers, b->barriers) &&
           same_bytes(a->compound, b->compound, a->net->edge_count,
                      sizeof *a->compound) &&
           same_extent(&a->extent.v[0], &b->extent.v[0]);
}

static bool same_categories(const lc_world *a, const lc_world *b)
{
    bool same = a->category_count == b->category_count;

    for (size_t c = 0; c < a->category_count && same; c++)
        same = !strcmp(a->category[c].id, b->category[c].id);
    return same;
}

/* A facility's unit counts where it has no place, and is part of the key. */
static bool same_facility(const lc_world *a, uint32_t f, const lc_world *b,
                          uint32_t g)
{
    const lc_facility *x = &a->facility.v[f], *y = &b->facility.v[g];

    return x->wheels == y->wheels && !strcmp(x->id, y->id) &&
           lc_linking_key(a, f) == lc_linking_key(b, g);
}

/* The extents that a category's facilities come with, in their order. */
static bool same_reach(const lc_world *a, uint32_t c, const lc_world *b,
                       uint32_t d)
{
    lc_extent_run r = a->category_extents[c], s = b->category_extents[d];
    bool same = r.count == s.count;

    for (uint32_t i = 0; i < r.count && same; i++)
        same = same_extent(&a->extent.v[a->extent_list[r.first + i]],
                           &b->extent.v[b->extent_list[s.first + i]]);
    return same;
}

bool lc_same_category(const lc_world *a, const lc_world *b,
                      const char *category)
{
    uint32_t c = lc_world_category_find(a, category);
    uint32_t d = lc_world_category_find(b, category);
    bool same;

    if (c == LIFE_NONE || d == LIFE_NONE)
        return c == d;
    same = a->category[c].facility_count == b->category[d].facility_count &&
           same_reach(a, c, b, d);
    for (uint32_t i = 0; i < a->category[c].facility_count && same; i++)
        same = same_facility(a, a->member[c][i], b, b->member[d][i]);
    return same;
}

bool lc_same_facilities(const lc_world *a, const lc_world *b)
{
    bool same = same_categories(a, b);

    for (size_t c = 0; c < a->category_count && same; c++)
        same = lc_same_category(a, b, a->category[c].id);
    return same;
}

static bool same_units(const lc_world *a, const lc_world *b)
{
    bool same = a->level.n == b->level.n && a->unit.n == b->unit.n;

    for (size_t u = 0; u < a->unit.n && same; u++)
        same = a->unit.v[u].level_index == b->unit.v[u].level_index &&
               !strcmp(a->unit.v[u].code, b->unit.v[u].code);
    return same;
}

bool lc_same_homes(const lc_world *a, const lc_world *b,
                   const int8_t *const layer[2])
{
    size_t n = a->home_count;

    return n == b->home_count && same_units(a, b) &&
           same_bytes(a->home_pt, b->home_pt, n, sizeof *a->home_pt) &&
           same_bytes(layer[0], layer[1], n, 1) &&
           same_bytes(a->home_unit, b->home_unit, n * a->level.n,
                      sizeof *a->home_unit);
}

bool lc_same_paces(const lc_world *a, const lc_world *b)
{
    bool same = a->pace_count == b->pace_count;

    for (size_t p = 0; p < a->pace_count && same; p++) {
        const lc_pace *x = &a->pace[p], *y = &b->pace[p];

        same = !strcmp(x->id, y->id) && x->metres == y->metres &&
               x->seconds == y->seconds && x->steps_factor == y->steps_factor &&
               x->wheels == y->wheels &&
               !strcmp(a->mode[x->mode].id, b->mode[y->mode].id);
    }
    return same;
}

/* Either knows the basic ones of the other, and calls them so. */
static bool has_basics_of(const lc_world *a, const lc_world *b)
{
    for (size_t c = 0; c < b->category_count; c++) {
        uint32_t i = lc_world_category_find(a, b->category[c].id);

        if (b->category[c].basic && (i == LIFE_NONE || !a->category[i].basic))
            return false;
    }
    return true;
}

bool lc_same_basics(const lc_world *a, const lc_world *b)
{
    return has_basics_of(a, b) && has_basics_of(b, a);
}
