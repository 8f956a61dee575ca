/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/metrics.h - what the operator's monitoring reads. Of a request
 * nothing is in it but its route, its status and how long it took: no
 * coordinate, tile, id, address or word that somebody has asked with.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_METRICS_H
#define LIFECIRCLE_SRC_HTTP_API_METRICS_H

#include "src/http/http.h"

/* Prometheus's text format; no city is needed. */
lc_status lc_api_metrics(const lc_context *ctx, lc_request *req,
                         lc_response *res, lc_error *err);

#endif
