/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/address.c - the table of addresses.
 *
 * Hundreds of thousands of them in a large city.
 */
#include "lifecircle/store/rows/address.h"

#include "src/store/rows/rows.h"

typedef lc_stored_address row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", LIFE_MAY_LACK), LIFE_COLUMN(source, "source", 0),
    LIFE_COLUMN(text, "text", 0),         LIFE_COLUMN(street, "street", 0),
    LIFE_COLUMN(number, "number", 0),     LIFE_COLUMN(area, "area", 0),
    LIFE_COLUMN(pt, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("address", columns);

/* Those of the extract name no source: it would be a seventh of a row. */
#define SOURCE                                                                 \
    "iif(source = '', (SELECT name FROM source WHERE kind = 'osm'), source)"   \
    " AS source"

lc_status lc_address_rows(lc_city *c, lc_stored_address *r, lc_rows **out,
                          lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT id, " SOURCE
                               ", text, street, number, area, geom FROM address"
                               " ORDER BY 2, id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_address_rows_named(lc_city *c, lc_stored_address *r, lc_rows **out,
                                lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT " SOURCE ", text, geom FROM address ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_address_rows_whole(lc_city *c, int64_t *out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT count(*) AS id FROM address WHERE street = '' AND source = ''",
        false};
    lc_stored_address r = {0};
    lc_status st = lc_rows_first(c, &sql, NULL, &r, NULL, err);

    *out = r.id;
    return st;
}

lc_status lc_address_rows_insert(lc_city *c, const lc_stored_address *r,
                                 lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
