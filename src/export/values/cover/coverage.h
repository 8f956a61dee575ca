/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/coverage.h - a row of coverage for what was asked.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_COVERAGE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_COVERAGE_H

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/world.h"

/* By walking it says minutes and seconds, by straight line metres. */
const lc_fields *lc_coverage_fields(bool straight);
/* `q` is the request's query of the row's category. */
void lc_coverage_values(lc_row *r, const lc_world *w,
                        const lc_coverage_request *req,
                        const lc_coverage_query *q, const lc_coverage_row *row);

#endif
