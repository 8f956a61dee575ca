/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/stmt.h - statements as this room makes them; others see rows
 * (lifecircle/store/rows/rows.h).
 *
 * Parameters count from 1, columns from 0. A parameter that can't be set is
 * told when the statement runs.
 *
 * Errors:  what SQLite says, with the path of the file. In a city that is being
 *          written the first of them is kept as well: it can't be published.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_SRC_STORE_STMT_H
#define LIFECIRCLE_SRC_STORE_STMT_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/geo/shape_blob.h"
#include "lifecircle/store/city.h"

#include <sqlite3.h>

typedef struct lc_stmt lc_stmt;

/* Runs a constant statement without results ("DELETE FROM link"). */
lc_status lc_stmt_exec(lc_city *c, const char *sql, lc_error *err);

/* Prepares a constant statement. Parameters count from 1, columns from 0.
 * Text and blob parameters are copied. Reading: after lc_stmt_step says
 * *row, columns hold until the next step. */
lc_status lc_stmt_prepare(lc_city *c, const char *sql, lc_stmt **out,
                          lc_error *err);
/* A failure to set one (no memory, too long) is kept until the statement
 * runs. */
void lc_stmt_int(lc_stmt *s, int i, int64_t v);
void lc_stmt_double(lc_stmt *s, int i, double v);
void lc_stmt_text(lc_stmt *s, int i, const char *v); /* NULL: SQL NULL */
void lc_stmt_blob(lc_stmt *s, int i, const void *v, size_t n);
void lc_stmt_null(lc_stmt *s, int i);
/* `shape` as SpatiaLite's blob (kind NONE: NULL). */
lc_status lc_stmt_shape(lc_stmt *s, int i, const lc_shape *shape,
                        lc_blob_form form, lc_error *err);
void lc_stmt_point(lc_stmt *s, int i, lc_pt p);
/* A column of another statement's present row, of any city, as it is. */
void lc_stmt_copy(lc_stmt *s, int i, lc_stmt *from, int col);
/* For statements that write: runs, resets, clears the parameters. */
lc_status lc_stmt_run(lc_stmt *s, lc_error *err);
/* For statements that read: *row is false at the end (and it is reset). */
lc_status lc_stmt_step(lc_stmt *s, bool *row, lc_error *err);
/* Columns of the present row. Texts and blobs are SQLite's, and good until the
 * next step; numbers come converted, 0 for NULL. */
bool lc_stmt_is_null(lc_stmt *s, int col);
int64_t lc_stmt_col_int(lc_stmt *s, int col);
double lc_stmt_col_double(lc_stmt *s, int col);
const char *lc_stmt_col_text(lc_stmt *s, int col); /* "" for NULL */
const char *lc_stmt_col_text_or_null(lc_stmt *s, int col);
const void *lc_stmt_col_blob(lc_stmt *s, int col, size_t *n);
lc_status lc_stmt_col_shape(lc_stmt *s, int col, lc_shape *out, lc_error *err);
lc_status lc_stmt_col_point(lc_stmt *s, int col, lc_pt *out, lc_error *err);
void lc_stmt_free(lc_stmt *s); /* NULL is fine */

/* Records what SQLite says of `rc`. */
lc_status lc_stmt_fail(lc_city *c, int rc, lc_error *err);
/* For what SQLite offers beyond lc_stmt_*(). */
sqlite3_stmt *lc_stmt_handle(lc_stmt *s);
/* As lc_stmt_text() and lc_stmt_blob(), of what stays until the statement has
 * run: not copied. */
void lc_stmt_text_kept(lc_stmt *s, int i, const char *v);
void lc_stmt_blob_kept(lc_stmt *s, int i, const void *v, size_t n);

/* The three below take statements as sqlite3_mprintf() makes them, with names
 * of tables from schema.sql. */
lc_status lc_stmt_prepare_f(lc_city *c, lc_stmt **out, lc_error *err,
                            const char *fmt, ...);
/* The first column of the first row; NULL or no row: `none`. */
lc_status lc_stmt_value(lc_city *c, int64_t none, int64_t *out, lc_error *err,
                        const char *fmt, ...);
lc_status lc_stmt_exec_f(lc_city *c, lc_error *err, const char *fmt, ...);

#endif
