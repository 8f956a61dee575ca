/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/address.h - house numbers with their street, for
 * search and for places that have an address alone.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_ADDRESS_H
#define LIFECIRCLE_STORE_ROWS_ADDRESS_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_address {
    int64_t id;                  /* 1 and on; written negative: the next */
    const char *source;          /* its name; written "": the extract */
    const char *text;            /* as it is shown */
    const char *street, *number; /* as they are written; "": not known */
    const char *area;            /* "a;b;c": postcode, city, district ... */
    lc_pt pt;
} lc_stored_address;

/* By source and id. */
lc_status lc_address_rows(lc_city *c, lc_stored_address *row, lc_rows **out,
                          lc_error *err);
/* Texts, places and sources alone, as they came. */
lc_status lc_address_rows_named(lc_city *c, lc_stored_address *row,
                                lc_rows **out, lc_error *err);
/* How many of the extract are not taken apart into street and number, as in
 * city files that were of version 4: search finds them, nothing is placed by
 * them until the extract is imported again. */
lc_status lc_address_rows_whole(lc_city *c, int64_t *out, lc_error *err);
lc_status lc_address_rows_insert(lc_city *c, const lc_stored_address *row,
                                 lc_error *err);

#endif
