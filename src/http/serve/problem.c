/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/problem.c - see problem.h.
 *
 * From a status of ours to one of HTTP, a code and a sentence, by tables.
 * Errors arise in English; whoever asks in Chinese hears them so, by the rows
 * of geodata/failures.csv (lifecircle/words/imported.h).
 */
#include "src/http/serve/problem.h"

#include "lifecircle/base/json.h"
#include "lifecircle/base/log.h"
#include "lifecircle/words/imported.h"
#include "src/http/serve/request.h"
#include "src/http/serve/response.h"

#include <inttypes.h>
#include <stdio.h>

static const struct {
    unsigned status;
    const char *code, *title, *zh;
} kinds[] = {
    {400, "bad_request", "Bad request", "请求有误"},
    {404, "not_found", "Not found", "没有找到"},
    {405, "method_not_allowed", "Method not allowed", "不支持这种方法"},
    {411, "length_required", "Length required", "需要 Content-Length"},
    {413, "body_too_large", "Body too large", "内容太大"},
    {414, "target_too_long", "Target too long", "地址太长"},
    {415, "unsupported_media_type", "Unsupported media type",
     "不支持这种内容类型"},
    {421, "misdirected_request", "Misdirected request", "不是这里的主机名"},
    {429, "too_many_requests", "Too many requests", "请求太多"},
    {431, "header_too_large", "Header too large", "请求头太大"},
    {501, "not_implemented", "Not implemented", "没有实现"},
    {503, "unavailable", "Unavailable", "暂时无法应答"},
    {505, "version_not_supported", "HTTP version not supported",
     "不支持这个 HTTP 版本"},
    {500, "internal", "Internal error", "内部错误"}, /* and any other */
};

/* Every status of ours, so that a new one does not become a 500 unseen. No
 * memory and a lock that is held pass: a 503, to be tried again. */
static unsigned http_status(lc_status st)
{
    switch (st) { /* no default: -Wswitch names a status left out */
    case LIFE_OK:
        return 200;
    case LIFE_ERR_USAGE:
    case LIFE_ERR_RANGE:
    case LIFE_ERR_PARSE:
    case LIFE_ERR_LIMIT:
        return 400;
    case LIFE_ERR_NOT_FOUND:
        return 404;
    case LIFE_ERR_NOMEM:
    case LIFE_ERR_BUSY:
        return 503;
    case LIFE_ERR_IO:
    case LIFE_ERR_DB:
    case LIFE_ERR_STATE:
    case LIFE_STATUS_COUNT:
        break;
    }
    return 500;
}

/* A word that is in none of the tables makes a bad request; a thing that is not
 * there is not found. */
unsigned lc_problem_status(const lc_error *err)
{
    if (err->status == LIFE_ERR_NOT_FOUND && *err->parameter &&
        !lc_param_is_thing(err->parameter))
        return 400;
    return http_status(err->status);
}

/* The word a program can tell failures apart by. NULL: the HTTP status's. */
/* More exact than the HTTP status: 400 stands for four kinds of mistake, and a
 * program that asks can mend some of them by itself. */
static const char *status_code(lc_status st)
{
    switch (st) {
    case LIFE_ERR_USAGE:
        return "not_understood";
    case LIFE_ERR_RANGE:
        return "out_of_range";
    case LIFE_ERR_PARSE:
        return "malformed";
    case LIFE_ERR_LIMIT:
        return "limit_exceeded";
    case LIFE_ERR_NOT_FOUND:
        return "not_found";
    case LIFE_OK:
    case LIFE_ERR_NOMEM:
    case LIFE_ERR_BUSY:
    case LIFE_ERR_IO:
    case LIFE_ERR_DB:
    case LIFE_ERR_STATE:
    case LIFE_STATUS_COUNT:
        break;
    }
    return NULL;
}

/* RFC 9457. `type` is a URN, as there is no page to lead to that every server
 * would have; `instance` names the line of the log, and is not secret. Whatever
 * stood in the response is thrown away. */
void lc_problem(lc_response *res, const lc_request *req, unsigned status,
                const char *code, const char *detail, const char *parameter)
{
    const size_t n = sizeof kinds / sizeof *kinds;
    char text[64];
    lc_lang lang = lc_request_lang(req);
    lc_buf said = {0};
    size_t i = 0;
    lc_json j;

    lc_imported_put(&said, lang, detail);
    while (i + 1 < n && kinds[i].status != status)
        i++;
    code = code ? code : kinds[i].code;
    lc_buf_clear(&res->body);
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    snprintf(text, sizeof text, "urn:lifecircle:problem:%s", code);
    lc_json_str(&j, "type", text);
    lc_json_str(&j, "title",
                lang == LIFE_LANG_ZH ? kinds[i].zh : kinds[i].title);
    lc_json_int(&j, "status", status);
    lc_json_str(&j, "detail", said.failed || !said.len ? detail : said.data);
    lc_buf_free(&said);
    snprintf(text, sizeof text, "urn:lifecircle:request:%016" PRIx64, req->id);
    lc_json_str(&j, "instance", text);
    lc_json_str(&j, "code", code);
    if (*parameter)
        lc_json_str(&j, "parameter", parameter);
    lc_json_end(&j);
    res->status = status;
    res->content_type = "application/problem+json";
    res->cache = LIFE_CACHE_NO_STORE;
    res->kind = LIFE_KIND_API;
    res->fixed = NULL;
    res->fixed_len = 0;
    res->encoding = NULL;
    res->etag[0] = '\0';
    if (status == 503 || status == 429)
        lc_response_header(res, "Retry-After", "2");
    if (lang != LIFE_LANG_EN)
        lc_response_header(res, "Content-Language", lc_lang_id(lang));
}

/* Below 500 the client can do something about it, and hears what was wrong.
 * From 500 on the sentence may name files of ours, and goes to the log alone.
 */
void lc_problem_from(lc_response *res, const lc_request *req,
                     const lc_error *err)
{
    unsigned status = lc_problem_status(err);

    if (status < 500) {
        lc_problem(res, req, status, status_code(err->status), err->text,
                   err->parameter);
        return;
    }
    if (err->status == LIFE_ERR_BUSY) {
        lc_problem(res, req, status, NULL, err->text, "");
        return;
    }
    lc_log(LIFE_LOG_ERROR, "request %016" PRIx64 ": %s", req->id, err->text);
    lc_problem(res, req, status, NULL,
               status == 503 ? "the server is out of memory for the moment"
                             : "the server failed to answer; its log says why",
               "");
}
