/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/table_import.h - what every import of a table does: its
 * source, its coordinates, its columns, row after row with those that are
 * rejected, and the end. A kind of import fills in an lc_table_kind.
 *
 *     open    begins the report, the journal and the tally
 *     source  takes out what the source brought before
 *     places  settles the coordinates' system; for kinds with positions
 *     read    columns, rows, complaints: table_rows.h
 *     finish  closes the journal, writes the source
 *     close   whatever came back
 *
 * table_run.h calls them.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_IMPORT_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_TABLE_IMPORT_H

#include "lifecircle/store/city.h"
#include "src/import/record/columns.h"
#include "src/import/record/journal.h"
#include "src/import/record/no_record.h"
#include "src/import/record/place/shapes.h"
#include "src/import/record/source.h"
#include "src/import/record/tally.h"
#include "src/import/record/words/cell_words.h"

struct lc_table_import;

typedef struct lc_table_kind {
    const char *name; /* of the source's kind, and in the journal */
    /* A field that stands in for `code` where no column holds one;
     * LIFE_FIELD_COUNT: none does. */
    lc_field code_from;
    /* Once the columns are known: refuses a table that lacks one. */
    lc_status (*columns)(void *ctx, const char *const *name, size_t count,
                         lc_error *err);
    /* With the first record, before it is taken; NULL: nothing. */
    lc_status (*first)(void *ctx, const lc_record *r, lc_error *err);
    /* Takes a record that has no fault. A status of the row itself rejects
     * it (lc_tally_row). */
    lc_status (*row)(void *ctx, const lc_record *r, lc_error *row_error);
    /* Behind the last row, before it is judged how many were rejected; NULL:
     * nothing. */
    lc_status (*after)(void *ctx, lc_error *err);
    /* The steps round the rows (table_run.h), in this order; each may be NULL
     * but `describe`. Options, before anything of the city changes. */
    lc_status (*check)(void *ctx, lc_error *err);
    /* What the rows need, once those of the source before are gone. */
    lc_status (*begin)(void *ctx, lc_error *err);
    /* The system of coordinates: lc_table_import_places(), or its like. */
    lc_status (*settle)(struct lc_table_import *t, lc_error *err);
    /* Once all rows are in. */
    lc_status (*end)(void *ctx, lc_error *err);
    /* Adds to the report, once the source is written. */
    lc_status (*describe)(void *ctx, lc_error *err);
    /* Whatever came back. */
    void (*close)(void *ctx);
} lc_table_kind;

typedef struct lc_table_import { /* `= {0}` to begin */
    const lc_table_kind *kind;
    void *ctx; /* the kind's own, for its functions */
    lc_city *city;
    const char *path;
    const lc_import_opts *o;
    lc_import_report *report;
    uint64_t used; /* bits of the fields that are, for the journal */
    lc_record_source source;
    const char *crs; /* what the coordinates are in */
    lc_columns columns;
    lc_shapes shapes;
    lc_cell_words words;
    lc_tally tally;
    bool counted; /* by row() itself: it was left out */
    bool rowless; /* the kind reads the file itself, in end() */
    lc_no_record_count left;
    lc_arena *codes; /* of the row at hand, where they were mended */
    const char **cell;
    size_t cells;
    char note[LIFE_NOTE_BYTES];
} lc_table_import;

/* `t` has city, path, o, report, kind and ctx. */
lc_status lc_table_import_open(lc_table_import *t, lc_error *err);
lc_status lc_table_import_source(lc_table_import *t, lc_error *err);
lc_status lc_table_import_places(lc_table_import *t, lc_error *err);
/* `st` is how it went so far, and comes back unless the end fails. */
lc_status lc_table_import_finish(lc_table_import *t, lc_status st,
                                 lc_error *err);
void lc_table_import_close(lc_table_import *t);

/* ---- for the kinds ---- */

/* Adds to the report what was left out and what was assumed. */
void lc_table_import_tell(const lc_table_import *t);
/* The record's cell of a field, "" where there is none. */
const char *lc_table_import_get(const lc_table_import *t, const lc_record *r,
                                lc_field field);
/* LIFE_ERR_RANGE with the columns there are, where none holds `field`:
 * "no column holds WHAT; name it with --map FIELD=COLUMN". */
lc_status lc_table_import_need(const lc_table_import *t, lc_field field,
                               const char *what, lc_error *err);
/* A year, or `*out` as it was where the cell is empty. */
lc_status lc_table_import_year(const lc_table_import *t, const lc_record *r,
                               int64_t *out, lc_error *err);
/* A number of people. LIFE_ERR_PARSE: it is none, 0 to 1e9. */
lc_status lc_table_import_people(const lc_table_import *t, const char *text,
                                 double *out, lc_error *err);

#endif
