/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/status.h - what a table says of whether a place is
 * still there, by the words `status` of geodata/cell_words.csv. A place that is
 * gone is left out and told; one that has shut for a while is kept, open at no
 * time; words that are not known are told, and the place is kept.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_STATUS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_STATUS_H

#include "src/import/kinds/table_import.h"

typedef struct lc_facility_status { /* of one import; `= {0}` to begin */
    lc_table_import *t;             /* gets what is left out */
    int column;                     /* -1: none */
    int64_t unknown;                /* rows with a word that is not known */
    char first[160];                /* where the first of them is, its word */
} lc_facility_status;

/* Which column holds it, once `t` knows its own. A column that is only called
 * status or 状态 is looked through first, at the cost of one more reading of
 * the table: one word that is not known, and it is not used. LIFE_ERR_NOMEM. */
lc_status lc_facility_status_find(lc_facility_status *s, lc_table_import *t,
                                  lc_error *err);
/* Whether a row's place is gone; it is counted then, and so is a word that is
 * not known. Once a row. O(words). */
bool lc_facility_status_gone(lc_facility_status *s, const lc_record *r);
/* The row's opening hours: "off" where the place has shut for a while. */
const char *lc_facility_status_hours(const lc_facility_status *s,
                                     const lc_record *r);
/* Adds to the report how many words were not known, and the first. */
void lc_facility_status_report(const lc_facility_status *s,
                               lc_import_report *report);

#endif
