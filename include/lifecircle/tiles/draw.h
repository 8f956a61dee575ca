/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/draw.h - a tile of the base map: MVT 2.1 in web mercator,
 * gzip.
 *
 * Layer:   tiles.
 * Threads: a map is only read; any number may draw.
 * Cost:    a millisecond or two a tile.
 */
#ifndef LIFECIRCLE_TILES_DRAW_H
#define LIFECIRCLE_TILES_DRAW_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/json.h"
#include "lifecircle/tiles/map.h"

#define LIFE_TILE_MAX_ZOOM 18

/* Into an empty buffer; z is at most the above, x and y have z bits, y from the
 * north. A tile with nothing in it adds no bytes. The same tile, the same
 * bytes. LIFE_ERR_NOMEM. */
lc_status lc_tile_draw(const lc_map *map, unsigned z, unsigned x, unsigned y,
                       lc_buf *out, lc_error *err);

/* The member "vector_layers" of TileJSON 3.0: layers, their fields and zooms.
 */
void lc_tile_draw_layers(lc_json *j);

#endif
