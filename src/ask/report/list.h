/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/report/list.h - the plan's lists, of the report too.
 */
#ifndef LIFECIRCLE_SRC_ASK_REPORT_LIST_H
#define LIFECIRCLE_SRC_ASK_REPORT_LIST_H

#include "lifecircle/ask/question.h"

/* One of the plan's lists, by its place in lc_lists_names, in the reply's
 * format; LIFE_ERR_USAGE where that is a table for a terminal. */
lc_status lc_ask_list(const lc_ask *ask, const lc_args *args, uint32_t which,
                      lc_reply *out, lc_error *err);

#endif
