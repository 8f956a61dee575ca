/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/layer.c - layers of GeoPackages and SpatiaLite files, read.
 */
#include "lifecircle/store/layer.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/connection.h"
#include "src/store/city/path.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* Files of others may be of any size and made to harm. A cell of 64 MiB holds
 * four million points; more columns or longer statements than these no real
 * layer has. */
#define COLUMNS_MAX   1024
#define CELL_BYTES    (64 << 20)
#define SQL_BYTES     100000
#define STEPS_AT_ONCE 1000000
#define STEPS_MAX     100 /* times the above, for one row: some seconds */
#define LISTED_BYTES  300

struct lc_layer {
    lc_city *db; /* somebody's database */
    lc_stmt *rows;
    sqlite3_stmt *st; /* the same */
    char *name;
    int epsg, geometry;
    int steps; /* of this row */
};

/* -- which layer --------------------------------------------------------- */

/* Both lists give name, geometry column (NULL: a table without one) and EPSG
 * number (0: none), in order of the names, so that the first is the same each
 * time. */
static const char geopackage_layers[] =
    "SELECT c.table_name, g.column_name, "
    "CASE WHEN lower(s.organization) = 'epsg' "
    "THEN s.organization_coordsys_id ELSE 0 END "
    "FROM gpkg_contents c "
    "LEFT JOIN gpkg_geometry_columns g "
    "ON lower(g.table_name) = lower(c.table_name) "
    "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
    "WHERE c.data_type IN ('features', 'attributes') ORDER BY 1";

static const char spatialite_layers[] =
    "SELECT g.f_table_name, g.f_geometry_column, "
    "CASE WHEN lower(s.auth_name) = 'epsg' THEN s.auth_srid ELSE 0 END "
    "FROM geometry_columns g LEFT JOIN spatial_ref_sys s ON s.srid = g.srid "
    "ORDER BY 1";

static lc_status has_table(lc_layer *l, const char *name, bool *has,
                           lc_error *err)
{
    int64_t n = 0;
    lc_status st = lc_stmt_value(
        l->db, 0, &n, err, "SELECT count(*) FROM sqlite_master WHERE name = %Q",
        name);

    *has = n > 0;
    return st;
}

/* A GeoPackage may hold SpatiaLite's tables too; what it says of itself goes
 * first. */
static lc_status find_list(lc_layer *l, const char **sql, lc_error *err)
{
    bool geopackage = false, spatialite = false;
    lc_status st = has_table(l, "gpkg_contents", &geopackage, err);

    if (!st)
        st = has_table(l, "geometry_columns", &spatialite, err);
    if (!st && !geopackage && !spatialite)
        st = lc_fail(err, LIFE_ERR_DB,
                     "%s: a database without layers; a GeoPackage or a "
                     "SpatiaLite file is needed",
                     l->db->path);
    *sql = geopackage ? geopackage_layers : spatialite_layers;
    return st;
}

/* What the list of layers comes to: how many there are, how many of them have a
 * geometry, and the one that fits so far. */
typedef struct choice {
    const char *wanted; /* NULL: the only one */
    lc_buf names;       /* "a, b, c" */
    size_t count, spatial;
    char *name, *column;
    int epsg;
} choice;

/* Unless one is named, layers with a geometry go before tables without. The
 * names are gathered in any case, for the message that asks which. */
static lc_status take_layer(choice *f, lc_stmt *s, lc_error *err)
{
    const char *name = lc_stmt_col_text(s, 0);
    bool spatial = !lc_stmt_is_null(s, 1);
    bool fits = f->wanted ? strcasecmp(f->wanted, name) == 0
                          : spatial || f->spatial == 0;

    f->count++;
    f->spatial += spatial;
    if (f->names.len < LISTED_BYTES)
        lc_buf_printf(&f->names, "%s%s", f->names.len ? ", " : "", name);
    if (!fits)
        return LIFE_OK;
    lc_free(f->name);
    lc_free(f->column);
    f->name = lc_strdup(name);
    f->column = lc_strdup(lc_stmt_col_text(s, 1));
    f->epsg = (int)lc_stmt_col_int(s, 2);
    return f->name && f->column ? LIFE_OK : lc_no_memory(err, "a layer");
}

/* Nothing is guessed: of several that would do the user has to say which. */
static lc_status decide(const lc_layer *l, const choice *f, lc_error *err)
{
    const char *names = f->names.len ? f->names.data : "none";

    if (f->count == 0)
        return lc_fail(err, LIFE_ERR_DB, "%s: there are no layers in it",
                       l->db->path);
    if (f->wanted && !f->name)
        return lc_fail_param(err, LIFE_ERR_RANGE, "layer",
                             "there is no layer '%s'; the layers are: %s",
                             f->wanted, names);
    if (!f->wanted && (f->spatial ? f->spatial : f->count) > 1)
        return lc_fail_param(err, LIFE_ERR_RANGE, "layer",
                             "say which layer with --layer; they are: %s",
                             names);
    return LIFE_OK;
}

/* The list may be a view that never ends; no file has ten thousand layers. */
static lc_status choose(lc_layer *l, choice *f, lc_error *err)
{
    const char *sql;
    lc_stmt *s = NULL;
    bool row = true;
    lc_status st = find_list(l, &sql, err);

    if (!st)
        st = lc_stmt_prepare(l->db, sql, &s, err);
    while (!st && row && f->count < 10000) {
        st = lc_stmt_step(s, &row, err);
        if (!st && row)
            st = take_layer(f, s, err);
    }
    lc_stmt_free(s);
    return st ? st : decide(l, f, err);
}

/* -- its rows ------------------------------------------------------------ */

/* SQLite calls this every STEPS_AT_ONCE instructions; anything but 0 stops the
 * statement. A view can be written so that one row takes for ever. */
static int count_steps(void *ctx)
{
    lc_layer *l = ctx;

    return ++l->steps > STEPS_MAX;
}

static void set_limits(lc_layer *l)
{
    sqlite3_limit(l->db->db, SQLITE_LIMIT_LENGTH, CELL_BYTES);
    sqlite3_limit(l->db->db, SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES);
    sqlite3_limit(l->db->db, SQLITE_LIMIT_COLUMN, 2 * COLUMNS_MAX);
    sqlite3_limit(l->db->db, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_progress_handler(l->db->db, STEPS_AT_ONCE, count_steps, l);
}

/* Virtual tables are left alone: to read one runs code of a module with
 * arguments from a file that nobody trusts. */
static lc_status select_rows(lc_layer *l, const choice *f, lc_error *err)
{
    int64_t plain = 0;
    lc_status st = lc_stmt_value(l->db, 0, &plain, err,
                                 "SELECT count(*) FROM sqlite_master WHERE "
                                 "lower(name) = lower(%Q) AND "
                                 "type IN ('table', 'view') AND "
                                 "sql NOT LIKE 'create virtual%%'",
                                 f->name);

    if (!st && plain != 1)
        st = lc_fail(err, LIFE_ERR_DB, "%s: the layer '%s' has no table",
                     l->db->path, f->name);
    if (!st)
        st = lc_stmt_prepare_f(l->db, &l->rows, err, "SELECT * FROM \"%w\"",
                               f->name);
    if (st)
        return st;
    l->st = lc_stmt_handle(l->rows);
    if (sqlite3_column_count(l->st) > COLUMNS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "%s: the layer has more than %d columns", l->db->path,
                       COLUMNS_MAX);
    for (int i = 0; *f->column && i < sqlite3_column_count(l->st); i++)
        if (strcasecmp(sqlite3_column_name(l->st, i), f->column) == 0)
            l->geometry = i;
    return LIFE_OK;
}

/* An immutable file is read as if nothing stood beside it. */
static lc_status check_wal(const lc_layer *l, lc_error *err)
{
    struct stat info;
    char *wal = lc_path_join(l->db->path, "-wal");
    bool there = wal && stat(wal, &info) == 0 && info.st_size > 0;

    lc_free(wal);
    if (!there)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_IO,
                   "%s-wal holds changes that are not in the file yet; close "
                   "the program that has it open",
                   l->db->path);
}

lc_status lc_layer_open(const char *path, const char *name, lc_layer **out,
                        lc_error *err)
{
    lc_layer *l = lc_calloc(1, sizeof *l);
    choice f = {.wanted = name};
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!l)
        return lc_no_memory(err, "a layer");
    l->geometry = -1;
    st = lc_connection_read(path, &l->db, err);
    if (!st)
        st = check_wal(l, err);
    if (!st) {
        set_limits(l);
        st = choose(l, &f, err);
    }
    if (!st)
        st = select_rows(l, &f, err);
    l->epsg = f.epsg;
    l->name = f.name;
    lc_free(f.column);
    lc_buf_free(&f.names);
    if (st) {
        lc_layer_close(l);
        return st;
    }
    *out = l;
    return LIFE_OK;
}

void lc_layer_close(lc_layer *l)
{
    if (!l)
        return;
    lc_stmt_free(l->rows);
    lc_city_close(l->db);
    lc_free(l->name);
    lc_free(l);
}

const char *lc_layer_name(const lc_layer *l)
{
    return l->name;
}

int lc_layer_epsg(const lc_layer *l)
{
    return l->epsg;
}

size_t lc_layer_columns(const lc_layer *l)
{
    return (size_t)sqlite3_column_count(l->st);
}

const char *lc_layer_column(const lc_layer *l, size_t i)
{
    const char *name = sqlite3_column_name(l->st, (int)i);

    return name ? name : "";
}

/* SQLite has no such type: a GeoPackage declares it, and stores 0 and 1. */
bool lc_layer_is_bool(const lc_layer *l, size_t i)
{
    const char *type = sqlite3_column_decltype(l->st, (int)i);

    return type && strcasecmp(type, "BOOLEAN") == 0;
}

int lc_layer_geometry(const lc_layer *l)
{
    return l->geometry;
}

/* The steps are counted anew for each row, so that a long table is no fault. */
lc_status lc_layer_next(lc_layer *l, bool *row, lc_error *err)
{
    l->steps = 0;
    return lc_stmt_step(l->rows, row, err);
}

lc_layer_type lc_layer_cell_type(const lc_layer *l, size_t i)
{
    switch (sqlite3_column_type(l->st, (int)i)) {
    case SQLITE_INTEGER:
        return LIFE_LAYER_INTEGER;
    case SQLITE_FLOAT:
        return LIFE_LAYER_REAL;
    case SQLITE_TEXT:
        return LIFE_LAYER_TEXT;
    case SQLITE_BLOB:
        return LIFE_LAYER_BLOB;
    default:
        return LIFE_LAYER_NULL;
    }
}

int64_t lc_layer_cell_int(const lc_layer *l, size_t i)
{
    return sqlite3_column_int64(l->st, (int)i);
}

double lc_layer_cell_double(const lc_layer *l, size_t i)
{
    return sqlite3_column_double(l->st, (int)i);
}

/* Never NULL, so that whoever copies need not ask. Numbers come as their
 * text. */
const void *lc_layer_cell_bytes(const lc_layer *l, size_t i, size_t *len)
{
    const void *bytes = sqlite3_column_type(l->st, (int)i) == SQLITE_BLOB
                            ? sqlite3_column_blob(l->st, (int)i)
                            : (const void *)sqlite3_column_text(l->st, (int)i);

    *len = bytes ? (size_t)sqlite3_column_bytes(l->st, (int)i) : 0;
    return bytes ? bytes : "";
}
