/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/facility.c - the table of facilities.
 *
 * One that has closed keeps its row, so that its id is not given to another
 * and its date can be told; readers leave it out.
 */
#include "lifecircle/store/rows/facility.h"

#include "src/store/rows/rows.h"

#include <string.h>

typedef lc_stored_facility row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(source, "source", 0),
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(name_given, "name_given", 0),
    LIFE_COLUMN(categories, "categories", 0),
    LIFE_COLUMN(layer, "layer", 0),
    LIFE_COLUMN(unit_code, "unit_code", LIFE_MAY_LACK),
    LIFE_COLUMN(address, "address", LIFE_MAY_LACK),
    LIFE_COLUMN(phone, "phone", LIFE_MAY_LACK),
    LIFE_COLUMN(opening_hours, "opening_hours", LIFE_MAY_LACK),
    LIFE_COLUMN(website, "website", LIFE_MAY_LACK),
    LIFE_COLUMN(wheelchair, "wheelchair", LIFE_MAY_LACK),
    LIFE_COLUMN(checked_on, "checked_on", LIFE_MAY_LACK),
    LIFE_COLUMN(closed_on, "closed_on", LIFE_MAY_LACK),
    LIFE_COLUMN(attributes, "attributes", LIFE_MAY_LACK),
    LIFE_COLUMN(area_m2, "area_m2", LIFE_MAY_LACK),
    LIFE_COLUMN_PLACE(pt, "geom", placed),
    LIFE_COLUMN(outline, "outline", LIFE_READ_ONLY),
    LIFE_COLUMN(number, "number", LIFE_READ_ONLY),
};
static const lc_rows_table table = LIFE_TABLE("facility", columns);

/* ---- reading ---- */

#define IS_OPEN "(f.closed_on IS NULL OR f.closed_on = '')"
#define COLUMNS                                                                \
    "f.id AS id, f.source AS source, f.name AS name,"                          \
    " f.name_given AS name_given, f.categories AS categories,"                 \
    " f.layer AS layer, f.unit_code AS unit_code, f.address AS address,"       \
    " f.phone AS phone, f.opening_hours AS opening_hours,"                     \
    " f.website AS website, f.wheelchair AS wheelchair,"                       \
    " f.checked_on AS checked_on, f.attributes AS attributes,"                 \
    " f.area_m2 AS area_m2, f.geom AS geom"

lc_status lc_facility_rows(lc_city *c, lc_stored_facility *r, lc_rows **out,
                           lc_error *err)
{
    /* Outlines come along: asking for them one by one costs a search each. */
    static const lc_sql sql = {
        &table,
        "SELECT " COLUMNS ", f.closed_on AS closed_on, s.geom AS outline,"
        " f.rowid AS number"
        " FROM facility f LEFT JOIN facility_shape s ON s.facility = f.id"
        " WHERE " IS_OPEN " ORDER BY f.id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_rows_open(lc_city *c, lc_stored_facility *r,
                                lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT " COLUMNS " FROM facility f"
                               " WHERE " IS_OPEN " ORDER BY f.id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_rows_sources(lc_city *c, lc_stored_facility *r,
                                   lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT f.source AS source FROM facility f"
                               " WHERE " IS_OPEN " ORDER BY f.id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_rows_addresses(lc_city *c, lc_stored_facility *r,
                                     lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT f.id AS id, f.address AS address, f.geom AS geom"
        " FROM facility f JOIN source s ON s.name = f.source"
        " WHERE s.kind != 'osm' AND f.address != '' AND f.geom IS NOT NULL"
        " AND coalesce(json_extract(f.attributes, '$.place_quality'), 'exact')"
        " = 'exact'"
        " ORDER BY f.id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_rows_count(lc_city *c, const char *source, int64_t *out,
                                 lc_error *err)
{
    static const lc_sql all = {
        &table, "SELECT count(*) AS number FROM facility", false};
    static const lc_sql of_one = {&table,
                                  "SELECT count(*) AS number FROM facility"
                                  " WHERE source = :source",
                                  false};
    lc_stored_facility key = {.source = source}, r;
    lc_status st =
        lc_rows_first(c, source ? &of_one : &all, &key, &r, NULL, err);

    *out = r.number;
    return st;
}

lc_status lc_facility_rows_known(lc_city *c, const char *id, bool *out,
                                 lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT rowid AS number FROM facility WHERE id = :id", false};
    lc_stored_facility key = {.id = id}, r;

    return lc_rows_first(c, &sql, &key, &r, out, err);
}

lc_status lc_facility_rows_next_number(lc_city *c, const char *source,
                                       int64_t *out, lc_error *err)
{
    /* The largest there was, closed ones with it, so no id comes twice. */
    static const lc_sql sql = {
        &table,
        "SELECT 1 + coalesce(max(CAST(substr(id, length(:source) + 2)"
        " AS INTEGER)), 0) AS number FROM facility"
        " WHERE substr(id, 1, length(:source) + 1) = :source || ':'"
        " AND substr(id, length(:source) + 2) GLOB '[0-9]*'",
        false};
    lc_stored_facility key = {.source = source}, r;
    lc_status st = lc_rows_first(c, &sql, &key, &r, NULL, err);

    *out = r.number;
    return st;
}

/* ---- writing ---- */

lc_status lc_facility_rows_insert(lc_city *c, const lc_stored_facility *r,
                                  lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

/* A change of one column: its statement, and the field that `value` is. */
#define SET(column)                                                            \
    {                                                                          \
        {&table,                                                               \
         "UPDATE facility SET " #column " = :" #column " WHERE id = :id",      \
         false},                                                               \
            offsetof(row, column)                                              \
    }

lc_status lc_facility_rows_set(lc_city *c, const char *id,
                               lc_facility_text what, const char *value,
                               lc_error *err)
{
    static const struct {
        lc_sql sql;
        size_t offset;
    } set[LIFE_FACILITY_TEXTS] = {
        [LIFE_FACILITY_NAME] = {{&table,
                                 "UPDATE facility SET name = :name,"
                                 " name_given = 1 WHERE id = :id",
                                 false},
                                offsetof(row, name)},
        [LIFE_FACILITY_CATEGORIES] = SET(categories),
        [LIFE_FACILITY_UNIT_CODE] = SET(unit_code),
        [LIFE_FACILITY_ADDRESS] = SET(address),
        [LIFE_FACILITY_PHONE] = SET(phone),
        [LIFE_FACILITY_OPENING_HOURS] = SET(opening_hours),
        [LIFE_FACILITY_WEBSITE] = SET(website),
        [LIFE_FACILITY_WHEELCHAIR] = SET(wheelchair),
        [LIFE_FACILITY_CHECKED_ON] = SET(checked_on),
        [LIFE_FACILITY_CLOSED_ON] = SET(closed_on),
        [LIFE_FACILITY_ATTRIBUTES] = {{&table,
                                       "UPDATE facility SET attributes ="
                                       " json_patch(coalesce(attributes, '{}'),"
                                       " :attributes) WHERE id = :id",
                                       false},
                                      offsetof(row, attributes)},
    };
    lc_stored_facility r = {.id = id};

    memcpy((char *)&r + set[what].offset, &value, sizeof value);
    return lc_rows_run(c, &set[what].sql, &r, err);
}

lc_status lc_facility_rows_move(lc_city *c, const char *id, lc_pt to,
                                double area_m2, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "UPDATE facility SET area_m2 = :area_m2, geom = :geom WHERE id = :id",
        false};
    lc_stored_facility r = {
        .id = id, .pt = to, .placed = true, .area_m2 = area_m2};

    return lc_rows_run(c, &sql, &r, err);
}

/* ---- other ids ---- */

lc_status lc_facility_rows_rename(lc_city *c, const char *id, const char *to,
                                  lc_error *err)
{
    return lc_stmt_exec_f(
        c, err,
        "UPDATE facility_shape SET facility = %Q WHERE facility = %Q;"
        "UPDATE facility_entrance SET facility = %Q WHERE facility = %Q;"
        "UPDATE facility SET id = %Q WHERE id = %Q",
        to, id, to, id, to, id);
}

/* Of this connection alone, as what follows. */
#define FORMER                                                                 \
    "DROP TABLE IF EXISTS temp.former;"                                        \
    "CREATE TEMP TABLE former AS SELECT * FROM facility WHERE 0"

lc_status lc_facility_rows_keep_former(lc_city *c, const char *source,
                                       lc_error *err)
{
    static const lc_sql sql = {&table,
                               "INSERT INTO temp.former SELECT * FROM facility"
                               " WHERE source = :source",
                               false};
    lc_stored_facility key = {.source = source};
    lc_status st = lc_stmt_exec(c, FORMER, err);

    return st ? st : lc_rows_run(c, &sql, &key, err);
}

lc_status lc_facility_rows_former(lc_city *c, lc_stored_facility *r,
                                  lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT id, name, name_given, categories, unit_code, address, phone,"
        " opening_hours, website, wheelchair, checked_on, closed_on,"
        " attributes, geom FROM temp.former ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_rows_forget_former(lc_city *c, lc_error *err)
{
    return lc_stmt_exec(c, FORMER, err);
}

/* ---- closed by hand ---- */

/* A table of this connection alone: what the city file is like stays. */
#define KEPT                                                                   \
    "CREATE TEMP TABLE IF NOT EXISTS closed(id TEXT PRIMARY KEY,"              \
    " closed_on TEXT)"

lc_status lc_facility_rows_keep_closed(lc_city *c, const char *source,
                                       lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "INSERT OR REPLACE INTO temp.closed SELECT id, closed_on FROM facility"
        " WHERE source = :source AND closed_on <> ''",
        false};
    lc_stored_facility key = {.source = source};
    lc_status st = lc_stmt_exec(c, KEPT, err);

    return st ? st : lc_rows_run(c, &sql, &key, err);
}

lc_status lc_facility_rows_close_again(lc_city *c, int64_t *closed,
                                       lc_error *err)
{
    lc_status st =
        lc_stmt_exec(c,
                     KEPT ";"
                          "UPDATE facility SET closed_on = k.closed_on"
                          " FROM temp.closed k WHERE k.id = facility.id",
                     err);

    return st ? st
              : lc_stmt_value(c, 0, closed, err,
                              "SELECT count(*) FROM temp.closed WHERE id IN"
                              " (SELECT id FROM facility)");
}
