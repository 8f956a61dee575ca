/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/openapi.h - the OpenAPI 3.1 description of the interface.
 */
#ifndef LIFECIRCLE_SRC_HTTP_ROUTE_OPENAPI_H
#define LIFECIRCLE_SRC_HTTP_ROUTE_OPENAPI_H

#include "src/http/http.h"

lc_status lc_openapi_answer(const lc_context *ctx, lc_request *req,
                            lc_response *res, lc_error *err);

#endif
