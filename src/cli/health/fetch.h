/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/fetch.h - the header of one answer over HTTP, as it came. Not
 * a client to build on: no TLS, no redirects, one request a connection.
 */
#ifndef LIFECIRCLE_SRC_CLI_HEALTH_FETCH_H
#define LIFECIRCLE_SRC_CLI_HEALTH_FETCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lc_fetch_target {
    char host[256], port[8]; /* whom to connect to */
    char path[512];          /* without a slash behind */
} lc_fetch_target;

/* The metrics of a server of 44 routes are 70 KB. */
#define LIFE_FETCH_BYTES 1048576

typedef struct lc_fetched {
    unsigned status; /* 0: no answer */
    char version[16];
    char text[LIFE_FETCH_BYTES]; /* the header, and what came of the body with
                                    it */
    const char *body;            /* in `text` */
} lc_fetched;

/* False: none of http://HOST[:PORT][/PATH]; a host may be an IPv6 address in
 * brackets. */
bool lc_fetch_parse(const char *url, lc_fetch_target *out);
/* GET PATH of it, for `host`, with `fields` (each ended by CRLF). Five seconds
 * at most for each step. With `whole` the body is read too, as far as there is
 * room. */
bool lc_fetch_get(const lc_fetch_target *t, const char *path, const char *host,
                  const char *fields, bool whole, lc_fetched *out);
/* The value of a field, "" where it is not there; returns how often it is. */
unsigned lc_fetch_field(const lc_fetched *f, const char *name, char *value,
                        size_t size);

#endif
