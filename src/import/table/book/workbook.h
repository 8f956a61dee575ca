/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/workbook.h - a workbook of either kind as records.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_WORKBOOK_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_WORKBOOK_H

#include "src/import/table/read.h"

/* .xlsx or .xls, by its first bytes and whatever the name says. */
lc_status lc_workbook_read(const lc_reading *job, lc_error *err);

#endif
