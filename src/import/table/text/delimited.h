/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/delimited.h - rows of delimited text as people and
 * spreadsheets write them: a quote that is never closed, or that stands where
 * none may stand, costs its own row and no other.
 *
 * A quote inside a field that begins without one is a character like any
 * other (老"百姓"大药房), as spreadsheets read it. Cells keep no spaces around
 * them; blank lines are no rows.
 *
 * Threads: a reader belongs to one thread. Memory: one row, at most 1 MiB.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_DELIMITED_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_DELIMITED_H

#include "lifecircle/base/csv.h"

typedef struct lc_delimited lc_delimited;

/* `fault` is why the row can't be taken as it stands, or NULL. */
typedef lc_status (*lc_delimited_fn)(void *ctx, const lc_csv_row *row,
                                     const char *fault, lc_error *err);

/* How a text is cut, found in its first lines; the cells of most of its lines
 * tell a row that a stray quote swallowed. */
typedef struct lc_delimited_form {
    char delimiter; /* , ; | or a tab */
    size_t width;   /* cells of most lines */
    size_t skip;    /* bytes in front of the first row: "sep=;" */
} lc_delimited_form;

void lc_delimited_guess(const char *text, size_t len, lc_delimited_form *out);

/* Text comes in pieces cut anywhere, without its BOM; `source` must outlive
 * the reader. LIFE_ERR_LIMIT: a line over 1 MiB, a row of over 1,024 cells;
 * LIFE_ERR_NOMEM; or what `fn` returned. A failure is final. */
lc_status lc_delimited_open(const lc_delimited_form *form, const char *source,
                            lc_delimited_fn fn, void *ctx, lc_delimited **out,
                            lc_error *err);
lc_status lc_delimited_feed(lc_delimited *d, const char *text, size_t len,
                            lc_error *err);
lc_status lc_delimited_end(lc_delimited *d, lc_error *err);
void lc_delimited_close(lc_delimited *d); /* NULL is fine */

#endif
