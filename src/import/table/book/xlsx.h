/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/xlsx.h - a workbook of Office Open XML as records.
 *
 * From ECMA-376; what spreadsheets of all makers write.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_BOOK_XLSX_H

#include "src/import/table/read.h"

lc_status lc_xlsx_read(const lc_reading *job, lc_error *err);

#endif
