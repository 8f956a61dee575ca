/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/params.c - see params.h.
 */
#include "src/http/serve/params.h"

#include "lifecircle/base/num.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Most characters of free text; nothing in a city has a longer name. */
#define LIFE_TEXT_CHARS 64
/* Most categories a request may list. */
#define LIFE_CATEGORY_LIST 47

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

static lc_status bad_text(lc_error *err, const char *name)
{
    return lc_fail_param(err, LIFE_ERR_PARSE, name,
                         "%s is not percent-encoded UTF-8 without control "
                         "characters",
                         *name ? name : "a part of the target");
}

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
    if (lc_param_find(req, name))
        return lc_fail_param(err, LIFE_ERR_USAGE, name,
                             "parameter %s is there more than once", name);
    if (req->param_count == LIFE_HTTP_PARAMS)
        return lc_fail_param(err, LIFE_ERR_LIMIT, name,
                             "there are more than %d parameters",
                             LIFE_HTTP_PARAMS);
    req->param[req->param_count++] = (lc_param){name, value};
    return LIFE_OK;
}

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

static lc_status parse_path(lc_request *req, const char *s, size_t len,
                            lc_error *err)
{
    const char *end = s + len;

    req->path = lc_arena_strndup(req->arena, s, len);
    if (!req->path)
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
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

const char *lc_param_find(const lc_request *req, const char *name)
{
    for (size_t i = 0; i < req->param_count; i++)
        if (!strcmp(req->param[i].name, name))
            return req->param[i].value;
    return NULL;
}

static lc_status get_degrees(const lc_request *req, const char *name,
                             double most, double *out, lc_error *err)
{
    const char *s = lc_param_find(req, name);

    if (!s)
        return lc_fail_param(err, LIFE_ERR_USAGE, name, "%s is missing", name);
    if (!lc_parse_decimal(s, out) || !(*out >= -most && *out <= most))
        return lc_fail_param(err, LIFE_ERR_RANGE, name,
                             "%s must be a plain decimal of -%g to %g", name,
                             most, most);
    return LIFE_OK;
}

lc_status lc_param_lonlat(const lc_request *req, lc_lonlat *out, lc_error *err)
{
    lc_status st = get_degrees(req, "lon", 180, &out->lon, err);

    return st ? st : get_degrees(req, "lat", 90, &out->lat, err);
}

lc_status lc_param_uint(const lc_request *req, const char *name, uint32_t min,
                        uint32_t max, uint32_t *out, lc_error *err)
{
    const char *s = lc_param_find(req, name);
    uint64_t v;

    if (!s)
        return LIFE_OK;
    if (!lc_parse_uint(s, max, &v) || v < min)
        return lc_fail_param(err, LIFE_ERR_RANGE, name,
                             "%s is \"%.40s\"; it must be a whole number of "
                             "%u to %u",
                             name, s, min, max);
    *out = (uint32_t)v;
    return LIFE_OK;
}

/* The next comma-separated item of *s into `item`; false at the end, or when
 * it does not fit (then *s stays on it). */
static bool next_item(const char **s, char *item, size_t size)
{
    size_t len = strcspn(*s, ",");

    if (len >= size)
        return false;
    memcpy(item, *s, len);
    item[len] = '\0';
    *s += len;
    return true;
}

lc_status lc_param_rising(const lc_request *req, const char *name, uint32_t max,
                          lc_rising *out, lc_error *err)
{
    const char *s = lc_param_find(req, name), *at = s;
    lc_rising got = {.count = 0};
    uint32_t last = 0;
    char item[16];
    uint64_t v;

    if (!s)
        return LIFE_OK;
    for (;; at++) {
        if (got.count == LIFE_MAX_RISING ||
            !next_item(&at, item, sizeof item) ||
            !lc_parse_uint(item, max, &v) || v <= last)
            return lc_fail_param(err, LIFE_ERR_RANGE, name,
                                 "%s is \"%.40s\"; it must be at most %d "
                                 "rising whole numbers of 1 to %u, as in "
                                 "5,10,15",
                                 name, s, LIFE_MAX_RISING, max);
        last = got.v[got.count++] = (uint32_t)v;
        if (!*at)
            break;
    }
    *out = got;
    return LIFE_OK;
}

/* Fails with the words that would have been right. */
static lc_status no_such_word(const char *name, const char *value,
                              const lc_buf *words, lc_error *err)
{
    return lc_fail_param(err, LIFE_ERR_RANGE, name,
                         "%s is \"%.40s\"; it must be one of: %s", name, value,
                         words->data ? words->data : "(none)");
}

static void put_word(lc_buf *words, const char *word)
{
    if (words->len)
        lc_buf_puts(words, ", ");
    lc_buf_puts(words, word);
}

lc_status lc_param_choice(const lc_request *req, const char *name,
                          const char *const *words, size_t *out, lc_error *err)
{
    const char *s = lc_param_find(req, name);
    lc_buf list = {0};
    lc_status st;

    if (!s)
        return LIFE_OK;
    for (size_t i = 0; words[i]; i++) {
        if (!strcmp(words[i], s)) {
            lc_buf_free(&list);
            *out = i;
            return LIFE_OK;
        }
        put_word(&list, words[i]);
    }
    st = no_such_word(name, s, &list, err);
    lc_buf_free(&list);
    return st;
}

lc_status lc_param_lang(const lc_request *req, lc_lang *out, lc_error *err)
{
    const char *const words[] = {lc_lang_id(LIFE_LANG_ZH),
                                 lc_lang_id(LIFE_LANG_EN), NULL};
    size_t which = (size_t)*out;
    lc_status st = lc_param_choice(req, "lang", words, &which, err);

    *out = (lc_lang)which;
    return st;
}

lc_status lc_param_pace(const lc_request *req, const lc_world *w, uint32_t *out,
                        lc_error *err)
{
    const char *s = lc_param_find(req, "pace");
    lc_buf list = {0};
    lc_status st;

    *out = s ? lc_world_find_pace(w, s) : 0;
    if (*out != LIFE_NONE)
        return LIFE_OK;
    for (uint32_t i = 0; i < lc_world_pace_count(w); i++)
        put_word(&list, lc_world_pace(w, i)->id);
    st = no_such_word("pace", s, &list, err);
    lc_buf_free(&list);
    return st;
}

lc_status lc_param_level(const lc_request *req, const lc_world *w,
                         uint32_t *out, lc_error *err)
{
    const char *s = lc_param_find(req, "level");
    uint32_t level = s ? lc_world_find_level(w, s) : *out;
    lc_buf list = {0};
    lc_status st;

    if (!s || level != LIFE_NONE) {
        *out = level;
        return LIFE_OK;
    }
    for (uint32_t i = 0; i < lc_world_level_count(w); i++)
        put_word(&list, lc_world_level(w, i));
    st = no_such_word("level", s, &list, err);
    lc_buf_free(&list);
    return st;
}

static lc_catset all_categories(const lc_world *w)
{
    size_t n = lc_world_category_count(w);

    return n >= 64 ? ~(lc_catset)0 : ((lc_catset)1 << n) - 1;
}

static lc_status add_category(const lc_world *w, const char *id,
                              lc_categories *out, lc_error *err)
{
    uint32_t c = lc_world_find_category(w, id);

    if (c == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                             "category is \"%.40s\"; /api/v1/categories lists "
                             "what it can be",
                             id);
    out->only = c;
    if (c == LIFE_ALL_BASIC)
        out->basic = true;
    else
        out->set |= (lc_catset)1 << c;
    return LIFE_OK;
}

lc_status lc_param_categories(const lc_request *req, const lc_world *w,
                              lc_categories *out, lc_error *err)
{
    const char *s = lc_param_find(req, "category");
    size_t n = 0;
    char id[64];

    *out = (lc_categories){.only = LIFE_ANY_CATEGORY};
    if (!s) {
        out->set = all_categories(w);
        out->basic = true;
        return LIFE_OK;
    }
    for (;; s++) {
        lc_status st;

        if (n++ == LIFE_CATEGORY_LIST)
            return lc_fail_param(err, LIFE_ERR_LIMIT, "category",
                                 "category lists more than %d",
                                 LIFE_CATEGORY_LIST);
        if (!next_item(&s, id, sizeof id))
            return lc_fail_param(err, LIFE_ERR_RANGE, "category",
                                 "category holds a name longer than %zu bytes",
                                 sizeof id - 1);
        st = add_category(w, id, out, err);
        if (st)
            return st;
        if (!*s)
            break;
    }
    if (n > 1)
        out->only = LIFE_ANY_CATEGORY;
    return LIFE_OK;
}

lc_status lc_param_text(const lc_request *req, const char *name,
                        const char **out, lc_error *err)
{
    const char *s = lc_param_find(req, name), *at = s;
    size_t chars = 0;

    *out = s ? s : "";
    if (!s)
        return LIFE_OK;
    for (const char *end = s + strlen(s); at < end; chars++) {
        uint32_t c = lc_utf8_next(&at, end);

        if (c < 0x20 || c == 0x7f || chars == LIFE_TEXT_CHARS)
            return lc_fail_param(err, LIFE_ERR_RANGE, name,
                                 "%s must be at most %d characters without "
                                 "control characters",
                                 name, LIFE_TEXT_CHARS);
    }
    return LIFE_OK;
}
