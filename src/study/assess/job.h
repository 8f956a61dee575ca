/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/job.h - one rule being measured in all units at once.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_JOB_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_JOB_H

#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"
#include "src/study/assess/reading.h"
#include "src/study/rules/conditions.h"
#include "src/study/rules/rule.h"
#include "src/study/study.h"

/* One rule being measured. Belongs to one thread; `out` is the assessment's.
 * `applies` of a reading says whether the rule is about that unit, and may be
 * taken back while it is measured. */
typedef struct lc_job {
    lc_study *study;
    const lc_world *w;
    const lc_rule_plan *p;
    const lc_assess_query *asked; /* while it is measured */
    lc_walker *walker;
    lc_reading *out; /* [0]: the city; [u + 1]: unit u */
    size_t count;
    size_t units; /* that it may be measured in: count - 1 */
    uint8_t absent_parts, absent_from; /* their bits of no_data, or 0 */
    bool all_absent;                   /* none of the parts has a facility */
} lc_job;

/* What the city has none of, before anything is measured. */
void lc_job_find_absent(lc_job *j);
/* The reading of a unit (LIFE_NONE: the city), NULL where there is none. */
lc_reading *lc_job_at(const lc_job *j, uint32_t unit);
/* All readings lack an input. For an input that no unit can do without. */
void lc_job_lacks(const lc_job *j, uint32_t bits);
/* Whether a unit is one of those that the rule is about. `unit` is a number,
 * not LIFE_NONE. */
lc_known lc_job_scope(const lc_job *j, uint32_t unit);
/* The bit for a scope that isn't known. */
uint32_t lc_job_scope_lacks(const lc_rule_plan *p);

#endif
