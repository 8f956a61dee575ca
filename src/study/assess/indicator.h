/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/indicator.h - one rule for one unit, made from its reading.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_INDICATOR_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_INDICATOR_H

#include "lifecircle/base/arena.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/indicator.h"
#include "src/study/assess/assessment.h"

/* What a rule comes to in a unit (LIFE_NONE: the city), without gap and
 * missing inputs; false: it isn't about it. A missing reading leaves *out
 * alone. Cost: a look-up. */
bool lc_indicator_derive(const lc_assessment *a, size_t rule, uint32_t unit,
                         int year, lc_indicator *out);
/* Adds those, and what was published: texts in `text`. */
void lc_indicator_explain(const lc_assessment *a, size_t rule, uint32_t unit,
                          int year, lc_arena *text, lc_indicator *out);
#endif
