/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx_sheet.h - one sheet of an .xlsx, and what its
 * workbook says of all of them.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_SHEET_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_SHEET_H

#include "src/import/table/book/pack.h"
#include "src/import/table/book/sheet.h"
#include "src/import/table/book/styles.h"

/* Reads the part's rows into `s`, twice: first for merged cells, and how long
 * the header is. s->rows is 0 where the sheet has none, and the sink has got
 * nothing then. */
lc_status lc_xlsx_sheet(lc_workbook *w, const char *part, lc_book_sheet *s,
                        lc_error *err);

#endif
