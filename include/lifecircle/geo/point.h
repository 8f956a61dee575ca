/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/point.h - positions, and distances on the WGS 84 ellipsoid.
 *
 * Layer:   geo, over base.
 * Units:   degrees in lc_lonlat; 1e-7 degrees in lc_pt (as OpenStreetMap
 *          stores them, about 1 cm); metres in lc_xy.
 * Threads: pure functions.
 */
#ifndef LIFECIRCLE_GEO_POINT_H
#define LIFECIRCLE_GEO_POINT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_lonlat { /* WGS 84, degrees; how data come and go */
    double lon;
    double lat;
} lc_lonlat;

typedef struct lc_pt { /* WGS 84, 1e-7 degrees; how data are kept */
    int32_t lon;
    int32_t lat;
} lc_pt;

typedef struct lc_xy { /* metres east and north of some lc_frame's origin */
    double x;
    double y;
} lc_xy;

typedef struct lc_box { /* 1e-7 degrees, inclusive; empty if min > max */
    int32_t min_lon, min_lat, max_lon, max_lat;
} lc_box;

/* Finite, and -180..180 by -90..90. */
bool lc_lonlat_valid(lc_lonlat p);
lc_pt lc_pt_from(lc_lonlat p); /* rounds to nearest; `p` must be valid */
lc_lonlat lc_pt_lonlat(lc_pt p);
static inline bool lc_pt_equal(lc_pt a, lc_pt b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

lc_box lc_box_empty(void);
static inline void lc_box_add(lc_box *b, lc_pt p)
{
    if (p.lon < b->min_lon)
        b->min_lon = p.lon;
    if (p.lon > b->max_lon)
        b->max_lon = p.lon;
    if (p.lat < b->min_lat)
        b->min_lat = p.lat;
    if (p.lat > b->max_lat)
        b->max_lat = p.lat;
}
/* Of n points; of none an empty one. */
lc_box lc_points_box(const lc_pt *pt, size_t n);
/* All four are compared whatever the first says: in a tree half of them hold,
 * so a guess of the processor's would cost more. */
static inline bool lc_box_meets(lc_box a, lc_box b)
{
    return (a.min_lon <= b.max_lon) & (b.min_lon <= a.max_lon) &
           (a.min_lat <= b.max_lat) & (b.min_lat <= a.max_lat);
}
static inline bool lc_box_contains(lc_box b, lc_pt p)
{
    return p.lon >= b.min_lon && p.lon <= b.max_lon && p.lat >= b.min_lat &&
           p.lat <= b.max_lat;
}
/* Whether both ends of a segment, and so all of it, lie to one side of `b`. */
static inline bool lc_box_beside(lc_box b, lc_pt p, lc_pt q)
{
    return (p.lon < b.min_lon && q.lon < b.min_lon) ||
           (p.lon > b.max_lon && q.lon > b.max_lon) ||
           (p.lat < b.min_lat && q.lat < b.min_lat) ||
           (p.lat > b.max_lat && q.lat > b.max_lat);
}
/* `b` and at least `metres` around it. */
lc_box lc_box_grown(lc_box b, double metres);

/* Metres on the ellipsoid: up to 20 km from the chord, right to a tenth of a
 * micrometre; beyond by Karney's geodesic (PROJ's geodesic.h). Depends on the
 * difference of longitudes only, so that moving everything east changes no
 * bit. About 0.1 us near by, 1 us far off. */
double lc_distance_m(lc_pt a, lc_pt b);

/* Degrees from north, clockwise, 0 <= b < 360, in which b lies from a; 0 for
 * one and the same point. Of near points: within 10 km right to a degree. */
double lc_bearing_deg(lc_pt a, lc_pt b);

/* A plane that touches the ellipsoid at `origin`: x = dlon * N cos(lat),
 * y = dlat * M with the radii of curvature there. Within 300 m of the origin
 * its distances are right to 5 mm (latitude 60); within 5 km to 1 part in
 * 1,000. */
typedef struct lc_frame {
    lc_pt origin;
    double x_per_unit; /* metres per 1e-7 degree of longitude */
    double y_per_unit;
} lc_frame;

lc_frame lc_frame_at(lc_pt origin);
static inline lc_xy lc_frame_xy(const lc_frame *f, lc_pt p)
{
    lc_xy r = {((double)p.lon - f->origin.lon) * f->x_per_unit,
               ((double)p.lat - f->origin.lat) * f->y_per_unit};

    return r;
}
lc_pt lc_frame_pt(const lc_frame *f, lc_xy p);

/* The place at f, 0..1, of the way from a to b. Its distance from `a` is what
 * is rounded, so that moving both east changes nothing. */
static inline lc_pt lc_pt_between(lc_pt a, lc_pt b, double f)
{
    return (lc_pt){(int32_t)(a.lon + round(f * ((double)b.lon - a.lon))),
                   (int32_t)(a.lat + round(f * ((double)b.lat - a.lat)))};
}

/* Half way between; of two places of the grid the western and southern one, so
 * that moving both changes nothing here either. */
static inline lc_pt lc_pt_middle(lc_pt a, lc_pt b)
{
    int64_t lon = (int64_t)a.lon + b.lon, lat = (int64_t)a.lat + b.lat;

    return (lc_pt){(int32_t)((lon - (lon & 1)) / 2),
                   (int32_t)((lat - (lat & 1)) / 2)};
}

/* Position 0..1 along a-b of the point nearest to p; *dist_m its distance. */
double lc_segment_nearest(lc_xy a, lc_xy b, lc_xy p, double *dist_m);
/* The same of a line of n points, two at least, and where a frame has its
 * origin: metres, and in which segment; of equal places the first. */
double lc_line_nearest(const lc_pt *line, uint32_t n, const lc_frame *from,
                       uint32_t *segment, double *along);
/* Whether p lies on the segment, its ends among it. Exact. */
bool lc_point_on_segment(lc_pt a, lc_pt b, lc_pt p);
/* Whether segments ab and cd share a point (touching counts). Exact on the
 * integer grid. */
bool lc_segments_meet(lc_pt a, lc_pt b, lc_pt c, lc_pt d);
/* As above, but a common end of ab that lies on cd does not count: a leg may
 * start on, or end at, the line. */
bool lc_segments_cross(lc_pt a, lc_pt b, lc_pt c, lc_pt d);

/* Order along a Hilbert curve over the whole globe's grid. */
uint64_t lc_hilbert(lc_pt p);

#endif
