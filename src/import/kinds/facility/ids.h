/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/ids.h - what the facilities of a table are called,
 * so that they are called the same when it is imported again.
 *
 *     SOURCE:NUMBER   by the table's own number, where no other row has it
 *     SOURCE:hDIGITS  else by name, categories and place (key.h); -2, -3 ...
 *                     behind it where several rows are the same in these
 *
 * A row that is what the source had before (former.h) keeps an id of the second
 * form. Any other that it had, and the one it would have got, are kept as
 * aliases (store/rows/facility_alias.h). The order of rows decides nothing.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_IDS_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_IDS_H

#include "lifecircle/import/import.h"
#include "lifecircle/store/rows/facility.h"
#include "src/import/kinds/facility/key.h"
#include "src/import/record/journal.h"

#include <stdint.h>

typedef struct lc_facility_id { /* of one row */
    lc_facility_key key;
    const char *own;     /* SOURCE:NUMBER, or NULL */
    const char *written; /* what its row has until all are known */
    const char *id;
} lc_facility_id;

typedef struct lc_facility_ids { /* of one import; `= {0}` to begin */
    lc_city *city;
    const char *source;
    lc_arena *text, *scratch;
    LC_VEC(lc_facility_id)
    row; /* one more than were kept, while it is put
            together */
    size_t kept;
    int64_t repeated; /* rows whose number others have too */
    int64_t moved;    /* that keep an id which their place no longer gives */
    int64_t renamed;  /* that had another id before */
} lc_facility_ids;

/* Before the first row; both outlive it. */
lc_status lc_facility_ids_open(lc_facility_ids *f, lc_city *c,
                               const char *source, lc_error *err);
void lc_facility_ids_close(lc_facility_ids *f);

/* Gives `row`, which has all but that, the id that it's written with. `own`:
 * the table's number, or "". The text lives as long as `f`. */
lc_status lc_facility_ids_give(lc_facility_ids *f, const char *own,
                               lc_stored_facility *row, lc_error *err);
/* The row was written; without this the next one takes its place. */
void lc_facility_ids_keep(lc_facility_ids *f);

/* Behind the last row: changes ids that are to be others, keeps aliases, and
 * puts the ids into the first rows of the journal. LIFE_ERR_NOMEM,
 * LIFE_ERR_DB. */
lc_status lc_facility_ids_settle(lc_facility_ids *f, lc_journal *journal,
                                 lc_error *err);
void lc_facility_ids_report(const lc_facility_ids *f, lc_import_report *report);

#endif
