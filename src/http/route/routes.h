/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/routes.h - the server's own routes.
 */
#ifndef LIFECIRCLE_SRC_HTTP_ROUTE_ROUTES_H
#define LIFECIRCLE_SRC_HTTP_ROUTE_ROUTES_H

#include "src/http/route/endpoint.h"

/* What a row leaves out is filled in by lc_endpoint_at(): no parameters, GET,
 * the public listener. */
extern const lc_endpoint lc_routes[];
extern const size_t lc_route_count;

#endif
