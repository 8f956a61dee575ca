/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/table.h - the tables of geodata: read whole, columns found
 * by name.
 *
 * Room:    base.
 * Threads: a table never changes once it is read.
 */
#ifndef LIFECIRCLE_BASE_TABLE_H
#define LIFECIRCLE_BASE_TABLE_H

#include "lifecircle/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole small table in memory, found by column name (geodata/). */
typedef struct lc_table lc_table;

/* The first row names the columns; lines that begin with '#' are comments.
 * On LIFE_OK `*out` is the caller's, for lc_table_free(); else NULL. */
lc_status lc_table_parse(const char *text, size_t len, const char *source,
                         lc_table **out, lc_error *err);
/* The table geodata/NAME: from the folder named by the environment variable
 * LIFECIRCLE_GEODATA where it is set, else the one built into the program. */
lc_status lc_table_open(const char *name, lc_table **out, lc_error *err);
/* That folder, or NULL: none is named. The environment's own. */
const char *lc_table_folder(void);
void lc_table_free(lc_table *t); /* NULL is fine */
size_t lc_table_rows(const lc_table *t);
/* Column index, or -1. */
int lc_table_column(const lc_table *t, const char *name);
/* Cell text, "" where the row is short or `col` is -1; lives as long as `t`. */
const char *lc_table_get(const lc_table *t, size_t row, int col);
/* The same by the column's name. */
const char *lc_table_cell(const lc_table *t, size_t row, const char *column);
/* Whether a cell is 1. */
bool lc_table_is_set(const lc_table *t, size_t row, const char *column);
/* LIFE_ERR_PARSE with table and line: "COLUMN is "CELL"; it must be RIGHT". */
lc_status lc_table_bad(const lc_table *t, size_t row, const char *column,
                       const char *right, lc_error *err);
uint32_t lc_table_line(const lc_table *t, size_t row);
const char *lc_table_source(const lc_table *t);

#endif
