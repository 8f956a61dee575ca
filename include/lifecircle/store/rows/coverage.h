/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/coverage.h - the shares of homes within reach, for GIS
 * programs; this one works them out from its arrays.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_COVERAGE_H
#define LIFECIRCLE_STORE_ROWS_COVERAGE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

/* *_milli are thousandths of what homes weigh (the city's home_kind), *_ms
 * milliseconds of walking. */
typedef struct lc_stored_coverage {
    const char *unit; /* a code; "": the homes in no unit */
    const char *level, *category, *mode, *pace;
    int minutes;
    int64_t total_milli, covered_milli, uncovered_milli, unknown_milli;
    int64_t median_ms, p90_ms; /* negative: not known, or over an hour */
    int64_t facilities_inside;
} lc_stored_coverage;

lc_status lc_coverage_rows_insert(lc_city *c, const lc_stored_coverage *row,
                                  lc_error *err);
lc_status lc_coverage_rows_clear(lc_city *c, lc_error *err);
/* Those of one category. */
lc_status lc_coverage_rows_remove(lc_city *c, const char *category,
                                  lc_error *err);

#endif
