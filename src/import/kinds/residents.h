/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/residents.h - cells of a population grid, for residents.c
 * and residents_grid.c.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENTS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_RESIDENTS_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"

#include <stdint.h>

#define LIFE_RESIDENTS_MAX 1e9 /* in one unit, building or cell */

typedef struct lc_cell {
    double x, y;      /* of its centre, in the grid's own system */
    int64_t milli;    /* thousandths of a resident */
    int64_t col, row; /* from the corner */
    uint32_t line;    /* 0: of a feature */
    int64_t year;     /* 0: not told */
    char *ages;       /* JSON, or NULL */
} lc_cell;

typedef struct lc_cells {
    LC_VEC(lc_cell) v;
    double x, y, dx, dy; /* the corner, and the size of a cell */
} lc_cells;

void lc_cells_free(lc_cells *g);
/* Finds the grid that the cells' centres lie on, and their columns and rows.
 * LIFE_ERR_RANGE: they lie on none, or a cell is there twice. */
lc_status lc_cells_settle(lc_cells *g, const char *path, lc_error *err);
/* Reads an ESRI ASCII grid; cells without data are left out. LIFE_ERR_IO,
 * LIFE_ERR_PARSE and LIFE_ERR_RANGE with the line, LIFE_ERR_LIMIT. */
lc_status lc_cells_read_asc(const char *path, lc_cells *g, lc_error *err);

#endif
