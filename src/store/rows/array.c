/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/array.c - the table of arrays.
 *
 * They are not read as rows are: an array may be a large part of the memory
 * there is, so no second copy of it is made.
 */
#include "lifecircle/store/rows/array.h"

#include "lifecircle/base/mem.h"
#include "src/store/rows/rows.h"

#include <stdlib.h>

/* SQLite's SQLITE_MAX_LENGTH is 1e9 bytes for a whole row; what is left is
 * for the name. */
#define ARRAY_LIMIT_BYTES 999000000
#define ARRAY_ALIGN_BYTES 64 /* a cache line */

typedef struct row {
    const char *name;
    int64_t number; /* its rowid */
} row;

static const lc_column columns[] = {
    LIFE_COLUMN(name, "name", 0),
    LIFE_COLUMN(number, "number", LIFE_READ_ONLY),
};
static const lc_rows_table table = LIFE_TABLE("array", columns);

/* ---- writing ---- */

lc_status lc_array_put(lc_city *c, const char *name, const void *data,
                       size_t bytes, lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st;

    if (bytes > ARRAY_LIMIT_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "array %s has %zu bytes, a city file takes %d", name,
                       bytes, ARRAY_LIMIT_BYTES);
    st = lc_stmt_prepare(c,
                         "INSERT INTO array(name, data) VALUES(?1, ?2) "
                         "ON CONFLICT(name) DO UPDATE SET data = excluded.data",
                         &s, err);
    if (!st) {
        lc_stmt_text(s, 1, name);
        lc_stmt_blob_kept(s, 2, data, bytes);
        st = lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    return st;
}

lc_status lc_array_remove(lc_city *c, const char *prefix, bool others,
                          lc_error *err)
{
    static const lc_sql sql[2] = {
        {&table,
         "DELETE FROM array WHERE substr(name, 1, length(:name)) = :name",
         false},
        {&table,
         "DELETE FROM array WHERE substr(name, 1, length(:name)) != :name",
         false}};
    row key = {.name = prefix};

    return lc_rows_run(c, &sql[others], &key, err);
}

/* ---- reading ---- */

/* As lc_calloc, but aligned. The small allocation before it is there for the
 * tests that make one fail. */
static void *alloc_aligned(size_t bytes)
{
    void *p = lc_calloc(1, 1);

    lc_free(p);
    if (!p || posix_memalign(&p, ARRAY_ALIGN_BYTES, bytes ? bytes : 1) != 0)
        return NULL;
    return p;
}

static lc_status read_array(lc_city *c, const char *name, sqlite3_blob *blob,
                            size_t item, void **data, lc_error *err)
{
    int bytes = sqlite3_blob_bytes(blob);
    int rc;

    if ((size_t)bytes % item)
        return lc_fail(err, LIFE_ERR_DB,
                       "%s: array %s has %d bytes, no multiple of %zu", c->path,
                       name, bytes, item);
    *data = alloc_aligned((size_t)bytes);
    if (!*data)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for array %s (%d bytes)",
                       name, bytes);
    rc = sqlite3_blob_read(blob, *data, bytes, 0);
    if (rc) {
        lc_free(*data);
        *data = NULL;
        return lc_stmt_fail(c, rc, err);
    }
    return LIFE_OK;
}

lc_status lc_array_get(lc_city *c, const char *name, size_t item, void **data,
                       size_t *count, lc_error *err)
{
    static const lc_sql sql = {
        &table, "SELECT rowid AS number FROM array WHERE name = :name", false};
    sqlite3_blob *blob = NULL;
    row key = {.name = name}, r;
    bool found;
    lc_status st = lc_rows_first(c, &sql, &key, &r, &found, err);

    *data = NULL;
    *count = 0;
    if (!st && !found)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "%s has no array %s", c->path,
                     name);
    if (!st) {
        int rc = sqlite3_blob_open(c->db, "main", "array", "data", r.number, 0,
                                   &blob);

        st = rc ? lc_stmt_fail(c, rc, err)
                : read_array(c, name, blob, item, data, err);
    }
    if (!st)
        *count = (size_t)sqlite3_blob_bytes(blob) / item;
    sqlite3_blob_close(blob);
    return st;
}
