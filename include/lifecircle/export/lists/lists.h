/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/lists/lists.h - the lists of a plan that an office hands
 * in: the rules in force, the facilities lacking, the data on hand and lacking,
 * and the openings for local trade.
 *
 * In tables (csv, html, xlsx) everything is in words, headings too; JSON has
 * the same rows under the fields' names, and the ids that programs need.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status, and what `out` then has is
 *          no document.
 */
#ifndef LIFECIRCLE_EXPORT_LISTS_LISTS_H
#define LIFECIRCLE_EXPORT_LISTS_LISTS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/catset.h"

typedef enum lc_list {
    LIFE_LIST_POLICY,
    LIFE_LIST_PROJECTS, /* by line of duty, the most served first */
    LIFE_LIST_DATA,
    LIFE_LIST_OPPORTUNITIES,
    LIFE_LIST_FIGURES, /* published ones, and lists of units */
    LIFE_LIST_COUNT
} lc_list;
extern const char *const lc_lists_names[LIFE_LIST_COUNT + 1]; /* NULL ends it */

/* An earlier list of the same kind and language, as CSV or JSON: each row then
 * says what changed, rows that are gone follow, and what its readers filled in
 * (the state of a project) is taken over. Borrowed. */
typedef struct lc_list_earlier {
    const char *file; /* for messages; NULL: there is none */
    const char *text;
    size_t len;
} lc_list_earlier;

typedef struct lc_list_query {
    lc_list which;
    uint32_t unit;      /* LIFE_NONE: the whole city */
    const char *format; /* "json", "csv", "html", "xlsx" */
    lc_lang lang;
    lc_catset categories; /* those alone; empty: all (policy, data: unused) */
    lc_list_earlier earlier;
} lc_list_query;

/* LIFE_ERR_PARSE: the earlier list can't be read, or is another. */
lc_status lc_lists_answer(lc_buf *out, lc_study *study, const lc_assessment *a,
                          const lc_list_query *q, lc_error *err);

#endif
