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

#define EACH(c) (UINT64_C(0x0101010101010101) * (c))

/* The same of eight bytes at once: a byte that isn't plain has its highest bit
 * in one of the terms, and below 0x80 no other has. What is one less than
 * nothing borrows that bit. Pairs that differ in one bit are asked for
 * together: " and &, < and >. */
static uint64_t not_plain(uint64_t v)
{
    uint64_t bad = v | (v + EACH(1)) | (v - EACH(0x20));

    bad |= ((v | EACH(0x04)) ^ EACH('&')) - EACH(1);
    bad |= ((v | EACH(0x02)) ^ EACH('>')) - EACH(1);
    bad |= (v ^ EACH('\\')) - EACH(1);
    return bad & EACH(0x80);
}

/* Copies eight bytes; 0: they are plain. */
static uint64_t copy_eight(char *to, const char *s)
{
    uint64_t v;

    memcpy(&v, s, sizeof v);
    memcpy(to, &v, sizeof v);
    return not_plain(v);
}

/* The same of four to seven, as two fours. */
static uint64_t copy_some(char *to, const char *s, size_t len)
{
    uint32_t first, last;

    memcpy(&first, s, sizeof first);
    memcpy(&last, s + len - sizeof last, sizeof last);
    memcpy(to, &first, sizeof first);
    memcpy(to + len - sizeof last, &last, sizeof last);
    return not_plain((uint64_t)first << 32 | last);
}

/* Copies a text unless it has what isn't plain; false: `to` has some of it. The
 * last bytes lie over those before them: so there is no rest to go through one
 * by one, but of texts of three bytes. */
static bool copy_plain(char *to, const char *s, size_t len)
{
    if (len >= 8) {
        for (size_t i = 0; i + 8 < len; i += 8)
            if (copy_eight(to + i, s + i))
                return false;
        return !copy_eight(to + len - 8, s + len - 8);
    }
    if (len >= 4)
        return !copy_some(to, s, len);
    for (size_t i = 0; i < len; i++) {
        if (!is_plain((unsigned char)s[i]))
            return false;
        to[i] = s[i];
    }
    return true;
}

/* Bytes of a character of two or three that stands there and is written as it
 * is, 0: none; U+00C0 to U+07FF and U+3000 to U+CFFF, as Chinese is, have none
 * that isn't, but for U+061C, which begins with 0xd8. */
static size_t more_bytes(const unsigned char *s, size_t len)
{
    if (len < 2 || (s[1] & 0xc0) != 0x80)
        return 0;
    if (*s >= 0xc3 && *s <= 0xdf && *s != 0xd8)
        return 2;
    return *s >= 0xe3 && *s <= 0xec && len >= 3 && (s[2] & 0xc0) == 0x80 ? 3
                                                                         : 0;
}

/* Whether nothing of a text is escaped or mended. */
static bool is_whole(const char *s, const char *end)
{
    while (s < end) {
        const unsigned char *at = (const unsigned char *)s;
        size_t n =
            *at < 0x80 ? is_plain(*at) : more_bytes(at, (size_t)(end - s));

        if (!n)
            return false;
        s += n;
    }
    return true;
}

/* Copies a text of which nothing is; false: something is. */
static bool copy_whole(char *to, const char *s, size_t len)
{
    if (copy_plain(to, s, len))
        return true;
    if (!is_whole(s, s + len))
        return false;
    memcpy(to, s, len);
    return true;
}

/* Asked only of what is not plain: below U+00A0 that is quotes, marks of HTML
 * and controls. What turns text around would do so on the terminal that shows
 * it. All of these have four hex digits, so no surrogates are needed. */
static bool is_escaped(uint32_t c)
{
    return c < 0xa0 || lc_utf8_steers(c);
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
static void quote_runs(lc_buf *out, const char *s, size_t len)
{
    const char *end = s + len, *from = s;

    lc_buf_putc(out, '"');
    while (s < end) {
        const char *at = s;
        size_t more;
        uint32_t c;

        if (is_plain((unsigned char)*s)) {
            s++;
            continue;
        }
        more = more_bytes((const unsigned char *)s, (size_t)(end - s));
        if (more) {
            s += more;
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

/* A text between its quotes, and a comma before or a colon behind them. Keys,
 * ids and most of what isn't Chinese are plain, and written in one go: the
 * signs in any case, and then over where they aren't wanted. */
static void quote(lc_buf *out, const char *s, size_t len, bool comma,
                  bool colon)
{
    char *to = lc_buf_room(out, len + 2 + comma + colon);

    if (!to)
        return;
    *to = ',';
    to[comma] = '"';
    if (!copy_whole(to + comma + 1, s, len)) {
        lc_buf_ends(out, to + comma);
        quote_runs(out, s, len);
        if (colon)
            lc_buf_putc(out, ':');
        return;
    }
    to += comma + 1 + len;
    to[0] = '"';
    to[1] = ':';
    lc_buf_ends(out, to + 1 + colon);
}

void lc_json_quote(lc_buf *out, const char *s, size_t len)
{
    quote(out, s, len, false, false);
}

/* Depth 0 is the text itself, which is no object: a value there has no key. */
static uint64_t bit(const lc_json *j)
{
    return UINT64_C(1) << j->depth;
}

/* The comma and the key in front of a value. */
static void begin_value(lc_json *j, const char *key)
{
    uint64_t b = bit(j);
    bool comma = j->has_item & b;

    assert(((j->is_object & b) != 0) == (key != NULL));
    j->has_item |= b;
    if (key)
        quote(j->out, key, strlen(key), comma, true);
    else if (comma)
        lc_buf_putc(j->out, ',');
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

void lc_json_e7(lc_json *j, const char *key, int32_t v)
{
    begin_value(j, key);
    lc_buf_e7(j->out, v);
}

void lc_json_milli(lc_json *j, const char *key, int64_t thousandths)
{
    begin_value(j, key);
    lc_buf_milli(j->out, thousandths);
}

void lc_json_bool(lc_json *j, const char *key, bool v)
{
    begin_value(j, key);
    lc_buf_put(j->out, v ? "true" : "false", v ? 4 : 5);
}

void lc_json_null(lc_json *j, const char *key)
{
    begin_value(j, key);
    lc_buf_put(j->out, "null", 4);
}

void lc_json_members(lc_json *j, const char *members, size_t len)
{
    uint64_t b = bit(j);

    assert(j->is_object & b);
    if (j->has_item & b)
        lc_buf_putc(j->out, ',');
    j->has_item |= b;
    lc_buf_put(j->out, members, len);
}

void lc_json_raw(lc_json *j, const char *key, const char *json, size_t len)
{
    begin_value(j, key);
    lc_buf_put(j->out, json, len);
}
