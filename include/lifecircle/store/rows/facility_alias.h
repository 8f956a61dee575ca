/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/facility_alias.h - what facilities were called before:
 * ids that go on answering for the facility that has another one now.
 *
 * Rows stay when their source is removed or a facility is gone: whoever comes
 * back is called as before. A file that was made before there was this table
 * has no old ids.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_FACILITY_ALIAS_H
#define LIFECIRCLE_STORE_ROWS_FACILITY_ALIAS_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_alias {
    const char *alias;    /* an id that was; no facility's now */
    const char *facility; /* the one it stands for, there or gone */
    const char *source;   /* of both */

    /* Read alone. */
    int64_t number; /* how many there are */
} lc_stored_alias;

/* All of them, by alias. */
lc_status lc_facility_alias_rows(lc_city *c, lc_stored_alias *row,
                                 lc_rows **out, lc_error *err);
/* Those of a source, by alias. */
lc_status lc_facility_alias_rows_of(lc_city *c, const char *source,
                                    lc_stored_alias *row, lc_rows **out,
                                    lc_error *err);
/* The one of this name, or no row. */
lc_status lc_facility_alias_rows_find(lc_city *c, const char *alias,
                                      lc_stored_alias *row, lc_rows **out,
                                      lc_error *err);

/* One of that name is replaced, and what stood for `alias` stands for
 * `facility` from now on. */
lc_status lc_facility_alias_rows_put(lc_city *c, const lc_stored_alias *row,
                                     lc_error *err);
/* Those whose name is a facility's again. */
lc_status lc_facility_alias_rows_drop_known(lc_city *c, lc_error *err);

#endif
