/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/intake.h - notes on how a table is read; every function
 * takes NULL for an account that nobody wants.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_INTAKE_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_INTAKE_H

#include "lifecircle/study/findings/finding.h"
#include "src/import/table/table.h"

/* What a row is rejected for goes into the error's `parameter`: the id of a
 * finding of geodata/findings.csv that begins with "row_". */
#define lc_reject(err, st, id, ...)                                            \
    lc_fail_param(err, st, "row_" id, __VA_ARGS__)

lc_status lc_intake_begin(lc_intake *r, const char *kind, lc_error *err);
/* Counts one, and gives the example to be filled in, or NULL where there are
 * enough; `rec` NULL: of no row. */
lc_finding_example *lc_intake_note(lc_intake *r, const char *id,
                                   const lc_record *rec);
/* Counts some without an example. */
void lc_intake_count(lc_intake *r, const char *id, int64_t count);
/* The system that was settled on, and why; NULL: as it was. */
void lc_intake_crs(lc_intake *r, const char *crs, const char *text);
/* A copy as long as it lives; "" where there is no memory. */
const char *lc_intake_keep(lc_intake *r, const char *text);

/* Bits of the fields that an import uses; the others are told as not used. */
#define LIFE_FIELD_BIT(name) (UINT64_C(1) << LIFE_FIELD_##name)
#define LIFE_FIELDS_OF_PLACE                                                   \
    (LIFE_FIELD_BIT(lon) | LIFE_FIELD_BIT(lat) | LIFE_FIELD_BIT(geometry))
/* `used`: bits of fields; with bit LIFE_FIELD_COUNT attributes are used too. */
lc_status lc_intake_columns(lc_intake *r, const char *const *name, size_t count,
                            const lc_columns *c, uint64_t used, lc_error *err);
void lc_intake_uses(lc_intake *r, int column, const char *field);
/* A type that finds no category, in a row called `name`. */
lc_status lc_intake_type_odd(lc_intake *r, const char *type, const char *name,
                             const lc_record *rec, lc_error *err);

/* The next of the first rows, or NULL when there are enough. */
lc_intake_row *lc_intake_next_row(lc_intake *r, const lc_record *rec);
/* `field` is a literal; empty values and a row of NULL are passed over. */
void lc_intake_put(lc_intake *r, lc_intake_row *row, const char *field,
                   const char *value);
void lc_intake_put_point(lc_intake *r, lc_intake_row *row, lc_pt pt);
void lc_intake_put_shape(lc_intake *r, lc_intake_row *row,
                         const lc_shape *shape);

void lc_intake_end(lc_intake *r, const lc_import_report *report,
                   const char *note);

/* ---- twins.c ---- */

/* Notes the facilities of a source that stand twice in it, or in another
 * source of the city too. */
lc_status lc_intake_twins(lc_intake *r, lc_city *c, const char *source,
                          const lc_kinds *kinds, lc_error *err);

/* ---- mend.c ---- */

/* lc_records_read() with cells as they were meant: invisible characters taken
 * out, full-width digits made plain; what was mended is noted. */
lc_status lc_records_read_mended(const char *path, const lc_import_opts *o,
                                 const lc_record_sink *sink, lc_intake *r,
                                 char note[160], lc_error *err);

#endif
