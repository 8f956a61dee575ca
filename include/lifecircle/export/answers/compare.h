/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/compare.h - what changed between two files of a
 * city, as JSON, as rows of coverage, or as its facilities on a map.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf, checked by the caller at the end; else as
 * named.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_COMPARE_H
#define LIFECIRCLE_EXPORT_ANSWERS_COMPARE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/study/compare/compare.h"

/* All of it: facilities by what became of them, streets, units, and rows of
 * coverage with their causes. */
void lc_answer_compare(lc_buf *out, const lc_comparison *c);
/* A row for each unit and category whose coverage changed. LIFE_ERR_NOMEM. */
lc_status lc_answer_compare_csv(lc_buf *out, const lc_comparison *c,
                                lc_error *err);
/* A point for each facility that opened, closed, moved or changed: what is
 * there no more stands where it was. LIFE_ERR_NOMEM. */
lc_status lc_answer_compare_geojson(lc_buf *out, const lc_comparison *c,
                                    lc_error *err);

#endif
