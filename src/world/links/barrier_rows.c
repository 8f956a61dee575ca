/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/barrier_rows.c - see the header.
 */
#include "src/world/links/barrier_rows.h"

#include "lifecircle/base/log.h"
#include "lifecircle/store/rows/feature.h"

#include <stdlib.h>
#include <string.h>

typedef struct collector {
    LC_VEC(lc_pt) pt;
    LC_VEC(uint32_t) part;
    LC_VEC(lc_barrier) barrier;
    LC_VEC(lc_barrier_name) called;
    LC_VEC(char) texts;
} collector;

static lc_status add_part(collector *c, const lc_pt *pt, uint32_t n, bool turn,
                          lc_error *err)
{
    uint32_t base = (uint32_t)c->pt.n;

    if (!lc_vec_reserve(&c->pt, n) || !lc_vec_push(&c->part, base))
        return lc_no_memory(err, "water and buildings");
    for (uint32_t i = 0; i < n; i++)
        c->pt.v[base + i] = pt[turn ? n - 1 - i : i];
    c->pt.n += n;
    return LIFE_OK;
}

/* A line that comes back to where it began goes around something. */
static bool closes(const lc_shape *s)
{
    return s->kind == LIFE_SHAPE_LINE && s->part_count == 1 &&
           s->pt_count > 3 && lc_pt_equal(s->pt[0], s->pt[s->pt_count - 1]);
}

/* Water that is in no tunnel is open: below others it is drawn by mappers who
 * mean that bridges are above. */
static int8_t layer_of(const lc_stored_feature *f)
{
    return (int8_t)(f->blocks == LIFE_BLOCK_WATER && f->layer < 0 ? 0
                                                                  : f->layer);
}

/* Of the barrier that comes next. */
static lc_status add_name(collector *c, const char *text, lc_error *err)
{
    size_t bytes = strlen(text) + 1;
    lc_barrier_name n = {(uint32_t)c->barrier.n, (uint32_t)c->texts.n};

    if (bytes == 1)
        return LIFE_OK;
    if (c->texts.n + bytes > UINT32_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "names of water and buildings are over 4 GB");
    if (!lc_vec_push(&c->called, n) || !lc_vec_reserve(&c->texts, bytes))
        return lc_no_memory(err, "water and buildings");
    memcpy(c->texts.v + c->texts.n, text, bytes);
    c->texts.n += bytes;
    return LIFE_OK;
}

/* Points bar nobody. Parts are pushed before the feature, whose first part is
 * the number of those there were before. */
static lc_status add_feature(collector *c, const lc_stored_feature *f,
                             lc_error *err)
{
    const lc_shape *s = &f->shape;
    bool ring = f->blocks == LIFE_BLOCK_WALL && closes(s);
    lc_barrier b = {.part = (uint32_t)c->part.n,
                    .part_count = s->part_count,
                    .block = (uint8_t)f->blocks,
                    .area = s->kind == LIFE_SHAPE_AREA || ring,
                    .layer = layer_of(f)};
    lc_status st = LIFE_OK;

    if (s->kind != LIFE_SHAPE_AREA && s->kind != LIFE_SHAPE_LINE)
        return LIFE_OK;
    for (uint32_t i = 0; i < s->part_count && !st; i++) {
        const lc_pt *pt = s->pt + s->part[i];
        uint32_t n = s->part[i + 1] - s->part[i];

        st = add_part(c, pt, n, ring && lc_barriers_ring_size(pt, n) < 0, err);
    }
    if (!st)
        st = add_name(c, f->name, err);
    if (!st && !lc_vec_push(&c->barrier, b))
        st = lc_no_memory(err, "water and buildings");
    return st;
}

/* One offset more than parts ends the last part. */
static lc_status collect(lc_city *city, collector *c, lc_error *err)
{
    lc_stored_feature row = {0};
    lc_rows *rows = NULL;
    int64_t last = 0;
    lc_status st = lc_feature_rows_last(city, &last, err);

    if (!st)
        st = lc_feature_rows_blocking(city, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        lc_progress("loading water and buildings", (uint64_t)row.id,
                    (uint64_t)last);
        st = add_feature(c, &row, err);
    }
    if (!st && !lc_vec_push(&c->part, (uint32_t)c->pt.n))
        st = lc_no_memory(err, "water and buildings");
    return st;
}

/* ---- along the curve ---- */

static lc_box box_of_barrier(const lc_barriers *b, const lc_barrier *w)
{
    uint32_t first = b->part[w->part], end = b->part[w->part + w->part_count];

    return lc_points_box(b->pt + first, end - first);
}

/* The barrier `from` behind those that `to` has. */
static void move_barrier(const lc_barriers *from, uint32_t barrier,
                         lc_barriers *to)
{
    lc_barrier w = from->barrier[barrier];
    uint32_t first = from->part[w.part];
    uint32_t n = from->part[w.part + w.part_count] - first;

    for (uint32_t p = 0; p < w.part_count; p++)
        to->part[to->part_count + p] =
            (uint32_t)to->pt_count + from->part[w.part + p] - first;
    if (n)
        memcpy(to->pt + to->pt_count, from->pt + first, n * sizeof *to->pt);
    w.part = (uint32_t)to->part_count;
    to->pt_count += n;
    to->part_count += w.part_count;
    to->barrier[to->barrier_count++] = w;
}

static lc_status find_order(const lc_barriers *b, uint32_t **out, lc_error *err)
{
    lc_box *box = lc_realloc(NULL, b->barrier_count, sizeof *box);
    lc_status st = LIFE_OK;

    *out = lc_realloc(NULL, b->barrier_count, sizeof **out);
    if (!box || !*out)
        st = lc_no_memory(err, "water and buildings");
    for (size_t i = 0; i < b->barrier_count && !st; i++)
        box[i] = box_of_barrier(b, &b->barrier[i]);
    if (!st)
        st = lc_index_order(box, b->barrier_count, *out, err);
    lc_free(box);
    return st;
}

static int by_barrier(const void *pa, const void *pb)
{
    const lc_barrier_name *a = pa, *b = pb;

    return (a->barrier > b->barrier) - (a->barrier < b->barrier);
}

/* Names as their barriers lie now. */
static lc_status move_names(lc_barriers *b, const uint32_t *order,
                            lc_error *err)
{
    uint32_t *to = lc_realloc(NULL, b->barrier_count, sizeof *to);

    if (!to)
        return lc_no_memory(err, "water and buildings");
    for (uint32_t i = 0; i < b->barrier_count; i++)
        to[order[i]] = i;
    for (size_t i = 0; i < b->called_count; i++)
        b->called[i].barrier = to[b->called[i].barrier];
    if (b->called_count)
        qsort(b->called, b->called_count, sizeof *b->called, by_barrier);
    lc_free(to);
    return LIFE_OK;
}

/* Replaces all, in the order of the middles of their boxes; ties stay as rows
 * came. */
static lc_status lay_along_curve(lc_barriers *b, lc_error *err)
{
    lc_barriers to = {
        .pt = lc_realloc(NULL, b->pt_count, sizeof *b->pt),
        .part = lc_realloc(NULL, b->part_count + 1, sizeof *b->part),
        .barrier = lc_realloc(NULL, b->barrier_count, sizeof *b->barrier)};
    uint32_t *order = NULL;
    lc_status st = find_order(b, &order, err);

    if (!st && (!to.pt || !to.part || !to.barrier))
        st = lc_no_memory(err, "water and buildings");
    for (size_t i = 0; i < b->barrier_count && !st; i++)
        move_barrier(b, order[i], &to);
    if (!st)
        st = move_names(b, order, err);
    lc_free(order);
    if (!st) {
        lc_barriers old = *b;

        to.part[to.part_count] = (uint32_t)to.pt_count;
        *b = to;
        b->called = old.called;
        b->called_count = old.called_count;
        b->texts = old.texts;
        b->text_bytes = old.text_bytes;
        to = old;
    }
    lc_free(to.pt);
    lc_free(to.part);
    lc_free(to.barrier);
    return st;
}

lc_status lc_barriers_build(lc_city *city, lc_barriers **out, lc_error *err)
{
    collector c = {0};
    lc_barriers *b = lc_calloc(1, sizeof *b);
    lc_status st;

    *out = NULL;
    if (!b)
        return lc_no_memory(err, "water and buildings");
    st = collect(city, &c, err);
    /* Also where it failed: what was collected until then is freed below. */
    *b = (lc_barriers){.pt = c.pt.v,
                       .part = c.part.v,
                       .barrier = c.barrier.v,
                       .pt_count = c.pt.n,
                       .part_count = c.part.n ? c.part.n - 1 : 0,
                       .barrier_count = c.barrier.n,
                       .called = c.called.v,
                       .called_count = c.called.n,
                       .texts = c.texts.v,
                       .text_bytes = c.texts.n};
    if (!st)
        st = lay_along_curve(b, err);
    if (!st)
        st = lc_barriers_index(b, NULL, err);
    if (st)
        lc_barriers_free(b);
    else
        *out = b;
    return st;
}
