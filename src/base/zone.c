/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/zone.c - a place's clock. The rules of a zone are those of
 * POSIX.1-2008, section 8.3, with the hours of RFC 8536 (-167..167).
 *
 * Only rules of the form Mm.w.d are read: no table of ours has another.
 * History is not kept: a time is put into the zone's present rule, whatever
 * its year.
 */
#include "lifecircle/base/zone.h"

#include <ctype.h>
#include <string.h>

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

/* Summer time without an offset is an hour ahead, as POSIX says; without the
 * days of its switches it means nothing here, and is refused. */
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

/* When the switch comes in a year, in minutes of the clock before it. Week 5
 * is the last one, and so goes back where the month has four. 1970-01-01 was a
 * Thursday, day 4 of a week that begins with Sunday. */
static int64_t switch_min(const lc_zone_switch *w, int year)
{
    int64_t first = lc_date_number(year, w->month, 1);
    int first_day = (int)((first + 4 - lc_date_floor(first + 4, 7) * 7));
    int day = (w->weekday - first_day + 7) % 7 + (w->week - 1) * 7;

    while (day >= lc_date_month_days(year, w->month))
        day -= 7;
    return (first + day) * LIFE_DAY_MIN + w->at_min;
}

/* Both switches are turned into UTC by the clock that was shown before them,
 * so that the hour which the clock shows twice is told apart. The minute of a
 * switch belongs to the new time. */
lc_local lc_zone_local(const lc_zone *z, int64_t unix_s)
{
    int64_t utc = lc_date_floor(unix_s, 60), begin, end;
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
