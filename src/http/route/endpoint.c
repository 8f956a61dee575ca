/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/endpoint.c - finds a request's route, and reads its
 * parameters.
 */
#include "src/http/route/endpoint.h"

#include "lifecircle/ask/args/read.h"
#include "lifecircle/ask/questions.h"
#include "src/http/route/ask.h"
#include "src/http/route/routes.h"

#include <string.h>

/* ---- the table ---- */

size_t lc_endpoint_count(void)
{
    return lc_question_count + lc_route_count;
}

static lc_endpoint own_route(size_t i)
{
    static const lc_use none[] = {{.id = LIFE_PARAM_NONE}};
    lc_endpoint e = lc_routes[i];

    e.uses = e.uses ? e.uses : none;
    e.methods = e.methods ? e.methods : LIFE_GET;
    e.listener = e.listener ? e.listener : LIFE_PUBLIC;
    return e;
}

lc_endpoint lc_endpoint_at(size_t i)
{
    const lc_question *q;

    if (i >= lc_question_count)
        return own_route(i - lc_question_count);
    q = lc_questions[i];
    return (lc_endpoint){
        .root = LIFE_API_ROOT,
        .path = q->path,
        .question = q,
        .handler = lc_ask_answer,
        .uses = q->uses,
        .formats = q->formats,
        .methods = lc_question_takes(q, LIFE_PARAM_SCENARIO, 0)
                       ? LIFE_POST /* without one there is no answer */
                   : lc_question_takes(q, LIFE_PARAM_AREA, 0)
                       ? LIFE_GET | LIFE_POST
                       : LIFE_GET,
        .listener = LIFE_PUBLIC,
        .needs_city = true,
        .weight = q->weight,
        .slow_if = q->slow_if,
        .cache = q->about_place ? LIFE_CACHE_NO_STORE : LIFE_CACHE_DATA,
        .schema = q->schema,
        .summary = q->text[LIFE_LANG_EN],
    };
}

/* ---- finding ---- */

/* One segment against one part of a pattern, both without slashes. For
 * "{y}.mvt" *capture is what stands before ".mvt". */
static bool segment_matches(lc_request *req, const char *part, size_t len,
                            const char *segment, const char **capture)
{
    size_t have = strlen(segment), tail;
    const char *close;

    if (*part != '{')
        return have == len && !memcmp(part, segment, len);
    close = memchr(part, '}', len);
    tail = len - (size_t)(close + 1 - part);
    if (have <= tail || memcmp(segment + have - tail, close + 1, tail) != 0)
        return false;
    *capture =
        tail ? lc_arena_strndup(req->arena, segment, have - tail) : segment;
    return *capture != NULL;
}

/* Matches segments from *i on, and moves it behind them. */
static bool path_matches(const char *pattern, lc_request *req, size_t *i)
{
    size_t captures = 0;

    for (; *pattern; ++*i) { /* at a slash */
        size_t len = strcspn(++pattern, "/");

        if (*i == req->segment_count ||
            !segment_matches(req, pattern, len, req->segment[*i],
                             &req->capture[captures]))
            return false;
        captures += *pattern == '{';
        pattern += len;
    }
    return true;
}

/* Some clients put a slash behind any address. */
static bool ends_at(const lc_endpoint *e, const lc_request *req, size_t at)
{
    return at == req->segment_count ||
           (e->or_slash && at + 1 == req->segment_count && !*req->segment[at]);
}

/* A list of some thirty is walked faster than a tree is kept. */
size_t lc_endpoint_find(lc_request *req, lc_listener listener)
{
    size_t count = lc_endpoint_count();

    for (size_t i = 0; i < count; i++) {
        lc_endpoint e = lc_endpoint_at(i);
        size_t at = 0;

        if ((e.listener & listener) && path_matches(e.root, req, &at) &&
            path_matches(e.path, req, &at) && ends_at(&e, req, at))
            return i;
    }
    return count;
}

unsigned lc_endpoint_methods(const lc_endpoint *route)
{
    return route->methods | LIFE_OPTIONS |
           (route->methods & LIFE_GET ? LIFE_HEAD : 0);
}

const char *lc_methods_text(unsigned methods)
{
    if (!(methods & LIFE_GET))
        return "POST, OPTIONS";
    return methods & LIFE_POST ? "GET, HEAD, POST, OPTIONS"
                               : "GET, HEAD, OPTIONS";
}

/* ---- weighing ---- */

/* Whether one of the words of "name=value name" is the parameter; a name alone
 * is it with any value. */
static bool is_listed(const char *list, const lc_pair *p)
{
    size_t name = strlen(p->name);

    while (*list) {
        size_t len = strcspn(list, " ");

        if (len == name && !memcmp(list, p->name, name))
            return true;
        if (len > name && !memcmp(list, p->name, name) && list[name] == '=' &&
            len - name - 1 == strlen(p->value) &&
            !memcmp(list + name + 1, p->value, len - name - 1))
            return true;
        list += len;
        list += strspn(list, " ");
    }
    return false;
}

/* The same of the parameters that are parts of the path. */
static bool path_is_listed(const lc_endpoint *route, const lc_request *req)
{
    size_t n = 0;

    for (const lc_use *use = route->uses; use && use->id; use++) {
        lc_pair part = {lc_params[use->id].name, NULL};

        if (!(use->flags & LIFE_USE_PATH))
            continue;
        part.value = req->capture[n++];
        if (is_listed(route->slow_if, &part))
            return true;
    }
    return false;
}

lc_weight lc_endpoint_weigh(const lc_endpoint *route, const lc_request *req)
{
    if (!route->slow_if)
        return route->weight;
    for (size_t i = 0; i < req->param_count; i++)
        if (is_listed(route->slow_if, &req->param[i]))
            return LIFE_SLOW;
    return path_is_listed(route, req) ? LIFE_SLOW : route->weight;
}

/* ---- reading ---- */

/* Captures go to the parameters that are parts of the path, in order. */
static void take_captures(const lc_request *req, lc_args *out)
{
    size_t n = 0;

    for (size_t i = 0; i < out->use_count; i++)
        if (out->uses[i].flags & LIFE_USE_PATH)
            out->raw[out->uses[i].id] = req->capture[n++];
}

/* What a route does not take is refused: a slip in a name would else go
 * unnoticed, and the answer be to another question. */
static lc_status take_query(const lc_request *req, lc_args *out, lc_error *err)
{
    for (size_t i = 0; i < req->param_count; i++) {
        const char *name = req->param[i].name;
        const lc_use *use = lc_args_use(out, name);

        if (!use)
            return lc_fail_param(err, LIFE_ERR_USAGE, name,
                                 "parameter %.40s is not known here", name);
        out->raw[use->id] = req->param[i].value;
    }
    return LIFE_OK;
}

lc_status lc_endpoint_read(const lc_endpoint *route, const lc_request *req,
                           uint32_t most_minutes, lc_args *out, lc_error *err)
{
    lc_status st;

    lc_args_open(out, LIFE_DOOR_REQUEST, route->uses,
                 route->formats ? route->formats : "");
    out->most_minutes = most_minutes;
    take_captures(req, out);
    if (req->method == LIFE_POST) {
        for (size_t i = 0; i < out->use_count; i++)
            if (lc_param_is_body(out->uses[i].id))
                out->raw[out->uses[i].id] = req->body ? req->body : "";
        out->body_len = req->body_len;
    }
    st = route->own_params ? LIFE_OK : take_query(req, out, err);
    return st ? st : lc_args_read(out, err);
}
