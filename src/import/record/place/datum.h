/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/datum.h - the system that a table's coordinates are
 * in, and the way from it into the city.
 *
 * Threads: a datum belongs to one thread, as an lc_crs does.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_DATUM_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_DATUM_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"

typedef struct lc_datum {
    lc_crs *crs;
    const char *name; /* as it was given; borrowed */
} lc_datum;

/* NULL is WGS 84. LIFE_ERR_RANGE with "crs": there is no such system. */
lc_status lc_datum_open(const char *name, lc_datum *out, lc_error *err);
void lc_datum_close(lc_datum *d);
/* All systems but EPSG's are in degrees. */
bool lc_datum_in_degrees(const lc_datum *d);
/* A point as it is written. LIFE_ERR_RANGE says what is likely wrong: swapped,
 * metres, outside; its parameter is the finding's id. */
lc_status lc_datum_place(const lc_datum *d, double x, double y, lc_pt *out,
                         lc_error *err);
/* The same of a place on its own, which 0, 0 is not; a vertex of an area may
 * well lie there. */
lc_status lc_datum_place_one(const lc_datum *d, double x, double y, lc_pt *out,
                             lc_error *err);

#endif
