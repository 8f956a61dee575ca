/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/facility/facility_shape.c - the table of outlines.
 *
 * A table of its own because SpatiaLite wants one type of geometry a column,
 * and programs that draw facilities want points.
 */
#include "lifecircle/store/rows/facility_shape.h"

#include "src/store/rows/rows.h"

typedef lc_stored_facility_shape row;

static const lc_column columns[] = {
    LIFE_COLUMN(facility, "facility", 0),
    LIFE_COLUMN(outline, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("facility_shape", columns);

lc_status lc_facility_shape_rows(lc_city *c, lc_stored_facility_shape *r,
                                 lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT facility, geom"
                               " FROM facility_shape ORDER BY facility",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_facility_shape_rows_insert(lc_city *c,
                                        const lc_stored_facility_shape *r,
                                        lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_facility_shape_rows_remove(lc_city *c, const char *facility,
                                        lc_error *err)
{
    static const lc_sql sql = {
        &table, "DELETE FROM facility_shape WHERE facility = :facility", false};
    lc_stored_facility_shape key = {.facility = facility};

    return lc_rows_run(c, &sql, &key, err);
}
