/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/assessment.h - a standard measured on a city, for all
 * units at once.
 *
 * Layer:   study, over world.
 * Threads: lc_assessment_make() may run while others ask the study; an
 *          lc_assessment is constant once made, and reports read it from any
 *          number of threads.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_ASSESSMENT_H
#define LIFECIRCLE_STUDY_ASSESS_ASSESSMENT_H

#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/clock.h"

typedef struct lc_assessment lc_assessment;

/* `study` and `s` must outlive it. Cost: a pass over the homes for each rule
 * and category, on lc_pool_threads() threads; walk times of paces that nobody
 * asked for yet are computed. */
lc_status lc_assessment_make(lc_study *study, const lc_standard *s,
                             lc_assessment **out, lc_error *err);
void lc_assessment_free(lc_assessment *a); /* NULL is fine */
const lc_standard *lc_assessment_standard(const lc_assessment *a);

/* Of whom, and when. */
typedef struct lc_assess_query {
    lc_when when; /* `= {0}`: whenever */
    /* Whom it is of, as lc_world_age_weights() takes it; NULL: whom each rule
     * says. */
    const char *ages;
} lc_assess_query;
/* Whether the rule's share is of homes that have something in reach, so that it
 * can be of a time; and whether of ages too, as it names none of its own. All
 * others are what they are whenever, of whom they say. */
bool lc_assessment_is_timed(const lc_assessment *a, size_t rule);
bool lc_assessment_is_aged(const lc_assessment *a, size_t rule);

/* As lc_assessment_of(), of a time or of ages: measured anew each time, and
 * the caller's, for lc_assessment_free(). Ages that aren't known: the errors of
 * lc_world_age_weights(), of the parameter "age". */
lc_status lc_assessment_ask(lc_study *s, const char *standard, uint32_t unit,
                            const lc_assess_query *q, lc_assessment **out,
                            lc_error *err);

/* The same for a standard by its name, measured once and kept with the study.
 * `*out` is the study's. Threads: one measures while others wait. */
lc_status lc_assessment_get(lc_study *s, const char *standard,
                            const lc_assessment **out, lc_error *err);
/* The same; `standard` NULL: the one that holds for the unit, or of LIFE_NONE
 * for the whole city (lc_world_standard_of()). */
lc_status lc_assessment_of(lc_study *s, const char *standard, uint32_t unit,
                           const lc_assessment **out, lc_error *err);

#endif
