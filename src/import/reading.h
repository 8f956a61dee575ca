/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/reading.h - notes on how a table is read; every function takes
 * NULL for a reading that nobody wants.
 */
#ifndef LIFECIRCLE_IMPORT_READING_H
#define LIFECIRCLE_IMPORT_READING_H

#include "lifecircle/analysis/finding.h"
#include "table.h"

/* What a row is rejected for goes into the error's `parameter`: the id of a
 * finding of geodata/findings.csv that begins with "row_". */
#define lc_reject(err, st, id, ...) lc_fail_param(err, st, "row_" id, __VA_ARGS__)

lc_status lc_reading_begin(lc_reading *r, const char *kind, lc_error *err);
/* An example of a finding, to be filled in; `rec` NULL: of no row. */
lc_finding_example *lc_reading_note(lc_reading *r, const char *id,
                                    const lc_record *rec);
/* Counts some without an example. */
void lc_reading_count(lc_reading *r, const char *id, int64_t count);
/* A copy as long as the reading lives; "" where there is no memory. */
const char *lc_reading_keep(lc_reading *r, const char *text);

lc_status lc_reading_columns(lc_reading *r, const char *const *name,
                             size_t count, const lc_columns *c, lc_error *err);
void lc_reading_uses(lc_reading *r, int column, const char *field);
/* A type that finds no category, in a row called `name`. */
lc_status lc_reading_type_odd(lc_reading *r, const char *type, const char *name,
                              const lc_record *rec, lc_error *err);

/* The next of the first rows, or NULL when there are enough. */
lc_reading_row *lc_reading_next_row(lc_reading *r, const lc_record *rec);
/* `field` is a literal; empty values and a row of NULL are passed over. */
void lc_reading_put(lc_reading *r, lc_reading_row *row, const char *field,
                    const char *value);
void lc_reading_put_shape(lc_reading *r, lc_reading_row *row,
                          const lc_shape *shape);

void lc_reading_end(lc_reading *r, const lc_import_report *report,
                    const char *note);

/* -- mend.c --------------------------------------------------------------- */

/* lc_records_read() with cells as they were meant: invisible characters taken
 * out, full-width digits made plain; what was mended is noted. */
lc_status lc_records_read_mended(const char *path, const lc_import_opts *o,
                                 const lc_record_sink *sink, lc_reading *r,
                                 char note[160], lc_error *err);

#endif
