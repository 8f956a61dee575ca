/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rows/pace.c - the table of paces.
 *
 * Copied from geodata by compute, as categories are: walk times are kept in
 * the file, and mean these paces.
 */
#include "lifecircle/store/rows/pace.h"

#include "src/store/rows/rows.h"

typedef lc_stored_pace row;

static const lc_column columns[] = {
    LIFE_COLUMN(index, "idx", 0),
    LIFE_COLUMN(id, "id", 0),
    LIFE_COLUMN(name_zh, "name_zh", 0),
    LIFE_COLUMN(name_en, "name_en", 0),
    LIFE_COLUMN(mode, "mode", 0),
    LIFE_COLUMN(metres, "metres", 0),
    LIFE_COLUMN(seconds, "seconds", 0),
    LIFE_COLUMN(steps_factor, "steps_factor", 0),
    LIFE_COLUMN(wheels, "wheels", 0),
};
static const lc_rows_table table = LIFE_TABLE("pace", columns);

lc_status lc_pace_rows(lc_city *c, lc_stored_pace *r, lc_rows **out,
                       lc_error *err)
{
    static const lc_sql sql = {&table,
                               "SELECT idx, id, name_zh, name_en, mode, metres,"
                               " seconds, steps_factor, wheels FROM pace"
                               " ORDER BY idx",
                               false};

    return lc_rows_read(c, &sql, NULL, r, out, err);
}

lc_status lc_pace_rows_insert(lc_city *c, const lc_stored_pace *r,
                              lc_error *err)
{
    static const lc_sql sql = {&table, "INSERT", true};

    return lc_rows_run(c, &sql, r, err);
}

lc_status lc_pace_rows_clear(lc_city *c, lc_error *err)
{
    static const lc_sql sql = {&table, "DELETE FROM pace", false};

    return lc_rows_run(c, &sql, NULL, err);
}
