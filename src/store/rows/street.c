/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/street.c - the table of streets.
 *
 * Ids follow the ways, so that the streets of one way stand side by side: the
 * map joins them into one line again.
 */
#include "lifecircle/store/rows/street.h"

#include "src/store/rows/rows.h"

typedef lc_stored_street row;

static const lc_column columns[] = {
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(way_id, "way_id", 0),
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(highway, "highway", 0),
    LIFE_COLUMN(from_node, "from_node", 0),
    LIFE_COLUMN(to_node, "to_node", 0),
    LIFE_COLUMN(at_mm, "at_mm", 0),
    LIFE_COLUMN(length_mm, "length_mm", 0),
    LIFE_COLUMN(layer, "layer", 0),
    LIFE_COLUMN(steps, "steps", 0),
    LIFE_COLUMN(foot, "foot", 0),
    LIFE_COLUMN(wheelchair, "wheelchair", 0),
    LIFE_COLUMN(cycle, "cycle", 0),
    LIFE_COLUMN(residential, "residential", 0),
    LIFE_COLUMN(island, "island", 0),
    LIFE_COLUMN(line, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("street", columns);

lc_status lc_street_rows(lc_city *c, lc_stored_street *r, lc_rows **out,
                         lc_error *err)
{
    static const lc_sql sql = {
        &table,
        "SELECT id, way_id, name, highway, from_node, to_node, at_mm,"
        " length_mm, layer, steps, foot, wheelchair, cycle, residential,"
        " island, geom FROM street ORDER BY id",
        false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_street_rows_insert(lc_city *c, const lc_stored_street *r,
                                lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

/* ---- the box around all ---- */

/* SpatiaLite reads a box from a shape's first bytes; decoding all shapes for
 * it would take as long as loading the network. */

typedef struct bounds {
    double west, south, east, north; /* degrees */
    bool any;
} bounds;

static const lc_column bound_columns[] = {
    {"west", LIFE_COLUMN_REAL, 0, offsetof(bounds, west), 0},
    {"south", LIFE_COLUMN_REAL, 0, offsetof(bounds, south), 0},
    {"east", LIFE_COLUMN_REAL, 0, offsetof(bounds, east), 0},
    {"north", LIFE_COLUMN_REAL, 0, offsetof(bounds, north), 0},
    {"any", LIFE_COLUMN_BOOL, 0, offsetof(bounds, any), 0},
};
static const lc_rows_table bound_table = {
    "street", bound_columns, sizeof bound_columns / sizeof *bound_columns,
    sizeof(bounds)};

lc_status lc_street_rows_box(lc_city *c, lc_box *out, lc_error *err)
{
    static const lc_sql sql = {
        &bound_table,
        "SELECT min(MbrMinX(geom)) AS west, min(MbrMinY(geom)) AS south,"
        " max(MbrMaxX(geom)) AS east, max(MbrMaxY(geom)) AS north,"
        " count(*) AS any FROM street",
        false};
    bounds b;
    lc_status st = lc_rows_first(c, &sql, NULL, &b, NULL, err);

    *out = lc_box_empty();
    if (st || !b.any)
        return st;
    lc_box_add(out, lc_pt_from((lc_lonlat){b.west, b.south}));
    lc_box_add(out, lc_pt_from((lc_lonlat){b.east, b.north}));
    return LIFE_OK;
}
