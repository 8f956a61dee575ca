/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/date.h - days of the proleptic Gregorian calendar.
 *
 * Room:    base.
 * Threads: pure functions; nothing of the process's own time zone is used.
 */
#ifndef LIFECIRCLE_BASE_DATE_H
#define LIFECIRCLE_BASE_DATE_H

#include <stdint.h>

/* Minutes of a local clock since 1970-01-01T00:00. */
typedef int64_t lc_local;

#define LIFE_DAY_MIN 1440

typedef struct lc_date {
    int year, month, day; /* month and day count from 1 */
    int weekday;          /* 0: Monday */
    int64_t number;       /* days since 1970-01-01 */
} lc_date;

/* The day on which a clock shows `t`. */
lc_date lc_date_of(lc_local t);
/* Days since 1970-01-01 of a date; `month` 1..12. */
int64_t lc_date_number(int year, int month, int day);
/* a / b rounded down, as days and weeks before 1970 need; b > 0. */
static inline int64_t lc_date_floor(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}
/* 28 to 31. */
int lc_date_month_days(int year, int month);

#endif
