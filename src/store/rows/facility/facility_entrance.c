/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/facility/facility_entrance.c - the table of entrances.
 *
 * Their order is that in which they were found on the outline: ties between
 * two of them go by it.
 */
#include "lifecircle/store/rows/facility_entrance.h"

#include "src/store/rows/rows.h"

typedef lc_stored_entrance row;

static const lc_column columns[] = {
    LIFE_COLUMN(facility, "facility", 0),
    LIFE_COLUMN(pt, "geom", 0),
};
static const lc_rows_table table = LIFE_TABLE("facility_entrance", columns);

lc_status lc_facility_entrance_rows(lc_city *c, lc_stored_entrance *r,
                                    lc_rows **out, lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT facility, geom FROM facility_entrance"
                               " ORDER BY facility, id",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

/* Without an id SQLite gives the next one. */
lc_status lc_facility_entrance_rows_insert(lc_city *c,
                                           const lc_stored_entrance *r,
                                           lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_facility_entrance_rows_remove(lc_city *c, const char *facility,
                                           lc_error *err)
{
    static const lc_sql sql = {
        &table, "DELETE FROM facility_entrance WHERE facility = :facility",
        false};
    lc_stored_entrance key = {.facility = facility};

    return lc_rows_run(c, &sql, &key, err);
}
