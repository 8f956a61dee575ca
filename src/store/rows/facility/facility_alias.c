/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/facility/facility_alias.c - the table of ids that facilities
 * had.
 *
 * Version 5 had it not from the first: who writes a city adds it
 * (city/schema.c), and who reads one asks whether it is there.
 */
#include "lifecircle/store/rows/facility_alias.h"

#include "src/store/rows/rows.h"

typedef lc_stored_alias row;

static const lc_column columns[] = {
    LIFE_COLUMN(alias, "alias", 0),
    LIFE_COLUMN(facility, "facility", 0),
    LIFE_COLUMN(source, "source", 0),
    LIFE_COLUMN(number, "number", LIFE_READ_ONLY),
};
static const lc_rows_table table = LIFE_TABLE("facility_alias", columns);

/* ---- reading ---- */

/* No rows where the file has no such table. */
static lc_status read_rows(lc_city *c, const lc_sql *sql, const row *key,
                           row *r, lc_rows **out, lc_error *err)
{
    int64_t there = 0;
    lc_status st = lc_stmt_value(c, 0, &there, err,
                                 "SELECT count(*) FROM sqlite_master"
                                 " WHERE name = 'facility_alias'");

    *out = NULL;
    *r = (row){0};
    return st || !there ? st : lc_rows_read(c, sql, key, r, out, err);
}

#define SELECT "SELECT alias, facility, source FROM facility_alias "

lc_status lc_facility_alias_rows(lc_city *c, lc_stored_alias *r, lc_rows **out,
                                 lc_error *err)
{
    static const lc_sql sql = {&table, SELECT "ORDER BY alias", false};

    return read_rows(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_alias_rows_of(lc_city *c, const char *source,
                                    lc_stored_alias *r, lc_rows **out,
                                    lc_error *err)
{
    static const lc_sql sql = {
        &table, SELECT "WHERE source = :source ORDER BY alias", false};
    row key = {.source = source};

    return read_rows(c, &sql, &key, r, out, err);
}

lc_status lc_facility_alias_rows_find(lc_city *c, const char *alias,
                                      lc_stored_alias *r, lc_rows **out,
                                      lc_error *err)
{
    static const lc_sql sql = {&table, SELECT "WHERE alias = :alias", false};
    row key = {.alias = alias};

    return read_rows(c, &sql, &key, r, out, err);
}

/* ---- writing ---- */

lc_status lc_facility_alias_rows_put(lc_city *c, const lc_stored_alias *r,
                                     lc_error *err)
{
    static const lc_sql put = {&table, "INSERT OR REPLACE", true};
    static const lc_sql lead = {&table,
                                "UPDATE facility_alias SET facility = :facility"
                                " WHERE facility = :alias",
                                false};
    lc_status st = lc_rows_run(c, &put, r, err);

    return st ? st : lc_rows_run(c, &lead, r, err);
}

lc_status lc_facility_alias_rows_drop_known(lc_city *c, lc_error *err)
{
    return lc_stmt_exec(c,
                        "DELETE FROM facility_alias WHERE alias IN"
                        " (SELECT id FROM facility)",
                        err);
}
