/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/gpkg/gpkg.c - see lifecircle/store/gpkg.h.
 *
 * An lc_city is used for its database alone, so that statements, their
 * failures and packed indexes are those of the rest of the room.
 */
#include "lifecircle/store/gpkg.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/layer_style.h"
#include "src/store/city/city.h"
#include "src/store/city/connection.h"
#include "src/store/gpkg/schema.h"
#include "src/store/nodes.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct lc_gpkg {
    lc_city *db;
    const char *when;
    char name[64]; /* of the layer; "": none is open */
    bool spatial;
    lc_stmt *insert;
    int64_t rows;
    double box[4]; /* of all its rows: xmin, xmax, ymin, ymax */
    lc_node_cells cells;
    bool no_memory; /* for a cell */
};

/* A whole file or none: it needs neither journal nor sync, nor a lock. */
lc_status lc_gpkg_create(const char *path, const char *when, lc_gpkg **out,
                         lc_error *err)
{
    lc_gpkg *g = lc_calloc(1, sizeof *g);
    lc_status st;

    *out = g;
    if (!g)
        return lc_no_memory(err, "a GeoPackage");
    g->when = when;
    st = lc_connection_new(&g->db, err);
    if (!st && !(g->db->path = lc_strdup(path)))
        st = lc_no_memory(err, "a GeoPackage");
    if (!st)
        st = lc_connection_open(g->db, path, SQLITE_OPEN_READWRITE, err);
    if (!st)
        st = lc_stmt_exec(g->db,
                          "PRAGMA page_size = 4096; "
                          "PRAGMA journal_mode = OFF; "
                          "PRAGMA synchronous = OFF; "
                          "PRAGMA locking_mode = EXCLUSIVE; "
                          "PRAGMA temp_store = MEMORY",
                          err);
    return st ? st : lc_gpkg_schema(g->db, err);
}

/* ---- the end of a layer ---- */

/* Of a layer without shapes, or with none that is known, there is no box. */
static lc_status put_box(lc_gpkg *g, lc_error *err)
{
    static const char *const sides[] = {"min_x", "max_x", "min_y", "max_y"};
    lc_status st = LIFE_OK;

    for (int i = 0; !st && i < 4 && g->cells.n; i++)
        st = lc_stmt_exec_f(g->db, err,
                            "UPDATE gpkg_contents SET %s = %!.17g WHERE "
                            "table_name = %Q",
                            sides[i], g->box[i], g->name);
    return st;
}

static lc_status end_layer(lc_gpkg *g, lc_error *err)
{
    char index[96];
    lc_status st = LIFE_OK;

    lc_stmt_free(g->insert);
    g->insert = NULL;
    if (!*g->name)
        return LIFE_OK;
    snprintf(index, sizeof index, "rtree_%s_geom", g->name);
    if (g->spatial)
        st = put_box(g, err);
    if (!st && g->spatial)
        st = lc_nodes_pack(g->db, index, &g->cells, err);
    if (!st && g->spatial)
        st = lc_gpkg_schema_triggers(g->db, g->name, err);
    if (!st)
        st = lc_stmt_exec_f(g->db, err,
                            "INSERT INTO gpkg_ogr_contents VALUES(%Q, %lld)",
                            g->name, (long long)g->rows);
    lc_vec_free(&g->cells);
    *g->name = '\0';
    return st;
}

/* ---- the beginning of one ---- */

/* Those of the standard are there already. */
static lc_status put_system(lc_gpkg *g, const lc_gpkg_system *s, lc_error *err)
{
    if (s->id <= 0 || s->id == 4326)
        return LIFE_OK;
    return lc_stmt_exec_f(g->db, err,
                          "INSERT OR IGNORE INTO gpkg_spatial_ref_sys "
                          "VALUES(%Q, %d, 'EPSG', %d, %Q, NULL)",
                          s->name, s->id, s->id, s->definition);
}

/* The statement that makes the table, and the one that fills it: the columns
 * are those of the layer, whatever they are called. */
static lc_status make_table(lc_gpkg *g, const lc_gpkg_table *t, lc_error *err)
{
    sqlite3_str *make = sqlite3_str_new(g->db->db);
    sqlite3_str *fill = sqlite3_str_new(g->db->db);
    char *make_sql, *fill_sql;
    lc_status st;

    sqlite3_str_appendf(make,
                        "CREATE TABLE \"%w\" (\"fid\" INTEGER PRIMARY KEY "
                        "NOT NULL",
                        t->name);
    sqlite3_str_appendf(fill, "INSERT INTO \"%w\" VALUES(?1", t->name);
    if (t->geometry) {
        sqlite3_str_appendf(make, ", \"geom\" %s", t->geometry);
        sqlite3_str_appendall(fill, ", ?2");
    }
    for (size_t i = 0; i < t->columns; i++) {
        sqlite3_str_appendf(make, ", \"%w\" %s", t->column[i].name,
                            t->column[i].type);
        sqlite3_str_appendf(fill, ", ?%d", (int)i + 3 - !t->geometry);
    }
    sqlite3_str_appendall(make, ")");
    sqlite3_str_appendall(fill, ")");
    make_sql = sqlite3_str_finish(make);
    fill_sql = sqlite3_str_finish(fill);
    st = make_sql && fill_sql ? lc_stmt_exec(g->db, make_sql, err)
                              : lc_no_memory(err, "a GeoPackage");
    if (!st)
        st = lc_stmt_prepare(g->db, fill_sql, &g->insert, err);
    sqlite3_free(make_sql);
    sqlite3_free(fill_sql);
    return st;
}

/* In gpkg_contents, and with its column of shapes where it has one. */
static lc_status put_contents(lc_gpkg *g, const lc_gpkg_table *t, lc_error *err)
{
    lc_status st = lc_stmt_exec_f(
        g->db, err,
        "INSERT INTO gpkg_contents(table_name, data_type, identifier, "
        "description, last_change, srs_id) VALUES(%Q, %Q, %Q, %Q, %Q, %s)",
        t->name, t->geometry ? "features" : "attributes", t->identifier,
        t->description, g->when, t->geometry ? "0" : "NULL");

    if (st || !t->geometry)
        return st;
    return lc_stmt_exec_f(
        g->db, err,
        "UPDATE gpkg_contents SET srs_id = %d WHERE table_name = %Q; "
        "INSERT INTO gpkg_geometry_columns VALUES(%Q, 'geom', %Q, %d, 0, 0)",
        t->system.id, t->name, t->name, t->geometry, t->system.id);
}

static lc_status put_words(lc_gpkg *g, const lc_gpkg_table *t, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; !st && i < t->columns; i++) {
        const lc_gpkg_column *c = &t->column[i];

        if ((c->title && *c->title) || c->mime)
            st = lc_stmt_exec_f(g->db, err,
                                "INSERT INTO gpkg_data_columns VALUES(%Q, %Q, "
                                "NULL, %Q, NULL, %Q, NULL)",
                                t->name, c->name, c->title, c->mime);
    }
    return st;
}

static lc_status put_style(lc_gpkg *g, const lc_gpkg_table *t, lc_error *err)
{
    const lc_layer_style style = {.reader = LIFE_LAYER_STYLE_OF_GDAL,
                                  .table = t->name,
                                  .spatial = t->geometry != NULL,
                                  .qml = t->style,
                                  .owner = "",
                                  .when = g->when};

    return t->style ? lc_layer_style_put(g->db, &style, err) : LIFE_OK;
}

lc_status lc_gpkg_layer(lc_gpkg *g, const lc_gpkg_table *t, lc_error *err)
{
    lc_status st = end_layer(g, err);

    if (st)
        return st;
    if (strlen(t->name) >= sizeof g->name)
        return lc_fail(err, LIFE_ERR_LIMIT, "\"%s\" is too long for a layer",
                       t->name);
    snprintf(g->name, sizeof g->name, "%s", t->name);
    g->spatial = t->geometry != NULL;
    g->rows = 0;
    g->box[0] = g->box[2] = HUGE_VAL;
    g->box[1] = g->box[3] = -HUGE_VAL;
    st = put_system(g, &t->system, err);
    if (!st)
        st = put_contents(g, t, err);
    if (!st)
        st = make_table(g, t, err);
    if (!st && g->spatial)
        st = lc_gpkg_schema_index(g->db, t->name, err);
    if (!st)
        st = put_words(g, t, err);
    return st ? st : put_style(g, t, err);
}

/* ---- rows ---- */

/* Behind the number, and behind the geometry where there is one. */
static int parameter(const lc_gpkg *g, size_t column)
{
    return (int)column + 2 + g->spatial;
}

void lc_gpkg_int(lc_gpkg *g, size_t column, int64_t v)
{
    lc_stmt_int(g->insert, parameter(g, column), v);
}

void lc_gpkg_real(lc_gpkg *g, size_t column, double v)
{
    lc_stmt_double(g->insert, parameter(g, column), v);
}

void lc_gpkg_text(lc_gpkg *g, size_t column, const char *v)
{
    lc_stmt_text_kept(g->insert, parameter(g, column), v);
}

void lc_gpkg_geometry(lc_gpkg *g, const void *blob, size_t len,
                      const double box[4], uint64_t key)
{
    lc_stmt_blob_kept(g->insert, 2, blob, len);
    if (!lc_nodes_add(&g->cells, g->rows + 1, box, key))
        g->no_memory = true;
    g->box[0] = fmin(g->box[0], box[0]);
    g->box[1] = fmax(g->box[1], box[1]);
    g->box[2] = fmin(g->box[2], box[2]);
    g->box[3] = fmax(g->box[3], box[3]);
}

lc_status lc_gpkg_row(lc_gpkg *g, lc_error *err)
{
    if (g->no_memory)
        return lc_no_memory(err, "a spatial index");
    lc_stmt_int(g->insert, 1, ++g->rows);
    return lc_stmt_run(g->insert, err);
}

/* ---- the end ---- */

/* Styles are of the database's contents for GDAL, which else may hide them
 * among other tables. */
lc_status lc_gpkg_finish(lc_gpkg *g, lc_error *err)
{
    lc_status st = end_layer(g, err);

    if (!st)
        st = lc_stmt_exec_f(
            g->db, err,
            "INSERT INTO gpkg_contents(table_name, data_type, identifier, "
            "description, last_change) VALUES('layer_styles', 'attributes', "
            "'layer_styles', '', %Q); COMMIT",
            g->when);
    if (!st) {
        int rc = sqlite3_close(g->db->db);

        if (rc)
            st = lc_stmt_fail(g->db, rc, err);
        else
            g->db->db = NULL;
    }
    return st;
}

void lc_gpkg_free(lc_gpkg *g)
{
    if (!g)
        return;
    lc_stmt_free(g->insert);
    lc_vec_free(&g->cells);
    lc_connection_close(g->db);
    lc_free(g);
}
