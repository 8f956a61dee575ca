/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/pyramid.h - which tiles a box has at each zoom, in the order of
 * PMTiles: zoom by zoom along a Hilbert curve.
 */
#ifndef LIFECIRCLE_SRC_TILES_PYRAMID_H
#define LIFECIRCLE_SRC_TILES_PYRAMID_H

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/point.h"

typedef struct lc_pyramid_tile {
    uint64_t id; /* of PMTiles */
    uint32_t x, y;
    uint32_t z;
} lc_pyramid_tile;

typedef LC_VEC(lc_pyramid_tile) lc_pyramid;

/* The id of a tile: those of all zooms before it, and its place on the curve of
 * its own. */
uint64_t lc_pyramid_id(unsigned z, uint32_t x, uint32_t y);
/* All tiles that meet the box, in the order of ids. False: no memory. */
bool lc_pyramid_make(lc_box box, unsigned least, unsigned most,
                     lc_pyramid *out);

#endif
