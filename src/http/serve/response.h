/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/response.h - what every response has in common: validators,
 * compression, caching and security headers.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_RESPONSE_H
#define LIFECIRCLE_SRC_HTTP_SERVE_RESPONSE_H

#include "src/http/http.h"

/* Whether a coding ("gzip", "br") is named in an Accept-Encoding value with a
 * quality above zero. An absent field asks for the bytes as they are. */
bool lc_response_accepts(const char *accept_encoding, const char *coding);
/* A strong ETag of 64 bits for some bytes. */
void lc_etag_set(char etag[40], const void *bytes, size_t len);
/* Whether If-None-Match has `etag`, of any coding: then `etag` becomes the
 * one it has. */
bool lc_etag_matches(const char *if_none_match, char etag[40]);

/* The header of a finished response again, for another connection: `res` says
 * whether it is closed. Values are copied into the arena; the body is left. */
void lc_response_repeat(const lc_response *made, lc_arena *arena,
                        lc_response *res);
/* Gives a finished answer its coding, validator and headers. */
void lc_response_finish(const lc_request *req, lc_response *res);

/* `name` and `value` must outlive the response. */
void lc_response_header(lc_response *res, const char *name, const char *value);
void lc_response_clear(lc_response *res);
/* An answer in memory, checked for its ceiling of 16 MiB. */
lc_status lc_response_done(lc_response *res, const char *content_type,
                           lc_error *err);

#endif
