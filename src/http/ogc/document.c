/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/document.c - see document.h.
 */
#include "src/http/ogc/document.h"

#include "lifecircle/export/pages/document.h"
#include "src/http/serve/response.h"

/* What members are called on a page; others are named as they are. */
static const lc_document_word words[] = {
    {"$id", "address", "地址"},
    {"$schema", "language of the schema", "模式语言"},
    {"additionalProperties", "further fields", "其他字段"},
    {"attribution", "source", "数据来源"},
    {"bbox", "box", "外接矩形"},
    {"collections", "collections", "数据集"},
    {"conformsTo", "conforms to", "符合"},
    {"crs", "systems of coordinates", "坐标参考系"},
    {"dataType", "kind of data", "数据类型"},
    {"description", "description", "说明"},
    {"extent", "extent", "范围"},
    {"format", "format", "格式"},
    {"info", "about", "概况"},
    {"items", "each", "每一项"},
    {"itemType", "kind of items", "条目类型"},
    {"links", "links", "链接"},
    {"name", "name", "字段"},
    {"openapi", "OpenAPI", "OpenAPI"},
    {"parameters", "parameters", "参数"},
    {"path", "path", "路径"},
    {"paths", "what can be asked", "可以请求的内容"},
    {"properties", "fields", "字段"},
    {"responses", "answers", "应答"},
    {"servers", "servers", "服务地址"},
    {"spatial", "in space", "空间范围"},
    {"storageCrs", "system in which they are kept", "存储所用的坐标参考系"},
    {"summary", "what it does", "作用"},
    {"tileMatrixSetURI", "tiling scheme", "瓦片划分方案"},
    {"tilesets", "sets of tiles", "瓦片集"},
    {"title", "title", "名称"},
    {"type", "type", "类型"},
    {"url", "address", "地址"},
    {"version", "version", "版本"},
    {"x-ogc-propertySeq", "place", "次序"},
    {"x-ogc-role", "role", "用途"},
    {"x-ogc-unit", "unit", "单位"},
};

lc_status lc_ogc_document_form(const lc_request *req, bool *html, lc_error *err)
{
    static const char *const none[] = {NULL};
    lc_status st = lc_ogc_answer_only(req, none, err);

    return st ? st : lc_ogc_answer_form(req, html, err);
}

/* The address of this document in a form. */
static const char *address_of(const lc_context *ctx, const lc_request *req,
                              const lc_ogc_document *d, const char *form)
{
    lc_buf path = {0};
    const char *address;

    lc_buf_printf(&path, "%s?f=%s", d->path, form);
    address = path.failed ? "" : lc_ogc_answer_address(ctx, req, path.data);
    lc_buf_free(&path);
    return address;
}

static void name_other(const lc_context *ctx, const lc_request *req,
                       const lc_ogc_document *d, lc_response *res)
{
    lc_buf text = {0};

    lc_buf_printf(&text, "<%s>; rel=\"alternate\"; type=\"%s\"",
                  address_of(ctx, req, d, d->html ? "json" : "html"),
                  d->html ? d->type : "text/html");
    if (!text.failed)
        lc_response_header(res, "Link", lc_arena_strdup(req->arena, text.data));
    lc_buf_free(&text);
}

static lc_status make_page(const lc_context *ctx, lc_request *req,
                           const lc_ogc_document *d, lc_response *res,
                           lc_error *err)
{
    const lc_way way[] = {
        {address_of(ctx, req, d, "json"), "JSON", "alternate"},
        {d->up_path ? lc_ogc_answer_address(ctx, req, d->up_path) : "",
         d->up_title, "up"}};
    const lc_document as = {lc_ogc_answer_head(ctx, req, d->title), way,
                            d->up_path ? 2 : 1, words,
                            sizeof words / sizeof *words};
    lc_buf json = res->body;
    lc_status st;

    res->body = (lc_buf){.limit = json.limit};
    st = lc_document_page(&res->body, &as, &json, err);
    lc_buf_free(&json);
    return st ? st : lc_ogc_answer_page(req, res, err);
}

lc_status lc_ogc_document_done(const lc_context *ctx, lc_request *req,
                               const lc_ogc_document *d, lc_response *res,
                               lc_error *err)
{
    if (res->body.failed)
        return lc_no_memory(err, "a document");
    name_other(ctx, req, d, res);
    if (d->html)
        return make_page(ctx, req, d, res, err);
    lc_response_header(res, "Vary", "Accept, Accept-Language");
    return lc_ogc_answer_done(res, d->type, err);
}
