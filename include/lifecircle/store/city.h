/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/city.h - the city file: opened to read, or replaced whole.
 *
 * The tables are in src/store/city/schema.sql, which is the contract between
 * who fills them (import, compute) and who reads them; their rows come and go
 * as structs: lifecircle/store/rows/rows.h.
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
#define LIFE_SCHEMA_VERSION 4

typedef struct lc_city lc_city;

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

/* "2026-11-21T08:00:00Z" now, or of SOURCE_DATE_EPOCH where set. */
void lc_city_now(char out[32]);

#endif
