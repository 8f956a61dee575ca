/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/statistic.h - published figures and lists of units, as
 * they were imported.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_STATISTIC_H
#define LIFECIRCLE_STORE_ROWS_STATISTIC_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_statistic {
    const char *source;
    const char *id;   /* of a rule of the standard, a list's name, or
                         "whole:" in front of one */
    const char *unit; /* a code; "": the whole city */
    int year;         /* 0: not told */
    double value;
    const char *origin; /* who published it */
} lc_stored_statistic;

/* By id, unit and year. */
lc_status lc_statistic_rows(lc_city *c, lc_stored_statistic *row, lc_rows **out,
                            lc_error *err);
lc_status lc_statistic_rows_known(lc_city *c, const char *id, const char *unit,
                                  int year, bool *out, lc_error *err);
lc_status lc_statistic_rows_insert(lc_city *c, const lc_stored_statistic *row,
                                   lc_error *err);

#endif
