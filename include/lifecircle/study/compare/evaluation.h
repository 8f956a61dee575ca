/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/study/compare/evaluation.h - how far a plan has come between two
 * files of a city: each rule of a standard at both dates, beside its first
 * value and its target.
 *
 * Which way a rule moved is told only where it is certain: the least that it
 * may be now is over the most that it may have been then, or the other way
 * round. What isn't known at one of the dates did not move to anywhere.
 *
 * Layer:   study, over world.
 * Units:   as indicator.h; per cent of the way as progress.h.
 * Threads: any number may make evaluations of the same two studies.
 */
#ifndef LIFECIRCLE_STUDY_COMPARE_EVALUATION_H
#define LIFECIRCLE_STUDY_COMPARE_EVALUATION_H

#include "lifecircle/base/mem.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/compare/units.h"
#include "lifecircle/study/study.h"

/* X(ID, name in answers). */
#define LIFE_MOVE_MAP(X)                                                       \
    X(BETTER, "better") /* nearer to what the rule asks, or past it */         \
    X(WORSE, "worse")                                                          \
    X(SAME, "same")                                                            \
    X(UNSURE, "unsure") /* either, for all that is known */                    \
    X(NONE, "")         /* the rule sets no target: no way is the better one */

/* clang-format off */
typedef enum lc_move {
#define LIFE_X(id, name) LIFE_MOVE_##id,
    LIFE_MOVE_MAP(LIFE_X)
#undef LIFE_X
    LIFE_MOVE_COUNT
} lc_move;
/* clang-format on */

const char *lc_evaluation_move(lc_move m); /* its name */

typedef struct lc_evaluated {           /* a rule */
    const lc_indicator *before, *after; /* before NULL: it did not apply then */
    lc_move move;
    double change; /* of the value; NaN: it isn't known, or the two don't
                      compare */
    double time;   /* per cent of the time from the first value to the target;
                      NaN:   one of the dates is not known */
} lc_evaluated;

typedef struct lc_evaluation { /* `= {0}` is empty */
    lc_report before, after;
    bool has_before;        /* the unit is in the first file, too */
    bool alike;             /* homes weigh the same at both dates */
    LC_VEC(lc_evaluated) v; /* as after's rows */
    size_t tally[LIFE_MOVE_COUNT];
} lc_evaluation;

typedef struct lc_evaluation_query {
    uint32_t before, after; /* units, LIFE_NONE the city: both, or `after` alone
                               with has_before false */
    bool has_before;
    int year;   /* 0: the last target of each rule */
    bool steps; /* look for next steps of the second file, too */
} lc_evaluation_query;

/* Two files and one standard, the city of each and the units of a level. */
typedef struct lc_evaluation_files {
    lc_study *before, *after;
    const lc_assessment *a, *b;
    const lc_unit_pairs *units;
    int year;
} lc_evaluation_files;

/* `a` and `b` are of one standard, measured on the two files. *out is for
 * lc_evaluation_clear(), whatever comes back; the studies must outlive it.
 * LIFE_ERR_NOMEM. Cost: two reports. */
lc_status lc_evaluation_make(const lc_evaluation_files *f,
                             const lc_evaluation_query *q, lc_evaluation *out,
                             lc_error *err);
void lc_evaluation_clear(lc_evaluation *e);

/* The whole city's; `steps` as in the query. */
lc_status lc_evaluation_city(const lc_evaluation_files *f, bool steps,
                             lc_evaluation *out, lc_error *err);
/* Every unit of the level that the second file has, one after another: the
 * evaluation holds for the call. */
typedef lc_status (*lc_evaluation_fn)(void *ctx, const lc_evaluation *e,
                                      lc_error *err);
lc_status lc_evaluation_units(const lc_evaluation_files *f, lc_evaluation_fn fn,
                              void *ctx, lc_error *err);

#endif
