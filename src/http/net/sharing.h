/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/sharing.h - long answers being made, by what was asked: who asks
 * for one that is on its way waits for it, instead of having it made again.
 *
 * Threads: safe.
 */
#ifndef LIFECIRCLE_SRC_HTTP_NET_SHARING_H
#define LIFECIRCLE_SRC_HTTP_NET_SHARING_H

#include "lifecircle/base/budget.h"

#include <pthread.h>

#define LIFE_SHARING_KEY 64

typedef struct lc_sharer { /* part of a caller's struct, one who waits */
    struct lc_sharer *next;
    /* The budget is its to leave from now on. Called under the lock, so that
     * the wait isn't over before it has begun. */
    void (*wait)(struct lc_sharer *who, lc_budget *budget);
} lc_sharer;

typedef struct lc_shared { /* part of the struct of who has it made */
    struct lc_shared *next;
    char key[LIFE_SHARING_KEY]; /* "" is shared with nobody */
    lc_budget *budget;          /* of the making; those who wait join it */
    lc_sharer *sharers;         /* beside who has it made */
} lc_shared;

typedef struct lc_sharing { /* `= {.lock = PTHREAD_MUTEX_INITIALIZER}` */
    pthread_mutex_t lock;
    lc_shared *first;
} lc_sharing;

/* Waits as `who` for an answer of the key that is being made (true), or begins
 * it with `mine` (false). */
bool lc_sharing_join(lc_sharing *s, lc_shared *mine, lc_sharer *who);
/* The answer is made: from now on nobody joins; who has waited for it, to be
 * answered, each by its own `next`. */
lc_sharer *lc_sharing_end(lc_sharing *s, lc_shared *mine);

#endif
