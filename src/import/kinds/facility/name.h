/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/name.h - what a facility without a name is called.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_NAME_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_NAME_H

#include "src/import/kinds/facility/place.h"
#include "src/import/osm/places/roads.h"
#include "src/import/record/words/kinds.h"

typedef struct lc_facility_name {   /* of one import; `= {0}` to begin */
    const lc_facility_place *place; /* of the row at hand */
    const lc_kinds *kinds;
    lc_osm_roads roads; /* read for the first row without an address */
    bool roads_read;
} lc_facility_name;

/* Adds nothing where the record has a name; else the facility's kind, with
 * its address or the nearest street behind it. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_facility_name_put(lc_facility_name *n, const lc_record *r,
                               const lc_catset *categories,
                               const lc_shape *shape, lc_buf *out,
                               lc_error *err);
void lc_facility_name_close(lc_facility_name *n);

#endif
