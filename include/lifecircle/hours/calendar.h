/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/hours/calendar.h - which days are public holidays, and which
 * weekend days are worked in their stead: geodata/holidays.csv.
 *
 * Holidays are decreed a year ahead, so a calendar ends. Beyond its last year
 * a day on which a holiday may fall is not known, and the others are days like
 * any other.
 *
 * Room:    hours.
 * Threads: never changes once it is made.
 */
#ifndef LIFECIRCLE_HOURS_CALENDAR_H
#define LIFECIRCLE_HOURS_CALENDAR_H

#include "lifecircle/base/error.h"

#include <stdint.h>

typedef struct lc_hours_calendar lc_hours_calendar;

typedef enum lc_hours_calendar_day {
    LIFE_DAY_ORDINARY,
    LIFE_DAY_HOLIDAY,
    LIFE_DAY_WORKED, /* a Saturday or Sunday that is worked */
    LIFE_DAY_UNKNOWN /* any of these */
} lc_hours_calendar_day;

/* The calendar of a time zone ("Asia/Shanghai"); *out is NULL, and all is well,
 * where none is known. LIFE_ERR_PARSE names the row that can't be understood;
 * LIFE_ERR_IO, LIFE_ERR_NOMEM. *out is the caller's, for
 * lc_hours_calendar_free(). A hundred microseconds. */
lc_status lc_hours_calendar_open(const char *timezone, lc_hours_calendar **out,
                                 lc_error *err);
void lc_hours_calendar_free(lc_hours_calendar *c); /* NULL is fine */
/* What the day of this number (days since 1970-01-01) is. Some hundred
 * comparisons. */
lc_hours_calendar_day lc_hours_calendar_at(const lc_hours_calendar *c,
                                           int64_t number);

#endif
