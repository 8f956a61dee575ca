/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/handlers.h - the handlers, one a route (see the table in
 * routes.c).
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_HANDLERS_H
#define LIFECIRCLE_SRC_HTTP_API_HANDLERS_H

#include "src/http/http.h"

#define LIFE_HANDLER(name)                                                     \
    lc_status name(const lc_context *ctx, lc_request *req, lc_response *res,   \
                   lc_error *err)

LIFE_HANDLER(lc_api_nearest);
LIFE_HANDLER(lc_api_circle);
LIFE_HANDLER(lc_api_isochrone);
LIFE_HANDLER(lc_api_route);
LIFE_HANDLER(lc_api_units);
LIFE_HANDLER(lc_api_unit);
LIFE_HANDLER(lc_api_unit_coverage);
LIFE_HANDLER(lc_api_unit_report);
LIFE_HANDLER(lc_api_report);
LIFE_HANDLER(lc_api_list);
LIFE_HANDLER(lc_api_standards);
LIFE_HANDLER(lc_api_coverage);
LIFE_HANDLER(lc_api_gaps);
LIFE_HANDLER(lc_api_access);
LIFE_HANDLER(lc_api_categories);
LIFE_HANDLER(lc_api_search);
LIFE_HANDLER(lc_api_city);
LIFE_HANDLER(lc_api_basemap);
LIFE_HANDLER(lc_api_facility);
LIFE_HANDLER(lc_api_plain);
LIFE_HANDLER(lc_api_export);
LIFE_HANDLER(lc_api_qr);
LIFE_HANDLER(lc_api_openapi);
LIFE_HANDLER(lc_api_healthz);
LIFE_HANDLER(lc_api_readyz);
LIFE_HANDLER(lc_api_metrics);
LIFE_HANDLER(lc_api_tile);
LIFE_HANDLER(lc_api_tilejson);

#endif
