/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/assess/assessment.h - what an assessment is made of; those that a
 * study keeps.
 */
#ifndef LIFECIRCLE_SRC_STUDY_ASSESS_ASSESSMENT_H
#define LIFECIRCLE_SRC_STUDY_ASSESS_ASSESSMENT_H

#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"
#include "src/study/assess/reading.h"
#include "src/study/study.h"

/* Readings are owned; they are constant once the assessment is made, so reports
 * read them without a lock. A rule's array ends with the last unit of its
 * finest level: whoever is behind it has no reading of that rule. */
struct lc_assessment {
    lc_study *study;
    const lc_world *w;
    const lc_standard *s;
    lc_assess_query asked;
    lc_standard *own;     /* freed with it; NULL: the caller's */
    lc_reading **reading; /* [rule][0: the city, then units] */
    size_t *readings;     /* of each rule; units beyond don't matter to it */
};

/* What was found of a rule in a unit (LIFE_NONE: the city); NULL: it isn't
 * about it. */
const lc_reading *lc_assessment_reading(const lc_assessment *a, size_t rule,
                                        uint32_t unit);

/* The same by a year (0: the latest), of which units told a rule by list
 * themselves: `room` takes it where it is another. */
const lc_reading *lc_assessment_reading_of(const lc_assessment *a, size_t rule,
                                           uint32_t unit, int year,
                                           lc_reading *room);

/* Of the rules that rest on facilities of these categories alone; the others
 * have no readings. As lc_assessment_make(). */
lc_status lc_assessment_make_about(lc_study *study, const lc_standard *s,
                                   const lc_catset *about, lc_assessment **out,
                                   lc_error *err);

/* Lets go of all, with the study. Nobody may hold one any more. */
void lc_assessment_drop_all(lc_study *s);

#endif
