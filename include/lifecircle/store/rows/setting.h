/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/setting.h - what the city is, by key: name, home_kind,
 * levels and so on.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 *
 * The main keys stand in schema.sql, above the table. All values are texts,
 * numbers too.
 */
#ifndef LIFECIRCLE_STORE_ROWS_SETTING_H
#define LIFECIRCLE_STORE_ROWS_SETTING_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

#include <stddef.h>

typedef struct lc_stored_setting {
    const char *key, *value;
} lc_stored_setting;

/* By key. */
lc_status lc_setting_rows(lc_city *c, lc_stored_setting *row, lc_rows **out,
                          lc_error *err);
/* `out` takes at most `size` bytes with the NUL; "" where there is none.
 * LIFE_ERR_LIMIT: it is longer. */
lc_status lc_setting_get(lc_city *c, const char *key, char *out, size_t size,
                         lc_error *err);
lc_status lc_setting_put(lc_city *c, const char *key, const char *value,
                         lc_error *err);
lc_status lc_setting_remove(lc_city *c, const char *key, lc_error *err);

#endif
