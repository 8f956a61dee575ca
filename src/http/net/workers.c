/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/workers.c - see workers.h. One mutex guards all; it is held for
 * a few instructions, never while a task runs.
 *
 *      add() -> lane -> a worker runs it
 *                    -> or the clock refuses it, in time (but for pieces)
 *
 * Tasks of a lane wait equally long, so its first is the first to be refused.
 */
#include "src/http/net/workers.h"

#include "lifecircle/base/mem.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* As long as people wait for a click to do something before they click again;
 * whoever is refused is told to come again in as long. */
#define LIFE_MEDIUM_WAIT_MS 2000
/* Whoever asks for what takes seconds expects to wait; a page asks for two or
 * three of them at once, which one worker does in turn. */
#define LIFE_SLOW_WAIT_MS 10000
/* Pieces let what came within two seconds of them go first: who downloads
 * notices less of it than who clicks. */
#define LIFE_PIECE_WAIT_MS 4000
/* Tasks in a lane. More can't begin within the wait, when each takes at least
 * 50 ms on two workers, and each holds a request of up to 128 KiB. */
#define LIFE_LANE_TASKS 80
#define LIFE_WORKERS    64
#define LIFE_ALWAYS_MS  86400000 /* of a wait for what ends by itself */

static const int64_t wait_ms[LIFE_LANES] = {
    [LIFE_LANE_MEDIUM] = LIFE_MEDIUM_WAIT_MS,
    [LIFE_LANE_SLOW] = LIFE_SLOW_WAIT_MS,
    [LIFE_LANE_PIECE] = LIFE_PIECE_WAIT_MS};

typedef struct lane {
    lc_task *first, **end;
    unsigned count;
} lane;

struct lc_workers {
    pthread_mutex_t lock;
    pthread_cond_t work;  /* for workers: a task may be run */
    pthread_cond_t queue; /* for the clock: a task may have to be refused */
    pthread_cond_t ended; /* a thread has come to its end */
    lane lanes[LIFE_LANES];
    unsigned running[LIFE_LANES];
    uint64_t refused;
    bool no_slow, stopping;
    pthread_t clock, thread[LIFE_WORKERS];
    bool has_clock;
    unsigned threads; /* that work */
    unsigned over;    /* of these, have come to their end */
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- lanes ---- */

static void push(lane *l, lc_task *task)
{
    task->next = NULL;
    *l->end = task;
    l->end = &task->next;
    l->count++;
}

static lc_task *pop(lane *l)
{
    lc_task *task = l->first;

    l->first = task->next;
    if (!l->first)
        l->end = &l->first;
    l->count--;
    return task;
}

/* The lane whose first task has the least time left and may run, or LIFE_LANES.
 */
static int next_lane(const lc_workers *w)
{
    int best = LIFE_LANES;

    for (int l = 0; l < LIFE_LANES; l++) {
        const lc_task *task = w->lanes[l].first;

        if (l == LIFE_LANE_SLOW && w->running[l] + 1 >= w->threads)
            continue;
        if (task && (best == LIFE_LANES ||
                     task->until_ms < w->lanes[best].first->until_ms))
            best = l;
    }
    return best;
}

/* ---- threads ---- */

/* Threads that serve connections come first whenever they have something to do:
 * so an answer of a millisecond takes no ten of them where all cores are at
 * long ones. Of Linux, where it is the thread's own; threads that a task starts
 * inherit it. */
#define LIFE_WORKERS_NICE 5

static void *work(void *arg)
{
    lc_workers *w = arg;

    setpriority(PRIO_PROCESS, 0, LIFE_WORKERS_NICE);
    pthread_mutex_lock(&w->lock);
    while (!w->stopping) {
        int l = next_lane(w);
        lc_task *task;

        if (l == LIFE_LANES) {
            pthread_cond_wait(&w->work, &w->lock);
            continue;
        }
        task = pop(&w->lanes[l]);
        w->running[l]++;
        pthread_mutex_unlock(&w->lock);
        task->run(task, false);
        pthread_mutex_lock(&w->lock);
        w->running[l]--;
        /* A slow task that had to wait for this one may go to a worker that
         * sleeps, while this one takes another. */
        pthread_cond_signal(&w->work);
    }
    w->over++;
    pthread_cond_signal(&w->ended);
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

/* Refuses the tasks of a lane that have waited until `now`. */
static void refuse_until(lc_workers *w, lane *l, int64_t now)
{
    while (l->first && l->first->until_ms <= now) {
        lc_task *task = pop(l);

        w->refused++;
        pthread_mutex_unlock(&w->lock);
        task->run(task, true);
        pthread_mutex_lock(&w->lock);
    }
}

/* Until the first of all tasks has to be refused, or one is added to an empty
 * lane. The lock is not let go between looking and sleeping. */
static void sleep_on(lc_workers *w)
{
    int64_t ms = INT64_MAX;
    struct timespec t;

    for (int l = 0; l < LIFE_LANE_PIECE; l++)
        if (w->lanes[l].first && w->lanes[l].first->until_ms < ms)
            ms = w->lanes[l].first->until_ms;
    t = (struct timespec){ms / 1000, ms % 1000 * 1000000};
    if (ms == INT64_MAX)
        pthread_cond_wait(&w->queue, &w->lock);
    else
        pthread_cond_timedwait(&w->queue, &w->lock, &t);
}

static void *watch_clock(void *arg)
{
    lc_workers *w = arg;

    pthread_mutex_lock(&w->lock);
    while (!w->stopping) {
        for (int l = 0; l < LIFE_LANE_PIECE; l++)
            refuse_until(w, &w->lanes[l],
                         l == LIFE_LANE_SLOW && w->no_slow ? INT64_MAX
                                                           : now_ms());
        if (!w->stopping)
            sleep_on(w);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

/* ---- life ---- */

/* At least two: one slow task must leave a worker for the others. */
static unsigned wanted_workers(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (cores > LIFE_WORKERS)
        return LIFE_WORKERS;
    return cores > 2 ? (unsigned)cores : 2;
}

static lc_workers *new_workers(void)
{
    lc_workers *w = lc_calloc(1, sizeof *w);
    pthread_condattr_t attr;

    if (!w)
        return NULL;
    for (int l = 0; l < LIFE_LANES; l++)
        w->lanes[l].end = &w->lanes[l].first;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&w->queue, &attr);
    pthread_cond_init(&w->ended, &attr);
    pthread_condattr_destroy(&attr);
    return w;
}

lc_status lc_workers_start(lc_workers **out, lc_error *err)
{
    lc_workers *w = new_workers();

    *out = NULL;
    if (!w)
        return lc_no_memory(err, "the workers");
    pthread_mutex_lock(&w->lock); /* until `threads` is known */
    w->has_clock = !pthread_create(&w->clock, NULL, watch_clock, w);
    while (w->threads < wanted_workers() &&
           !pthread_create(&w->thread[w->threads], NULL, work, w))
        w->threads++;
    pthread_mutex_unlock(&w->lock);
    if (w->has_clock && w->threads >= 2) {
        *out = w;
        return LIFE_OK;
    }
    lc_workers_free(w);
    return lc_fail(err, LIFE_ERR_NOMEM, "can't start three threads");
}

/* Under the lock. */
static bool has_room(const lc_workers *w, lc_lane in)
{
    return !w->stopping && !(in == LIFE_LANE_SLOW && w->no_slow) &&
           (in == LIFE_LANE_PIECE || w->lanes[in].count < LIFE_LANE_TASKS);
}

/* The clock is woken for the first of a lane alone: those behind it wait for
 * later. */
bool lc_workers_add(lc_workers *w, lc_task *task, lc_lane in)
{
    lane *l = &w->lanes[in];
    bool taken;

    pthread_mutex_lock(&w->lock);
    taken = has_room(w, in);
    if (taken) {
        task->until_ms = now_ms() + wait_ms[in];
        push(l, task);
        pthread_cond_signal(&w->work);
        if (l->count == 1)
            pthread_cond_signal(&w->queue);
    } else {
        w->refused++;
    }
    pthread_mutex_unlock(&w->lock);
    return taken;
}

void lc_workers_end_slow(lc_workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->no_slow = true;
    pthread_cond_signal(&w->queue);
    pthread_mutex_unlock(&w->lock);
}

/* Under the lock, until all threads are at their end or the time is over. */
static bool wait_for_all(lc_workers *w, int64_t most_ms)
{
    int64_t until = now_ms() + most_ms;
    struct timespec t = {until / 1000, until % 1000 * 1000000};

    while (w->over < w->threads && now_ms() < until)
        pthread_cond_timedwait(&w->ended, &w->lock, &t);
    return w->over == w->threads;
}

/* Threads that run on can't be joined, nor what they use be freed: then all is
 * left as it is, for a process that ends. */
bool lc_workers_stop(lc_workers *w, int64_t most_ms)
{
    bool all;

    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_broadcast(&w->work);
    pthread_cond_signal(&w->queue);
    for (int l = 0; l < LIFE_LANES; l++)
        refuse_until(w, &w->lanes[l], INT64_MAX);
    all = wait_for_all(w, most_ms);
    pthread_mutex_unlock(&w->lock);
    if (!all)
        return false;
    for (unsigned i = 0; i < w->threads; i++)
        pthread_join(w->thread[i], NULL);
    if (w->has_clock)
        pthread_join(w->clock, NULL);
    w->threads = w->over = 0; /* so that stopping twice does no harm */
    w->has_clock = false;
    return true;
}

void lc_workers_free(lc_workers *w)
{
    if (!w)
        return;
    lc_workers_stop(w, LIFE_ALWAYS_MS);
    pthread_cond_destroy(&w->work);
    pthread_cond_destroy(&w->queue);
    pthread_cond_destroy(&w->ended);
    pthread_mutex_destroy(&w->lock);
    lc_free(w);
}

void lc_workers_count(lc_workers *w, lc_worker_counts *out)
{
    pthread_mutex_lock(&w->lock);
    *out = (lc_worker_counts){.refused = w->refused};
    for (int l = 0; l < LIFE_LANES; l++) {
        out->waiting += w->lanes[l].count;
        out->running += w->running[l];
    }
    pthread_mutex_unlock(&w->lock);
}
