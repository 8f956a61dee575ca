/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/text/csv.h - delimited text as records.
 *
 * By RFC 4180, with any line ends; quotes may hold separators and lines.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_CSV_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_TEXT_CSV_H

#include "src/import/table/read.h"

/* A comma, semicolon or tab between cells, whichever the header has most of. */
lc_status lc_table_csv_read(const lc_reading *job, lc_error *err);

#endif
