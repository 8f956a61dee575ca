/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/reaper.c - see reaper.h.
 *
 * shutdown() is all that is done to a connection: its owner sees the end of
 * input and closes it. remove() takes the same mutex, so that a descriptor
 * that was closed, and is somebody else's by now, is never hit.
 */
#define _GNU_SOURCE /* POLLRDHUP */

#include "src/http/net/reaper.h"

#include "lifecircle/base/mem.h"

#include <linux/tcp.h> /* the C library's has not all of tcp_info */
#include <netinet/in.h>
#include <poll.h>
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

/* Who has not read an answer within its 30 s must go on reading: a megabyte
 * over a poor line takes minutes, and whoever drips holds no more than before.
 * Looked at so often, as a line may stop for seconds. */
#define LIFE_READ_BYTES_S 16384
#define LIFE_READ_LOOK_MS 4000
#define LIFE_READ_MOST_MS 300000

/* Once the server ends, whoever takes nothing has only so long: he would hold
 * up its end for as long as it may take, and gets no whole answer anyway. */
#define LIFE_STALL_MS 2000

/* Deadline and phase are written by the connection's thread and read by the
 * reaper's, without the lock; the list is under it. */
struct lc_watch {
    lc_watch *next, *prev;
    int fd;
    atomic_int_fast64_t since_ms, deadline_ms;
    atomic_int_fast64_t last_ms; /* whatever the phase */
    atomic_int phase;
    /* under the lock */
    bool ended;
    int64_t read_since_ms; /* the answer that `acked` is of */
    uint64_t acked;        /* bytes that its client has, when last looked at */
    int64_t moved_ms;      /* since when it has taken nothing more */
    uint64_t moved;        /* than these bytes */
    lc_budget *budget;     /* of an answer that is waited for; NULL: none, or it
                              has been left */
};

struct lc_reaper {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    pthread_t thread;
    lc_watch *first;
    unsigned open, enough; /* from `enough` on each new one ends another */
    uint64_t evicted;
    bool stopping, end_idle;
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The descriptor is its owner's to close. */
static void end(lc_watch *w)
{
    shutdown(w->fd, SHUT_RDWR);
    w->ended = true;
}

/* While an answer is made nobody reads the socket, and requests may wait in it:
 * the end is asked for by itself. */
static void look_for_end(lc_watch *w)
{
    struct pollfd p = {.fd = w->fd, .events = POLLRDHUP};

    if (!w->budget || poll(&p, 1, 0) != 1)
        return;
    lc_budget_leave(w->budget);
    w->budget = NULL;
}

/* How many bytes its client has. */
static bool count_acked(const lc_watch *w, uint64_t *out)
{
    struct tcp_info info = {0};
    socklen_t len = sizeof info;

    if (getsockopt(w->fd, IPPROTO_TCP, TCP_INFO, &info, &len) != 0)
        return false;
    *out = info.tcpi_bytes_acked;
    return true;
}

/* Of an answer whose time is over: whether its client has taken enough of it
 * since the last look, which moves the deadline unless another phase has. At
 * the first look there is nothing to compare with. */
static bool is_reading(lc_watch *w, int64_t now)
{
    int64_t since = atomic_load(&w->since_ms);
    int64_t deadline = atomic_load(&w->deadline_ms);
    uint64_t enough =
        w->acked + (uint64_t)LIFE_READ_LOOK_MS * LIFE_READ_BYTES_S / 1000;

    if (atomic_load(&w->phase) != LIFE_PHASE_SEND ||
        now - since > LIFE_READ_MOST_MS || !count_acked(w, &w->acked))
        return false;
    if (w->read_since_ms == since && w->acked < enough)
        return false;
    w->read_since_ms = since;
    atomic_compare_exchange_strong(&w->deadline_ms, &deadline,
                                   now + LIFE_READ_LOOK_MS);
    return true;
}

/* Whether it is to go as the server ends. */
static bool is_stalled(lc_watch *w, int64_t now)
{
    uint64_t acked = 0;

    if (atomic_load(&w->phase) == LIFE_PHASE_IDLE)
        return true;
    if (atomic_load(&w->phase) != LIFE_PHASE_SEND || !count_acked(w, &acked) ||
        acked != w->moved || !w->moved_ms) {
        w->moved_ms = now;
        w->moved = acked;
        return false;
    }
    return now - w->moved_ms >= LIFE_STALL_MS;
}

static bool is_over(lc_watch *w, int64_t now)
{
    return atomic_load(&w->last_ms) <= now ||
           (atomic_load(&w->deadline_ms) <= now && !is_reading(w, now));
}

/* Under the lock, so that no watch goes while it is looked at. */
static void look_at_all(lc_reaper *r)
{
    int64_t now = now_ms();

    for (lc_watch *w = r->first; w; w = w->next) {
        if (!w->ended &&
            ((r->end_idle && is_stalled(w, now)) || is_over(w, now)))
            end(w);
        look_for_end(w);
    }
}

/* Whether it is the client who is waited for. */
static bool is_waiting(const lc_watch *w)
{
    int phase = atomic_load(&w->phase);

    return !w->ended && (phase == LIFE_PHASE_HEADER ||
                         phase == LIFE_PHASE_BODY || phase == LIFE_PHASE_IDLE);
}

/* A request that is honest has come within milliseconds, and is long past when
 * its connection would be the oldest; a kept one that is idle is opened anew.
 * The walk over two thousand takes some microseconds. */
static void make_room(lc_reaper *r)
{
    lc_watch *oldest = NULL;

    for (lc_watch *w = r->first; w; w = w->next)
        if (is_waiting(w) && (!oldest || atomic_load(&w->since_ms) <
                                             atomic_load(&oldest->since_ms)))
            oldest = w;
    if (!oldest)
        return;
    end(oldest);
    r->evicted++;
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

lc_status lc_reaper_start(unsigned connections, lc_reaper **out, lc_error *err)
{
    lc_reaper *r = lc_calloc(1, sizeof *r);
    pthread_condattr_t attr;

    *out = NULL;
    if (!r)
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    r->enough = connections - connections / 16;
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
    atomic_store(&w->since_ms, now_ms());
    atomic_store(&w->deadline_ms, now_ms() + phase_ms[LIFE_PHASE_HEADER]);
    atomic_store(&w->last_ms, INT64_MAX);
    pthread_mutex_lock(&r->lock);
    if (++r->open > r->enough)
        make_room(r);
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
    r->open--;
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
    int64_t now = now_ms(), until = now + phase_ms[phase];

    if (!w)
        return;
    if (phase != LIFE_PHASE_HEADER) /* as old as it was while it was idle */
        atomic_store(&w->since_ms, now);
    atomic_store(&w->phase, phase);
    if (phase != LIFE_PHASE_HEADER || until < atomic_load(&w->deadline_ms))
        atomic_store(&w->deadline_ms, until);
}

void lc_watch_end_in(lc_watch *w, int64_t ms)
{
    if (w)
        atomic_store(&w->last_ms, ms ? now_ms() + ms : INT64_MAX);
}

uint64_t lc_reaper_count(lc_reaper *r)
{
    uint64_t n;

    pthread_mutex_lock(&r->lock);
    n = r->evicted;
    pthread_mutex_unlock(&r->lock);
    return n;
}

void lc_watch_wait(lc_reaper *r, lc_watch *w, lc_budget *budget)
{
    if (!w)
        return;
    pthread_mutex_lock(&r->lock);
    w->budget = budget;
    pthread_mutex_unlock(&r->lock);
}

/* For who is about to begin what takes long, and can't wait for the next tick.
 */
void lc_watch_look(lc_reaper *r, lc_watch *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&r->lock);
    look_for_end(w);
    pthread_mutex_unlock(&r->lock);
}

void lc_reaper_end_idle(lc_reaper *r)
{
    pthread_mutex_lock(&r->lock);
    r->end_idle = true;
    pthread_cond_signal(&r->wake);
    pthread_mutex_unlock(&r->lock);
}
