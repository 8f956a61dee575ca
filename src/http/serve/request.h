/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/request.h - what a request carries in its target, taken apart
 * and decoded once.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_REQUEST_H
#define LIFECIRCLE_SRC_HTTP_SERVE_REQUEST_H

#include "lifecircle/base/lang.h"
#include "src/http/http.h"

/* Splits a raw target ("/a/b?x=1"; also the absolute form) into the request's
 * segments and parameters, decoded, in its arena. LIFE_ERR_USAGE, LIFE_ERR_
 * PARSE, LIFE_ERR_LIMIT, LIFE_ERR_NOMEM; the text names the part at fault. */
lc_status lc_request_parse(lc_request *req, const char *raw, lc_error *err);

/* In which language an error is told: that of the parameter, else what the
 * client prefers (Accept-Language), else English. */
lc_lang lc_request_lang(const lc_request *req);
/* The value of a parameter; NULL: absent. */
const char *lc_request_param(const lc_request *req, const char *name);

#endif
