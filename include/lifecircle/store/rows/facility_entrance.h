/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/facility_entrance.h - the mapped entrances of
 * facilities.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_FACILITY_ENTRANCE_H
#define LIFECIRCLE_STORE_ROWS_FACILITY_ENTRANCE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_entrance {
    const char *facility; /* its id */
    lc_pt pt;
} lc_stored_entrance;

/* Facility by facility, each one's in the order they were written. */
lc_status lc_facility_entrance_rows(lc_city *c, lc_stored_entrance *row,
                                    lc_rows **out, lc_error *err);
lc_status lc_facility_entrance_rows_insert(lc_city *c,
                                           const lc_stored_entrance *row,
                                           lc_error *err);
lc_status lc_facility_entrance_rows_remove(lc_city *c, const char *facility,
                                           lc_error *err);

#endif
