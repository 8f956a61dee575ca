/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/evaluation.h - how far a plan has come between two
 * files of a city, for programs and as a workbook.
 *
 * Layer:   export, over study.
 * Errors:  as lifecircle/export/answers/report.h.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_EVALUATION_H
#define LIFECIRCLE_EXPORT_ANSWERS_EVALUATION_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/compare/evaluation.h"

/* The city's rules, and of each unit how many came to what. */
lc_status lc_answer_evaluation(lc_buf *out, const lc_evaluation_files *f,
                               const lc_evaluation *city, lc_error *err);
/* A row a rule: the city's, then every unit's. */
lc_status lc_answer_evaluation_csv(lc_buf *out, const lc_evaluation_files *f,
                                   const lc_evaluation *city, lc_error *err);
/* A feature a unit, with how many rules came to what; outlines that are not to
 * be given away are left out. */
lc_status lc_answer_evaluation_geojson(lc_buf *out,
                                       const lc_evaluation_files *f,
                                       lc_error *err);
/* Three sheets: the city's rules, the units, and every unit's rules; headed in
 * words of `lang`. `title` is the first's. */
lc_status lc_answer_evaluation_sheet(lc_buf *out, const lc_evaluation_files *f,
                                     const lc_evaluation *city,
                                     const char *title, lc_lang lang,
                                     lc_error *err);

#endif
