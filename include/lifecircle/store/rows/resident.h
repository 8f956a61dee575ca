/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/resident.h - numbers of residents as they were given,
 * all of one source and one kind.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 *
 * They are kept as they came, also where they have been spread over homes
 * since: see home_base.h.
 */
#ifndef LIFECIRCLE_STORE_ROWS_RESIDENT_H
#define LIFECIRCLE_STORE_ROWS_RESIDENT_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_resident {
    const char *source;
    const char *kind; /* unit, building, grid */
    const char *code; /* of the unit; n12, w12, r12 of the building; or "" */
    int64_t cell_x, cell_y; /* from the grid's corner; negative: no cell */
    int64_t residents_milli;
    int year;         /* negative: not known */
    const char *ages; /* a JSON object, {"0-2": 31, "60+": 240}, or NULL */
    lc_pt pt;         /* of the building, or the cell's centre */
    bool placed;
} lc_stored_resident;

/* By code, cell and the order they were written. */
lc_status lc_resident_rows(lc_city *c, lc_stored_resident *row, lc_rows **out,
                           lc_error *err);
/* Each age band that any row names, once, in `ages`: the youngest first. */
lc_status lc_resident_rows_bands(lc_city *c, lc_stored_resident *row,
                                 lc_rows **out, lc_error *err);
lc_status lc_resident_rows_known(lc_city *c, const char *code, bool *out,
                                 lc_error *err);
lc_status lc_resident_rows_insert(lc_city *c, const lc_stored_resident *row,
                                  lc_error *err);

#endif
