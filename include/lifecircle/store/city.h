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
#define LIFE_SCHEMA_VERSION 6

typedef struct lc_city lc_city;

/* Opens a finished city file, read-only and immutable; checks
 * application_id, user_version and, where the file is under `quick` false,
 * PRAGMA quick_check. LIFE_ERR_IO (missing, a directory), LIFE_ERR_DB (not
 * SQLite, another program's, another version, damaged): each says so, and of
 * an earlier version which command goes on with it. */
lc_status lc_city_open(const char *path, bool quick, lc_city **out,
                       lc_error *err);

/* What a new version begins with: of the present file nothing, or all. A
 * file of an earlier version is brought up to date on the way where it has all
 * that streets and homes need now; where not, LIFE_KEEP_TABLES takes over what
 * tables and people brought (their sources with all rows, closed facilities,
 * settings), and the extract has to be imported. */
typedef enum lc_city_keep {
    LIFE_KEEP_NONE,
    LIFE_KEEP_ALL,
    LIFE_KEEP_TABLES
} lc_city_keep;

/* Starts a new version of the city at `path`: takes the lock PATH.lock
 * (LIFE_ERR_BUSY when another import holds it), makes a temporary file
 * PATH.new.PID beside it (those of dead processes are removed, also by who next
 * opens the city to read), as a copy of the present file where there is one and
 * `keep` says so, else empty with the schema; opens it with SpatiaLite and
 * begins one transaction. An
 * existing file at `path` that is not a city file, or an earlier one that
 * can't go on, is LIFE_ERR_DB whatever `keep` says: nothing of others is
 * overwritten, and no table lost. */
lc_status lc_city_begin(const char *path, lc_city_keep keep, lc_city **out,
                        lc_error *err);
/* Builds what is missing (spatial indexes, statistics), commits, checks
 * (quick_check, foreign rows, row count of each spatial index), syncs,
 * renames over `path`, syncs the folder, writes PATH.sha256 beside it, lets
 * go of the lock and closes `c`, also on failure, where the old file stays
 * as it was and the temporary one is removed. A file of an earlier version is
 * kept as PATH.vN. */
lc_status lc_city_publish(lc_city *c, lc_error *err);
/* Of the versions before it so many stay beside it, as PATH.1, PATH.2 and so
 * on, each with its manifest (rollback.h), and those beyond are removed.
 * Without this the present one is not kept, and nothing removed. */
void lc_city_keep_earlier(lc_city *c, unsigned most);
/* What published it gets a line in the ledger beside it (ledger.h), by
 * `command`. A line that can't be written is no reason against the version:
 * `unwritten` says why. Both are the caller's until it is published. */
void lc_city_tell(lc_city *c, const char *command, lc_error *unwritten);
/* Closes a city opened either way; a new version is thrown away. NULL ok. */
void lc_city_close(lc_city *c);
bool lc_city_is_new(const lc_city *c); /* begun, and no earlier file there */
/* The earlier version of the file that is replaced; 0: of this version. */
int lc_city_older(const lc_city *c);
/* Whether some statement since lc_city_begin() may have changed rows that more
 * than facilities rest on (streets, homes, units, what bars the way): all that
 * were prepared count, run or not. */
bool lc_city_wrote_ground(const lc_city *c);
/* Leaves with the city what one step of a change has made of its arrays, for
 * the next to take: one thing, in place of any that was left before. Nobody who
 * writes to those arrays may leave it there. Freed by `drop` with the city, or
 * where nobody takes it. */
void lc_city_leave(lc_city *c, void *made, void (*drop)(void *made));
void *lc_city_take(lc_city *c); /* the caller's; NULL: there is none */

/* Compares the file with PATH.sha256 where that exists. LIFE_ERR_DB when they
 * differ; *known says whether there was one. */
lc_status lc_city_verify(const char *path, bool *known, lc_error *err);

/* "2026-11-21T08:00:00Z" now, or of SOURCE_DATE_EPOCH where set. */
void lc_city_now(char out[32]);

#endif
