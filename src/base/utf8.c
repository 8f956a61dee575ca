/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8.c - formatted text of which no character is cut in two.
 *
 * What is UTF-8 is settled by utf8_bytes() alone; all others build on it. A
 * byte that is none costs one step, so that any bytes whatever are read to
 * their end in O(n).
 */
#include "lifecircle/base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Bytes at s that begin a character and don't end it; 0: s begins none. */
static size_t begun_bytes(const char *s)
{
    size_t n = 1;

    if ((unsigned char)*s < 0xc2 || (unsigned char)*s > 0xf4)
        return 0;
    while (((unsigned char)s[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* In place: what is put is never longer than what was read for it, so `to`
 * never passes `s`. */
void lc_utf8_mend(char *s)
{
    char *to = s;
    size_t left = strlen(s);

    for (;;) {
        size_t whole = lc_utf8_valid(s, left), begun;

        memmove(to, s, whole);
        to += whole;
        s += whole;
        left -= whole;
        if (!left)
            break;
        begun = begun_bytes(s);
        if (!begun)
            *to++ = '?';
        s += begun ? begun : 1;
        left -= begun ? begun : 1;
    }
    *to = '\0';
}

/* Unicode's Cc; of Cf those that turn text around (UAX 9: ALM, LRM, RLM,
 * embeddings, overrides, isolates), by which a name can be made to look like
 * another one or hide what stands behind it; Zl and Zp. */
bool lc_utf8_steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e ||
           c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

void lc_utf8_blunt(char *s)
{
    const char *at = s, *end = s + strlen(s);
    char *to = s;

    while (at < end) {
        const char *from = at;
        uint32_t c = lc_utf8_next(&at, end);

        if (lc_utf8_steers(c)) {
            *to++ = '?';
        } else {
            memmove(to, from, (size_t)(at - from));
            to += at - from;
        }
    }
    *to = '\0';
}

bool lc_utf8_vformat(char *out, size_t size, const char *fmt, va_list ap)
{
    int n = vsnprintf(out, size, fmt, ap);

    if (n < 0)
        out[0] = '\0';
    lc_utf8_mend(out);
    return n >= 0 && (size_t)n < size;
}

bool lc_utf8_format(char *out, size_t size, const char *fmt, ...)
{
    va_list ap;
    bool whole;

    va_start(ap, fmt);
    whole = lc_utf8_vformat(out, size, fmt, ap);
    va_end(ap);
    return whole;
}

/* Bytes of the character at s, 0 when it is not one: RFC 3629, section 4. */
static size_t utf8_bytes(const unsigned char *s, size_t len)
{
    unsigned char low = 0x80, high = 0xbf;
    size_t need;

    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xc2 || s[0] > 0xf4)
        return 0;
    need = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    if (len < need)
        return 0;
    if (s[0] == 0xe0)
        low = 0xa0; /* shorter forms exist */
    else if (s[0] == 0xed)
        high = 0x9f; /* surrogates */
    else if (s[0] == 0xf0)
        low = 0x90;
    else if (s[0] == 0xf4)
        high = 0x8f; /* above U+10FFFF */
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return need;
}

size_t lc_utf8_valid(const char *s, size_t len)
{
    size_t at = 0;

    while (at < len) {
        size_t n = utf8_bytes((const unsigned char *)s + at, len - at);

        if (n == 0)
            break;
        at += n;
    }
    return at;
}

/* The first byte of a character of n bytes begins with n ones and a zero. */
uint32_t lc_utf8_next(const char **s, const char *end)
{
    const unsigned char *p = (const unsigned char *)*s;
    size_t n = utf8_bytes(p, (size_t)(end - *s));
    uint32_t c;

    if (n == 0) {
        (*s)++;
        return 0xfffd;
    }
    c = n == 1 ? p[0] : p[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++)
        c = c << 6 | (p[i] & 0x3f);
    *s += n;
    return c;
}

/* Ranges of Unicode 15's EastAsianWidth W and F and of the marks that take no
 * room, as far as place names meet them; anything else is one column. */
static unsigned columns_of(uint32_t c)
{
    static const struct {
        uint32_t first, last;
        unsigned columns;
    } range[] = {
        {0x0300, 0x036f, 0},   {0x1100, 0x115f, 2},   {0x200b, 0x200f, 0},
        {0x20d0, 0x20ff, 0},   {0x2e80, 0x303e, 2},   {0x3041, 0xa4cf, 2},
        {0xa960, 0xa97f, 2},   {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},
        {0xfe00, 0xfe0f, 0},   {0xfe30, 0xfe6f, 2},   {0xff00, 0xff60, 2},
        {0xffe0, 0xffe6, 2},   {0x1f300, 0x1f64f, 2}, {0x1f680, 0x1f6ff, 2},
        {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
    };

    for (size_t i = 0; i < sizeof range / sizeof *range; i++)
        if (c >= range[i].first && c <= range[i].last)
            return range[i].columns;
    return 1;
}

size_t lc_utf8_width(const char *s)
{
    const char *end = s + strlen(s);
    size_t width = 0;

    while (s < end)
        width += columns_of(lc_utf8_next(&s, end));
    return width;
}
