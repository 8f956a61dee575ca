/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/list.h - the plan's lists, of the report too.
 */
#ifndef LIFECIRCLE_SRC_ASK_REPORT_LIST_H
#define LIFECIRCLE_SRC_ASK_REPORT_LIST_H

#include "lifecircle/ask/question.h"
#include "lifecircle/export/answers/lists.h"
#include "lifecircle/study/assess/report.h"

/* One of the plan's lists, in the reply's format. */
/* csv or json; LIFE_ERR_USAGE where neither is asked for. */
lc_status lc_ask_list(const lc_ask *ask, const lc_args *args, lc_list which,
                      lc_reply *out, lc_error *err);

#endif
