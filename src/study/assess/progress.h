/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/progress.h - works out how much of the way is done.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_PROGRESS_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_PROGRESS_H

#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/progress.h"

/* Of an indicator that has its value, target and published values. `city`: the
 * plan's first value is of this unit. `data_year`: of what is computed; 0: not
 * known. */
lc_rule_progress lc_progress_of(const lc_indicator *v, bool city,
                                int data_year);

#endif
