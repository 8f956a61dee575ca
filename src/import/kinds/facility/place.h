/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/place.h - where a facility is that gives no
 * position: at its address, else in the unit that it names.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_PLACE_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_PLACE_H

#include "src/import/kinds/row_address.h"
#include "src/import/kinds/table_import.h"
#include "src/import/kinds/unit_names.h"

typedef struct lc_facility_place { /* of one import; `= {0}` to begin */
    const lc_table_import *t;
    lc_row_address addresses;
    lc_unit_names units; /* read for the first row that names one */
    bool units_read;
    int64_t nowhere; /* rows with a unit but neither position nor address */

    /* of the row at hand */
    lc_buf address;   /* "": none */
    const char *unit; /* the code of the unit that it names, or "" */
    bool matched;     /* its place was looked for by the address: */
    lc_address_match match;
} lc_facility_place;

/* `t` outlives it. LIFE_ERR_RANGE: the option address-quality. */
lc_status lc_facility_place_open(lc_facility_place *p, const lc_table_import *t,
                                 lc_error *err);
void lc_facility_place_close(lc_facility_place *p);
/* Reads the row's address and unit; where `shape` is none and the address says
 * the place, it is that point. A failure is of the row: it says nothing of
 * where it is, or its unit's name is that of several, or of none. */
lc_status lc_facility_place_find(lc_facility_place *p, const lc_record *r,
                                 lc_shape *shape, lc_error *err);
/* Once the row is taken: a rejected one is told as that alone. */
void lc_facility_place_count(lc_facility_place *p, const lc_record *r,
                             const lc_shape *shape);

#endif
