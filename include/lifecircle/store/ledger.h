/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/ledger.h - what was ever published under a city's name:
 * PATH.ledger beside the file, a line for each version.
 *
 * A line is an object of JSON with the members below. It is written when the
 * new version has its name, and never changed after; a crash may leave the last
 * one torn or unwritten. What is no whole line is passed over and counted. Over
 * LIFE_LEDGER_MOST_BYTES the older half goes. Nothing of a person, a name or a
 * file of others is in it: how the city was changed is a command's own words.
 *
 * Layer:   store.
 * Threads: who writes has the lock on the city; any number may read.
 */
#ifndef LIFECIRCLE_STORE_LEDGER_H
#define LIFECIRCLE_STORE_LEDGER_H

#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"

#include <stdbool.h>
#include <stdint.h>

#define LIFE_LEDGER_MOST_BYTES 1048576 /* some 2,000 versions */
#define LIFE_LEDGER_LINE_BYTES 2048

/* Numbers are -1, texts "", shares and means below 0 where they aren't known:
 * of a city that is not computed all but the counts. Coverage is that of the
 * default pace within 15 minutes, with its bounds: what is not known counts as
 * not covered in the least, and as covered in the most. */
typedef struct lc_ledger_line {
    char at[32];         /* published: 2026-11-30T08:00:00Z */
    char command[40];    /* "import osm", "facility add", "rollback" ... */
    char generation[20]; /* as answers call it */
    char sha256[65];     /* of the file */
    char data_as_of[24]; /* of the streets: YYYY[-MM[-DD]] */
    char home_kind[20];  /* what homes weigh */
    int64_t facilities;  /* that are there */
    int64_t closed;      /* and that were */
    int64_t streets, homes, units;
    int64_t weight_milli;
    int64_t basic_services;      /* how many there are of which basic_* say */
    double basic_min, basic_max; /* in reach of the average resident */
    double all_basic_min, all_basic_max; /* share with all of them */
    int kept; /* where that version still is: 0 PATH, 1 PATH.1, and so on; -1:
                 nowhere. Not in the line */
} lc_ledger_line;

typedef struct lc_ledger {
    LC_VEC(lc_ledger_line) v; /* the oldest first */
    uint32_t torn;            /* lines that are not whole */
    bool has_present;         /* one of them is PATH as it is now */
    char *path;               /* of the city, links followed */
} lc_ledger;

/* A line about the city file at `path`, absolute, links followed, whose digest
 * is known; `command` says by what it came, and `at` when. Made with the
 * permissions of the city; synced. LIFE_ERR_IO: it can't be written, is a link,
 * or no file; LIFE_ERR_LIMIT: it is larger than ever written; LIFE_ERR_DB,
 * LIFE_ERR_NOMEM. Cost: facilities are counted. */
lc_status lc_ledger_add(const char *path, const char *command,
                        const char *sha256, const char *at, lc_error *err);

/* Of the city at `path`, whether it is there or not. No ledger: no lines. The
 * manifests of the city and of the versions before it say which line is which
 * file. *out is for lc_ledger_clear(), whatever comes back. LIFE_ERR_IO,
 * LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_ledger_read(const char *path, lc_ledger *out, lc_error *err);
void lc_ledger_clear(lc_ledger *l);

#endif
