/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/kinds/facility/write.h - one facility of a table into the city.
 *
 * Lengths are checked in bytes of UTF-8.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_WRITE_H
#define LIFECIRCLE_SRC_IMPORT_KINDS_FACILITY_WRITE_H

#include "lifecircle/geo/shape.h"
#include "lifecircle/store/city.h"
#include "lifecircle/store/rows/facility.h"

#define LIFE_NAME_BYTES_MAX 256 /* of a facility or unit */

/* Writes `f` with the place, area and outline of `shape` (kind NONE: no
 * position); empty texts are not known, and the id is no other's.
 * LIFE_ERR_LIMIT: a text is too long, LIFE_ERR_DB. */
lc_status lc_facility_write(lc_city *c, const lc_stored_facility *f,
                            const lc_shape *shape, lc_error *err);

#endif
