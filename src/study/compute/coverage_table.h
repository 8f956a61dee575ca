/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/compute/coverage_table.h - the table of coverage, for programs that
 * map it.
 */
#ifndef LIFECIRCLE_SRC_STUDY_COMPUTE_COVERAGE_TABLE_H
#define LIFECIRCLE_SRC_STUDY_COMPUTE_COVERAGE_TABLE_H

#include "lifecircle/store/city.h"
#include "lifecircle/study/study.h"

/* Rows of those categories that are stale[category] go, and come anew, and so
 * do their labels; rows of all_basic where one of its own is. LIFE_ERR_NOMEM.
 */
lc_status lc_coverage_table_write(lc_city *c, lc_study *study,
                                  const bool *stale, lc_error *err);

#endif
