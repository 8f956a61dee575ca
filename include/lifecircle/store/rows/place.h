/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/place.h - names of places, for search and labels.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_PLACE_H
#define LIFECIRCLE_STORE_ROWS_PLACE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_place {
    const char *id;   /* osm:n12 */
    const char *kind; /* city, town, suburb, village ... */
    const char *name, *name_en;
    int64_t population; /* negative: not known */
    lc_pt pt;
} lc_stored_place;

/* By id. */
lc_status lc_place_rows(lc_city *c, lc_stored_place *row, lc_rows **out,
                        lc_error *err);
/* The most populous first, those of an unknown population last; then by id. */
lc_status lc_place_rows_by_size(lc_city *c, lc_stored_place *row, lc_rows **out,
                                lc_error *err);
lc_status lc_place_rows_insert(lc_city *c, const lc_stored_place *row,
                               lc_error *err);

#endif
