/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/access.h - how much of a service there is for each
 * person, as JSON and CSV, for the command line and for HTTP alike.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/answers/coverage.h.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ACCESS_H
#define LIFECIRCLE_EXPORT_ANSWERS_ACCESS_H

#include "lifecircle/base/json.h"
#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/access_rows.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/study/study.h"

typedef struct lc_access_request {
    lc_access_query q;
    uint32_t level;      /* LIFE_NONE: by unit */
    uint32_t unit;       /* its row alone; LIFE_NONE: by level */
    const char *rank_by; /* a figure of lc_unit_figure() */
} lc_access_request;

typedef struct lc_access_answer { /* everything asked for */
    lc_access access;
    lc_access_row *row;
    size_t rows;
    lc_access_row city;
    lc_equity homes, units;
} lc_access_answer;

/* LIFE_ERR_NOT_FOUND, naming `age` or `rank_by`. `out` is the caller's, for
 * lc_access_answer_clear(). */
lc_status lc_access_ask(lc_study *study, const lc_access_request *r,
                        lc_access_answer *out, lc_error *err);
void lc_access_answer_clear(lc_access_answer *a);

/* An object: of the whole city what each has, and how evenly. */
void lc_answer_access_sum(lc_json *j, const char *key,
                          const lc_access_request *q,
                          const lc_access_answer *a);
void lc_answer_access(lc_buf *out, const lc_access_request *q,
                      const lc_access_answer *a);
void lc_answer_access_csv(lc_buf *out, const lc_access_request *q,
                          const lc_access_answer *a);

#endif
