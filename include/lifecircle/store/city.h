/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/city.h - the city file: opened to read, or replaced whole.
 *
 * The tables are in src/store/city/schema.sql, which is the
 * contract between who fills them (import, compute) and who reads them.
 * Prepared statements are handed out as lc_stmt, so that no other layer
 * names sqlite3; the texts of statements are constants.
 *
 * Layer:   store, over base and geo.
 * Threads: an lc_city belongs to one thread at a time; any number may be open.
 */
#ifndef LIFECIRCLE_STORE_CITY_H
#define LIFECIRCLE_STORE_CITY_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_APPLICATION_ID 0x4C434331 /* "LCC1" */
#define LIFE_SCHEMA_VERSION 3

typedef struct lc_city lc_city;
typedef struct lc_stmt lc_stmt;

/* Opens a finished city file, read-only and immutable; checks
 * application_id, user_version and, where the file is under `quick` false,
 * PRAGMA quick_check. LIFE_ERR_IO (missing, a directory), LIFE_ERR_DB (not
 * SQLite, another program's, another version, damaged): each says so. */
lc_status lc_city_open(const char *path, bool quick, lc_city **out,
                       lc_error *err);

/* Starts a new version of the city at `path`: takes the lock PATH.lock
 * (LIFE_ERR_BUSY when another import holds it), makes a temporary file
 * PATH.new.PID beside it (stale ones of dead processes are removed), as a
 * copy of the present file where there is one and `keep`, else empty with
 * the schema; opens it with SpatiaLite and begins one transaction. An
 * existing file at `path` that is not a city file is LIFE_ERR_DB whether
 * `keep` or not: nothing of others is overwritten. */
lc_status lc_city_begin(const char *path, bool keep, lc_city **out,
                        lc_error *err);
/* Builds what is missing (spatial indexes, statistics), commits, checks
 * (quick_check, foreign rows, row count of each spatial index), syncs,
 * renames over `path`, syncs the folder, writes PATH.sha256 beside it, lets
 * go of the lock and closes `c`, also on failure, where the old file stays
 * as it was and the temporary one is removed. */
lc_status lc_city_publish(lc_city *c, lc_error *err);
/* Closes a city opened either way; a new version is thrown away. NULL ok. */
void lc_city_close(lc_city *c);
bool lc_city_is_new(const lc_city *c); /* begun, and no earlier file there */

/* Compares the file with PATH.sha256 where that exists. LIFE_ERR_DB when they
 * differ; *known says whether there was one. */
lc_status lc_city_verify(const char *path, bool *known, lc_error *err);

/* Runs a constant statement without results ("DELETE FROM link"). */
lc_status lc_city_exec(lc_city *c, const char *sql, lc_error *err);

/* Prepares a constant statement. Parameters count from 1, columns from 0.
 * Text and blob parameters are copied. Reading: after lc_stmt_step says
 * *row, columns hold until the next step. */
lc_status lc_stmt_prepare(lc_city *c, const char *sql, lc_stmt **out,
                          lc_error *err);
void lc_stmt_int(lc_stmt *s, int i, int64_t v);
void lc_stmt_double(lc_stmt *s, int i, double v);
void lc_stmt_text(lc_stmt *s, int i, const char *v); /* NULL: SQL NULL */
void lc_stmt_blob(lc_stmt *s, int i, const void *v, size_t n);
void lc_stmt_null(lc_stmt *s, int i);
/* `shape` as SpatiaLite's blob (kind NONE: NULL). `single`: LINESTRING and
 * POLYGON rather than MULTI where there is one part. */
lc_status lc_stmt_shape(lc_stmt *s, int i, const lc_shape *shape, bool single,
                        lc_error *err);
void lc_stmt_point(lc_stmt *s, int i, lc_pt p);
/* For statements that write: runs, resets, clears the parameters. */
lc_status lc_stmt_run(lc_stmt *s, lc_error *err);
/* For statements that read: *row is false at the end (and it is reset). */
lc_status lc_stmt_step(lc_stmt *s, bool *row, lc_error *err);
bool lc_stmt_is_null(lc_stmt *s, int col);
int64_t lc_stmt_col_int(lc_stmt *s, int col);
double lc_stmt_col_double(lc_stmt *s, int col);
const char *lc_stmt_col_text(lc_stmt *s, int col); /* "" for NULL */
const void *lc_stmt_col_blob(lc_stmt *s, int col, size_t *n);
lc_status lc_stmt_col_shape(lc_stmt *s, int col, lc_shape *out, lc_error *err);
lc_status lc_stmt_col_point(lc_stmt *s, int col, lc_pt *out, lc_error *err);
void lc_stmt_free(lc_stmt *s); /* NULL is fine */

/* Adds or replaces the row of a source. */
typedef struct lc_source {
    const char *name, *kind, *file, *sha256, *crs, *attribution, *extent_rule;
    int64_t row_count, rejected;
    const char *imported_at; /* NULL: now, or SOURCE_DATE_EPOCH */
    const lc_shape *extent;  /* NULL: the city's */
} lc_source;
lc_status lc_city_put_source(lc_city *c, const lc_source *s, lc_error *err);
/* "2026-11-21T08:00:00Z" now, or of SOURCE_DATE_EPOCH where set. */
void lc_city_now(char out[32]);

/* What they were called before each table had a header of its own. */
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/home_base.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/store/rows/source.h"
#define lc_city_set           lc_setting_put
#define lc_city_get           lc_setting_get
#define lc_city_array_put     lc_array_put
#define lc_city_array_get     lc_array_get
#define lc_city_remove_source lc_source_remove
#define lc_city_reset_homes   lc_home_base_restore

#endif
