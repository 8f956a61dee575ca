/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/sheet.h - a sheet of a workbook, row by row, as
 * records.
 *
 * A merged area gives its value to each of its rows, in its first column: a
 * district written once beside ten rows is the district of all ten, and a
 * title across ten columns is one cell. So a sheet is gone over twice, first
 * for its areas and for how long its header is.
 *
 * The header is found among the first rows (head.h). Rows without a value are
 * none.
 *
 * Threads: a sheet belongs to one thread. At most LIFE_COLUMNS_MAX columns.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_SHEET_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_SHEET_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "src/import/table/head.h"
#include "src/import/table/read.h"

typedef struct lc_pack lc_pack; /* pack.h */

/* What the sheets of a workbook share. */
typedef struct lc_workbook {
    const lc_reading *job;
    lc_pack *pack;  /* of an .xlsx */
    lc_buf strings; /* the shared ones, each with its NUL */
    LC_VEC(size_t) string;
    LC_VEC(unsigned char) style; /* lc_style by cell format */
    bool from_1904;              /* days are counted from there */
} lc_workbook;

typedef struct lc_merge {
    uint32_t first_row, last_row, column;
    char *value; /* while it is in force */
} lc_merge;

typedef struct lc_book_sheet {
    const lc_reading *job;
    bool look;     /* for the header alone; nothing goes to the sink */
    bool wide;     /* a row of two values or more has come */
    uint32_t rows; /* below it; of the first look */
    lc_head *head; /* of the second */
    LC_VEC(lc_merge) merges;
    size_t next_merge; /* those in front of it are in force, or were */
    LC_VEC(size_t) in_force;
    const char *cell[LIFE_COLUMNS_MAX]; /* the row at hand; NULL: empty */
} lc_book_sheet;

/* Rows count from 1, columns from 0. What is merged across alone says
 * nothing. */
lc_status lc_book_sheet_merge(lc_book_sheet *s, uint32_t first_row,
                              uint32_t last_row, uint32_t column,
                              lc_error *err);
/* From the first look on to the rows themselves. */
lc_status lc_book_sheet_again(lc_book_sheet *s, lc_error *err);
/* Takes the cells of a row, trimmed, rows in order; they are empty then. */
lc_status lc_book_sheet_row(lc_book_sheet *s, uint32_t row, lc_error *err);
/* The sheet is over: the last rows may all have been header. */
lc_status lc_book_sheet_end(lc_book_sheet *s, lc_error *err);
void lc_book_sheet_clear(lc_book_sheet *s);
/* Whether a sheet is the one that was asked for, by name or by number from 1;
 * any is where none was. */
bool lc_book_sheet_wanted(const lc_reading *job, const char *name,
                          size_t number);
lc_status lc_book_sheet_empty(const lc_reading *job, const char *name,
                              lc_error *err);
lc_status lc_book_sheet_missing(const lc_reading *job, const char *names,
                                lc_error *err);
void lc_book_sheet_note(const lc_book_sheet *s, const char *name,
                        size_t sheets);

#endif
