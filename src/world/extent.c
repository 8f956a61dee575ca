/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/extent.c - how far the data reach.
 *
 * Extent 0 is the city's and extent n + 1 that of source n, of no shape where
 * the source states none. In a straight line the data end at the outline where
 * that is no sea, and at the cut ends of streets; who is less far from there
 * than the radius may have a facility beyond, so "uncovered" is not certain.
 * Distances of homes are worked out once by compute (people/home_depth.c) and
 * stored. How long a walk to an end takes is study/ends.c's.
 */
#include "src/world/extent.h"

#include "lifecircle/store/rows/array.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "src/world/city.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lc_status lc_world_extent_add(lc_world *w, lc_shape *shape, lc_shape *land_edge,
                              lc_error *err)
{
    lc_extent x = {.shape = *shape,
                   .land_edge = *land_edge,
                   .all_land = land_edge->kind == LIFE_SHAPE_NONE};

    if (!lc_vec_push(&w->extent, x))
        return lc_no_memory(err, "the extents");
    *shape = *land_edge = (lc_shape){0};
    return LIFE_OK;
}

lc_status lc_world_extent_cuts(lc_world *w, lc_error *err)
{
    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        const lc_edge *d = &w->net->edge[e];

        if ((d->flags & LIFE_EDGE_CUT_FROM &&
             !lc_vec_push(&w->cut, w->net->node[d->from])) ||
            (d->flags & LIFE_EDGE_CUT_TO &&
             !lc_vec_push(&w->cut, w->net->node[d->to])))
            return lc_no_memory(err, "the ends of the data");
    }
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
    w->extent.v[0].all_land = true;
    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &w->extent.v[0].shape, err);
}

/* ---- of categories ---- */

/* The extent of a source of its own, 0 where it is the city's. `guess` is the
 * answer for the facility before: facilities come source by source. */
static size_t extent_of_source(const lc_world *w, const char *name,
                               size_t guess)
{
    size_t i = guess ? guess - 1 : 0;

    if (guess && !strcmp(w->source.v[i].name, name))
        return guess;
    for (i = 0; i < w->source.n; i++)
        if (!strcmp(w->source.v[i].name, name) &&
            w->extent.v[i + 1].shape.kind == LIFE_SHAPE_AREA)
            return i + 1;
    return 0;
}

/* A row of bytes for each category, one byte an extent: 1 where some facility
 * of it comes with the extent. With OpenStreetMap, or a source that states
 * none, it is the city's, byte 0. */
static void mark_extents(const lc_world *w, uint8_t *mark)
{
    size_t x = 0;

    for (size_t f = 0; f < w->facility.n; f++) {
        const lc_facility *d = &w->facility.v[f];

        x = extent_of_source(w, d->source, x);
        for (LIFE_CATSET_EACH(c, d->categories))
            mark[c * w->extent.n + x] = 1;
    }
}

/* Facilities of a category that come with the city's extent make that the one
 * of the category: its run stays empty. */
static void fill_runs(lc_world *w, const uint8_t *mark)
{
    uint32_t n = 0;

    for (size_t c = 0; c < w->category_count; c++) {
        const uint8_t *of = mark + c * w->extent.n;
        lc_extent_run *run = &w->category_extents[c];

        run->first = n;
        for (uint32_t x = 1; x < w->extent.n && !of[0]; x++)
            if (of[x])
                w->extent_list[n++] = x;
        run->count = n - run->first;
    }
}

lc_status lc_world_extent_of_categories(lc_world *w, lc_error *err)
{
    uint8_t *mark = lc_calloc(w->category_count, w->extent.n);

    w->extent_list =
        lc_calloc(w->category_count, w->extent.n * sizeof *w->extent_list);
    if (!mark || !w->extent_list) {
        lc_free(mark);
        return lc_no_memory(err, "the extents");
    }
    mark_extents(w, mark);
    fill_runs(w, mark);
    lc_free(mark);
    return LIFE_OK;
}

/* ---- how far inside ---- */

/* 0 outside, so that nothing is called certain there. */
static double inside_m(const lc_extent *x, lc_pt p)
{
    if (x->shape.kind != LIFE_SHAPE_AREA || !lc_shape_contains(&x->shape, p))
        return 0;
    if (x->all_land)
        return lc_shape_distance_m(&x->shape, p, false, NULL);
    return x->land_edge.kind == LIFE_SHAPE_LINE
               ? lc_shape_distance_m(&x->land_edge, p, false, NULL)
               : LIFE_EDGE_CAP_M; /* an island */
}

/* To the nearest cut end, where that is nearer than limit_m. A unit of latitude
 * is over a centimetre everywhere, so that most are passed over by their
 * latitudes. */
static double cut_m(const lc_world *w, lc_pt p, double limit_m)
{
    for (size_t i = 0; i < w->cut.n; i++) {
        double m = fabs((double)w->cut.v[i].lat - p.lat) * 0.01105;

        if (m >= limit_m)
            continue;
        m = lc_distance_m(w->cut.v[i], p);
        limit_m = m < limit_m ? m : limit_m;
    }
    return limit_m;
}

static double city_m(const lc_world *w, lc_pt p)
{
    double m = inside_m(&w->extent.v[0], p);

    return m > 0 ? cut_m(w, p, m) : 0;
}

bool lc_world_extent_holds(const lc_world *w, lc_pt p, uint32_t category)
{
    const lc_extent_run *run = &w->category_extents[category];

    if (!run->count)
        return lc_shape_contains(&w->extent.v[0].shape, p);
    for (uint32_t i = run->first; i < run->first + run->count; i++)
        if (lc_shape_contains(&w->extent.v[w->extent_list[i]].shape, p))
            return true;
    return false;
}

/* A facility may be in any of the tables, so the deepest counts; but a walk
 * needs streets, so never more than the city's. */
double lc_world_extent_edge_m(const lc_world *w, lc_pt p, uint32_t category)
{
    double edge_m = city_m(w, p), best_m = 0;
    lc_extent_run run = w->category_extents[category];

    if (!run.count)
        return edge_m;
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        double m = inside_m(&w->extent.v[w->extent_list[i]], p);

        best_m = m > best_m ? m : best_m;
    }
    return best_m < edge_m ? best_m : edge_m;
}

uint32_t lc_world_extent_home_mm(const lc_world *w, uint32_t home,
                                 lc_extent_run run)
{
    uint32_t edge = w->extent.v[0].home_mm[home], best = 0;

    if (!run.count)
        return edge;
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        uint32_t mm = w->extent.v[w->extent_list[i]].home_mm[home];

        best = mm > best ? mm : best;
    }
    return best < edge ? best : edge;
}

/* home/edge/EXTENT */
static const char *array_name(char out[32], size_t extent)
{
    snprintf(out, 32, "home/edge/%zu", extent);
    return out;
}

static lc_status load_one(lc_city *c, lc_world *w, size_t extent, lc_error *err)
{
    char name[32];
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, array_name(name, extent), sizeof(uint32_t),
                                &data, &n, err);

    if (st)
        return st;
    w->extent.v[extent].home_mm = data;
    return n == w->home_count
               ? LIFE_OK
               : lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
}

lc_status lc_world_extent_load(lc_city *c, lc_world *w, bool city_alone,
                               lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t x = 0; x < (city_alone ? 1 : w->extent.n) && !st; x++)
        st = load_one(c, w, x, err);
    return st;
}

/* In the order of the extents, which is that of the sources. */
lc_status lc_world_extent_store(lc_city *c, const lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;
    char name[32];

    for (size_t x = 0; x < w->extent.n && !st; x++)
        st = lc_array_put(c, array_name(name, x), w->extent.v[x].home_mm,
                          sizeof(uint32_t), w->home_count, err);
    return st;
}

void lc_world_extent_clear(lc_world *w)
{
    for (size_t i = 0; i < w->extent.n; i++) {
        lc_shape_clear(&w->extent.v[i].shape);
        lc_shape_clear(&w->extent.v[i].land_edge);
        lc_free(w->extent.v[i].home_mm);
    }
    lc_vec_free(&w->extent);
    lc_free(w->extent_list);
    lc_vec_free(&w->cut);
}

const lc_shape *lc_world_extent(const lc_world *w)
{
    return &w->extent.v[0].shape;
}
