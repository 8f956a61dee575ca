/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/rows.c - settings, frozen arrays and sources of a city.
 */
#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/num.h"
#include "src/store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* SQLite's SQLITE_MAX_LENGTH is 1e9 bytes for a whole row; what is left is
 * for the name. */
#define ARRAY_LIMIT_BYTES 999000000
#define ARRAY_ALIGN_BYTES 64           /* a cache line */
#define EPOCH_LIMIT_S     253402300799 /* the end of the year 9999 */

void lc_city_now(char out[32])
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    uint64_t s;
    time_t t = fixed && lc_parse_uint(fixed, EPOCH_LIMIT_S, &s) ? (time_t)s
                                                                : time(NULL);
    struct tm tm;

    gmtime_r(&t, &tm);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* Prepares `sql` with text parameters 1 and on. */
static lc_status prepare_text(lc_city *c, const char *sql, const char *one,
                              const char *two, lc_stmt **s, lc_error *err)
{
    lc_status st = lc_stmt_prepare(c, sql, s, err);

    if (st)
        return st;
    lc_stmt_text(*s, 1, one);
    if (two)
        lc_stmt_text(*s, 2, two);
    return LIFE_OK;
}

lc_status lc_city_set(lc_city *c, const char *key, const char *value,
                      lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st =
        prepare_text(c,
                     "INSERT INTO setting(key, value) VALUES(?1, ?2) "
                     "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                     key, value, &s, err);

    if (!st)
        st = lc_stmt_run(s, err);
    lc_stmt_free(s);
    return st;
}

lc_status lc_city_get(lc_city *c, const char *key, char *out, size_t size,
                      lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = prepare_text(c, "SELECT value FROM setting WHERE key = ?1",
                                key, NULL, &s, err);

    out[0] = '\0';
    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row) {
        const char *value = lc_stmt_col_text(s, 0);

        if (strlen(value) < size)
            memcpy(out, value, strlen(value) + 1);
        else
            st = lc_fail(err, LIFE_ERR_LIMIT,
                         "%s: setting %s has %zu bytes, at most %zu are read",
                         c->path, key, strlen(value), size - 1);
    }
    lc_stmt_free(s);
    return st;
}

lc_status lc_city_array_put(lc_city *c, const char *name, const void *data,
                            size_t bytes, lc_error *err)
{
    lc_stmt *s = NULL;
    lc_status st;

    if (bytes > ARRAY_LIMIT_BYTES)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "array %s has %zu bytes, a city file takes %d", name,
                       bytes, ARRAY_LIMIT_BYTES);
    st = prepare_text(c,
                      "INSERT INTO array(name, data) VALUES(?1, ?2) "
                      "ON CONFLICT(name) DO UPDATE SET data = excluded.data",
                      name, NULL, &s, err);
    if (!st) {
        /* Not lc_stmt_blob(): `data` outlives the one step, and may be a large
         * part of the memory there is. */
        int rc = sqlite3_bind_blob64(lc_stmt_handle(s), 2, bytes ? data : "",
                                     bytes, SQLITE_STATIC);

        st = rc ? lc_sql_fail(c, rc, err) : lc_stmt_run(s, err);
    }
    lc_stmt_free(s);
    return st;
}

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
        return lc_sql_fail(c, rc, err);
    }
    return LIFE_OK;
}

lc_status lc_city_array_get(lc_city *c, const char *name, size_t item,
                            void **data, size_t *count, lc_error *err)
{
    lc_stmt *s = NULL;
    sqlite3_blob *blob = NULL;
    bool row = false;
    lc_status st = prepare_text(c, "SELECT rowid FROM array WHERE name = ?1",
                                name, NULL, &s, err);

    *data = NULL;
    *count = 0;
    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && !row)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "%s has no array %s", c->path,
                     name);
    if (!st) {
        /* Read in place: a column's value would be a second copy of it. */
        int rc = sqlite3_blob_open(c->db, "main", "array", "data",
                                   lc_stmt_col_int(s, 0), 0, &blob);

        st = rc ? lc_sql_fail(c, rc, err)
                : read_array(c, name, blob, item, data, err);
    }
    if (!st)
        *count = (size_t)sqlite3_blob_bytes(blob) / item;
    sqlite3_blob_close(blob);
    lc_stmt_free(s);
    return st;
}

lc_status lc_city_put_source(lc_city *c, const lc_source *src, lc_error *err)
{
    const char *const text[] = {src->name, src->kind, src->file, src->sha256,
                                src->crs};
    char now[32];
    lc_stmt *s = NULL;
    lc_status st = lc_stmt_prepare(
        c,
        "INSERT OR REPLACE INTO source(name, kind, file, sha256, crs, "
        "attribution, extent_rule, row_count, rejected, imported_at, geom) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        &s, err);

    if (st)
        return st;
    lc_city_now(now);
    for (int i = 0; i < 5; i++)
        lc_stmt_text(s, i + 1, text[i] ? text[i] : "");
    lc_stmt_text(s, 6, src->attribution ? src->attribution : "");
    lc_stmt_text(s, 7, src->extent_rule ? src->extent_rule : "city");
    lc_stmt_int(s, 8, src->row_count);
    lc_stmt_int(s, 9, src->rejected);
    lc_stmt_text(s, 10, src->imported_at ? src->imported_at : now);
    st = lc_stmt_shape(s, 11, src->extent, false, err);
    if (!st)
        st = lc_stmt_run(s, err);
    lc_stmt_free(s);
    return st;
}

/* LIFE_ERR_NOT_FOUND, with the names there are. */
static lc_status no_source(lc_city *c, const char *name, lc_error *err)
{
    lc_buf names = {0};
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st =
        lc_stmt_prepare(c, "SELECT name FROM source ORDER BY name", &s, err);

    while (!st && !(st = lc_stmt_step(s, &row, err)) && row)
        lc_buf_printf(&names, "%s%s", names.len ? ", " : "",
                      lc_stmt_col_text(s, 0));
    if (!st)
        st = lc_fail(err, LIFE_ERR_NOT_FOUND, "no source \"%s\"; %s%s", name,
                     names.len ? "there are: " : "the city has none",
                     names.len && !names.failed ? names.data : "");
    lc_stmt_free(s);
    lc_buf_free(&names);
    return st;
}

/* LIFE_ERR_NOT_FOUND. */
static lc_status source_kind(lc_city *c, const char *name, char kind[32],
                             lc_error *err)
{
    lc_stmt *s = NULL;
    bool row = false;
    lc_status st = prepare_text(c, "SELECT kind FROM source WHERE name = ?1",
                                name, NULL, &s, err);

    if (!st)
        st = lc_stmt_step(s, &row, err);
    if (!st && row)
        snprintf(kind, 32, "%s", lc_stmt_col_text(s, 0));
    lc_stmt_free(s);
    return !st && !row ? no_source(c, name, err) : st;
}

lc_status lc_city_reset_homes(lc_city *c, lc_error *err)
{
    char kind[32];
    lc_status st = lc_city_get(c, "base_home_kind", kind, sizeof kind, err);

    if (st || !kind[0])
        return st;
    return lc_city_exec(
        c,
        "UPDATE home SET weight = b.weight, assumed = b.assumed"
        " FROM home_base b WHERE b.home = home.id;"
        "DELETE FROM home WHERE id NOT IN (SELECT home FROM home_base);"
        "DELETE FROM home_base;"
        "DELETE FROM link WHERE owner = 'h' AND owner_id NOT IN"
        " (SELECT id FROM home);"
        "INSERT OR REPLACE INTO setting SELECT substr(key, 6), value"
        " FROM setting WHERE substr(key, 1, 5) = 'base_';"
        "DELETE FROM setting WHERE substr(key, 1, 5) = 'base_'"
        " OR substr(key, 1, 10) = 'residents_';"
        /* A unit that was imported anew since has figures of its own. */
        "UPDATE unit SET residents_milli = r.kept_milli,"
        " residents_year = r.kept_year FROM resident r"
        " WHERE r.kind = 'unit' AND r.code = unit.code"
        " AND unit.residents_milli IS r.residents_milli",
        err);
}

lc_status lc_city_remove_source(lc_city *c, const char *name, lc_error *err)
{
    /* Links go with what they link: rowids and street ids are given anew. */
    static const char *const of_source[] = {
        "DELETE FROM link WHERE owner = 'f' AND owner_id IN "
        "(SELECT rowid FROM facility WHERE source = ?1)",
        "DELETE FROM facility_shape WHERE facility IN "
        "(SELECT id FROM facility WHERE source = ?1)",
        "DELETE FROM facility_entrance WHERE facility IN "
        "(SELECT id FROM facility WHERE source = ?1)",
        "DELETE FROM facility WHERE source = ?1",
        "DELETE FROM unit WHERE source = ?1",
        "DELETE FROM resident WHERE source = ?1",
        "DELETE FROM statistic WHERE source = ?1",
        "DELETE FROM source WHERE name = ?1",
    };
    char kind[32] = "";
    lc_status st = source_kind(c, name, kind, err);
    bool is_osm = strcmp(kind, "osm") == 0;
    bool is_people = strcmp(kind, "residents") == 0;

    if (!st && (is_osm || is_people))
        st = lc_city_reset_homes(c, err);
    if (!st && is_people)
        st = lc_city_exec(c, "DELETE FROM resident_grid", err);
    for (size_t i = 0; !st && i < sizeof of_source / sizeof *of_source; i++) {
        lc_stmt *s = NULL;

        st = prepare_text(c, of_source[i], name, NULL, &s, err);
        if (!st)
            st = lc_stmt_run(s, err);
        lc_stmt_free(s);
    }
    /* Without streets there is nothing that results could be about. */
    if (!st && is_osm)
        st = lc_city_exec(c,
                          "DELETE FROM link; DELETE FROM street; "
                          "DELETE FROM feature; DELETE FROM place; "
                          "DELETE FROM home; DELETE FROM address; "
                          "DELETE FROM coverage; DELETE FROM array",
                          err);
    return st;
}
