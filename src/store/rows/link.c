/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/link.c - the table of links.
 *
 * Written for programs that draw them; this one keeps the same in arrays,
 * which load without a look at each.
 */
#include "lifecircle/store/rows/link.h"

#include "src/store/rows/rows.h"

typedef lc_stored_link row;

static const lc_column columns[] = {
    LIFE_COLUMN(owner, "owner", 0),       LIFE_COLUMN(owner_id, "owner_id", 0),
    LIFE_COLUMN(mode, "mode", 0),         LIFE_COLUMN(street, "street", 0),
    LIFE_COLUMN(at_mm, "at_mm", 0),       LIFE_COLUMN(leg_mm, "leg_mm", 0),
    LIFE_COLUMN(from_lon, "from_lon", 0), LIFE_COLUMN(from_lat, "from_lat", 0),
    LIFE_COLUMN(to_lon, "to_lon", 0),     LIFE_COLUMN(to_lat, "to_lat", 0),
};
static const lc_rows_table table = LIFE_TABLE("link", columns);

lc_status lc_link_rows_insert(lc_city *c, const lc_stored_link *r,
                              lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_link_rows_clear(lc_city *c, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM link", false};

    return lc_rows_run(c, &sql, NULL, err);
}
