/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/respond.h - what every response has in common: validators,
 * compression, caching and security headers.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_RESPOND_H
#define LIFECIRCLE_SRC_HTTP_SERVE_RESPOND_H

#include "src/http/http.h"

/* Whether a coding ("gzip", "br") is named in an Accept-Encoding value with a
 * quality above zero. An absent field asks for the bytes as they are. */
bool lc_accepts(const char *accept_encoding, const char *coding);
/* A strong ETag of 64 bits for some bytes. */
void lc_etag_set(char etag[40], const void *bytes, size_t len);
/* Whether If-None-Match has `etag`, of any coding: then `etag` becomes the
 * one it has. */
bool lc_etag_matches(const char *if_none_match, char etag[40]);

/* Gives a finished answer its coding, validator and headers. */
void lc_response_finish(const lc_request *req, lc_response *res);

#endif
