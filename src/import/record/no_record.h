/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/no_record.h - rows of a table that are no records: titles
 * and headings, totals, notes, headers printed again, rows that stand there
 * twice. They are left out and told, never rejected: nothing is wrong with
 * them.
 *
 * What has a place is always a record, whatever it is called, unless an
 * earlier row is the same in all its cells. Words are geodata/row_words.csv.
 *
 * Threads: belongs to one reading. Memory: 32 bytes a row, for the repeats.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_NO_RECORD_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_NO_RECORD_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/base/mem.h"
#include "src/import/record/columns.h"

typedef enum lc_no_record_kind {
    LIFE_RECORD, /* it is one */
    LIFE_ROW_EMPTY,
    LIFE_ROW_HEADER,
    LIFE_ROW_TOTAL,
    LIFE_ROW_NOTE,
    LIFE_ROW_HEADING,
    LIFE_ROW_REPEATED,
    LIFE_ROW_CLOSED, /* of a place that is gone: lc_facility_status_gone() */
    LIFE_ROW_KINDS
} lc_no_record_kind;

/* What was left out: how many, and the first of each kind. */
typedef struct lc_no_record_count { /* `= {0}` to begin */
    int64_t of[LIFE_ROW_KINDS];
    uint32_t line[LIFE_ROW_KINDS]; /* or the feature */
    char text[LIFE_ROW_KINDS][64];
} lc_no_record_count;

typedef struct lc_no_record {
    const lc_columns *columns; /* NULL: places are those of features alone */
    const char *const *name;   /* of the columns */
    size_t count;
    lc_table *words;
    bool *serial; /* by column: it only numbers the rows */
    struct {
        uint64_t low, high;
    } * seen; /* hashes of rows; 0, 0: free */
    size_t room, held;
    size_t records, printed; /* rows that are, and headings, totals, notes */
    lc_buf text;
} lc_no_record;

/* `name` and `columns` must outlive it. LIFE_ERR_NOMEM, LIFE_ERR_PARSE of the
 * words. Close in any case. */
lc_status lc_no_record_open(lc_no_record *n, const lc_columns *columns,
                            const char *const *name, size_t count,
                            lc_error *err);
void lc_no_record_close(lc_no_record *n);
/* What a row is. O(cells), and once in a while as much as all rows so far.
 * LIFE_ERR_LIMIT: over 10,000 rows and ten times the records are headings,
 * totals or notes. */
lc_status lc_no_record_judge(lc_no_record *n, const lc_record *r,
                             lc_no_record_kind *out, lc_error *err);
/* Counts one that is left out; `text` is what it begins with or says. */
void lc_no_record_add(lc_no_record_count *c, const lc_record *r,
                      const char *text, lc_no_record_kind kind);
/* "2 rows are no records and are left out: 1 of totals (line 10, 合计) ...";
 * "" where there are none. */
void lc_no_record_tell(const lc_no_record_count *c, lc_buf *out);
int64_t lc_no_record_sum(const lc_no_record_count *c);

#endif
