/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/local.c - what a clock shows, as text and back.
 */
#include "lifecircle/base/local.h"

#include <ctype.h>
#include <stddef.h>

/* Of 0 to 99. */
static void put_two(char *to, unsigned v)
{
    to[0] = (char)('0' + v / 10);
    to[1] = (char)('0' + v % 10);
}

void lc_local_text(lc_local t, char out[20])
{
    lc_date d = lc_date_of(t);
    int minute = (int)(t - d.number * LIFE_DAY_MIN);

    /* Without printf(): an answer has one for each place with opening hours.
     * The remainders change nothing in the years 0 to 9999. */
    put_two(out, (unsigned)d.year / 100 % 100);
    put_two(out + 2, (unsigned)d.year % 100);
    out[4] = '-';
    put_two(out + 5, (unsigned)d.month % 100);
    out[7] = '-';
    put_two(out + 8, (unsigned)d.day % 100);
    out[10] = 'T';
    put_two(out + 11, (unsigned)minute / 60 % 100);
    out[13] = ':';
    put_two(out + 14, (unsigned)minute % 60);
    out[16] = '\0';
}

/* The form is compared byte by byte and in order, so a shorter text fails at
 * its NUL and nothing behind it is read. Besides the T a blank is taken, as
 * people type it. What v holds at the marks is never used. */
bool lc_local_parse(const char *s, lc_local *out)
{
    static const char form[] = "dddd-dd-ddTdd:dd";
    int v[16], y, mo, d, h, mi;
    size_t n = sizeof form - 1;

    for (size_t i = 0; i < n; i++) {
        if (form[i] == 'd' ? !isdigit((unsigned char)s[i])
                           : (s[i] != form[i] && !(i == 10 && s[i] == ' ')))
            return false;
        v[i] = s[i] - '0';
    }
    if (s[n] && !(s[n] == ':' && isdigit((unsigned char)s[n + 1]) &&
                  isdigit((unsigned char)s[n + 2]) && !s[n + 3]))
        return false;
    y = v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3];
    mo = v[5] * 10 + v[6];
    d = v[8] * 10 + v[9];
    h = v[11] * 10 + v[12];
    mi = v[14] * 10 + v[15];
    if (y < 1970 || y > 2399 || mo < 1 || mo > 12 || d < 1 ||
        d > lc_date_month_days(y, mo) || h > 23 || mi > 59)
        return false;
    mi += h * 60;
    *out = lc_date_number(y, mo, d) * LIFE_DAY_MIN + mi;
    return true;
}
