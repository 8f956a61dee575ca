/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx.h - what a workbook's sheets share (table_xlsx.c),
 * and one sheet (table_xlsx_sheet.c).
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_H

#include "src/import/table/book/sheet.h"
#include "src/import/table/book/xml.h"

typedef enum lc_style { /* how a number is shown */
                        LIFE_STYLE_NUMBER,
                        LIFE_STYLE_DATE, /* and time, where the number has one
                                          */
                        LIFE_STYLE_TIME
} lc_style;

typedef struct lc_workbook {
    const lc_reading *job;
    lc_pack *pack;
    lc_buf strings; /* the shared ones, each with its NUL */
    LC_VEC(size_t) string;
    LC_VEC(unsigned char) style; /* lc_style by cell format */
    bool from_1904;              /* days are counted from there */
} lc_workbook;

/* The style that a format's code stands for. */
lc_style lc_style_of(const char *code);
/* That of a format that has no code in the file. */
lc_style lc_style_built_in(uint64_t id);
/* A day's number as 2024-05-31, with 08:30:00 behind it or alone; false: it
 * is out of range. */
bool lc_style_date(double v, lc_style style, bool from_1904, char out[32]);

/* Reads the part's rows into `s`, twice: first for merged cells, and how long
 * the header is. s->rows is 0 where the sheet has none, and the sink has got
 * nothing then. */
lc_status lc_xlsx_sheet(lc_workbook *w, const char *part, lc_sheet *s,
                        lc_error *err);

#endif
