/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/resident_grid.h - the grid that residents were given
 * in; a city has one or none.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_RESIDENT_GRID_H
#define LIFECIRCLE_STORE_ROWS_RESIDENT_GRID_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_grid {
    const char *crs;     /* as lc_crs_open() takes it; all else in its units */
    double x, y, dx, dy; /* a corner, and the size of a cell */
} lc_stored_grid;

lc_status lc_resident_grid_rows(lc_city *c, lc_stored_grid *row, lc_rows **out,
                                lc_error *err);
lc_status lc_resident_grid_rows_insert(lc_city *c, const lc_stored_grid *row,
                                       lc_error *err);

#endif
