/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/statistic.c - the table of published figures.
 *
 * A figure stays where its unit is not there yet: units may be imported after
 * it.
 */
#include "lifecircle/store/rows/statistic.h"

#include "src/store/rows/rows.h"

typedef lc_stored_statistic row;

static const lc_column columns[] = {
    LIFE_COLUMN(source, "source", 0), LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(unit, "unit", 0),     LIFE_COLUMN(year, "year", 0),
    LIFE_COLUMN(value, "value", 0),   LIFE_COLUMN(origin, "origin", 0),
};
static const lc_rows_table table = LIFE_TABLE("statistic", columns);

lc_status lc_statistic_rows(lc_city *c, lc_stored_statistic *r, lc_rows **out,
                            lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT source, id, unit, year, value, origin"
                               " FROM statistic ORDER BY id, unit, year",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_statistic_rows_known(lc_city *c, const char *id, const char *unit,
                                  int year, bool *out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT value FROM statistic WHERE id = :id"
                               " AND unit = :unit AND year = :year",
                               false};
    lc_stored_statistic key = {.id = id, .unit = unit, .year = year}, r;

    return lc_rows_first(c, &sql, &key, &r, out, err);
}

lc_status lc_statistic_rows_insert(lc_city *c, const lc_stored_statistic *r,
                                   lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
