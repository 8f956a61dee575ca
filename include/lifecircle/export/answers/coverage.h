/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/coverage.h - which share of homes has a service
 * within reach: a row a unit (or drawn area) and category.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_H
#define LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/wheels.h"

/* Beside each row the shares of its week; in place of it a row for each hour of
 * that week (study/cover/week.h). */
typedef enum lc_coverage_hours {
    LIFE_HOURS_NONE,
    LIFE_HOURS_WEEK,
    LIFE_HOURS_TABLE
} lc_coverage_hours;

/* The units of `level` (or one `unit`, or an `area`) for each category in
 * `categories`, in order; all_basic where `basic`, and behind it the number of
 * them where `counted`. */
typedef struct lc_coverage_request {
    lc_coverage_query q; /* its `category` is ignored */
    lc_catset categories;
    bool basic;
    bool counted;            /* their number: LIFE_BASIC_COUNT */
    bool by_pace;            /* for each pace in turn, and not q's alone */
    lc_coverage_hours hours; /* of single categories, on foot */
    const char *ages;        /* whom it counts, as lc_world_age_weights() takes
                                it; NULL: everybody */
    uint32_t level;          /* LIFE_NONE: by unit or area */
    uint32_t unit;           /* LIFE_NONE: by level or area */
    const lc_shape *area;    /* NULL: by level or unit */
    bool as_geojson;
    const char *standard; /* of the indicators layer; NULL: each unit's */
    bool named; /* the categories were asked for by name: the homes layer
                   then says each home's answer to them */
} lc_coverage_request;

/* {"rows":[...]}; with `as_geojson` a FeatureCollection of the units with
 * these properties. */
lc_status lc_answer_coverage(lc_buf *out, lc_study *study,
                             const lc_coverage_request *r, lc_error *err);
/* The same rows as CSV. */
lc_status lc_answer_coverage_csv(lc_buf *out, lc_study *study,
                                 const lc_coverage_request *r, lc_error *err);

/* Of the facilities of what it asks for, in the whole city. */
lc_wheels_count lc_coverage_wheels(const lc_world *w,
                                   const lc_coverage_request *r);

/* What stands behind it: `fn` gets the rows of each category in turn (of it
 * those of each pace, with `by_pace`), and the query they answer; its failure
 * ends the run. */
typedef lc_status (*lc_coverage_fn)(void *ctx, const lc_coverage_query *q,
                                    const lc_coverage_row *rows, size_t count,
                                    lc_error *err);
/* LIFE_ERR_NOMEM; naming `age`: LIFE_ERR_RANGE, it is no band;
 * LIFE_ERR_NOT_FOUND, the bands there are don't make it up. With `hours` the
 * rows have their `week`, for the call; naming `hours`: lc_week_make()'s. */
lc_status lc_coverage_each(lc_study *study, const lc_coverage_request *r,
                           lc_coverage_fn fn, void *ctx, lc_error *err);

#endif
