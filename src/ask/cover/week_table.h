/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/week_table.h - coverage of a week for a terminal.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_WEEK_TABLE_H
#define LIFECIRCLE_SRC_ASK_COVER_WEEK_TABLE_H

#include "lifecircle/ask/question.h"
#include "lifecircle/export/answers/coverage.h"

/* Of a request with `hours`. The errors of lc_coverage_each(). */
lc_status lc_ask_week_table(const lc_ask *ask, const lc_args *args,
                            const lc_coverage_request *r, lc_buf *out,
                            lc_error *err);

#endif
