/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/origin.h - under which address people reach this server: what
 * the operator says (--public-url), or the Host that the request itself names.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_ORIGIN_H
#define LIFECIRCLE_SRC_HTTP_SERVE_ORIGIN_H

#include "src/http/http.h"

/* That it is http or https, a host and nothing behind the path's end. */
lc_status lc_origin_check(const char *public_url, lc_error *err);
/* "https://HOST", with the operator's path, no slash behind; false: neither
 * is known. */
bool lc_origin_put(const lc_context *ctx, const lc_request *req, lc_buf *out);
/* Whether an absolute URL leads to this very server and nowhere else. */
bool lc_origin_owns(const lc_context *ctx, const lc_request *req,
                    const char *url);

#endif
