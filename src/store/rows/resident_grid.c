/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/resident_grid.c - the table of the grid.
 *
 * A city has one source of residents at most, so the table has no key.
 */
#include "lifecircle/store/rows/resident_grid.h"

#include "src/store/rows/rows.h"

typedef lc_stored_grid row;

static const lc_column columns[] = {
    LIFE_COLUMN(crs, "crs", 0), LIFE_COLUMN(x, "x", 0),
    LIFE_COLUMN(y, "y", 0),     LIFE_COLUMN(dx, "dx", 0),
    LIFE_COLUMN(dy, "dy", 0),
};
static const lc_rows_table table = LIFE_TABLE("resident_grid", columns);

lc_status lc_resident_grid_rows(lc_city *c, lc_stored_grid *r, lc_rows **out,
                                lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT crs, x, y, dx, dy FROM resident_grid", false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_resident_grid_rows_insert(lc_city *c, const lc_stored_grid *r,
                                       lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
