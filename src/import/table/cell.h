/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/cell.h - what readers do to the text of a cell.
 *
 * Cells are UTF-8 with a NUL.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_CELL_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_CELL_H

#include "lifecircle/base/buf.h"

/* Cuts spaces off both ends in place, the full-width one (U+3000) too. */
char *lc_cell_trim(char *s);
/* The shortest decimal without an exponent that reads back as `v`; what is
 * no number gives "". 352 bytes hold any double. */
void lc_cell_number(double v, char out[352]);
/* A column's name or a type as it is compared: lower case without spaces, -
 * and _, cut before a bracket. */
void lc_cell_fold(const char *s, size_t len, lc_buf *out);

#endif
