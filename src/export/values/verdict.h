/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/verdict.h - a rule of a report in words, for a table that
 * people read: what it asks, how it stands, what is lacking.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_VERDICT_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_VERDICT_H

#include "lifecircle/base/lang.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/assess/report.h"

extern const lc_fields lc_verdict_fields;
/* Of rule `i` of the report. */
void lc_verdict_values(lc_row *r, const lc_report *report, size_t i,
                       lc_lang lang);

#endif
