/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/zones.h - which time zone a place has: geodata/timezones.csv.
 *
 * Layer:   geo, over base.
 * Threads: pure functions; each call reads the table (a millisecond).
 */
#ifndef LIFECIRCLE_GEO_ZONES_H
#define LIFECIRCLE_GEO_ZONES_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/zone.h"
#include "lifecircle/geo/point.h"

typedef struct lc_zone_name {
    char text[40]; /* "Asia/Shanghai" */
} lc_zone_name;

/* The zone of that name. LIFE_ERR_RANGE: the table has none. */
lc_status lc_zones_find(const char *name, lc_zone *out, lc_error *err);
/* The zone of the nearest place of the table. */
lc_status lc_zones_near(lc_pt p, lc_zone_name *name, lc_zone *out,
                        lc_error *err);

#endif
