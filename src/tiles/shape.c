/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/shape.c - see lifecircle/tiles/shape.h.
 *
 * Thinning bounds the work by the grid before Douglas and Peucker, whose cost
 * is n log n on most lines and n squared at worst. All coordinates are whole
 * numbers of the grid, so equal lines of two tiles stay equal where both see
 * them.
 */
#include "lifecircle/tiles/shape.h"

#include <math.h>
#include <string.h>

/* ---- simplifying ---- */

/* Square of the distance from p to the segment ab. */
static double off_segment2(lc_grid_pt a, lc_grid_pt b, lc_grid_pt p)
{
    double dx = (double)b.x - a.x, dy = (double)b.y - a.y;
    double px = (double)p.x - a.x, py = (double)p.y - a.y;
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? (px * dx + py * dy) / length2 : 0;

    t = t < 0 ? 0 : t > 1 ? 1 : t;
    px -= t * dx;
    py -= t * dy;
    return px * px + py * py;
}

/* Drops each point that lies within `step` of the one kept before it, so that
 * what follows is bounded by the grid and not by the data. */
static void thin(lc_grid_run *run, int32_t step)
{
    size_t kept = 1;

    for (size_t i = 1; i < run->n; i++) {
        int64_t dx = (int64_t)run->v[i].x - run->v[kept - 1].x;
        int64_t dy = (int64_t)run->v[i].y - run->v[kept - 1].y;

        if (dx * dx + dy * dy > (int64_t)step * step)
            run->v[kept++] = run->v[i];
        else if (i + 1 == run->n && (dx || dy)) {
            if (kept > 1)
                run->v[kept - 1] = run->v[i];
            else
                run->v[kept++] = run->v[i];
        }
    }
    run->n = kept;
}

/* Marks the farthest point of first..last, if it is far enough, and the two
 * halves in turn. The longer half waits on the stack, so that it is never
 * deeper than the logarithm of the points. Iterative Douglas and Peucker; 64
 * levels are more than 32-bit sizes need. */
static void mark(const lc_grid_run *run, double tolerance2, uint8_t *keep)
{
    size_t stack[64][2];
    size_t depth = 0, first = 0, last = run->n - 1;

    for (;;) {
        size_t far = 0;
        double far2 = tolerance2;

        for (size_t i = first + 1; i < last; i++) {
            double d2 = off_segment2(run->v[first], run->v[last], run->v[i]);

            if (d2 > far2) {
                far2 = d2;
                far = i;
            }
        }
        if (far) {
            bool left = far - first > last - far;

            keep[far] = 1;
            stack[depth][0] = left ? first : far;
            stack[depth++][1] = left ? far : last;
            first = left ? far : first;
            last = left ? last : far;
        } else if (depth) {
            first = stack[--depth][0];
            last = stack[depth][1];
        } else {
            return;
        }
    }
}

bool lc_grid_simplify(lc_grid_run *run, int32_t tolerance, lc_grid_marks *keep)
{
    size_t n = 0;

    if (run->n < 2)
        return true;
    thin(run, tolerance / 2);
    if (tolerance <= 0 || run->n < 3)
        return true;
    keep->n = 0;
    if (!lc_vec_reserve(keep, run->n))
        return false;
    memset(keep->v, 0, run->n);
    keep->v[0] = keep->v[run->n - 1] = 1;
    mark(run, (double)tolerance * tolerance, keep->v);
    for (size_t i = 0; i < run->n; i++)
        if (keep->v[i])
            run->v[n++] = run->v[i];
    run->n = n;
    return true;
}

/* ---- clipping ---- */

enum { LEFT, RIGHT, TOP, BOTTOM, SIDES }; /* sides of the box */

static bool inside(lc_grid_pt p, int side, lc_grid_box box)
{
    switch (side) {
    case LEFT:
        return p.x >= box.min;
    case RIGHT:
        return p.x <= box.max;
    case TOP:
        return p.y >= box.min;
    default:
        return p.y <= box.max;
    }
}

/* Where ab, whose ends lie on either hand of a side, crosses it: so nothing is
 * divided by 0. Rounded to the grid on the line itself, so that neighbouring
 * tiles cut alike. */
static lc_grid_pt cross(lc_grid_pt a, lc_grid_pt b, int side, lc_grid_box box)
{
    bool upright = side == LEFT || side == RIGHT;
    int32_t line = side == LEFT || side == TOP ? box.min : box.max;
    lc_grid_pt r;

    if (upright) {
        double t = ((double)line - a.x) / ((double)b.x - a.x);

        r.x = line;
        r.y = (int32_t)lround(a.y + t * ((double)b.y - a.y));
    } else {
        double t = ((double)line - a.y) / ((double)b.y - a.y);

        r.x = (int32_t)lround(a.x + t * ((double)b.x - a.x));
        r.y = line;
    }
    return r;
}

/* Repeated points would be steps of no length. */
static bool put(lc_grid_run *run, lc_grid_pt p)
{
    if (run->n && run->v[run->n - 1].x == p.x && run->v[run->n - 1].y == p.y)
        return true;
    return lc_vec_push(run, p);
}

/* One side's cut of an open ring (the last point joins the first). Pieces that
 * fall apart stay joined along the box's side, which lies outside what is
 * shown, as the box has a margin. */
static bool cut(const lc_grid_run *in, lc_grid_run *out, int side,
                lc_grid_box box)
{
    out->n = 0;
    for (size_t i = 0; i < in->n; i++) {
        lc_grid_pt a = in->v[i ? i - 1 : in->n - 1], b = in->v[i];
        bool a_in = inside(a, side, box), b_in = inside(b, side, box);

        if (a_in != b_in && !put(out, cross(a, b, side, box)))
            return false;
        if (b_in && !put(out, b))
            return false;
    }
    return true;
}

bool lc_grid_clip_ring(lc_grid_run *ring, lc_grid_run *spare, lc_grid_box box)
{
    lc_grid_run swap;

    if (ring->n)
        ring->n--; /* open while it is cut */
    for (int side = LEFT; side < SIDES; side++) {
        if (!cut(ring, spare, side, box))
            return false;
        swap = *ring;
        *ring = *spare;
        *spare = swap;
    }
    if (ring->n < 3) {
        ring->n = 0;
        return true;
    }
    return put(ring, ring->v[0]);
}

/* Cohen and Sutherland: a bit for each side that p lies beyond. */
static unsigned beyond(lc_grid_pt p, lc_grid_box box)
{
    unsigned bits = 0;

    for (int side = LEFT; side < SIDES; side++)
        bits |= inside(p, side, box) ? 0u : 1u << side;
    return bits;
}

/* Cuts ab to the box; false when nothing of it is inside. */
static bool cut_segment(lc_grid_pt *a, lc_grid_pt *b, lc_grid_box box)
{
    unsigned ca = beyond(*a, box), cb = beyond(*b, box);

    /* Each round takes a bit away; rounding may bring one back at a corner,
     * so the rounds are counted. */
    for (int turn = 0; turn < 8 && (ca | cb) && !(ca & cb); turn++) {
        lc_grid_pt *end = ca ? a : b;
        unsigned code = ca ? ca : cb;
        int side = LEFT;

        while (!(code & 1u << side))
            side++;
        *end = cross(*a, *b, side, box);
        ca = beyond(*a, box);
        cb = beyond(*b, box);
    }
    return !(ca | cb);
}

/* A piece ends where the line leaves the box, or where a cut doesn't join
 * on. */
bool lc_grid_clip_line(const lc_grid_run *line, size_t *at, lc_grid_box box,
                       lc_grid_run *piece)
{
    piece->n = 0;
    while (*at + 1 < line->n) {
        lc_grid_pt a = line->v[*at], b = line->v[*at + 1];
        bool some = cut_segment(&a, &b, box);

        if (piece->n && (!some || a.x != piece->v[piece->n - 1].x ||
                         a.y != piece->v[piece->n - 1].y))
            return true;
        ++*at;
        if (some && (!put(piece, a) || !put(piece, b)))
            return false;
        if (some && (b.x != line->v[*at].x || b.y != line->v[*at].y))
            return true;
    }
    return true;
}

int64_t lc_grid_area2(const lc_grid_run *ring)
{
    int64_t sum = 0;

    for (size_t i = 0; i + 1 < ring->n; i++)
        sum += (int64_t)ring->v[i].x * ring->v[i + 1].y -
               (int64_t)ring->v[i + 1].x * ring->v[i].y;
    return sum;
}

void lc_grid_reverse(lc_grid_run *run)
{
    for (size_t i = 0, j = run->n; i + 1 < j; i++) {
        lc_grid_pt swap = run->v[i];

        run->v[i] = run->v[--j];
        run->v[j] = swap;
    }
}
