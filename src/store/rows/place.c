/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/place.c - the table of places.
 *
 * Labels are drawn in the order of their rows, and what comes first keeps its
 * room on the map: hence the most populous first.
 */
#include "lifecircle/store/rows/place.h"

#include "src/store/rows/rows.h"

typedef lc_stored_place row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(kind, "kind", 0),
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(name_en, "name_en", 0),
    LIFE_COLUMN(population, "population", LIFE_MAY_LACK),
    LIFE_COLUMN(pt, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("place", columns);

#define SELECT "SELECT id, kind, name, name_en, population, geom FROM place "

lc_status lc_place_rows(lc_city *c, lc_stored_place *r, lc_rows **out,
                        lc_error *err)
{
    static const lc_sql sql = {&table, SELECT "ORDER BY id", false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_place_rows_by_size(lc_city *c, lc_stored_place *r, lc_rows **out,
                                lc_error *err)
{
    /* SQLite puts NULL last where it goes down. */
    static const lc_sql sql = {&table, SELECT "ORDER BY population DESC, id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_place_rows_insert(lc_city *c, const lc_stored_place *r,
                               lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
