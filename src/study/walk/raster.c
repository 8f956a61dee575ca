/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/raster.c - see raster.h.
 */
#include "src/study/walk/raster.h"

#include "lifecircle/base/mem.h"

#include <math.h>

/* 64 MiB in eight planes, a square of 40 km: more than an hour's cycling
 * reaches. */
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
    g->stride = 64 * ((uint32_t)g->width / 64 + 1);
    g->plane_size = ((size_t)g->height + 2) * (g->stride / 64) + 2;
    g->bits = lc_calloc(LIFE_RASTER_PLANES * g->plane_size, sizeof *g->bits);
    return g->bits ? LIFE_OK : lc_no_memory(err, "the walkable area");
}

void lc_raster_clear(lc_raster *g)
{
    lc_free(g->bits);
}

/* ---- rows of points ---- */

/* The bits of a word that lie from one to another, both counted. */
static uint64_t bits_between(size_t from, size_t to)
{
    return UINT64_MAX << from % 64 & UINT64_MAX >> (63 - to % 64);
}

/* Marks the points of a row from a column to another, which are cut to the
 * grid; those of them that are water. */
static uint64_t mark_row(lc_raster *g, lc_raster_plane plane, int32_t row,
                         int32_t from, int32_t to)
{
    uint64_t *to_mark = lc_raster_plane_of(g, plane), wet;
    const uint64_t *water = lc_raster_plane_of(g, LIFE_RASTER_WATER);
    size_t first, last, word;

    from = from < 0 ? 0 : from;
    to = to >= g->width ? g->width - 1 : to;
    if (from > to)
        return 0;
    first = lc_raster_bit(g, from, row);
    last = lc_raster_bit(g, to, row);
    word = first / 64;
    if (word == last / 64) {
        const uint64_t bits = bits_between(first, last);

        to_mark[word] |= bits;
        return water[word] & bits;
    }
    to_mark[word] |= UINT64_MAX << first % 64;
    wet = water[word] & UINT64_MAX << first % 64;
    for (word++; word < last / 64; word++) {
        to_mark[word] = UINT64_MAX;
        wet |= water[word];
    }
    to_mark[word] |= UINT64_MAX >> (63 - last % 64);
    return wet | (water[word] & UINT64_MAX >> (63 - last % 64));
}

/* ---- segments, by metres ---- */

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

/* To the last digit, of a row that the quicker way leaves open. */
static uint64_t mark_metres(lc_raster *g, const lc_xy end[2], double r,
                            lc_raster_plane plane, int32_t row)
{
    double y = g->y0 + row * LIFE_RASTER_M, lo = HUGE_VAL, hi = -HUGE_VAL;

    widen_by_disc(end[0], r, y, &lo, &hi);
    widen_by_disc(end[1], r, y, &lo, &hi);
    widen_by_band(end[0], end[1], r, y, &lo, &hi);
    if (lo > hi)
        return 0;
    lo = fmax(ceil((lo - g->x0) / LIFE_RASTER_M), 0);
    hi = fmin(floor((hi - g->x0) / LIFE_RASTER_M), g->width - 1);
    return lo > hi ? 0 : mark_row(g, plane, row, (int32_t)lo, (int32_t)hi);
}

/* Row after row. */
static uint64_t mark_metres_all(lc_raster *g, const lc_xy end[2], double r,
                                lc_raster_plane plane)
{
    double low = (fmin(end[0].y, end[1].y) - r - g->y0) / LIFE_RASTER_M;
    double high = (fmax(end[0].y, end[1].y) + r - g->y0) / LIFE_RASTER_M;
    uint64_t wet = 0;

    low = fmax(ceil(low), 0);
    high = fmin(floor(high), g->height - 1);
    if (!(low <= high))
        return 0;
    for (int32_t row = (int32_t)low; row <= (int32_t)high; row++)
        wet |= mark_metres(g, end, r, plane, row);
    return wet;
}

/* ---- segments, by steps of the grid ---- */

/* What the sums below may be off by, in steps, many times over; and the least
 * square of half a row's length that its root is right of to that. */
#define CLOSE        1e-6
#define CLOSE_SQUARE 1e-6
/* Sides flatter than that are left to the metres. */
#define STEEPEST 1e4

/* Of the left side (sign -1) or the right one: the circle around the lower end
 * is followed up to the row `from`, a line up to the row `to`, then the circle
 * around the upper end. `line` is where the line cuts row 0. */
typedef struct side {
    double sign, from, to, line;
} side;

/* A segment, `a` its lower end, and all within r of it. */
typedef struct capsule {
    lc_xy a, b;
    double r, square; /* r and its square */
    double slope;     /* of both lines: columns a row */
    side left, right;
    int32_t first, last; /* rows that it may cut */
} capsule;

/* (x, y) is from an end to where its circle becomes the line. */
static side make_side(const capsule *c, double sign, double x, double y)
{
    return (side){sign, c->a.y + y, c->b.y + y,
                  c->a.x + x - (c->a.y + y) * c->slope};
}

static lc_xy steps_of(const lc_raster *g, lc_xy p)
{
    return (lc_xy){(p.x - g->x0) / LIFE_RASTER_M,
                   (p.y - g->y0) / LIFE_RASTER_M};
}

/* False: it lies too flat, or not wholly on the grid, or has more rows than
 * there is room for. */
static bool make_capsule(const lc_raster *g, const lc_xy end[2], double r,
                         capsule *c)
{
    const bool turn = end[0].y > end[1].y;
    double ex, ey, len;

    c->a = steps_of(g, end[turn]);
    c->b = steps_of(g, end[!turn]);
    c->r = r / LIFE_RASTER_M;
    c->square = c->r * c->r;
    ex = c->b.x - c->a.x;
    ey = c->b.y - c->a.y;
    if (fmin(c->a.x, c->b.x) - c->r < 1 || c->a.y - c->r < 1 ||
        fmax(c->a.x, c->b.x) + c->r > g->width - 2 ||
        c->b.y + c->r > g->height - 2 || ey + 2 * c->r + 2 > LIFE_RASTER_ROWS ||
        !(fabs(ex) <= STEEPEST * ey))
        return false;
    len = sqrt(ex * ex + ey * ey);
    c->slope = len > 0 ? ex / ey : 0;
    ex = len > 0 ? ex * c->r / len : 0;
    ey = len > 0 ? ey * c->r / len : 0;
    c->left = make_side(c, -1, -ey, ex);
    c->right = make_side(c, 1, ey, -ex);
    c->first = (int32_t)(c->a.y - c->r - CLOSE) + 1;
    c->last = (int32_t)(c->b.y + c->r + CLOSE);
    return true;
}

/* The first row at or behind a height, of those that it cuts, or behind all. */
static int32_t row_from(const capsule *c, double y)
{
    int32_t row = (int32_t)y;

    row += row < y;
    return row < c->first ? c->first : row > c->last ? c->last + 1 : row;
}

/* Where a side is cut by each row. */
static void cut_side(const capsule *c, const side *s, double *x)
{
    const int32_t from = row_from(c, s->from), to = row_from(c, s->to);
    int32_t row = c->first;

    for (; row < from; row++) {
        double away = row - c->a.y;

        *x++ = c->a.x + s->sign * sqrt(c->square - away * away);
    }
    for (; row < to; row++)
        *x++ = s->line + row * c->slope;
    for (; row <= c->last; row++) {
        double away = row - c->b.y;

        *x++ = c->b.x + s->sign * sqrt(c->square - away * away);
    }
}

/* The lowest and the highest row, where rounding may decide whether they are
 * cut at all, are left to the metres. */
static uint64_t cut_ends(lc_raster *g, capsule *c, const lc_xy end[2],
                         lc_raster_plane plane)
{
    const double r = c->r * LIFE_RASTER_M;
    uint64_t wet = 0;
    double away = c->first - c->a.y;

    if (c->square - away * away < CLOSE_SQUARE)
        wet |= mark_metres(g, end, r, plane, c->first++);
    away = c->last - c->b.y;
    if (c->first <= c->last && c->square - away * away < CLOSE_SQUARE)
        wet |= mark_metres(g, end, r, plane, c->last--);
    return wet;
}

/* Whether a place on a row is clear of the points of the grid, of which
 * `before` is the one before it. */
static bool is_clear(double at, int32_t before)
{
    return fabs(at - before - 0.5) < 0.5 - CLOSE;
}

/* At most 64 points from `bit` on, in one word or in two of which the second
 * may get none. */
static inline uint64_t mark_few(uint64_t *plane, const uint64_t *water,
                                size_t bit, int32_t n)
{
    const uint64_t bits = UINT64_MAX >> (64 - n);
    const uint64_t low = bits << bit % 64;
    const uint64_t high = bits >> 1 >> (63 - bit % 64);

    plane += bit / 64;
    water += bit / 64;
    plane[0] |= low;
    plane[1] |= high;
    return (water[0] & low) | (water[1] & high);
}

static uint64_t mark_capsule(lc_raster *g, capsule *c, const lc_xy end[2],
                             lc_raster_plane plane)
{
    uint64_t *to_mark = lc_raster_plane_of(g, plane);
    const uint64_t *water = lc_raster_plane_of(g, LIFE_RASTER_WATER);
    uint64_t wet = cut_ends(g, c, end, plane);
    size_t bit = lc_raster_bit(g, 1, c->first);

    cut_side(c, &c->left, g->left);
    cut_side(c, &c->right, g->right);
    for (int32_t row = c->first; row <= c->last; row++, bit += g->stride) {
        const double left = g->left[row - c->first];
        const double right = g->right[row - c->first];
        const int32_t before = (int32_t)left, to = (int32_t)right;

        if (!is_clear(left, before) || !is_clear(right, to))
            wet |= mark_metres(g, end, c->r * LIFE_RASTER_M, plane, row);
        else if (to - before > 64)
            wet |= mark_row(g, plane, row, before + 1, to);
        else if (to > before)
            wet |= mark_few(to_mark, water, bit + (size_t)before, to - before);
    }
    return wet;
}

bool lc_raster_segment(lc_raster *g, lc_xy a, lc_xy b, double r,
                       lc_raster_plane plane)
{
    const lc_xy end[2] = {a, b};
    capsule c;

    return (make_capsule(g, end, r, &c)
                ? mark_capsule(g, &c, end, plane)
                : mark_metres_all(g, end, r, plane)) != 0;
}

void lc_raster_point(lc_raster *g, lc_xy p, lc_raster_plane plane)
{
    const lc_xy at = steps_of(g, p);
    int32_t col, row;

    if (!(at.x > 0 && at.y > 0 && at.x < g->width - 1 && at.y < g->height - 1))
        return;
    col = (int32_t)(at.x + 0.5);
    row = (int32_t)(at.y + 0.5);
    mark_row(g, plane, row, col, col);
}

/* ---- water ---- */

/* The plane whose points are flipped while water is filled in: all 0 before
 * and after. */
#define FLIPS LIFE_RASTER_LAND

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
        size_t bit;

        if (y >= hi.y)
            break;
        if (y < lo.y)
            continue;
        x = lo.x + (y - lo.y) / (hi.y - lo.y) * (hi.x - lo.x);
        x = ceil((x - g->x0) / LIFE_RASTER_M);
        if (x >= g->width)
            continue;
        bit = lc_raster_bit(g, x < 0 ? 0 : (int32_t)x, row);
        lc_raster_plane_of(g, FLIPS)[bit / 64] ^= UINT64_C(1) << bit % 64;
    }
}

/* Turns the flips of one row into water; all are gone again after it. Each bit
 * becomes the sum of those up to it: `in` is that of the words before. */
static void fill_row(lc_raster *g, int32_t row)
{
    size_t first = lc_raster_bit(g, 0, row) / 64;
    size_t last = lc_raster_bit(g, g->width - 1, row) / 64;
    uint64_t *flips = lc_raster_plane_of(g, FLIPS);
    uint64_t *water = lc_raster_plane_of(g, LIFE_RASTER_WATER);
    uint64_t in = 0;

    for (size_t i = first; i <= last; i++) {
        uint64_t sum = flips[i];

        for (unsigned by = 1; by < 64; by *= 2)
            sum ^= sum << by;
        sum ^= in;
        in = sum >> 63 ? UINT64_MAX : 0;
        flips[i] = 0;
        if (i == last)
            sum &= UINT64_MAX >> (63 - (size_t)(g->width - 1) % 64);
        water[i] |= sum;
        g->wet |= sum != 0;
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
    double low = HUGE_VAL, high = -HUGE_VAL;
    int32_t last;

    for (uint32_t p = 0; p < s->part_count; p++) {
        for (uint32_t i = s->part[p]; i + 1 < s->part[p + 1]; i++) {
            lc_xy a = lc_frame_xy(&g->frame, s->pt[i]);

            low = fmin(low, a.y);
            high = fmax(high, a.y);
            flip_edge(g, a, lc_frame_xy(&g->frame, s->pt[i + 1]));
        }
    }
    last = step_of(high - g->y0, g->height);
    for (int32_t row = step_of(low - g->y0, g->height); row <= last; row++)
        fill_row(g, row);
}
