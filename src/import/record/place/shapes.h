/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/shapes.h - the shape of a record: its geometry, the
 * geometry column, or lon and lat.
 *
 * Threads: belongs to one thread. Errors are those of a row: their parameter
 * is the id of a finding (reject.h).
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SHAPES_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_SHAPES_H

#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/shape.h"
#include "src/import/record/columns.h"
#include "src/import/record/place/datum.h"

/* The shape of a record: its geometry, the geometry column, or lon and lat;
 * kind NONE where it has none of these. Areas come back valid, repaired where
 * that was needed. */
typedef struct lc_repair {
    bool done;
    double before_m2, after_m2; /* what the outline enclosed, and encloses */
} lc_repair;

/* The share of the area that a repair added, negative where it took away. */
double lc_shapes_repair_change(const lc_repair *r);

typedef struct lc_shapes {
    lc_datum datum;
    lc_areas *areas;
    const lc_columns *columns;
} lc_shapes;

lc_status lc_shapes_open(const char *crs, const lc_columns *columns,
                         lc_shapes *out, lc_error *err);
void lc_shapes_close(lc_shapes *s);
lc_status lc_shapes_read(const lc_shapes *s, const lc_record *r, lc_shape *out,
                         lc_repair *repair, lc_error *err);
/* The same as it was written: areas may be invalid. */
lc_status lc_shapes_read_raw(const lc_shapes *s, const lc_record *r,
                             lc_shape *out, lc_error *err);
/* Whether a table has columns for positions; features need none. */
bool lc_shapes_have_columns(const lc_columns *c);

#endif
