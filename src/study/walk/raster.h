/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/raster.h - a 5 m grid of bytes that things are drawn on.
 *
 * A grid point is one byte: what it is, and which of its four sides have been
 * outlined (trace.h).
 */
#ifndef LIFECIRCLE_SRC_STUDY_WALK_RASTER_H
#define LIFECIRCLE_SRC_STUDY_WALK_RASTER_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape.h"

#define LIFE_RASTER_M 5.0

/* INSIDE and WATER lie two bits apart, which trace.c makes use of. */
enum {
    LIFE_RASTER_SIDES = 15, /* bits 0-3: the side was outlined */
    LIFE_RASTER_INSIDE = 16,
    LIFE_RASTER_CORE = 32, /* next to a street part */
    LIFE_RASTER_WATER = 64,
    LIFE_RASTER_FLIP = 128 /* scratch of the water fill */
};

/* Point (col, row) is at[row * width + col] and lies at x0 + 5 col, y0 + 5 row
 * metres of the frame. At least one point around what is drawn is left empty,
 * so an outline never runs along the edge. Belongs to one thread. */
typedef struct lc_raster {
    lc_frame frame;
    double x0, y0; /* metres of point 0,0 */
    int32_t width, height;
    uint8_t *at;
} lc_raster;

/* Around a box, and `around_m` more, through `origin`. LIFE_ERR_LIMIT: it is
 * too large to draw; LIFE_ERR_NOMEM. */
lc_status lc_raster_make(lc_raster *g, lc_pt origin, lc_box b, double around_m,
                         lc_error *err);
void lc_raster_clear(lc_raster *g);

/* Marks all points within r metres of a segment, row by row. */
void lc_raster_segment(lc_raster *g, lc_xy a, lc_xy b, double r, uint8_t bit);
/* Marks what lies in an area as water; `ctx` is the raster. */
void lc_raster_water(void *ctx, const lc_shape *s);

#endif
