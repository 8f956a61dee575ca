/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/measure_circle.h - rules of circles: who has each category
 * within a time or a distance.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_CIRCLE_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_MEASURE_CIRCLE_H

#include "src/study/assess/job.h"

lc_status lc_measure_circle(lc_job *j, lc_error *err);
/* Whether it names its people by their ages. */
static inline bool lc_measure_circle_has_ages(const lc_rule_plan *p)
{
    return *p->rule.population >= '0' && *p->rule.population <= '9';
}

#endif
