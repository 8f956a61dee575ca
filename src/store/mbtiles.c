/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/mbtiles.c - see lifecircle/store/mbtiles.h. An lc_city is used for
 * its database alone, as in gpkg/.
 */
#include "lifecircle/store/mbtiles.h"

#include "lifecircle/base/mem.h"
#include "src/store/city/city.h"
#include "src/store/city/connection.h"
#include "src/store/stmt.h"

struct lc_mbtiles {
    lc_city *db;
    lc_stmt *say, *put;
};

/* "MPBX" is what SQLite's list of application ids has for it. */
static const char schema[] =
    "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; "
    "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
    "PRAGMA temp_store = MEMORY; PRAGMA application_id = 0x4d504258; BEGIN; "
    "CREATE TABLE metadata (name text, value text); "
    "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row "
    "integer, tile_data blob); "
    "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, "
    "tile_row)";

lc_status lc_mbtiles_create(const char *path, lc_mbtiles **out, lc_error *err)
{
    lc_mbtiles *m = lc_calloc(1, sizeof *m);
    lc_status st;

    *out = m;
    if (!m)
        return lc_no_memory(err, "tiles");
    st = lc_connection_new(&m->db, err);
    if (!st && !(m->db->path = lc_strdup(path)))
        st = lc_no_memory(err, "tiles");
    if (!st)
        st = lc_connection_open(m->db, path, SQLITE_OPEN_READWRITE, err);
    if (!st)
        st = lc_stmt_exec(m->db, schema, err);
    if (!st)
        st = lc_stmt_prepare(m->db, "INSERT INTO metadata VALUES(?1, ?2)",
                             &m->say, err);
    if (!st)
        st = lc_stmt_prepare(m->db, "INSERT INTO tiles VALUES(?1, ?2, ?3, ?4)",
                             &m->put, err);
    return st;
}

lc_status lc_mbtiles_say(lc_mbtiles *m, const char *name, const char *value,
                         lc_error *err)
{
    lc_stmt_text_kept(m->say, 1, name);
    lc_stmt_text_kept(m->say, 2, value);
    return lc_stmt_run(m->say, err);
}

lc_status lc_mbtiles_put(lc_mbtiles *m, unsigned z, unsigned x, unsigned y,
                         const lc_buf *tile, lc_error *err)
{
    lc_stmt_int(m->put, 1, z);
    lc_stmt_int(m->put, 2, x);
    lc_stmt_int(m->put, 3, (int64_t)(1u << z) - 1 - y);
    lc_stmt_blob_kept(m->put, 4, tile->data, tile->len);
    return lc_stmt_run(m->put, err);
}

lc_status lc_mbtiles_finish(lc_mbtiles *m, lc_error *err)
{
    lc_status st = lc_stmt_exec(m->db, "COMMIT", err);
    int rc;

    lc_stmt_free(m->say);
    lc_stmt_free(m->put);
    m->say = m->put = NULL;
    if (st)
        return st;
    rc = sqlite3_close(m->db->db);
    if (rc)
        return lc_stmt_fail(m->db, rc, err);
    m->db->db = NULL;
    return LIFE_OK;
}

void lc_mbtiles_free(lc_mbtiles *m)
{
    if (!m)
        return;
    lc_stmt_free(m->say);
    lc_stmt_free(m->put);
    lc_connection_close(m->db);
    lc_free(m);
}
