/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/journal.h - writes the record of how a table is read; every
 * function takes NULL where nobody wants one.
 *
 * A text that doesn't fit into memory is "", and an example that doesn't is
 * lost: what is only shown is never why an import fails.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_JOURNAL_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_JOURNAL_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/import/journal.h"
#include "lifecircle/import/options.h"
#include "src/import/record/columns.h"
#include "src/import/table/read.h"

lc_status lc_journal_begin(lc_journal *r, const char *kind, lc_error *err);
/* Counts one, and gives the example to be filled in, or NULL where there are
 * enough; `rec` NULL: of no row. */
lc_finding_example *lc_journal_add(lc_journal *r, const char *id,
                                   const lc_record *rec);
/* Counts some without an example. */
void lc_journal_count(lc_journal *r, const char *id, int64_t count);
/* The system that was settled on, and why; NULL: as it was. */
void lc_journal_crs(lc_journal *r, const char *crs, const char *text);
/* A copy as long as it lives; "" where there is no memory. */
const char *lc_journal_keep(lc_journal *r, const char *text);

/* Bits of the fields that an import uses; the others are told as not used. */
#define LIFE_FIELD_BIT(name) (UINT64_C(1) << LIFE_FIELD_##name)
#define LIFE_FIELDS_OF_PLACE                                                   \
    (LIFE_FIELD_BIT(lon) | LIFE_FIELD_BIT(lat) | LIFE_FIELD_BIT(latlon) |      \
     LIFE_FIELD_BIT(geometry))
/* `used`: bits of fields; with bit LIFE_FIELD_COUNT attributes are used too. */
lc_status lc_journal_columns(lc_journal *r, const char *const *name,
                             size_t count, const lc_columns *c, uint64_t used,
                             lc_error *err);
void lc_journal_use(lc_journal *r, const lc_columns *c, int column,
                    const char *field);
/* A type that finds no category, in a row called `name`. */
lc_status lc_journal_unknown_type(lc_journal *r, const char *type,
                                  const char *name, const lc_record *rec,
                                  lc_error *err);

/* The next of the first rows, or NULL when there are enough. */
lc_journal_row *lc_journal_next_row(lc_journal *r, const lc_record *rec);
/* `field` is a literal; empty values and a row of NULL are passed over. */
void lc_journal_put(lc_journal *r, lc_journal_row *row, const char *field,
                    const char *value);
void lc_journal_put_point(lc_journal *r, lc_journal_row *row, lc_pt pt);
void lc_journal_put_shape(lc_journal *r, lc_journal_row *row,
                          const lc_shape *shape);

void lc_journal_end(lc_journal *r, const lc_import_report *report,
                    const char *note);

#endif
