/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/pool.c - a parallel for, and one whose results are put in order.
 * Items are handed out in rising order, so whatever lies below a failed item
 * has been handed out too: letting the running ones finish is enough to know
 * the lowest failure.
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

/* ---- made on all threads, put on one ---- */

/* All but what stands first is under `lock`. The caller's thread puts whatever
 * is ready before it makes another item: who makes waits for room, and no room
 * comes from making. */
typedef struct stream {
    lc_pool_work of;
    lc_budget *budget;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    size_t next, done; /* to be made; put */
    unsigned workers;
    bool stop;
    struct made {
        bool ready;
        lc_status st;
        lc_error error;
    } * made; /* of item i at i % ahead */
} stream;

static bool has_room(const stream *s)
{
    return !s->stop && s->next < s->of.count && s->next < s->done + s->of.ahead;
}

/* With the lock held, which is let go meanwhile. */
static void make_next(stream *s, unsigned worker)
{
    size_t item = s->next++;
    struct made *m = &s->made[item % s->of.ahead];
    lc_error e = {0};
    lc_status st;

    pthread_mutex_unlock(&s->lock);
    st = lc_budget_spend(1, &e);
    if (!st)
        st = s->of.make(s->of.ctx, item, worker, &e);
    pthread_mutex_lock(&s->lock);
    *m = (struct made){true, st, e};
    pthread_cond_broadcast(&s->moved);
}

static void *make_all(void *arg)
{
    stream *s = arg;
    lc_budget *before = lc_budget_set(s->budget);
    unsigned worker;

    pthread_mutex_lock(&s->lock);
    worker = ++s->workers;
    while (!s->stop && s->next < s->of.count) {
        if (has_room(s))
            make_next(s, worker);
        else
            pthread_cond_wait(&s->moved, &s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    lc_budget_set(before);
    return NULL;
}

/* With the lock held, which is let go meanwhile. The first failure that is met
 * here is the lowest, as items are put in their order. */
static lc_status put_next(stream *s, lc_error *err)
{
    struct made *m = &s->made[s->done % s->of.ahead];
    lc_status st = m->st;

    m->ready = false;
    pthread_mutex_unlock(&s->lock);
    if (st && err && !err->status)
        *err = m->error;
    if (!st)
        st = s->of.put(s->of.ctx, s->done, err);
    pthread_mutex_lock(&s->lock);
    s->done++;
    s->stop = st != LIFE_OK || s->done == s->of.count;
    pthread_cond_broadcast(&s->moved);
    return st;
}

static lc_status put_all(stream *s, lc_error *err)
{
    lc_status st = LIFE_OK;

    pthread_mutex_lock(&s->lock);
    while (!s->stop && s->done < s->of.count) {
        if (s->made[s->done % s->of.ahead].ready)
            st = put_next(s, err);
        else if (has_room(s))
            make_next(s, 0);
        else
            pthread_cond_wait(&s->moved, &s->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return st;
}

lc_status lc_pool_stream(unsigned threads, const lc_pool_work *work,
                         lc_error *err)
{
    stream s = {.of = *work,
                .budget = lc_budget_get(),
                .made = lc_calloc(work->ahead, sizeof *s.made)};
    pthread_t thread[THREADS_MAX];
    unsigned started = 0;
    lc_status st;

    if (!s.made)
        return lc_no_memory(err, "threads");
    if (threads > THREADS_MAX)
        threads = THREADS_MAX;
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.moved, NULL);
    while (started + 1 < threads && started + 1 < work->count &&
           pthread_create(&thread[started], NULL, make_all, &s) == 0)
        started++;
    st = put_all(&s, err);
    while (started > 0)
        pthread_join(thread[--started], NULL);
    pthread_cond_destroy(&s.moved);
    pthread_mutex_destroy(&s.lock);
    lc_free(s.made);
    return st;
}
