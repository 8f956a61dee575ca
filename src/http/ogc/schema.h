/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/schema.h - the fields of a collection as JSON schemas, and the
 * service's description.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_SCHEMA_H
#define LIFECIRCLE_SRC_HTTP_OGC_SCHEMA_H

#include "src/http/http.h"

/* /ogc/collections/{layer}/schema and /queryables */
lc_status lc_ogc_schema(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err);
lc_status lc_ogc_schema_queryables(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err);
/* /ogc/api */
lc_status lc_ogc_schema_api(const lc_context *ctx, lc_request *req,
                            lc_response *res, lc_error *err);

#endif
