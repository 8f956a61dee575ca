/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/indicator.h - a rule held against a unit: a value,
 * the target, a verdict, and the gap.
 *
 * A target is passed only if what is not known could not undo it, failed only
 * if what is not known could not save it; else the verdict is unknown, and
 * `missing` names the input that is absent. Nothing is passed, failed or zero
 * by absence.
 *
 * Layer:   study, over world.
 * Units:   weights in thousandths of the city's home kind; values in the unit
 *          that the rule names; NaN where not known.
 * Threads: values.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_INDICATOR_H
#define LIFECIRCLE_STUDY_ASSESS_INDICATOR_H

#include "lifecircle/study/assess/missing.h"
#include "lifecircle/study/assess/progress.h"
#include "lifecircle/study/assess/published.h"
#include "lifecircle/study/rules/rule.h"

#include <string.h>

typedef enum lc_rule_verdict {
    LIFE_VERDICT_UNKNOWN,
    LIFE_VERDICT_PASS,
    LIFE_VERDICT_FAIL,
    LIFE_VERDICT_COUNT
} lc_rule_verdict;

const char *
lc_indicator_verdict_id(lc_rule_verdict v); /* "unknown", "pass", "fail" */

/* The first eight inputs that are missing are named, no more. */
#define LIFE_MAX_MISSING 8

typedef struct lc_indicator { /* one rule for one unit */
    const lc_rule *rule;
    lc_rule_verdict verdict;
    const char *unit_zh, *unit_en; /* of value, low, high and target */
    double value;                  /* of what is known; NaN: nothing is */
    double low, high; /* what it may be, with what is not known; or NaN */
    double target;    /* of the year asked for; NaN: the rule sets none */
    int target_year;  /* when the target is due; 0: no year */
    bool due;         /* by the year asked for */
    bool need;        /* the target is so many things that the unit must have */
    /* The gap: homes' weight without the service (-1: not known), and how many
     * facilities, beds ... are lacking (NaN: not known, or not counted so) in
     * gap_unit. Both 0 where nothing is. */
    int64_t gap_weight;
    double gap_amount;
    const char *gap_unit_zh, *gap_unit_en; /* of gap_amount, or "" */
    /* Of rules per unit: those assessed within, and how they stand. */
    uint32_t units, units_met, units_unknown;
    /* Of the kinds that the unit itself must have, bits by their place in
     * rule->asked: those that aren't there, and those that perhaps are. */
    uint32_t absent, unsure;
    uint32_t facilities;   /* that were counted */
    double household_size; /* people that were taken for a household, as nobody
                              told how many there are; 0: not so */
    int year;              /* of an imported figure; 0: computed */
    const char *figure_source; /* of an imported figure; "": computed */
    bool partial; /* as units told it, and nobody said that these are all */
    /* What is computed from the data at hand, which is the value but for rules
     * that go by an imported figure; NaN: nothing is. */
    double computed, computed_low, computed_high;
    /* What was published of the unit, whatever the value goes by, held against
     * the same target; whether it lies outside what is computed by more than
     * it is rounded; and those of other years, the earliest first. */
    lc_published published;
    lc_rule_verdict published_verdict;
    bool published_differs;
    lc_published history[LIFE_MAX_HISTORY];
    size_t history_count;
    lc_rule_progress progress;
    uint32_t rank, ranked; /* among the parent's units, by value (of a share,
                              the worst that it can be): 1 the best; 0: not
                              ranked */
    lc_missing missing[LIFE_MAX_MISSING];
    size_t missing_count;
} lc_indicator;

/* Of a hundred: its bounds are shown with it, and ranks go by the worse one. */
static inline bool lc_indicator_is_share(const lc_indicator *v)
{
    return !strcmp(v->unit_en, "%");
}

/* A rule that sets no target: shown, and neither met, missed nor unknown. */
static inline bool lc_indicator_is_shown(const lc_indicator *v)
{
    return v->rule->op == LIFE_NOT_JUDGED;
}

#endif
