/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/read/dated.h - of when an extract is: as it says itself, else
 * of its newest object. The day alone, in UTC.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_OSM_READ_DATED_H
#define LIFECIRCLE_SRC_IMPORT_OSM_READ_DATED_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_osm_dated { /* days since 1970-01-01; 0: not known */
    int64_t stated, newest;
} lc_osm_dated;

/* `stated`: the file says it of itself, and not of an object. What is no date
 * changes nothing. */
void lc_osm_dated_seconds(lc_osm_dated *d, int64_t seconds, bool stated);
/* "2016-02-10T21:20:00Z"; NULL is fine. */
void lc_osm_dated_text(lc_osm_dated *d, const char *text, bool stated);
/* "2016-02-10"; "" where nothing tells. Days to come are none, and warned of.
 */
void lc_osm_dated_write(const lc_osm_dated *d, char out[16]);

#endif
