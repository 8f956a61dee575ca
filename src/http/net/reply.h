/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/reply.h - finished responses as the HTTP library wants them. Of
 * daemon.c alone.
 *
 * Threads: a reply may be sent by several at once.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_REPLY_H
#define LIFECIRCLE_SRC_HTTP_NET_REPLY_H

#include "src/http/http.h"
#include "src/http/net/body.h"
#include "src/http/send/flow.h"

struct MHD_Connection;
struct MHD_Response;

/* Takes the body over (NULL: none, or `res` has fixed bytes), also when it
 * fails; or sends what flows (NULL: nothing), to one connection. NULL: no
 * memory. */
struct MHD_Response *lc_reply_make(const lc_response *res, lc_body *body,
                                   lc_flow *flow);
/* How that gets there. */
lc_flow_way lc_reply_way(struct MHD_Connection *c, lc_watch *watch);
/* A struct MHD_Response, which goes when all who get it have it. */
void lc_reply_drop(void *reply);
/* The library takes plain pointers to what it only reads. */
void *lc_reply_unconst(const void *p);

#endif
