/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/shape.c - lines and areas: what they contain, how far, how large.
 *
 * Inside or not is told by a ray to the east and is exact (ring.h). Distances
 * are looked for on a plane and then measured on the ellipsoid; areas are
 * those of geodesic polygons (Karney 2013). All runs once over the points;
 * which ring lies in which is asked of nest.h.
 */
#include "lifecircle/geo/shape.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/nest.h"
#include "src/geo/bent.h"
#include "src/geo/middle.h"
#include "src/geo/ring.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `part` has one entry more than there are parts, the end. Each array is kept
 * as soon as it has moved, so that after a failure the shape is what it was. */
lc_status lc_shape_add_part(lc_shape *s, const lc_pt *pt, size_t n,
                            lc_error *err)
{
    size_t total = s->pt_count + n;
    uint32_t *part;
    lc_pt *all;

    if (n > UINT32_MAX || total > UINT32_MAX || s->part_count == UINT32_MAX - 1)
        return lc_fail(err, LIFE_ERR_NOMEM, "a shape has too many points");
    all = lc_realloc(s->pt, total, sizeof *all);
    if (all)
        s->pt = all;
    part = lc_realloc(s->part, (size_t)s->part_count + 2, sizeof *part);
    if (part)
        s->part = part;
    if (!all || !part)
        return lc_no_memory(err, "a shape");
    if (n)
        memcpy(all + s->pt_count, pt, n * sizeof *pt);
    part[s->part_count] = s->pt_count;
    s->pt_count = (uint32_t)total;
    part[++s->part_count] = s->pt_count;
    return LIFE_OK;
}

lc_status lc_shape_make(lc_shape_kind kind, const lc_pt *pt, size_t n,
                        lc_shape *out, lc_error *err)
{
    lc_status st;

    *out = (lc_shape){.kind = kind};
    st = lc_shape_add_part(out, pt, n, err);
    if (st != LIFE_OK)
        lc_shape_clear(out);
    return st;
}

void lc_shape_clear(lc_shape *s)
{
    lc_free(s->pt);
    lc_free(s->part);
    *s = (lc_shape){0};
}

/* One ring or line: its points and how many. */
typedef struct run {
    const lc_pt *pt;
    uint32_t n;
} run;

static run part_of(const lc_shape *s, uint32_t i)
{
    return (run){s->pt + s->part[i], s->part[i + 1] - s->part[i]};
}

/* As lc_winding_side(), and 2 on the ring. */
static int ring_side(run r, lc_pt p)
{
    lc_winding w = {0, 0};

    for (uint32_t i = 0; i + 1 < r.n; i++)
        if (lc_winding_meets(&w, r.pt[i], r.pt[i + 1], p))
            return 2;
    return lc_winding_side(&w);
}

/* 0 outside, 1 inside, 2 on a ring. An outer ring adds one and a hole takes it
 * away, so polygons that overlap don't cancel each other. */
static int area_side(const lc_shape *s, lc_pt p)
{
    int depth = 0;

    for (uint32_t i = 0; i < s->part_count; i++) {
        int side = ring_side(part_of(s, i), p);

        if (side == 2)
            return 2;
        depth += side;
    }
    return depth != 0;
}

bool lc_shape_contains(const lc_shape *s, lc_pt p)
{
    return s->kind == LIFE_SHAPE_AREA && area_side(s, p) > 0;
}

/* From the nearest of all points: most edges lie wholly beyond that to one
 * side, and needn't be looked at closely. */
static lc_bent_window window_on(const lc_bent_frame *f, const lc_shape *s)
{
    const double x = f->frame.x_per_unit, y = f->frame.y_per_unit;
    const lc_pt o = f->frame.origin;
    double best = HUGE_VAL, high = 0;

    for (uint32_t i = s->part[0]; i < s->part[s->part_count]; i++) {
        double dx = ((double)s->pt[i].lon - o.lon) * x;
        double dy = ((double)s->pt[i].lat - o.lat) * y;
        double square = dx * dx + dy * dy;

        best = square < best ? square : best;
        high = fabs(dy) > high ? fabs(dy) : high;
    }
    return lc_bent_window_of(f, sqrt(best), high);
}

/* Whether a-b lies wholly beyond the window to one side. */
static bool beyond(lc_pt a, lc_pt b, lc_pt o, lc_bent_window w)
{
    int64_t ax = (int64_t)a.lon - o.lon, bx = (int64_t)b.lon - o.lon;
    int64_t ay = (int64_t)a.lat - o.lat, by = (int64_t)b.lat - o.lat;

    return (ay > w.lat && by > w.lat) || (ay < -w.lat && by < -w.lat) ||
           (ax > w.lon && bx > w.lon) || (ax < -w.lon && bx < -w.lon);
}

/* The last point is taken as a segment to itself, so that a part of one point
 * counts too. */
static void near_part(const lc_bent_frame *f, run r, lc_bent_window w,
                      lc_bent_nearest *best)
{
    for (uint32_t i = 0; i < r.n; i++) {
        lc_pt a = r.pt[i], b = r.pt[i + 1 < r.n ? i + 1 : i];

        if (!beyond(a, b, f->frame.origin, w))
            lc_bent_look(f, a, b, best);
    }
}

double lc_shape_distance_m(const lc_shape *s, lc_pt p, bool filled, lc_pt *at)
{
    lc_bent_frame f = lc_bent_frame_at(p);
    lc_bent_nearest best = {.dist_m = HUGE_VAL, .a = p, .b = p};
    lc_bent_window w;

    if (filled && lc_shape_contains(s, p)) {
        if (at)
            *at = p;
        return 0;
    }
    w = s->part_count ? window_on(&f, s) : (lc_bent_window){0, 0};
    for (uint32_t i = 0; i < s->part_count; i++)
        near_part(&f, part_of(s, i), w, &best);
    if (best.dist_m == HUGE_VAL) { /* no points at all */
        if (at)
            *at = p;
        return HUGE_VAL;
    }
    if (at)
        *at = lc_pt_between(best.a, best.b, best.t);
    return lc_bent_metres(p, &best);
}

/* Counted from the first point, so that moving east changes nothing. */
static double ring_area_m2(run r)
{
    struct geod_polygon polygon;
    double area = 0;

    geod_polygon_init(&polygon, 0);
    for (uint32_t i = 0; i + 1 < r.n; i++)
        geod_polygon_addpoint(
            lc_geodesic_wgs84(), &polygon, r.pt[i].lat / LIFE_UNITS_PER_DEG,
            ((double)r.pt[i].lon - r.pt[0].lon) / LIFE_UNITS_PER_DEG);
    geod_polygon_compute(lc_geodesic_wgs84(), &polygon, 0, 1, &area, NULL);
    return area;
}

double lc_shape_area_m2(const lc_shape *s)
{
    double area = 0;

    if (s->kind != LIFE_SHAPE_AREA)
        return 0;
    for (uint32_t i = 0; i < s->part_count; i++)
        area += ring_area_m2(part_of(s, i)); /* holes are negative */
    return area;
}

/* Ground between the equator and a parallel grows northward by `by_lat` a
 * radian of longitude, whose own growth and the growth of that come after: a
 * series about the first point of a ring. On the way of a geodesic (its
 * equation: phi'' = east + steep phi'^2, by longitude) latitude bulges by an
 * eighth of that. */
typedef struct ground {
    double by_lat, growth, bend; /* square metres a radian */
    double east, steep;
} ground;

/* Of the ellipsoid: its radii are m along the meridian and n across, and e2 its
 * eccentricity squared. by_lat is m n cos; the rest are its derivatives. */
static ground ground_at(double lat)
{
    const double a = LIFE_WGS84_A_M, e2 = LIFE_WGS84_F * (2 - LIFE_WGS84_F);
    double s = sin(lat), c = cos(lat), w = 1 / (1 - e2 * s * s);
    double all = a * a * (1 - e2) * w * w, k = 4 * e2 * w;

    return (ground){
        .by_lat = all * c,
        .growth = all * s * (k * c * c - 1),
        .bend = all * c *
                (k * (c * c - 3 * s * s) - 1 + 1.5 * k * k * s * s * c * c),
        .east = -s * c / ((1 - e2) * w),
        .steep = -2 * (1 - e2) * w * s / c - 3 * e2 * s * c * w};
}

static double ground_to(const ground *g, double y)
{
    return y * (g->by_lat + y * (g->growth / 2 + y * g->bend / 6));
}

/* By Simpson's rule along each edge: its ends, and amid it. */
static double near_ring_area_m2(run r)
{
    const double rad = atan(1) / 45 / LIFE_UNITS_PER_DEG;
    const ground g = ground_at(r.pt[0].lat * rad);
    double area = 0, y1 = 0;

    for (uint32_t i = 0; i + 1 < r.n; i++) {
        double dx = ((double)r.pt[i + 1].lon - r.pt[i].lon) * rad;
        double y2 = ((double)r.pt[i + 1].lat - r.pt[0].lat) * rad;
        double dy = y2 - y1;
        double bulge = (g.east * dx * dx + g.steep * dy * dy) / 8;

        area -= dx *
                (ground_to(&g, y1) + ground_to(&g, y2) +
                 4 * ground_to(&g, (y1 + y2) / 2 - bulge)) /
                6;
        y1 = y2;
    }
    return area;
}

/* Up to here the series is as good as geod_polygon(), which is right to a ten
 * thousandth of a square metre. */
#define NEAR_MOST_DEG 0.003     /* 300 m, or less */
#define NEAR_MOST_LAT 700000000 /* 1e-7 degrees */
#define NEAR_OFF_M2   0.001

double lc_shape_area_near_m2(const lc_shape *s, double *off_m2)
{
    lc_box box = lc_shape_box(s);
    double y = ((double)box.max_lat - box.min_lat) / LIFE_UNITS_PER_DEG;
    double x = ((double)box.max_lon - box.min_lon) / LIFE_UNITS_PER_DEG;
    double area = 0;

    *off_m2 = NEAR_OFF_M2;
    if (s->kind == LIFE_SHAPE_AREA && fmax(x, y) < NEAR_MOST_DEG &&
        abs(box.max_lat) < NEAR_MOST_LAT && abs(box.min_lat) < NEAR_MOST_LAT) {
        for (uint32_t i = 0; i < s->part_count; i++)
            area += near_ring_area_m2(part_of(s, i));
        return area;
    }
    *off_m2 = 0;
    return lc_shape_area_m2(s);
}

double lc_shape_length_m(const lc_shape *s)
{
    double length = 0;

    for (uint32_t i = 0; i < s->part_count; i++) {
        run r = part_of(s, i);

        for (uint32_t k = 0; k + 1 < r.n; k++)
            length += lc_distance_m(r.pt[k], r.pt[k + 1]);
    }
    return length;
}

lc_pt lc_shape_inner(const lc_shape *s)
{
    lc_pt p;
    run r;

    if (s->pt_count == 0)
        return (lc_pt){0, 0};
    r = part_of(s, 0);
    if (s->kind != LIFE_SHAPE_AREA)
        return r.n ? r.pt[r.n / 2] : s->pt[0];
    if (lc_middle_centroid(s, &p) && area_side(s, p) == 1)
        return p;
    if (lc_middle_widest(s, &p) && area_side(s, p) == 1)
        return p;
    return s->pt[0]; /* thinner than the grid: on the outline is inside */
}

/* What normalising knows of each ring. */
typedef struct ring {
    run run;
    lc_wide turn;
    lc_nest_place place;
    uint32_t first; /* of those whose parent it is; they are chained by */
    uint32_t next;  /* rising number; or LIFE_NEST_NONE */
} ring;

static lc_nest_ring *runs_of(const ring *all, uint32_t n)
{
    lc_nest_ring *out = lc_calloc(n, sizeof *out);

    for (uint32_t i = 0; out && i < n; i++)
        out[i] = (lc_nest_ring){all[i].run.pt, all[i].run.n};
    return out;
}

/* Holes of holes are islands: what counts is whether the depth is odd. */
static lc_status find_depths(ring *all, uint32_t n, lc_error *err)
{
    lc_nest_ring *runs = runs_of(all, n);
    lc_nest *t = NULL;
    lc_status st =
        runs ? lc_nest_make(runs, n, &t, err) : lc_no_memory(err, "a shape");

    for (uint32_t i = 0; i < n && !st; i++)
        st = lc_nest_around(t, i, NULL, NULL, &all[i].place, err);
    lc_nest_free(t);
    lc_free(runs);
    return st;
}

/* Most areas are one ring, of which there is nothing to find. */
static lc_status nest(ring *all, uint32_t n, lc_error *err)
{
    lc_status st = n > 1 ? find_depths(all, n, err) : LIFE_OK;

    for (uint32_t i = n; i-- > 0 && !st;)
        if (all[i].place.parent != LIFE_NEST_NONE) {
            all[i].next = all[all[i].place.parent].first;
            all[all[i].place.parent].first = i;
        }
    return st;
}

/* Drops points that repeat the one before, in place; 0 when what is left is no
 * line, or no closed ring. A ring has four points at least, as its first one
 * is there twice. */
static uint32_t tidy_run(lc_pt *pt, uint32_t n, lc_shape_kind kind)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < n; i++)
        if (kept == 0 || !lc_pt_equal(pt[kept - 1], pt[i]))
            pt[kept++] = pt[i];
    if (kind == LIFE_SHAPE_LINE)
        return kept >= 2 ? kept : 0;
    return kept >= 4 && lc_pt_equal(pt[0], pt[kept - 1]) ? kept : 0;
}

static void turn_round(lc_pt *pt, uint32_t n)
{
    for (uint32_t i = 0, k = n - 1; i < k; i++, k--) {
        lc_pt swap = pt[i];

        pt[i] = pt[k];
        pt[k] = swap;
    }
}

static lc_status add_ring(lc_shape *to, const ring *r, bool hole, lc_error *err)
{
    lc_status st = lc_shape_add_part(to, r->run.pt, r->run.n, err);

    if (st != LIFE_OK || (r->turn < 0) == hole)
        return st;
    assert(to->pt); /* the part was added */
    turn_round(to->pt + to->pt_count - r->run.n, r->run.n);
    return LIFE_OK;
}

/* Whether all of a ring lies on lines from its first point: out and back. */
static bool is_flat(run r)
{
    for (uint32_t i = 1; i + 2 < r.n; i++)
        if (lc_turn(r.pt[0], r.pt[i], r.pt[i + 1]) != 0)
            return false;
    return true;
}

lc_status lc_shape_add_ring(lc_shape *s, const lc_pt *pt, size_t n, bool hole,
                            bool *kept, lc_error *err)
{
    lc_status st = lc_shape_add_part(s, pt, n, err);
    uint32_t start;
    lc_wide turn;
    run r;

    *kept = false;
    if (st)
        return st;
    start = s->part[s->part_count - 1];
    r = part_of(s, s->part_count - 1);
    r.n = tidy_run(s->pt + start, r.n, LIFE_SHAPE_AREA);
    if (is_flat(r)) {
        s->part_count--;
        s->pt_count = start;
        return LIFE_OK;
    }
    s->pt_count = s->part[s->part_count] = start + r.n;
    turn = lc_ring_turn(r.pt, r.n);
    if (hole && turn == 0) /* it could not be told from an outer ring */
        return lc_fail(err, LIFE_ERR_PARSE,
                       "a hole crosses itself and is as large to its left as "
                       "to its right; draw it as two");
    if ((turn < 0) != hole)
        turn_round(s->pt + start, r.n);
    *kept = true;
    return LIFE_OK;
}

/* Each outer ring (one within an even number of others) and its holes. */
static lc_status order_rings(const ring *all, uint32_t n, lc_shape *to,
                             lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < n && st == LIFE_OK; i++) {
        if (all[i].place.depth % 2 == 1)
            continue;
        st = add_ring(to, &all[i], false, err);
        for (uint32_t k = all[i].first; k != LIFE_NEST_NONE && st == LIFE_OK;
             k = all[k].next)
            if (all[k].place.depth % 2 == 1)
                st = add_ring(to, &all[k], true, err);
    }
    return st;
}

static lc_status normalise_area(lc_shape *s, lc_error *err)
{
    ring *all = lc_calloc(s->part_count, sizeof *all);
    lc_shape tidy = {.kind = LIFE_SHAPE_AREA};
    uint32_t n = 0;
    lc_status st;

    if (!all)
        return lc_no_memory(err, "a shape");
    for (uint32_t i = 0; i < s->part_count; i++) {
        lc_pt *pt = s->pt + s->part[i];
        ring r = {.run = {pt, tidy_run(pt, s->part[i + 1] - s->part[i],
                                       LIFE_SHAPE_AREA)},
                  .place = {0, LIFE_NEST_NONE},
                  .first = LIFE_NEST_NONE,
                  .next = LIFE_NEST_NONE};

        r.turn = lc_ring_turn(r.run.pt, r.run.n);
        if (r.turn != 0)
            all[n++] = r;
    }
    st = nest(all, n, err);
    if (!st)
        st = order_rings(all, n, &tidy, err);
    if (st == LIFE_OK && n == 0)
        st = lc_fail(err, LIFE_ERR_PARSE, "the shape covers no ground");
    lc_free(all);
    lc_shape_clear(s);
    if (st == LIFE_OK)
        *s = tidy;
    else
        lc_shape_clear(&tidy);
    return st;
}

static lc_status normalise_line(lc_shape *s, lc_error *err)
{
    lc_shape tidy = {.kind = LIFE_SHAPE_LINE};
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < s->part_count && st == LIFE_OK; i++) {
        lc_pt *pt = s->pt + s->part[i];
        uint32_t n = tidy_run(pt, s->part[i + 1] - s->part[i], LIFE_SHAPE_LINE);

        if (n)
            st = lc_shape_add_part(&tidy, pt, n, err);
    }
    if (st == LIFE_OK && tidy.part_count == 0)
        st = lc_fail(err, LIFE_ERR_PARSE, "the line has no length");
    lc_shape_clear(s);
    if (st == LIFE_OK)
        *s = tidy;
    else
        lc_shape_clear(&tidy);
    return st;
}

lc_status lc_shape_normalise(lc_shape *s, lc_error *err)
{
    if (s->kind == LIFE_SHAPE_AREA)
        return normalise_area(s, err);
    if (s->kind == LIFE_SHAPE_LINE)
        return normalise_line(s, err);
    if (s->pt_count == 0)
        return lc_fail(err, LIFE_ERR_PARSE, "the shape has no points");
    return LIFE_OK;
}
