/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/read.h - what is read of a table, and what its readers
 * share: one job, and where the records go.
 *
 * Threads: a reading belongs to one thread. Memory: a row at a time, whatever
 * the size of the file; workbooks hold their texts.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_TABLE_READ_H
#define LIFECIRCLE_SRC_IMPORT_TABLE_READ_H

#include "lifecircle/base/error.h"
#include "lifecircle/import/options.h"
#include "src/import/table/raw.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_COLUMNS_MAX 1024
#define LIFE_NOTE_BYTES  160
#define LIFE_CRS_BYTES   32 /* "EPSG:4547" */

struct json_t; /* jansson's */

/* One line of a table, or one feature. All of it holds for the call only. */
typedef struct lc_record {
    const char *const *cell; /* by column, none missing; valid UTF-8, trimmed */
    uint32_t line;           /* or a sheet's row; 0 for a feature */
    uint32_t feature;        /* its number from 1; 0 for a line */
    const struct json_t *geometry; /* of a GeoJSON feature, or NULL */
    const lc_raw_shape *raw;       /* of another feature, or NULL */
    const char *fault; /* why the row can't be taken as it is, or NULL */
} lc_record;

/* Where records go. A status other than LIFE_OK ends the reading and is what
 * the reader returns. */
typedef struct lc_record_sink {
    /* Once, before the records. */
    lc_status (*columns)(void *ctx, const char *const *name, size_t count,
                         lc_error *err);
    lc_status (*record)(void *ctx, const lc_record *r, lc_error *err);
    void *ctx;
    bool *stop; /* set by record(): no more are wanted; NULL: all are */
    /* Counts the rows that are no records (no_record.h), which don't reach
     * record(); NULL: not wanted. */
    struct lc_no_record_count *left;
    bool as_it_is; /* every row, and no cell made empty */
} lc_record_sink;

typedef struct lc_reading { /* one table that is being read */
    const char *path;
    const lc_import_opts *o;
    const lc_record_sink *sink;
    char *note; /* of LIFE_NOTE_BYTES: what was assumed */
} lc_reading;

/* The header, and each record, to the sink; records that nobody wants any
 * more are dropped. */
lc_status lc_read_columns(const lc_reading *job, const char *const *name,
                          size_t count, lc_error *err);
lc_status lc_read_record(const lc_reading *job, const lc_record *r,
                         lc_error *err);
/* Whether the sink has enough: the reader may end, without a failure. */
bool lc_read_stopped(const lc_reading *job);
/* Adds to the note what fits in whole. */
void lc_read_note(const lc_reading *job, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* LIFE_ERR_PARSE or another with the file's name. */
lc_status lc_read_fail(const lc_reading *job, lc_status st, lc_error *err,
                       const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
