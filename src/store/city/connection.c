/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/connection.c - see the header.
 */
#include "src/store/city/connection.h"

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "src/store/city/descriptor.h"
#include "src/store/city/path.h"
#include "src/store/rows/rows.h"
#include "src/store/stmt.h"

#include <spatialite.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What is not zero in an empty city: no lock is held, and the mutex is there,
 * so that closing is right from here on. */
lc_status lc_connection_new(lc_city **out, lc_error *err)
{
    *out = lc_calloc(1, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "a city");
    (*out)->lock_fd = -1;
    pthread_mutex_init(&(*out)->reading, NULL);
    return LIFE_OK;
}

/* No mutexes of SQLite's: a connection belongs to one thread at a time. Even a
 * failed open leaves a handle, which has the message and is closed with the
 * city. */
lc_status lc_connection_open(lc_city *c, const char *name, int flags,
                             lc_error *err)
{
    int rc = sqlite3_open_v2(name, &c->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (!c->db)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", c->path);
    sqlite3_extended_result_codes(c->db, 1);
    return rc ? lc_stmt_fail(c, rc, err) : LIFE_OK;
}

/* "file:" and the path with all that a URI gives a meaning to as %XX.
 * immutable=1 promises that nobody writes: SQLite takes no lock and looks for
 * no journal. That holds as cities are replaced and never changed in place. */
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

/* Links are followed first: what stands beside a file (its hash, a write-ahead
 * log) stands beside the file itself. */
lc_status lc_connection_read(const char *path, lc_city **out, lc_error *err)
{
    lc_city *c = NULL;
    char *uri = NULL;
    bool missing;
    lc_status st = lc_connection_new(&c, err);

    *out = NULL;
    if (!st)
        st = lc_path_resolve(path, &missing, &c->path, err);
    if (!st && missing)
        st = lc_fail(err, LIFE_ERR_IO, "there is no file %s", path);
    if (!st && !(uri = immutable_uri(c->path)))
        st = lc_fail(err, LIFE_ERR_NOMEM, "no memory to open %s", path);
    if (!st)
        st = lc_connection_open(c, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                                err);
    if (!st)
        st = harden(c, err);
    lc_free(uri);
    if (st) {
        lc_connection_close(c);
        return st;
    }
    *out = c;
    return LIFE_OK;
}

/* By number, through the VFS of descriptor.c: what was verified is then what is
 * read, also where another file has taken the name since. */
lc_status lc_connection_held(int fd, const char *path, lc_city **out,
                             lc_error *err)
{
    lc_city *c = NULL;
    char uri[80];
    lc_status st = lc_connection_new(&c, err);

    *out = NULL;
    snprintf(uri, sizeof uri, "file:%d?immutable=1&vfs=" LIFE_DESCRIPTOR_VFS,
             fd);
    if (!st && !(c->path = lc_strdup(path)))
        st = lc_no_memory(err, "a city");
    if (!st)
        st = lc_descriptor_ready(err);
    if (!st)
        st = lc_connection_open(c, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                                err);
    if (!st)
        st = harden(c, err);
    if (st)
        lc_connection_close(c);
    else
        *out = c;
    return st;
}

/* For lc_schema_blank(): the tables of a new city, which an older file is held
 * against, need no file. */
lc_status lc_connection_memory(lc_city **out, lc_error *err)
{
    lc_status st = lc_connection_new(out, err);

    if (!st && !((*out)->path = lc_strdup("memory")))
        st = lc_no_memory(err, "a city");
    return st ? st
              : lc_connection_open(*out, ":memory:", SQLITE_OPEN_READWRITE,
                                   err);
}

/* In this order: statements before their database, SpatiaLite's cache behind
 * it, and the temporary file before the lock on the city is given up. */
void lc_connection_close(lc_city *c)
{
    if (!c)
        return;
    lc_rows_forget(c, true);
    if (c->left)
        c->drop(c->left);
    lc_free(c->modes);
    /* _v2: waits for statements that are still open. */
    sqlite3_close_v2(c->db);
    if (c->spatialite)
        spatialite_cleanup_ex(c->spatialite);
    if (c->temp)
        unlink(c->temp);
    if (c->lock_fd >= 0)
        close(c->lock_fd);
    for (size_t i = 0; i < c->wrote.n; i++)
        lc_free(c->wrote.v[i]);
    lc_vec_free(&c->wrote);
    for (size_t i = 0; i < c->lost.n; i++)
        lc_free(c->lost.v[i]);
    lc_vec_free(&c->lost);
    pthread_mutex_destroy(&c->reading);
    lc_free(c->triggers);
    lc_free(c->temp);
    lc_free(c->path);
    lc_free(c);
}
