/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rtree.c - the spatial indexes of a city's tables, filled at once
 * (nodes.h) from the boxes of their geometries.
 */

#include "src/store/rtree.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape_blob.h"
#include "src/store/city/city.h"
#include "src/store/city/written.h"
#include "src/store/nodes.h"
#include "src/store/rtree_change.h"
#include "src/store/statistics.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

typedef struct tree {
    lc_city *city;
    const char *table;
    lc_node_cells cells;
    lc_statistics all;
} tree;

static lc_status bad_row(tree *t, int64_t row, const char *type, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB,
                   "%s: row %lld of table %s is no %s in WGS 84", t->city->temp,
                   (long long)row, t->table, type);
}

/* As SpatiaLite's GeometryConstraints() has it. */
static bool is_of(const char *type, uint32_t class)
{
    static const char *const name[] = {
        "POINT",           "LINESTRING",   "POLYGON",           "MULTIPOINT",
        "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};

    if (class < 1 || class > sizeof name / sizeof *name)
        return false;
    return !strcmp(type, "GEOMETRY") || !strcmp(type, name[class - 1]);
}

/* The box stands in front of the geometry, which needn't be taken apart. */
static lc_status read_cell(tree *t, lc_stmt *s, const char *type, lc_error *err)
{
    size_t bytes = 0;
    const void *blob = lc_stmt_col_blob(s, 1, &bytes);
    lc_shape_blob_head h;
    lc_lonlat mid;
    int64_t row = lc_stmt_col_int(s, 0);
    double box[4];

    if (!lc_shape_blob_head_read(blob, bytes, &h) || !is_of(type, h.class))
        return bad_row(t, row, type, err);
    mid = (lc_lonlat){(h.min_lon + h.max_lon) / 2, (h.min_lat + h.max_lat) / 2};
    if (!lc_lonlat_valid(mid))
        return bad_row(t, row, type, err);
    box[0] = h.min_lon;
    box[1] = h.max_lon;
    box[2] = h.min_lat;
    box[3] = h.max_lat;
    lc_statistics_add(&t->all, box);
    if (!lc_nodes_add(&t->cells, row, box, lc_hilbert(lc_pt_from(mid))))
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to index table %s",
                       t->table);
    return LIFE_OK;
}

/* Every geometry's box, by rising row, and that it is of the column's type;
 * what they are together is said in the file. */
static lc_status read_cells(tree *t, const char *type, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare_f(
        t->city, &s, err, "SELECT rowid, geom FROM \"%w\" ORDER BY rowid",
        t->table);

    while (!st && !(st = lc_stmt_step(s, &row, err)) && row) {
        if (lc_stmt_is_null(s, 1))
            lc_statistics_add(&t->all, NULL);
        else
            st = read_cell(t, s, type, err);
    }
    lc_stmt_free(s);
    return st ? st : lc_statistics_put(t->city, t->table, &t->all, err);
}

lc_status lc_rtree_verify(lc_city *c, const char *table, lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = lc_stmt_prepare_f(c, &s, err,
                                     "SELECT rtreecheck('idx_%q_geom')", table);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && strcmp(lc_stmt_col_text(s, 0), "ok") != 0)
        st =
            lc_fail(err, LIFE_ERR_DB, "%s: the spatial index of %s: %s",
                    c->temp ? c->temp : c->path, table, lc_stmt_col_text(s, 0));
    lc_stmt_free(s);
    return st;
}

lc_status lc_rtree_check(lc_city *c, const char *table, const char *type,
                         lc_error *err)
{
    tree t = {.city = c, .table = table};
    lc_status st = read_cells(&t, type, err);

    lc_vec_free(&t.cells);
    return st;
}

lc_status lc_rtree_fill(lc_city *c, const char *table, const char *type,
                        lc_error *err)
{
    tree t = {.city = c, .table = table};
    lc_status st = read_cells(&t, type, err);
    char index[64];
    bool done = false;

    snprintf(index, sizeof index, "idx_%s_geom", table);
    if (!st && !lc_written_whole(c))
        st = lc_rtree_change(c, table, &t.cells, &done, err);
    if (!st && !done)
        st = lc_nodes_pack(c, index, &t.cells, err);
    lc_vec_free(&t.cells);
    return st;
}
