/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/compounds.c - see compounds.h.
 *
 * Only areas that hold a private street are ever looked at, and each of them
 * is asked once whether a public street runs inside.
 */
#include "src/world/links/compounds.h"

#include "lifecircle/base/log.h"
#include "lifecircle/store/rows/array.h"

#include <math.h>
#include <stdlib.h>

/* Outlines are often drawn along streets, with points in common: what lies
 * this near to an outline is not inside. */
#define EDGE_M 1.0

/* A public street reaches in at most this far: its end, just within a gate. */
#define THROUGH_M 5.0

/* What may bound a compound: a building with its yard, a wall or fence that
 * closes, and mapped grounds. */
#define OUTLINES                                                               \
    (1U << LIFE_BLOCK_BUILDING | 1U << LIFE_BLOCK_WALL |                       \
     1U << LIFE_BLOCK_GROUNDS)

#define ARRAY "link/compound"

/* What one run over all edges needs; the areas and cuts are kept from edge to
 * edge. */
typedef struct finder {
    const lc_network *net;
    const lc_barriers *b;
    uint8_t *closed; /* per barrier, whether no public street runs inside:
                        NOT_ASKED, NO or YES */
    lc_barrier_vec areas;
    LC_VEC(double) cuts; /* where a segment crosses an outline, 0..1 */
    bool no_memory;
} finder;

enum { NOT_ASKED, NO, YES };

static bool is_walked(const lc_edge *e)
{
    return lc_edge_perm(e, LIFE_MODE_MAIN) &
           (LIFE_PERM_FORWARD | LIFE_PERM_BACK);
}

/* By the permissions of walkers, as compounds are about who may walk in. */
static bool is_private(const lc_edge *e)
{
    return is_walked(e) && lc_edge_perm(e, LIFE_MODE_MAIN) & LIFE_PERM_PRIVATE;
}

/* ---- how much of a street lies inside ---- */

static int rising(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;

    return (a > b) - (a < b);
}

static void add_cut(finder *f, double t)
{
    if (!lc_vec_push(&f->cuts, t))
        f->no_memory = true;
}

/* In a plane at `a`: how far along a-b each side of the outline is met, and
 * both ends, sorted. A side that is parallel has cross 0, so that t is no
 * number between 0 and 1 and cuts nothing. */
static void cut_segment(finder *f, const lc_shape *s, lc_pt a, lc_pt b)
{
    lc_frame frame = lc_frame_at(a);
    lc_xy d = lc_frame_xy(&frame, b);

    f->cuts.n = 0;
    add_cut(f, 0);
    add_cut(f, 1);
    for (uint32_t p = 0; p < s->part_count; p++)
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i++) {
            lc_xy c, e;
            double cross, t;

            if (!lc_segments_meet(a, b, s->pt[i], s->pt[i + 1]))
                continue;
            c = lc_frame_xy(&frame, s->pt[i]);
            e = lc_frame_xy(&frame, s->pt[i + 1]);
            e = (lc_xy){e.x - c.x, e.y - c.y};
            cross = d.x * e.y - d.y * e.x;
            t = (c.x * e.y - c.y * e.x) / cross;
            if (t > 0 && t < 1)
                add_cut(f, t);
        }
    if (f->cuts.n)
        qsort(f->cuts.v, f->cuts.n, sizeof *f->cuts.v, rising);
}

/* Between two cuts all is inside or nothing, so the middle decides. */
static double inside_m(finder *f, const lc_shape *s, lc_pt a, lc_pt b)
{
    double length_m = lc_distance_m(a, b), sum_m = 0;

    cut_segment(f, s, a, b);
    for (size_t i = 0; i + 1 < f->cuts.n; i++) {
        double low = f->cuts.v[i], high = f->cuts.v[i + 1];
        lc_pt middle = lc_pt_between(a, b, (low + high) / 2);

        if (lc_shape_contains(s, middle) &&
            lc_shape_distance_m(s, middle, false, NULL) > EDGE_M)
            sum_m += (high - low) * length_m;
    }
    return sum_m;
}

/* No more than what is asked for is measured. */
static bool lies_inside(finder *f, uint32_t area, uint32_t edge, double least_m)
{
    const lc_network *n = f->net;
    lc_shape s = lc_barriers_shape(f->b, area);
    double sum_m = 0;

    for (uint32_t i = n->edge[edge].shape;
         i + 1 < n->edge[edge + 1].shape && sum_m <= least_m; i++)
        sum_m += inside_m(f, &s, n->shape[i], n->shape[i + 1]);
    return sum_m > least_m;
}

/* ---- which area ---- */

typedef struct passing {
    finder *f;
    uint32_t area;
    bool found;
} passing;

/* One is enough; the query ends with it. */
static bool find_public(void *ctx, uint32_t edge)
{
    passing *p = ctx;
    const lc_edge *e = &p->f->net->edge[edge];

    if (is_walked(e) && !is_private(e))
        p->found = lies_inside(p->f, p->area, edge, THROUGH_M);
    return !p->found;
}

static bool is_closed(finder *f, uint32_t area)
{
    if (f->closed[area] == NOT_ASKED) {
        lc_shape s = lc_barriers_shape(f->b, area);
        passing p = {f, area, false};
        lc_box box = lc_box_empty();

        for (uint32_t i = s.part[0]; i < s.part[s.part_count]; i++)
            lc_box_add(&box, s.pt[i]);
        lc_index_query(f->net->index, box, find_public, &p);
        f->closed[area] = p.found ? NO : YES;
    }
    return f->closed[area] == YES;
}

/* Areas come the smallest first. The cheap question is first whether this
 * street lies in it, which most don't. */
static lc_status find_compound(finder *f, uint32_t edge, uint32_t *out,
                               lc_error *err)
{
    const lc_network *n = f->net;
    double half_m = n->edge[edge].length_mm / 2000.0;
    lc_box box = lc_box_empty();
    lc_status st;

    for (uint32_t i = n->edge[edge].shape; i < n->edge[edge + 1].shape; i++)
        lc_box_add(&box, n->shape[i]);
    st = lc_barriers_areas(f->b, OUTLINES, box, &f->areas, err);
    for (size_t i = 0; i < f->areas.n && *out == LIFE_NO_COMPOUND && !st; i++) {
        uint32_t area = f->areas.v[i];

        if (f->closed[area] != NO && lies_inside(f, area, edge, half_m) &&
            is_closed(f, area))
            *out = area;
        if (f->no_memory)
            st = lc_no_memory(err, "compounds");
    }
    return st;
}

lc_status lc_compounds_make(const lc_network *n, const lc_barriers *b,
                            uint32_t **out, lc_error *err)
{
    finder f = {.net = n, .b = b};
    lc_status st = LIFE_OK;

    *out = lc_calloc(n->edge_count, sizeof **out);
    f.closed = lc_calloc(b->barrier_count, sizeof *f.closed);
    if (!*out || !f.closed)
        st = lc_no_memory(err, "compounds");
    for (uint32_t e = 0; e < n->edge_count && !st; e++) {
        lc_progress("compounds", e, n->edge_count);
        (*out)[e] = LIFE_NO_COMPOUND;
        if (is_private(&n->edge[e]))
            st = find_compound(&f, e, &(*out)[e], err);
    }
    lc_free(f.closed);
    lc_vec_free(&f.areas);
    lc_vec_free(&f.cuts);
    return st;
}

/* ---- the file ---- */

lc_status lc_compounds_store(lc_city *c, const lc_network *n,
                             const uint32_t *compound, lc_error *err)
{
    return lc_array_put(c, ARRAY, compound, sizeof *compound, n->edge_count,
                        err);
}

lc_status lc_compounds_load(lc_city *c, const lc_network *n,
                            const lc_barriers *b, uint32_t **out, lc_error *err)
{
    size_t count;
    lc_status st =
        lc_array_get(c, ARRAY, sizeof **out, (void **)out, &count, err);

    if (!st && count != n->edge_count)
        st = lc_fail(err, LIFE_ERR_DB, "array " ARRAY " is damaged");
    for (size_t e = 0; e < n->edge_count && !st; e++)
        if ((*out)[e] != LIFE_NO_COMPOUND &&
            ((*out)[e] >= b->barrier_count || !b->barrier[(*out)[e]].area))
            st = lc_fail(err, LIFE_ERR_DB, "array " ARRAY " is damaged");
    return st;
}
