/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/tally.h - what becomes of a table's rows.
 *
 * Threads: belongs to one import.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_TALLY_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_TALLY_H

#include "lifecircle/import/options.h"
#include "src/import/record/journal.h"
#include "src/import/table/read.h"

typedef struct lc_tally {
    const char *path;
    int64_t max_reject; /* <= 0: 1 % or 1,000 */
    lc_import_report *report;
    lc_error first; /* the first rejected row */
    lc_error none;  /* the first without a category */
    lc_journal *journal;
    bool to_the_end;
} lc_tally;

/* Counts a row; where `st` is a failure of the row itself (not of memory or
 * the database) it is rejected, the first 20 are listed, and LIFE_OK comes
 * back unless there are too many by now. */
lc_status lc_tally_row(lc_tally *t, const lc_record *r, lc_status st,
                       const lc_error *row_error, lc_error *err);
/* Counts a row that is left out because its type finds no category. */
lc_status lc_tally_leave_out(lc_tally *t, const lc_record *r,
                             const lc_error *row_error);
/* LIFE_ERR_LIMIT with the first rejection when too many were rejected, or when
 * no row has a category. */
lc_status lc_tally_end(const lc_tally *t, lc_error *err);

#endif
