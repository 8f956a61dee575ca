/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/feature.c - the table of features.
 *
 * There are as many of them as buildings in the city. So each reader selects
 * no more than it promises: texts that nobody looks at would cost as much as
 * the shapes.
 */
#include "lifecircle/store/rows/feature.h"

#include "src/store/rows/rows.h"

typedef lc_stored_feature row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),         LIFE_COLUMN(osm_id, "osm_id", 0),
    LIFE_COLUMN(kind, "kind", 0),     LIFE_COLUMN(class, "class", 0),
    LIFE_COLUMN(name, "name", 0),     LIFE_COLUMN(layer, "layer", 0),
    LIFE_COLUMN(blocks, "blocks", 0), LIFE_COLUMN_SMALL(shape, "geom", drawn),
};
static const lc_rows_table table = LIFE_TABLE("feature", columns);

lc_status lc_feature_rows(lc_city *c, lc_stored_feature *r, lc_rows **out,
                          lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT id, osm_id, kind, class, name, layer, blocks, geom"
        " FROM feature ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_feature_rows_blocking(lc_city *c, lc_stored_feature *r,
                                   lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT id, name, layer, blocks, geom FROM feature"
        " WHERE blocks > 0 ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_feature_rows_buildings(lc_city *c, lc_stored_feature *r,
                                    lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT osm_id, geom FROM feature"
                               " WHERE kind = 'building' ORDER BY id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_feature_rows_scenery(lc_city *c, lc_stored_feature *r,
                                  lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT kind, geom FROM feature"
                               " WHERE kind IN ('water', 'green') ORDER BY id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_feature_rows_last(lc_city *c, int64_t *id, lc_error *err)
{
    return lc_stmt_value(c, 0, id, err, "SELECT max(id) FROM feature");
}

lc_status lc_feature_rows_insert(lc_city *c, const lc_stored_feature *r,
                                 lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}
