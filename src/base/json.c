/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/json.c - the JSON writer.
 *
 * RFC 8259, section 7, wants quotes, backslashes and what is below U+0020
 * escaped. More is, so that the text can stand in HTML and in a script: < > &,
 * and U+2028 and U+2029, which older JavaScript takes for ends of a line.
 */
#include "lifecircle/base/json.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#define DEPTH_MAX 60 /* the two bit sets hold 64 */

void lc_json_init(lc_json *j, lc_buf *out)
{
    *j = (lc_json){.out = out};
}

/* What each code point is written as, where not as itself. */
static const char *short_escape(uint32_t c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

/* A bit for each byte that is written as it is, whatever stands around it:
 * ASCII but for controls, quotes, backslashes and what HTML would read. */
#define BIT(c) (UINT64_C(1) << ((c)&63))

static const uint64_t plain[4] = {
    ~UINT64_C(0xFFFFFFFF) & ~(BIT('"') | BIT('&') | BIT('<') | BIT('>')),
    ~(BIT('\\') | BIT(0x7f)), 0, 0};

static bool is_plain(unsigned char c)
{
    return plain[c >> 6] >> (c & 63) & 1;
}

/* Whether a character of three bytes stands there that is written as it is:
 * U+3000 to U+CFFF, as Chinese is, has none that isn't. */
static bool is_three(const unsigned char *s, size_t len)
{
    return *s >= 0xe3 && *s <= 0xec && len >= 3 && (s[1] & 0xc0) == 0x80 &&
           (s[2] & 0xc0) == 0x80;
}

/* Asked only of what is not plain: below U+00A0 that is quotes, marks of HTML
 * and controls. All of these have four hex digits, so no surrogates are
 * needed. */
static bool is_escaped(uint32_t c)
{
    return c < 0xa0 || c == 0x2028 || c == 0x2029;
}

/* A character that is not plain; 0xfffd was there, or stands for a bad byte. */
static void put_escape(lc_buf *out, uint32_t c)
{
    if (short_escape(c))
        lc_buf_puts(out, short_escape(c));
    else if (c == 0xfffd)
        lc_buf_puts(out, "\xef\xbf\xbd");
    else
        lc_buf_printf(out, "\\u%04" PRIx32, c);
}

/* What stays as it is goes out in runs, `from` being where the present one
 * began: names are mostly whole runs. */
void lc_json_quote(lc_buf *out, const char *s, size_t len)
{
    const char *end = s + len, *from = s;

    lc_buf_putc(out, '"');
    while (s < end) {
        const char *at = s;
        uint32_t c;

        if (is_plain((unsigned char)*s)) {
            s++;
            continue;
        }
        if (is_three((const unsigned char *)s, (size_t)(end - s))) {
            s += 3;
            continue;
        }
        c = lc_utf8_next(&s, end);
        if (!is_escaped(c) && c != 0xfffd)
            continue;
        lc_buf_put(out, from, (size_t)(at - from));
        put_escape(out, c);
        from = s;
    }
    lc_buf_put(out, from, (size_t)(end - from));
    lc_buf_putc(out, '"');
}

/* Depth 0 is the text itself, which is no object: a value there has no key. */
static uint64_t bit(const lc_json *j)
{
    return UINT64_C(1) << j->depth;
}

/* The comma and the key in front of a value. */
static void begin_value(lc_json *j, const char *key)
{
    assert(((j->is_object & bit(j)) != 0) == (key != NULL));
    if (j->has_item & bit(j))
        lc_buf_putc(j->out, ',');
    j->has_item |= bit(j);
    if (key) {
        lc_json_quote(j->out, key, strlen(key));
        lc_buf_putc(j->out, ':');
    }
}

/* The bits of a depth are left by the container that was there before, and so
 * are set anew for each. */
static void open_container(lc_json *j, const char *key, bool object)
{
    begin_value(j, key);
    assert(j->depth < DEPTH_MAX);
    j->depth++;
    j->has_item &= ~bit(j);
    if (object)
        j->is_object |= bit(j);
    else
        j->is_object &= ~bit(j);
    lc_buf_putc(j->out, object ? '{' : '[');
}

void lc_json_object(lc_json *j, const char *key)
{
    open_container(j, key, true);
}

void lc_json_array(lc_json *j, const char *key)
{
    open_container(j, key, false);
}

void lc_json_end(lc_json *j)
{
    assert(j->depth > 0);
    lc_buf_putc(j->out, j->is_object & bit(j) ? '}' : ']');
    j->is_object &= ~bit(j);
    j->depth--;
}

void lc_json_str(lc_json *j, const char *key, const char *s)
{
    begin_value(j, key);
    if (s)
        lc_json_quote(j->out, s, strlen(s));
    else
        lc_buf_puts(j->out, "null");
}

void lc_json_int(lc_json *j, const char *key, int64_t v)
{
    begin_value(j, key);
    lc_buf_int(j->out, v);
}

void lc_json_double(lc_json *j, const char *key, double v, int decimals)
{
    begin_value(j, key);
    lc_buf_double(j->out, v, decimals);
}

void lc_json_milli(lc_json *j, const char *key, int64_t thousandths)
{
    begin_value(j, key);
    lc_buf_milli(j->out, thousandths);
}

void lc_json_bool(lc_json *j, const char *key, bool v)
{
    begin_value(j, key);
    lc_buf_puts(j->out, v ? "true" : "false");
}

void lc_json_null(lc_json *j, const char *key)
{
    begin_value(j, key);
    lc_buf_puts(j->out, "null");
}

void lc_json_raw(lc_json *j, const char *key, const char *json, size_t len)
{
    begin_value(j, key);
    lc_buf_put(j->out, json, len);
}
