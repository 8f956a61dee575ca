/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/unit.c - the table of units.
 *
 * The column is of MULTIPOLYGON, so a boundary of one part is written as a
 * collection of one.
 */
#include "lifecircle/store/rows/unit.h"

#include "src/store/rows/rows.h"

typedef lc_stored_unit row;

static const lc_column columns[] = {
    LIFE_COLUMN(code, "code", 0),
    LIFE_COLUMN(level, "level", 0),
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(name_en, "name_en", 0),
    LIFE_COLUMN(parent, "parent", LIFE_MAY_LACK),
    LIFE_COLUMN(urban, "urban", LIFE_MAY_LACK),
    LIFE_COLUMN(approximate, "approximate", 0),
    LIFE_COLUMN(rest, "rest", 0),
    LIFE_COLUMN(source, "source", 0),
    LIFE_COLUMN(residents_milli, "residents_milli", LIFE_MAY_LACK),
    LIFE_COLUMN(residents_year, "residents_year", LIFE_MAY_LACK),
    LIFE_COLUMN_PLACE(centre, "centre", has_centre),
    LIFE_COLUMN(area, "geom", LIFE_MANY),
    LIFE_COLUMN(bare, "bare", LIFE_READ_ONLY),
    LIFE_COLUMN(units, "units", LIFE_READ_ONLY),
};
static const lc_rows_table table = LIFE_TABLE("unit", columns);

/* ---- reading ---- */

lc_status lc_unit_rows(lc_city *c, lc_stored_unit *r, lc_rows **out,
                       lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT code, level, name, name_en, parent, urban, approximate,"
        " rest, source, residents_milli, residents_year, centre, geom"
        " FROM unit ORDER BY code",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_unit_rows_parents(lc_city *c, lc_stored_unit *r, lc_rows **out,
                               lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT code, parent FROM unit WHERE parent IS NOT NULL",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_unit_rows_areas(lc_city *c, const char *level, lc_stored_unit *r,
                             lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT code, name, geom FROM unit"
                               " WHERE level = :level AND approximate = 0"
                               " AND rest = 0 AND geom IS NOT NULL"
                               " ORDER BY code",
                               false};
    lc_stored_unit key = {.level = level};

    return lc_rows_read(c, &sql, &key, r, out, err);
}

lc_status lc_unit_rows_levels(lc_city *c, lc_stored_unit *r, lc_rows **out,
                              lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT level, count(*) AS units FROM unit"
                               " GROUP BY level ORDER BY level",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_unit_rows_find(lc_city *c, const char *code, lc_stored_unit *r,
                            lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT code, level, name, urban, source,"
                               " geom IS NULL AND centre IS NULL AS bare"
                               " FROM unit WHERE code = :code",
                               false};
    lc_stored_unit key = {.code = code};

    return lc_rows_read(c, &sql, &key, r, out, err);
}

lc_status lc_unit_rows_known(lc_city *c, const char *code, bool *out,
                             lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT 1 AS units FROM unit WHERE code = :code", false};
    lc_stored_unit key = {.code = code}, r;

    return lc_rows_first(c, &sql, &key, &r, out, err);
}

/* ---- writing ---- */

lc_status lc_unit_rows_insert(lc_city *c, const lc_stored_unit *r,
                              lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_unit_rows_remove(lc_city *c, const char *code, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM unit WHERE code = :code",
                               false};
    lc_stored_unit key = {.code = code};

    return lc_rows_run(c, &sql, &key, err);
}

lc_status lc_unit_rows_clear_rests(lc_city *c, lc_error *err)
{
    static const lc_sql sql = {
        &table, "DELETE FROM unit WHERE rest = 1 AND centre IS NULL", false};
    lc_stored_unit key = {0};

    return lc_rows_run(c, &sql, &key, err);
}

lc_status lc_unit_rows_fill(lc_city *c, const lc_stored_unit *r, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "UPDATE unit SET source = :source,"
                               " centre = :centre, geom = :geom"
                               " WHERE code = :code",
                               false};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_unit_rows_seat(lc_city *c, const lc_stored_unit *r, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "UPDATE unit SET centre = :centre,"
                               " approximate = 1 WHERE code = :code",
                               false};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_unit_rows_adopt(lc_city *c, const char *from, const char *to,
                             lc_error *err)
{
    static const lc_sql sql = {&table,
                               "UPDATE unit SET parent = nullif(:code, '')"
                               " WHERE parent = :parent",
                               false};
    lc_stored_unit key = {.code = to, .parent = from};

    return lc_rows_run(c, &sql, &key, err);
}
