/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/row.h - a record whose categories and place are
 * known, as the row of a facility: its id, its name and what else the record
 * says.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_ROW_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_ROW_H

#include "src/import/kinds/facility/ids.h"
#include "src/import/kinds/facility/name.h"
#include "src/import/kinds/facility/place.h"
#include "src/import/kinds/facility/status.h"
#include "src/import/record/attributes.h"

typedef struct lc_facility_row { /* of one import; `= {0}` to begin */
    const lc_table_import *t;
    const lc_facility_place *place;
    const lc_facility_status *status;
    const lc_kinds *kinds;
    lc_facility_name name;
    lc_facility_ids ids;
    lc_buf text; /* of one row: what is built for it */
    lc_buf attributes;
    lc_attributes_odd odd;
    char first_odd[160]; /* where the first of them is, and what it says */
} lc_facility_row;

/* All of them outlive it. To be closed whatever comes back: LIFE_ERR_NOMEM. */
lc_status lc_facility_row_open(lc_facility_row *f,
                               const lc_facility_place *place,
                               const lc_facility_status *status,
                               const lc_kinds *kinds, lc_error *err);
/* Once its place was looked for: writes the facility, and shows it in the
 * journal. `type`: what the record calls its kind, or "". LIFE_ERR_PARSE (a
 * date), or what lc_facility_write() returns. */
lc_status lc_facility_row_write(lc_facility_row *f, const lc_record *r,
                                const lc_catset *categories, const char *type,
                                const lc_shape *shape, lc_error *err);
void lc_facility_row_close(lc_facility_row *f);

#endif
