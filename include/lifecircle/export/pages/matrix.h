/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/matrix.h - all units by all services as a picture: a
 * page of its own, to look at and to print.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf; LIFE_ERR_NOMEM.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_MATRIX_H
#define LIFECIRCLE_EXPORT_PAGES_MATRIX_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/study.h"

/* Units with most basic services first (their least counts), those without
 * homes last, the whole city below. Errors: also lc_coverage_each()'s, and what
 * `out` then has is no document. */
lc_status lc_matrix_page(lc_buf *out, lc_study *study,
                         const lc_coverage_request *r, lc_lang lang,
                         lc_error *err);
/* What it may load, as a Content-Security-Policy. */
void lc_matrix_page_policy(lc_buf *out);

#endif
