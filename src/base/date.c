/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/date.c - dates of the proleptic Gregorian calendar.
 *
 * Days are counted in years that begin in March, so that a leap day is a
 * year's last: eras of 400 years have 146,097 days.
 */
#include "lifecircle/base/date.h"

enum { ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

int64_t lc_date_number(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = lc_date_floor(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           DAYS_TO_1970;
}

lc_date lc_date_of(lc_local t)
{
    int64_t number = lc_date_floor(t, LIFE_DAY_MIN);
    int64_t z = number + DAYS_TO_1970, era = lc_date_floor(z, ERA_DAYS);
    int64_t d = z - era * ERA_DAYS;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t of_year = d - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    lc_date out = {.day = (int)(of_year - (153 * m + 2) / 5 + 1),
                   .month = (int)(m < 10 ? m + 3 : m - 9),
                   .number = number};

    out.year = (int)(y + era * 400 + (out.month <= 2));
    out.weekday = (int)(number + 3 - lc_date_floor(number + 3, 7) * 7);
    return out;
}

int lc_date_month_days(int year, int month)
{
    return (int)(lc_date_number(year + month / 12, month % 12 + 1, 1) -
                 lc_date_number(year, month, 1));
}
