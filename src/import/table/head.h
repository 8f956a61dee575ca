/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/head.h - where the header of a table of rows stands, once
 * for text and workbooks: the first rows wait until it is found among them.
 *
 * Titles, units of measure and dates stand above headers. So the header is
 * the row among the first twenty that knows most names of geodata/columns.csv
 * (or of --map), if these are two at least; else the first row of two values
 * or more; or the one that --header-row names. Names may stand in several
 * rows, one below another.
 *
 * Threads: a head belongs to one thread. Memory: the rows that wait.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_HEAD_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_HEAD_H

#include "src/import/table/read.h"

typedef struct lc_head lc_head;

typedef struct lc_head_row {
    const char *const *cell; /* trimmed; none NULL */
    size_t count;            /* at most LIFE_COLUMNS_MAX */
    uint32_t line;           /* from 1, as an editor or spreadsheet shows it */
    const char *fault;       /* or NULL */
} lc_head_row;

/* `what`: a line or a row, in messages. LIFE_ERR_NOMEM, LIFE_ERR_PARSE. */
lc_status lc_head_open(const lc_reading *job, const char *what, lc_head **out,
                       lc_error *err);
/* The last row of a header that begins in row `line`, as merged areas say. */
void lc_head_reach(lc_head *h, uint32_t (*reach)(void *ctx, uint32_t line),
                   void *ctx);
/* Takes a row: on to the sink of the job, as soon as the header is known. */
lc_status lc_head_take(lc_head *h, const lc_head_row *row, lc_error *err);
/* No more rows. LIFE_ERR_RANGE with "header-row": it has no values. */
lc_status lc_head_end(lc_head *h, lc_error *err);
/* The row of the header; 0: no row has come. */
uint32_t lc_head_line(const lc_head *h);
void lc_head_close(lc_head *h); /* NULL is fine */

#endif
