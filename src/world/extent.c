/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/extent.c - how far the data reach.
 *
 * Extent 0 is the city's and extent n + 1 that of source n, of no shape where
 * the source states none. A home that lies less far inside than it can walk may
 * have a facility beyond the data, so "uncovered" is not certain there. Depths
 * are straight metres, worked out once by compute (a pass over each outline for
 * each home) and stored.
 */
#include "src/world/extent.h"

#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "src/world/city.h"

#include <stdio.h>
#include <string.h>

lc_status lc_world_extent_add(lc_world *w, lc_shape *shape, lc_error *err)
{
    lc_extent x = {.shape = *shape};

    if (!lc_vec_push(&w->extent, x))
        return lc_no_memory(err, "the extents");
    *shape = (lc_shape){0};
    return LIFE_OK;
}

lc_status lc_world_extent_box(lc_world *w, lc_error *err)
{
    lc_box b = lc_box_empty();

    if (w->extent.v[0].shape.kind == LIFE_SHAPE_AREA)
        return LIFE_OK;
    for (uint32_t i = 0; i < w->net->node_count; i++)
        lc_box_add(&b, w->net->node[i]);
    lc_pt ring[5] = {{b.min_lon, b.min_lat},
                     {b.max_lon, b.min_lat},
                     {b.max_lon, b.max_lat},
                     {b.min_lon, b.max_lat},
                     {b.min_lon, b.min_lat}};
    lc_shape_clear(&w->extent.v[0].shape);
    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &w->extent.v[0].shape, err);
}

/* ---- of categories ---- */

/* Which extents a category's facilities come with: those of tables that state
 * one of their own; with OpenStreetMap or an unstated one, the city's. A source
 * past the 62nd has no bit in the set; what it brought counts with the city's
 * extent. */
void lc_world_extent_of_categories(lc_world *w)
{
    uint64_t narrow[LIFE_MAX_CATEGORIES] = {0};
    lc_catset wide = 0;

    for (size_t f = 0; f < w->facility.n; f++) {
        const lc_facility *d = &w->facility.v[f];
        uint64_t bit = 0;

        for (size_t i = 0; i < w->source.n && i < 62; i++)
            if (!strcmp(w->source.v[i].name, d->source) &&
                w->extent.v[i + 1].shape.kind == LIFE_SHAPE_AREA)
                bit = UINT64_C(1) << (i + 1);
        if (!bit)
            wide |= d->categories;
        for (uint32_t c = 0; c < w->category_count; c++)
            if (d->categories >> c & 1)
                narrow[c] |= bit;
    }
    for (uint32_t c = 0; c < w->category_count; c++)
        w->category_extents[c] = wide >> c & 1 ? 0 : narrow[c];
}

/* ---- how far inside ---- */

/* 0 outside, so that nothing is called certain there. */
static double inside_m(const lc_shape *s, lc_pt p)
{
    if (s->kind != LIFE_SHAPE_AREA || !lc_shape_contains(s, p))
        return 0;
    return lc_shape_distance_m(s, p, false, NULL);
}

/* A facility may be in any of the tables, so the deepest counts; but a walk
 * needs streets, so never more than the city's. */
double lc_world_extent_edge_m(const lc_world *w, lc_pt p, uint32_t category)
{
    double edge_m = inside_m(&w->extent.v[0].shape, p), best_m = 0;
    uint64_t bits = category == LIFE_NONE ? 0 : w->category_extents[category];

    if (!bits)
        return edge_m;
    for (size_t x = 1; x < w->extent.n && x < 64; x++) {
        if (bits >> x & 1) {
            double m = inside_m(&w->extent.v[x].shape, p);

            best_m = m > best_m ? m : best_m;
        }
    }
    return best_m < edge_m ? best_m : edge_m;
}

uint32_t lc_world_extent_home_mm(const lc_world *w, uint32_t home,
                                 uint32_t category)
{
    uint32_t edge = w->extent.v[0].home_mm[home], best = 0;
    uint64_t bits = w->category_extents[category];

    if (!bits)
        return edge;
    for (size_t x = 1; x < w->extent.n && x < 64; x++) {
        if (bits >> x & 1 && w->extent.v[x].home_mm[home] > best)
            best = w->extent.v[x].home_mm[home];
    }
    return best < edge ? best : edge;
}

/* How far inside each extent every home lies, capped where no limit asks
 * further. (An hour at the fastest pace there may be is 16.7 km.) Rounded down,
 * so that none is thought to lie deeper than it does. */
#define EDGE_CAP_M 20000.0

lc_status lc_world_extent_measure(lc_world *w, lc_error *err)
{
    for (size_t x = 0; x < w->extent.n; x++) {
        lc_extent *e = &w->extent.v[x];

        e->home_mm = lc_calloc(w->home_count, sizeof *e->home_mm);
        if (!e->home_mm)
            return lc_no_memory(err, "the extents");
        if (e->shape.kind != LIFE_SHAPE_AREA)
            continue;
        for (size_t h = 0; h < w->home_count; h++) {
            double m = inside_m(&e->shape, w->home_pt[h]);

            e->home_mm[h] =
                (uint32_t)((m > EDGE_CAP_M ? EDGE_CAP_M : m) * 1000);
        }
    }
    return LIFE_OK;
}

/* home/edge/EXTENT */
static const char *array_name(char out[32], size_t extent)
{
    snprintf(out, 32, "home/edge/%zu", extent);
    return out;
}

lc_status lc_world_extent_load(lc_city *c, lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;
    char name[32];

    for (size_t x = 0; x < w->extent.n && !st; x++) {
        void *data;
        size_t n;

        st = lc_array_get(c, array_name(name, x), sizeof(uint32_t), &data, &n,
                          err);
        if (st)
            return st;
        w->extent.v[x].home_mm = data;
        if (n != w->home_count)
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    }
    return st;
}

/* In the order of the extents, which is that of the sources. */
lc_status lc_world_extent_store(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;
    char name[32];

    for (size_t x = 0; x < w->extent.n && !st; x++)
        st = lc_array_put(c, array_name(name, x), w->extent.v[x].home_mm,
                          w->home_count * sizeof(uint32_t), err);
    return st;
}

void lc_world_extent_clear(lc_world *w)
{
    for (size_t i = 0; i < w->extent.n; i++) {
        lc_shape_clear(&w->extent.v[i].shape);
        lc_free(w->extent.v[i].home_mm);
    }
    lc_vec_free(&w->extent);
}

const lc_shape *lc_world_extent(const lc_world *w)
{
    return &w->extent.v[0].shape;
}
