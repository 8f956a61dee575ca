/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_nodes.c - a packed R*Tree, of a GeoPackage: SQLite finds it sound, each
 * row is in it, and rows that are neighbours along the curve are in one leaf or
 * the next, whatever order they come in.
 */
#include "lct_folder.h"
#include "lifecircle/store/gpkg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* clang-format off: cmocka.h wants what is above it */
#include <cmocka.h>
/* clang-format on */

#include <sqlite3.h>

enum { ROWS = 5000 };

static uint32_t seed = 1;

static uint32_t chance(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static uint64_t rising(size_t i)
{
    return i * 3;
}

static uint64_t falling(size_t i)
{
    return UINT64_MAX - i;
}

static uint64_t anywhere(size_t i)
{
    (void)i;
    return (uint64_t)chance() << 40 | chance();
}

static uint64_t all_the_same(size_t i)
{
    (void)i;
    return 7;
}

/* Most of them near each other, and a few as far as can be. */
static uint64_t clustered(size_t i)
{
    return i % 500 ? (UINT64_C(1) << 50) + chance() % 3000 : anywhere(i);
}

static void fill(const char *path, uint64_t (*key_of)(size_t), uint64_t *key)
{
    const lc_gpkg_table t = {.name = "t",
                             .identifier = "t",
                             .description = "",
                             .geometry = "POINT",
                             .system = {4326, "WGS 84 geodetic", NULL}};
    lc_gpkg *g;
    lc_error err = {0};

    assert_int_equal(lc_gpkg_create(path, "2000-01-01T00:00:00.000Z", &g, &err),
                     LIFE_OK);
    assert_int_equal(lc_gpkg_layer(g, &t, &err), LIFE_OK);
    for (size_t i = 0; i < ROWS; i++) {
        double x = (double)(chance() % 1000), y = (double)(chance() % 1000);
        const double box[4] = {x, x, y, y};

        key[i] = key_of(i);
        lc_gpkg_geometry(g, "", 0, box, key[i]);
        assert_int_equal(lc_gpkg_row(g, &err), LIFE_OK);
    }
    if (lc_gpkg_finish(g, &err))
        fail_msg("%s", err.text);
    lc_gpkg_free(g);
}

static const uint64_t *keys; /* of the rows that are sorted */

static int by_key(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;

    if (keys[x] != keys[y])
        return keys[x] < keys[y] ? -1 : 1;
    return (x > y) - (x < y);
}

static void expect_leaves_in_order(sqlite3 *db, const uint64_t *key)
{
    static int64_t leaf[ROWS];
    static size_t order[ROWS];
    sqlite3_stmt *s;
    size_t n = 0;

    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT rowid, nodeno FROM "
                                        "rtree_t_geom_rowid ORDER BY rowid",
                                        -1, &s, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(s) == SQLITE_ROW; n++) {
        assert_int_equal(sqlite3_column_int64(s, 0), n + 1);
        leaf[n] = sqlite3_column_int64(s, 1);
        order[n] = n;
    }
    sqlite3_finalize(s);
    assert_int_equal(n, ROWS);
    keys = key;
    qsort(order, ROWS, sizeof *order, by_key);
    for (size_t i = 1; i < ROWS; i++)
        assert_in_range(leaf[order[i]], leaf[order[i - 1]],
                        leaf[order[i - 1]] + 1);
}

static void expect_sound(sqlite3 *db)
{
    sqlite3_stmt *s;

    assert_int_equal(sqlite3_prepare_v2(db, "SELECT rtreecheck('rtree_t_geom')",
                                        -1, &s, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    sqlite3_finalize(s);
}

static void leaves_follow_the_curve(void **state)
{
    static uint64_t (*const kind[])(size_t) = {rising, falling, anywhere,
                                               all_the_same, clustered};
    static uint64_t key[ROWS];

    (void)state;
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
        const char *path = lct_folder_put("t.gpkg", "");
        sqlite3 *db;

        fill(path, kind[i], key);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        expect_sound(db);
        expect_leaves_in_order(db, key);
        sqlite3_close(db);
        assert_int_equal(remove(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(leaves_follow_the_curve,
                                        lct_folder_make, lct_folder_remove),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
