/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/about.c - see about.h.
 */
#include "src/http/ogc/about.h"

#include "lifecircle/world/setting.h"
#include "lifecircle/world/source.h"
#include "src/http/ogc/document.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

#include <stdio.h>
#include <string.h>

#define REL "http://www.opengis.net/def/rel/ogc/1.0/"

/* Each has a test of all its clauses (tests/http/ogc.md). The class of spatial
 * operators had another name when clients were written. */
#define SPEC "http://www.opengis.net/spec/"
static const char *const classes[] = {
    "ogcapi-features-1/1.0/conf/core",
    "ogcapi-features-1/1.0/conf/geojson",
    "ogcapi-features-1/1.0/conf/html",
    "ogcapi-features-1/1.0/conf/oas30",
    "ogcapi-features-2/1.0/conf/crs",
    "ogcapi-features-3/1.0/conf/queryables",
    "ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "ogcapi-features-3/1.0/conf/filter",
    "ogcapi-features-3/1.0/conf/features-filter",
    "cql2/1.0/conf/cql2-text",
    "cql2/1.0/conf/basic-cql2",
    "cql2/1.0/conf/advanced-comparison-operators",
    "cql2/1.0/conf/case-insensitive-comparison",
    "cql2/1.0/conf/basic-spatial-operators",
    "cql2/1.0/conf/basic-spatial-functions",
    "ogcapi-features-5/1.0/conf/schemas",
    "ogcapi-tiles-1/1.0/conf/core",
    "ogcapi-tiles-1/1.0/conf/tileset",
    "ogcapi-tiles-1/1.0/conf/tilesets-list",
    "ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "ogcapi-tiles-1/1.0/conf/mvt",
};

/* ---- the landing page ---- */

static const struct {
    const char *path, *rel, *type, *en, *zh;
} landing[] = {
    {"", "self", "application/json", "this document", "本文档"},
    {"?f=html", "alternate", "text/html", "this document as a page", "网页"},
    {"/api", "service-desc", LIFE_OGC_API, "the service's description",
     "服务说明"},
    {"/api?f=html", "service-doc", "text/html",
     "the service's description as a page", "服务说明网页"},
    {"/conformance", "conformance", "application/json",
     "classes of the standards that are conformed to", "所符合的标准类"},
    {"/collections", "data", "application/json", "the collections", "数据集"},
    {"/tiles", REL "tilesets-vector", "application/json", "vector tiles",
     "矢量瓦片"},
};
#define LANDING (sizeof landing / sizeof *landing)

lc_status lc_ogc_about(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err)
{
    lc_ogc_document d = {
        .path = "", .title = LIFE_OGC_TITLE, .type = "application/json"};
    lc_json j;
    lc_status st = lc_ogc_document_form(req, &d.html, err);

    if (st)
        return st;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "title", lc_world_setting(ctx->world, "name"));
    lc_json_str(&j, "description",
                lc_ogc_answer_say(req, "everyday services on foot",
                                  "步行可达的日常服务"));
    lc_json_str(&j, "attribution", lc_world_source_attribution(ctx->world));
    lc_json_array(&j, "links");
    for (size_t i = 0; i < LANDING; i++)
        lc_ogc_answer_link(&j, ctx, req,
                           &(lc_ogc_link){landing[i].path, landing[i].rel,
                                          landing[i].type,
                                          lc_ogc_answer_say(req, landing[i].en,
                                                            landing[i].zh)});
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}

/* ---- conformance ---- */

lc_status lc_ogc_about_conformance(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err)
{
    lc_ogc_document d = {.path = "/conformance",
                         .title = lc_ogc_answer_say(
                             req,
                             "classes of the standards that are conformed to",
                             "所符合的标准类"),
                         .type = "application/json",
                         .up_path = "",
                         .up_title = LIFE_OGC_TITLE};
    lc_json j;
    lc_status st = lc_ogc_document_form(req, &d.html, err);

    if (st)
        return st;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "conformsTo");
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        char uri[120];

        snprintf(uri, sizeof uri, SPEC "%s", classes[i]);
        lc_json_str(&j, NULL, uri);
    }
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}

/* ---- collections ---- */

static void put_extent(lc_json *j, lc_box b)
{
    lc_json_object(j, "extent");
    lc_json_object(j, "spatial");
    lc_json_array(j, "bbox");
    lc_json_array(j, NULL);
    lc_json_e7(j, NULL, b.min_lon);
    lc_json_e7(j, NULL, b.min_lat);
    lc_json_e7(j, NULL, b.max_lon);
    lc_json_e7(j, NULL, b.max_lat);
    lc_json_end(j);
    lc_json_end(j);
    lc_json_str(j, "crs", LIFE_CRS84);
    lc_json_end(j);
    lc_json_end(j);
}

/* CRS84 first, in which they are kept. */
static void put_systems(lc_json *j, const lc_systems *systems, lc_box box)
{
    const lc_system *s;

    lc_json_array(j, "crs");
    for (size_t i = 0; (s = lc_systems_at(systems, i, box)); i++) {
        lc_buf uri = {0};

        lc_system_uri(s, &uri);
        lc_json_str(j, NULL, uri.data);
        if (uri.failed)
            j->out->failed = true;
        lc_buf_free(&uri);
    }
    lc_json_end(j);
    lc_json_str(j, "storageCrs", LIFE_CRS84);
}

static void put_collection_links(lc_json *j, const lc_context *ctx,
                                 const lc_request *req, const lc_ogc_kind *k)
{
    static const struct {
        const char *end, *rel, *type, *en, *zh;
    } links[] = {
        {"", "self", "application/json", "this collection", "本数据集"},
        {"?f=html", "alternate", "text/html", "this collection as a page",
         "本数据集的网页"},
        {"/items", "items", LIFE_OGC_GEOJSON, "its features", "要素"},
        {"/queryables", REL "queryables", LIFE_OGC_SCHEMA,
         "what can be asked for", "可查询的字段"},
        {"/schema", REL "schema", LIFE_OGC_SCHEMA, "what a feature is like",
         "要素的结构"},
    };

    lc_json_array(j, "links");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        char path[80];

        snprintf(path, sizeof path, "/collections/%s%s", k->id, links[i].end);
        lc_ogc_answer_link(
            j, ctx, req,
            &(lc_ogc_link){path, links[i].rel, links[i].type,
                           lc_ogc_answer_say(req, links[i].en, links[i].zh)});
    }
    lc_json_end(j);
}

static void put_collection(lc_json *j, const lc_context *ctx,
                           const lc_request *req, const lc_ogc_kind *k)
{
    lc_box box = lc_ogc_answer_extent(ctx);

    lc_json_object(j, NULL);
    lc_json_str(j, "id", k->id);
    lc_json_str(j, "title", lc_ogc_answer_say(req, k->en, k->zh));
    lc_json_str(j, "description",
                lc_ogc_answer_say(req, k->about_en, k->about_zh));
    lc_json_str(j, "attribution", lc_world_source_attribution(ctx->world));
    lc_json_str(j, "itemType", "feature");
    put_extent(j, box);
    put_systems(j, ctx->systems, box);
    put_collection_links(j, ctx, req, k);
    lc_json_end(j);
}

lc_status lc_ogc_about_collections(const lc_context *ctx, lc_request *req,
                                   lc_response *res, lc_error *err)
{
    lc_ogc_document d = {.path = "/collections",
                         .title =
                             lc_ogc_answer_say(req, "collections", "数据集"),
                         .type = "application/json",
                         .up_path = "",
                         .up_title = LIFE_OGC_TITLE};
    lc_json j;
    lc_status st = lc_ogc_document_form(req, &d.html, err);

    if (st)
        return st;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "links");
    lc_ogc_answer_link(&j, ctx, req,
                       &(lc_ogc_link){"/collections", "self",
                                      "application/json", "this document"});
    lc_ogc_answer_link(&j, ctx, req,
                       &(lc_ogc_link){"/collections?f=html", "alternate",
                                      "text/html", "this document as a page"});
    lc_json_end(&j);
    lc_json_array(&j, "collections");
    for (size_t i = 0; i < LIFE_OGC_KINDS; i++)
        put_collection(&j, ctx, req, &lc_ogc_data_kinds[i]);
    lc_json_end(&j);
    put_systems(&j, ctx->systems, lc_ogc_answer_extent(ctx));
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}

lc_status lc_ogc_about_collection(const lc_context *ctx, lc_request *req,
                                  lc_response *res, lc_error *err)
{
    char path[80];
    lc_ogc_document d = {.path = path,
                         .type = "application/json",
                         .up_path = "/collections",
                         .up_title =
                             lc_ogc_answer_say(req, "collections", "数据集")};
    const lc_ogc_kind *k;
    lc_json j;
    lc_status st = lc_ogc_data_kind(req->capture[0], &k, err);

    if (!st)
        st = lc_ogc_document_form(req, &d.html, err);
    if (st)
        return st;
    snprintf(path, sizeof path, "/collections/%s", k->id);
    d.title = lc_ogc_answer_say(req, k->en, k->zh);
    lc_json_init(&j, &res->body);
    put_collection(&j, ctx, req, k);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}
