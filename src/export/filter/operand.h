/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/filter/operand.h - fields and values of a filter being read.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FILTER_OPERAND_H
#define LIFECIRCLE_SRC_EXPORT_FILTER_OPERAND_H

#include "src/export/filter/grammar.h"

/* The word, or those from it on, as a field or value; behind it then. */
lc_status lc_operand_read(lc_grammar *g, lc_operand *out, lc_error *err);

/* Makes both of one kind where one is a date and the other a text that is one;
 * LIFE_ERR_PARSE: they can't be compared. `order`: also by < and >. */
lc_status lc_operand_match(lc_grammar *g, lc_operand *a, lc_operand *b,
                           bool order, lc_error *err);

/* What people call the kind of a value: "a number". */
const char *lc_operand_kind_name(lc_operand_kind kind);

#endif
