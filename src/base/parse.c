/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/parse.c - numbers and UTF-8 from outside, checked byte by byte.
 *
 * strtod() and strtol() take blanks, a plus, hexadecimal, "inf" and the
 * locale's point; data and requests may hold none of these. So the form is
 * checked here, and a value is only given out when all of the text was read.
 */
#include "lifecircle/base/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As the header promises: more digits than a double tells apart. The 8 more in
 * the text below are for the exponent, "e-24" at most. */
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

/* v * 10 + digit > max, without the overflow. The digit is compared first, so
 * that max - digit cannot wrap round. */
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

/* INT64_MIN is one further from 0 than INT64_MAX: its size fits in uint64_t
 * alone, and the sign is given back in two steps. */
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
