/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/grid.h - cells of a population grid, for residents.c.
 *
 * Coordinates are in the grid's own system, degrees or metres; thousandths of
 * residents are whole numbers, so that sums are exact. Threads: a grid belongs
 * to one thread.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_GRID_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_GRID_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/geo/crs.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lc_import_cell {
    double x, y;      /* of its centre, in the grid's own system */
    int64_t milli;    /* thousandths of a resident */
    int64_t col, row; /* from the corner */
    uint32_t line;    /* 0: of a feature */
    int64_t year;     /* 0: not told */
    char *ages;       /* JSON, or NULL */
} lc_import_cell;

typedef struct lc_import_grid {
    LC_VEC(lc_import_cell) v;
    double x, y, dx, dy; /* the corner, and the size of a cell */
    bool centres;        /* there is no grid: cells by their centres alone */
} lc_import_grid;

void lc_import_grid_free(lc_import_grid *g);
/* Finds the grid that the cells' centres lie on, and their columns and rows.
 * LIFE_ERR_RANGE: they lie on none, or a cell is there twice. */
lc_status lc_import_grid_settle(lc_import_grid *g, const char *path,
                                lc_error *err);
/* Puts centres that lie on no grid in order (`centres`). `asked`: they are
 * cells, whatever they look like; else LIFE_ERR_RANGE, `why` they are no grid,
 * where they are not spaced as cells are. */
lc_status lc_import_grid_centres(lc_import_grid *g, lc_crs *crs, bool asked,
                                 const lc_error *why, lc_error *err);
/* Reads an ESRI ASCII grid; cells without data are left out. LIFE_ERR_IO,
 * LIFE_ERR_PARSE and LIFE_ERR_RANGE with the line, LIFE_ERR_LIMIT. */
lc_status lc_import_grid_read_asc(const char *path, lc_import_grid *g,
                                  lc_error *err);

#endif
