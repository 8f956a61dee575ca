/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/coverage.h - coverage home by home.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COVER_COVERAGE_H
#define LIFECIRCLE_SRC_STUDY_COVER_COVERAGE_H

#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "src/study/home_times.h"

/* As lc_coverage_homes() of all homes, on foot and of one category, by walks of
 * the caller's to some of its facilities (labels.h); one off the streets is
 * taken for one of them. */
lc_status lc_coverage_homes_by(lc_study *s, const lc_coverage_query *q,
                               const uint64_t *label, uint8_t *out,
                               lc_error *err);

/* As lc_coverage_level() of all levels, one behind the other: `rows` takes the
 * units and one more a level, so that l rows more than units stand before those
 * of level l; count[l] of them were written. `times` of all_basic on foot:
 * those of every basic category, so that no labels of homes are made; else
 * NULL. */
lc_status lc_coverage_levels(lc_study *s, const lc_coverage_query *q,
                             const lc_home_times *times, lc_coverage_row *rows,
                             size_t *count, lc_error *err);

#endif
