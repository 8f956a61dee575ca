/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/request.c - see request.h.
 */
#include "src/http/serve/request.h"

#include "lifecircle/base/utf8.h"

#include <string.h>
#include <strings.h>

/* The position in the list of digits; both cases are 16 apart. */
static int hex_value(char c)
{
    const char *digits = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)((at - digits) % 16) : -1;
}

/* The byte at s[i], percent-decoded once; -1: an escape that is none. */
static int next_byte(const char *s, size_t len, size_t *i)
{
    int high, low;

    if (s[*i] != '%')
        return (unsigned char)s[(*i)++];
    if (len - *i < 3)
        return -1;
    high = hex_value(s[*i + 1]);
    low = hex_value(s[*i + 2]);
    *i += 3;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* A decoded copy; NULL when it holds a bad escape, a control character or
 * something that is not UTF-8 (or when there is no memory). */
static char *decode(lc_arena *arena, const char *s, size_t len, bool plus)
{
    unsigned char *out = lc_arena_alloc(arena, len + 1);
    size_t n = 0, i = 0;

    while (out && i < len) {
        bool space = plus && s[i] == '+';
        int c = next_byte(s, len, &i);

        if (c < 0x20 || c == 0x7f)
            return NULL;
        out[n++] = space ? ' ' : (unsigned char)c;
    }
    return out && lc_utf8_valid((char *)out, n) == n ? (char *)out : NULL;
}

/* LIFE_ERR_PARSE with the parameter's name where one holds it. */
static lc_status bad_text(lc_error *err, const char *name)
{
    return lc_fail_param(err, LIFE_ERR_PARSE, name,
                         "%s is not percent-encoded UTF-8 without control "
                         "characters",
                         *name ? name : "a part of the target");
}

/* A parameter that is there twice is refused and not resolved: proxies, caches
 * and handlers take the first or the last, each as it likes. */
static lc_status add_param(lc_request *req, const char *s, size_t len,
                           lc_error *err)
{
    const char *eq = memchr(s, '=', len);
    size_t name_len = eq ? (size_t)(eq - s) : len;
    const char *name = decode(req->arena, s, name_len, true);
    const char *value;

    if (!name || !*name)
        return bad_text(err, "");
    value = eq ? decode(req->arena, eq + 1, len - name_len - 1, true) : "";
    if (!value)
        return bad_text(err, name);
    if (lc_request_param(req, name))
        return lc_fail_param(err, LIFE_ERR_USAGE, name,
                             "parameter %s is there more than once", name);
    if (req->param_count == LIFE_HTTP_PARAMS)
        return lc_fail_param(err, LIFE_ERR_LIMIT, name,
                             "there are more than %d parameters",
                             LIFE_HTTP_PARAMS);
    req->param[req->param_count++] = (lc_pair){name, value};
    return LIFE_OK;
}

/* By "&" alone: ";" was allowed once, and a value may hold it. Empty pieces
 * ("a=1&&b=2") say nothing, and pass. */
static lc_status parse_query(lc_request *req, const char *s, lc_error *err)
{
    while (*s) {
        size_t len = strcspn(s, "&");
        lc_status st = len ? add_param(req, s, len, err) : LIFE_OK;

        if (st)
            return st;
        s += len;
        s += *s == '&';
    }
    return LIFE_OK;
}

/* Each segment is decoded by itself, so that an encoded slash is part of a name
 * and never parts two of them: ids of sources may hold one. */
static lc_status parse_path(lc_request *req, const char *s, size_t len,
                            lc_error *err)
{
    const char *end = s + len;

    req->path = lc_arena_strndup(req->arena, s, len);
    if (!req->path)
        return lc_no_memory(err, "the request");
    while (s < end) { /* at a slash */
        const char *stop = memchr(s + 1, '/', (size_t)(end - s - 1));

        if (!stop)
            stop = end;
        if (req->segment_count == LIFE_HTTP_SEGMENTS)
            return lc_fail(err, LIFE_ERR_NOT_FOUND, "no such path");
        req->segment[req->segment_count] =
            decode(req->arena, s + 1, (size_t)(stop - s - 1), false);
        if (!req->segment[req->segment_count++])
            return bad_text(err, "");
        s = stop;
    }
    return LIFE_OK;
}

/* Clients of a proxy send the absolute form (RFC 9112, 3.2.2); whom it names is
 * not looked at, as no answer depends on it. */
lc_status lc_request_parse(lc_request *req, const char *raw, lc_error *err)
{
    size_t len;
    lc_status st;

    if (!strncasecmp(raw, "http://", 7) || !strncasecmp(raw, "https://", 8)) {
        raw = strchr(raw, ':') + 3;
        raw += strcspn(raw, "/?"); /* absolute form: who is not asked here */
    }
    len = strcspn(raw, "?");
    if (*raw != '/')
        return lc_fail(err, LIFE_ERR_USAGE,
                       "the target does not begin with a slash");
    st = parse_path(req, raw, len, err);
    if (st) {
        req->path = NULL; /* there is none to speak of */
        return st;
    }
    return raw[len] ? parse_query(req, raw + len + 1, err) : LIFE_OK;
}

const char *lc_request_param(const lc_request *req, const char *name)
{
    for (size_t i = 0; i < req->param_count; i++)
        if (!strcmp(req->param[i].name, name))
            return req->param[i].value;
    return NULL;
}

/* The weight of an item of Accept-Language in thousandths; 1000 where it has
 * none that is one (RFC 9110, 12.4.2). */
static int weight_of(const char *s, size_t len)
{
    const char *q = memchr(s, '=', len);
    int thousandths = 0, scale = 1000;

    if (!q)
        return 1000;
    for (q++; q < s + len && scale; q++) {
        if (*q == '.')
            continue;
        if (*q < '0' || *q > '9')
            break;
        thousandths += (*q - '0') * scale;
        scale /= 10;
    }
    return thousandths < 1000 ? thousandths : 1000;
}

/* "zh", "zh-CN", "zh-Hant" alike: the first of those that weigh most. */
static lc_lang preferred(const char *list)
{
    lc_lang best = LIFE_LANG_EN;
    int most = 0;

    while (*list) {
        size_t len;

        list += strspn(list, ", \t");
        len = strcspn(list, ",");
        for (int i = 0; i < LIFE_LANG_COUNT; i++) {
            const char *id = lc_lang_id((lc_lang)i);
            size_t n = strlen(id);
            int weight = weight_of(list, len);

            if (len < n || strncasecmp(list, id, n) != 0 ||
                (len > n && !strchr("-; \t", list[n])) || weight <= most)
                continue;
            most = weight;
            best = (lc_lang)i;
        }
        list += len;
    }
    return best;
}

lc_lang lc_request_lang(const lc_request *req)
{
    const char *said = lc_request_param(req, "lang");

    for (int i = 0; said && i < LIFE_LANG_COUNT; i++)
        if (!strcmp(said, lc_lang_id((lc_lang)i)))
            return (lc_lang)i;
    return preferred(req->accept_language ? req->accept_language : "");
}
