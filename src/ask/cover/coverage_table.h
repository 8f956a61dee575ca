/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/coverage_table.h - coverage for a terminal.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_COVERAGE_TABLE_H
#define LIFECIRCLE_SRC_ASK_COVER_COVERAGE_TABLE_H

#include "lifecircle/ask/question.h"
#include "lifecircle/export/answers/coverage.h"

/* The table of a terminal: a row a unit, a column a category. */
/* Where no category was named `r` gets the first that the city has any of. */
lc_status lc_ask_coverage_table(const lc_ask *ask, const lc_args *args,
                                lc_coverage_request *r, lc_buf *out,
                                lc_error *err);

#endif
