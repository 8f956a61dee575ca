/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fuzz/fuzz_http.c - requests: what the guard, the limits and the routes
 * read of them, and whole ones up to their answers, of a small city.
 *
 * A request stands as on the wire, with lines that end with LF alone: METHOD
 * TARGET VERSION, fields, an empty line, a body.
 */
#include "fuzz.h"
#include "fuzz_city.h"
#include "lifecircle/base/arena.h"
#include "lifecircle/base/utf8.h"
#include "lifecircle/import/area.h"
#include "lifecircle/import/scenario.h"
#include "lifecircle/import/scenario_put.h"
#include "src/http/limits.h"
#include "src/http/net/guard.h"
#include "src/http/route/endpoint.h"
#include "src/http/serve/admit.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MUST(condition)                                                        \
    if (!(condition))                                                          \
    abort()

/* ---- as it is heard ---- */

typedef struct heard {
    char *text; /* all of it, for free() */
    const char *method, *target, *version;
    const char *body; /* NULL: none */
    size_t body_len;
    lc_guard guard;
    lc_address client;
    const char *host, *type, *match, *encoding, *language;
} heard;

static const lc_address here = {
    {[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1}};

/* Cuts *at off at the separator, and moves on behind it, or to the end. */
static char *cut(char **at, const char *between)
{
    char *piece = *at, *end = piece + strcspn(piece, between);

    *at = end + (*end != '\0');
    *end = '\0';
    return piece;
}

static void take_field(heard *h, const lc_address_list *trusted, char *line)
{
    const struct {
        const char *name;
        const char **value;
    } known[] = {{"Host", &h->host},
                 {"Content-Type", &h->type},
                 {"If-None-Match", &h->match},
                 {"Accept-Encoding", &h->encoding},
                 {"Accept-Language", &h->language}};
    char *value = line, *name = cut(&value, ":");

    value += strspn(value, " ");
    lc_guard_field(&h->guard, name, strlen(name), value, strlen(value));
    if (!strcasecmp(name, "X-Forwarded-For"))
        lc_address_forwarded(value, strlen(value), trusted, &here, &h->client);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcasecmp(name, known[i].name) && !**known[i].value)
            *known[i].value = value;
}

static void hear(heard *h, const lc_address_list *trusted, const uint8_t *data,
                 size_t len)
{
    char *at = h->text = lct_fuzz_text(data, len), *line;

    h->client = here;
    h->host = h->type = h->match = h->encoding = h->language = "";
    line = cut(&at, "\n");
    h->method = cut(&line, " ");
    h->target = cut(&line, " ");
    h->version = cut(&line, " ");
    while (*at && *at != '\n')
        take_field(h, trusted, cut(&at, "\n"));
    if (*at == '\n') {
        h->body = at + 1;
        h->body_len = strlen(h->body);
    }
}

/* ---- what is read of it ---- */

static void check_text(const char *s)
{
    MUST(lc_utf8_valid(s, strlen(s)) == strlen(s));
    for (; *s; s++)
        MUST((unsigned char)*s >= 0x20 && *s != 0x7f);
}

/* What the guard lets through can be read, or says what is wrong with it. */
static void check_target(const heard *h, lc_arena *arena)
{
    lc_request req = {.arena = arena, .accept_language = h->language};
    lc_error err = {0};

    if (lc_request_parse(&req, h->target, &err) != LIFE_OK) {
        MUST(err.text[0]);
    } else {
        MUST(req.segment_count <= LIFE_HTTP_SEGMENTS &&
             req.param_count <= LIFE_HTTP_PARAMS);
        for (size_t i = 0; i < req.segment_count; i++)
            check_text(req.segment[i]);
        for (size_t i = 0; i < req.param_count; i++) {
            check_text(req.param[i].name);
            check_text(req.param[i].value);
        }
    }
    MUST(lc_request_lang(&req) < LIFE_LANG_COUNT);
}

static void check_fields(const heard *h)
{
    static const lc_server_opts opts = {
        .hosts = "map.example.org,[2001:db8::5],localhost.",
        .public_url = "https://city.example.org/map/",
        .listen = "127.0.0.1:8015"};
    char etag[40] = "\"0123456789abcdef\"";
    lc_guard g = h->guard;
    lc_verdict v = lc_guard_finish(&g, lc_method_parse(h->method), h->version);

    MUST(!v.status || v.why);
    MUST(v.status ||
         (g.hosts <= 1 && g.body_bytes <= LIFE_HTTP_BODY_BYTES && !g.chunked));
    lc_origin_serves(&opts, h->host, h->target, &here);
    lc_response_accepts(h->encoding, "gzip");
    lc_response_accepts(h->encoding, "br");
    lc_etag_matches(h->match, etag);
    MUST(strlen(etag) < sizeof etag && *etag == '"');
}

static lc_address_list proxies(void)
{
    lc_address_list l;

    MUST(!lc_address_list_read("10.0.0.0/8,::1,2001:db8::/33", "trusted-proxy",
                               &l, NULL));
    return l;
}

void lct_fuzz_request(const uint8_t *data, size_t len)
{
    const lc_address_list trusted = proxies();
    lc_arena *arena = lc_arena_new(65536);
    heard h = {0};
    lc_address owner;
    lc_verdict v;

    hear(&h, &trusted, data, len);
    v = lc_guard_target(h.target);
    if (!v.status)
        check_target(&h, arena);
    check_fields(&h);
    owner = lc_address_owner(&h.client);
    MUST(!memcmp(&owner, &h.client, 8)); /* the first half is kept */
    lc_arena_free(arena);
    free(h.text);
}

/* A request's target, and the values that its route reads out of it. */
void lct_fuzz_params(const uint8_t *data, size_t len)
{
    lc_arena *arena = lc_arena_new(65536);
    lc_request req = {.arena = arena};
    char *raw = lct_fuzz_text(data, len);
    lc_error err = {0};
    lc_args args;

    if (lc_request_parse(&req, raw, NULL) == LIFE_OK) {
        size_t row = lc_endpoint_find(&req, LIFE_PUBLIC);
        lc_endpoint e = lc_endpoint_at(row < lc_endpoint_count() ? row : 0);

        if (lc_endpoint_read(&e, &req, 0, &args, &err))
            MUST(err.text[0]);
        lc_args_clear(&args);
    }
    lc_arena_free(arena);
    free(raw);
}

/* An area drawn by hand; the first byte chooses what it is drawn in. */
void lct_fuzz_body(const uint8_t *data, size_t len)
{
    static const char *const systems[] = {NULL, "gcj02", "bd09", NULL};
    lc_shape area;
    lc_error err = {0};
    lc_status st;

    if (!len)
        return;
    st = lc_area_parse((const char *)data + 1, len - 1, systems[*data % 4],
                       LIFE_AREA_POINTS_MAX, &area, &err);
    lct_fuzz_told((int)st, &err);
    MUST(st || (area.part_count && area.pt_count <= 2 * LIFE_AREA_POINTS_MAX));
    lc_shape_clear(&area);
}

static void put_scenario(const lc_scenario *s, lc_buf *out)
{
    lc_json j;

    lc_json_init(&j, out);
    lc_scenario_put(&j, NULL, s);
    MUST(out->data && !out->failed);
}

/* A scenario; the first byte chooses what its positions are in. What is told of
 * one is read again, and told in the same words. */
void lct_fuzz_scenario(const uint8_t *data, size_t len)
{
    lc_scenario s = {0}, again = {0};
    lc_buf told = {0}, twice = {0};
    lc_error err = {0};
    lc_status st;

    if (!len)
        return;
    st = lc_scenario_read(&s, (const char *)data + 1, len - 1,
                          (lc_crs_degrees)(*data % LIFE_DEGREES_COUNT), &err);
    lct_fuzz_told((int)st, &err);
    if (!st) {
        put_scenario(&s, &told);
        MUST(!lc_scenario_read(&again, told.data, told.len, LIFE_DEGREES_WGS84,
                               &err));
        put_scenario(&again, &twice);
        MUST(!strcmp(told.data, twice.data));
    }
    lc_buf_free(&told);
    lc_buf_free(&twice);
    lc_scenario_clear(&s);
    lc_scenario_clear(&again);
}

/* ---- up to its answer ---- */

static lc_service *service;

static void stop(void)
{
    lc_service_free(service);
}

static lc_service *serving(void)
{
    static const char *city;
    static lc_server_opts opts = {.city = &city,
                                  .city_count = 1,
                                  .hosts = "map.example.org",
                                  .public_url = "https://map.example.org",
                                  .trusted_proxies = "127.0.0.1",
                                  .quiet = true};
    lc_error err = {0};

    if (service)
        return service;
    city = lct_path(lct_fuzz_city());
    if (lc_service_new(&opts, &service, &err) ||
        lc_generations_load(lc_cities_at(service->cities, 0)->generations,
                            &err)) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    atexit(stop);
    return service;
}

/* It was not the server's fault, it is of the type it says, and has a length
 * that can be sent. */
static void check_answer(const lc_exchange *x, const lc_response *res)
{
    const char *type = res->content_type;

    MUST(res->status >= 200 && res->status < 600 && res->status != 500);
    MUST(res->header_count <= LIFE_RESPONSE_HEADERS);
    MUST(res->fixed || res->body.len <= LIFE_HTTP_ANSWER_BYTES);
    if (res->encoding || !type || res->fixed || x->head_only)
        return;
    if (strstr(type, "json") && !strstr(type, "-seq") &&
        !strstr(type, "ndjson")) { /* those are many texts */
        json_t *v = json_loadb(res->body.data, res->body.len,
                               JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

        MUST(v || !res->body.len);
        json_decref(v);
    }
    if (!strncmp(type, "text/", 5))
        MUST(lc_utf8_valid(res->body.data, res->body.len) == res->body.len);
}

/* What is sent piece by piece is gathered, and looked at as any other answer;
 * one that is cut off is none. */
static void gather(lc_response *res)
{
    lc_error err = {0};
    lc_status st = LIFE_OK;
    bool more = res->rest.of;

    MUST(!more || !res->body.len);
    while (!st && more)
        st = res->rest.make(res->rest.of, &res->body, &more, &err);
    if (st)
        lc_buf_clear(&res->body);
    if (res->rest.of)
        res->encoding = NULL; /* it would be coded as it is sent */
}

static void answer(lc_service *s, lc_exchange *x)
{
    lc_response res = {0};
    lc_budget budget;

    lc_admit(s, x);
    if (lc_service_begin(s, x) != LIFE_LIGHT) {
        lc_budget_begin(&budget, s->deadline_s, LIFE_ANSWER_STEPS,
                        &s->stopping);
        x->budget = &budget;
    }
    lc_service_answer(s, x, &res);
    gather(&res);
    check_answer(x, &res);
    lc_response_clear(&res);
    lc_service_end(s, x);
    x->budget = NULL;
}

void lct_fuzz_answer(const uint8_t *data, size_t len)
{
    lc_service *s = serving();
    lc_exchange *x = calloc(1, sizeof *x);
    heard h = {0};

    MUST(x);
    hear(&h, &s->trusted, data, len);
    x->listener = LIFE_PUBLIC;
    x->raw = h.target;
    x->client = h.client;
    x->local = here;
    x->req = (lc_request){.method = lc_method_parse(h.method),
                          .body = h.body_len ? h.body : NULL,
                          .body_len = h.body_len,
                          .chunks = true,
                          .is_long = len % 2, /* as if it were */
                          .content_type = h.type,
                          .if_none_match = h.match,
                          .accept_encoding = h.encoding,
                          .accept_language = h.language,
                          .host = h.host,
                          .arena = lc_arena_new(65536)};
    x->refused = lc_guard_target(h.target);
    if (!x->refused.status)
        x->refused = lc_guard_finish(&h.guard, x->req.method, h.version);
    answer(s, x);
    lc_arena_free(x->req.arena);
    free(x);
    free(h.text);
}
