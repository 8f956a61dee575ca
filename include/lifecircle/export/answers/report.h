/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/report.h - a standard measured on a unit.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_REPORT_H
#define LIFECIRCLE_EXPORT_ANSWERS_REPORT_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/study.h"

/* {"unit","standard","indicators":[...],"next_steps":[...], ...} */
void lc_answer_report(lc_buf *out, const lc_report *r, const lc_assessment *a);
/* The same rules as a table, a row each; `unit` LIFE_NONE with a `level`: those
 * of all its units. `standard` NULL: each unit's own (lc_assessment_of()).
 * `words`: for people, in that language (values/verdict.h); NULL: under the
 * fields' names, for programs. */
typedef struct lc_report_rows {
    const char *format; /* csv, xlsx */
    const char *standard;
    uint32_t level;
    const lc_lang *words;
    lc_assess_query asked; /* of a time, of ages: three columns more */
} lc_report_rows;
lc_status lc_answer_report_rows(lc_buf *out, lc_study *study,
                                const lc_report_rows *rows,
                                const lc_report_query *q, lc_error *err);

#endif
