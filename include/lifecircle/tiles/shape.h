/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/shape.h - lines and rings on a tile's grid: simplified and
 * clipped.
 *
 * The grid has its origin in the tile's north-west corner, x grows to the
 * east and y to the south. Everything is exact integers but the points where
 * a clip cuts a line, which are rounded to the grid.
 */
#ifndef LIFECIRCLE_TILES_SHAPE_H
#define LIFECIRCLE_TILES_SHAPE_H

#include "lifecircle/base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_grid_pt { /* within +-2^31: coordinates at zoom 18 */
    int32_t x, y;
} lc_grid_pt;

typedef LC_VEC(lc_grid_pt) lc_grid_run;
typedef LC_VEC(uint8_t) lc_grid_marks;

typedef struct lc_grid_box { /* inclusive */
    int32_t min, max;        /* of x and of y: tiles are square */
} lc_grid_box;

/* Drops points that lie within `tolerance` of the line that the points kept
 * make (Douglas and Peucker); 0 drops repeated ones alone. The first and last
 * point stay. False: no memory. `keep` is scratch. */
bool lc_grid_simplify(lc_grid_run *run, int32_t tolerance, lc_grid_marks *keep);

/* Clips a closed ring (first point == last) to `box` (Sutherland and Hodgman).
 * The result is closed, or empty. `spare` is scratch. False: no memory. */
bool lc_grid_clip_ring(lc_grid_run *ring, lc_grid_run *spare, lc_grid_box box);

/* The next piece of a line inside `box` (Cohen and Sutherland's cases): starts
 * at segment *at, leaves *at after the piece; an empty piece is the end.
 * False: no memory. */
bool lc_grid_clip_line(const lc_grid_run *line, size_t *at, lc_grid_box box,
                       lc_grid_run *piece);

/* Twice the signed area by the surveyor's formula: positive is an outer ring
 * of a vector tile (clockwise to the eye, y being down). */
int64_t lc_grid_area2(const lc_grid_run *ring);
void lc_grid_reverse(lc_grid_run *run);

#endif
