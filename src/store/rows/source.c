/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/source.c - the table of sources, and how one is taken out
 * with all it brought.
 */
#include "lifecircle/store/rows/source.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/store/rows/home_base.h"
#include "src/store/rows/rows.h"

#include <stdio.h>
#include <string.h>

typedef lc_stored_source row;

static const lc_column columns[] = {
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(kind, "kind", 0),
    LIFE_COLUMN(file, "file", 0),
    LIFE_COLUMN(sha256, "sha256", 0),
    LIFE_COLUMN(crs, "crs", 0),
    LIFE_COLUMN(row_count, "row_count", 0),
    LIFE_COLUMN(rejected, "rejected", 0),
    LIFE_COLUMN(imported_at, "imported_at", 0),
    LIFE_COLUMN(attribution, "attribution", 0),
    LIFE_COLUMN(as_of, "as_of", 0),
    LIFE_COLUMN(licence, "licence", 0),
    LIFE_COLUMN(withheld, "withheld", 0),
    LIFE_COLUMN(extent_rule, "extent_rule", 0),
    LIFE_COLUMN(extent, "geom", LIFE_MANY),
    LIFE_COLUMN(land_edge, "land_edge", LIFE_MANY),
};
static const lc_rows_table table = LIFE_TABLE("source", columns);

/* ---- reading and writing ---- */

lc_status lc_source_rows(lc_city *c, lc_stored_source *r, lc_rows **out,
                         lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT name, kind, file, sha256, crs, row_count, rejected,"
        " imported_at, attribution, as_of, licence, withheld,"
        " extent_rule, geom, land_edge"
        " FROM source ORDER BY name",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_source_rows_find(lc_city *c, const char *name, lc_stored_source *r,
                              lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT name, kind, file, sha256, crs, row_count, rejected,"
        " imported_at, attribution, as_of, licence, withheld,"
        " extent_rule FROM source"
        " WHERE name = :name",
        false};
    lc_stored_source key = {.name = name};

    return lc_rows_read(c, &sql, &key, r, out, err);
}

lc_status lc_source_rows_osm_extent(lc_city *c, lc_stored_source *r,
                                    lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT geom FROM source WHERE kind = 'osm'"
                               " AND geom IS NOT NULL",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_source_rows_put(lc_city *c, const lc_stored_source *r,
                             lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT OR REPLACE", true};
    lc_stored_source dated = *r;
    char now[32];

    lc_city_now(now);
    if (!dated.imported_at)
        dated.imported_at = now;
    if (!dated.extent_rule)
        dated.extent_rule = "city";
    if (!dated.as_of)
        dated.as_of = "";
    return lc_rows_run(c, &sql, &dated, err);
}

lc_status lc_source_rows_set_terms(lc_city *c, const lc_stored_source *r,
                                   lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "UPDATE source SET attribution = :attribution, licence = :licence,"
        " withheld = :withheld WHERE name = :name",
        false};

    return lc_rows_run(c, &sql, r, err);
}

/* ---- taking one out ---- */

lc_status lc_source_missing(lc_city *c, const char *name, lc_error *err)
{
    lc_stored_source r;
    lc_rows *rows;
    lc_buf names = {0};
    lc_status st = lc_source_rows(c, &r, &rows, err);

    while (lc_rows_next(&rows, &st, err))
        lc_buf_printf(&names, "%s%s", names.len ? ", " : "", r.name);
    if (!st)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "no source \"%s\"; %s%s", name,
                     names.len ? "there are: " : "the city has none",
                     names.len && !names.failed ? names.data : "");
    lc_buf_free(&names);
    return st;
}

/* LIFE_ERR_NOT_FOUND. */
static lc_status read_kind(lc_city *c, const char *name, char kind[32],
                           lc_error *err)
{
    lc_stored_source r;
    lc_rows *rows;
    lc_status st = lc_source_rows_find(c, name, &r, &rows, err);

    kind[0] = '\0';
    if (lc_rows_next(&rows, &st, err))
        snprintf(kind, 32, "%s", r.kind);
    lc_rows_close(&rows);
    return !st && !kind[0] ? lc_source_missing(c, name, err) : st;
}

/* Its facilities, looked for once: no index finds them. */
#define GONE                                                                   \
    "DROP TABLE IF EXISTS temp.gone; "                                         \
    "CREATE TEMP TABLE gone AS SELECT id FROM facility WHERE source = %Q"

/* Tables with rows of a source, those that name facilities first. Those without
 * any are not written to: compute asks which were. */
static lc_status remove_rows(lc_city *c, const char *name, lc_error *err)
{
#define IN_GONE   "IN (SELECT id FROM temp.gone)"
#define OF_SOURCE "source = %Q"
    static const struct {
        const char *table, *where;
    } of[] = {{"facility_shape", "facility " IN_GONE},
              {"facility_entrance", "facility " IN_GONE},
              {"facility", "id " IN_GONE},
              {"unit", OF_SOURCE},
              {"resident", OF_SOURCE},
              {"statistic", OF_SOURCE},
              {"address", OF_SOURCE},
              {"source", "name = %Q"}};
    lc_status st = lc_stmt_exec_f(c, err, GONE, name);

    for (size_t i = 0; i < sizeof of / sizeof *of && !st; i++) {
        char text[160];
        int64_t rows = 0;

        snprintf(text, sizeof text, "SELECT EXISTS(SELECT 1 FROM %s WHERE %s)",
                 of[i].table, of[i].where);
        st = lc_stmt_value(c, 0, &rows, err, text, name);
        snprintf(text, sizeof text, "DELETE FROM %s WHERE %s", of[i].table,
                 of[i].where);
        if (!st && rows)
            st = lc_stmt_exec_f(c, err, text, name);
    }
    return st;
}

lc_status lc_source_remove(lc_city *c, const char *name, lc_error *err)
{
    char kind[32];
    bool is_osm, is_people;
    lc_status st = read_kind(c, name, kind, err);

    if (st)
        return st;
    is_osm = !strcmp(kind, "osm");
    is_people = !strcmp(kind, "residents");
    if (is_osm || is_people)
        st = lc_home_base_restore(c, err);
    if (!st && is_people)
        st = lc_stmt_exec(c, "DELETE FROM resident_grid", err);
    if (!st)
        st = remove_rows(c, name, err);
    /* Without streets there is nothing that results could be about. */
    if (!st && is_osm)
        st = lc_stmt_exec(
            c,
            "DELETE FROM closing; DELETE FROM street;"
            "DELETE FROM feature; DELETE FROM place;"
            "DELETE FROM address WHERE source = '';"
            "DELETE FROM home; DELETE FROM coverage; DELETE FROM array",
            err);
    return st;
}
