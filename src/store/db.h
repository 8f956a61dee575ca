/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/db.h - what the files of this layer share.
 *
 * A city being written is a file of its own (`temp`) under one transaction
 * without a journal: a failed statement may have been half done, so the first
 * failure is kept in `failed` and such a city can only be thrown away.
 */
#ifndef LIFECIRCLE_SRC_STORE_DB_H
#define LIFECIRCLE_SRC_STORE_DB_H

#include "lifecircle/store/city.h"

#include <sqlite3.h>

struct lc_rows;

struct lc_city {
    sqlite3 *db;
    void *spatialite; /* its connection cache; NULL when reading */
    char *path;       /* the city file, absolute, links followed */
    char *temp;       /* the file being written; NULL when reading */
    int lock_fd;      /* -1 when reading */
    bool is_new;
    char *triggers;       /* SpatiaLite's, put aside while rows are written */
    struct lc_rows *rows; /* statements that are kept: rows.c */
    char failed[200];     /* the first failure while writing, or "" */
};

/* city.c. Opens any SQLite file, read-only, immutable and hardened; what is in
 * it is not looked at. For lc_city_close(). */
lc_status lc_db_open_read(const char *path, lc_city **out, lc_error *err);

/* stmt.c. lc_sql_fail records what SQLite says of `rc`. */
lc_status lc_sql_fail(lc_city *c, int rc, lc_error *err);
/* As lc_stmt_text() and lc_stmt_blob(), of what stays until the statement has
 * run: not copied. */
void lc_stmt_text_kept(lc_stmt *s, int i, const char *v);
void lc_stmt_blob_kept(lc_stmt *s, int i, const void *v, size_t n);
/* For what SQLite offers beyond lc_stmt_*(). */
sqlite3_stmt *lc_stmt_handle(lc_stmt *s);
/* The three below take statements as sqlite3_mprintf() makes them, with names
 * of tables from schema.sql. */
lc_status lc_sql_prepare(lc_city *c, lc_stmt **out, lc_error *err,
                         const char *fmt, ...);
/* The first column of the first row; NULL or no row: `none`. */
lc_status lc_sql_value(lc_city *c, int64_t none, int64_t *out, lc_error *err,
                       const char *fmt, ...);
lc_status lc_sql_exec(lc_city *c, lc_error *err, const char *fmt, ...);

/* schema.c */
lc_status lc_schema_create(lc_city *c, lc_error *err);
/* application_id and user_version are ours. */
lc_status lc_schema_check(lc_city *c, lc_error *err);
/* Makes ready for rows, and the rows for readers. */
lc_status lc_schema_open(lc_city *c, lc_error *err);
lc_status lc_schema_finish(lc_city *c, lc_error *err);
/* PRAGMA quick_check. */
lc_status lc_schema_quick_check(lc_city *c, lc_error *err);

/* rows/rows.c. Lets go of the statements that are kept: all, or those that
 * nobody reads. False: some are left. */
bool lc_rows_forget(lc_city *c, bool in_use);

/* rtree.c. Fills the spatial index of TABLE.geom anew; LIFE_ERR_DB when a row
 * is not of `type`. */
lc_status lc_rtree_fill(lc_city *c, const char *table, const char *type,
                        lc_error *err);

/* swap.c: paths and files. */
char *lc_path_join(const char *a, const char *b); /* NULL: no memory */
/* Absolute, links followed; a missing file is fine if `may_miss` (*missing
 * says so). */
lc_status lc_path_resolve(const char *path, bool *missing, char **out,
                          lc_error *err);
lc_status lc_swap_lock(const char *path, int *fd, lc_error *err);
/* Removes temporary files that earlier processes left beside `path`; the
 * lock is held, so none of them is in use. */
void lc_swap_sweep(const char *path);
/* Makes the file `temp`, as a copy of `from` unless that is NULL. */
lc_status lc_swap_create(const char *temp, const char *from, lc_error *err);
/* Syncs `temp` and renames it over `path`, with PATH.sha256. */
lc_status lc_swap_in(const char *temp, const char *path, bool is_new,
                     lc_error *err);

#endif
