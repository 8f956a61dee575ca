/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/pace.h - how people walk, as geodata/paces.csv had it
 * when the city was computed.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_PACE_H
#define LIFECIRCLE_STORE_ROWS_PACE_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_pace {
    int index; /* 0 and on, in the table's order */
    const char *id, *name_zh, *name_en;
    const char *mode;       /* whose permissions: foot, wheelchair, cycle */
    double metres, seconds; /* so many metres in so many seconds */
    double steps_factor;    /* how much longer steps are than they measure */
    bool wheels;            /* facilities that bar wheelchairs don't count */
} lc_stored_pace;

/* In their order. */
lc_status lc_pace_rows(lc_city *c, lc_stored_pace *row, lc_rows **out,
                       lc_error *err);
lc_status lc_pace_rows_insert(lc_city *c, const lc_stored_pace *row,
                              lc_error *err);
lc_status lc_pace_rows_clear(lc_city *c, lc_error *err);

#endif
