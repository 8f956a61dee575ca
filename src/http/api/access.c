/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/access.c - how much of a service there is for each person.
 */
#include "lifecircle/export/answers/access.h"

#include "lifecircle/study/cover/capacity.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/params.h"

#define LIFE_MAX_MINUTES 30 /* each facility is a search of that reach */

static lc_status read_capacity(const lc_context *ctx, const lc_request *req,
                               uint32_t *out, lc_error *err)
{
    const char *id = lc_param_find(req, "capacity");
    lc_categories categories;
    lc_status st;

    if (id) {
        *out = lc_capacity_find(ctx->study, id);
        if (*out == LIFE_NONE)
            return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "capacity",
                                 "there is no kind of capacity \"%.64s\"", id);
        return LIFE_OK;
    }
    if (!lc_param_find(req, "category"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "category",
                             "name a category, or a capacity");
    st = lc_param_categories(req, ctx->world, &categories, err);
    if (st)
        return st;
    if (categories.only >= lc_world_category_count(ctx->world))
        return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                             "one category at a time; capacity names those "
                             "that are counted together");
    *out = lc_capacity_of(ctx->study, categories.only);
    if (*out == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                             "no capacity is counted for that category");
    return LIFE_OK;
}

static lc_status read_where(const lc_context *ctx, const lc_request *req,
                            lc_access_request *r, lc_error *err)
{
    size_t levels = lc_world_level_count(ctx->world);
    const char *unit = lc_param_find(req, "unit");

    r->level = levels ? (uint32_t)levels - 1 : 0;
    r->unit = unit ? lc_world_find_unit(ctx->world, unit) : LIFE_NONE;
    if (unit && r->unit == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "unit",
                             "there is no unit \"%.64s\"", unit);
    return lc_param_level(req, ctx->world, &r->level, err);
}

static lc_status read_request(const lc_context *ctx, const lc_request *req,
                              lc_access_request *r, lc_error *err)
{
    const char *decay = lc_param_find(req, "decay");
    const char *rank_by = lc_param_find(req, "rank_by");
    uint32_t minutes = 15;
    lc_status st = read_capacity(ctx, req, &r->q.capacity, err);

    if (!st)
        st = lc_param_uint(req, "minutes", 1, LIFE_MAX_MINUTES, &minutes, err);
    if (!st)
        st = lc_param_pace(req, ctx->world, &r->q.pace, err);
    if (!st)
        st = read_where(ctx, req, r, err);
    if (st)
        return st;
    r->q.limit_ms = minutes * 60000;
    r->q.ages = lc_param_find(req, "age");
    r->rank_by = rank_by ? rank_by : "density";
    if (decay)
        r->q.catchment = lc_catchment_find(ctx->study, decay);
    if (r->q.catchment == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_RANGE, "decay",
                             "there is no decay \"%.64s\"", decay);
    return LIFE_OK;
}

LIFE_HANDLER(lc_api_access)
{
    static const char *const formats[] = {"json", "csv", NULL};
    lc_access_request r = {0};
    lc_access_answer a = {0};
    size_t csv = 0;
    lc_status st = read_request(ctx, req, &r, err);

    if (!st)
        st = lc_param_choice(req, "format", formats, &csv, err);
    if (!st)
        st = lc_access_ask(ctx->study, &r, &a, err);
    if (st)
        return st;
    if (csv) {
        lc_answer_access_csv(&res->body, &r, &a);
        lc_response_header(res, "Content-Disposition",
                           "attachment; filename=\"lifecircle-access.csv\"");
    } else {
        lc_answer_access(&res->body, &r, &a);
    }
    lc_access_answer_clear(&a);
    return lc_response_done(res,
                            csv ? "text/csv; charset=utf-8; header=present"
                                : "application/json",
                            err);
}
