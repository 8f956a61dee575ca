/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/clock.h - the clock on the wall: dates of the proleptic
 * Gregorian calendar in minutes, and how far a place's clock is from UTC.
 *
 * Layer:   base.
 * Units:   lc_local: minutes of the local clock since 1970-01-01T00:00.
 * Threads: pure functions; nothing of the process's own time zone is used.
 */
#ifndef LIFECIRCLE_BASE_CLOCK_H
#define LIFECIRCLE_BASE_CLOCK_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef int64_t lc_local;

#define LIFE_DAY_MIN 1440

typedef struct lc_date {
    int year, month, day; /* month and day count from 1 */
    int weekday;          /* 0: Monday */
    int64_t number;       /* days since 1970-01-01 */
} lc_date;

lc_date lc_date_of(lc_local t);
/* Days since 1970-01-01 of a date; `month` 1..12. */
int64_t lc_date_number(int year, int month, int day);
int lc_month_days(int year, int month);

/* "2026-11-21T18:00"; `out` takes 20 bytes. */
void lc_local_text(lc_local t, char out[20]);
/* That form, with seconds allowed and dropped; the years 1970 to 2399. */
bool lc_local_parse(const char *s, lc_local *out);

/* A place's clock, as POSIX writes it in TZ: an offset, and perhaps when
 * summer time begins and ends in every year ("CET-1CEST,M3.5.0,M10.5.0/3"). */
typedef struct lc_zone_switch {
    int month, week, weekday; /* week 5: the last; weekday 0: Sunday */
    int at_min;               /* of that day's clock */
} lc_zone_switch;

typedef struct lc_zone {
    int standard_min, summer_min; /* east of UTC */
    bool has_summer;
    lc_zone_switch begin, end; /* of summer time */
} lc_zone;

/* LIFE_ERR_PARSE: not of the forms NAMEoffset or NAMEoffsetNAME[offset],
 * Mm.w.d[/time],Mm.w.d[/time]. */
lc_status lc_zone_parse(const char *rule, lc_zone *out, lc_error *err);
/* What the clock shows at a second since 1970 (UTC). */
lc_local lc_zone_local(const lc_zone *z, int64_t unix_s);

#endif
