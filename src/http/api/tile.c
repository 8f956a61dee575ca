/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tile.c - see tile.h.
 */
#include "src/http/api/tile.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/world/setting.h"
#include "src/http/ogc/document.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/response.h"

#include <string.h>

lc_status lc_api_tile_json(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err)
{
    lc_buf origin = {0};

    lc_origin_of(ctx, req, &origin);
    if (origin.failed)
        return lc_no_memory(err, "an address");
    lc_tiles_json(&res->body, ctx->world, origin.data ? origin.data : "",
                  &ctx->links);
    lc_buf_free(&origin);
    return lc_response_done(res, "application/json", err);
}

typedef struct wanted {
    const char *layer;
    size_t segment[3]; /* of the path, that hold z, x and y */
} wanted;

/* Digits alone. What tiles there are is for lc_tiles_get() to say. */
static lc_status answer(const lc_context *ctx, const lc_request *req,
                        const wanted *w, lc_response *res, lc_error *err)
{
    static const char *const names[] = {"z", "x", "y"};
    uint64_t at[3];
    lc_status st;

    for (int i = 0; i < 3; i++) {
        const char *text = req->capture[w->segment[i]];

        if (!lc_parse_uint(text, UINT32_MAX, &at[i]))
            return lc_fail_param(err, LIFE_ERR_RANGE, names[i],
                                 "%s is \"%.40s\"; it must be a whole number",
                                 names[i], text);
    }
    st = lc_tiles_get(ctx->tiles, w->layer, (unsigned)at[0], (unsigned)at[1],
                      (unsigned)at[2], &res->body, err);
    if (st)
        return st;
    if (!res->body.len)
        res->status = 204;
    else
        res->encoding = "gzip";
    return lc_response_done(res, "application/vnd.mapbox-vector-tile", err);
}

lc_status lc_api_tile(const lc_context *ctx, lc_request *req, lc_response *res,
                      lc_error *err)
{
    return answer(ctx, req, &(wanted){req->capture[0], {1, 2, 3}}, res, err);
}

/* ---- OGC API - Tiles ---- */

#define REL "http://www.opengis.net/def/rel/ogc/1.0/"
#define SET "/ogc/tiles/WebMercatorQuad"

/* Row before column. */
lc_status lc_api_tile_ogc(const lc_context *ctx, lc_request *req,
                          lc_response *res, lc_error *err)
{
    return answer(ctx, req, &(wanted){"base", {0, 2, 1}}, res, err);
}

static void put_link(lc_json *j, const lc_context *ctx, const lc_request *req,
                     const char *rel, const char *type, const char *path)
{
    lc_buf href = {0};

    lc_origin_of(ctx, req, &href);
    lc_links_put(&href, &ctx->links, path);
    lc_json_object(j, NULL);
    lc_json_str(j, "rel", rel);
    lc_json_str(j, "type", type);
    lc_json_str(j, "href", href.data);
    if (strchr(path, '{'))
        lc_json_bool(j, "templated", true);
    lc_json_end(j);
    j->out->failed |= href.failed;
    lc_buf_free(&href);
}

/* The relation had two names while clients were written; both are there. */
static void put_set(lc_json *j, const lc_context *ctx, const lc_request *req)
{
    static const char mvt[] = "application/vnd.mapbox-vector-tile";
    static const char scheme[] =
        "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

    lc_json_str(j, "title", lc_world_setting(ctx->world, "name"));
    lc_json_str(j, "dataType", "vector");
    lc_json_str(j, "crs", "http://www.opengis.net/def/crs/EPSG/0/3857");
    lc_json_str(j, "tileMatrixSetURI", scheme);
    lc_json_array(j, "links");
    put_link(j, ctx, req, "self", "application/json", SET);
    put_link(j, ctx, req, "alternate", "text/html", SET "?f=html");
    put_link(j, ctx, req, "item", mvt, SET "/{tileMatrix}/{tileRow}/{tileCol}");
    put_link(j, ctx, req, "describedby", "application/json", "/tiles.json");
    lc_json_object(j, NULL);
    lc_json_str(j, "rel", REL "tiling-scheme");
    lc_json_str(j, "href", scheme);
    lc_json_end(j);
    lc_json_object(j, NULL);
    lc_json_str(j, "rel", REL "tiling-schemes");
    lc_json_str(j, "href", scheme);
    lc_json_end(j);
    lc_json_end(j);
}

lc_status lc_api_tile_sets(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err)
{
    lc_ogc_document d = {.path = "/tiles",
                         .title =
                             lc_ogc_answer_say(req, "vector tiles", "矢量瓦片"),
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
    put_link(&j, ctx, req, "self", "application/json", "/ogc/tiles");
    put_link(&j, ctx, req, "alternate", "text/html", "/ogc/tiles?f=html");
    lc_json_end(&j);
    lc_json_array(&j, "tilesets");
    lc_json_object(&j, NULL);
    put_set(&j, ctx, req);
    lc_json_end(&j);
    lc_json_end(&j);
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}

lc_status lc_api_tile_set(const lc_context *ctx, lc_request *req,
                          lc_response *res, lc_error *err)
{
    lc_ogc_document d = {
        .path = "/tiles/WebMercatorQuad",
        .title = "WebMercatorQuad",
        .type = "application/json",
        .up_path = "/tiles",
        .up_title = lc_ogc_answer_say(req, "vector tiles", "矢量瓦片")};
    lc_json j;
    lc_status st = lc_ogc_document_form(req, &d.html, err);

    if (st)
        return st;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    put_set(&j, ctx, req);
    lc_json_end(&j);
    return lc_ogc_document_done(ctx, req, &d, res, err);
}
