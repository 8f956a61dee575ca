/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/cover/coverage.h - a row of coverage for what was asked.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_VALUES_COVER_COVERAGE_H
#define LIFECIRCLE_SRC_EXPORT_VALUES_COVER_COVERAGE_H

#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/export/formats/fieldset.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/world.h"

/* By walking it says minutes and seconds, by straight line metres; whom it
 * counts, and how many services, where that is asked. */
void lc_coverage_columns(lc_fieldset *set, const lc_coverage_request *req);
/* `q` is the request's query of the row's category. */
void lc_coverage_values(lc_row *r, const lc_world *w,
                        const lc_coverage_request *req,
                        const lc_coverage_query *q, const lc_coverage_row *row);

/* Of one hour of the row's week, where req->hours asks for a table of them. */
void lc_coverage_hour_values(lc_row *r, const lc_world *w,
                             const lc_coverage_request *req,
                             const lc_coverage_query *q,
                             const lc_coverage_row *row, unsigned hour);

/* How many basic services there are in reach, of `row`. */
#define LIFE_BASIC_FIELDS(X)                                                   \
    X("basic_mean", LIFE_DECIMAL(6), "",                                       \
      "basic services in reach of the average resident",                       \
      "居民平均可达的基本服务项数", lc_cell_real(row->basic.mean))             \
    X("basic_min", LIFE_DECIMAL(6), "", "at least", "至少",                    \
      lc_cell_real(row->basic.least))                                          \
    X("basic_max", LIFE_DECIMAL(6), "", "at most", "至多",                     \
      lc_cell_real(row->basic.most))                                           \
    X("basic_total", LIFE_INTEGER, "", "basic services", "基本服务项数",       \
      lc_cell_whole(row->basic.total))                                         \
    X("basic_known", LIFE_INTEGER, "", "of these, known", "其中已知的",        \
      lc_cell_whole(row->basic.known))

#endif
