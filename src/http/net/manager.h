/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/manager.h - the service manager that started the server, where
 * one did: sockets that it passes (sd_listen_fds(3)) and what it is told
 * (sd_notify(3)). Both are environment variables and a datagram, so the library
 * for them, which would bring five others into the process, is not used.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_MANAGER_H
#define LIFECIRCLE_SRC_HTTP_NET_MANAGER_H

#include "lifecircle/base/error.h"

#include <stdbool.h>

typedef struct lc_manager {
    /* Listening sockets that were passed, the public one and the operator's;
     * -1: none. They stay open behind us, so that who connects while the server
     * is started anew waits instead of being refused. */
    int socket[2];
    int line;     /* to the manager; -1: it wants to hear nothing */
    bool watches; /* it wants to hear from us again and again */
} lc_manager;

/* What the environment says; takes the variables out of it. Of two sockets the
 * operator's is called "metrics" (FileDescriptorName=). LIFE_ERR_USAGE: what
 * was passed can't be served. Before there are other threads. */
lc_status lc_manager_meet(lc_manager *m, lc_error *err);
/* "READY=1", "STOPPING=1", "WATCHDOG=1" */
void lc_manager_tell(const lc_manager *m, const char *state);
/* Ends the line; the sockets are their daemons'. */
void lc_manager_leave(lc_manager *m);

#endif
