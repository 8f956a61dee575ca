/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/number.c - see number.h.
 */
#include "src/import/record/words/number.h"

#include "lifecircle/base/parse.h"

#include <math.h>
#include <string.h>

/* lc_parse_decimal() takes 24 characters and no exponent: longer decimals are
 * cut behind the point, where they say nothing more. */
bool lc_number_parse(const char *s, double *out)
{
    char plain[32];
    size_t n = strcspn(s, "eE"), take = n;
    int64_t exponent = 0;
    double v;

    if (s[n] &&
        !lc_parse_int(s + n + 1 + (s[n + 1] == '+'), -40, 40, &exponent))
        return false;
    if (n > 24) {
        take = 24;
        if (!memchr(s, '.', take - 1) ||
            strspn(s + take, "0123456789") < n - take)
            return false;
    }
    memcpy(plain, s, take);
    plain[take] = '\0';
    if (!lc_parse_decimal(plain, &v))
        return false;
    *out = exponent ? v * pow(10, (double)exponent) : v;
    return true;
}

bool lc_number_year(const char *s, int64_t *out)
{
    uint64_t y;

    if (!lc_parse_uint(s, 9999, &y) || y < 1000)
        return false;
    *out = (int64_t)y;
    return true;
}

bool lc_number_people(const char *s, double *out)
{
    return lc_number_parse(s, out) && *out >= 0 && *out <= LIFE_PEOPLE_MAX;
}
