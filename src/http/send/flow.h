/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/send/flow.h - an answer that is too long for the memory, on its way
 * piece by piece: a worker makes the next one when the client has taken the
 * one before, so that who reads slowly holds a piece, and no worker.
 *
 *      take() -> bytes of the piece
 *             -> none are left: the connection is suspended, a task added;
 *                a worker makes the next, and resumes it: take() again
 *             -> the end, or a cut: what has been sent is no whole answer
 *
 * Threads: belongs to the connection's; while that is suspended, to a worker.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SEND_FLOW_H
#define LIFECIRCLE_SRC_HTTP_SEND_FLOW_H

#include "src/http/net/workers.h"
#include "src/http/serve/service.h"

#include <stddef.h>
#include <sys/types.h>
#include <zlib.h>

typedef struct lc_flow_way { /* to the client */
    void *connection;
    void (*suspend)(void *connection), (*resume)(void *connection);
    lc_watch *watch; /* NULL: none */
} lc_flow_way;

/* Part of a caller's struct, which must stay put; `= {0}` flows nothing. */
typedef struct lc_flow {
    lc_task task; /* first, so that a task of ours is a flow */
    lc_service *service;
    lc_exchange *x;
    lc_flow_way way;
    uint64_t until_us; /* it must have been read by then */
    lc_rest rest;      /* what makes it; gone with the last piece */
    lc_budget budget;  /* of a piece */
    z_stream gzip;
    bool is_zipped, has_more, is_cut;
    lc_buf piece;
    size_t taken; /* bytes of it */
} lc_flow;

#define LIFE_FLOW_END (-1)
#define LIFE_FLOW_CUT (-2)

/* Takes the rest out of `res`. False: no memory; then `res` keeps it. */
bool lc_flow_begin(lc_flow *f, lc_service *s, lc_exchange *x, lc_flow_way way,
                   lc_response *res);
/* Up to `most` bytes; 0: the connection is suspended until there are more. */
ssize_t lc_flow_take(lc_flow *f, char *to, size_t most);
/* It is never suspended then. Before lc_service_end(). */
void lc_flow_clear(lc_flow *f);

#endif
