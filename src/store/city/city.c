/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/city.c - a city file opened to read, or replaced by a new one.
 */
#include "src/store/city/city.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/store/rows/setting.h"
#include "src/store/city/lock.h"
#include "src/store/city/path.h"
#include "src/store/city/schema.h"
#include "src/store/city/swap.h"
#include "src/store/rows/rows.h"
#include "src/store/stmt.h"

#include <spatialite.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define EPOCH_LIMIT_S 253402300799 /* the end of the year 9999 */

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

static lc_status new_city(lc_city **out, lc_error *err)
{
    *out = lc_calloc(1, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "a city");
    (*out)->lock_fd = -1;
    return LIFE_OK;
}

static lc_status open_db(lc_city *c, const char *name, int flags, lc_error *err)
{
    int rc = sqlite3_open_v2(name, &c->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (!c->db)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", c->path);
    sqlite3_extended_result_codes(c->db, 1);
    return rc ? lc_stmt_fail(c, rc, err) : LIFE_OK;
}

/* "file:" and the path with all that a URI gives a meaning to as %XX. */
static char *immutable_uri(const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~/";
    lc_buf buf = {0};

    lc_buf_puts(&buf, "file:");
    for (const char *p = path; *p; p++)
        lc_buf_printf(&buf, strchr(plain, *p) ? "%c" : "%%%02X",
                      (unsigned char)*p);
    lc_buf_puts(&buf, "?immutable=1");
    return lc_buf_steal(&buf, NULL);
}

/* What a file that may be damaged, or made to harm, must not do: run code
 * from its schema, write, or fault when it shrinks under a memory map. */
static lc_status harden(lc_city *c, lc_error *err)
{
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(c->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_limit(c->db, SQLITE_LIMIT_ATTACHED, 0);
    return lc_stmt_exec(c,
                        "PRAGMA mmap_size = 0; "
                        "PRAGMA cell_size_check = ON; "
                        "PRAGMA query_only = ON",
                        err);
}

lc_status lc_city_open_any(const char *path, lc_city **out, lc_error *err)
{
    lc_city *c = NULL;
    char *uri = NULL;
    bool missing;
    lc_status st = new_city(&c, err);

    *out = NULL;
    if (!st)
        st = lc_path_resolve(path, &missing, &c->path, err);
    if (!st && missing)
        st = lc_fail(err, LIFE_ERR_IO, "there is no file %s", path);
    if (!st && !(uri = immutable_uri(c->path)))
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", path);
    if (!st)
        st = open_db(c, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    if (!st)
        st = harden(c, err);
    lc_free(uri);
    if (st) {
        lc_city_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

lc_status lc_city_open(const char *path, bool quick, lc_city **out,
                       lc_error *err)
{
    lc_city *c = NULL;
    lc_status st = lc_city_open_any(path, &c, err);

    *out = NULL;
    if (!st)
        st = lc_schema_check(c, err);
    if (!st && !quick)
        st = lc_schema_quick_check(c, err);
    if (st) {
        lc_city_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

/* Whether there is a file, and that it is ours to replace. */
static lc_status look(lc_city *c, lc_error *err)
{
    lc_city *present = NULL;
    lc_status st = LIFE_OK;

    c->is_new = access(c->path, F_OK) != 0;
    if (!c->is_new)
        st = lc_city_open(c->path, true, &present, err);
    lc_city_close(present);
    return st;
}

/* Opens the temporary file. It is thrown away whatever goes wrong, so nothing
 * in it need survive a crash before lc_swap_in() syncs it. */
static lc_status open_temp(lc_city *c, lc_error *err)
{
    lc_status st = open_db(c, c->temp, SQLITE_OPEN_READWRITE, err);

    if (st)
        return st;
    c->spatialite = spatialite_alloc_connection();
    if (!c->spatialite)
        return lc_no_memory(err, "SpatiaLite");
    spatialite_init_ex(c->db, c->spatialite, 0);
    /* It would write to standard error what its functions answer anyway. */
    spatialite_set_silent_mode(c->spatialite);
    /* secure_delete: deleted rows leave zeros, not bytes that depend on the
     * past. A cache of 64 MiB holds the inner pages of the largest tables. */
    return lc_stmt_exec(c,
                        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                        "PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; "
                        "PRAGMA cache_size = -65536",
                        err);
}

/* An empty city, or the present one, ready for rows. */
static lc_status fill_temp(lc_city *c, bool keep, lc_error *err)
{
    bool known;
    lc_status st = LIFE_OK;

    /* A damaged file must not be given a good hash by copying it. */
    if (keep)
        st = lc_city_verify(c->path, &known, err);
    if (!st)
        st = lc_swap_create(c->temp, keep ? c->path : NULL, err);
    if (!st)
        st = open_temp(c, err);
    if (!st)
        st = lc_stmt_exec(c, "BEGIN", err);
    if (!st && !keep)
        st = lc_schema_create(c, err);
    if (!st)
        st = lc_schema_open(c, err);
    return st;
}

static lc_status begin(lc_city *c, bool keep, lc_error *err)
{
    char suffix[32];
    lc_status st = look(c, err); /* no lock file beside files of others */

    if (!st)
        st = lc_lock_take(c->path, &c->lock_fd, err);
    if (!st)
        st = look(c, err); /* another may have put one there since */
    if (st)
        return st;
    lc_lock_sweep(c->path);
    snprintf(suffix, sizeof suffix, ".new.%ld", (long)getpid());
    c->temp = lc_path_join(c->path, suffix);
    if (!c->temp)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to write %s", c->path);
    return fill_temp(c, keep && !c->is_new, err);
}

lc_status lc_city_begin(const char *path, bool keep, lc_city **out,
                        lc_error *err)
{
    lc_city *c = NULL;
    bool missing;
    lc_status st = new_city(&c, err);

    *out = NULL;
    if (!st)
        st = lc_path_resolve(path, &missing, &c->path, err);
    if (!st)
        st = begin(c, keep, err);
    if (st) {
        lc_city_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

/* Closes the database for good; the file may be moved then. */
static lc_status shut(lc_city *c, lc_error *err)
{
    int rc;

    lc_rows_forget(c, false);
    rc = sqlite3_close(c->db);
    if (rc)
        return lc_fail(err, LIFE_ERR_STATE, "%s: a statement is still in use",
                       c->temp);
    c->db = NULL;
    spatialite_cleanup_ex(c->spatialite);
    c->spatialite = NULL;
    return LIFE_OK;
}

static lc_status publish(lc_city *c, lc_error *err)
{
    char now[32];
    lc_status st;

    if (!c->temp)
        return lc_fail(err, LIFE_ERR_STATE, "%s was opened to be read",
                       c->path);
    if (c->failed[0])
        return lc_fail(err, LIFE_ERR_STATE,
                       "%s: an earlier statement failed (%s)", c->temp,
                       c->failed);
    lc_city_now(now);
    st = lc_setting_put(c, "created_at", now, err);
    if (!st)
        st = lc_schema_finish(c, err);
    if (!st)
        st = lc_stmt_exec(c, "COMMIT", err);
    if (!st)
        st = lc_schema_check(c, err);
    if (!st)
        st = lc_schema_quick_check(c, err);
    if (!st)
        st = shut(c, err);
    return st ? st : lc_swap_in(c->temp, c->path, c->is_new, err);
}

lc_status lc_city_publish(lc_city *c, lc_error *err)
{
    lc_status st = publish(c, err);

    lc_city_close(c); /* the temporary file has its new name by now, or goes */
    return st;
}

void lc_city_close(lc_city *c)
{
    if (!c)
        return;
    lc_rows_forget(c, true);
    lc_free(c->modes);
    /* _v2: waits for statements that are still open. */
    sqlite3_close_v2(c->db);
    if (c->spatialite)
        spatialite_cleanup_ex(c->spatialite);
    if (c->temp)
        unlink(c->temp);
    if (c->lock_fd >= 0)
        close(c->lock_fd);
    lc_free(c->triggers);
    lc_free(c->temp);
    lc_free(c->path);
    lc_free(c);
}

bool lc_city_is_new(const lc_city *c)
{
    return c->is_new;
}

lc_status lc_city_verify(const char *path, bool *known, lc_error *err)
{
    char *real = NULL;
    bool missing;
    lc_status st = lc_path_resolve(path, &missing, &real, err);

    *known = false;
    if (!st)
        st = lc_swap_verify(real, known, err);
    lc_free(real);
    return st;
}
