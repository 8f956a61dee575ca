/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/cell.h - a value as the text of a cell, as all
 * tables write it.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_CELL_H
#define LIFECIRCLE_EXPORT_FORMATS_CELL_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/formats/field.h"

/* Nothing where it isn't known or absent. `words` NULL: for programs (true,
 * false; a list with spaces between), else in that language. */
void lc_cell_put(lc_buf *out, const lc_export_field *f, const lc_cell *v,
                 const lc_lang *words);

/* Whether a spreadsheet that reads the text from a CSV would run it. */
bool lc_cell_is_formula(const char *s);

/* Behind these a reader may begin a cell that heeds no quotes, or takes another
 * separator for the comma. */
#define LIFE_CELL_BEGINS ";\t\r\n"

/* Where, within a text, that would then begin a formula: its end, if nowhere.
 */
const char *lc_cell_formula_within(const char *s);

#endif
