/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/plain.c - /plain: the core answer without scripts. What is wrong
 * with an address is told on such a page too, since a person reads it.
 */
#include "lifecircle/export/pages/plain_html.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/params.h"
#include "src/http/serve/service.h"

static lc_status read_page(const lc_context *ctx, const lc_request *req,
                           lc_plain *p, lc_error *err)
{
    lc_status st = lc_param_lang(req, &p->lang, err);

    if (!st)
        st = lc_param_pace(req, ctx->world, &p->pace, err);
    if (!st)
        st = lc_param_uint(req, "minutes", 1, ctx->service->max_minutes,
                           &p->minutes, err);
    return st;
}

static lc_status write_page(const lc_context *ctx, const lc_request *req,
                            const lc_plain *p, lc_buf *out, lc_error *err)
{
    const char *q, *code = lc_param_find(req, "unit");
    uint32_t unit = code ? lc_world_find_unit(ctx->world, code) : LIFE_NONE;
    const char *to = lc_param_find(req, "to");
    uint32_t facility = to ? lc_world_find_facility(ctx->world, to) : LIFE_NONE;
    lc_lonlat at;
    lc_status st = lc_param_text(req, "q", &q, err);

    if (st)
        return st;
    if (*q)
        return lc_plain_search(out, p, q, err);
    if (unit != LIFE_NONE)
        return lc_plain_unit(out, p, unit, err);
    if (code)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                             "there is no unit \"%.64s\"", code);
    if (lc_param_find(req, "lon") || lc_param_find(req, "lat") || to) {
        st = lc_param_lonlat(req, &at, err);
        if (!st && to && facility == LIFE_NONE)
            st = lc_fail_param(err, LIFE_ERR_NOT_FOUND, "to",
                               "there is no facility \"%.64s\"", to);
        if (st)
            return st;
        return to ? lc_plain_route(out, p, at, facility, err)
                  : lc_plain_place(out, p, at, err);
    }
    lc_plain_start(out, p);
    return LIFE_OK;
}

/* Our own faults and the machine's are problems like any other's. */
static bool is_their_mistake(lc_status st)
{
    return st == LIFE_ERR_RANGE || st == LIFE_ERR_USAGE ||
           st == LIFE_ERR_NOT_FOUND || st == LIFE_ERR_PARSE;
}

LIFE_HANDLER(lc_api_plain)
{
    lc_plain p = {.study = ctx->study,
                  .w = ctx->world,
                  .a = ctx->walker,
                  .lang = LIFE_LANG_ZH,
                  .minutes = 15};
    lc_error why = {0};
    lc_buf policy = {0};
    lc_status st = read_page(ctx, req, &p, &why);

    if (st)
        p.pace = 0;
    else
        st = write_page(ctx, req, &p, &res->body, &why);
    if (is_their_mistake(st)) {
        lc_buf_clear(&res->body);
        lc_plain_wrong(&res->body, &p, why.text);
        res->status = st == LIFE_ERR_NOT_FOUND ? 404 : 400;
        st = LIFE_OK;
    }
    lc_plain_policy(&policy);
    if (!policy.failed)
        res->policy = lc_arena_strdup(req->arena, policy.data);
    lc_buf_free(&policy);
    if (st) {
        if (err)
            *err = why;
        return st;
    }
    return lc_response_done(res, "text/html; charset=utf-8", err);
}
