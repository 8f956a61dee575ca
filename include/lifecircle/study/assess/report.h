/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/assess/report.h - a unit's report: each rule of a standard
 * held against it, its rank, and what would help most.
 *
 * Layer:   study, over world.
 * Units:   as indicator.h.
 * Threads: any number may make reports of one assessment.
 */
#ifndef LIFECIRCLE_STUDY_ASSESS_REPORT_H
#define LIFECIRCLE_STUDY_ASSESS_REPORT_H

#include "lifecircle/base/arena.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/next_steps.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"

/* Rows, `beside` and texts are the report's own; world, standard and the rules
 * that rows point to are borrowed and must outlive it. A report is made of an
 * assessment in one go and doesn't change. */
typedef struct lc_report {
    const lc_world *world;
    const lc_standard *standard;
    uint32_t unit;         /* LIFE_NONE: the whole city */
    lc_assess_query asked; /* of the assessment; its text is the caller's */
    int year;              /* asked for; 0: the last target of each rule */
    int64_t weight;        /* of the unit's homes, thousandths */
    lc_indicator *row;     /* rules that apply to the unit, in table order */
    size_t rows;
    const lc_rule **beside; /* rules that do not: other level or scope */
    size_t beside_count;
    size_t tally[LIFE_VERDICT_COUNT];
    size_t shown;        /* of those unknown, as they set no target */
    size_t due, due_met; /* targets due by the year, and met */
    uint32_t siblings;   /* units of the parent that are ranked */
    uint32_t rank;       /* by rules passed of those decided; 0: none */
    lc_next_step step[LIFE_MAX_NEXT_STEPS];
    size_t steps;
    lc_arena *text; /* of the strings made for it */
} lc_report;

/* A unit's report, LIFE_NONE: the whole city's. `steps`: look for next steps
 * too, which takes a search for each home of the largest gaps. On LIFE_OK
 * `out` is the caller's, for lc_report_clear(). LIFE_ERR_NOMEM. */
typedef struct lc_report_query {
    uint32_t unit;
    int year; /* 0: the last target of each rule */
    bool steps;
    bool no_ranks; /* leave them 0: they look at all the parent's units */
} lc_report_query;
lc_status lc_report_make(lc_study *s, const lc_assessment *a,
                         const lc_report_query *q, lc_report *out,
                         lc_error *err);
/* Fine on what is `= {0}`, and on what failed. */
void lc_report_clear(lc_report *r);

/* The place of a row's rule in the assessment that it was made of. */
size_t lc_report_rule(const lc_report *r, const lc_assessment *a, size_t row);

/* The row that tells the cause of a row: of a rule that measures the same as
 * another one, that one's row where it has the same verdict; else `row`. */
size_t lc_report_cause(const lc_report *r, size_t row);

/* Units of the rule's level within the report's unit that fail it, or may:
 * at most `most`; *count is how many there are. `row` is one of r->row; `a` the
 * assessment that the report was made of. Units rise by number. Cost: linear in
 * units. */
void lc_report_without(const lc_report *r, const lc_assessment *a, size_t row,
                       uint32_t *units, size_t most, size_t *count);

#endif
