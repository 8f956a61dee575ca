/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/shape.h - lines and areas as flat arrays of points.
 *
 * Layer:   geo, over base.
 * Units:   1e-7 degrees, metres, square metres.
 * Threads: a const lc_shape may be read by any number of threads.
 */
#ifndef LIFECIRCLE_GEO_SHAPE_H
#define LIFECIRCLE_GEO_SHAPE_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

#include <stddef.h>

typedef enum lc_shape_kind {
    LIFE_SHAPE_NONE, /* no geometry */
    LIFE_SHAPE_POINT,
    LIFE_SHAPE_LINE, /* one or more parts */
    LIFE_SHAPE_AREA  /* rings: closed (first point == last), outer
                        counter-clockwise, holes clockwise; which outer a
                        hole belongs to follows the order: an outer, its
                        holes, the next outer ... */
} lc_shape_kind;

typedef struct lc_shape {
    lc_shape_kind kind;
    lc_pt *pt;      /* all points, part after part */
    uint32_t *part; /* part i is pt[part[i]] .. pt[part[i + 1]] */
    uint32_t part_count;
    uint32_t pt_count;
} lc_shape;

/* Copies points in. One part; `kind` as given. LIFE_ERR_NOMEM. */
lc_status lc_shape_make(lc_shape_kind kind, const lc_pt *pt, size_t n,
                        lc_shape *out, lc_error *err);
/* Adds a part to a shape made before, or to one that is `= {0}` with kind
 * set. LIFE_ERR_NOMEM. */
lc_status lc_shape_add_part(lc_shape *s, const lc_pt *pt, size_t n,
                            lc_error *err);
/* Adds a closed ring to an area, an outer one or a hole of the one before,
 * without repeated points and turned as that kind runs. *kept false: it covers
 * no ground, and isn't added. LIFE_ERR_PARSE: a hole with as much of itself to
 * its left as to its right. LIFE_ERR_NOMEM. */
lc_status lc_shape_add_ring(lc_shape *s, const lc_pt *pt, size_t n, bool hole,
                            bool *kept, lc_error *err);
void lc_shape_clear(lc_shape *s); /* frees, and is `= {0}` again */

/* Inline, so that what makes areas ready needs nothing of the rest. */
static inline lc_box lc_shape_box(const lc_shape *s)
{
    lc_box box = lc_box_empty();

    for (uint32_t i = 0; i < s->pt_count; i++)
        lc_box_add(&box, s->pt[i]);
    return box;
}
/* Area only. Outer rings add ground and holes take it away; where outer rings
 * overlap they are one. A ring that crosses itself holds what it goes around
 * an odd number of times. A point on an outline is inside. Time goes with all
 * points; for many questions see prepared_area.h, which is also exact where
 * holes overlap, or lie in other polygons. */
bool lc_shape_contains(const lc_shape *s, lc_pt p);
/* Metres from p to the nearest point of the line, point or outline, and that
 * point (`at`, may be NULL). 0 inside an area if `filled`. Exact to 1 mm near
 * p (found in p's frame, then measured on the ellipsoid). */
double lc_shape_distance_m(const lc_shape *s, lc_pt p, bool filled, lc_pt *at);
/* Square metres on the ellipsoid, holes taken off (geodesic.h). */
double lc_shape_area_m2(const lc_shape *s);
/* The same to *off_m2 more or less, ten times as quick where the shape is no
 * larger than a building or a block: for who only compares. */
double lc_shape_area_near_m2(const lc_shape *s, double *off_m2);
double lc_shape_length_m(const lc_shape *s);
/* A point inside an area (its centroid where that is inside, else the middle
 * of its widest stretch at a quarter, half and three quarters of its height);
 * the middle vertex of a line. */
lc_pt lc_shape_inner(const lc_shape *s);
/* Of rings in any order: one within an odd number of others becomes a hole,
 * each outer ring is followed by its holes; outer ones are turned
 * counter-clockwise, holes clockwise; repeated points and rings of no area are
 * dropped. LIFE_ERR_PARSE: nothing is left. LIFE_ERR_LIMIT: rings lie on one
 * another by the thousand (nest.h). The shape is empty then. */
lc_status lc_shape_normalise(lc_shape *s, lc_error *err);
/* The same where it is no fault that nothing is left. LIFE_ERR_LIMIT,
 * LIFE_ERR_NOMEM. */
static inline lc_status lc_shape_tidy(lc_shape *s, lc_error *err)
{
    lc_status st = lc_shape_normalise(s, NULL);

    if (st == LIFE_ERR_NOMEM)
        return lc_no_memory(err, "outlines");
    if (st == LIFE_ERR_LIMIT)
        return lc_fail(err, st, "an outline lies on itself many times");
    return LIFE_OK;
}

#endif
