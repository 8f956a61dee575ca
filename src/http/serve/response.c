/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/response.c - see response.h.
 *
 * Handlers say what they answer and how long it keeps; everything that is the
 * same for all (ETag and 304, compression, cache and security headers) is put
 * on here, in one place, last.
 */
#include "src/http/serve/response.h"

#include "src/http/send/gzip.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

/* Bodies that fit a packet gain nothing. */
#define LIFE_GZIP_MIN_BYTES 1024

static const char api_policy[] = "default-src 'none'; frame-ancestors 'none'";

/* Values are not copied: a constant, or text in the request's arena, which
 * outlives the sending. */
void lc_response_header(lc_response *res, const char *name, const char *value)
{
    if (!value)
        return; /* no memory for it: every header of ours can be missed */
    assert(res->header_count < LIFE_RESPONSE_HEADERS);
    res->header[res->header_count++] = (lc_header){name, value};
}

static void drop_rest(lc_response *res)
{
    if (res->rest.of)
        res->rest.drop(res->rest.of);
    res->rest = (lc_rest){0};
}

void lc_response_clear(lc_response *res)
{
    lc_buf_free(&res->body);
    drop_rest(res);
    *res = (lc_response){0};
}

/* Memory that ran out shows as a body that failed too; which of both it was is
 * not known here, and the ceiling is by far the likelier. */
lc_status lc_response_done(lc_response *res, const char *content_type,
                           lc_error *err)
{
    if (res->body.failed)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the answer would be longer than %d MiB; ask for less "
                       "(fewer categories, a format without shapes), or use "
                       "the program's export command",
                       LIFE_HTTP_ANSWER_BYTES >> 20);
    res->content_type = content_type;
    return LIFE_OK;
}

/* "*" is not honoured: it also allows codings that the client may not expect,
 * and no client of note sends it alone. Without the field the bytes go as they
 * are (RFC 9110, 12.5.3). */
bool lc_response_accepts(const char *accept_encoding, const char *coding)
{
    const char *s = accept_encoding;
    size_t want = strlen(coding);

    while (*s) {
        size_t len = strcspn(s, ",");
        size_t name = strcspn(s, ",; \t");

        if (name == want && !strncasecmp(s, coding, want)) {
            const char *q = s + name;

            q += strspn(q, " \t;");
            if (strncasecmp(q, "q=", 2) != 0)
                return true;
            q += 2; /* zero is "0", "0.0" and so on */
            return q[strspn(q, "0.")] >= '1' && q[strspn(q, "0.")] <= '9';
        }
        s += len;
        s += strspn(s, ", \t");
    }
    return false;
}

/* XXH3 is no cryptographic hash, and needs to be none: whoever made two answers
 * collide would fool only himself. */
void lc_etag_set(char etag[40], const void *bytes, size_t len)
{
    snprintf(etag, 40, "\"%016llx\"",
             (unsigned long long)XXH3_64bits(bytes, len));
}

/* Length of the tag at `s` when it is `etag` in some coding, else 0. */
static size_t same_tag(const char *s, const char *etag)
{
    static const char *const ends[] = {"\"", "-gz\"", "-br\""};
    size_t stem = strlen(etag) - 1;

    if (strncmp(s, etag, stem) != 0)
        return 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!strncmp(s + stem, ends[i], strlen(ends[i])))
            return stem + strlen(ends[i]);
    return 0;
}

/* The list is walked by commas: none of our tags has one inside. */
bool lc_etag_matches(const char *if_none_match, char etag[40])
{
    const char *s = if_none_match;

    while (*s) {
        size_t len;

        s += strspn(s, ", \t");
        if (!strncmp(s, "W/", 2))
            s += 2; /* the weak comparison (RFC 9110, 13.1.2) */
        len = same_tag(s, etag);
        if (len) {
            memcpy(etag, s, len);
            etag[len] = '\0';
            return true;
        }
        s += strcspn(s, ",");
    }
    return false;
}

/* What deflate makes smaller. Tiles and fonts are compressed already. */
static bool is_text(const char *type)
{
    static const char *const kinds[] = {
        "text/", "image/svg+xml", "application/json", "application/geo+json",
        "application/problem+json"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strncmp(type, kinds[i], strlen(kinds[i])))
            return true;
    return false;
}

static void swap_body(lc_response *res, lc_buf *made, const char *encoding)
{
    lc_buf_free(&res->body);
    res->body = *made;
    *made = (lc_buf){0};
    res->encoding = encoding;
}

/* What is text goes out compressed to who takes that; what is kept
 * compressed is unpacked for who doesn't. */
static void choose_coding(const lc_request *req, lc_response *res)
{
    bool wanted = lc_response_accepts(req->accept_encoding, "gzip");
    lc_buf made = {.limit = LIFE_HTTP_ANSWER_BYTES};

    if (res->fixed || !res->content_type)
        return; /* files.c has chosen among its own */
    if (res->encoding) {
        res->vary = true;
        if (!wanted && lc_gzip_unpack(&made, &res->body))
            swap_body(res, &made, NULL);
    } else if (is_text(res->content_type)) {
        res->vary = true;
        if (wanted && res->rest.of)
            res->encoding = "gzip"; /* of each piece (send/flow.c) */
        else if (wanted && res->body.len > LIFE_GZIP_MIN_BYTES &&
                 lc_gzip_pack(&made, &res->body))
            swap_body(res, &made, "gzip");
    }
    lc_buf_free(&made);
}

/* The bytes of each coding are another representation (RFC 9110, 8.8.3). */
static void mark_etag(lc_response *res)
{
    size_t len = strlen(res->etag);

    if (!len || !res->encoding || len + 3 >= sizeof res->etag ||
        strchr(res->etag, '-'))
        return;
    snprintf(res->etag + len - 1, sizeof res->etag - len + 1, "-%s\"",
             strcmp(res->encoding, "br") ? "gz" : "br");
}

/* The ETag is of the plain bytes or of the question (service.c), never of a
 * coding's: mark_etag() tells these apart afterwards. */
static void validate(const lc_request *req, lc_response *res)
{
    bool any = !strcmp(req->if_none_match, "*");

    if (res->status == 304) /* known before anything was asked */
        return;
    if (res->cache == LIFE_CACHE_NO_STORE || res->status != 200) {
        res->etag[0] = '\0';
        return;
    }
    if (!res->etag[0] && res->rest.of)
        return; /* it is not known yet what the bytes will be */
    if (!res->etag[0])
        lc_etag_set(res->etag, res->body.data, res->body.len);
    if (any || lc_etag_matches(req->if_none_match, res->etag))
        res->status = 304;
}

/* What OWASP's list of secure headers asks of a page and of an API. Other
 * origins may embed an answer of the API, never the page. A 304 has no type and
 * no coding: it stands for what the client holds (RFC 9110, 15.4.5). */
static void add_headers(lc_response *res)
{
    static const char *const cache[] = {
        [LIFE_CACHE_NO_STORE] = "no-store",
        [LIFE_CACHE_DATA] = "public, max-age=300",
        [LIFE_CACHE_REVALIDATE] = "no-cache",
        [LIFE_CACHE_FOREVER] = "public, max-age=31536000, immutable"};
    bool page = res->kind == LIFE_KIND_PAGE;

    lc_response_header(res, "Cache-Control", cache[res->cache]);
    lc_response_header(res, "X-Content-Type-Options", "nosniff");
    lc_response_header(res, "Referrer-Policy", "no-referrer");
    lc_response_header(res, "Permissions-Policy",
                       "geolocation=(self), camera=(), microphone=()");
    lc_response_header(res, "Cross-Origin-Resource-Policy",
                       page ? "same-origin" : "cross-origin");
    if (page) { /* its Content-Security-Policy is files.c's */
        lc_response_header(res, "X-Frame-Options", "DENY");
        lc_response_header(res, "Cross-Origin-Opener-Policy", "same-origin");
    } else {
        lc_response_header(res, "Content-Security-Policy",
                           res->policy ? res->policy : api_policy);
    }
    if (res->vary)
        lc_response_header(res, "Vary", "Accept-Encoding");
    if (res->encoding && res->status != 304)
        lc_response_header(res, "Content-Encoding", res->encoding);
    if (res->etag[0])
        lc_response_header(res, "ETag", res->etag);
    if (res->content_type && res->status != 304)
        lc_response_header(res, "Content-Type", res->content_type);
    if (res->close)
        lc_response_header(res, "Connection", "close");
}

/* A HEAD is treated as its GET up to here; the library leaves out the body and
 * keeps its length (RFC 9110, 9.3.2). */
void lc_response_finish(const lc_request *req, lc_response *res)
{
    if (!res->status)
        res->status = 200;
    if (res->status == 204)
        res->content_type = NULL;
    if (req->method & (LIFE_GET | LIFE_HEAD))
        validate(req, res);
    if (res->status == 304 || res->status == 204) {
        res->fixed = NULL;
        res->fixed_len = 0;
        lc_buf_clear(&res->body);
        drop_rest(res);
        res->vary = true;
    } else {
        choose_coding(req, res);
        mark_etag(res);
    }
    add_headers(res);
}

/* Connection is the one header that is not the answer's. */
void lc_response_repeat(const lc_response *made, lc_arena *arena,
                        lc_response *res)
{
    bool close = res->close;

    *res = (lc_response){.status = made->status, .close = close};
    for (size_t i = 0; i < made->header_count; i++)
        if (strcmp(made->header[i].name, "Connection") != 0)
            lc_response_header(res, made->header[i].name,
                               lc_arena_strdup(arena, made->header[i].value));
    if (close)
        lc_response_header(res, "Connection", "close");
}
