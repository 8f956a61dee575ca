/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/budget.c - see budget.h.
 *
 * Of the thread and not of each call: what takes long lies deep below what is
 * asked, and a parameter through all of it would say nothing where there is no
 * server.
 */
#include "lifecircle/base/budget.h"

#include <time.h>

static _Thread_local lc_budget *current;

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void lc_budget_begin(lc_budget *b, unsigned seconds, int64_t steps,
                     const atomic_bool *stop)
{
    b->seconds = seconds;
    b->stop = stop;
    atomic_init(&b->steps, steps);
    atomic_init(&b->waiting, 1);
    atomic_init(&b->spent, false);
    lc_budget_start(b);
}

/* By a clock that nobody sets: a deadline is a length of time. */
void lc_budget_start(lc_budget *b)
{
    b->until_ms = now_ms() + (int64_t)b->seconds * 1000;
}

bool lc_budget_wanted(const lc_budget *b)
{
    return atomic_load_explicit(&b->waiting, memory_order_relaxed);
}

/* From none there is no way back: the work may have ended meanwhile. */
bool lc_budget_join(lc_budget *b)
{
    unsigned n = atomic_load(&b->waiting);

    while (n && !atomic_compare_exchange_weak(&b->waiting, &n, n + 1))
        ;
    return n;
}

void lc_budget_leave(lc_budget *b)
{
    atomic_fetch_sub(&b->waiting, 1);
}

lc_budget *lc_budget_set(lc_budget *b)
{
    lc_budget *before = current;

    current = b;
    return before;
}

lc_budget *lc_budget_get(void)
{
    return current;
}

/* The cheapest first. Steps that run out stay run out, as they go on below
 * zero: the next call, on whatever thread, fails too. */
lc_status lc_budget_spend(uint64_t steps, lc_error *err)
{
    lc_budget *b = current;

    if (!b)
        return LIFE_OK;
    if (!lc_budget_wanted(b))
        return lc_fail(err, LIFE_ERR_BUSY, "nobody waits for the answer");
    if (b->stop && atomic_load_explicit(b->stop, memory_order_relaxed))
        return lc_fail(err, LIFE_ERR_BUSY, "the server is stopping");
    if (atomic_fetch_sub_explicit(&b->steps, (int64_t)steps,
                                  memory_order_relaxed) < (int64_t)steps) {
        atomic_store_explicit(&b->spent, true, memory_order_relaxed);
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the answer would take more than may be worked for "
                       "one; ask for less (one category, a smaller area, one "
                       "unit), or use the program's own command");
    }
    if (now_ms() > b->until_ms)
        return lc_fail(err, LIFE_ERR_BUSY,
                       "the answer would take longer than %u s; ask for less "
                       "(one category, a smaller area, one unit), or try again "
                       "when others ask for less",
                       b->seconds);
    return LIFE_OK;
}
