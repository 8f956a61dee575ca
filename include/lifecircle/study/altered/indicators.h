/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/altered/indicators.h - the indicators of a standard that a
 * scenario would change, and how they stand before and after: each as the
 * report of a city that was changed so and computed anew has it.
 *
 * Layer:   study, over world.
 * Units:   as assess/indicator.h.
 * Threads: any number may ask a study at once.
 */
#ifndef LIFECIRCLE_STUDY_ALTERED_INDICATORS_H
#define LIFECIRCLE_STUDY_ALTERED_INDICATORS_H

#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/whatif/whatif.h"

typedef struct lc_altered_query {
    const char *standard; /* a name, or a folder; NULL: the one that holds for
                             the unit, else for the whole city */
    int year;             /* whose targets; 0: the last of each rule */
    uint32_t level;       /* whose units, and the city itself */
    uint32_t unit;        /* this one alone; LIFE_NONE: all */
} lc_altered_query;

/* Without gaps and missing inputs, ranks and progress. One whose own `rule` is
 * NULL isn't there: the rule is not about the unit then (of stations, say,
 * where there is none any more). */
typedef struct lc_altered_indicator {
    uint32_t unit; /* LIFE_NONE: the city */
    const lc_rule *rule;
    lc_indicator before, after;
} lc_altered_indicator;

typedef struct lc_altered_indicators {
    const lc_standard *standard; /* the study's */
    lc_altered_indicator *row;   /* by rule, as the standard lists them; of each
                                    the city first, then units by number */
    size_t row_count;
} lc_altered_indicators;

/* Those whose value, bounds or verdict change. For
 * lc_altered_indicators_clear(), whatever comes back. LIFE_ERR_NOMEM, the
 * budget's, and of the standard lc_assessment_of()'s. Cost: the standard is
 * measured once and kept; then the rules that rest on a category that the
 * scenario touches are measured in a city of its own, with walk times of their
 * categories: some milliseconds for each, and a pass over the homes for each
 * rule. */
lc_status lc_altered_indicators_ask(lc_study *s, const lc_whatif_changes *c,
                                    const lc_altered_query *q,
                                    lc_altered_indicators *out, lc_error *err);
void lc_altered_indicators_clear(lc_altered_indicators *i);

#endif
