/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/ask/cover/coverage.h - what is covered within which limit: of coverage
 * and of the layers that hold it.
 */
#ifndef LIFECIRCLE_SRC_ASK_COVER_COVERAGE_H
#define LIFECIRCLE_SRC_ASK_COVER_COVERAGE_H

#include "lifecircle/ask/question.h"
#include "lifecircle/export/answers/coverage.h"

/* Categories, pace, and walking with a limit in minutes or straight with a
 * radius: one or the other, never mixed. */
lc_status lc_ask_coverage(const lc_ask *ask, const lc_args *args,
                          lc_coverage_request *out, lc_error *err);
/* The one category asked for, as an index. `who`: "gaps are". */
lc_status lc_ask_coverage_category(const lc_ask *ask, const lc_args *args,
                                   uint32_t *out, lc_error *err);
/* Whom it is asked for, by the parameter `id`: NULL, everybody. */
const char *lc_ask_ages(const lc_args *args, lc_param_id id);
/* What is asked of: a unit, by CODE or UNIT, or LIFE_NONE. */
uint32_t lc_ask_coverage_unit(const lc_args *args);

#endif
