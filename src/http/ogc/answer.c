/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/answer.c - see answer.h.
 */
#include "src/http/ogc/answer.h"

#include "lifecircle/world/setting.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

#include <string.h>

void lc_ogc_answer_href(const lc_context *ctx, const lc_request *req,
                        const char *path, lc_buf *out)
{
    lc_origin_of(ctx, req, out);
    lc_links_put(out, &ctx->links, "/ogc");
    lc_buf_puts(out, path);
}

void lc_ogc_answer_link(lc_json *j, const lc_context *ctx,
                        const lc_request *req, const lc_ogc_link *link)
{
    lc_buf href = {0};

    lc_ogc_answer_href(ctx, req, link->path, &href);
    lc_json_object(j, NULL);
    lc_json_str(j, "href", href.data);
    lc_json_str(j, "rel", link->rel);
    lc_json_str(j, "type", link->type);
    lc_json_str(j, "title", link->title);
    lc_json_end(j);
    if (href.failed)
        j->out->failed = true;
    lc_buf_free(&href);
}

/* A browser names HTML first; programs name JSON, or nothing. */
static bool prefers_html(const char *accept)
{
    const char *html = strstr(accept, "text/html");
    const char *json = strstr(accept, "json");

    return html && (!json || html < json);
}

lc_status lc_ogc_answer_form(const lc_request *req, bool *html, lc_error *err)
{
    const char *f = lc_request_param(req, "f");

    *html = f ? !strcmp(f, "html") : prefers_html(req->accept);
    if (!f || *html || !strcmp(f, "json") || !strcmp(f, "geojson"))
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "f",
                         "f is \"%.40s\"; here it is json or html", f);
}

lc_status lc_ogc_answer_only(const lc_request *req, const char *const *names,
                             lc_error *err)
{
    for (size_t i = 0; i < req->param_count; i++) {
        const char *name = req->param[i].name;
        const char *const *n = names;

        while (*n && strcmp(*n, name) != 0)
            n++;
        if (!*n && strcmp(name, "f") != 0)
            return lc_fail_param(err, LIFE_ERR_USAGE, name,
                                 "parameter %.40s is not known here", name);
    }
    return LIFE_OK;
}

const char *lc_ogc_answer_say(const lc_request *req, const char *en,
                              const char *zh)
{
    return lc_request_lang(req) == LIFE_LANG_ZH ? zh : en;
}

lc_box lc_ogc_answer_extent(const lc_context *ctx)
{
    return lc_ogc_data_extent(ctx->ogc);
}

lc_page_head lc_ogc_answer_head(const lc_context *ctx, const lc_request *req,
                                const char *title)
{
    return (lc_page_head){LIFE_PAGE_DATA, lc_request_lang(req), title,
                          lc_world_setting(ctx->world, "name"), &ctx->links};
}

const char *lc_ogc_answer_address(const lc_context *ctx, const lc_request *req,
                                  const char *path)
{
    lc_buf href = {0};
    const char *copy;

    lc_ogc_answer_href(ctx, req, path, &href);
    copy = href.failed ? NULL : lc_arena_strdup(req->arena, href.data);
    lc_buf_free(&href);
    return copy ? copy : "";
}

lc_status lc_ogc_answer_page(lc_request *req, lc_response *res, lc_error *err)
{
    lc_buf policy = {0};

    lc_page_policy(&policy, LIFE_PAGE_DATA);
    lc_buf_puts(&policy, "; frame-ancestors 'none'");
    if (!policy.failed)
        res->policy = lc_arena_strdup(req->arena, policy.data);
    lc_buf_free(&policy);
    lc_response_header(res, "Vary", "Accept, Accept-Language");
    res->cache = LIFE_CACHE_NO_STORE;
    return lc_response_done(res, "text/html; charset=utf-8", err);
}

lc_status lc_ogc_answer_done(lc_response *res, const char *type, lc_error *err)
{
    res->cache = LIFE_CACHE_REVALIDATE;
    return lc_response_done(res, type, err);
}
