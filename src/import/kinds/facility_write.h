/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility_write.h - one facility of a table into the city.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_WRITE_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_WRITE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/store/city.h"

#define LIFE_NAME_BYTES_MAX 256 /* of a facility or unit */

typedef struct lc_facility_row {
    const char *id, *source, *name, *categories, *unit;
    const char *address, *phone, *opening_hours, *website, *wheelchair;
    const char *checked_on, *closed_on, *attributes;
    bool name_given;
    const lc_shape *shape; /* kind NONE: no position */
} lc_facility_row;

typedef struct lc_facility_writer {
    lc_stmt *known, *row, *shape;
} lc_facility_writer;

lc_status lc_facility_write_open(lc_city *c, lc_facility_writer *out,
                                 lc_error *err);
void lc_facility_write_close(lc_facility_writer *w);
/* LIFE_ERR_RANGE: the id is there already. */
lc_status lc_facility_write(lc_facility_writer *w, const lc_facility_row *f,
                            lc_error *err);

#endif
