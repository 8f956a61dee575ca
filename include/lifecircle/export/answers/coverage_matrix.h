/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/coverage_matrix.h - coverage of all units by all
 * services at once: a row a unit, a column a service. For a terminal, a page
 * (pages/matrix.h) and a workbook (coverage_sheet.h).
 *
 * Layer:   export.
 * Errors:  those of the lc_buf; functions that ask the city return its status,
 *          and what `out` then has is no document.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_MATRIX_H
#define LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_MATRIX_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/share.h"

/* Column i is query.v[i]; rows are units, in one order in all columns. */
typedef struct lc_coverage_matrix { /* `= {0}` is empty and valid */
    LC_VEC(lc_coverage_query) query;
    LC_VEC(lc_coverage_row) row; /* one column's after another's */
    LC_VEC(size_t) end;          /* of a column's */
    size_t rows;                 /* of the longest column */
    /* How many basic services, of all homes that are asked about: means don't
     * add up as shares do. Told where their number is a column. */
    lc_basic city;
} lc_coverage_matrix;

/* `out` is the caller's, for lc_coverage_matrix_clear(), whatever is returned.
 * Errors: lc_coverage_each()'s. Cost: that of coverage of each column. */
lc_status lc_coverage_matrix_make(lc_study *study, const lc_coverage_request *r,
                                  lc_coverage_matrix *out, lc_error *err);
void lc_coverage_matrix_clear(lc_coverage_matrix *m);

/* Those that a column has itself. */
size_t lc_coverage_matrix_own(const lc_coverage_matrix *m, size_t column);
/* Both below what there are. A column without anything outside the units has
 * no such row: then it is one of nobody. */
const lc_coverage_row *lc_coverage_matrix_at(const lc_coverage_matrix *m,
                                             size_t column, size_t row);
/* Of all rows of a column, those without homes too; the row "outside" is among
 * them, so of a level it is all homes of the city. */
lc_share lc_coverage_matrix_total(const lc_coverage_matrix *m, size_t column);
/* Whether the last column is the number of basic services. */
bool lc_coverage_matrix_is_counted(const lc_coverage_matrix *m);

/* Which share of whom within which limit. */
void lc_coverage_caption(lc_buf *out, const lc_world *w,
                         const lc_coverage_request *r, lc_lang lang);
/* "12.3": a number of services to a tenth, towards the worse; bounds where
 * these differ by over a hundredth of what there is; "not known", or "-". */
void lc_coverage_count_text(lc_buf *out, const lc_basic *b, lc_lang lang);

#endif
