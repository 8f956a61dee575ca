/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/category.h - the kinds of service, as
 * geodata/categories.csv had them when the city was computed.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_CATEGORY_H
#define LIFECIRCLE_STORE_ROWS_CATEGORY_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_category {
    int index; /* 0 and on, in the table's order */
    const char *id, *group_id;
    const char *name_zh, *name_en, *group_zh, *group_en;
    int walk_minutes; /* negative: no walking circle */
    bool basic;       /* part of all_basic */
} lc_stored_category;

/* In their order. */
lc_status lc_category_rows(lc_city *c, lc_stored_category *row, lc_rows **out,
                           lc_error *err);
lc_status lc_category_rows_insert(lc_city *c, const lc_stored_category *row,
                                  lc_error *err);
lc_status lc_category_rows_clear(lc_city *c, lc_error *err);

#endif
