/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/unit/urban.h - whether a unit is urban or rural, told by a
 * row of a table.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_URBAN_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_UNIT_URBAN_H

#include "lifecircle/store/rows/unit.h"
#include "src/import/kinds/table_import.h"

/* What the rows said of units that were there before them. */
typedef struct lc_unit_urban_count {
    int64_t urban, rural;
    int64_t other; /* of both, other than the unit's own table says */
} lc_unit_urban_count;

/* A cell: 1, 0; -1: empty, or of no known word. */
int lc_unit_urban_find(const lc_table_import *t, const char *text);
/* The same, where it has to say it: LIFE_ERR_PARSE. */
lc_status lc_unit_urban_read(const lc_table_import *t, const char *text,
                             bool *out, lc_error *err);
/* Keeps what the cell says of a unit that another source brought, as a row of
 * statistics of this source, so that `remove` takes it back. `unit` has code
 * and urban. LIFE_ERR_PARSE: the word isn't known; LIFE_ERR_RANGE: of this unit
 * and year it is told already. */
lc_status lc_unit_urban_put(const lc_table_import *t, const lc_record *r,
                            const lc_stored_unit *unit,
                            lc_unit_urban_count *count, lc_error *err);
/* Adds to the report how many there were, if any. */
void lc_unit_urban_describe(const lc_unit_urban_count *count,
                            lc_import_report *report);

#endif
