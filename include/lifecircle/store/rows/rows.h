/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/rows.h - the rows of a city file, one after another.
 *
 * Each table has a header beside this one: a struct of its columns, what
 * reads its rows, and what writes them. All that read fill one struct of the
 * caller's again and again:
 *
 *     lc_stored_unit u;
 *     lc_rows *rows;
 *     lc_status st = lc_unit_rows(c, &u, &rows, err);
 *
 *     while (lc_rows_next(&rows, &st, err))
 *         st = use(&u);
 *
 * Texts and shapes in it are good until the next row; a shape may be kept:
 * copy its struct and leave `(lc_shape){0}` behind. Fields that a reader
 * doesn't promise are 0 or NULL.
 *
 * What a table may lack (SQL's NULL) is a negative number, a NULL text, a
 * shape of kind LIFE_SHAPE_NONE, or a `false` beside the point. A text left
 * NULL where the table lacks none is written as "".
 *
 * Statements are prepared once a city and kept with it: reading a row again
 * by its key, or writing the next, allocates nothing but shapes.
 *
 * Layer:   store, over base and geo.
 * Threads: as the lc_city that is read.
 */
#ifndef LIFECIRCLE_STORE_ROWS_ROWS_H
#define LIFECIRCLE_STORE_ROWS_ROWS_H

#include "lifecircle/base/error.h"

#include <stdbool.h>

typedef struct lc_rows lc_rows;

/* Fills the struct that the reader was given with the next row. False where
 * there is none, where *st is a failure already or becomes one; *rows is
 * closed then, and NULL. */
bool lc_rows_next(lc_rows **rows, lc_status *st, lc_error *err);
/* For who leaves before the end. Clears the row's shapes; *rows is NULL. */
void lc_rows_close(lc_rows **rows);

#endif
