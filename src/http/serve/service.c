/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/service.c - see service.h.
 */
#include "src/http/serve/service.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/http/serve/params.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/respond.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Part of every ETag: one more when an answer's form changes, so that what
 * clients have kept from an older program is not taken for the new form. */
static const char answers_form[] = "1";

static uint64_t now_us(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

lc_status lc_service_new(const lc_server_opts *opts, lc_service **out,
                         lc_error *err)
{
    lc_service *s = lc_calloc(1, sizeof *s);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!s)
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    s->opts = opts;
    s->max_minutes = 60;
    if (opts->max_minutes && opts->max_minutes < s->max_minutes)
        s->max_minutes = opts->max_minutes;
    s->generations = lc_generations_new(opts->city);
    s->metrics = lc_metrics_new();
    if (!s->generations || !s->metrics)
        st = lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    if (!st)
        st = lc_files_new(opts->basemap_url, &s->files, err);
    if (st) {
        lc_service_free(s);
        return st;
    }
    /* Ids of two runs should not be the same; they are no secret. */
    atomic_store(&s->next_id, now_us(CLOCK_REALTIME) << 12);
    *out = s;
    return LIFE_OK;
}

void lc_service_free(lc_service *s)
{
    if (!s)
        return;
    lc_files_free(s->files);
    lc_metrics_free(s->metrics);
    lc_generations_free(s->generations);
    lc_free(s);
}

/* ---- validators ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const lc_param *)a)->name, ((const lc_param *)b)->name);
}

/* The answer is settled by the generation and the question, so its ETag is
 * known before it is made. The order of parameters makes no other question. */
static void tag_question(const lc_context *ctx, const lc_request *req,
                         lc_response *res)
{
    lc_param sorted[LIFE_HTTP_PARAMS];
    lc_buf key = {0};

    if (!ctx->world || !*ctx->generation)
        return;
    memcpy(sorted, req->param, req->param_count * sizeof *sorted);
    qsort(sorted, req->param_count, sizeof *sorted, by_name);
    lc_buf_printf(&key, "%s\n%s\n%s\n", answers_form, ctx->generation,
                  lc_world_setting(ctx->world, "created_at"));
    for (size_t i = 0; i < req->segment_count; i++)
        lc_buf_printf(&key, "%s\n", req->segment[i]);
    for (size_t i = 0; i < req->param_count; i++)
        lc_buf_printf(&key, "?%s\n%s\n", sorted[i].name, sorted[i].value);
    if (!key.failed)
        lc_etag_set(res->etag, key.data, key.len);
    lc_buf_free(&key);
}

/* ---- answering ---- */

static void answer_options(unsigned methods, lc_response *res)
{
    lc_response_header(res, "Allow", lc_methods_text(methods));
    res->status = 204;
}

static void refuse_method(unsigned methods, const lc_request *req,
                          lc_response *res)
{
    lc_problem(res, req->id, 405, NULL, "this path does not take the method",
               "");
    lc_response_header(res, "Allow", lc_methods_text(methods));
}

static lc_status ask(const lc_context *ctx, const lc_endpoint *route,
                     lc_request *req, lc_response *res, lc_error *err)
{
    bool kept = route->cache != LIFE_CACHE_NO_STORE &&
                (req->method & (LIFE_GET | LIFE_HEAD));

    if (kept) {
        res->cache = route->cache;
        tag_question(ctx, req, res);
        if (res->etag[0] && lc_etag_matches(req->if_none_match, res->etag)) {
            res->status = 304;
            return LIFE_OK;
        }
    }
    res->body.limit = LIFE_HTTP_ANSWER_BYTES;
    return route->handler(ctx, req, res, err);
}

static void answer_route(lc_service *s, const lc_endpoint *route,
                         lc_request *req, lc_response *res)
{
    lc_error err = {0};
    lc_lease lease = {0};
    lc_context ctx = {.service = s};
    lc_status st = lc_endpoint_check(route, req, &err);

    if (!st && route->needs_city) {
        if (!lc_generations_take(s->generations, &lease)) {
            lc_problem(res, req->id, 503, NULL, "no city is loaded yet", "");
            return;
        }
        ctx.study = lease.study;
        ctx.world = lease.world;
        ctx.walker = lease.walker;
        ctx.tiles = lease.tiles;
        ctx.generation = lease.id;
    }
    if (!st)
        st = ask(&ctx, route, req, res, &err);
    if (lease.generation)
        lc_generations_give(s->generations, &lease);
    if (st) {
        lc_fail(&err, st, "%s", lc_status_text(st)); /* if it said nothing */
        lc_problem_from(res, req->id, &err);
    }
    if ((req->method & (LIFE_GET | LIFE_HEAD)) &&
        (route->listener & LIFE_PUBLIC))
        lc_response_header(res, "Access-Control-Allow-Origin", "*");
}

static void answer_file(const lc_service *s, const lc_file *file,
                        lc_request *req, lc_response *res)
{
    const unsigned methods = LIFE_GET | LIFE_HEAD | LIFE_OPTIONS;

    if (!(req->method & methods))
        refuse_method(methods, req, res);
    else if (req->method == LIFE_OPTIONS)
        answer_options(methods, res);
    else
        lc_files_answer(s->files, file, req, res);
}

/* Returns the row it counts for. */
static size_t answer(lc_service *s, lc_listener listener, lc_request *req,
                     const char *raw, lc_response *res)
{
    const lc_endpoint *route = NULL;
    const lc_file *file = NULL;
    lc_error err = {0};
    lc_status st;

    if (req->method == LIFE_OPTIONS && !strcmp(raw, "*")) {
        answer_options(LIFE_GET | LIFE_HEAD | LIFE_OPTIONS, res);
        return lc_endpoint_count + LIFE_ROW_UNKNOWN;
    }
    st = lc_request_parse(req, raw, &err);
    if (req->path)
        route = lc_endpoint_find(req, listener);
    if (req->path && !route && listener == LIFE_PUBLIC)
        file = lc_files_find(s->files, req->path);
    if (st) {
        lc_problem_from(res, req->id, &err);
    } else if (file) {
        answer_file(s, file, req, res);
    } else if (!route) {
        lc_problem(res, req->id, 404, NULL, "no such path", "");
    } else if (!(lc_endpoint_methods(route) & req->method)) {
        refuse_method(lc_endpoint_methods(route), req, res);
    } else if (req->method == LIFE_OPTIONS) {
        answer_options(lc_endpoint_methods(route), res);
    } else {
        answer_route(s, route, req, res);
    }
    if (route)
        return lc_metrics_row(route);
    return lc_endpoint_count + (file ? LIFE_ROW_FILES : LIFE_ROW_UNKNOWN);
}

static const char *method_name(lc_method m)
{
    static const struct {
        lc_method method;
        const char *name;
    } names[] = {{LIFE_GET, "GET"},
                 {LIFE_HEAD, "HEAD"},
                 {LIFE_OPTIONS, "OPTIONS"},
                 {LIFE_POST, "POST"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].method == m)
            return names[i].name;
    return "-";
}

/* The route's template, never the target: a coordinate asked about is most
 * often somebody's home. */
static void log_request(const lc_request *req, size_t row,
                        const lc_response *res, uint64_t us)
{
    char when[32];
    uint64_t now = now_us(CLOCK_REALTIME);
    time_t seconds = (time_t)(now / 1000000);
    struct tm utc;

    gmtime_r(&seconds, &utc);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%S", &utc);
    lc_log(LIFE_LOG_INFO,
           "%s.%03uZ %016" PRIx64 " %s %s %u %zu bytes %" PRIu64 " us", when,
           (unsigned)(now / 1000 % 1000), req->id, method_name(req->method),
           lc_metrics_row_name(row), res->status,
           res->fixed ? res->fixed_len : res->body.len, us);
}

void lc_service_answer(lc_service *s, lc_listener listener, lc_request *req,
                       const char *raw, lc_verdict refused, lc_response *res)
{
    uint64_t start = now_us(CLOCK_MONOTONIC), us;
    size_t row = lc_endpoint_count + LIFE_ROW_REFUSED;

    req->id = atomic_fetch_add(&s->next_id, 1);
    if (refused.status) {
        lc_problem(res, req->id, refused.status, NULL, refused.why, "");
        res->close = true; /* what follows can't be told apart any more */
    } else {
        row = answer(s, listener, req, raw, res);
    }
    if (atomic_load(&s->draining))
        res->close = true;
    lc_response_finish(req, res);
    us = now_us(CLOCK_MONOTONIC) - start;
    lc_metrics_add(s->metrics, row, res->status, us);
    if (!s->opts->quiet)
        log_request(req, row, res, us);
}
