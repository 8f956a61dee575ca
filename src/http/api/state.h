/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/state.h - whether the server is alive and ready, and what its
 * operator has set.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_STATE_H
#define LIFECIRCLE_SRC_HTTP_API_STATE_H

#include "src/http/http.h"

/* text/plain, one word a probe can be set to; no city is needed for any of
 * these. */
lc_status lc_api_state_health(const lc_context *ctx, lc_request *req,
                              lc_response *res, lc_error *err);
lc_status lc_api_state_ready(const lc_context *ctx, lc_request *req,
                             lc_response *res, lc_error *err);
lc_status lc_api_state_basemap(const lc_context *ctx, lc_request *req,
                               lc_response *res, lc_error *err);

#endif
