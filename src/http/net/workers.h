/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/workers.h - a few worker threads for what takes long, and a
 * bounded queue before them, so that the threads that serve connections are
 * never held up.
 *
 * There are as many workers as cores, at least two. One of them never runs a
 * slow task, so that tasks of up to a second are done beside those of ten. A
 * task that no worker takes up in time is refused: a client that is told when
 * to come again is better off than one that waits without a word.
 *
 * Threads: safe. A task is run or refused once, on a thread of the workers', or
 *          in lc_workers_stop() on the caller's.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_WORKERS_H
#define LIFECIRCLE_SRC_HTTP_NET_WORKERS_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_workers lc_workers;

typedef struct lc_task { /* part of a caller's struct, which must stay put */
    /* Does it, or with `refused` says that it won't be done. The task may be
     * gone when this returns. */
    void (*run)(struct lc_task *task, bool refused);
    /* the workers' own */
    struct lc_task *next;
    int64_t until_ms; /* when its turn comes before all others; but of a piece:
                         when it is refused, if it has not begun */
} lc_task;

typedef enum lc_lane { /* what a task waits among */
                       LIFE_LANE_MEDIUM,
                       LIFE_LANE_SLOW,
                       LIFE_LANE_PIECE, /* some milliseconds for the next piece
                                           of an answer that is being sent: as
                                           its client has begun to read, the
                                           task waits as long as it must. There
                                           are no more of them than such
                                           answers, which the quota holds down
                                         */
                       LIFE_LANES
} lc_lane;

/* LIFE_ERR_NOMEM: not even two threads can be had. */
lc_status lc_workers_start(lc_workers **out, lc_error *err);
/* Queues a task. False: no room, or no more such tasks are taken; then `run` is
 * not called. */
bool lc_workers_add(lc_workers *w, lc_task *task, lc_lane lane);
/* From now on slow tasks are refused, also those that wait. */
void lc_workers_end_slow(lc_workers *w);
/* Refuses what waits and what is added from now on, and waits until what runs
 * has come to its end, at most so long. False: something runs on. */
bool lc_workers_stop(lc_workers *w, int64_t most_ms);
void lc_workers_free(lc_workers *w); /* stops it; NULL is fine */

typedef struct lc_worker_counts {
    unsigned waiting, running;
    uint64_t refused; /* since the start */
} lc_worker_counts;
void lc_workers_count(lc_workers *w, lc_worker_counts *out);

#endif
