/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/report.c - the standards, and a unit held against one.
 */
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/export/pages/report_html.h"
#include "lifecircle/study/assess/indicators.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/params.h"

#include <string.h>

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
    lc_report r;
    lc_status st = lc_report_make(ctx->study, a, q, &r, err);

    if (st)
        return st;
    lc_answer_report(&res->body, &r, a);
    lc_report_clear(&r);
    return lc_response_done(res, "application/json", err);
}

static lc_status write_page(const lc_context *ctx, const lc_request *req,
                            const lc_report *r, lc_report_page page,
                            lc_response *res, lc_error *err)
{
    lc_scenery scenery = {ctx->tiles, lc_tiles_scenery};
    lc_buf text = {0};
    lc_status st;

    page.scenery = &scenery;
    if (lc_origin_put(ctx, req, &text)) {
        lc_report_path(&text, r, page.lang);
        page.address = text.data;
    }
    st = lc_report_html(&res->body, ctx->study, r, &page, err);
    lc_buf_clear(&text);
    lc_report_policy(&text);
    lc_buf_puts(&text, "; frame-ancestors 'none'");
    if (!text.failed)
        res->policy = lc_arena_strdup(req->arena, text.data);
    lc_buf_free(&text);
    return st;
}

/* A unit's page has its steps always, the whole city's where they are asked
 * for: that takes seconds. Its policy lets its own style in. */
static lc_status answer_page(const lc_context *ctx, const lc_request *req,
                             const lc_assessment *a, lc_report_query q,
                             lc_response *res, lc_error *err)
{
    lc_report_page page = {0};
    lc_report r;
    lc_status st = lc_param_lang(req, &page.lang, err);

    page.steps = q.steps |= q.unit != LIFE_NONE;
    if (!st)
        st = lc_report_make(ctx->study, a, &q, &r, err);
    if (st)
        return st;
    st = write_page(ctx, req, &r, page, res, err);
    lc_report_clear(&r);
    return st ? st : lc_response_done(res, "text/html; charset=utf-8", err);
}

static lc_status answer_csv(const lc_context *ctx, const lc_assessment *a,
                            uint32_t level, const lc_report_query *q,
                            lc_response *res, lc_error *err)
{
    lc_status st =
        lc_answer_report_csv(&res->body, ctx->study, a, level, q, err);

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
    static const char *const formats[] = {"json", "csv", "html", NULL};
    enum { JSON, CSV, HTML };
    const lc_assessment *a;
    const char *standard;
    lc_report_query q;
    uint32_t level = LIFE_NONE;
    size_t format = JSON;
    lc_status st = read_query(ctx, req, code, &q, &standard, err);

    if (!st)
        st = lc_param_choice(req, "format", formats, &format, err);
    if (!st && !code)
        st = lc_param_level(req, ctx->world, &level, err);
    if (!st && level != LIFE_NONE && format != CSV)
        st = lc_fail_param(err, LIFE_ERR_USAGE, "level",
                           "all units of a level come with format=csv");
    if (!st)
        st = lc_assessment_get(ctx->study, standard, &a, err);
    if (st)
        return st;
    return format == CSV    ? answer_csv(ctx, a, level, &q, res, err)
           : format == HTML ? answer_page(ctx, req, a, q, res, err)
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

LIFE_HANDLER(lc_api_list)
{
    static const char *const formats[] = {"json", "csv", NULL};
    const char *name = req->capture[0], *code = lc_param_find(req, "unit");
    const lc_assessment *a;
    lc_list_query q = {.unit = LIFE_NONE};
    lc_report_query found;
    const char *standard;
    size_t format = 0, i = 0;
    lc_status st = read_query(ctx, req, code, &found, &standard, err);

    while (lc_list_names[i] && strcmp(lc_list_names[i], name) != 0)
        i++;
    if (!st && !lc_list_names[i])
        st = lc_fail_param(err, LIFE_ERR_NOT_FOUND, "list",
                           "there is no list \"%.32s\": policy, projects, "
                           "data",
                           name);
    if (!st)
        st = lc_param_choice(req, "format", formats, &format, err);
    if (!st)
        st = lc_assessment_get(ctx->study, standard, &a, err);
    if (st)
        return st;
    q = (lc_list_query){(lc_list)i, found.unit, format != 0};
    st = lc_answer_list(&res->body, ctx->study, a, &q, err);
    if (st)
        return st;
    if (format)
        lc_response_header(res, "Content-Disposition",
                           "attachment; filename=\"lifecircle-list.csv\"");
    return lc_response_done(res,
                            format ? "text/csv; charset=utf-8; header=present"
                                   : "application/json",
                            err);
}

LIFE_HANDLER(lc_api_standards)
{
    lc_status st = lc_answer_standards(&res->body, ctx->world, err);

    (void)req;
    return st ? st : lc_response_done(res, "application/json", err);
}
