/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tile.h - the base map as vector tiles.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_TILE_H
#define LIFECIRCLE_SRC_HTTP_API_TILE_H

#include "src/http/http.h"

/* /tiles/{layer}/{z}/{x}/{y}.mvt: 200, or 204 where nothing is in it. */
lc_status lc_api_tile(const lc_context *ctx, lc_request *req, lc_response *res,
                      lc_error *err);
/* /ogc/tiles/WebMercatorQuad/{z}/{row}/{col}: the same by OGC API - Tiles. */
lc_status lc_api_tile_ogc(const lc_context *ctx, lc_request *req,
                          lc_response *res, lc_error *err);
/* /ogc/tiles: the sets of tiles, of which there is one; and that one. */
lc_status lc_api_tile_sets(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err);
lc_status lc_api_tile_set(const lc_context *ctx, lc_request *req,
                          lc_response *res, lc_error *err);
/* /tiles.json: where they are, and which layers and fields are in them. */
lc_status lc_api_tile_json(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err);

#endif
