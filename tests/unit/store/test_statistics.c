/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * statistics.h: what a layer's line says, when it is said anew, and that
 * programs that count for themselves change no byte.
 */
#include "lct_folder.h"
#include "lifecircle/base/file.h"
#include "lifecircle/store/rows/setting.h"
#include "src/store/stmt.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

static lc_error err;

static void expect_ok(lc_status st, const char *call)
{
    if (st)
        fail_msg("%s: %s", call, err.text);
}

#define ok(call) expect_ok((err = (lc_error){0}, call), #call)

static const char *path(void)
{
    return lct_folder_path("city");
}

static lc_city *begun(lc_city_keep keep)
{
    lc_city *c = NULL;

    ok(lc_city_begin(path(), keep, &c, &err));
    return c;
}

/* Without a position where `lon` is 0. */
static void put_resident(lc_city *c, double lon, double lat)
{
    lc_stmt *s = NULL;

    ok(lc_stmt_prepare(c,
                       "INSERT INTO resident(source, kind, code, "
                       "residents_milli, geom) VALUES('x', 'unit', '', 1, ?1)",
                       &s, &err));
    if (lon != 0)
        lc_stmt_point(s, 1, lc_pt_from((lc_lonlat){lon, lat}));
    ok(lc_stmt_run(s, &err));
    lc_stmt_free(s);
}

static void lines_are(const char *want)
{
    lc_city *c = NULL;

    ok(lc_city_open(path(), false, &c, &err));
    lct_query_is(c,
                 "SELECT last_verified, row_count, extent_min_x, extent_min_y, "
                 "extent_max_x, extent_max_y FROM geometry_columns_statistics "
                 "WHERE f_table_name = 'resident'",
                 6, want);
    lc_city_close(c);
}

/* As another program; the file then is one without a sum to hold it to. */
static void run_sql(const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;

    assert_int_equal(sqlite3_open(path(), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why))
        fail_msg("%s: %s", sql, why);
    sqlite3_close(db);
    unlink(lct_folder_path("city.sha256"));
}

/* What GDAL 3.6 runs as a file is closed of which it counted a layer. */
#define COUNTS_AGAIN                                                           \
    "INSERT OR REPLACE INTO geometry_columns_statistics(last_verified, "       \
    "f_table_name, f_geometry_column, row_count, extent_min_x, extent_min_y, " \
    "extent_max_x, extent_max_y) VALUES(strftime('%Y-%m-%dT%H:%M:%fZ', "       \
    "'now'), 'resident', 'geom', "
#define NOTES_THAT                                                             \
    "INSERT INTO spatialite_history(table_name, geometry_column, event, "      \
    "timestamp, ver_sqlite, ver_splite) VALUES('ALL-TABLES', "                 \
    "'ALL-GEOMETRY-COLUMNS', 'UpdateLayerStatistics', "                        \
    "strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '3', '5')"

static void a_layer_says_how_much_it_holds(void **state)
{
    lc_city *c = begun(LIFE_KEEP_NONE);

    (void)state;
    put_resident(c, 104.5, 30.5);
    put_resident(c, 104.25, 30.75);
    put_resident(c, 0, 0);
    ok(lc_city_publish(c, &err));
    lines_are("2000-01-01T00:00:00.000Z|3|104.25|30.5|104.5|30.75;");
    ok(lc_city_open(path(), false, &c, &err));
    lct_query_is(c,
                 "SELECT count(*) FROM geometry_columns LEFT JOIN "
                 "geometry_columns_statistics USING(f_table_name, "
                 "f_geometry_column) WHERE row_count IS NULL",
                 1, "0;");
    lc_city_close(c);
}

static void what_changes_is_counted_anew(void **state)
{
    lc_city *c = begun(LIFE_KEEP_NONE);

    (void)state;
    put_resident(c, 104.5, 30.5);
    ok(lc_city_publish(c, &err));
    c = begun(LIFE_KEEP_ALL);
    put_resident(c, 105.5, 30.5);
    ok(lc_city_publish(c, &err));
    lines_are("2000-01-01T00:00:00.000Z|2|104.5|30.5|105.5|30.5;");
    c = begun(LIFE_KEEP_ALL);
    ok(lc_stmt_exec(c, "UPDATE resident SET geom = NULL", &err));
    ok(lc_city_publish(c, &err));
    lines_are("2000-01-01T00:00:00.000Z|2|-|-|-|-;");
    c = begun(LIFE_KEEP_ALL);
    ok(lc_stmt_exec(c, "DELETE FROM resident", &err));
    ok(lc_city_publish(c, &err));
    lines_are("2000-01-01T00:00:00.000Z|0|-|-|-|-;");
}

/* By who changes something else: a file from before there were counts, one
 * whose line is gone, and one whose rows somebody else changed. */
static void what_nobody_counted_is_counted(void **state)
{
    static const char *const spoiled[] = {
        "UPDATE geometry_columns_statistics SET last_verified = NULL, "
        "row_count = NULL, extent_min_x = NULL; "
        "DROP TRIGGER lifecircle_none_is_counted; "
        "DROP TRIGGER lifecircle_counting_is_no_event",
        "DELETE FROM geometry_columns_statistics",
        "UPDATE geometry_columns_time SET last_insert = "
        "'2024-01-01T00:00:00.000Z' WHERE f_table_name = 'resident'; "
        "UPDATE geometry_columns_statistics SET row_count = 9",
        COUNTS_AGAIN "9, 1, 2, 3, 4)"};
    lc_city *c = begun(LIFE_KEEP_NONE);

    (void)state;
    put_resident(c, 104.5, 30.5);
    ok(lc_city_publish(c, &err));
    for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++) {
        run_sql(spoiled[i]);
        c = begun(LIFE_KEEP_ALL);
        ok(lc_setting_put(c, "called", "x", &err));
        ok(lc_city_publish(c, &err));
        lines_are("2000-01-01T00:00:00.000Z|1|104.5|30.5|104.5|30.5;");
    }
}

static void none_counted_again_changes_no_byte(void **state)
{
    char sum[65], again[65];
    lc_city *c = begun(LIFE_KEEP_NONE);

    (void)state;
    ok(lc_city_publish(c, &err));
    lines_are("2000-01-01T00:00:00.000Z|0|-|-|-|-;");
    ok(lc_file_sha256(path(), sum, &err));
    run_sql(COUNTS_AGAIN "0, NULL, NULL, NULL, NULL); " NOTES_THAT);
    ok(lc_file_sha256(path(), again, &err));
    assert_string_equal(sum, again);
    run_sql(COUNTS_AGAIN "1, 2, 3, 2, 3)");
    ok(lc_file_sha256(path(), again, &err));
    assert_string_not_equal(sum, again); /* what is new is taken */
}

#define test(name)                                                             \
    cmocka_unit_test_setup_teardown(name, lct_folder_make, lct_folder_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_layer_says_how_much_it_holds),
        test(what_changes_is_counted_anew),
        test(what_nobody_counted_is_counted),
        test(none_counted_again_changes_no_byte),
    };

    return cmocka_run_group_tests_name("store/statistics", tests, NULL, NULL);
}
