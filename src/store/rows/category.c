/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/category.c - the table of categories.
 *
 * It is copied from geodata by compute, so that a city answers by the table it
 * was computed with, whatever the program that serves it has.
 */
#include "lifecircle/store/rows/category.h"

#include "src/store/rows/rows.h"

typedef lc_stored_category row;

static const lc_column columns[] = {
    LIFE_COLUMN(index, "idx", 0),
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(group_id, "group_id", 0),
    LIFE_COLUMN(name_zh, "name_zh", 0),
    LIFE_COLUMN(name_en, "name_en", 0),
    LIFE_COLUMN(group_zh, "group_zh", 0),
    LIFE_COLUMN(group_en, "group_en", 0),
    LIFE_COLUMN(walk_minutes, "walk_minutes", LIFE_MAY_LACK),
    LIFE_COLUMN(basic, "basic", 0),
};
static const lc_rows_table table = LIFE_TABLE("category", columns);

lc_status lc_category_rows(lc_city *c, lc_stored_category *r, lc_rows **out,
                           lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT idx, id, group_id, name_zh, name_en, group_zh, group_en,"
        " walk_minutes, basic FROM category ORDER BY idx",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_category_rows_insert(lc_city *c, const lc_stored_category *r,
                                  lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_category_rows_clear(lc_city *c, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM category", false};

    return lc_rows_run(c, &sql, NULL, err);
}
