/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/prepared_outline.c - an R-tree over the segments of a shape.
 *
 * Item i is the segment from point i to the next of its part; the last point
 * of a part is a segment to itself, as in shape.c. The tree's bounds are
 * metres on the ellipsoid and the plane's lengths are not quite, so its walk
 * only finds a length that is not too short; all segments within that are then
 * compared as shape.c compares all there are, the first of equal ones winning.
 */
#include "lifecircle/geo/prepared_outline.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "src/geo/bent.h"

struct lc_prepared_outline {
    const lc_shape *shape;
    lc_index *index;
    lc_box box;
    uint8_t *last; /* of a point: 1 the last of its part */
};

static lc_pt end_of(const lc_prepared_outline *o, uint32_t i)
{
    return o->shape->pt[o->last[i] ? i : i + 1];
}

static lc_status index_segments(lc_prepared_outline *o, lc_error *err)
{
    const lc_shape *s = o->shape;
    lc_box *box = lc_calloc(s->pt_count, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "an outline");
    for (uint32_t i = 0; i < s->part_count; i++)
        if (s->part[i + 1] > s->part[i])
            o->last[s->part[i + 1] - 1] = 1;
    for (uint32_t i = 0; i < s->pt_count; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], s->pt[i]);
        lc_box_add(&box[i], end_of(o, i));
    }
    st = lc_index_build(box, s->pt_count, &o->index, err);
    lc_free(box);
    return st;
}

lc_status lc_prepared_outline_make(const lc_shape *s, lc_prepared_outline **out,
                                   lc_error *err)
{
    lc_prepared_outline *o = lc_calloc(1, sizeof *o);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (o) {
        *o = (lc_prepared_outline){.shape = s,
                                   .box = lc_shape_box(s),
                                   .last = lc_calloc(s->pt_count, 1)};
        if (o->last)
            st = index_segments(o, err);
    }
    if (!o || !o->last)
        st = lc_no_memory(err, "an outline");
    if (st)
        lc_prepared_outline_free(o);
    else
        *out = o;
    return st;
}

void lc_prepared_outline_free(lc_prepared_outline *o)
{
    if (!o)
        return;
    lc_index_free(o->index);
    lc_free(o->last);
    lc_free(o);
}

/* ---- how far ---- */

typedef struct looking {
    const lc_prepared_outline *o;
    lc_bent_frame frame;
    lc_bent_nearest best;
    uint32_t item; /* whose that is */
} looking;

static void find_some(void *ctx, uint32_t item, double *limit_m)
{
    looking *l = ctx;

    if (lc_bent_look(&l->frame, l->o->shape->pt[item], end_of(l->o, item),
                     &l->best) &&
        l->best.dist_m < *limit_m)
        *limit_m = l->best.dist_m;
}

/* Segments come in no order here; one after another in shape.c. */
static bool find_first(void *ctx, uint32_t item)
{
    looking *l = ctx;
    lc_bent_nearest one = {.dist_m = HUGE_VAL};

    lc_bent_look(&l->frame, l->o->shape->pt[item], end_of(l->o, item), &one);
    if (one.dist_m < l->best.dist_m ||
        (one.dist_m == l->best.dist_m && item < l->item)) {
        l->best = one;
        l->item = item;
    }
    return true;
}

static int32_t clamped(int64_t v)
{
    return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (int32_t)v;
}

static lc_box box_of(lc_pt p, lc_bent_window w)
{
    return (lc_box){clamped(p.lon - w.lon), clamped(p.lat - w.lat),
                    clamped(p.lon + w.lon), clamped(p.lat + w.lat)};
}

double lc_prepared_outline_distance_m(const lc_prepared_outline *o, lc_pt p,
                                      double limit_m)
{
    looking l = {o, lc_bent_frame_at(p), {.dist_m = HUGE_VAL}, 0};
    double high = fmax(fabs((double)o->box.max_lat - p.lat),
                       fabs((double)o->box.min_lat - p.lat));
    lc_bent_window w;

    lc_index_nearest(o->index, p, limit_m, find_some, &l);
    if (l.best.dist_m == HUGE_VAL)
        return HUGE_VAL;
    w = lc_bent_window_of(&l.frame, l.best.dist_m,
                          high * l.frame.frame.y_per_unit);
    if (w.lon == INT64_MAX)
        return lc_shape_distance_m(o->shape, p, false, NULL);
    l.best.dist_m = HUGE_VAL;
    lc_index_query(o->index, box_of(p, w), find_first, &l);
    return lc_bent_metres(p, &l.best);
}

/* ---- where it runs ---- */

typedef struct asking {
    const lc_prepared_outline *o;
    lc_prepared_outline_fn fn;
    void *ctx;
} asking;

static bool give(void *ctx, uint32_t item)
{
    const asking *a = ctx;

    return a->o->last[item] ||
           a->fn(a->ctx, a->o->shape->pt[item], a->o->shape->pt[item + 1]);
}

void lc_prepared_outline_segments(const lc_prepared_outline *o, lc_box area,
                                  lc_prepared_outline_fn fn, void *ctx)
{
    asking a = {o, fn, ctx};

    lc_index_query(o->index, area, give, &a);
}
