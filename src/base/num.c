/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/num.c - numbers and UTF-8 from outside, checked byte by byte.
 */
#include "lifecircle/base/num.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMAL_CHARS 24

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The point is taken out and given back as an exponent, because strtod()
 * knows the locale's point only, and rounds rightly where we would not. */
bool lc_parse_decimal(const char *s, double *out)
{
    char text[DECIMAL_CHARS + 8];
    size_t n = 0, digits = 0, decimals = 0;
    bool point = false;

    if (*s == '-')
        text[n++] = *s++;
    for (; *s; s++) {
        if (n + point >= DECIMAL_CHARS)
            return false;
        if (*s == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (!is_digit(*s))
            return false;
        text[n++] = *s;
        digits++;
        decimals += point;
    }
    if (!digits || (point && !decimals))
        return false;
    snprintf(text + n, sizeof text - n, "e-%zu", decimals);
    *out = strtod(text, NULL);
    return true;
}

bool lc_parse_uint(const char *s, uint64_t max, uint64_t *out)
{
    uint64_t v = 0;

    if (!*s)
        return false;
    for (; *s; s++) {
        uint64_t digit;

        if (!is_digit(*s))
            return false;
        digit = (uint64_t)(*s - '0');
        if (digit > max || v > (max - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *out = v;
    return true;
}

bool lc_parse_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
    bool negative = *s == '-';
    uint64_t size;
    int64_t v;

    if (!lc_parse_uint(s + negative, (uint64_t)INT64_MAX + negative, &size))
        return false;
    if (!negative)
        v = (int64_t)size;
    else
        v = size ? -(int64_t)(size - 1) - 1 : 0;
    if (v < min || v > max)
        return false;
    *out = v;
    return true;
}

bool lc_parse_pair(const char *s, double *lon, double *lat)
{
    char first[DECIMAL_CHARS + 2];
    const char *comma = strchr(s, ',');
    double x, y;

    if (!comma || (size_t)(comma - s) >= sizeof first)
        return false;
    memcpy(first, s, (size_t)(comma - s));
    first[comma - s] = '\0';
    if (!lc_parse_decimal(first, &x) || !lc_parse_decimal(comma + 1, &y))
        return false;
    *lon = x;
    *lat = y;
    return true;
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
