/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/lists.h - the three lists of the city's plan, and
 * its published figures.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_LISTS_H
#define LIFECIRCLE_EXPORT_ANSWERS_LISTS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/study.h"

/* Rules in force; facilities lacking, by unit, with the weight they would
 * serve, the most first; data on hand, with age and source; published figures
 * and lists of units, each as it was imported, whether a rule uses it or not.
 */
typedef enum lc_list {
    LIFE_LIST_POLICY,
    LIFE_LIST_PROJECTS,
    LIFE_LIST_DATA,
    LIFE_LIST_FIGURES,
    LIFE_LIST_COUNT
} lc_list;
extern const char *const lc_list_names[LIFE_LIST_COUNT + 1]; /* NULL ends it */

typedef struct lc_list_query {
    lc_list which;
    uint32_t unit; /* LIFE_NONE: the whole city */
    bool csv;      /* else {"list","standard","unit","rows":[...]} */
} lc_list_query;
lc_status lc_answer_list(lc_buf *out, lc_study *study, const lc_assessment *a,
                         const lc_list_query *q, lc_error *err);

#endif
