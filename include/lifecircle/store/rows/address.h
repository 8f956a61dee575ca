/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/address.h - house numbers with their street, for
 * search.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_ADDRESS_H
#define LIFECIRCLE_STORE_ROWS_ADDRESS_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_address {
    int64_t id; /* 1 and on */
    const char *text;
    lc_pt pt;
} lc_stored_address;

/* By id. */
lc_status lc_address_rows(lc_city *c, lc_stored_address *row, lc_rows **out,
                          lc_error *err);
lc_status lc_address_rows_insert(lc_city *c, const lc_stored_address *row,
                                 lc_error *err);

#endif
