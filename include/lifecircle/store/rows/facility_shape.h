/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/facility_shape.h - the outlines of facilities that are
 * areas or lines. They may be read with the facilities themselves.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_FACILITY_SHAPE_H
#define LIFECIRCLE_STORE_ROWS_FACILITY_SHAPE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_facility_shape {
    const char *facility; /* its id */
    lc_shape outline;
} lc_stored_facility_shape;

/* All, also of those that are closed, by facility. */
lc_status lc_facility_shape_rows(lc_city *c, lc_stored_facility_shape *row,
                                 lc_rows **out, lc_error *err);
lc_status lc_facility_shape_rows_insert(lc_city *c,
                                        const lc_stored_facility_shape *row,
                                        lc_error *err);
lc_status lc_facility_shape_rows_remove(lc_city *c, const char *facility,
                                        lc_error *err);

#endif
