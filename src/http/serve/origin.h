/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/origin.h - under which address people reach this server, as
 * the operator says (--public-url, --host). Nothing that a request says of it
 * (Host) goes into an answer, but for lc_origin_of(): whoever sends it could
 * have others led astray, by a page that a cache keeps.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_ORIGIN_H
#define LIFECIRCLE_SRC_HTTP_SERVE_ORIGIN_H

#include "src/http/http.h"
#include "src/http/net/address.h"

/* That public_url is http or https, a host and nothing behind the path's end,
 * and that each of hosts is a name. */
lc_status lc_origin_check(const lc_server_opts *opts, lc_error *err);
/* Whether the server answers for who is asked: the Host of a request, and the
 * one in its target where that is absolute. `local` is the address that was
 * connected to. Without a list a page elsewhere could point a name of its own
 * here and read what is served to this machine alone (DNS rebinding). */
bool lc_origin_serves(const lc_server_opts *opts, const char *host,
                      const char *target, const lc_address *local);
/* "https://HOST", with the operator's path, no slash behind; false: unknown. */
bool lc_origin_put(const lc_server_opts *opts, lc_buf *out);
/* The same of a request: where the operator has said nothing, "http://" and the
 * Host of the request, which is one of ours by then (lc_origin_serves()). Only
 * for answers whose clients can't do with less (/ogc). Nothing where there is
 * no Host. */
void lc_origin_of(const lc_context *ctx, const lc_request *req, lc_buf *out);
/* Whether an absolute URL leads to this very server and nowhere else: to the
 * Host of the request, which is one of ours by then, or to public_url. */
bool lc_origin_owns(const lc_context *ctx, const lc_request *req,
                    const char *url);

#endif
