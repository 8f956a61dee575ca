/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/tiles/encode.h - features into the layers of a vector tile
 * (MVT 2.1).
 *
 * Errors:  sticky, as in lc_buf: `failed` is checked once, at the end.
 *
 * Numbers are the format's own: commands and steps on a grid of
 * LIFE_TILE_EXTENT a side. A layer belongs to one thread and is used for one
 * tile after another.
 */
#ifndef LIFECIRCLE_TILES_ENCODE_H
#define LIFECIRCLE_TILES_ENCODE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/tiles/map.h"
#include "lifecircle/tiles/shape.h"

/* The format's usual grid: 16 steps a pixel of a 256 pixel tile. */
#define LIFE_TILE_EXTENT 4096

/* Where its tags and its geometry begin, and how many numbers each is. */
typedef struct lc_tile_feature { /* runs in lc_tile_layer.number */
    uint32_t tag, tags, geometry, geometries;
    uint32_t type; /* of the specification: 1 point, 2 line, 3 polygon */
} lc_tile_feature;

typedef struct lc_tile_layer {
    LC_VEC(lc_tile_feature) feature;
    LC_VEC(uint32_t) number;
    LC_VEC(uint32_t) value; /* offsets of texts, each once */
    LC_VEC(uint32_t) slot;  /* open hash: index into `value`, plus 1 */
    lc_grid_pt at;          /* where the pen stands */
    bool failed;
} lc_tile_layer;

/* A feature: begin, its parts, then tags (0 and those of a feature without
 * parts are left out), then end. Parts of a polygon are closed rings already
 * turned as the specification asks. */
void lc_tile_begin(lc_tile_layer *l, lc_shape_kind kind);
void lc_tile_part(lc_tile_layer *l, const lc_grid_run *run);
void lc_tile_tag(lc_tile_layer *l, uint32_t key, uint32_t text);
void lc_tile_end(lc_tile_layer *l); /* drops it where it has no part */

/* All layers with a feature, as one tile, at the end of `out`. False: no
 * memory. */
bool lc_tile_pack(const lc_tile_layer *layers, const lc_map *map, lc_buf *out);

void lc_tile_reset(lc_tile_layer *l); /* empty again, memory kept */
void lc_tile_clear(lc_tile_layer *l);

#endif
