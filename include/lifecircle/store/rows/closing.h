/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/store/rows/closing.h - nodes and streets that are open at times
 * alone.
 *
 * Layer:   store.
 * Threads: as the lc_city.
 */
#ifndef LIFECIRCLE_STORE_ROWS_CLOSING_H
#define LIFECIRCLE_STORE_ROWS_CLOSING_H

#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/rows.h"

typedef struct lc_stored_closing {
    int64_t id;         /* 1 and on; given by the insert */
    const char *osm_id; /* n12, w12, r12: whose tags say so */
    const char *modes;  /* of which, space-separated */
    int64_t node;       /* a street.from_node or to_node; 0: none */
    int64_t street;     /* street.id; 0: none */
    const char *rule;   /* as hours/conditional.h reads it */
    const char *said;   /* as it is tagged */
    lc_pt pt;
} lc_stored_closing;

/* By id. */
lc_status lc_closing_rows(lc_city *c, lc_stored_closing *row, lc_rows **out,
                          lc_error *err);
/* Numbers them as they come. */
lc_status lc_closing_rows_insert(lc_city *c, const lc_stored_closing *row,
                                 lc_error *err);

#endif
