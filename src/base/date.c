/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/base/date.c - dates of the proleptic Gregorian calendar.
 *
 * Days are counted in years that begin in March, so that a leap day is a
 * year's last: eras of 400 years have 146,097 days.
 *
 * The arithmetic is Howard Hinnant's ("chrono-Compatible Low-Level Date
 * Algorithms", days_from_civil and civil_from_days): integers alone, no
 * tables, no loops. Days before 1970 are negative and divided rounding down.
 */
#include "lifecircle/base/date.h"

/* 400 years of 365 days with 97 leap days; and the days from 0000-03-01, where
 * the first era begins, to 1970-01-01. */
enum { ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

/* From March on the months have 31 30 31 30 31 days, again and again: 153 in
 * five, so that (153 m + 2) / 5 days lie before month m (0: March). */
int64_t lc_date_number(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = lc_date_floor(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           DAYS_TO_1970;
}

/* 1970-01-01 was a Thursday, day 3 of a week that begins with Monday. */
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

/* From one first of the month to the next; after December comes the next
 * year's January. */
int lc_date_month_days(int year, int month)
{
    return (int)(lc_date_number(year + month / 12, month % 12 + 1, 1) -
                 lc_date_number(year, month, 1));
}
