/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/reaper.c - see reaper.h.
 *
 * shutdown() is all that is done to a connection: its owner sees the end of
 * input and closes it. remove() takes the same mutex, so that a descriptor
 * that was closed, and is somebody else's by now, is never hit.
 */
#include "src/http/net/reaper.h"

#include "lifecircle/base/mem.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>

/* How late a deadline may be kept: none of them is worth a closer look. */
#define LIFE_REAPER_TICK_MS 250

/* A header of 16 KiB comes within 5 s over 26 kbit/s, a body of 64 KiB or an
 * answer's next piece within 30 s over a poor mobile line; browsers open a
 * spare connection and may leave it idle for longer than 15 s, and open another
 * then. */
static const int64_t phase_ms[] = {[LIFE_PHASE_HEADER] = 5000,
                                   [LIFE_PHASE_BODY] = 30000,
                                   [LIFE_PHASE_WORK] = INT64_MAX / 2,
                                   [LIFE_PHASE_SEND] = 30000,
                                   [LIFE_PHASE_IDLE] = 15000};

/* Deadline and phase are written by the connection's thread and read by the
 * reaper's, without the lock; the list is under it. */
struct lc_watch {
    lc_watch *next, *prev;
    int fd;
    atomic_int_fast64_t deadline_ms;
    atomic_int phase;
};

struct lc_reaper {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    lc_watch *first;
    bool stopping, end_idle;
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Under the lock, so that no watch goes while it is looked at. */
static void look_at_all(lc_reaper *r)
{
    int64_t now = now_ms();

    for (lc_watch *w = r->first; w; w = w->next) {
        bool idle = r->end_idle && atomic_load(&w->phase) == LIFE_PHASE_IDLE;

        if (!idle && atomic_load(&w->deadline_ms) > now)
            continue;
        shutdown(w->fd, SHUT_RDWR);
        atomic_store(&w->deadline_ms, INT64_MAX); /* once is enough */
    }
}

static void *run(void *arg)
{
    lc_reaper *r = arg;

    pthread_mutex_lock(&r->lock);
    while (!r->stopping) {
        struct timespec until;

        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LIFE_REAPER_TICK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&r->wake, &r->lock, &until);
        look_at_all(r);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

lc_status lc_reaper_start(lc_reaper **out, lc_error *err)
{
    lc_reaper *r = lc_calloc(1, sizeof *r);
    pthread_condattr_t attr;

    *out = NULL;
    if (!r)
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    pthread_mutex_init(&r->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&r->wake, &attr);
    pthread_condattr_destroy(&attr);
    if (pthread_create(&r->thread, NULL, run, r) != 0) {
        lc_free(r);
        return lc_fail(err, LIFE_ERR_NOMEM, "can't start a thread");
    }
    *out = r;
    return LIFE_OK;
}

void lc_reaper_stop(lc_reaper *r)
{
    if (!r)
        return;
    pthread_mutex_lock(&r->lock);
    r->stopping = true;
    pthread_cond_signal(&r->wake);
    pthread_mutex_unlock(&r->lock);
    pthread_join(r->thread, NULL);
    pthread_cond_destroy(&r->wake);
    pthread_mutex_destroy(&r->lock);
    lc_free(r);
}

/* The list is doubly linked, so that a connection that ends is taken out
 * without a walk. */
lc_watch *lc_reaper_add(lc_reaper *r, int fd)
{
    lc_watch *w = lc_calloc(1, sizeof *w);

    if (!w)
        return NULL;
    w->fd = fd;
    atomic_store(&w->phase, LIFE_PHASE_HEADER);
    atomic_store(&w->deadline_ms, now_ms() + phase_ms[LIFE_PHASE_HEADER]);
    pthread_mutex_lock(&r->lock);
    w->next = r->first;
    if (w->next)
        w->next->prev = w;
    r->first = w;
    pthread_mutex_unlock(&r->lock);
    return w;
}

void lc_reaper_remove(lc_reaper *r, lc_watch *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&r->lock);
    if (w->next)
        w->next->prev = w->prev;
    if (w->prev)
        w->prev->next = w->next;
    else
        r->first = w->next;
    pthread_mutex_unlock(&r->lock);
    lc_free(w);
}

/* Whoever sends a header byte by byte gains nothing by it: the deadline of the
 * header is that of its first byte. A connection without a watch (there was no
 * memory for one) has the library's own timeout alone. */
void lc_watch_enter(lc_watch *w, lc_phase phase)
{
    int64_t until = now_ms() + phase_ms[phase];

    if (!w)
        return;
    atomic_store(&w->phase, phase);
    if (phase != LIFE_PHASE_HEADER || until < atomic_load(&w->deadline_ms))
        atomic_store(&w->deadline_ms, until);
}

void lc_reaper_end_idle(lc_reaper *r)
{
    pthread_mutex_lock(&r->lock);
    r->end_idle = true;
    pthread_cond_signal(&r->wake);
    pthread_mutex_unlock(&r->lock);
}
