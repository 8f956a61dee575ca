/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/journal.h - how a table was read, for those who want to
 * know: its columns, its first rows, and what is wrong with which row.
 *
 * Layer:   import, over study (for findings).
 * Threads: belongs to one thread.
 */
#ifndef LIFECIRCLE_IMPORT_JOURNAL_H
#define LIFECIRCLE_IMPORT_JOURNAL_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/findings/finding.h"

#include <stddef.h>
#include <stdint.h>

#define LIFE_JOURNAL_ROWS  5    /* the first ones, as they were read */
#define LIFE_JOURNAL_TYPES 1000 /* different ones without a category */

typedef struct lc_journal_column {
    const char *name, *field; /* field "": not used */
    const char *field_zh;     /* what people call the field; the id where it
                                 has no Chinese name */
} lc_journal_column;

typedef struct lc_journal_type { /* one that finds no category */
    const char *type, *example;  /* of it, a row's name, or "" */
    int64_t count;
    uint32_t line, feature;
} lc_journal_type;

typedef struct lc_journal_cell {
    const char *field, *value;
} lc_journal_cell;

typedef struct lc_journal_row {
    uint32_t line, feature;
    LC_VEC(lc_journal_cell) cell;
} lc_journal_row;

typedef struct lc_journal { /* begins as {0} */
    lc_arena *mem;          /* of all its text; NULL before the first */
    lc_table *words;
    const char *kind, *source, *crs, *crs_text, *note; /* or NULL */
    lc_error question; /* of the coordinates, that the import stops with */
    int64_t rows, taken, rejected, left_out;
    LC_VEC(lc_journal_column) column;
    LC_VEC(lc_journal_type) type; /* commonest first, once it is read */
    int64_t type_more;            /* rows of types beyond the list */
    lc_journal_row row[LIFE_JOURNAL_ROWS];
    size_t row_count;
    lc_finding *finding;
    size_t finding_count;
} lc_journal;

/* What people call a field of a column or a row; in English its id. */
const char *lc_journal_called(const lc_journal *r, const char *field,
                              lc_lang lang);
/* A copy that lives as long as it does; NULL: no memory. */
const char *lc_journal_text(lc_journal *r, const char *text);
void lc_journal_clear(lc_journal *r);

#endif
