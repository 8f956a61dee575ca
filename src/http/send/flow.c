/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/send/flow.c - see flow.h.
 */
#include "src/http/send/flow.h"

#include "lifecircle/base/log.h"
#include "src/http/limits.h"
#include "src/http/send/gzip.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static uint64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

bool lc_flow_begin(lc_flow *f, lc_service *s, lc_exchange *x, lc_flow_way way,
                   lc_response *res)
{
    const uint64_t most_s = s->download_s;

    *f = (lc_flow){.service = s,
                   .x = x,
                   .way = way,
                   .until_us = now_us() + most_s * 1000000,
                   .has_more = true};
    f->is_zipped = res->encoding != NULL;
    if (f->is_zipped && !lc_gzip_open(&f->gzip))
        return false;
    f->rest = res->rest;
    res->rest = (lc_rest){0};
    lc_watch_end_in(way.watch, (int64_t)most_s * 1000);
    return true;
}

static void drop_rest(lc_flow *f)
{
    if (!f->rest.of)
        return;
    f->rest.drop(f->rest.of);
    f->rest = (lc_rest){0};
    if (f->is_zipped)
        lc_gzip_close(&f->gzip);
}

/* The reaper has ended its connection, whatever the client was at. */
static void tell_late(const lc_flow *f)
{
    lc_metrics_reject(f->service->metrics, LIFE_REJECT_DOWNLOAD);
    lc_log(LIFE_LOG_WARN,
           "request %llu was cut off after %llu bytes of its answer: it was "
           "not read within %u s (--download)",
           (unsigned long long)f->x->req.id, (unsigned long long)f->x->sent,
           f->service->download_s);
}

void lc_flow_clear(lc_flow *f)
{
    if (f->service) {
        lc_watch_end_in(f->way.watch, 0);
        if (!f->x->is_whole && now_us() >= f->until_us)
            tell_late(f);
    }
    drop_rest(f);
    lc_buf_free(&f->piece);
}

/* ---- by a worker ---- */

/* Flushed, so that the client has what has been made of it, whenever the next
 * piece comes. */
static lc_status zip(lc_flow *f, const lc_buf *plain, lc_error *err)
{
    if (!plain->len && f->has_more)
        return LIFE_OK;
    return lc_gzip_put(&f->gzip, &f->piece, plain, !f->has_more)
               ? LIFE_OK
               : lc_no_memory(err, "a piece of an answer");
}

static lc_status make(lc_flow *f, lc_error *err)
{
    lc_buf plain = {.limit = LIFE_HTTP_ANSWER_BYTES};
    lc_buf *to = f->is_zipped ? &plain : &f->piece;
    lc_status st;

    f->piece.limit = LIFE_HTTP_ANSWER_BYTES;
    lc_budget_set(&f->budget);
    st = f->rest.make(f->rest.of, to, &f->has_more, err);
    lc_budget_set(NULL);
    if (!st && f->is_zipped)
        st = zip(f, &plain, err);
    lc_buf_free(&plain);
    return st;
}

/* An operator should know why downloads end early; that a client has left, or
 * the server is to end, is no reason to look. */
static void tell_cut(const lc_flow *f, const lc_error *err)
{
    if (lc_budget_wanted(&f->budget) && !atomic_load(&f->service->stopping))
        lc_log(LIFE_LOG_WARN,
               "request %llu was cut off after %llu bytes of its answer: %s",
               (unsigned long long)f->x->req.id, (unsigned long long)f->x->sent,
               err->text);
}

/* Nothing more is made: what it was made from goes here, as a whole city may
 * go with it, which would hold up a thread that serves connections. */
static void end(lc_flow *f)
{
    drop_rest(f);
    lc_service_give_city(f->x);
}

/* Where nobody wants the rows that were looked at, others have their turn. The
 * connection may be resumed, and the flow be gone, when this returns. */
static void run(lc_task *task, bool refused)
{
    lc_flow *f = (lc_flow *)task;
    lc_service *s = f->service;
    lc_error err = {0};
    uint64_t start_us = now_us();

    lc_watch_look(s->reaper, f->way.watch);
    lc_budget_start(&f->budget);
    lc_buf_clear(&f->piece);
    f->taken = 0;
    f->is_cut = refused || make(f, &err);
    f->x->made_us += now_us() - start_us;
    if (!f->is_cut && !f->piece.len && f->has_more) {
        if (lc_workers_add(s->workers, task, LIFE_LANE_PIECE))
            return;
        f->is_cut = true;
    }
    if (f->is_cut && err.status)
        tell_cut(f, &err);
    if (f->is_cut || !f->has_more)
        end(f);
    lc_watch_wait(s->reaper, f->way.watch, NULL);
    lc_watch_enter(f->way.watch, LIFE_PHASE_SEND);
    f->way.resume(f->way.connection);
}

/* ---- by the connection's thread ---- */

/* Suspended before a worker can resume it. A server that ends takes no
 * connection that is. */
static ssize_t ask_next(lc_flow *f)
{
    lc_service *s = f->service;

    if (atomic_load(&s->stopping)) {
        f->is_cut = true;
        return LIFE_FLOW_CUT;
    }
    f->task.run = run;
    lc_budget_begin(&f->budget, s->deadline_s, LIFE_ANSWER_STEPS, &s->stopping);
    lc_watch_enter(f->way.watch, LIFE_PHASE_WORK);
    f->way.suspend(f->way.connection);
    lc_watch_wait(s->reaper, f->way.watch, &f->budget);
    if (!lc_workers_add(s->workers, &f->task, LIFE_LANE_PIECE))
        run(&f->task, true);
    return 0;
}

ssize_t lc_flow_take(lc_flow *f, char *to, size_t most)
{
    size_t n = f->piece.len - f->taken;

    if (f->is_cut)
        return LIFE_FLOW_CUT;
    if (!n && f->has_more)
        return ask_next(f);
    f->x->is_whole = !n;
    if (!n)
        return LIFE_FLOW_END;
    n = n < most ? n : most;
    memcpy(to, f->piece.data + f->taken, n);
    f->taken += n;
    f->x->sent += n;
    return (ssize_t)n;
}
