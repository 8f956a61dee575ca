/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/ask.h - a question as a route: its parameters are read,
 * its answer becomes a response.
 */
#ifndef LIFECIRCLE_SRC_HTTP_ROUTE_ASK_H
#define LIFECIRCLE_SRC_HTTP_ROUTE_ASK_H

#include "src/http/http.h"

/* Whether the body is of a type that no question takes; `res` says so then. */
bool lc_ask_body_is_wrong(const lc_request *req, lc_response *res);
lc_status lc_ask_answer(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err);

#endif
