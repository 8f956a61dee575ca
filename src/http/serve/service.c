/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/service.c - see service.h.
 *
 * begin() finds the route and weighs it, answer() makes the response; between
 * the two a request may wait for a worker. The library that brought it is not
 * known here.
 */
#include "src/http/serve/service.h"

#include "lifecircle/ask/args/find.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/world/setting.h"
#include "src/http/route/ask.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

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

/* Nothing listens yet, and no city is loaded: loading may fail, and then says
 * so on the terminal (server.c). */
lc_status lc_service_new(const lc_server_opts *opts, lc_service **out,
                         lc_error *err)
{
    lc_service *s = lc_calloc(1, sizeof *s);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!s)
        return lc_no_memory(err, "the service");
    s->opts = opts;
    s->max_minutes = 60;
    if (opts->max_minutes && opts->max_minutes < s->max_minutes)
        s->max_minutes = opts->max_minutes;
    s->metrics = lc_metrics_new();
    if (!s->metrics)
        st = lc_no_memory(err, "the service");
    if (!st)
        st = lc_cities_new(opts->city, opts->city_count, &s->cities, err);
    if (!st)
        st = lc_files_new(opts, &s->files, err);
    if (!st)
        st = lc_workers_start(&s->workers, err);
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
    lc_workers_free(s->workers);
    lc_files_free(s->files);
    lc_metrics_free(s->metrics);
    lc_cities_free(s->cities);
    lc_free(s);
}

/* ---- validators ---- */

/* Names are all different: a repeated parameter is refused before. */
static int by_name(const void *a, const void *b)
{
    return strcmp(((const lc_pair *)a)->name, ((const lc_pair *)b)->name);
}

/* The answer is settled by the generation and the question, so its ETag is
 * known before it is made. The order of parameters makes no other question. A
 * page has the operator at its foot, and links below the city's base. */
static void tag_question(const lc_operator *o, const lc_served *city,
                         const lc_lease *lease, const lc_request *req,
                         char etag[40])
{
    lc_pair sorted[LIFE_HTTP_PARAMS];
    lc_buf key = {0};

    if (!lease->world || !*lease->id)
        return;
    memcpy(sorted, req->param, req->param_count * sizeof *sorted);
    qsort(sorted, req->param_count, sizeof *sorted, by_name);
    lc_buf_printf(&key, "%s\n%s%s\n%s\n", answers_form, city->base, lease->id,
                  lc_world_setting(lease->world, "created_at"));
    lc_operator_put(&key, o, LIFE_LANG_EN);
    for (size_t i = 0; i < req->segment_count; i++)
        lc_buf_printf(&key, "%s\n", req->segment[i]);
    for (size_t i = 0; i < req->param_count; i++)
        lc_buf_printf(&key, "?%s\n%s\n", sorted[i].name, sorted[i].value);
    if (!key.failed)
        lc_etag_set(etag, key.data, key.len);
    lc_buf_free(&key);
}

/* An answer to a POST is not cached, whatever it says (RFC 9110, 9.3.3). */
static bool is_kept(const lc_endpoint *route, const lc_request *req)
{
    return route->cache != LIFE_CACHE_NO_STORE &&
           (req->method & (LIFE_GET | LIFE_HEAD));
}

/* Whether the client has the answer already: then it costs nothing. */
static bool is_known(const lc_service *s, const lc_exchange *x)
{
    char etag[40] = "";
    lc_lease lease;

    if (!x->city || !*x->req.if_none_match || !is_kept(&x->route, &x->req) ||
        !lc_generations_hold(x->city->generations, &lease))
        return false;
    tag_question(&s->opts->operator, x->city, &lease, &x->req, etag);
    lc_generations_give(x->city->generations, &lease);
    return etag[0] && lc_etag_matches(x->req.if_none_match, etag);
}

/* ---- how long it will take ---- */

/* What is not can be said without a city, and without a worker. */
static bool is_for_handler(const lc_exchange *x)
{
    return x->routed && !x->err.status && x->req.method != LIFE_OPTIONS &&
           (lc_endpoint_methods(&x->route) & x->req.method);
}

static lc_weight weigh(const lc_service *s, const lc_exchange *x)
{
    lc_weight weight = lc_endpoint_weigh(&x->route, &x->req);

    if (weight == LIFE_LIGHT_LATER)
        weight = lc_generations_pace_made(x->city->generations,
                                          lc_request_param(&x->req, "pace"))
                     ? LIFE_LIGHT
                     : LIFE_MEDIUM;
    /* A no, and that nothing has changed, can be said at once. */
    if (weight != LIFE_LIGHT && (x->wrong.status || is_known(s, x)))
        weight = LIFE_LIGHT;
    return weight;
}

/* The route is one of the table, else a file of the page; of a city, or of the
 * server alone. The parameters are read here, on the thread of the connection,
 * so that a request that is wrong never waits for a worker to say so. The city
 * is not looked at yet: words that depend on it are found by ask(). */
lc_weight lc_service_begin(lc_service *s, lc_exchange *x)
{
    lc_request *req = &x->req;
    size_t row;

    x->start_us = now_us(CLOCK_MONOTONIC);
    req->id = atomic_fetch_add(&s->next_id, 1);
    x->row = lc_endpoint_count() +
             (x->refused.status ? LIFE_ROW_REFUSED : LIFE_ROW_UNKNOWN);
    if (x->refused.status ||
        (req->method == LIFE_OPTIONS && !strcmp(x->raw, "*")))
        return LIFE_LIGHT;
    lc_request_parse(req, x->raw, &x->err);
    if (!req->path)
        return LIFE_LIGHT;
    x->city = lc_cities_find(s->cities, req);
    row = lc_endpoint_find(req, x->listener);
    if (row < lc_endpoint_count()) {
        x->route = lc_endpoint_at(row);
        x->routed = x->city || !x->route.needs_city;
        x->row = x->routed ? row : x->row;
    } else if (x->city && x->listener == LIFE_PUBLIC) {
        x->file = lc_files_find(s->files, req->path);
        x->row = x->file ? lc_endpoint_count() + LIFE_ROW_FILES : x->row;
    }
    if (!is_for_handler(x))
        return LIFE_LIGHT;
    lc_endpoint_read(&x->route, req, s->max_minutes, &x->args, &x->wrong);
    return weigh(s, x);
}

/* ---- answering ---- */

/* A preflight of a browser for another origin gets no more than this: none of
 * our methods and fields needs one. */
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

/* In the order of what costs least: that the client has it already, that its
 * body is of a wrong type, that a word is in no table, and the answer at last.
 * A route that tells what is wrong itself is run in any case. */
static lc_status ask(const lc_context *ctx, const lc_lease *lease,
                     lc_exchange *x, lc_response *res, lc_error *err)
{
    const lc_endpoint *route = &x->route;
    lc_request *req = &x->req;

    if (!x->wrong.status && is_kept(route, req)) {
        res->cache = route->cache;
        tag_question(&ctx->service->opts->operator, x->city, lease, req,
                     res->etag);
        if (res->etag[0] && lc_etag_matches(req->if_none_match, res->etag)) {
            res->status = 304;
            return LIFE_OK;
        }
    }
    if (!x->wrong.status && lc_ask_body_is_wrong(req, res))
        return LIFE_OK;
    if (ctx->study && !x->wrong.status)
        lc_args_find(&x->args, ctx->study, &x->wrong);
    if (x->wrong.status && !route->tells_wrong) {
        *err = x->wrong;
        return err->status;
    }
    res->body.limit = LIFE_HTTP_ANSWER_BYTES;
    return route->handler(ctx, req, res, err);
}

/* Other pages may read what anybody may. */
static void allow_origins(const lc_endpoint *route, const lc_request *req,
                          lc_response *res)
{
    if ((req->method & (LIFE_GET | LIFE_HEAD)) &&
        (route->listener & LIFE_PUBLIC))
        lc_response_header(res, "Access-Control-Allow-Origin", "*");
}

/* The lease is given back before a failure is put into words: those are the
 * error's own, and a city that is being replaced should go soon. */
static void answer_route(lc_service *s, lc_exchange *x, lc_response *res)
{
    const lc_endpoint *route = &x->route;
    lc_error err = {0};
    lc_lease lease = {0};
    lc_context ctx = {.service = s,
                      .question = route->question,
                      .args = &x->args,
                      .wrong = &x->wrong,
                      .links = {x->city ? x->city->links.base : ""}};
    lc_status st;

    if (route->needs_city) {
        if (!x->city || !lc_generations_take(x->city->generations, &lease)) {
            lc_problem(res, x->req.id, 503, NULL, "no city is loaded yet", "");
            return;
        }
        ctx.study = lease.study;
        ctx.world = lease.world;
        ctx.walker = lease.walker;
        ctx.tiles = lease.tiles;
    }
    st = ask(&ctx, &lease, x, res, &err);
    lc_args_clear(&x->args);
    if (lease.generation)
        lc_generations_give(x->city->generations, &lease);
    if (st) {
        lc_fail(&err, st, "%s", lc_status_text(st)); /* if it said nothing */
        lc_problem_from(res, x->req.id, &err);
    }
    allow_origins(route, &x->req, res);
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

/* A path of no city and no route. Where several are, one of the first city
 * would be taken for its own: only a person who begins is led on. */
static void answer_nowhere(const lc_service *s, const lc_exchange *x,
                           lc_response *res)
{
    const lc_served *next = x->city || x->listener != LIFE_PUBLIC
                                ? NULL
                                : lc_cities_towards(s->cities, x->req.path);
    lc_buf text = {0};

    if (next && x->req.method & (LIFE_GET | LIFE_HEAD)) {
        lc_buf_printf(&text, "%s/", next->base);
        lc_response_header(res, "Location",
                           lc_arena_strdup(x->req.arena, text.data));
        res->status = 307; /* another may be the first one day */
    } else if (x->city || x->listener != LIFE_PUBLIC) {
        lc_problem(res, x->req.id, 404, NULL, "no such path", "");
    } else {
        lc_cities_say_none(s->cities, &text);
        lc_problem(res, x->req.id, 404, NULL, text.data, "");
    }
    lc_buf_free(&text);
}

/* The first that is so, from what can be said without reading the request to
 * what needs its route. */
static void answer(lc_service *s, lc_exchange *x, lc_response *res)
{
    lc_request *req = &x->req;

    if (x->refused.status) {
        lc_problem(res, req->id, x->refused.status, NULL, x->refused.why, "");
        res->close = true; /* what follows can't be told apart any more */
    } else if (req->method == LIFE_OPTIONS && !strcmp(x->raw, "*")) {
        answer_options(LIFE_GET | LIFE_HEAD | LIFE_OPTIONS, res);
    } else if (x->err.status) {
        lc_problem_from(res, req->id, &x->err);
    } else if (x->file) {
        answer_file(s, x->file, req, res);
    } else if (!x->routed) {
        answer_nowhere(s, x, res);
    } else if (!(lc_endpoint_methods(&x->route) & req->method)) {
        refuse_method(lc_endpoint_methods(&x->route), req, res);
    } else if (req->method == LIFE_OPTIONS) {
        answer_options(lc_endpoint_methods(&x->route), res);
    } else {
        answer_route(s, x, res);
    }
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
static void log_request(const lc_exchange *x, const lc_response *res,
                        uint64_t us)
{
    const lc_request *req = &x->req;
    char when[32];
    uint64_t now = now_us(CLOCK_REALTIME);
    time_t seconds = (time_t)(now / 1000000);
    struct tm utc;

    gmtime_r(&seconds, &utc);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%S", &utc);
    lc_log(LIFE_LOG_INFO,
           "%s.%03uZ %016" PRIx64 " %s %s%s %u %zu bytes %" PRIu64 " us", when,
           (unsigned)(now / 1000 % 1000), req->id, method_name(req->method),
           x->city ? x->city->base : "", lc_metrics_row_name(x->row).text,
           res->status, res->fixed ? res->fixed_len : res->body.len, us);
}

/* Counting and logging come after the headers are made and before they are
 * sent: what is measured is our time, not that of the line. While the server
 * drains each connection ends with its answer, so that none is left to be cut.
 */
static void finish(lc_service *s, const lc_exchange *x, lc_response *res)
{
    uint64_t us;

    if (atomic_load(&s->draining))
        res->close = true;
    lc_response_finish(&x->req, res);
    us = now_us(CLOCK_MONOTONIC) - x->start_us;
    lc_metrics_add(s->metrics, x->row, res->status, us);
    if (!s->opts->quiet)
        log_request(x, res, us);
}

void lc_service_answer(lc_service *s, lc_exchange *x, lc_response *res)
{
    answer(s, x, res);
    finish(s, x, res);
}

/* Allowed for other origins like an answer, or a page elsewhere could not read
 * that it should come again. */
void lc_service_refuse(lc_service *s, lc_exchange *x, lc_response *res)
{
    lc_problem(res, x->req.id, 503, NULL,
               "others are asking for as much just now: try again", "");
    allow_origins(&x->route, &x->req, res);
    finish(s, x, res);
}
