/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/address.h - whose a connection or a request is: the address at
 * its other end, or the one that a proxy which is trusted names.
 *
 * Threads: pure functions.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_ADDRESS_H
#define LIFECIRCLE_SRC_HTTP_NET_ADDRESS_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

/* As of IPv6; one of IPv4 as ::ffff:A.B.C.D, so that both are compared alike.
 * All zeros: unknown. */
typedef struct lc_address {
    unsigned char byte[16];
} lc_address;

/* Of a socket's name; unknown where the family is neither. */
lc_address lc_address_of(const struct sockaddr *name);
/* "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80". */
bool lc_address_parse(const char *text, size_t len, lc_address *out);
bool lc_address_is_loopback(const lc_address *a);
/* Whom to count for: of IPv6 the /64, which one household or attacker has whole
 * (RFC 6177). */
lc_address lc_address_owner(const lc_address *a);

#define LIFE_ADDRESS_BLOCKS 32

typedef struct lc_address_list { /* "10.0.0.0/8,::1" */
    struct {
        lc_address first;
        unsigned bits; /* of 128 */
    } block[LIFE_ADDRESS_BLOCKS];
    size_t count;
} lc_address_list;

/* NULL or "" is an empty list. `parameter` names the option in errors.
 * LIFE_ERR_USAGE. */
lc_status lc_address_list_read(const char *text, const char *parameter,
                               lc_address_list *out, lc_error *err);
bool lc_address_list_has(const lc_address_list *l, const lc_address *a);

/* Reads one X-Forwarded-For field, of several in their order, of a request that
 * came from `peer`, one of `trusted`. Each proxy adds whom it got the request
 * from at the end, so the client is the last that isn't trusted: what stands
 * before it is that client's own word. *client begins as `peer`, and is `peer`
 * again where the last one can't be read. */
void lc_address_forwarded(const char *value, size_t len,
                          const lc_address_list *trusted,
                          const lc_address *peer, lc_address *client);

#endif
