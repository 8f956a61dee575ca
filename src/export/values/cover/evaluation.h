/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/evaluation.h - a rule at two dates as a row, and how
 * many of a unit's rules came to what.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_EVALUATION_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_EVALUATION_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/compare/evaluation.h"

/* unit_code, unit_name and level (values/indicator.h) stand before either. */
extern const lc_fields lc_evaluated_fields;
void lc_evaluated_values(lc_row *r, const lc_evaluation *e,
                         const lc_evaluated *one);

extern const lc_fields lc_evaluation_fields;
void lc_evaluation_values(lc_row *r, const lc_evaluation *e);

#endif
