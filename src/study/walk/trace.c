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
 * Cost: linear in the points of the raster, 64 at a time where nothing changes.
 */
#include "src/study/walk/trace.h"

#include "lifecircle/base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Inside points side by side in a row. Runs of neighbouring rows that touch
 * are one piece, which goes by the number of its first run. */
typedef struct run {
    int32_t row, from, to; /* columns, both inclusive */
    uint32_t piece;
    bool core; /* of a piece's first run: a street part lies in the piece */
} run;

/* Positions in halves of a step: from the origin of the frame a whole number
 * of units of 1e-7 degrees each (raster.c). */
typedef struct halves {
    int64_t first, units; /* of point 0, and of half a step */
    int64_t origin, most; /* of the frame; 180 or 90 degrees */
} halves;

typedef struct tracing {
    const lc_raster *r;
    const uint64_t *land; /* inside, and no water */
    uint64_t *side[4];    /* was outlined: east, north, west, south */
    size_t step[4];       /* to the next bit that way, rounding the word */
    halves x, y;
    LC_VEC(run) run;
    LC_VEC(lc_pt) ring;
} tracing;

static const int step_x[4] = {1, 0, -1, 0};
static const int step_y[4] = {0, 1, 0, -1};

static halves make_halves(double first_m, double metres_per_unit,
                          int32_t origin, int64_t most)
{
    return (halves){llround(first_m / (LIFE_RASTER_M / 2)),
                    llround(LIFE_RASTER_M / 2 / metres_per_unit), origin, most};
}

/* Water is taken away from what is inside; nothing is outlined. */
static void begin(tracing *t, lc_raster *r)
{
    const lc_frame *f = &r->frame;
    const uint64_t *inside = lc_raster_plane_of(r, LIFE_RASTER_INSIDE);
    const uint64_t *water = lc_raster_plane_of(r, LIFE_RASTER_WATER);
    uint64_t *land = lc_raster_plane_of(r, LIFE_RASTER_LAND);

    *t = (tracing){.r = r, .land = land};
    for (size_t i = 0; i < r->plane_size; i++)
        land[i] = inside[i] & ~water[i];
    for (int d = 0; d < 4; d++) {
        t->side[d] = lc_raster_plane_of(r, LIFE_RASTER_SIDE + d);
        memset(t->side[d], 0, r->plane_size * sizeof *t->side[d]);
        t->step[d] = (size_t)step_x[d] + (size_t)step_y[d] * r->stride;
    }
    t->x = make_halves(r->x0, f->x_per_unit, f->origin.lon, 1800000000);
    t->y = make_halves(r->y0, f->y_per_unit, f->origin.lat, 900000000);
}

/* ---- pieces ---- */

/* The next bit of a row from `bit` on that is 1 or, with `flip` all ones, 0; it
 * ends before `end`, a multiple of 64, or there. */
static size_t next_bit(const uint64_t *plane, size_t bit, size_t end,
                       uint64_t flip)
{
    uint64_t rest;

    if (bit >= end)
        return end;
    rest = (plane[bit / 64] ^ flip) >> bit % 64;
    if (rest)
        return bit + (size_t)__builtin_ctzll(rest);
    for (bit = (bit / 64 + 1) * 64; bit < end; bit += 64)
        if (plane[bit / 64] != flip)
            return bit + (size_t)__builtin_ctzll(plane[bit / 64] ^ flip);
    return end;
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
    const uint64_t *core = lc_raster_plane_of(g->r, LIFE_RASTER_CORE);
    const size_t first = lc_raster_bit(g->r, 0, row),
                 end = first + g->r->stride;
    size_t bit = next_bit(g->land, first, end, 0);

    while (bit < end) {
        size_t behind = next_bit(g->land, bit, end, UINT64_MAX);
        run r = {.row = row,
                 .from = (int32_t)(bit - first),
                 .to = (int32_t)(behind - first) - 1,
                 .piece = (uint32_t)g->run.n};

        r.core = !g->r->wet || next_bit(core, bit, end, 0) < behind;
        if (!lc_vec_push(&g->run, r))
            return false;
        bit = next_bit(g->land, behind, end, 0);
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

/* The middle of a side, in half steps from point 0,0. */
typedef struct half {
    int32_t x, y;
} half;

static half side_of(int32_t col, int32_t row, int d)
{
    return (half){2 * col + step_x[d], 2 * row + step_y[d]};
}

static int32_t units_at(const halves *h, int32_t at)
{
    int64_t v = h->origin + (h->first + at) * h->units;

    return (int32_t)(v > h->most ? h->most : v < -h->most ? -h->most : v);
}

static lc_pt half_pt(const tracing *g, half p)
{
    return (lc_pt){units_at(&g->x, p.x), units_at(&g->y, p.y)};
}

static int64_t cross(half p, half q)
{
    return (int64_t)p.x * q.y - (int64_t)q.x * p.y;
}

/* Follows the outline from one side of a point, until it is back. Only the
 * points where it turns are kept; whether it goes around a hole the sum of
 * their cross products tells. */
static bool follow(tracing *g, int32_t col, int32_t row, int d, bool *hole)
{
    const size_t start = lc_raster_bit(g->r, col, row);
    const half first = side_of(col, row, d);
    const int d0 = d;
    size_t at = start, from = g->ring.n;
    int heading = 8; /* none of the eight */
    half last = first;
    int64_t area2 = 0;

    do {
        int h = (d + 1) % 4, turned;
        bool a = lc_raster_has(g->land, at + g->step[h]);
        bool b = lc_raster_has(g->land, at + g->step[h] + g->step[d]);

        g->side[d][at / 64] |= UINT64_C(1) << at % 64;
        /* the way on: 2h straight ahead, odd: across a corner */
        turned = (!a ? 2 * h + 1 : b ? 2 * h - 1 : 2 * h) & 7;
        if (turned != heading) {
            half p = side_of(col, row, d);

            area2 += cross(last, p);
            last = p;
            if (!lc_vec_push(&g->ring, half_pt(g, p)))
                return false;
        }
        heading = turned;
        if (!a) {
            d = h;
            continue;
        }
        col += step_x[h];
        row += step_y[h];
        at += g->step[h];
        if (b) {
            col += step_x[d];
            row += step_y[d];
            at += g->step[d];
            d = (d + 3) % 4;
        }
    } while (at != start || d != d0);
    *hole = area2 + cross(last, first) < 0;
    return lc_vec_push(&g->ring, g->ring.v[from]);
}

/* The outlines that begin at a point. */
static bool outline_point(tracing *g, const run *r, size_t bit, ring_vec *rings)
{
    int32_t col = (int32_t)(bit - lc_raster_bit(g->r, 0, r->row));

    for (int d = 0; d < 4; d++) {
        ring_end one = {r->piece, false, g->ring.n, 0};

        if (lc_raster_has(g->side[d], bit) ||
            lc_raster_has(g->land, bit + g->step[d]))
            continue;
        if (!follow(g, col, r->row, d, &one.hole))
            return false;
        one.count = g->ring.n - one.first;
        if (!lc_vec_push(rings, one))
            return false;
    }
    return true;
}

/* Of 64 points those with a side that faces outside and was not outlined. */
static uint64_t open_points(const tracing *g, size_t word)
{
    const uint64_t *land = g->land + word;
    const size_t up = g->r->stride / 64;
    uint64_t east = land[0] >> 1 | land[1] << 63;
    uint64_t west = land[0] << 1 | *(land - 1) >> 63;

    return land[0] &
           (~(east | g->side[0][word]) | ~(land[up] | g->side[1][word]) |
            ~(west | g->side[2][word]) | ~(*(land - up) | g->side[3][word]));
}

static bool outline_run(tracing *g, const run *r, ring_vec *rings)
{
    size_t bit = lc_raster_bit(g->r, r->from, r->row);
    const size_t end = lc_raster_bit(g->r, r->to, r->row) + 1;

    while (bit < end) {
        uint64_t open = open_points(g, bit / 64) >> bit % 64;

        if (!open) {
            bit = (bit / 64 + 1) * 64;
            continue;
        }
        bit += (size_t)__builtin_ctzll(open);
        if (bit < end && !outline_point(g, r, bit, rings))
            return false;
        bit++;
    }
    return true;
}

/* Pieces no street part lies in are the far banks of water: dropped. */
static bool outline(tracing *g, ring_vec *rings)
{
    for (uint32_t i = 0; i < g->run.n; i++) {
        run r = g->run.v[i];

        r.piece = piece_of(g, i);
        if (g->run.v[r.piece].core && !outline_run(g, &r, rings))
            return false;
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
    tracing t;
    ring_vec rings = {0};
    lc_status st = LIFE_OK;

    out->kind = LIFE_SHAPE_AREA;
    begin(&t, r);
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
