/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/raster.h - a 5 m grid of bits that things are drawn on.
 *
 * A plane has a bit a point, so that a row of what is drawn is written, and
 * looked through (trace.h), 64 points at a time.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_RASTER_H
#define LIFECIRCLE_SRC_STUDY_WALK_RASTER_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape.h"

#define LIFE_RASTER_M    5.0
#define LIFE_RASTER_ROWS 256 /* that a segment is drawn on at once */

typedef enum lc_raster_plane {
    LIFE_RASTER_INSIDE,
    LIFE_RASTER_CORE, /* of each street part by the water a point at least */
    LIFE_RASTER_WATER,
    LIFE_RASTER_LAND, /* scratch of trace.c: inside and no water */
    LIFE_RASTER_SIDE, /* and its four sides: they were outlined */
    LIFE_RASTER_PLANES = LIFE_RASTER_SIDE + 4
} lc_raster_plane;

/* Point (col, row) lies at x0 + 5 col, y0 + 5 row metres of the frame; its bit
 * is lc_raster_bit() of each plane. Around the points every plane has bits that
 * stay 0: so each point has eight neighbours. Belongs to one thread. */
typedef struct lc_raster {
    lc_frame frame;
    double x0, y0; /* metres of point 0,0 */
    int32_t width, height;
    uint32_t stride;   /* bits from a row to the next */
    bool wet;          /* some point is water; else nothing is core */
    uint64_t *bits;    /* of all planes */
    size_t plane_size; /* words of one */
    /* Scratch: where rows cut the two sides of what is drawn. */
    double left[LIFE_RASTER_ROWS], right[LIFE_RASTER_ROWS];
} lc_raster;

static inline size_t lc_raster_bit(const lc_raster *g, int32_t col, int32_t row)
{
    return 64 + (size_t)(row + 1) * g->stride + (size_t)col;
}

static inline uint64_t *lc_raster_plane_of(const lc_raster *g,
                                           lc_raster_plane plane)
{
    return g->bits + (size_t)plane * g->plane_size;
}

static inline bool lc_raster_has(const uint64_t *plane, size_t bit)
{
    return plane[bit / 64] >> bit % 64 & 1;
}

/* Around a box, and `around_m` more, through `origin`. LIFE_ERR_LIMIT: it is
 * too large to draw; LIFE_ERR_NOMEM. */
lc_status lc_raster_make(lc_raster *g, lc_pt origin, lc_box b, double around_m,
                         lc_error *err);
void lc_raster_clear(lc_raster *g);

/* Marks all points within r metres of a segment, row by row; true: some of
 * them are water. */
bool lc_raster_segment(lc_raster *g, lc_xy a, lc_xy b, double r,
                       lc_raster_plane plane);
/* Marks the point nearest to a place. */
void lc_raster_point(lc_raster *g, lc_xy p, lc_raster_plane plane);
/* Marks what lies in an area as water; `ctx` is the raster. */
void lc_raster_water(void *ctx, const lc_shape *s);

#endif
