/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/route/ask.c - see ask.h.
 */
#include "src/http/route/ask.h"

#include "lifecircle/ask/question.h"
#include "src/http/route/format.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

#include <string.h>
#include <strings.h>

/* "application/json; charset=utf-8" is JSON too. */
static bool is_json(const char *type)
{
    static const char *const known[] = {"application/json",
                                        "application/geo+json"};
    size_t len = strcspn(type, "; \t");

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (len == strlen(known[i]) && !strncasecmp(type, known[i], len))
            return true;
    return false;
}

bool lc_ask_body_is_wrong(const lc_request *req, lc_response *res)
{
    if (req->method != LIFE_POST || is_json(req->content_type))
        return false;
    lc_problem(res, req, 415, NULL,
               "the body must come as application/json or "
               "application/geo+json",
               "");
    return true;
}

/* Headers are ASCII: what is not is %XX, as in addresses. */
static void put_ascii(lc_buf *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        if (c >= 0x20 && c < 0x7f && c != '%')
            lc_buf_putc(out, *text);
        else
            lc_buf_printf(out, "%%%02X", c);
    }
}

/* A table has no place of its own for what it leaves out. */
static void add_left_out(const lc_reply *out, lc_request *req, lc_response *res)
{
    lc_buf text = {0};

    if (!out->left_out.len || out->left_out.failed)
        return;
    put_ascii(&text, out->left_out.data);
    if (!text.failed)
        lc_response_header(res, "Lifecircle-Left-Out",
                           lc_arena_strdup(req->arena, text.data));
    lc_buf_free(&text);
}

/* A table is kept as a file, a page brings its own policy. */
static void add_headers(const lc_reply *out, lc_request *req, lc_response *res)
{
    lc_buf text = {0};

    if (out->save_as) {
        lc_buf_printf(&text, "attachment; filename=\"lifecircle-%s.%s\"",
                      out->save_as, out->format);
        lc_response_header(res, "Content-Disposition",
                           lc_arena_strdup(req->arena, text.data));
        lc_buf_clear(&text);
    }
    if (out->policy) {
        out->policy(&text);
        lc_buf_puts(&text, "; frame-ancestors 'none'");
        if (!text.failed)
            res->policy = lc_arena_strdup(req->arena, text.data);
    }
    lc_buf_free(&text);
}

/* The reply's buffer is the response's, so that the ceiling of an answer holds
 * while it is being written, and nothing is copied. */
lc_status lc_ask_answer(const lc_context *ctx, lc_request *req,
                        lc_response *res, lc_error *err)
{
    lc_scenery scenery = {ctx->tiles, lc_tiles_scenery};
    lc_buf origin = {0};
    lc_ask ask = {.study = ctx->study,
                  .world = ctx->world,
                  .walker = ctx->walker,
                  .scenery = &scenery,
                  .links = ctx->links,
                  .operator= & ctx->service->opts->operator};
    lc_reply out = {.format = ctx->args->format,
                    .body = res->body,
                    .takes_rest = req->chunks && req->method == LIFE_GET,
                    .is_long = req->is_long};
    lc_status st;

    if (lc_origin_put(ctx->service->opts, &origin))
        ask.origin = origin.data;
    st = lc_question_run(ctx->question, &ask, ctx->args, &out, err);
    lc_buf_free(&origin);
    res->body = out.body;
    res->rest = out.rest;
    /* Of a HEAD the question ends where its work would begin. */
    if (!st || req->method == LIFE_HEAD) {
        add_headers(&out, req, res);
        add_left_out(&out, req, res);
    }
    lc_buf_free(&out.left_out);
    if (st)
        return st;
    return lc_response_done(res, lc_format_type(out.format), err);
}
