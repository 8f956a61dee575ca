/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/cities.h - which cities the server holds, to choose one from.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_CITIES_H
#define LIFECIRCLE_SRC_HTTP_API_CITIES_H

#include "src/http/http.h"

/* /cities: in the order of the options; the first is the default. One alone is
 * a list of one, whose id is "". */
lc_status lc_api_cities(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err);

#endif
