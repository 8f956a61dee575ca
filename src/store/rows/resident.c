/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/resident.c - the table of residents.
 *
 * Read in the order in which figures are searched for afterwards: by code, or
 * by cell, row after row of the grid.
 */
#include "lifecircle/store/rows/resident.h"

#include "src/store/rows/rows.h"

typedef lc_stored_resident row;

static const lc_column columns[] = {
    LIFE_COLUMN(source, "source", 0),
    LIFE_COLUMN(kind, "kind", 0),
    LIFE_COLUMN(code, "code", 0),
    LIFE_COLUMN(cell_x, "cell_x", LIFE_MAY_LACK),
    LIFE_COLUMN(cell_y, "cell_y", LIFE_MAY_LACK),
    LIFE_COLUMN(residents_milli, "residents_milli", 0),
    LIFE_COLUMN(year, "year", LIFE_MAY_LACK),
    LIFE_COLUMN(ages, "ages", LIFE_MAY_LACK),
    LIFE_COLUMN_PLACE(pt, "geom", placed),
};
static const lc_rows_table table = LIFE_TABLE("resident", columns);

lc_status lc_resident_rows(lc_city *c, lc_stored_resident *r, lc_rows **out,
                           lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT source, kind, code, cell_x, cell_y, residents_milli, year,"
        " ages, geom FROM resident ORDER BY code, cell_y, cell_x, id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_resident_rows_bands(lc_city *c, lc_stored_resident *r,
                                 lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT DISTINCT j.key AS ages FROM resident r, json_each(r.ages) j"
        " WHERE json_valid(r.ages) ORDER BY CAST(j.key AS INTEGER), j.key",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_resident_rows_known(lc_city *c, const char *code, bool *out,
                                 lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT year FROM resident WHERE code = :code", false};
    lc_stored_resident key = {.code = code}, r;

    return lc_rows_first(c, &sql, &key, &r, out, err);
}

lc_status lc_resident_rows_insert(lc_city *c, const lc_stored_resident *r,
                                  lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
