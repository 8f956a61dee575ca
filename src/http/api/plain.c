/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/plain.c - /plain: the core answer without scripts. What is wrong
 * with an address is told on such a page too, since a person reads it.
 */
#include "src/http/api/plain.h"

#include "lifecircle/ask/args/crs.h"
#include "lifecircle/export/pages/page.h"
#include "lifecircle/export/pages/plain/place.h"
#include "lifecircle/export/pages/plain/plain.h"
#include "lifecircle/export/pages/plain/route.h"
#include "lifecircle/export/pages/plain/unit.h"
#include "lifecircle/words/say.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

/* The most telling parameter decides: a search, else a unit, else the way to a
 * facility, else a place; what else was given is carried along in the links. */
static lc_status write_page(const lc_args *args, const lc_plain *p, lc_buf *out,
                            lc_error *err)
{
    lc_lonlat at = {args->v[LIFE_PARAM_LON].degrees,
                    args->v[LIFE_PARAM_LAT].degrees};
    const char *q = args->v[LIFE_PARAM_Q].text;

    if (q && *q)
        return lc_plain_search(out, p, q, err);
    if (args->v[LIFE_PARAM_UNIT].given)
        return lc_plain_unit(out, p, args->v[LIFE_PARAM_UNIT].n, err);
    if (args->v[LIFE_PARAM_TO].given && args->v[LIFE_PARAM_LON].given)
        return lc_plain_route(out, p, at, args->v[LIFE_PARAM_TO].n, err);
    if (args->v[LIFE_PARAM_TO].given)
        return lc_fail_param(err, LIFE_ERR_USAGE, "lon", "lon is missing");
    if (args->v[LIFE_PARAM_LON].given)
        return lc_plain_place(out, p, at, err);
    lc_plain_start(out, p);
    return LIFE_OK;
}

/* Our own faults and the machine's are problems like any other's. */
static bool is_their_mistake(lc_status st)
{
    return st == LIFE_ERR_RANGE || st == LIFE_ERR_USAGE ||
           st == LIFE_ERR_NOT_FOUND || st == LIFE_ERR_PARSE;
}

/* A status of 4xx with a page that says why: a browser shows the body, and a
 * program sees the status. */
lc_status lc_api_plain(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err)
{
    const lc_value *v = ctx->args->v;
    lc_plain p = {.study = ctx->study,
                  .w = ctx->world,
                  .a = ctx->walker,
                  .links = ctx->links,
                  .operator= & ctx->service->opts->operator,
                  .lang =(lc_lang) v[LIFE_PARAM_LANG].n,
                  .pace = v[LIFE_PARAM_PACE].n,
                  .minutes = v[LIFE_PARAM_MINUTES].n,
                  .services = v[LIFE_PARAM_SERVICES].services,
                  .crs = (lc_crs_degrees)v[LIFE_PARAM_CRS].n};
    lc_error why = *ctx->wrong;
    lc_buf policy = {0}, moved = {0};
    lc_status st = why.status;

    res->content_type = "text/html; charset=utf-8";
    lc_args_crs_say(ctx->args, p.lang, &moved);
    p.moved = st ? NULL : lc_say_part(&res->body, &moved);
    if (!st)
        st = write_page(ctx->args, &p, &res->body, &why);
    lc_buf_free(&moved);
    p.moved = NULL;
    if (is_their_mistake(st)) {
        lc_buf_clear(&res->body);
        lc_plain_wrong(&res->body, &p, why.text);
        res->status = lc_problem_status(&why);
        st = LIFE_OK;
    }
    lc_page_policy(&policy, LIFE_PAGE_PLAIN);
    lc_buf_puts(&policy, "; frame-ancestors 'none'");
    if (!policy.failed)
        res->policy = lc_arena_strdup(req->arena, policy.data);
    lc_buf_free(&policy);
    if (st) {
        if (err)
            *err = why;
        return st;
    }
    return lc_response_done(res, res->content_type, err);
}
