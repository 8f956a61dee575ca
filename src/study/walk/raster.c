/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/raster.c - see raster.h.
 */
#include "src/study/walk/raster.h"

#include "lifecircle/base/mem.h"

#include <math.h>

/* 64 MiB, a square of 40 km: more than an hour's cycling reaches. */
#define MAX_POINTS (UINT32_C(1) << 26)

/* The frame is stretched by a fifth of a percent at most, so that half a step
 * is a whole number of 1e-7 degrees, and the grid goes through the origin:
 * outlines turn at exact places, and what lies inside another does so to the
 * last digit. */
static double first_line(double low_m)
{
    return floor(low_m / LIFE_RASTER_M) * LIFE_RASTER_M - 2 * LIFE_RASTER_M;
}

static double whole_units(double metres_per_unit)
{
    return LIFE_RASTER_M / 2 / round(LIFE_RASTER_M / 2 / metres_per_unit);
}

lc_status lc_raster_make(lc_raster *g, lc_pt origin, lc_box b, double around_m,
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
    width = ceil((hi.x + around_m - g->x0) / LIFE_RASTER_M) + 3;
    height = ceil((hi.y + around_m - g->y0) / LIFE_RASTER_M) + 3;
    if (!(width * height <= MAX_POINTS))
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the walkable area is too large to draw");
    g->width = (int32_t)width;
    g->height = (int32_t)height;
    g->at = lc_calloc((size_t)g->width * (size_t)g->height, 1);
    return g->at ? LIFE_OK : lc_no_memory(err, "the walkable area");
}

void lc_raster_clear(lc_raster *g)
{
    lc_free(g->at);
}

/* ---- segments ---- */

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

void lc_raster_segment(lc_raster *g, lc_xy a, lc_xy b, double r, uint8_t bit)
{
    int32_t first = (int32_t)ceil((fmin(a.y, b.y) - r - g->y0) / LIFE_RASTER_M);
    int32_t last = (int32_t)floor((fmax(a.y, b.y) + r - g->y0) / LIFE_RASTER_M);

    first = first < 0 ? 0 : first;
    last = last >= g->height ? g->height - 1 : last;
    for (int32_t row = first; row <= last; row++) {
        double y = g->y0 + row * LIFE_RASTER_M, lo = HUGE_VAL, hi = -HUGE_VAL;
        int32_t from, to;

        widen_by_disc(a, r, y, &lo, &hi);
        widen_by_disc(b, r, y, &lo, &hi);
        widen_by_band(a, b, r, y, &lo, &hi);
        if (lo > hi)
            continue;
        from = (int32_t)ceil((lo - g->x0) / LIFE_RASTER_M);
        to = (int32_t)floor((hi - g->x0) / LIFE_RASTER_M);
        from = from < 0 ? 0 : from;
        to = to >= g->width ? g->width - 1 : to;
        for (int32_t col = from; col <= to; col++)
            g->at[(size_t)row * (size_t)g->width + (size_t)col] |= bit;
    }
}

/* ---- water ---- */

/* Flips the first grid point right of where an edge of the area crosses each
 * row; a run from left to right then knows in from out. The lower end of an
 * edge counts and the upper one does not, so that a row through a corner is
 * crossed once. */
static void flip_edge(lc_raster *g, lc_xy a, lc_xy b)
{
    lc_xy lo = a.y < b.y ? a : b, hi = a.y < b.y ? b : a;
    int32_t first = (int32_t)ceil((fmax(lo.y, g->y0) - g->y0) / LIFE_RASTER_M);

    for (int32_t row = first; row < g->height; row++) {
        double y = g->y0 + row * LIFE_RASTER_M, x;
        int32_t col;

        if (y >= hi.y)
            break;
        if (y < lo.y)
            continue;
        x = lo.x + (y - lo.y) / (hi.y - lo.y) * (hi.x - lo.x);
        x = ceil((x - g->x0) / LIFE_RASTER_M);
        if (x >= g->width)
            continue;
        col = x < 0 ? 0 : (int32_t)x;
        g->at[(size_t)row * (size_t)g->width + (size_t)col] ^= LIFE_RASTER_FLIP;
    }
}

/* Turns the flips of one row into water; all are gone again after it. */
static void fill_row(lc_raster *g, int32_t row, int32_t from, int32_t to)
{
    uint8_t *at = g->at + (size_t)row * (size_t)g->width;
    bool in = false;

    for (int32_t col = from; col <= to; col++) {
        if (at[col] & LIFE_RASTER_FLIP)
            in = !in;
        at[col] &= (uint8_t)~LIFE_RASTER_FLIP;
        if (in)
            at[col] |= LIFE_RASTER_WATER;
    }
}

static int32_t step_of(double m, int32_t count)
{
    double step = floor(m / LIFE_RASTER_M);

    return step < 0 ? 0 : step >= count ? count - 1 : (int32_t)step;
}

void lc_raster_water(void *ctx, const lc_shape *s)
{
    lc_raster *g = ctx;
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
                 step_of(high_x - g->x0 + LIFE_RASTER_M, g->width));
}
