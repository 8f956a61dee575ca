/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/city/city.h - what a city is within this room.
 *
 * A city being written is a file of its own (`temp`) under one transaction
 * without a journal: a failed statement may have been half done, so the first
 * failure is kept in `failed` and such a city can only be thrown away.
 */
#ifndef LIFECIRCLE_SRC_STORE_CITY_CITY_H
#define LIFECIRCLE_SRC_STORE_CITY_CITY_H

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"

#include <pthread.h>
#include <sqlite3.h>

struct lc_rows;

struct lc_city {
    sqlite3 *db;
    void *spatialite;      /* its connection cache; NULL when reading */
    char *path;            /* the city file, absolute, links followed */
    unsigned keep_earlier; /* versions before it, beside it; where `keeps` */
    char *temp;            /* the file being written; NULL when reading */
    int lock_fd;           /* -1 when reading */
    bool is_new;
    const char *command; /* for the ledger; NULL: no line */
    lc_error *unwritten; /* why there is none */
    bool keeps;          /* else those that are there are left alone */
    bool shares;         /* what is made of its arrays: base/memory/shared.h */
    bool unsummed;  /* it goes on from a file without a sum to hold it to */
    int older;      /* the version of the file that is replaced; 0: this one */
    char *triggers; /* SpatiaLite's, put aside while rows are written */
    struct lc_rows *rows;          /* statements that are kept: rows/rows.c */
    struct lc_street_modes *modes; /* once they are known: rows/street.c */
    char failed[200];              /* the first failure while writing, or "" */
    LC_VEC(char *) wrote;          /* tables that statements write to */
    LC_VEC(char *) lost;           /* of these: may have lost rows or keys */
    bool wrote_any;                /* there was no memory to say which */
    void *left;                    /* lc_city_leave() */
    void (*drop)(void *left);
    pthread_mutex_t reading; /* of who reads an array: rows/array.c */
};

/* A database that is open, if it is a city file of this version; else it is
 * closed. `quick` as of lc_city_open(). */
lc_status lc_city_accept(lc_city *c, bool quick, lc_city **out, lc_error *err);

#endif
