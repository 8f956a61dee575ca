/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tiles.h - the base map as vector tiles: MVT 2.1 in web mercator,
 * gzip, made on demand from flat arrays and kept in a bounded cache.
 *
 * One layer set, "base", with the MVT layers land, water, green, rail,
 * buildings, roads, units and places.
 *
 * Layer:   http.
 * Threads: an lc_tiles is shared by any number of threads.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_TILES_H
#define LIFECIRCLE_SRC_HTTP_API_TILES_H

#include "lifecircle/base/buf.h"
#include "lifecircle/export/links.h"
#include "lifecircle/export/pages/report/page.h"
#include "lifecircle/store/city.h"
#include "lifecircle/tiles/draw.h"
#include "lifecircle/world/world.h"

typedef struct lc_tiles lc_tiles;

/* Reads the map tables of the city file at `city_path`; streets and units
 * come from `w`, which must outlive *out. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_tiles_load(lc_city *c, const lc_world *w, lc_tiles **out,
                        lc_error *err);
void lc_tiles_free(lc_tiles *t); /* NULL is fine */

/* The gzipped tile, put at the end of `out`; a tile with nothing in it adds
 * no bytes. LIFE_ERR_NOT_FOUND: no such layer; LIFE_ERR_RANGE: z, x or y. */
lc_status lc_tiles_get(lc_tiles *t, const char *layer, unsigned z, unsigned x,
                       unsigned y, lc_buf *out, lc_error *err);

/* Water and green: an lc_scenery's `each`; `tiles` is an lc_tiles. */
lc_status lc_tiles_scenery(const void *tiles, lc_box box, lc_scenery_fn fn,
                           void *fn_ctx, lc_error *err);

/* TileJSON 3.0. `origin` ("https://HOST") stands before the address of the
 * tiles, which some clients don't complete themselves. */
void lc_tiles_json(lc_buf *out, const lc_world *w, const char *origin,
                   const lc_links *links);

#endif
