/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/instant.c - see instant.h: RFC 3339, and what sources leave
 * out of it.
 */
#include "lifecircle/export/filter/instant.h"

#include "lifecircle/base/date.h"

#define MINUTE_MS 60000

/* Exactly `n` digits, at most `most`; moves on. */
static bool digits(const char **s, int n, int most, int *out)
{
    *out = 0;
    for (; n > 0; n--, (*s)++) {
        if (**s < '0' || **s > '9')
            return false;
        *out = *out * 10 + (**s - '0');
    }
    return *out <= most;
}

static bool mark(const char **s, char c)
{
    if (**s != c)
        return false;
    (*s)++;
    return true;
}

static bool read_day(const char **s, int64_t *number)
{
    int year, month, day;

    if (!digits(s, 4, 9999, &year) || !mark(s, '-') ||
        !digits(s, 2, 12, &month) || !mark(s, '-') || !digits(s, 2, 31, &day) ||
        !year || !month || !day || day > lc_date_month_days(year, month))
        return false;
    *number = lc_date_number(year, month, day);
    return true;
}

/* Thousandths; more digits are read and fall away. */
static bool read_fraction(const char **s, int *ms)
{
    int worth = 100;

    *ms = 0;
    if (**s < '0' || **s > '9')
        return false;
    for (; **s >= '0' && **s <= '9'; (*s)++, worth /= 10)
        *ms += (**s - '0') * worth;
    return true;
}

static bool read_clock(const char **s, int64_t *ms)
{
    int hour, minute, second = 0, fraction = 0;

    if (!digits(s, 2, 23, &hour) || !mark(s, ':') || !digits(s, 2, 59, &minute))
        return false;
    if (mark(s, ':') && !digits(s, 2, 60, &second))
        return false;
    if (mark(s, '.') && !read_fraction(s, &fraction))
        return false;
    *ms = (hour * INT64_C(60) + minute) * MINUTE_MS + second * INT64_C(1000) +
          fraction;
    return true;
}

static bool read_offset(const char **s, int64_t *ms)
{
    int hour, minute, sign = **s == '-' ? -1 : 1;

    *ms = 0;
    if (mark(s, 'Z') || mark(s, 'z') || !**s)
        return true;
    if ((!mark(s, '+') && !mark(s, '-')) || !digits(s, 2, 23, &hour))
        return false;
    mark(s, ':');
    if (!digits(s, 2, 59, &minute))
        return false;
    *ms = sign * (hour * INT64_C(60) + minute) * MINUTE_MS;
    return true;
}

bool lc_instant_read(const char *s, int64_t *ms, bool *day)
{
    int64_t number, clock = 0, offset = 0;

    if (!read_day(&s, &number))
        return false;
    *day = !*s;
    if (!*day && ((!mark(&s, 'T') && !mark(&s, 't') && !mark(&s, ' ')) ||
                  !read_clock(&s, &clock) || !read_offset(&s, &offset)))
        return false;
    *ms = number * LIFE_INSTANT_DAY_MS + clock - offset;
    return !*s;
}
