/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/pool.c - a parallel for. Items are handed out in rising order, so
 * whatever lies below a failed item has been handed out too: letting the
 * running ones finish is enough to know the lowest failure.
 *
 * One counter hands out the items, so an item costs one atomic addition, and
 * uneven ones even out by themselves. pthread_join() makes what the workers
 * wrote visible to the caller, so results need no lock where each item has its
 * own place.
 */
#include "lifecircle/base/pool.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

/* As the header promises; the ends of the threads are kept on the stack. */
#define THREADS_MAX 64

typedef struct run {
    lc_pool_fn fn;
    void *ctx;
    size_t count;
    lc_budget *budget; /* the caller's; or NULL */
    atomic_size_t next;
    atomic_uint workers;
    atomic_bool stop;
    pthread_mutex_t lock; /* over the three below */
    size_t failed_item;
    lc_status failed;
    lc_error error;
} run;

unsigned lc_pool_threads(void)
{
    const char *wish = getenv("LIFECIRCLE_THREADS");
    uint64_t n;
    long cores;

    if (wish && lc_parse_uint(wish, THREADS_MAX, &n) && n > 0)
        return (unsigned)n;
    cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        return 1;
    return cores > THREADS_MAX ? THREADS_MAX : (unsigned)cores;
}

/* `stop` keeps further items from being handed out. Those under way go on, as
 * one of them may be lower and fail too. */
static void note_failure(run *r, size_t item, lc_status st, const lc_error *e)
{
    pthread_mutex_lock(&r->lock);
    if (r->failed == LIFE_OK || item < r->failed_item) {
        r->failed = st;
        r->failed_item = item;
        r->error = *e;
    }
    pthread_mutex_unlock(&r->lock);
    atomic_store(&r->stop, true);
}

static void *work(void *arg)
{
    run *r = arg;
    unsigned worker = atomic_fetch_add(&r->workers, 1);
    lc_budget *before = lc_budget_set(r->budget);

    while (!atomic_load(&r->stop)) {
        size_t item = atomic_fetch_add(&r->next, 1);
        lc_error e = {0};
        lc_status st;

        if (item >= r->count)
            break;
        st = lc_budget_spend(1, &e);
        if (!st)
            st = r->fn(r->ctx, item, worker, &e);
        if (st != LIFE_OK)
            note_failure(r, item, st, &e);
    }
    lc_budget_set(before);
    return NULL;
}

lc_status lc_pool_run(unsigned threads, size_t count, lc_pool_fn fn, void *ctx,
                      lc_error *err)
{
    run r = {.fn = fn, .ctx = ctx, .count = count, .budget = lc_budget_get()};
    pthread_t thread[THREADS_MAX];
    unsigned started = 0;

    if (threads > THREADS_MAX)
        threads = THREADS_MAX;
    if (threads > count)
        threads = (unsigned)count;
    pthread_mutex_init(&r.lock, NULL);
    /* A thread that can't be had is a thread fewer, not a failure. */
    while (started + 1 < threads &&
           pthread_create(&thread[started], NULL, work, &r) == 0)
        started++;
    work(&r);
    while (started > 0)
        pthread_join(thread[--started], NULL);
    pthread_mutex_destroy(&r.lock);
    if (r.failed == LIFE_OK)
        return LIFE_OK;
    if (err && err->status == LIFE_OK)
        *err = r.error;
    return lc_fail(err, r.failed, "%s", lc_status_text(r.failed));
}
