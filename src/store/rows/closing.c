/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/closing.c - the table of closings.
 */
#include "lifecircle/store/rows/closing.h"

#include "src/store/rows/rows.h"

typedef lc_stored_closing row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", LIFE_READ_ONLY), LIFE_COLUMN(osm_id, "osm_id", 0),
    LIFE_COLUMN(modes, "modes", 0),        LIFE_COLUMN(node, "node", 0),
    LIFE_COLUMN(street, "street", 0),      LIFE_COLUMN(rule, "rule", 0),
    LIFE_COLUMN(said, "said", 0),          LIFE_COLUMN(pt, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("closing", columns);

lc_status lc_closing_rows(lc_city *c, lc_stored_closing *r, lc_rows **out,
                          lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT id, osm_id, modes, node, street, rule, said, geom"
        " FROM closing ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_closing_rows_insert(lc_city *c, const lc_stored_closing *r,
                                 lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
