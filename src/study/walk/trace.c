/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/trace.c - see trace.h.
 *
 * First runs of inside points are joined into pieces, by a union-find over runs
 * that touch from row to row (four neighbours, not the diagonals). Then each
 * side of an inside point that faces outside and has not been outlined begins a
 * ring, which is followed until it is back where it began; corners are cut, so
 * that a ring never touches another. Whether it is a hole the sign of its area
 * tells. Rings are sorted by piece, the outer one first, as an area wants them.
 * Cost: linear in the points of the raster, eight at a time where nothing
 * changes.
 */
#include "src/study/walk/trace.h"

#include "lifecircle/base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Inside points side by side in a row. Runs of neighbouring rows that touch
 * are one piece, which goes by the number of its first run. */
typedef struct run {
    int32_t row, from, to; /* columns, both inclusive */
    uint32_t piece;
    bool core; /* of a piece's first run: a street part lies in the piece */
} run;

typedef struct tracing {
    lc_raster *r;
    LC_VEC(run) run;
    LC_VEC(lc_pt) ring;
} tracing;

static bool is_inside(const tracing *g, int32_t col, int32_t row)
{
    if (col < 0 || row < 0 || col >= g->r->width || row >= g->r->height)
        return false;
    return (g->r->at[(size_t)row * (size_t)g->r->width + (size_t)col] &
            (LIFE_RASTER_INSIDE | LIFE_RASTER_WATER)) == LIFE_RASTER_INSIDE;
}

/* ---- pieces ---- */

static const int step_x[4] = {1, 0, -1, 0};
static const int step_y[4] = {0, 1, 0, -1};

/* Eight points at a time: a byte each, LIFE_RASTER_INSIDE where the point is
 * inside. */
#define EIGHT_INSIDE (UINT64_C(0x0101010101010101) * LIFE_RASTER_INSIDE)

static uint64_t eight(const uint8_t *at)
{
    uint64_t v;

    memcpy(&v, at, sizeof v);
    return v & ~(v >> 2) &
           EIGHT_INSIDE; /* LIFE_RASTER_WATER lies two bits higher */
}

static bool is_core(const uint8_t *at, int32_t n)
{
    uint8_t any = 0;

    for (int32_t i = 0; i < n; i++)
        any |= at[i];
    return any & LIFE_RASTER_CORE;
}

/* Halves the path as it goes: amortised almost constant. */
static uint32_t piece_of(tracing *g, uint32_t i)
{
    while (g->run.v[i].piece != i) {
        g->run.v[i].piece = g->run.v[g->run.v[i].piece].piece;
        i = g->run.v[i].piece;
    }
    return i;
}

/* The lower number stays the root, so that pieces are numbered by their first
 * run and the order of rings does not depend on how runs met. */
static void join(tracing *g, uint32_t i, uint32_t k)
{
    uint32_t a = piece_of(g, i), b = piece_of(g, k);
    uint32_t first = a < b ? a : b;

    g->run.v[first].core |= g->run.v[a > b ? a : b].core;
    g->run.v[a].piece = g->run.v[b].piece = first;
}

static bool add_runs(tracing *g, int32_t row)
{
    const uint8_t *at = g->r->at + (size_t)row * (size_t)g->r->width;
    int32_t col = 0;

    while (col < g->r->width) {
        run r = {.row = row, .piece = (uint32_t)g->run.n};

        if (col + 8 <= g->r->width && !eight(at + col)) {
            col += 8;
            continue;
        }
        if ((at[col] & (LIFE_RASTER_INSIDE | LIFE_RASTER_WATER)) !=
            LIFE_RASTER_INSIDE) {
            col++;
            continue;
        }
        r.from = col;
        while (col < g->r->width &&
               (at[col] & (LIFE_RASTER_INSIDE | LIFE_RASTER_WATER)) ==
                   LIFE_RASTER_INSIDE)
            col += col + 8 <= g->r->width && eight(at + col) == EIGHT_INSIDE
                       ? 8
                       : 1;
        r.to = col - 1;
        r.core = is_core(at + r.from, col - r.from);
        if (!lc_vec_push(&g->run, r))
            return false;
    }
    return true;
}

/* All runs, and which belong together. */
static bool find_pieces(tracing *g)
{
    size_t above = 0, before = 0;

    g->run.n = 0;
    for (int32_t row = 0; row < g->r->height; row++) {
        size_t first = g->run.n;

        if (!add_runs(g, row))
            return false;
        for (size_t i = first; i < g->run.n; i++) {
            while (above < before && g->run.v[above].to < g->run.v[i].from)
                above++;
            for (size_t k = above;
                 k < before && g->run.v[k].from <= g->run.v[i].to; k++)
                join(g, (uint32_t)k, (uint32_t)i);
        }
        above = first;
        before = g->run.n;
    }
    return true;
}

/* ---- outlines ---- */

typedef struct ring_end { /* where a ring lies in the collected points */
    uint32_t piece;
    bool hole;
    size_t first, count;
} ring_end;

typedef LC_VEC(ring_end) ring_vec;

/* The middle of a side, in half steps. */
static lc_pt side_pt(const tracing *g, int32_t col, int32_t row, int d)
{
    lc_xy p = {g->r->x0 + (col + 0.5 * step_x[d]) * LIFE_RASTER_M,
               g->r->y0 + (row + 0.5 * step_y[d]) * LIFE_RASTER_M};

    return lc_frame_pt(&g->r->frame, p);
}

/* Follows the outline from one side of a point, until it is back. Only the
 * points where it turns are kept. */
static bool follow(tracing *g, int32_t col, int32_t row, int d, bool *hole)
{
    int32_t c0 = col, r0 = row;
    int d0 = d, heading = 8; /* none of the eight */
    double area2 = 0, px = 0, py = 0;
    size_t first = g->ring.n;

    do {
        int h = (d + 1) % 4, turned;
        bool a = is_inside(g, col + step_x[h], row + step_y[h]);
        bool b = is_inside(g, col + step_x[h] + step_x[d],
                           row + step_y[h] + step_y[d]);
        double x = col + 0.5 * step_x[d], y = row + 0.5 * step_y[d];

        g->r->at[(size_t)row * (size_t)g->r->width + (size_t)col] |=
            (uint8_t)(1 << d);
        area2 += px * y - x * py;
        px = x;
        py = y;
        /* the way on: 2h straight ahead, odd: across a corner */
        turned = (!a ? 2 * h + 1 : b ? 2 * h - 1 : 2 * h) & 7;
        if (turned != heading &&
            !lc_vec_push(&g->ring, side_pt(g, col, row, d)))
            return false;
        heading = turned;
        if (!a) {
            d = h;
        } else {
            col += step_x[h];
            row += step_y[h];
            if (b) {
                col += step_x[d];
                row += step_y[d];
                d = (d + 3) % 4;
            }
        }
    } while (col != c0 || row != r0 || d != d0);
    *hole =
        area2 + px * (r0 + 0.5 * step_y[d0]) - (c0 + 0.5 * step_x[d0]) * py < 0;
    return lc_vec_push(&g->ring, g->ring.v[first]);
}

/* The outlines that begin at a point. */
static bool outline_point(tracing *g, int32_t col, int32_t row, uint32_t piece,
                          ring_vec *rings)
{
    const uint8_t *at =
        &g->r->at[(size_t)row * (size_t)g->r->width + (size_t)col];

    for (int d = 0; d < 4; d++) {
        ring_end r = {piece, false, g->ring.n, 0};

        if (*at & 1 << d || is_inside(g, col + step_x[d], row + step_y[d]))
            continue;
        if (!follow(g, col, row, d, &r.hole))
            return false;
        r.count = g->ring.n - r.first;
        if (!lc_vec_push(rings, r))
            return false;
    }
    return true;
}

/* Whether the eight points above and below are all inside. A grid has an
 * empty rim, so that those of an inside point are points too. */
static bool is_amid(const tracing *g, const uint8_t *at)
{
    return (eight(at - g->r->width) & eight(at + g->r->width)) == EIGHT_INSIDE;
}

/* Pieces no street part lies in are the far banks of water: dropped. */
static bool outline(tracing *g, ring_vec *rings)
{
    for (uint32_t i = 0; i < g->run.n; i++) {
        const run *r = &g->run.v[i];
        const uint8_t *at = g->r->at + (size_t)r->row * (size_t)g->r->width;
        uint32_t piece = piece_of(g, i);
        int32_t col = r->from;

        while (g->run.v[piece].core && col <= r->to) {
            if (col > r->from && col + 8 <= r->to && is_amid(g, at + col)) {
                col += 8;
            } else {
                if (!outline_point(g, col, r->row, piece, rings))
                    return false;
                col++;
            }
        }
    }
    return true;
}

static int outer_first(const void *pa, const void *pb)
{
    const ring_end *a = pa, *b = pb;

    if (a->piece != b->piece)
        return a->piece < b->piece ? -1 : 1;
    if (a->hole != b->hole)
        return a->hole ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

lc_status lc_trace_shape(lc_raster *r, lc_shape *out, lc_error *err)
{
    tracing t = {.r = r};
    size_t n = (size_t)r->width * (size_t)r->height;
    ring_vec rings = {0};
    lc_status st = LIFE_OK;

    out->kind = LIFE_SHAPE_AREA;
    for (size_t i = 0; i < n; i++)
        r->at[i] &= (uint8_t)~LIFE_RASTER_SIDES;
    if (!find_pieces(&t) || !outline(&t, &rings))
        st = lc_no_memory(err, "the walkable area");
    if (!st && rings.n)
        qsort(rings.v, rings.n, sizeof *rings.v, outer_first);
    for (size_t i = 0; i < rings.n && !st; i++)
        st = lc_shape_add_part(out, t.ring.v + rings.v[i].first,
                               rings.v[i].count, err);
    lc_vec_free(&rings);
    lc_vec_free(&t.run);
    lc_vec_free(&t.ring);
    return st;
}
