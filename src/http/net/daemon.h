/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/daemon.h - what server.c asks of daemon.c, the file that knows
 * the HTTP library.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_DAEMON_H
#define LIFECIRCLE_SRC_HTTP_NET_DAEMON_H

#include "src/http/net/reaper.h"
#include "src/http/serve/service.h"

typedef struct lc_daemon lc_daemon;

/* `threads` wait on sockets and answer what is light; `connections` are shared
 * by all of them. A connection holds up to 32 KiB. */
typedef struct lc_daemon_opts {
    lc_service *service; /* it and the reaper outlive the daemon */
    lc_reaper *reaper;
    lc_listener listener;
    int listen_fd; /* the daemon's from the start on, also if that fails */
    bool passed;   /* and others': it goes on listening behind the daemon */
    unsigned threads, connections;
} lc_daemon_opts;

/* Serves what comes to `listen_fd`. LIFE_ERR_NOMEM, LIFE_ERR_IO. */
lc_status lc_daemon_start(const lc_daemon_opts *opts, lc_daemon **out,
                          lc_error *err);
/* Stops listening; who has connected already is still served. */
void lc_daemon_quiesce(lc_daemon *d);
/* Open now, those between two requests among them; told by the library, so a
 * moment old. */
unsigned lc_daemon_connections(const lc_daemon *d);
void lc_daemon_stop(lc_daemon *d); /* waits for answers being made; NULL ok */

#endif
