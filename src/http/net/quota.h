/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/quota.h - how much of the server one address may hold at once,
 * and all together: connections, requests, long answers being made, bytes of
 * answers being sent; and how often it may ask. Without it one machine that
 * opens connections, or reads slowly, takes all there is.
 *
 * Threads: safe; each call holds one lock for a few instructions.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_QUOTA_H
#define LIFECIRCLE_SRC_HTTP_NET_QUOTA_H

#include "lifecircle/http/server.h"
#include "src/http/net/address.h"

#include <stdint.h>

typedef enum lc_holding {
    LIFE_HOLD_CONNECTION,
    LIFE_HOLD_REQUEST, /* from its header to the end of its answer */
    LIFE_HOLD_TASK,    /* a long answer, waited for or being made */
    LIFE_HOLD_BYTES,   /* of answers being sent */
    LIFE_HOLDINGS
} lc_holding;

typedef struct lc_quota_limits {
    uint64_t each[LIFE_HOLDINGS]; /* of an address (lc_address_owner) */
    uint64_t all[LIFE_HOLDINGS];
    uint64_t rate;        /* requests a second of an address; 0: any number */
    bool spares_loopback; /* `each` is not for this machine itself: all that
                             comes through a proxy on it has its address */
} lc_quota_limits;

typedef struct lc_quota lc_quota;

lc_quota *lc_quota_new(const lc_quota_limits *limits); /* NULL: no memory */
/* As a server's options say, and limits.h where they say nothing. */
lc_quota *lc_quota_of(const lc_server_opts *opts);
void lc_quota_free(lc_quota *q); /* NULL is fine */

/* Whether `n` more are within both limits (or there is no memory to count by);
 * then they are held until they are given back. */
bool lc_quota_take(lc_quota *q, const lc_address *who, lc_holding what,
                   uint64_t n);
void lc_quota_give(lc_quota *q, const lc_address *who, lc_holding what,
                   uint64_t n);
/* After a pause an address may ask for as much at once as otherwise in so many
 * seconds: a map that is opened asks for a screen of tiles. */
#define LIFE_QUOTA_BURST_S 10

/* Whether one more request is within the rate; then it counts. `now_us` is of a
 * clock that is never put back. */
bool lc_quota_ask(lc_quota *q, const lc_address *who, int64_t now_us);
/* Held by all, and how often a limit was met since the start. */
void lc_quota_count(lc_quota *q, lc_holding what, uint64_t *held,
                    uint64_t *refused);

#endif
