/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/nest.c - see nest.h.
 *
 * A ring within another has its first vertex in the other's box: on its outline
 * or inside. So an R-tree of boxes is asked with that vertex alone, and
 * disjoint islands by the ten thousand meet nobody but the lake around them.
 * The lake's shore may be as long as all of them together: it is laid into
 * bands once it has been asked a few times.
 *
 * What is left are outlines on one another, whose answer is itself a square of
 * their number. No map holds such, so the steps are counted, and have an end.
 */
#include "lifecircle/geo/nest.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/prepared_area.h"
#include "src/geo/ring.h"

#define FEW_RINGS     8  /* an index of them would take longer than they do */
#define LONG_RING     64 /* sides: shorter ones are never prepared */
#define ASKED_MANY    16 /* times: laying a ring into bands takes as long */
#define RING_STEPS    4  /* that a ring is looked at at all */
#define STEPS_FREE    UINT64_C(1000000)
#define STEPS_A_POINT 256

typedef struct node {
    const lc_pt *pt;
    lc_wide size;     /* twice its area */
    uint32_t part[2]; /* of the view that bands keep */
    uint32_t asked;
    lc_box box;
    lc_prepared_bands *bands; /* NULL: not yet */
} node;

struct lc_nest {
    node *node;
    uint32_t n;
    lc_index *index; /* NULL: few rings */
    uint64_t steps, most;
};

static lc_status index_boxes(lc_nest *t, lc_error *err)
{
    lc_box *box = lc_calloc(t->n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "a shape");
    for (uint32_t i = 0; i < t->n; i++)
        box[i] = t->node[i].box;
    st = lc_index_build(box, t->n, &t->index, err);
    lc_free(box);
    return st;
}

lc_status lc_nest_make(const lc_nest_ring *ring, uint32_t n, lc_nest **out,
                       lc_error *err)
{
    lc_nest *t = lc_calloc(1, sizeof *t);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (t)
        t->node = lc_calloc(n, sizeof *t->node);
    if (!t || !t->node) {
        lc_nest_free(t);
        return lc_no_memory(err, "a shape");
    }
    t->most = STEPS_FREE;
    for (uint32_t i = 0; i < n; i++) {
        lc_wide turn = lc_ring_turn(ring[i].pt, ring[i].n);
        node *v = &t->node[i];

        t->n++;
        *v = (node){.pt = ring[i].pt,
                    .part = {0, ring[i].n},
                    .size = turn < 0 ? -turn : turn,
                    .box = lc_box_empty()};
        t->most += (uint64_t)STEPS_A_POINT * ring[i].n;
        for (uint32_t k = 0; k < ring[i].n; k++)
            lc_box_add(&v->box, ring[i].pt[k]);
    }
    if (n > FEW_RINGS)
        st = index_boxes(t, err);
    if (st)
        lc_nest_free(t);
    else
        *out = t;
    return st;
}

void lc_nest_free(lc_nest *t)
{
    if (!t)
        return;
    for (uint32_t i = 0; t->node && i < t->n; i++)
        lc_prepared_bands_free(t->node[i].bands);
    lc_index_free(t->index);
    lc_free(t->node);
    lc_free(t);
}

uint64_t lc_nest_steps(const lc_nest *t)
{
    return t->steps;
}

/* ---- one in another ---- */

static lc_status prepare(node *out, lc_error *err)
{
    const lc_shape view = {.kind = LIFE_SHAPE_AREA,
                           .pt = (lc_pt *)out->pt,
                           .part = out->part,
                           .part_count = 1,
                           .pt_count = out->part[1]};

    return lc_prepared_bands_make(&view, &out->bands, err);
}

/* As lc_prepared_bands_side(): 0 outside, 1 inside, 2 on it. */
static int plain_side(const node *out, lc_pt p)
{
    lc_winding w = {0, 0};

    for (uint32_t i = 0; i + 1 < out->part[1]; i++)
        if (lc_winding_meets(&w, out->pt[i], out->pt[i + 1], p))
            return 2;
    return lc_winding_side(&w) != 0;
}

static lc_status side_of(lc_nest *t, node *out, lc_pt p, int *side,
                         lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!out->bands && out->part[1] >= LONG_RING && ++out->asked > ASKED_MANY)
        st = prepare(out, err);
    if (st)
        return st;
    if (out->bands) {
        *side = lc_prepared_bands_side(out->bands, p, &t->steps);
    } else {
        *side = plain_side(out, p);
        t->steps += out->part[1];
    }
    return LIFE_OK;
}

static lc_status bound(const lc_nest *t, lc_error *err)
{
    if (t->steps <= t->most)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "the rings of the shape lie on one another: which is in "
                   "which takes over %d looks a point, and on no map a tenth",
                   STEPS_A_POINT);
}

static lc_status within(lc_nest *t, const node *in, node *out, bool *is,
                        lc_error *err)
{
    int side = 2;
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < in->part[1] && side == 2 && !st; i++) {
        st = side_of(t, out, in->pt[i], &side, err);
        if (!st)
            st = bound(t, err);
    }
    *is = side != 0;
    return st;
}

/* ---- all around one ---- */

typedef struct search {
    lc_nest *t;
    uint32_t in;
    lc_nest_fn may;
    void *ctx;
    lc_nest_place place;
    lc_status st;
    lc_error *err;
} search;

/* Rings come in any order, so ties go to the first by number. */
static bool look(void *ctx, uint32_t k)
{
    search *s = ctx;
    lc_nest *t = s->t;
    const node *in = &t->node[s->in];
    node *out = &t->node[k], *best;
    bool is = false;

    t->steps += RING_STEPS;
    s->st = bound(t, s->err);
    if (s->st)
        return false;
    if (k == s->in || in->size >= out->size || (s->may && !s->may(s->ctx, k)))
        return true;
    s->st = within(t, in, out, &is, s->err);
    if (s->st || !is)
        return !s->st;
    s->place.depth++;
    best = s->place.parent == LIFE_NEST_NONE ? NULL : &t->node[s->place.parent];
    if (!best || out->size < best->size ||
        (out->size == best->size && k < s->place.parent))
        s->place.parent = k;
    return true;
}

static void look_at_all(search *s)
{
    for (uint32_t k = 0; k < s->t->n; k++)
        if (lc_box_contains(s->t->node[k].box, s->t->node[s->in].pt[0]) &&
            !look(s, k))
            return;
}

lc_status lc_nest_around(lc_nest *t, uint32_t in, lc_nest_fn may, void *ctx,
                         lc_nest_place *out, lc_error *err)
{
    search s = {.t = t,
                .in = in,
                .may = may,
                .ctx = ctx,
                .place = {0, LIFE_NEST_NONE},
                .err = err};
    lc_box at = lc_box_empty();

    if (t->n > 1 && t->node[in].part[1] > 0) {
        lc_box_add(&at, t->node[in].pt[0]);
        if (t->index)
            lc_index_query(t->index, at, look, &s);
        else
            look_at_all(&s);
    }
    *out = s.place;
    return s.st;
}
