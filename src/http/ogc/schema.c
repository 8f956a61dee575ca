/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/schema.c - see schema.h.
 *
 * The description is of OpenAPI 3.0.3 and small: desktop programs read all of
 * it for each layer, look for `limit` among a path's own parameters, and ask
 * for fields by name only where they are listed there.
 */
#include "src/http/ogc/schema.h"

#include "lifecircle/base/version.h"
#include "src/http/ogc/document.h"
#include "src/http/ogc/wish.h"

#include <stdio.h>
#include <string.h>

/* ---- types ---- */

/* Several parts of any kind have no type. */
static void put_type(lc_json *j, const lc_export_field *f)
{
    static const char *const types[] = {
        [LIFE_FIELD_TEXT] = "string",     [LIFE_FIELD_DATE] = "string",
        [LIFE_FIELD_INTEGER] = "integer", [LIFE_FIELD_DECIMAL] = "number",
        [LIFE_FIELD_MILLI] = "number",    [LIFE_FIELD_BOOL] = "boolean",
        [LIFE_FIELD_LIST] = "array",      [LIFE_FIELD_JSON] = ""};
    lc_field_type type = lc_field_type_of(f);

    if (type != LIFE_FIELD_JSON)
        lc_json_str(j, "type", types[type]);
    if (type == LIFE_FIELD_DATE)
        lc_json_str(j, "format", "date");
    if (type != LIFE_FIELD_LIST)
        return;
    lc_json_object(j, "items");
    lc_json_str(j, "type", "string");
    lc_json_end(j);
}

static void put_property(lc_json *j, const lc_request *req,
                         const lc_export_field *f, int sequence)
{
    lc_json_object(j, f->name);
    lc_json_str(j, "title", lc_ogc_answer_say(req, f->en, f->zh));
    put_type(j, f);
    if (*f->unit)
        lc_json_str(j, "x-ogc-unit", f->unit);
    if (sequence)
        lc_json_int(j, "x-ogc-propertySeq", sequence);
    lc_json_end(j);
}

static void put_geometry(lc_json *j, const lc_ogc_layer *l)
{
    static const char *const formats[] = {
        [LIFE_GEOMETRY_NONE] = "geometry-any",
        [LIFE_GEOMETRY_POINT] = "geometry-point",
        [LIFE_GEOMETRY_LINE] = "geometry-linestring",
        [LIFE_GEOMETRY_AREA] = "geometry-multipolygon"};

    lc_json_object(j, "geometry");
    lc_json_str(j, "format", formats[lc_layer_rows_geometry(l->rows)]);
    lc_json_str(j, "x-ogc-role", "primary-geometry");
    lc_json_end(j);
}

static void put_schema(const lc_context *ctx, const lc_request *req,
                       const lc_ogc_layer *l, bool queryables,
                       const lc_ogc_document *d, lc_buf *out)
{
    lc_buf id = {0};
    lc_json j;

    lc_ogc_answer_href(ctx, req, d->path, &id);
    lc_json_init(&j, out);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "$schema", "https://json-schema.org/draft/2020-12/schema");
    lc_json_str(&j, "$id", id.data);
    lc_json_str(&j, "type", "object");
    lc_json_str(&j, "title", lc_ogc_answer_say(req, l->kind->en, l->kind->zh));
    lc_json_object(&j, "properties");
    put_geometry(&j, l);
    for (size_t i = 0; i < l->fields.count; i++)
        if (!queryables || lc_wish_asks(&l->fields.field[i]))
            put_property(&j, req, &l->fields.field[i],
                         queryables ? 0 : (int)i + 1);
    lc_json_end(&j);
    lc_json_bool(&j, "additionalProperties", false);
    lc_json_end(&j);
    out->failed |= id.failed;
    lc_buf_free(&id);
}

static lc_status answer_schema(const lc_context *ctx, lc_request *req,
                               bool queryables, lc_response *res, lc_error *err)
{
    char path[96], up[80], title[120];
    lc_ogc_document d = {
        .path = path, .title = title, .type = LIFE_OGC_SCHEMA, .up_path = up};
    const lc_ogc_layer *l;
    lc_status st = lc_ogc_data_layer(ctx->ogc, req->capture[0], &l, err);

    if (!st)
        st = lc_ogc_document_form(req, &d.html, err);
    if (st)
        return st;
    d.up_title = lc_ogc_answer_say(req, l->kind->en, l->kind->zh);
    snprintf(up, sizeof up, "/collections/%s", l->kind->id);
    snprintf(path, sizeof path, "%s/%s", up,
             queryables ? "queryables" : "schema");
    snprintf(
        title, sizeof title, "%s%s%s", d.up_title,
        lc_ogc_answer_say(req, ": ", "："),
        queryables
            ? lc_ogc_answer_say(req, "what can be asked for", "可查询的字段")
            : lc_ogc_answer_say(req, "what a feature is like", "要素的结构"));
    put_schema(ctx, req, l, queryables, &d, &res->body);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}

lc_status lc_ogc_schema(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err)
{
    return answer_schema(ctx, req, false, res, err);
}

lc_status lc_ogc_schema_queryables(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err)
{
    return answer_schema(ctx, req, true, res, err);
}

/* ---- the description ---- */

static void begin_parameter(lc_json *j, const char *name, const char *in)
{
    lc_json_object(j, NULL);
    lc_json_str(j, "name", name);
    lc_json_str(j, "in", in);
    lc_json_bool(j, "required", !strcmp(in, "path"));
}

static void put_plain(lc_json *j, const char *name, const char *in,
                      const char *type)
{
    begin_parameter(j, name, in);
    lc_json_object(j, "schema");
    lc_json_str(j, "type", type);
    lc_json_end(j);
    lc_json_end(j);
}

static void put_limit(lc_json *j)
{
    begin_parameter(j, "limit", "query");
    lc_json_object(j, "schema");
    lc_json_str(j, "type", "integer");
    lc_json_int(j, "minimum", 1);
    lc_json_int(j, "maximum", LIFE_OGC_LIMIT_MOST);
    lc_json_int(j, "default", LIFE_OGC_LIMIT);
    lc_json_end(j);
    lc_json_str(j, "style", "form");
    lc_json_bool(j, "explode", false);
    lc_json_end(j);
}

static void put_bbox(lc_json *j)
{
    begin_parameter(j, "bbox", "query");
    lc_json_object(j, "schema");
    lc_json_str(j, "type", "array");
    lc_json_int(j, "minItems", 4);
    lc_json_int(j, "maxItems", 6);
    lc_json_object(j, "items");
    lc_json_str(j, "type", "number");
    lc_json_end(j);
    lc_json_end(j);
    lc_json_str(j, "style", "form");
    lc_json_bool(j, "explode", false);
    lc_json_end(j);
}

/* The form, where Accept doesn't say it. */
static void put_form(lc_json *j)
{
    begin_parameter(j, "f", "query");
    lc_json_object(j, "schema");
    lc_json_str(j, "type", "string");
    lc_json_array(j, "enum");
    lc_json_str(j, NULL, "json");
    lc_json_str(j, NULL, "html");
    lc_json_end(j);
    lc_json_end(j);
    lc_json_end(j);
}

static void put_response(lc_json *j, const char *type)
{
    lc_json_object(j, "responses");
    lc_json_object(j, "200");
    lc_json_str(j, "description", "the answer");
    lc_json_object(j, "content");
    lc_json_object(j, type);
    lc_json_end(j);
    lc_json_object(j, "text/html");
    lc_json_end(j);
    lc_json_end(j);
    lc_json_end(j);
    lc_json_object(j, "400");
    lc_json_str(j, "description", "a parameter is wrong, and which one");
    lc_json_end(j);
    lc_json_end(j);
}

static void begin_get(lc_json *j, const char *path, const char *summary)
{
    lc_json_object(j, path);
    lc_json_object(j, "get");
    lc_json_str(j, "summary", summary);
    lc_json_array(j, "parameters");
}

/* With what each path takes: all that comes after its own parameters. */
static void end_get(lc_json *j, const char *type)
{
    put_form(j);
    lc_json_end(j);
    put_response(j, type);
    lc_json_end(j);
    lc_json_end(j);
}

static void put_items(lc_json *j, const lc_request *req, const lc_ogc_layer *l)
{
    static const char *const texts[] = {"cursor",  "crs",         "bbox-crs",
                                        "filter",  "filter-lang", "filter-crs",
                                        "datetime"};
    char path[80];

    snprintf(path, sizeof path, "/collections/%s/items", l->kind->id);
    begin_get(j, path,
              lc_ogc_answer_say(req, l->kind->about_en, l->kind->about_zh));
    put_limit(j);
    put_plain(j, "offset", "query", "integer");
    put_bbox(j);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_plain(j, texts[i], "query", "string");
    for (size_t i = 0; i < l->fields.count; i++) {
        const lc_export_field *f = &l->fields.field[i];

        if (!lc_wish_asks(f))
            continue;
        begin_parameter(j, f->name, "query");
        lc_json_object(j, "schema");
        put_type(j, f);
        lc_json_end(j);
        lc_json_end(j);
    }
    end_get(j, LIFE_OGC_GEOJSON);
}

static void put_one(lc_json *j, const lc_request *req, const lc_ogc_layer *l)
{
    char path[80];

    snprintf(path, sizeof path, "/collections/%s/items/{featureId}",
             l->kind->id);
    begin_get(j, path, lc_ogc_answer_say(req, "one feature", "一个要素"));
    put_plain(j, "featureId", "path", "string");
    put_plain(j, "crs", "query", "string");
    end_get(j, LIFE_OGC_GEOJSON);
}

static void put_fixed(lc_json *j, const lc_request *req)
{
    static const struct {
        const char *path, *en, *zh, *type;
        bool layer;
    } paths[] = {
        {"/", "what there is", "概览", "application/json", false},
        {"/conformance", "classes conformed to", "所符合的标准类",
         "application/json", false},
        {"/api", "this description", "本说明", LIFE_OGC_API, false},
        {"/collections", "the collections", "全部数据集", "application/json",
         false},
        {"/collections/{collectionId}", "one of them", "一个数据集",
         "application/json", true},
        {"/collections/{collectionId}/queryables", "what can be asked for",
         "可查询的字段", LIFE_OGC_SCHEMA, true},
        {"/collections/{collectionId}/schema", "what a feature is like",
         "要素的结构", LIFE_OGC_SCHEMA, true},
    };

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        begin_get(j, paths[i].path,
                  lc_ogc_answer_say(req, paths[i].en, paths[i].zh));
        if (paths[i].layer)
            put_plain(j, "collectionId", "path", "string");
        end_get(j, paths[i].type);
    }
}

static lc_status put_paths(const lc_context *ctx, const lc_request *req,
                           lc_json *j, lc_error *err)
{
    lc_status st = LIFE_OK;

    lc_json_object(j, "paths");
    put_fixed(j, req);
    for (size_t i = 0; !st && i < LIFE_OGC_KINDS; i++) {
        const lc_ogc_layer *l;

        st = lc_ogc_data_layer(ctx->ogc, lc_ogc_data_kinds[i].id, &l, err);
        if (st)
            return st;
        put_items(j, req, l);
        put_one(j, req, l);
    }
    lc_json_end(j);
    return st;
}

lc_status lc_ogc_schema_api(const lc_context *ctx, lc_request *req,
                            lc_response *res, lc_error *err)
{
    lc_ogc_document d = {.path = "/api",
                         .title = lc_ogc_answer_say(
                             req, "the service's description", "服务说明"),
                         .type = LIFE_OGC_API,
                         .up_path = "",
                         .up_title = LIFE_OGC_TITLE};
    lc_buf url = {0};
    lc_json j;
    lc_status st = lc_ogc_document_form(req, &d.html, err);

    if (st)
        return st;
    lc_ogc_answer_href(ctx, req, "", &url);
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "openapi", "3.0.3");
    lc_json_object(&j, "info");
    lc_json_str(&j, "title", "lifecircle: OGC API - Features");
    lc_json_str(&j, "version", LIFE_VERSION);
    lc_json_end(&j);
    lc_json_array(&j, "servers");
    lc_json_object(&j, NULL);
    lc_json_str(&j, "url", url.data);
    lc_json_end(&j);
    lc_json_end(&j);
    res->body.failed |= url.failed;
    lc_buf_free(&url);
    st = put_paths(ctx, req, &j, err);
    if (st)
        return st;
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}
