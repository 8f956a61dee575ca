/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/category_table.h - the table of categories: geodata's
 * categories.csv, and the rows that a city adds to it.
 *
 * A city keeps the rows of its own as one CSV text in the setting
 * LIFE_CATEGORY_SETTING: it is written by import and read by whatever needs
 * the table, so a program with another categories.csv still knows them. In the
 * whole table each stands behind the last row of its group, since readers are
 * shown group by group; of a new group they stand at the end.
 *
 * Layer:   world, over store.
 * Errors:  LIFE_ERR_PARSE of either table with its line, LIFE_ERR_LIMIT (over
 *          LIFE_MAX_CATEGORIES in all, or the city's are over
 *          LIFE_CATEGORY_OWN_BYTES), LIFE_ERR_DB, LIFE_ERR_NOMEM.
 * Threads: none is shared.
 */
#ifndef LIFECIRCLE_WORLD_CATEGORY_TABLE_H
#define LIFECIRCLE_WORLD_CATEGORY_TABLE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/table.h"
#include "lifecircle/store/city.h"

#include <stdbool.h>

#define LIFE_CATEGORY_SETTING   "categories"
#define LIFE_CATEGORY_OWN_BYTES (256u << 10) /* over 1 KB for each of 200 */

/* Columns of categories.csv, in the order of that file, and those that a city's
 * own rows have besides: `types` (what people call it, with bars between),
 * `osm` (tag rules, with ; between), and `source`, the name of the import that
 * brought the row, which no table has: "" came with another table, by its
 * option. */
#define LIFE_CATEGORY_COLUMNS 13
typedef struct lc_category_column {
    const char *name;
    bool needed; /* else an empty cell stands for one that is not there */
} lc_category_column;
extern const lc_category_column lc_category_columns[LIFE_CATEGORY_COLUMNS];

/* The whole table; `own`: the text of the setting, "" for none. On LIFE_OK
 * `*out` is the caller's, for lc_table_free(); else NULL. */
lc_status lc_category_table_make(const char *own, lc_table **out,
                                 lc_error *err);
/* That of a city that is open. */
lc_status lc_category_table_open(lc_city *c, lc_table **out, lc_error *err);

/* The rows of a city's own as they are kept, with a header, to be added to.
 * lc_buf_free() is due whatever comes back. */
lc_status lc_category_table_own(lc_city *c, lc_buf *out, lc_error *err);
/* The header of such rows, for those that are written anew. */
void lc_category_table_head(lc_buf *out);
/* Appends a row; `cell` in the order of lc_category_columns, NULL is empty. */
void lc_category_table_put(lc_buf *out,
                           const char *const cell[LIFE_CATEGORY_COLUMNS]);
/* Keeps them, after a look whether the whole table is one. */
lc_status lc_category_table_store(lc_city *c, const lc_buf *own, lc_error *err);

#endif
