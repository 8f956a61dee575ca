/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/whatif.h - what a scenario would change: a row a
 * unit and category.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; and of the
 *          writers: LIFE_ERR_NOMEM.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_WHATIF_H
#define LIFECIRCLE_EXPORT_ANSWERS_WHATIF_H

#include "lifecircle/base/buf.h"
#include "lifecircle/export/answers/access.h"
#include "lifecircle/import/scenario.h"
#include "lifecircle/study/altered/indicators.h"
#include "lifecircle/study/whatif/whatif.h"

/* How much there is of a capacity for each person, and how evenly. */
typedef struct lc_whatif_shared {
    lc_access_request q;
    lc_access_answer before, after;
    lc_study *altered; /* whose texts `after` has */
} lc_whatif_shared;

/* All borrowed. The scenario is the effective one: with pace and minutes. */
typedef struct lc_whatif_answer {
    const lc_world *w;
    const lc_scenario *scenario;
    const lc_whatif_query *q;
    const lc_whatif *whatif;
    const lc_altered_indicators *indicators; /* NULL: not asked for */
    const lc_whatif_shared *shared;          /* NULL: not asked for */
} lc_whatif_answer;

/* {"gained", "lost", "changes":[...], ..., "scenario":{...}}; with indicators
 * also "standard" and "indicators":[{"unit", "indicator", "before":{...},
 * "after":{...}, ...}], with what is shared "access":{"capacity", "before":
 * {"city", "equity"}, "after":{...}}. */
void lc_answer_whatif(lc_buf *out, const lc_whatif_answer *a);
/* The changes: "geojson" with the outlines of their units, or "csv". */
lc_status lc_answer_whatif_rows(lc_buf *out, const lc_whatif_answer *a,
                                const char *format, lc_error *err);

#endif
