/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * api_report.c - the standards, and a unit held against one.
 */
#include "handlers.h"
#include "lifecircle/analysis/indicators.h"
#include "lifecircle/export/answers.h"
#include "params.h"
#include "service.h"

#define LIFE_MAX_AT_ONCE 2 /* so that others find a thread free */

/* `code` NULL: the whole city. */
static lc_status read_query(const lc_context *ctx, const lc_request *req,
                            const char *code, lc_report_query *q,
                            const char **standard, lc_error *err)
{
    static const char *const yes[] = {"no", "yes", NULL};
    size_t named = 0, steps = 0;
    uint32_t year = 0;
    lc_status st =
        lc_param_choice(req, "standard", lc_standard_names, &named, err);

    if (!st)
        st = lc_param_uint(req, "year", 1900, 2200, &year, err);
    if (!st)
        st = lc_param_choice(req, "steps", yes, &steps, err);
    *standard = lc_standard_names[named];
    *q = (lc_report_query){
        .unit = LIFE_NONE, .year = (int)year, .steps = steps != 0};
    if (st || !code)
        return st;
    q->unit = lc_world_find_unit(ctx->world, code);
    if (q->unit == LIFE_NONE)
        st = lc_fail_param(err, LIFE_ERR_NOT_FOUND, "code",
                           "there is no unit \"%.64s\"", code);
    return st;
}

static lc_status answer_json(const lc_context *ctx, const lc_assessment *a,
                             const lc_report_query *q, lc_response *res,
                             lc_error *err)
{
    atomic_uint *heavy = &ctx->service->heavy;
    lc_report r;
    lc_status st;

    /* Next steps take a search for each home of the gaps. */
    if (!q->steps || atomic_fetch_add(heavy, 1) < LIFE_MAX_AT_ONCE)
        st = lc_report_make(ctx->world, a, q, &r, err);
    else
        st = lc_fail(err, LIFE_ERR_BUSY,
                     "others are asking for next steps just now: try again");
    if (q->steps)
        atomic_fetch_sub(heavy, 1);
    if (st)
        return st;
    lc_answer_report(&res->body, &r, a);
    lc_report_clear(&r);
    return lc_response_done(res, "application/json", err);
}

static lc_status answer_csv(const lc_context *ctx, const lc_assessment *a,
                            uint32_t level, const lc_report_query *q,
                            lc_response *res, lc_error *err)
{
    lc_status st =
        lc_answer_report_csv(&res->body, ctx->world, a, level, q, err);

    if (st)
        return st;
    lc_response_header(res, "Content-Disposition",
                       "attachment; filename=\"lifecircle-report.csv\"");
    return lc_response_done(res, "text/csv; charset=utf-8; header=present",
                            err);
}

static lc_status answer(const lc_context *ctx, const lc_request *req,
                        const char *code, lc_response *res, lc_error *err)
{
    static const char *const formats[] = {"json", "csv", NULL};
    const lc_assessment *a;
    const char *standard;
    lc_report_query q;
    uint32_t level = LIFE_NONE;
    size_t format = 0;
    lc_status st = read_query(ctx, req, code, &q, &standard, err);

    if (!st)
        st = lc_param_choice(req, "format", formats, &format, err);
    if (!st && !code)
        st = lc_param_level(req, ctx->world, &level, err);
    if (!st && level != LIFE_NONE && !format)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "level",
                           "all units of a level come with format=csv");
    if (!st)
        st = lc_world_assess(ctx->world, standard, &a, err);
    if (st)
        return st;
    return format ? answer_csv(ctx, a, level, &q, res, err)
                  : answer_json(ctx, a, &q, res, err);
}

LIFE_HANDLER(lc_api_unit_report)
{
    return answer(ctx, req, req->capture[0], res, err);
}

LIFE_HANDLER(lc_api_report)
{
    return answer(ctx, req, NULL, res, err);
}

LIFE_HANDLER(lc_api_standards)
{
    lc_status st = lc_answer_standards(&res->body, ctx->world, err);

    (void)req;
    return st ? st : lc_response_done(res, "application/json", err);
}
