/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ring.h - closed rings of points on the grid, all exact, for geo alone.
 */
#ifndef LIFECIRCLE_SRC_GEO_RING_H
#define LIFECIRCLE_SRC_GEO_RING_H

#include "src/geo/geodesic.h"

/* Twice the planar area, positive when counter-clockwise. 0 also where a ring
 * crosses itself and covers as much to its left as to its right. */
static inline lc_wide lc_ring_turn(const lc_pt *pt, size_t n)
{
    lc_wide sum = 0;

    for (size_t i = 1; i + 2 < n; i++)
        sum += lc_turn(pt[0], pt[i], pt[i + 1]);
    return sum;
}

/* What a ray that runs east from a point has to do with an edge. */
enum { LIFE_RAY_PASSES, LIFE_RAY_UP, LIFE_RAY_DOWN, LIFE_RAY_STARTS };

/* STARTS: p is on the edge ab. UP, DOWN: the ray crosses it, and the edge runs
 * north or south there; it counts with its lower end and without its upper
 * one, so that a ray through a vertex crosses once. The two products are of 33
 * and 32 bits (latitudes are half as far apart), so each fits in 64; their
 * difference needn't. */
static inline int lc_ray_edge(lc_pt a, lc_pt b, lc_pt p)
{
    int64_t east, north;

    /* most edges lie wholly north or south of the ray */
    if ((a.lat > p.lat && b.lat > p.lat) || (a.lat < p.lat && b.lat < p.lat))
        return LIFE_RAY_PASSES;
    east = ((int64_t)b.lon - a.lon) * ((int64_t)p.lat - a.lat);
    north = ((int64_t)b.lat - a.lat) * ((int64_t)p.lon - a.lon);
    if (east == north &&
        (a.lon < p.lon ? b.lon >= p.lon : a.lon == p.lon || b.lon <= p.lon))
        return LIFE_RAY_STARTS;
    if ((a.lat > p.lat) == (b.lat > p.lat))
        return LIFE_RAY_PASSES;
    if (b.lat > a.lat)
        return east > north ? LIFE_RAY_UP : LIFE_RAY_PASSES;
    return east < north ? LIFE_RAY_DOWN : LIFE_RAY_PASSES;
}

/* What a ray to the east crosses of a ring. */
typedef struct lc_winding {
    int crossings, around;
} lc_winding;

/* Counts one more edge. True: p is on it. */
static inline bool lc_winding_meets(lc_winding *w, lc_pt a, lc_pt b, lc_pt p)
{
    int ray = lc_ray_edge(a, b, p);

    if (ray == LIFE_RAY_PASSES)
        return false;
    if (ray == LIFE_RAY_STARTS)
        return true;
    w->crossings++;
    w->around += ray == LIFE_RAY_UP ? 1 : -1;
    return false;
}

/* 0 outside, else inside: 1 where the ring runs counter-clockwise around the
 * point, -1 where clockwise. A ring that crosses itself holds what it goes
 * around an odd number of times. */
static inline int lc_winding_side(const lc_winding *w)
{
    if (w->crossings % 2 == 0)
        return 0;
    return w->around > 0 ? 1 : -1;
}

#endif
