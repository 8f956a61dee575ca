/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words/date.c - see date.h.
 */
#include "src/import/record/words/date.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Up to `most` digits at *s as a number, -1 where there are none. */
static int digits(const char **s, int most)
{
    int v = -1;

    for (; most > 0 && **s >= '0' && **s <= '9'; most--, (*s)++)
        v = (v < 0 ? 0 : v * 10) + (**s - '0');
    return v;
}

/* What stands between the numbers of a date. */
static bool skip_mark(const char **s)
{
    static const char *const mark[] = {"-", "/", ".", "年",
                                       "月"}; /* year, month */

    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (!strncmp(*s, mark[i], strlen(mark[i]))) {
            *s += strlen(mark[i]);
            return true;
        }
    return false;
}

/* Gregorian, as all dates of tables here are. */
static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool lc_date_parse(const char *s, char out[16])
{
    const char *start = s;
    int year = digits(&s, 4), month, day;

    if (s - start != 4 || year < 1000)
        return false;
    snprintf(out, 16, "%04u", (unsigned)year % 10000);
    if (!*s || (skip_mark(&s) && !*s))
        return true;
    month = digits(&s, 2);
    if (month < 1 || month > 12)
        return false;
    snprintf(out, 16, "%04u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100);
    if (!*s || (skip_mark(&s) && !*s))
        return true;
    day = digits(&s, 2);
    if (day < 1 || day > days_in(year, month))
        return false;
    if (!strncmp(s, "日", 3)) /* day */
        s += 3;
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100, (unsigned)day % 100);
    return !*s || *s == ' ' || *s == 'T'; /* a time of day may follow */
}

bool lc_date_is_plain(const char *s)
{
    static const char FORM[] = "dddd-dd-dd";
    size_t i = 0;

    while (i < sizeof FORM - 1 && s[i] &&
           (FORM[i] == 'd' ? s[i] >= '0' && s[i] <= '9' : s[i] == '-'))
        i++;
    return !s[i] && (i == 4 || i == 7 || i == 10);
}

bool lc_date_is_future(const char *s)
{
    time_t t = time(NULL) + 86400;
    char tomorrow[16];
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(tomorrow, sizeof tomorrow, "%Y-%m-%d", &tm);
    return strncmp(s, tomorrow, strlen(s)) > 0;
}
