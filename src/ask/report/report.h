/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/report.h - what the report and the plan's lists have in
 * common.
 */
#ifndef LIFECIRCLE_SRC_ASK_REPORT_REPORT_H
#define LIFECIRCLE_SRC_ASK_REPORT_REPORT_H

#include "lifecircle/ask/question.h"
#include "lifecircle/study/assess/indicators.h"

/* One of the plan's lists, in the reply's format. */
lc_status lc_ask_list(const lc_ask *ask, const lc_args *args, lc_list which,
                      lc_reply *out, lc_error *err);
/* The table of a terminal. */
void lc_ask_report_table(const lc_report *r, lc_lang lang, lc_buf *out);

#endif
