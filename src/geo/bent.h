/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/bent.h - the plane about a place on which the nearest place of a line
 * is looked for, for geo alone. shape.c goes over all pieces of a line,
 * prepared_outline.c over those that are near: both find the same, to the last
 * bit.
 */
#ifndef LIFECIRCLE_SRC_GEO_BENT_H
#define LIFECIRCLE_SRC_GEO_BENT_H

#include "lifecircle/geo/point.h"
#include "src/geo/geodesic.h"

#include <math.h>

/* Metres east and north of the origin as lc_frame has them, but for the
 * meridians, which draw together: with the width of a degree half way up,
 * distances from the origin stay right to 1 part in 10 million at 5 km. */
typedef struct lc_bent_frame {
    lc_frame frame;
    double per_m; /* share of x lost a metre north */
} lc_bent_frame;

static inline lc_bent_frame lc_bent_frame_at(lc_pt origin)
{
    double lat = origin.lat / LIFE_UNITS_PER_DEG * (4 * atan(1) / 180);

    return (lc_bent_frame){lc_frame_at(origin),
                           tan(lat) / (2 * LIFE_WGS84_A_M)};
}

static inline lc_xy lc_bent_xy(const lc_bent_frame *f, lc_pt p)
{
    lc_xy r = lc_frame_xy(&f->frame, p);

    r.x *= 1 - r.y * f->per_m;
    return r;
}

/* The nearest place so far: on the segment from `a`, `t` of the way to `b`. */
typedef struct lc_bent_nearest {
    double dist_m, t; /* as the plane has it */
    lc_pt a, b;
} lc_bent_nearest;

/* Looks at the segment a-b; true: it is nearer than *best, which it becomes. */
static inline bool lc_bent_look(const lc_bent_frame *f, lc_pt a, lc_pt b,
                                lc_bent_nearest *best)
{
    const lc_xy origin = {0, 0};
    double dist_m, t = lc_segment_nearest(lc_bent_xy(f, a), lc_bent_xy(f, b),
                                          origin, &dist_m);

    if (dist_m >= best->dist_m)
        return false;
    *best = (lc_bent_nearest){dist_m, t, a, b};
    return true;
}

/* How far east or west, north or south, the nearest place can be at most. In
 * 1e-7 degrees. */
typedef struct lc_bent_window {
    int64_t lon, lat;
} lc_bent_window;

/* Of a line whose points are at most high_m north or south, some place of which
 * is most_m from here: x is at most `bend` longer, or less. */
static inline lc_bent_window lc_bent_window_of(const lc_bent_frame *f,
                                               double most_m, double high_m)
{
    const double x = f->frame.x_per_unit, y = f->frame.y_per_unit;
    double bend = high_m * fabs(f->per_m);

    most_m = most_m * (1 + bend) + 0.001;
    if (!(bend < 0.5 && most_m / x < 4e9))
        return (lc_bent_window){INT64_MAX, INT64_MAX};
    return (lc_bent_window){(int64_t)(most_m / x / (1 - bend)) + 1,
                            (int64_t)(most_m / y) + 1};
}

/* On the ellipsoid. The longitude of the nearest place is kept as a difference,
 * so that moving everything east changes no bit. */
static inline double lc_bent_metres(lc_pt p, const lc_bent_nearest *n)
{
    double east =
        (double)n->a.lon - p.lon + n->t * ((double)n->b.lon - n->a.lon);
    double lat = n->a.lat + n->t * ((double)n->b.lat - n->a.lat);

    return lc_geodesic_m(p.lat / LIFE_UNITS_PER_DEG, lat / LIFE_UNITS_PER_DEG,
                         east / LIFE_UNITS_PER_DEG);
}

#endif
