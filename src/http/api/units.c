/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/units.c - units and what they are covered by, and whole layers.
 */
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/import/area.h"
#include "lifecircle/study/cover/coverage.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/params.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/service.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define LIFE_MAX_RADIUS_M    5000
#define LIFE_DEFAULT_MINUTES 15

static const char json[] = "application/json";
static const char geojson[] = "application/geo+json";
static const char csv[] = "text/csv; charset=utf-8; header=present";

static lc_status find_unit(const lc_context *ctx, const char *parameter,
                           const char *code, uint32_t *out, lc_error *err)
{
    *out = lc_world_find_unit(ctx->world, code);
    if (*out == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, parameter,
                             "there is no unit \"%.64s\"", code);
    return LIFE_OK;
}

LIFE_HANDLER(lc_api_units)
{
    static const char *const formats[] = {"json", "geojson", NULL};
    const char *parent_code = lc_param_find(req, "parent");
    uint32_t level = LIFE_NONE, parent = LIFE_NONE;
    size_t shapes = 0;
    const char *q;
    lc_status st;

    st = lc_param_level(req, ctx->world, &level, err);
    if (!st)
        st = lc_param_text(req, "q", &q, err);
    if (!st)
        st = lc_param_choice(req, "format", formats, &shapes, err);
    if (!st && parent_code)
        st = find_unit(ctx, "parent", parent_code, &parent, err);
    if (st)
        return st;
    lc_answer_units(&res->body, ctx->world, level, q, parent, shapes);
    return lc_response_done(res, shapes ? geojson : json, err);
}

LIFE_HANDLER(lc_api_unit)
{
    uint32_t unit;
    lc_status st = find_unit(ctx, "code", req->capture[0], &unit, err);

    if (st)
        return st;
    lc_answer_unit(&res->body, ctx->world, unit);
    return lc_response_done(res, geojson, err);
}

/* Walking with a limit in minutes, or straight with a radius: one or the
 * other, never mixed. */
static lc_status get_limit(const lc_context *ctx, const lc_request *req,
                           lc_coverage_query *q, lc_error *err)
{
    static const char *const modes[] = {"walk", "straight", NULL};
    bool has_radius = lc_param_find(req, "radius") != NULL;
    uint32_t minutes = LIFE_DEFAULT_MINUTES, radius_m = 0;
    size_t straight = has_radius;
    lc_status st;

    st = lc_param_choice(req, "mode", modes, &straight, err);
    if (!st)
        st = lc_param_uint(req, "radius", 1, LIFE_MAX_RADIUS_M, &radius_m, err);
    if (!st)
        st = lc_param_uint(req, "minutes", 1, ctx->service->max_minutes,
                           &minutes, err);
    if (st)
        return st;
    if (straight != has_radius || (straight && lc_param_find(req, "minutes")))
        return lc_fail_param(err, LIFE_ERR_USAGE, "radius",
                             "give minutes to walk, or a radius in metres "
                             "with mode=straight");
    q->straight = straight;
    q->limit_ms = minutes * 60000;
    q->radius_mm = radius_m * 1000;
    return LIFE_OK;
}

static lc_status get_coverage(const lc_context *ctx, const lc_request *req,
                              lc_coverage_request *out, lc_error *err)
{
    size_t levels = lc_world_level_count(ctx->world);
    lc_categories categories;
    lc_status st;

    *out = (lc_coverage_request){.level = levels ? (uint32_t)levels - 1 : 0,
                                 .unit = LIFE_NONE};
    st = lc_param_pace(req, ctx->world, &out->q.pace, err);
    if (!st)
        st = get_limit(ctx, req, &out->q, err);
    if (!st)
        st = lc_param_categories(req, ctx->world, &categories, err);
    if (!st)
        st = lc_param_level(req, ctx->world, &out->level, err);
    if (st)
        return st;
    out->categories = categories.set;
    out->basic = categories.basic;
    out->named = lc_param_find(req, "category") != NULL;
    return LIFE_OK;
}

static lc_status answer_coverage(const lc_context *ctx, const lc_request *req,
                                 lc_coverage_request *r, lc_response *res,
                                 lc_error *err)
{
    static const char *const formats[] = {"json", "geojson", "csv", NULL};
    static const char *const types[] = {json, geojson, csv};
    size_t format = 0;
    lc_status st = lc_param_choice(req, "format", formats, &format, err);

    if (st)
        return st;
    r->as_geojson = types[format] == geojson;
    st = types[format] == csv
             ? lc_answer_coverage_csv(&res->body, ctx->study, r, err)
             : lc_answer_coverage(&res->body, ctx->study, r, err);
    if (!st && types[format] == csv)
        lc_response_header(res, "Content-Disposition",
                           "attachment; filename=\"lifecircle-coverage.csv\"");
    return st ? st : lc_response_done(res, types[format], err);
}

LIFE_HANDLER(lc_api_unit_coverage)
{
    lc_coverage_request r;
    uint32_t unit;
    lc_status st = find_unit(ctx, "code", req->capture[0], &unit, err);

    if (!st)
        st = get_coverage(ctx, req, &r, err);
    if (st)
        return st;
    r.level = LIFE_NONE;
    r.unit = unit;
    return answer_coverage(ctx, req, &r, res, err);
}

/* "application/json; charset=utf-8" is JSON too. */
static bool is_json_type(const char *type)
{
    size_t len = strcspn(type, "; \t");

    return (len == sizeof json - 1 && !strncasecmp(type, json, len)) ||
           (len == sizeof geojson - 1 && !strncasecmp(type, geojson, len));
}

static lc_status area_coverage(const lc_context *ctx, const lc_request *req,
                               const lc_coverage_request *asked,
                               lc_response *res, lc_error *err)
{
    lc_coverage_request r = *asked;
    lc_shape area = {0};
    lc_error why = {0};
    lc_status st;

    if (!is_json_type(req->content_type)) {
        lc_problem(res, req->id, 415, NULL,
                   "the area must come as application/json or "
                   "application/geo+json",
                   "");
        return LIFE_OK;
    }
    if (lc_param_find(req, "level"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "level",
                             "level does not go with a drawn area");
    st = lc_area_parse(req->body ? req->body : "", req->body_len,
                       LIFE_AREA_POINTS_MAX, &area, &why);
    if (st)
        return lc_fail_param(err, st, "body", "body: %s", why.text);
    r.level = LIFE_NONE;
    r.area = &area;
    st = answer_coverage(ctx, req, &r, res, err);
    lc_shape_clear(&area);
    return st;
}

LIFE_HANDLER(lc_api_coverage)
{
    lc_coverage_request r;
    lc_status st = get_coverage(ctx, req, &r, err);

    if (st)
        return st;
    if (req->method == LIFE_POST)
        return area_coverage(ctx, req, &r, res, err);
    return answer_coverage(ctx, req, &r, res, err);
}

/* ---- layers ---- */

static lc_status keep_bytes(void *ctx, const void *bytes, size_t len,
                            lc_error *err)
{
    lc_response *res = ctx;

    lc_buf_put(&res->body, bytes, len);
    return res->body.failed ? lc_response_done(res, "", err) : LIFE_OK;
}

LIFE_HANDLER(lc_api_export)
{
    static const char *const formats[] = {"geojson", "geojsonseq", "csv", NULL};
    static const struct {
        lc_layer_format format;
        const char *type;
    } as[] = {{LIFE_FORMAT_GEOJSON, geojson},
              {LIFE_FORMAT_GEOJSONSEQ, "application/geo+json-seq"},
              {LIFE_FORMAT_CSV, csv}};
    const char *layer = req->capture[0];
    lc_coverage_request r;
    size_t format = 0;
    char name[96];
    size_t standard = 0;
    lc_status st = get_coverage(ctx, req, &r, err);

    if (!st)
        st = lc_param_choice(req, "format", formats, &format, err);
    if (!st)
        st =
            lc_param_choice(req, "standard", lc_standard_names, &standard, err);
    r.standard = lc_standard_names[standard];
    if (!st)
        st = lc_export_layer(ctx->study, layer, as[format].format, &r,
                             keep_bytes, res, err);
    if (st)
        return st;
    /* A layer that was found has a plain name. */
    snprintf(name, sizeof name, "attachment; filename=\"lifecircle-%s.%s\"",
             layer, formats[format]);
    lc_response_header(res, "Content-Disposition",
                       lc_arena_strdup(req->arena, name));
    return lc_response_done(res, as[format].type, err);
}
