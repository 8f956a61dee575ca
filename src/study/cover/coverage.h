/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/coverage.h - coverage home by home.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_COVERAGE_H
#define LIFECIRCLE_SRC_STUDY_COVER_COVERAGE_H

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"

/* As lc_coverage_homes() of all homes, on foot and of one category, by walks of
 * the caller's to some of its facilities (labels.h); one off the streets is
 * taken for one of them. */
lc_status lc_coverage_homes_by(lc_study *s, const lc_coverage_query *q,
                               const uint64_t *label, uint8_t *out,
                               lc_error *err);

#endif
