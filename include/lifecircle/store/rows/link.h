/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/link.h - how homes and facilities join the streets,
 * for GIS programs; this one reads its own arrays.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 *
 * Lengths are in millimetres, so that sums along a street stay exact.
 */
#ifndef LIFECIRCLE_STORE_ROWS_LINK_H
#define LIFECIRCLE_STORE_ROWS_LINK_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_link {
    const char *owner; /* h: a home, f: a facility */
    int64_t owner_id;  /* home.id, or the facility's number */
    const char *mode;  /* foot, wheelchair, cycle */
    int64_t street;    /* street.id */
    int64_t at_mm;     /* along the whole way */
    int64_t leg_mm;
    double from_lon, from_lat; /* degrees: where the leg starts */
    double to_lon, to_lat;     /* and meets the street */
} lc_stored_link;

lc_status lc_link_rows_insert(lc_city *c, const lc_stored_link *row,
                              lc_error *err);
lc_status lc_link_rows_clear(lc_city *c, lc_error *err);

#endif
