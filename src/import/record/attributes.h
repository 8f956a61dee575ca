/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/attributes.h - what a record says beside the fields of the
 * imports: the columns that geodata/columns.csv calls attributes.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_ATTRIBUTES_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_ATTRIBUTES_H

#include "src/import/record/columns.h"
#include "src/import/record/words/type_facts.h"

/* Cells that should hold a number or a date and hold none. */
typedef struct lc_attributes_odd { /* `= {0}` to begin */
    int64_t count;
    int column;       /* of the last one */
    const char *text; /* its cell; holds as long as the record */
} lc_attributes_odd;

/* The attributes as a JSON object, empty ones left out or, if `nulls`, null;
 * numbers and dates that are none are left out and counted. `told`: what is
 * known of the row otherwise; it stands where the columns say nothing. */
void lc_attributes_put(const lc_columns *c, const lc_record *r, bool nulls,
                       const lc_told *told, lc_buf *out,
                       lc_attributes_odd *odd);

#endif
