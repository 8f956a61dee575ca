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
#include "lifecircle/base/mem.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/world/setting.h"
#include "src/http/limits.h"
#include "src/http/monitor/access_log.h"
#include "src/http/ogc/items.h"
#include "src/http/route/ask.h"
#include "src/http/route/format.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

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
    lc_usage_open(&s->usage);
    s->max_minutes = 60;
    if (opts->max_minutes && opts->max_minutes < s->max_minutes)
        s->max_minutes = opts->max_minutes;
    s->deadline_s = opts->deadline_s ? opts->deadline_s : LIFE_ANSWER_S;
    s->download_s = opts->download_s ? opts->download_s : LIFE_DOWNLOAD_S;
    s->metrics = lc_metrics_new();
    s->quota = lc_quota_of(opts);
    s->recent = lc_recent_new();
    if (!s->metrics || !s->quota || !s->recent)
        st = lc_no_memory(err, "the service");
    if (!st)
        st = lc_address_list_read(opts->trusted_proxies, "trusted-proxy",
                                  &s->trusted, err);
    if (!st)
        st = lc_cities_new(opts, &s->cities, err);
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
    lc_recent_free(s->recent);
    lc_metrics_free(s->metrics);
    lc_quota_free(s->quota);
    lc_cities_free(s->cities);
    lc_usage_close(&s->usage);
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
 * page has the operator at its foot, the server's address in its code, and
 * links below the city's base. */
static void tag_question(const lc_server_opts *opts, const lc_served *city,
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
    lc_operator_put(&key, &opts->operator, LIFE_LANG_EN);
    lc_origin_put(opts, &key);
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

static void note_generation(lc_exchange *x, const lc_lease *lease)
{
    lc_utf8_format(x->generation, sizeof x->generation, "%.12s", lease->id);
}

/* Of what may be kept: by it clients and others who ask the same are found. */
static void tag_long(const lc_service *s, lc_exchange *x)
{
    lc_lease lease;

    if (!x->city || !is_kept(&x->route, &x->req) ||
        !lc_generations_hold(x->city->generations, &lease))
        return;
    tag_question(s->opts, x->city, &lease, &x->req, x->etag);
    note_generation(x, &lease);
    lc_generations_give(x->city->generations, &lease);
}

/* Whether the client has the answer already: then it costs nothing. */
static bool is_known(const lc_exchange *x)
{
    char etag[40];

    memcpy(etag, x->etag, sizeof etag);
    return etag[0] && lc_etag_matches(x->req.if_none_match, etag);
}

/* ---- how long it will take ---- */

/* What is not can be said without a city, and without a worker. */
static bool is_for_handler(const lc_exchange *x)
{
    return x->routed && !x->err.status && x->req.method != LIFE_OPTIONS &&
           (lc_endpoint_methods(&x->route) & x->req.method);
}

static lc_weight weigh(const lc_service *s, lc_exchange *x)
{
    lc_weight weight = lc_endpoint_weigh(&x->route, &x->req);

    if (weight == LIFE_LIGHT_LATER)
        weight = lc_generations_pace_made(x->city->generations,
                                          lc_request_param(&x->req, "pace"))
                     ? LIFE_LIGHT
                     : LIFE_MEDIUM;
    if (x->route.of_collection)
        weight = lc_ogc_items_weigh(x->city->generations, &x->req);
    if (weight == LIFE_LIGHT || x->wrong.status) /* a no can be said at once */
        return LIFE_LIGHT;
    tag_long(s, x);
    x->head_only = x->req.method == LIFE_HEAD;
    return x->head_only || is_known(x) ? LIFE_LIGHT : weight;
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
    lc_problem(res, req, 405, NULL, "this path does not take the method", "");
    lc_response_header(res, "Allow", lc_methods_text(methods));
}

/* Of what takes long, a HEAD goes as far as the question's own checks: where
 * the work would begin there is no budget for it. The length alone is unknown
 * then, which may be left out (RFC 9110, 9.3.2). */
static lc_status ask_head(const lc_context *ctx, lc_exchange *x,
                          lc_response *res, lc_error *err)
{
    const lc_endpoint *route = &x->route;
    lc_service *s = ctx->service;
    lc_budget none;
    lc_status st;

    lc_budget_begin(&none, s->deadline_s, 0, &s->stopping);
    lc_budget_set(&none);
    st = route->handler(ctx, &x->req, res, err);
    lc_budget_set(NULL);
    if (!atomic_load(&none.spent))
        return st;
    *err = (lc_error){0};
    lc_buf_clear(&res->body);
    if (route->question)
        res->content_type = lc_format_type(x->args.format);
    res->unsized = true;
    return LIFE_OK;
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
        tag_question(ctx->service->opts, x->city, lease, req, res->etag);
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
    if (x->head_only)
        return ask_head(ctx, x, res, err);
    return route->handler(ctx, req, res, err);
}

static void allow_origins(const lc_endpoint *route, const lc_request *req,
                          lc_response *res)
{
    if ((req->method & (LIFE_GET | LIFE_HEAD)) &&
        (route->listener & LIFE_PUBLIC))
        lc_response_header(res, "Access-Control-Allow-Origin", "*");
}

/* What a question was asked of, and with: an answer that goes on piece by piece
 * has both until its end. */
void lc_service_give_city(lc_exchange *x)
{
    lc_args_clear(&x->args);
    if (x->lease.generation)
        lc_generations_give(x->city->generations, &x->lease);
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
                      .systems = s->systems,
                      .links = {x->city ? x->city->links.base : ""}};
    lc_status st;

    if (route->needs_city) {
        if (!x->city || !lc_generations_take(x->city->generations, &lease)) {
            lc_metrics_reject(s->metrics, LIFE_REJECT_CITY);
            lc_problem(res, &x->req, 503, NULL, "no city is loaded yet", "");
            return;
        }
        note_generation(x, &lease);
        ctx.study = lease.study;
        ctx.world = lease.world;
        ctx.walker = lease.walker;
        ctx.tiles = lease.tiles;
        ctx.ogc = lease.ogc;
    }
    st = ask(&ctx, &lease, x, res, &err);
    x->lease = lease;
    if (!res->rest.of)
        lc_service_give_city(x);
    else if (x->city)
        lc_generations_give_walker(x->city->generations, &x->lease);
    if (st) {
        lc_fail(&err, st, "%s", lc_status_text(st)); /* if it said nothing */
        res->header_count = 0; /* those of the answer that it isn't */
        if (st == LIFE_ERR_BUSY)
            lc_metrics_reject(s->metrics, LIFE_REJECT_DEADLINE);
        lc_problem_from(res, &x->req, &err);
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
        lc_problem(res, &x->req, 404, NULL, "no such path", "");
    } else {
        lc_cities_say_none(s->cities, &text);
        lc_problem(res, &x->req, 404, NULL, text.data, "");
    }
    lc_buf_free(&text);
}

/* The first that is so, from what can be said without reading the request to
 * what needs its route. */
static void answer(lc_service *s, lc_exchange *x, lc_response *res)
{
    lc_request *req = &x->req;

    if (x->refused.status) {
        lc_metrics_reject(s->metrics, x->reason);
        lc_problem(res, req, x->refused.status, NULL, x->refused.why, "");
        res->close = true; /* what follows can't be told apart any more */
    } else if (req->method == LIFE_OPTIONS && !strcmp(x->raw, "*")) {
        answer_options(LIFE_GET | LIFE_HEAD | LIFE_OPTIONS, res);
    } else if (x->err.status) {
        lc_problem_from(res, req, &x->err);
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

/* For the metrics and the log, once a request, whoever has made its answer. */
static void count(lc_service *s, const lc_exchange *x, unsigned status,
                  size_t bytes)
{
    uint64_t us = x->flows ? x->made_us : now_us(CLOCK_MONOTONIC) - x->start_us;

    lc_metrics_add(s->metrics, x->row, status, us, bytes);
    if (!s->opts->quiet)
        lc_access_log_write(&(lc_access){.id = x->req.id,
                                         .method = x->req.method,
                                         .city = x->city ? x->city->id : "",
                                         .base = x->city ? x->city->base : "",
                                         .row = x->row,
                                         .status = status,
                                         .bytes = bytes,
                                         .us = us,
                                         .generation = x->generation});
}

/* It is made: that its client reads it slowly holds up nobody who waits for a
 * worker. */
static void give_task(lc_service *s, lc_exchange *x)
{
    if (x->task_held)
        lc_quota_give(s->quota, &x->client, LIFE_HOLD_TASK, 1);
    x->task_held = false;
}

/* Allowed for other origins like an answer, or a page elsewhere could not read
 * that it should come again. */
static void refuse(lc_service *s, const lc_exchange *x, lc_response *res,
                   lc_verdict why, lc_rejection reason)
{
    bool close = res->close;

    lc_metrics_reject(s->metrics, reason);
    lc_response_clear(res);
    res->close = close;
    lc_problem(res, &x->req, why.status, NULL, why.why, "");
    allow_origins(&x->route, &x->req, res);
}

/* A long answer waits in memory until it is read, and who reads slowly would
 * have it wait long: what is over the ceiling is not sent at all. */
static void hold_bytes(lc_service *s, lc_exchange *x, lc_response *res)
{
    uint64_t n = res->fixed     ? 0
                 : res->rest.of ? LIFE_FLOW_BYTES
                                : res->body.len;

    if (n < LIFE_SENDING_MIN_BYTES)
        return;
    if (lc_quota_take(s->quota, &x->client, LIFE_HOLD_BYTES, n)) {
        x->bytes_held = n;
        return;
    }
    refuse(s, x, res,
           (lc_verdict){503, "too many long answers are being sent just now: "
                             "try again"},
           LIFE_REJECT_SENDING);
    lc_response_finish(&x->req, res);
}

/* Counting and logging come after the headers are made and before they are
 * sent (of what is sent piece by piece, at the end): what is measured is our
 * time, not that of the line. While the server
 * drains each connection ends with its answer, so that none is left to be cut.
 */
static void finish(lc_service *s, lc_exchange *x, lc_response *res)
{
    if (atomic_load(&s->draining))
        res->close = true;
    lc_response_finish(&x->req, res);
    hold_bytes(s, x, res);
    x->flows = res->rest.of;
    x->made_us = now_us(CLOCK_MONOTONIC) - x->start_us;
    if (x->flows)
        return; /* until it has ended */
    give_task(s, x);
    if (x->budget && !lc_budget_wanted(x->budget))
        res->status = LIFE_HTTP_LEFT; /* for the log: nobody gets it */
    count(s, x, res->status, res->fixed ? res->fixed_len : res->body.len);
}

void lc_service_answer(lc_service *s, lc_exchange *x, lc_response *res)
{
    lc_budget_set(x->budget);
    answer(s, x, res);
    lc_budget_set(NULL);
    finish(s, x, res);
}

void lc_service_repeat(lc_service *s, lc_exchange *x, const lc_response *made,
                       size_t bytes, lc_response *res)
{
    give_task(s, x);
    lc_metrics_shared(s->metrics);
    res->close = res->close || atomic_load(&s->draining);
    lc_response_repeat(made, x->req.arena, res);
    count(s, x, res->status, bytes);
}

static lc_recent_key key_of(const lc_exchange *x)
{
    return (lc_recent_key){x->raw,
                           lc_response_accepts(x->req.accept_encoding, "gzip")};
}

/* A 304 is as cheap without, and its tag is not looked at here. */
const lc_recent_answer *lc_service_find(lc_service *s, lc_exchange *x)
{
    const lc_request *req = &x->req;
    const lc_recent_answer *a;

    x->may_keep = x->listener == LIFE_PUBLIC && !x->refused.status &&
                  (req->method & (LIFE_GET | LIFE_HEAD)) &&
                  !*req->if_none_match && !atomic_load(&s->draining);
    if (!x->may_keep)
        return NULL;
    x->start_us = now_us(CLOCK_MONOTONIC);
    a = lc_recent_find(s->recent, now_us(CLOCK_REALTIME) / 60000000, key_of(x),
                       &x->stamp);
    if (!a)
        return NULL;
    x->req.id = atomic_fetch_add(&s->next_id, 1);
    x->row = lc_recent_noted(a)->row;
    x->city = lc_recent_noted(a)->city;
    memcpy(x->generation, lc_recent_noted(a)->generation, sizeof x->generation);
    lc_metrics_repeated(s->metrics);
    count(s, x, 200, lc_recent_noted(a)->bytes);
    return a;
}

/* Of questions, as these alone are settled by their target, the city and the
 * minute. */
bool lc_service_keep(lc_service *s, const lc_exchange *x,
                     const lc_response *res, size_t bytes, void *reply,
                     void (*drop)(void *reply))
{
    lc_recent_note note = {.row = x->row, .bytes = bytes, .city = x->city};

    if (!x->may_keep || x->req.method != LIFE_GET || res->status != 200 ||
        res->close || res->fixed || !x->routed || !x->route.question)
        return false;
    memcpy(note.generation, x->generation, sizeof note.generation);
    return lc_recent_put(s->recent, key_of(x), x->stamp, &note, reply, drop);
}

void lc_service_refuse(lc_service *s, lc_exchange *x, lc_response *res)
{
    static const lc_verdict
        others = {503, "others are asking for as much just now: try again"},
        own = {429, "much is being made for your address already: try again"};

    refuse(s, x, res, x->task_held ? others : own,
           x->task_held ? LIFE_REJECT_GATE : LIFE_REJECT_TASKS);
    finish(s, x, res);
}

void lc_service_end(lc_service *s, lc_exchange *x)
{
    if (x->request_held)
        lc_quota_give(s->quota, &x->client, LIFE_HOLD_REQUEST, 1);
    if (x->flows)
        count(s, x, x->is_whole ? 200 : LIFE_HTTP_LEFT, x->sent);
    lc_service_give_city(x); /* the arguments also of what was never answered */
    give_task(s, x);         /* if its client left before it was begun */
    if (x->bytes_held)
        lc_quota_give(s->quota, &x->client, LIFE_HOLD_BYTES, x->bytes_held);
}
