/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/reaper.h - ends connections that are slow on purpose. A timeout
 * of inactivity does not: who drips a byte each second is never inactive. Here
 * every connection has a time by which it must be done with what it is at.
 *
 * Where nearly all connections that there may be are open, the one that has
 * kept us waiting longest makes room for each new one: whoever opens thousands
 * and says nothing shuts out nobody but himself.
 *
 * Threads: safe. A connection is added, moved on and removed by the thread
 *          that serves it; a thread of the reaper's own looks at all.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_REAPER_H
#define LIFECIRCLE_SRC_HTTP_NET_REAPER_H

#include "lifecircle/base/budget.h"
#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lc_reaper lc_reaper;
typedef struct lc_watch lc_watch; /* one connection */

typedef enum lc_phase {
    LIFE_PHASE_HEADER, /* the request has begun: 5 s to the end of its header */
    LIFE_PHASE_BODY,   /* 30 s for a body to come */
    LIFE_PHASE_WORK,   /* an answer is being made: no limit, it's our time */
    LIFE_PHASE_SEND,   /* 30 s for the answer to be taken, and up to 5 min
                          where it is read at 16 KiB/s from then on */
    LIFE_PHASE_IDLE    /* 15 s until the next request begins */
} lc_phase;

/* Of at most `connections` at once. */
lc_status lc_reaper_start(unsigned connections, lc_reaper **out, lc_error *err);
void lc_reaper_stop(lc_reaper *r); /* NULL is fine; no watch may be left */

/* A new connection, in its header phase. NULL: no memory. */
lc_watch *lc_reaper_add(lc_reaper *r, int fd);
void lc_reaper_remove(lc_reaper *r, lc_watch *w); /* before fd is closed */
/* How many were ended to make room, since the start. */
uint64_t lc_reaper_count(lc_reaper *r);
/* A later phase starts its clock; the header phase never moves a deadline
 * that is nearer. */
void lc_watch_enter(lc_watch *w, lc_phase phase);
/* What the connection is at is over after so long at the latest, however it is
 * read; 0: no such end. */
void lc_watch_end_in(lc_watch *w, int64_t ms);
/* The client waits for an answer with a budget, which it leaves when it goes;
 * NULL: not any more. A client that has closed its sending end has gone: none
 * of note does so before it has read the answer. */
void lc_watch_wait(lc_reaper *r, lc_watch *w, lc_budget *budget);
/* Whether it has gone by now. */
void lc_watch_look(lc_reaper *r, lc_watch *w);
/* From now on ends the connections that are between requests, and those that
 * have taken nothing of their answers for two seconds. */
void lc_reaper_end_idle(lc_reaper *r);

#endif
