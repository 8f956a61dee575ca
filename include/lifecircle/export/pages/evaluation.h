/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/evaluation.h - how far a plan has come between two
 * files of a city, as one page of HTML like a report's: for A4 and a phone,
 * Chinese or English, nothing beside it.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/pages/report/page.h.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_EVALUATION_H
#define LIFECIRCLE_EXPORT_PAGES_EVALUATION_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/operator.h"
#include "lifecircle/study/compare/evaluation.h"
#include "lifecircle/words/say.h"

typedef struct lc_evaluation_page {
    lc_lang lang;
    lc_sentence title;           /* LIFE_SAY_EVALUATION_ANNUAL or another */
    bool steps;                  /* `city` was made with next steps */
    const lc_operator *operator; /* for the foot; NULL: none */
} lc_evaluation_page;

lc_status lc_evaluation_page_write(lc_buf *out, const lc_evaluation_files *f,
                                   const lc_evaluation *city,
                                   const lc_evaluation_page *of, lc_error *err);

#endif
