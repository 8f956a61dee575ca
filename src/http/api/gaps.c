/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/gaps.c - where a category leaves homes uncovered.
 */
#include "lifecircle/study/cover/gaps.h"

#include "lifecircle/export/answers/answers.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/params.h"

#define LIFE_MAX_GAPS    50
#define LIFE_MAX_MINUTES 30 /* as of an isochrone: each home is one */

static lc_status read_query(const lc_context *ctx, const lc_request *req,
                            lc_gap_query *q, lc_error *err)
{
    const char *unit = lc_param_find(req, "unit");
    uint32_t minutes = 15, k = 5;
    lc_categories categories;
    lc_status st = lc_param_categories(req, ctx->world, &categories, err);

    if (!st && categories.only >= lc_world_category_count(ctx->world))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "category",
                           "gaps are of one category, not of several");
    if (!st)
        st = lc_param_uint(req, "minutes", 1, LIFE_MAX_MINUTES, &minutes, err);
    if (!st)
        st = lc_param_uint(req, "k", 1, LIFE_MAX_GAPS, &k, err);
    if (!st)
        st = lc_param_pace(req, ctx->world, &q->pace, err);
    if (st)
        return st;
    q->category = categories.only;
    q->limit_ms = minutes * 60000;
    q->most = k;
    q->unit = unit ? lc_world_find_unit(ctx->world, unit) : LIFE_NONE;
    if (unit && q->unit == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                             "there is no unit \"%.64s\"", unit);
    return LIFE_OK;
}

LIFE_HANDLER(lc_api_gaps)
{
    lc_gap_query q = {0};
    lc_gap_list l;
    lc_status st = read_query(ctx, req, &q, err);

    if (!st)
        st = lc_gaps_find(ctx->walker, &q, &l, err);
    if (st)
        return st;
    lc_answer_gaps(&res->body, ctx->world, &q, &l);
    lc_gap_list_clear(&l);
    return lc_response_done(res, "application/geo+json", err);
}
