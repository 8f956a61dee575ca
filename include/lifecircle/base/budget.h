/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/budget.h - how long a thread may work on one answer: a time
 * by which it has to be done, so many steps, and as long as somebody waits.
 *
 * Whoever asks (the server) sets the budget of the thread that answers; what
 * takes long (a search for each home, a row for each) spends of it as it goes
 * on, and fails where it has come to its end. The command line and compute set
 * none, and have all the time there is.
 *
 * Layer:   base.
 * Threads: a budget is set by the thread that works, and of lc_pool_run() all
 *          threads have the caller's; anybody may add or take away who waits.
 * Cost:    spending is a look at the clock: for pieces of 10 us and more.
 */
#ifndef LIFECIRCLE_BASE_BUDGET_H
#define LIFECIRCLE_BASE_BUDGET_H

#include "lifecircle/base/error.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct lc_budget {
    int64_t until_ms;          /* of CLOCK_MONOTONIC */
    unsigned seconds;          /* that it began with, to be told */
    atomic_int_fast64_t steps; /* left */
    atomic_bool spent;         /* more steps were asked for than there were */
    atomic_uint waiting;       /* who wants the answer; 0: no one any more */
    const atomic_bool *stop;   /* the end of everything; NULL: never */
} lc_budget;

/* For one who waits. */
void lc_budget_begin(lc_budget *b, unsigned seconds, int64_t steps,
                     const atomic_bool *stop);
/* The time runs from now on: where the work had to wait to be begun. */
void lc_budget_start(lc_budget *b);
bool lc_budget_wanted(const lc_budget *b); /* somebody waits */
/* One more waits; false: it has ended, as nobody waited. */
bool lc_budget_join(lc_budget *b);
void lc_budget_leave(lc_budget *b); /* one less */

/* Of this thread from now on; NULL: none. Returns the one before. */
lc_budget *lc_budget_set(lc_budget *b);
/* Of this thread, or NULL. */
lc_budget *lc_budget_get(void);
/* Before work begins, and while it goes on. LIFE_ERR_BUSY: nobody waits, or the
 * time is over; LIFE_ERR_LIMIT: the steps are. A step is about a home, a row or
 * a corner looked at. */
lc_status lc_budget_spend(uint64_t steps, lc_error *err);

#endif
