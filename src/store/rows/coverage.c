/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/coverage.c - the table of coverage.
 *
 * Written for programs that map it, at the default pace and one limit; this one
 * answers any other from its arrays.
 */
#include "lifecircle/store/rows/coverage.h"

#include "src/store/rows/rows.h"

typedef lc_stored_coverage row;

static const lc_column columns[] = {
    LIFE_COLUMN(unit, "unit", 0),
    LIFE_COLUMN(level, "level", 0),
    LIFE_COLUMN(category, "category", 0),
    LIFE_COLUMN(mode, "mode", 0),
    LIFE_COLUMN(pace, "pace", 0),
    LIFE_COLUMN(minutes, "minutes", 0),
    LIFE_COLUMN(total_milli, "total", 0),
    LIFE_COLUMN(covered_milli, "covered", 0),
    LIFE_COLUMN(uncovered_milli, "uncovered", 0),
    LIFE_COLUMN(unknown_milli, "unknown", 0),
    LIFE_COLUMN(median_ms, "median_ms", LIFE_MAY_LACK),
    LIFE_COLUMN(p90_ms, "p90_ms", LIFE_MAY_LACK),
    LIFE_COLUMN(facilities_inside, "facilities_inside", 0),
};
static const lc_rows_table table = LIFE_TABLE("coverage", columns);

lc_status lc_coverage_rows_insert(lc_city *c, const lc_stored_coverage *r,
                                  lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_coverage_rows_clear(lc_city *c, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM coverage", false};

    return lc_rows_run(c, &sql, NULL, err);
}

lc_status lc_coverage_rows_remove(lc_city *c, const char *category,
                                  lc_error *err)
{
    static const lc_sql sql = {
        &table, "DELETE FROM coverage WHERE category = :category", false};
    lc_stored_coverage key = {.category = category};

    return lc_rows_run(c, &sql, &key, err);
}
