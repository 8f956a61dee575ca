/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/report_table.h - the checklist of a report, for a terminal.
 */
#ifndef LIFECIRCLE_SRC_ASK_REPORT_REPORT_TABLE_H
#define LIFECIRCLE_SRC_ASK_REPORT_REPORT_TABLE_H

#include "lifecircle/ask/question.h"
#include "lifecircle/study/assess/report.h"

/* The table of a terminal. */
void lc_ask_report_table(const lc_report *r, const lc_assessment *a,
                         lc_lang lang, lc_buf *out);

#endif
