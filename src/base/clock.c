/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/clock.c - see clock.h.
 *
 * Days are counted in years that begin in March, so that a leap day is a
 * year's last: eras of 400 years have 146,097 days. The rules of a zone are
 * those of POSIX.1-2008, section 8.3, with the hours of RFC 8536 (-167..167).
 */
#include "lifecircle/base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t lc_date_number(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           DAYS_TO_1970;
}

lc_date lc_date_of(lc_local t)
{
    int64_t number = floor_div(t, LIFE_DAY_MIN);
    int64_t z = number + DAYS_TO_1970, era = floor_div(z, ERA_DAYS);
    int64_t d = z - era * ERA_DAYS;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t of_year = d - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    lc_date out = {.day = (int)(of_year - (153 * m + 2) / 5 + 1),
                   .month = (int)(m < 10 ? m + 3 : m - 9),
                   .number = number};

    out.year = (int)(y + era * 400 + (out.month <= 2));
    out.weekday = (int)(number + 3 - floor_div(number + 3, 7) * 7);
    return out;
}

int lc_month_days(int year, int month)
{
    return (int)(lc_date_number(year + month / 12, month % 12 + 1, 1) -
                 lc_date_number(year, month, 1));
}

void lc_local_text(lc_local t, char out[20])
{
    lc_date d = lc_date_of(t);
    int minute = (int)(t - d.number * LIFE_DAY_MIN);

    snprintf(out, 20, "%04u-%02u-%02uT%02u:%02u", (unsigned)d.year % 10000,
             (unsigned)d.month % 100, (unsigned)d.day % 100,
             (unsigned)minute / 60 % 100, (unsigned)minute % 60);
}

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
        d > lc_month_days(y, mo) || h > 23 || mi > 59)
        return false;
    mi += h * 60;
    *out = lc_date_number(y, mo, d) * LIFE_DAY_MIN + mi;
    return true;
}

/* ---- zones ---- */

static bool read_number(const char **s, int most, int *out)
{
    int v = 0;

    if (!isdigit((unsigned char)**s))
        return false;
    for (; isdigit((unsigned char)**s); (*s)++) {
        v = v * 10 + (**s - '0');
        if (v > most)
            return false;
    }
    *out = v;
    return true;
}

/* "[+-]hh[:mm[:ss]]" in minutes; seconds are read and dropped. */
static bool read_clock(const char **s, int *out)
{
    int sign = **s == '-' ? -1 : 1, part, minutes;

    *s += **s == '-' || **s == '+';
    if (!read_number(s, 167, &part))
        return false;
    minutes = part * 60;
    if (**s == ':') {
        (*s)++;
        if (!read_number(s, 59, &part))
            return false;
        minutes += part;
        if (**s == ':') {
            (*s)++;
            if (!read_number(s, 59, &part))
                return false;
        }
    }
    *out = sign * minutes;
    return true;
}

/* "CET" or "<+03>". */
static bool skip_name(const char **s)
{
    const char *at = *s;

    if (*at == '<') {
        at += strcspn(at, ">");
        if (!*at)
            return false;
        *s = at + 1;
        return true;
    }
    while (isalpha((unsigned char)*at))
        at++;
    if (at - *s < 3)
        return false;
    *s = at;
    return true;
}

/* ",M3.5.0/2": without a time, at two o'clock. */
static bool read_switch(const char **s, lc_zone_switch *out)
{
    out->at_min = 120;
    if ((*s)[0] != ',' || (*s)[1] != 'M')
        return false;
    *s += 2;
    if (!read_number(s, 12, &out->month) || *(*s)++ != '.' ||
        !read_number(s, 5, &out->week) || *(*s)++ != '.' ||
        !read_number(s, 6, &out->weekday) || !out->month || !out->week)
        return false;
    if (**s != '/')
        return true;
    (*s)++;
    return read_clock(s, &out->at_min);
}

lc_status lc_zone_parse(const char *rule, lc_zone *out, lc_error *err)
{
    lc_zone z = {0};
    const char *s = rule;
    bool ok = skip_name(&s) && read_clock(&s, &z.standard_min);

    z.standard_min = -z.standard_min; /* POSIX counts west */
    if (ok && *s) {
        z.has_summer = true;
        z.summer_min = z.standard_min + 60;
        ok = skip_name(&s);
        if (ok && *s != ',') {
            ok = read_clock(&s, &z.summer_min);
            z.summer_min = -z.summer_min;
        }
        ok = ok && read_switch(&s, &z.begin) && read_switch(&s, &z.end);
    }
    if (!ok || *s)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%.60s\" is not a rule of a time zone, as in "
                       "CET-1CEST,M3.5.0,M10.5.0/3",
                       rule);
    *out = z;
    return LIFE_OK;
}

/* When the switch comes in a year, in minutes of the clock before it. */
static int64_t switch_min(const lc_zone_switch *w, int year)
{
    int64_t first = lc_date_number(year, w->month, 1);
    int first_day = (int)((first + 4 - floor_div(first + 4, 7) * 7));
    int day = (w->weekday - first_day + 7) % 7 + (w->week - 1) * 7;

    while (day >= lc_month_days(year, w->month))
        day -= 7;
    return (first + day) * LIFE_DAY_MIN + w->at_min;
}

lc_local lc_zone_local(const lc_zone *z, int64_t unix_s)
{
    int64_t utc = floor_div(unix_s, 60), begin, end;
    int year;
    bool summer;

    if (!z->has_summer)
        return utc + z->standard_min;
    year = lc_date_of(utc + z->standard_min).year;
    begin = switch_min(&z->begin, year) - z->standard_min;
    end = switch_min(&z->end, year) - z->summer_min;
    summer = begin < end ? utc >= begin && utc < end
                         : utc >= begin || utc < end; /* the south */
    return utc + (summer ? z->summer_min : z->standard_min);
}
