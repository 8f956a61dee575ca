/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/home_depth.c - see home_depth.h.
 *
 * The same as extent.c finds for one place, but an outline of a large city has
 * tens of thousands of points, and it has as many homes: outline and cut ends
 * are put into trees first. Rounded down, so that none is thought to lie deeper
 * than it does.
 */
#include "src/world/people/home_depth.h"

#include "lifecircle/base/pool.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/geo/prepared_outline.h"
#include "src/world/city.h"
#include "src/world/extent.h"

#include <math.h>

#define BLOCK 1024 /* homes: enough to be worth a thread's while */

typedef struct measuring {
    const lc_world *w;
    lc_extent *x;
    lc_prepared_area *area;
    lc_prepared_outline *end; /* what of its outline counts; NULL: nothing */
    lc_index *cuts;           /* NULL: they don't count */
} measuring;

static lc_status index_cuts(const lc_world *w, lc_index **out, lc_error *err)
{
    lc_box *box = lc_calloc(w->cut.n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the ends of the data");
    for (size_t i = 0; i < w->cut.n; i++) {
        lc_pt p = w->cut.v[i];

        box[i] = (lc_box){p.lon, p.lat, p.lon, p.lat};
    }
    st = lc_index_build(box, w->cut.n, out, err);
    lc_free(box);
    return st;
}

/* Streets are cut where the city ends alone. clear() is due whatever comes
 * back. */
static lc_status prepare(measuring *m, bool city, lc_error *err)
{
    const lc_extent *x = m->x;
    const lc_shape *end = x->all_land ? &x->shape : &x->land_edge;
    lc_status st = lc_prepared_area_make(&x->shape, &m->area, err);

    if (!st && (x->all_land || end->kind == LIFE_SHAPE_LINE))
        st = lc_prepared_outline_make(end, &m->end, err);
    if (!st && city)
        st = index_cuts(m->w, &m->cuts, err);
    return st;
}

static void clear(measuring *m)
{
    lc_prepared_area_free(m->area);
    lc_prepared_outline_free(m->end);
    lc_index_free(m->cuts);
}

typedef struct cut_search {
    const lc_world *w;
    lc_pt from;
    double metres;
} cut_search;

static void look_at_cut(void *ctx, uint32_t cut, double *limit_m)
{
    cut_search *s = ctx;
    double m = lc_distance_m(s->w->cut.v[cut], s->from);

    if (m < s->metres)
        s->metres = *limit_m = m;
}

/* The home before, and how far the outline is from it. */
typedef struct before {
    lc_pt pt;
    double end_m; /* LIFE_EDGE_CAP_M: at least that */
} before;

/* 1e-7 degree is no longer, whichever way. */
#define UNIT_MOST_M 0.0112

/* No farther than it is from the home before by way of here: a search that ends
 * there finds it, or shows that lengths were rounded. */
static double end_m(const measuring *m, lc_pt p, before *b)
{
    double way_m =
        (fabs((double)p.lon - b->pt.lon) + fabs((double)p.lat - b->pt.lat)) *
        UNIT_MOST_M;
    double limit_m = fmin(LIFE_EDGE_CAP_M, b->end_m * 1.01 + way_m + 1);
    double found_m = lc_prepared_outline_distance_m(m->end, p, limit_m);

    if (found_m == HUGE_VAL && limit_m < LIFE_EDGE_CAP_M)
        found_m = lc_prepared_outline_distance_m(m->end, p, LIFE_EDGE_CAP_M);
    *b = (before){p, fmin(found_m, LIFE_EDGE_CAP_M)};
    return b->end_m;
}

static double inside_m(const measuring *m, lc_pt p, before *b)
{
    cut_search s = {m->w, p, LIFE_EDGE_CAP_M};

    if (!lc_prepared_area_contains(m->area, p))
        return 0;
    if (m->end)
        s.metres = end_m(m, p, b);
    if (m->cuts && s.metres > 0)
        lc_index_nearest(m->cuts, p, s.metres, look_at_cut, &s);
    return s.metres;
}

static lc_status measure_block(void *ctx, size_t item, unsigned worker,
                               lc_error *err)
{
    const measuring *m = ctx;
    size_t end = (item + 1) * BLOCK;
    before b = {.end_m = LIFE_EDGE_CAP_M};

    (void)worker;
    (void)err;
    if (end > m->w->home_count)
        end = m->w->home_count;
    for (size_t h = item * BLOCK; h < end; h++)
        m->x->home_mm[h] = (uint32_t)(inside_m(m, m->w->home_pt[h], &b) * 1000);
    return LIFE_OK;
}

static lc_status measure(measuring *m, bool city, lc_error *err)
{
    size_t blocks = (m->w->home_count + BLOCK - 1) / BLOCK;
    lc_status st = prepare(m, city, err);

    if (!st)
        st = lc_pool_run(lc_pool_threads(), blocks, measure_block, m, err);
    clear(m);
    return st;
}

lc_status lc_home_depth_measure(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t x = 0; x < w->extent.n && !st; x++) {
        lc_extent *e = &w->extent.v[x];
        measuring m = {.w = w, .x = e};

        if (e->home_mm)
            continue;
        e->home_mm = lc_calloc(w->home_count, sizeof *e->home_mm);
        if (!e->home_mm)
            return lc_no_memory(err, "the extents");
        if (e->shape.kind == LIFE_SHAPE_AREA)
            st = measure(&m, x == 0, err);
    }
    return st;
}
