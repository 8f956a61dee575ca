/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/outline.c - the walkable area as a picture: all points of a 5
 * m grid within 30 m of a reached street part, less water, outlined.
 *
 * A grid point is one byte: what it is, and which of its four sides have been
 * outlined. Outlines run half way between an inside and an outside point, so
 * none touches another and every ring is simple; inside lies to the left, so
 * outer rings come out counter-clockwise and holes clockwise.
 */
#include "lifecircle/study/walk/outline.h"

#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/links.h"
#include "src/study/walk/outline.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/links/barriers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEP_M   5.0
#define BUFFER_M 30.0
/* The grid point nearest to a line is at most 3.54 m away. */
#define CORE_M     4.0
#define MAX_POINTS (UINT32_C(1) << 26)

enum {
    SIDES = 15, /* bits 0-3: the side was outlined */
    INSIDE = 16,
    CORE = 32, /* next to a street part */
    WATER = 64,
    FLIP = 128 /* scratch of the water fill */
};

/* Inside points side by side in a row. Runs of neighbouring rows that touch
 * are one piece, which goes by the number of its first run. */
typedef struct run {
    int32_t row, from, to; /* columns, both inclusive */
    uint32_t piece;
    bool core; /* of a piece's first run: a street part lies in the piece */
} run;

typedef struct grid {
    lc_frame frame;
    double x0, y0; /* metres of point 0,0 */
    int32_t width, height;
    uint8_t *at;
    LC_VEC(run) run;
    LC_VEC(lc_pt) ring;
    LC_VEC(lc_stretch) drawn; /* by the limit before */
} grid;

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the walkable area");
}

static void grid_clear(grid *g)
{
    lc_free(g->at);
    lc_vec_free(&g->run);
    lc_vec_free(&g->ring);
    lc_vec_free(&g->drawn);
}

/* ---- drawing ---- */

/* Where the row at height y cuts the disc around c. */
static void widen_by_disc(lc_xy c, double r, double y, double *lo, double *hi)
{
    double dy = y - c.y, dx;

    if (fabs(dy) > r)
        return;
    dx = sqrt(r * r - dy * dy);
    *lo = fmin(*lo, c.x - dx);
    *hi = fmax(*hi, c.x + dx);
}

/* And where it cuts the band between two discs: between the two sides, and
 * between the two ends. */
static void widen_by_band(lc_xy a, lc_xy b, double r, double y, double *lo,
                          double *hi)
{
    double ex = b.x - a.x, ey = b.y - a.y, len = sqrt(ex * ex + ey * ey);
    double dy = y - a.y, from = -HUGE_VAL, to = HUGE_VAL, p, q;

    if (len == 0)
        return;
    ex /= len;
    ey /= len;
    /* |ey * x - ex * dy| <= r and 0 <= ex * x + ey * dy <= len, x from a */
    if (fabs(ey) > 1e-12) {
        p = (ex * dy - r) / ey;
        q = (ex * dy + r) / ey;
        from = fmax(from, fmin(p, q));
        to = fmin(to, fmax(p, q));
    } else if (fabs(dy) > r) {
        return;
    }
    if (fabs(ex) > 1e-12) {
        p = -ey * dy / ex;
        q = (len - ey * dy) / ex;
        from = fmax(from, fmin(p, q));
        to = fmin(to, fmax(p, q));
    } else if (ey * dy < 0 || ey * dy > len) {
        return;
    }
    if (from <= to) {
        *lo = fmin(*lo, a.x + from);
        *hi = fmax(*hi, a.x + to);
    }
}

/* Marks all grid points within r of the segment, row by row. */
static void draw_segment(grid *g, lc_xy a, lc_xy b, double r, uint8_t bit)
{
    int32_t first = (int32_t)ceil((fmin(a.y, b.y) - r - g->y0) / STEP_M);
    int32_t last = (int32_t)floor((fmax(a.y, b.y) + r - g->y0) / STEP_M);

    first = first < 0 ? 0 : first;
    last = last >= g->height ? g->height - 1 : last;
    for (int32_t row = first; row <= last; row++) {
        double y = g->y0 + row * STEP_M, lo = HUGE_VAL, hi = -HUGE_VAL;
        int32_t from, to;

        widen_by_disc(a, r, y, &lo, &hi);
        widen_by_disc(b, r, y, &lo, &hi);
        widen_by_band(a, b, r, y, &lo, &hi);
        if (lo > hi)
            continue;
        from = (int32_t)ceil((lo - g->x0) / STEP_M);
        to = (int32_t)floor((hi - g->x0) / STEP_M);
        from = from < 0 ? 0 : from;
        to = to >= g->width ? g->width - 1 : to;
        for (int32_t col = from; col <= to; col++)
            g->at[(size_t)row * (size_t)g->width + (size_t)col] |= bit;
    }
}

static void draw_line(grid *g, lc_xy a, lc_xy b)
{
    draw_segment(g, a, b, BUFFER_M, INSIDE);
    draw_segment(g, a, b, CORE_M, CORE);
}

static void draw_stretch(grid *g, const lc_network *n, const lc_stretch *s)
{
    const lc_edge *e = &n->edge[s->edge];
    lc_xy a = lc_frame_xy(&g->frame, lc_network_point(n, s->edge, s->from_mm));
    lc_xy b;

    for (uint32_t k = e->shape; k < e[1].shape; k++) {
        if (n->shape_mm[k] <= s->from_mm || n->shape_mm[k] >= s->to_mm)
            continue;
        b = lc_frame_xy(&g->frame, n->shape[k]);
        draw_line(g, a, b);
        a = b;
    }
    b = lc_frame_xy(&g->frame, lc_network_point(n, s->edge, s->to_mm));
    draw_line(g, a, b);
}

static bool same_part(const lc_stretch *a, const lc_stretch *b)
{
    return a->edge == b->edge && a->from_mm == b->from_mm &&
           a->to_mm == b->to_mm;
}

/* Draws what the limit before has not drawn. Both lists are by edge. */
static lc_status draw_new(grid *g, const lc_network *n, const lc_stretch *s,
                          size_t count, lc_error *err)
{
    size_t k = 0;

    for (size_t i = 0; i < count; i++) {
        bool drawn = false;

        while (k < g->drawn.n && g->drawn.v[k].edge < s[i].edge)
            k++;
        for (size_t j = k; j < g->drawn.n && g->drawn.v[j].edge == s[i].edge;
             j++)
            drawn |= same_part(&g->drawn.v[j], &s[i]);
        if (!drawn)
            draw_stretch(g, n, &s[i]);
    }
    g->drawn.n = 0;
    if (!lc_vec_reserve(&g->drawn, count))
        return no_memory(err);
    if (count)
        memcpy(g->drawn.v, s, count * sizeof *s);
    g->drawn.n = count;
    return LIFE_OK;
}

/* The place's legs, as far as the limit lets one walk them. */
static void draw_legs(grid *g, const lc_world *w, const lc_place *from,
                      uint32_t limit_ms)
{
    double reach_mm = w->pace[from->pace].mps * limit_ms;

    for (uint32_t i = 0; i < from->link_count; i++) {
        const lc_link *l = &from->link[i];
        lc_xy a = lc_frame_xy(&g->frame, l->from);
        lc_xy b = lc_frame_xy(&g->frame, l->to);
        double f = l->leg_mm > reach_mm ? reach_mm / l->leg_mm : 1;

        b = (lc_xy){a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)};
        draw_line(g, a, b);
    }
}

/* ---- water ---- */

/* Flips the first grid point right of where an edge of the area crosses each
 * row; a run from left to right then knows in from out. */
static void flip_edge(grid *g, lc_xy a, lc_xy b)
{
    lc_xy lo = a.y < b.y ? a : b, hi = a.y < b.y ? b : a;
    int32_t first = (int32_t)ceil((fmax(lo.y, g->y0) - g->y0) / STEP_M);

    for (int32_t row = first; row < g->height; row++) {
        double y = g->y0 + row * STEP_M, x;
        int32_t col;

        if (y >= hi.y)
            break;
        if (y < lo.y)
            continue;
        x = lo.x + (y - lo.y) / (hi.y - lo.y) * (hi.x - lo.x);
        x = ceil((x - g->x0) / STEP_M);
        if (x >= g->width)
            continue;
        col = x < 0 ? 0 : (int32_t)x;
        g->at[(size_t)row * (size_t)g->width + (size_t)col] ^= FLIP;
    }
}

/* Turns the flips of one row into water; all are gone again after it. */
static void fill_row(grid *g, int32_t row, int32_t from, int32_t to)
{
    uint8_t *at = g->at + (size_t)row * (size_t)g->width;
    bool in = false;

    for (int32_t col = from; col <= to; col++) {
        if (at[col] & FLIP)
            in = !in;
        at[col] &= (uint8_t)~FLIP;
        if (in)
            at[col] |= WATER;
    }
}

static int32_t step_of(double m, int32_t count)
{
    double step = floor(m / STEP_M);

    return step < 0 ? 0 : step >= count ? count - 1 : (int32_t)step;
}

static void draw_water(void *ctx, const lc_shape *s)
{
    grid *g = ctx;
    double low_x = HUGE_VAL, low_y = HUGE_VAL, high_x = -HUGE_VAL,
           high_y = -HUGE_VAL;
    int32_t last;

    for (uint32_t p = 0; p < s->part_count; p++) {
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i++) {
            lc_xy a = lc_frame_xy(&g->frame, s->pt[i]);

            low_x = fmin(low_x, a.x);
            low_y = fmin(low_y, a.y);
            high_x = fmax(high_x, a.x);
            high_y = fmax(high_y, a.y);
            flip_edge(g, a, lc_frame_xy(&g->frame, s->pt[i + 1]));
        }
    }
    last = step_of(high_y - g->y0, g->height);
    for (int32_t row = step_of(low_y - g->y0, g->height); row <= last; row++)
        fill_row(g, row, step_of(low_x - g->x0, g->width),
                 step_of(high_x - g->x0 + STEP_M, g->width));
}

static bool is_inside(const grid *g, int32_t col, int32_t row)
{
    if (col < 0 || row < 0 || col >= g->width || row >= g->height)
        return false;
    return (g->at[(size_t)row * (size_t)g->width + (size_t)col] &
            (INSIDE | WATER)) == INSIDE;
}

/* ---- pieces ---- */

static const int step_x[4] = {1, 0, -1, 0};
static const int step_y[4] = {0, 1, 0, -1};

/* Eight points at a time: a byte each, INSIDE where the point is inside. */
#define EIGHT_INSIDE (UINT64_C(0x0101010101010101) * INSIDE)

static uint64_t eight(const uint8_t *at)
{
    uint64_t v;

    memcpy(&v, at, sizeof v);
    return v & ~(v >> 2) & EIGHT_INSIDE; /* WATER lies two bits higher */
}

static bool is_core(const uint8_t *at, int32_t n)
{
    uint8_t any = 0;

    for (int32_t i = 0; i < n; i++)
        any |= at[i];
    return any & CORE;
}

static uint32_t piece_of(grid *g, uint32_t i)
{
    while (g->run.v[i].piece != i) {
        g->run.v[i].piece = g->run.v[g->run.v[i].piece].piece;
        i = g->run.v[i].piece;
    }
    return i;
}

static void join(grid *g, uint32_t i, uint32_t k)
{
    uint32_t a = piece_of(g, i), b = piece_of(g, k);
    uint32_t first = a < b ? a : b;

    g->run.v[first].core |= g->run.v[a > b ? a : b].core;
    g->run.v[a].piece = g->run.v[b].piece = first;
}

static bool add_runs(grid *g, int32_t row)
{
    const uint8_t *at = g->at + (size_t)row * (size_t)g->width;
    int32_t col = 0;

    while (col < g->width) {
        run r = {.row = row, .piece = (uint32_t)g->run.n};

        if (col + 8 <= g->width && !eight(at + col)) {
            col += 8;
            continue;
        }
        if ((at[col] & (INSIDE | WATER)) != INSIDE) {
            col++;
            continue;
        }
        r.from = col;
        while (col < g->width && (at[col] & (INSIDE | WATER)) == INSIDE)
            col +=
                col + 8 <= g->width && eight(at + col) == EIGHT_INSIDE ? 8 : 1;
        r.to = col - 1;
        r.core = is_core(at + r.from, col - r.from);
        if (!lc_vec_push(&g->run, r))
            return false;
    }
    return true;
}

/* All runs, and which belong together. */
static bool find_pieces(grid *g)
{
    size_t above = 0, before = 0;

    g->run.n = 0;
    for (int32_t row = 0; row < g->height; row++) {
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
static lc_pt side_pt(const grid *g, int32_t col, int32_t row, int d)
{
    lc_xy p = {g->x0 + (col + 0.5 * step_x[d]) * STEP_M,
               g->y0 + (row + 0.5 * step_y[d]) * STEP_M};

    return lc_frame_pt(&g->frame, p);
}

/* Follows the outline from one side of a point, until it is back. Only the
 * points where it turns are kept. */
static bool follow(grid *g, int32_t col, int32_t row, int d, bool *hole)
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

        g->at[(size_t)row * (size_t)g->width + (size_t)col] |=
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
static bool outline_point(grid *g, int32_t col, int32_t row, uint32_t piece,
                          ring_vec *rings)
{
    const uint8_t *at = &g->at[(size_t)row * (size_t)g->width + (size_t)col];

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
static bool is_amid(const grid *g, const uint8_t *at)
{
    return (eight(at - g->width) & eight(at + g->width)) == EIGHT_INSIDE;
}

/* Pieces no street part lies in are the far banks of water: dropped. */
static bool outline(grid *g, ring_vec *rings)
{
    for (uint32_t i = 0; i < g->run.n; i++) {
        const run *r = &g->run.v[i];
        const uint8_t *at = g->at + (size_t)r->row * (size_t)g->width;
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

static lc_status make_shape(grid *g, lc_shape *out, lc_error *err)
{
    size_t n = (size_t)g->width * (size_t)g->height;
    ring_vec rings = {0};
    lc_status st = LIFE_OK;

    out->kind = LIFE_SHAPE_AREA;
    g->ring.n = 0;
    for (size_t i = 0; i < n; i++)
        g->at[i] &= (uint8_t)~SIDES;
    if (!find_pieces(g) || !outline(g, &rings))
        st = no_memory(err);
    if (!st && rings.n)
        qsort(rings.v, rings.n, sizeof *rings.v, outer_first);
    for (size_t i = 0; i < rings.n && !st; i++)
        st = lc_shape_add_part(out, g->ring.v + rings.v[i].first,
                               rings.v[i].count, err);
    lc_vec_free(&rings);
    return st;
}

/* ---- the whole ---- */

static void bound(lc_box *b, const lc_network *n, const lc_stretch *s,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const lc_edge *e = &n->edge[s[i].edge];

        for (uint32_t k = e->shape; k < e[1].shape; k++)
            lc_box_add(b, n->shape[k]);
    }
}

/* The frame is stretched by a fifth of a percent at most, so that half a step
 * is a whole number of 1e-7 degrees, and the grid goes through the origin:
 * outlines turn at exact places, and what lies inside another does so to the
 * last digit. */
static double first_line(double low_m)
{
    return floor(low_m / STEP_M) * STEP_M - 2 * STEP_M;
}

static double whole_units(double metres_per_unit)
{
    return STEP_M / 2 / round(STEP_M / 2 / metres_per_unit);
}

static lc_status make_grid(grid *g, lc_pt origin, lc_box b, double around_m,
                           lc_error *err)
{
    lc_xy lo, hi;
    double width, height;

    g->frame = lc_frame_at(origin);
    g->frame.x_per_unit = whole_units(g->frame.x_per_unit);
    g->frame.y_per_unit = whole_units(g->frame.y_per_unit);
    lo = lc_frame_xy(&g->frame, (lc_pt){b.min_lon, b.min_lat});
    hi = lc_frame_xy(&g->frame, (lc_pt){b.max_lon, b.max_lat});
    g->x0 = first_line(lo.x - around_m);
    g->y0 = first_line(lo.y - around_m);
    width = ceil((hi.x + around_m - g->x0) / STEP_M) + 3;
    height = ceil((hi.y + around_m - g->y0) / STEP_M) + 3;
    if (!(width * height <= MAX_POINTS))
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the walkable area is too large to draw");
    g->width = (int32_t)width;
    g->height = (int32_t)height;
    g->at = lc_calloc((size_t)g->width * (size_t)g->height, 1);
    return g->at ? LIFE_OK : no_memory(err);
}

lc_status lc_outline_discs(const lc_pt *pt, size_t n, double radius_m,
                           lc_shape *out, lc_error *err)
{
    grid g = {0};
    lc_box b = lc_box_empty();
    lc_status st;

    *out = (lc_shape){0};
    for (size_t i = 0; i < n; i++)
        lc_box_add(&b, pt[i]);
    st = make_grid(&g, pt[0], b, radius_m, err);
    for (size_t i = 0; i < n && !st; i++) {
        lc_xy c = lc_frame_xy(&g.frame, pt[i]);

        draw_segment(&g, c, c, radius_m, INSIDE | CORE);
    }
    if (!st)
        st = make_shape(&g, out, err);
    if (st)
        lc_shape_clear(out);
    grid_clear(&g);
    return st;
}

/* The largest limit's reach sets the grid; then limit by limit, rising, each
 * adds to what the one before has drawn: so they are nested. */
lc_status lc_outline_draw(lc_walker *a, const lc_place *from,
                          const uint32_t *limit_ms, size_t limits,
                          lc_shape *shapes, lc_error *err)
{
    const lc_world *w = a->w;
    grid g = {0};
    const lc_stretch *s;
    size_t count;
    lc_box box = lc_box_empty();
    lc_status st;

    for (size_t i = 0; i < limits; i++)
        shapes[i] = (lc_shape){0};
    if (from->reason || !limits)
        return LIFE_OK;
    st = lc_reach_find(a, from, limit_ms[limits - 1], &s, &count, err);
    lc_box_add(&box, from->pt);
    for (uint32_t i = 0; i < from->link_count; i++)
        lc_box_add(&box, from->link[i].to);
    bound(&box, w->net, s, count);
    if (!st)
        st = make_grid(&g, from->pt, box, BUFFER_M, err);
    if (st)
        goto done;
    lc_barriers_each_water(w->barriers, lc_box_grown(box, BUFFER_M), draw_water,
                           &g);
    for (size_t i = 0; i < limits && !st; i++) {
        st = lc_reach_find(a, from, limit_ms[i], &s, &count, err);
        if (!st)
            st = draw_new(&g, w->net, s, count, err);
        draw_legs(&g, w, from, limit_ms[i]);
        if (!st)
            st = make_shape(&g, &shapes[i], err);
    }

done:
    grid_clear(&g);
    for (size_t i = 0; i < limits && st; i++)
        lc_shape_clear(&shapes[i]);
    return st;
}
