/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/indicators.h - a standard measured on a city: for
 * each rule and each unit a value, the target, a verdict, and the gap.
 *
 * A target is passed only if what is not known could not undo it, failed only
 * if what is not known could not save it; else the verdict is unknown, and
 * `missing` names the input that is absent. Nothing is passed, failed or zero
 * by absence.
 *
 * Layer:   analysis, over graph.
 * Units:   weights in thousandths of the city's home kind; values in the unit
 *          that the rule names; NaN where not known.
 * Threads: lc_assessment_make() may run while others ask the world; an
 * lc_assessment is constant once made, and reports read it from any number of
 * threads.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_INDICATORS_H
#define LIFECIRCLE_STUDY_ASSESS_INDICATORS_H

#include "lifecircle/base/arena.h"
#include "lifecircle/study/assess/missing.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"

typedef enum lc_rule_verdict {
    LIFE_VERDICT_UNKNOWN,
    LIFE_VERDICT_PASS,
    LIFE_VERDICT_FAIL,
    LIFE_VERDICT_COUNT
} lc_rule_verdict;

const char *
lc_rule_verdict_id(lc_rule_verdict v); /* "unknown", "pass", "fail" */

/* A standard measured on all units at once. */
typedef struct lc_assessment lc_assessment;

/* `study` and `s` must outlive it. Cost: a pass over the homes for each rule
 * and category; walk times of paces that nobody asked for yet are computed. */
lc_status lc_assessment_make(lc_study *study, const lc_standard *s,
                             lc_assessment **out, lc_error *err);
void lc_assessment_free(lc_assessment *a); /* NULL is fine */
const lc_standard *lc_assessment_standard(const lc_assessment *a);

/* The same for a standard by its name, measured once and kept with the study.
 * `*out` is the study's. Threads: one measures while others wait. */
lc_status lc_assessment_get(lc_study *s, const char *standard,
                            const lc_assessment **out, lc_error *err);

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
    /* The gap: homes' weight without the service (-1: not known), and how many
     * facilities, beds ... are lacking (NaN: not known, or not counted so) in
     * gap_unit. Both 0 where nothing is. */
    int64_t gap_weight;
    double gap_amount;
    const char *gap_unit_zh, *gap_unit_en; /* of gap_amount, or "" */
    /* Of rules per unit: those assessed within, and how they stand. */
    uint32_t units, units_met, units_unknown;
    uint32_t facilities;       /* that were counted */
    int year;                  /* of an imported figure; 0: computed */
    const char *figure_source; /* of an imported figure; "": computed */
    uint32_t rank, ranked; /* among the parent's units, by value: 1 the best;
                              0: not ranked */
    lc_missing missing[LIFE_MAX_MISSING];
    size_t missing_count;
} lc_indicator;

/* One more facility, where it helps most: in a unit of many homes, within one
 * of the finest units that lack most. */
typedef struct lc_next_step {
    uint32_t category;
    lc_pt at;        /* a place on a street */
    uint32_t unit;   /* that holds most of those it helps, or LIFE_NONE */
    int64_t gained;  /* weight newly covered, at least */
    int64_t lacking; /* weight uncovered in the unit before */
    uint32_t limit_ms;
} lc_next_step;

#define LIFE_MAX_NEXT_STEPS 5

typedef struct lc_report {
    const lc_world *world;
    const lc_standard *standard;
    uint32_t unit;     /* LIFE_NONE: the whole city */
    int year;          /* asked for; 0: the last target of each rule */
    int64_t weight;    /* of the unit's homes, thousandths */
    lc_indicator *row; /* rules that apply to the unit, in table order */
    size_t rows;
    const lc_rule **beside; /* rules that do not: other level or scope */
    size_t beside_count;
    size_t tally[LIFE_VERDICT_COUNT];
    size_t due, due_met; /* targets due by the year, and met */
    uint32_t siblings;   /* units of the parent, this among them */
    uint32_t rank;       /* by rules passed of those decided; 0: none */
    lc_next_step step[LIFE_MAX_NEXT_STEPS];
    size_t steps;
    lc_arena *text; /* of the strings made for it */
} lc_report;

/* A unit's report, LIFE_NONE: the whole city's. `steps`: look for next steps
 * too, which takes a search for each home of the largest gaps. On LIFE_OK
 * `out` is the caller's, for lc_report_clear(). */
typedef struct lc_report_query {
    uint32_t unit;
    int year; /* 0: the last target of each rule */
    bool steps;
    bool no_ranks; /* leave them 0: they look at all the parent's units */
} lc_report_query;
lc_status lc_report_make(lc_study *s, const lc_assessment *a,
                         const lc_report_query *q, lc_report *out,
                         lc_error *err);
void lc_report_clear(lc_report *r);

/* Units of the rule's level within the report's unit that fail it, or may:
 * at most `most`; *count is how many there are. */
void lc_report_without(const lc_report *r, const lc_assessment *a, size_t row,
                       uint32_t *units, size_t most, size_t *count);

#endif
