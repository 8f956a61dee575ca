/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/verdict.h - a value held against a target.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_VERDICT_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_VERDICT_H

#include "lifecircle/study/assess/indicator.h"

/* Of a value that lies between these, by the indicator's target: passed if the
 * worst that is possible meets it, failed if the best does not. NaN: not
 * known. */
lc_rule_verdict lc_verdict_of(const lc_indicator *v, double low, double high);

#endif
