/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/guard.h - refuses requests that are not plain HTTP/1.1 before
 * anything acts on them: two readings of one request are how proxies are fooled
 * (RFC 9112, section 11), and the library beneath accepts more than it should.
 *
 * Threads: pure functions over the caller's lc_guard.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_GUARD_H
#define LIFECIRCLE_SRC_HTTP_NET_GUARD_H

#include "src/http/http.h"

typedef struct lc_verdict {
    unsigned status; /* HTTP; 0: nothing wrong so far */
    const char *why; /* one phrase for the client */
} lc_verdict;

typedef struct lc_guard { /* what the header has shown; `= {0}` before */
    lc_verdict verdict;   /* the first fault */
    unsigned hosts, lengths, encodings, fields;
    size_t bytes;
    uint64_t body_bytes; /* Content-Length */
    bool chunked;
} lc_guard;

/* Of a method's name, in capitals. LIFE_METHOD_UNKNOWN is no error yet:
 * lc_guard_finish() says so. */
lc_method lc_method_parse(const char *name);
/* The request target as it came, with its query. */
lc_verdict lc_guard_target(const char *raw);
/* One header field, in order. */
void lc_guard_field(lc_guard *g, const char *name, size_t name_len,
                    const char *value, size_t value_len);
/* After the last field. `version` is "HTTP/1.1" as sent. */
lc_verdict lc_guard_finish(const lc_guard *g, lc_method method,
                           const char *version);

#endif
