/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/about.h - what there is: the landing page, the classes that are
 * conformed to, the collections.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_ABOUT_H
#define LIFECIRCLE_SRC_HTTP_OGC_ABOUT_H

#include "src/http/http.h"

/* /ogc */
lc_status lc_ogc_about(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err);
/* /ogc/conformance */
lc_status lc_ogc_about_conformance(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err);
/* /ogc/collections */
lc_status lc_ogc_about_collections(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err);
/* /ogc/collections/{layer} */
lc_status lc_ogc_about_collection(const lc_context *ctx, lc_request *req,
                                  lc_response *res, lc_error *err);

#endif
