/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/stmt.h - statements as this room makes them; others see rows
 * (lifecircle/store/rows/rows.h).
 *
 * Parameters count from 1, columns from 0. A parameter that can't be set is
 * told when the statement runs.
 */
#ifndef LIFECIRCLE_SRC_STORE_STMT_H
#define LIFECIRCLE_SRC_STORE_STMT_H

#include "lifecircle/store/city.h"

#include <sqlite3.h>

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
