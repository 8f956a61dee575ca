/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/met.c - see the header.
 *
 * Legs (legs.h) only ask how much stands in their way; here it is which, and
 * lines are long. Segments are compared exactly on the integer grid; where they
 * meet is in a plane that touches the ground at the line's first end.
 */
#include "src/study/gap/met.h"

#include <stdlib.h>

typedef struct line {
    const lc_barriers *b;
    lc_pt from, to;
    lc_box box;
    lc_frame frame;
    lc_xy along; /* from `from` to `to` */
    unsigned blocks;
    uint32_t only; /* UINT32_MAX: all barriers */
    lc_met_vec *out;
    bool met, no_memory;
} line;

static line line_of(const lc_barriers *b, lc_pt from, lc_pt to)
{
    line x = {.b = b,
              .from = from,
              .to = to,
              .box = lc_box_empty(),
              .frame = lc_frame_at(from),
              .blocks = ~0U,
              .only = UINT32_MAX};

    lc_box_add(&x.box, from);
    lc_box_add(&x.box, to);
    x.along = lc_frame_xy(&x.frame, to);
    return x;
}

static bool counts(const line *x, uint32_t barrier)
{
    const lc_barrier *w = &x->b->barrier[barrier];

    return w->layer == 0 && x->blocks >> w->block & 1 &&
           (x->only == UINT32_MAX || x->only == barrier);
}

/* How far along the line it meets a segment; of one along it the segment's
 * first end. */
static double place_of(const line *x, lc_pt a, lc_pt b)
{
    lc_xy p = lc_frame_xy(&x->frame, a), q = lc_frame_xy(&x->frame, b);
    lc_xy s = {q.x - p.x, q.y - p.y};
    double cross = x->along.x * s.y - x->along.y * s.x, t;

    if (cross != 0)
        t = (p.x * s.y - p.y * s.x) / cross;
    else
        t = (p.x * x->along.x + p.y * x->along.y) /
            (x->along.x * x->along.x + x->along.y * x->along.y);
    return t > 0 ? t < 1 ? t : 1 : 0;
}

static bool put(line *x, uint32_t barrier, double t)
{
    for (size_t i = x->out->n; i-- > 0;) {
        lc_met *m = &x->out->v[i];

        if (m->barrier != barrier)
            continue;
        m->first = t < m->first ? t : m->first;
        m->last = t > m->last ? t : m->last;
        return true;
    }
    return lc_vec_push(x->out, ((lc_met){barrier, t, t}));
}

/* False: no more is wanted. */
static bool meet_segments(line *x, uint32_t barrier, uint32_t first,
                          uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        lc_pt a = x->b->pt[i], b = x->b->pt[i + 1];

        if (lc_box_beside(x->box, a, b) ||
            !lc_segments_cross(x->from, x->to, a, b))
            continue;
        x->met = true;
        if (!x->out)
            return false;
        if (!put(x, barrier, place_of(x, a, b))) {
            x->no_memory = true;
            return false;
        }
    }
    return true;
}

static bool meet_chunk(void *ctx, uint32_t item)
{
    line *x = ctx;
    const lc_chunk *k = &x->b->chunk[item];

    return !counts(x, k->barrier) ||
           meet_segments(x, k->barrier, k->first, k->first + k->count);
}

/* Grounds, which stop no leg, are in no chunks. */
static bool meet_grounds(void *ctx, uint32_t item)
{
    line *x = ctx;
    const lc_barrier *w = &x->b->barrier[item];
    bool more = true;

    if (w->block != LIFE_BLOCK_GROUNDS || !counts(x, item))
        return true;
    for (uint32_t p = w->part; more && p < w->part + w->part_count; p++)
        more = x->b->part[p + 1] == x->b->part[p] ||
               meet_segments(x, item, x->b->part[p], x->b->part[p + 1] - 1);
    return more;
}

static void meet_all(line *x)
{
    if (lc_pt_equal(x->from, x->to))
        return;
    lc_index_query(x->b->chunks, x->box, meet_chunk, x);
    if (x->blocks >> LIFE_BLOCK_GROUNDS & 1 && (x->out || !x->met))
        lc_index_query(x->b->areas, x->box, meet_grounds, x);
}

static int by_place(const void *pa, const void *pb)
{
    const lc_met *a = pa, *b = pb;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->barrier < b->barrier ? -1 : 1;
}

static bool is_own(const line *x, uint32_t barrier)
{
    const lc_barrier *w = &x->b->barrier[barrier];

    return w->block == LIFE_BLOCK_BUILDING && w->area &&
           (lc_barriers_inside(x->b, barrier, x->from) ||
            lc_barriers_inside(x->b, barrier, x->to));
}

lc_status lc_met_along(const lc_barriers *b, lc_pt from, lc_pt to,
                       lc_met_vec *out, lc_error *err)
{
    line x = line_of(b, from, to);
    size_t n = 0;

    out->n = 0;
    x.out = out;
    meet_all(&x);
    if (x.no_memory)
        return lc_no_memory(err, "the barriers");
    for (size_t i = 0; i < out->n; i++)
        if (!is_own(&x, out->v[i].barrier))
            out->v[n++] = out->v[i];
    out->n = n;
    if (n)
        qsort(out->v, n, sizeof *out->v, by_place);
    return LIFE_OK;
}

bool lc_met_by(const lc_barriers *b, uint32_t barrier, lc_pt from, lc_pt to)
{
    line x = line_of(b, from, to);

    x.only = barrier;
    meet_all(&x);
    return x.met;
}

bool lc_met_any(const lc_barriers *b, unsigned blocks, lc_pt from, lc_pt to)
{
    line x = line_of(b, from, to);

    x.blocks = blocks;
    meet_all(&x);
    return x.met;
}
