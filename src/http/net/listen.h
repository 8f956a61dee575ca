/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/listen.h - addresses to listen on, and how many connections
 * there may be.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_LISTEN_H
#define LIFECIRCLE_SRC_HTTP_NET_LISTEN_H

#include "lifecircle/base/error.h"

#include <stdbool.h>

/* Most connections at once, and the least that is worth starting for. */
#define LIFE_HTTP_CONNECTIONS     2048
#define LIFE_HTTP_MIN_CONNECTIONS 16

/* Listens on "127.0.0.1:8015" or "[::1]:8015"; port 0 takes any free one.
 * `parameter` names the option in errors. LIFE_ERR_USAGE, LIFE_ERR_IO. */
lc_status lc_listen(const char *text, const char *parameter, int *fd,
                    lc_error *err);
/* "127.0.0.1:40123", as it came to be. */
void lc_listen_name(int fd, char out[80]);
bool lc_listen_is_ipv6(int fd);
/* Connections that the limit on open files leaves room for: `wanted`, or as
 * many as can be when it is 0. LIFE_ERR_LIMIT: too few. */
lc_status lc_connection_limit(unsigned wanted, unsigned *out, lc_error *err);

#endif
