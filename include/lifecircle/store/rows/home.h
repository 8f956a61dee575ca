/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/home.h - points where people live, and how much each
 * weighs.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_HOME_H
#define LIFECIRCLE_STORE_ROWS_HOME_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_home {
    int64_t id; /* 1 and on; those that residents made come last */
    const char *osm_id;
    const char *kind;     /* building, street; grid where residents made it */
    int64_t weight_milli; /* thousandths of the city's home_kind */
    bool assumed;         /* rests on building=yes or assumed levels */
    int layer;
    lc_pt pt;
} lc_stored_home;

/* By id. */
lc_status lc_home_rows(lc_city *c, lc_stored_home *row, lc_rows **out,
                       lc_error *err);
/* By id: id alone. */
lc_status lc_home_rows_ids(lc_city *c, lc_stored_home *row, lc_rows **out,
                           lc_error *err);
/* One of them at most: osm_id, kind and layer. */
lc_status lc_home_rows_find(lc_city *c, int64_t id, lc_stored_home *row,
                            lc_rows **out, lc_error *err);
lc_status lc_home_rows_count(lc_city *c, int64_t *out, lc_error *err);

lc_status lc_home_rows_insert(lc_city *c, const lc_stored_home *row,
                              lc_error *err);
lc_status lc_home_rows_set_weight(lc_city *c, int64_t id, int64_t weight_milli,
                                  bool assumed, lc_error *err);

#endif
