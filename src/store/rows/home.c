/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/home.c - the table of homes.
 *
 * Arrays of homes are in the order of the ids: what is read here in another
 * order would speak of other homes.
 */
#include "lifecircle/store/rows/home.h"

#include "src/store/rows/rows.h"

typedef lc_stored_home row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),           LIFE_COLUMN(osm_id, "osm_id", 0),
    LIFE_COLUMN(kind, "kind", 0),       LIFE_COLUMN(weight_milli, "weight", 0),
    LIFE_COLUMN(assumed, "assumed", 0), LIFE_COLUMN(layer, "layer", 0),
    LIFE_COLUMN(pt, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("home", columns);

lc_status lc_home_rows(lc_city *c, lc_stored_home *r, lc_rows **out,
                       lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT id, osm_id, kind, weight, assumed,"
                               " layer, geom FROM home ORDER BY id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_home_rows_ids(lc_city *c, lc_stored_home *r, lc_rows **out,
                           lc_error *err)
{
    static const lc_sql sql = {&table, "SELECT id FROM home ORDER BY id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_home_rows_find(lc_city *c, int64_t id, lc_stored_home *r,
                            lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT osm_id, kind, layer FROM home WHERE id = :id", false};
    lc_stored_home key = {.id = id};

    return lc_rows_read(c, &sql, &key, r, out, err);
}

lc_status lc_home_rows_count(lc_city *c, int64_t *out, lc_error *err)
{
    static const lc_sql sql = {&table, "SELECT count(*) AS id FROM home",
                               false};
    lc_stored_home r;
    lc_status st = lc_rows_first(c, &sql, NULL, &r, NULL, err);

    *out = r.id;
    return st;
}

lc_status lc_home_rows_insert(lc_city *c, const lc_stored_home *r,
                              lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_home_rows_set_weight(lc_city *c, int64_t id, int64_t weight_milli,
                                  bool assumed, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "UPDATE home SET weight = :weight, assumed = :assumed WHERE id = :id",
        false};
    lc_stored_home r = {
        .id = id, .weight_milli = weight_milli, .assumed = assumed};

    return lc_rows_run(c, &sql, &r, err);
}
