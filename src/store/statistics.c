/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/statistics.c - see statistics.h.
 *
 * The moment at which a layer was counted is always the same, so that the same
 * input gives the same bytes. It only has to be later than the last change
 * that SpatiaLite's triggers noted; these are put aside while rows are written
 * here, and what they noted of others is taken back.
 */
#include "src/store/statistics.h"

#include "src/store/stmt.h"

#define COUNTED "'2000-01-01T00:00:00.000Z'"
#define NEVER   "'0000-01-01T00:00:00.000Z'" /* as SpatiaLite has it */

void lc_statistics_add(lc_statistics *s, const double box[4])
{
    s->rows++;
    if (!box)
        return;
    for (int i = 0; i < 4; i++) {
        bool least = i % 2 == 0;

        if (!s->shapes || (least ? box[i] < s->box[i] : box[i] > s->box[i]))
            s->box[i] = box[i];
    }
    s->shapes = true;
}

/* GDAL deletes a line that it knows to be wrong. */
static lc_status make_line(lc_city *c, const char *table, lc_error *err)
{
    return lc_stmt_exec_f(
        c, err,
        "INSERT OR IGNORE INTO geometry_columns_statistics"
        "(f_table_name, f_geometry_column) VALUES(%Q, 'geom'); "
        "UPDATE geometry_columns_time SET last_insert = " NEVER
        ", last_update = " NEVER ", last_delete = " NEVER
        " WHERE f_table_name = %Q",
        table, table);
}

lc_status lc_statistics_put(lc_city *c, const char *table,
                            const lc_statistics *s, lc_error *err)
{
    lc_stmt *u = NULL;
    lc_status st = make_line(c, table, err);

    if (!st)
        st = lc_stmt_prepare(
            c,
            "UPDATE geometry_columns_statistics SET last_verified = " COUNTED
            ", row_count = ?2, extent_min_x = ?3, extent_max_x = ?4, "
            "extent_min_y = ?5, extent_max_y = ?6 WHERE f_table_name = ?1",
            &u, err);
    if (st)
        return st;
    lc_stmt_text(u, 1, table);
    lc_stmt_int(u, 2, s->rows);
    for (int i = 0; s->shapes && i < 4; i++)
        lc_stmt_double(u, 3 + i, s->box[i]);
    st = lc_stmt_run(u, err);
    lc_stmt_free(u);
    return st;
}

lc_status lc_statistics_known(lc_city *c, const char *table, bool *known,
                              lc_error *err)
{
    int64_t n = 0;
    lc_status st = lc_stmt_value(
        c, 0, &n, err,
        "SELECT count(*) FROM geometry_columns_statistics s JOIN "
        "geometry_columns_time t USING(f_table_name, f_geometry_column) WHERE "
        "f_table_name = %Q AND last_verified = " COUNTED
        " AND row_count IS NOT NULL AND "
        "max(last_insert, last_update, last_delete) = " NEVER,
        table);

    *known = n == 1;
    return st;
}

/* A layer of no rows is an uncounted one to GDAL, which writes the same line
 * anew each time, and an event into SpatiaLite's diary; nothing reads that
 * event. A table that numbers its rows needs a last number, or a row that is
 * passed over makes one. */
lc_status lc_statistics_guard(lc_city *c, lc_error *err)
{
    return lc_stmt_exec(
        c,
        "CREATE TRIGGER IF NOT EXISTS lifecircle_none_is_counted BEFORE INSERT "
        "ON geometry_columns_statistics WHEN NEW.row_count = 0 AND EXISTS "
        "(SELECT 1 FROM geometry_columns_statistics WHERE f_table_name = "
        "NEW.f_table_name AND f_geometry_column = NEW.f_geometry_column AND "
        "row_count = 0) BEGIN SELECT RAISE(IGNORE); END; "
        "CREATE TRIGGER IF NOT EXISTS lifecircle_counting_is_no_event BEFORE "
        "INSERT ON spatialite_history WHEN NEW.event = "
        "'UpdateLayerStatistics' BEGIN SELECT RAISE(IGNORE); END; "
        "DELETE FROM sqlite_sequence; "
        "INSERT INTO sqlite_sequence VALUES('spatialite_history', 0)",
        err);
}
