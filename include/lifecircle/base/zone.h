/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/zone.h - how far a place's clock is from UTC.
 *
 * Room:    base.
 * Threads: pure functions; nothing of the process's own time zone is used.
 */
#ifndef LIFECIRCLE_BASE_ZONE_H
#define LIFECIRCLE_BASE_ZONE_H

#include "lifecircle/base/date.h"
#include "lifecircle/base/error.h"

#include <stdbool.h>

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
