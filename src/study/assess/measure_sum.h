/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_sum.h - rules of sums: what there is for each
 * resident, the share of facilities that meet a condition, and programmes that
 * count.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_SUM_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_SUM_H

#include "src/study/assess/job.h"

lc_status lc_measure_sum_ratio(lc_job *j, lc_error *err);
lc_status lc_measure_sum_share(lc_job *j, lc_error *err);
lc_status lc_measure_sum_programme(lc_job *j, lc_error *err);

#endif
