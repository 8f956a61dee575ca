/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xls.h - a workbook of Excel 5 to 2003 as records.
 *
 * Biff 5 and 8; older ones are told.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLS_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLS_H

#include "src/import/table/read.h"

lc_status lc_xls_read(const lc_reading *job, lc_error *err);

#endif
