/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/coverage_sheet.h - coverage as a workbook.
 *
 * Layer:   export.
 * Errors:  as lifecircle/export/answers/coverage.h.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_SHEET_H
#define LIFECIRCLE_EXPORT_ANSWERS_COVERAGE_SHEET_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/study.h"

/* A sheet with a line a unit and a column a service, per cent of
 * what is known; and one with all that there is to say of each of them, as the
 * CSV has it. Headed in words of `lang`. */
lc_status lc_answer_coverage_sheet(lc_buf *out, lc_study *study,
                                   const lc_coverage_request *r, lc_lang lang,
                                   lc_error *err);

#endif
