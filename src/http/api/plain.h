/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/plain.h - /plain: the core answer without scripts.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_PLAIN_H
#define LIFECIRCLE_SRC_HTTP_API_PLAIN_H

#include "src/http/http.h"

lc_status lc_api_plain(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err);

#endif
