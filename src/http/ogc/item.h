/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/item.h - one feature of a collection: within a page, and alone.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_ITEM_H
#define LIFECIRCLE_SRC_HTTP_OGC_ITEM_H

#include "lifecircle/export/pages/ways.h"
#include "src/http/ogc/answer.h"

/* All but the end of its object, of the feature at a place in the order of
 * ids. LIFE_ERR_RANGE: it lies outside of the system. */
lc_status lc_ogc_item_put(lc_json *j, const lc_ogc_layer *l, size_t at,
                          const lc_system *system, lc_layer_reader *r,
                          lc_error *err);
/* Its geometry as text, as GeoJSON has it; LIFE_ERR_RANGE as above. */
lc_status lc_ogc_item_shape(lc_buf *out, const lc_geometry *g,
                            const lc_system *system, lc_error *err);
/* Where it is alone, as "html" or "json". A page has thousands of these. */
void lc_ogc_item_address(const lc_context *ctx, const lc_request *req,
                         const lc_ogc_layer *l, size_t at, const char *form,
                         lc_buf *out);
/* The page of its collection. */
lc_way lc_ogc_item_collection(const lc_context *ctx, const lc_request *req,
                              const lc_ogc_kind *k);
/* Content-Crs. */
void lc_ogc_item_system(const lc_request *req, lc_response *res,
                        const lc_system *system);

/* /ogc/collections/{layer}/items/{feature} */
lc_status lc_ogc_item(const lc_context *ctx, lc_request *req, lc_response *res,
                      lc_error *err);

#endif
