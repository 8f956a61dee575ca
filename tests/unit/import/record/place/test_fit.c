/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/fit.h: the system of a table's coordinates, measured
 * against the streets of a city drawn by hand.
 */
#define _DEFAULT_SOURCE /* mkstemps() */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/file.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/import/import.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/world.h"
#include "src/import/record/place/fit.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCKS 8
#define SIDE_M 130.0

static lct_city *city;
static const lc_world *world;

/* A grid of streets in Chengdu, not as wide apart as the shifts are long. */
static int draw(void **state)
{
    (void)state;
    city = lct_city_new();
    for (int i = 0; i <= BLOCKS; i++)
        for (int k = 0; k < BLOCKS; k++) {
            int row = i * (BLOCKS + 1) + k, column = k * (BLOCKS + 1) + i;

            lct_street(city, row, (lct_xy){k * SIDE_M, i * SIDE_M}, row + 1,
                       (lct_xy){(k + 1) * SIDE_M, i * SIDE_M}, LCT_OPEN);
            lct_street(city, column, (lct_xy){i * SIDE_M, k * SIDE_M},
                       column + BLOCKS + 1,
                       (lct_xy){i * SIDE_M, (k + 1) * SIDE_M}, LCT_OPEN);
        }
    lct_home(city, (lct_xy){10, 10}, 1000);
    world = lc_study_world(lct_open(city));
    return world ? 0 : -1;
}

static int wipe(void **state)
{
    (void)state;
    lct_city_free(city);
    return 0;
}

/* The i-th of the points 8 m north of a street's middle. */
static lc_lonlat beside(size_t i)
{
    size_t row = i / BLOCKS, column = i % BLOCKS;

    return lct_at(city, (lct_xy){((double)column + 0.5) * SIDE_M,
                                 (double)row * SIDE_M + 8});
}

static lc_lonlat as_it_is(lc_lonlat p)
{
    return p;
}

static lc_lonlat to_bd09(lc_lonlat p)
{
    return lc_gcj02_to_bd09(lc_wgs84_to_gcj02(p));
}

static const struct {
    const char *name;
    lc_lonlat (*from_wgs84)(lc_lonlat p);
} systems[] = {
    {"wgs84", as_it_is}, {"gcj02", lc_wgs84_to_gcj02}, {"bd09", to_bd09}};

static void finds_each_system(void **state)
{
    (void)state;
    for (size_t s = 0; s < LCT_COUNT(systems); s++) {
        lc_lonlat pt[40];
        lc_fit fit[LIFE_FIT_COUNT];
        lc_fit_ways ways;
        lc_error err = {0};

        for (size_t i = 0; i < LCT_COUNT(pt); i++)
            pt[i] = systems[s].from_wgs84(beside(i));
        lc_fit_ways_degrees(&ways);
        assert_int_equal(lc_fit_measure(lc_world_network(world), pt,
                                        LCT_COUNT(pt), &ways, fit, &err),
                         LIFE_OK);
        assert_int_equal(fit[s].near, LCT_COUNT(pt));
        assert_int_equal(fit[s].inside, LCT_COUNT(pt));
        assert_true(fit[s].median_m > 7.9 && fit[s].median_m < 8.1);
        assert_non_null(lc_fit_winner(fit, LIFE_FIT_COUNT));
        assert_string_equal(lc_fit_winner(fit, LIFE_FIT_COUNT)->name,
                            systems[s].name);
    }
}

/* What must be said of how many points. */
static void wants_enough_points(void **state)
{
    static const struct {
        lc_fit a, b;
        bool beats;
    } row[] = {
        {{.about = 10, .near = 9}, {.about = 11, .near = 2}, true},
        {{.about = 5, .near = 5}, {.about = 5, .near = 0}, true},
        {{.about = 4, .near = 4}, {.about = 4, .near = 0}, false},
        {{.about = 10, .near = 6}, {.about = 10, .near = 4}, false},
        {{.about = 1000, .near = 600}, {.about = 1000, .near = 400}, true},
        {{.about = 100000, .near = 50000},
         {.about = 100000, .near = 40000},
         false},
        {{.about = 10, .near = 2}, {.about = 10, .near = 9}, false},
        {{.about = 0}, {.about = 0}, false},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++)
        assert_int_equal(lc_fit_beats(&row[i].a, &row[i].b), row[i].beats);
}

/* Many rows at one place, as the stalls of a market, are one point. */
static void counts_places_and_not_rows(void **state)
{
    lc_lonlat pt[40];
    lc_fit_ways w = {.n = 0};
    lc_fit fit[LIFE_FIT_COUNT];

    (void)state;
    lc_fit_ways_degrees(&w);
    for (size_t i = 0; i < LCT_COUNT(pt); i++)
        pt[i] = beside(i % 2);
    assert_int_equal(lc_fit_measure(lc_world_network(world), pt, LCT_COUNT(pt),
                                    &w, fit, NULL),
                     LIFE_OK);
    assert_int_equal(fit[LIFE_FIT_WGS84].places, 2);
    assert_int_equal(fit[LIFE_FIT_WGS84].inside, LCT_COUNT(pt));
    assert_int_equal(fit[LIFE_FIT_WGS84].about, 2);
    assert_int_equal(fit[LIFE_FIT_WGS84].near, 2);
    assert_null(lc_fit_winner(fit, w.n));
    lc_fit_ways_close(&w);
}

/* Where GCJ-02 is WGS 84, it can't win over it, nor keep it from winning. */
static void knows_where_there_is_no_shift(void **state)
{
    lc_fit fit[LIFE_FIT_COUNT] = {
        {.name = "wgs84", .about = 50, .near = 45},
        {.name = "gcj02", .about = 50, .near = 45},
        {.name = "bd09", .about = 50, .near = 10, .moved = true}};

    (void)state;
    assert_string_equal(lc_fit_winner(fit, LIFE_FIT_COUNT)->name, "wgs84");
    fit[LIFE_FIT_GCJ02].moved = true;
    assert_null(lc_fit_winner(fit, LIFE_FIT_COUNT));
}

/* -- whole imports ------------------------------------------------------- */

static const char *table_of(lc_lonlat (*from_wgs84)(lc_lonlat), size_t count,
                            bool swapped)
{
    static char path[] = "/tmp/lifecircle-fit.XXXXXX.csv";
    lc_buf b = {0};
    FILE *f;
    int fd;

    memcpy(path, "/tmp/lifecircle-fit.XXXXXX.csv", sizeof path);
    fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    lc_buf_puts(&b, "name,lon,lat\n");
    for (size_t i = 0; i < count; i++) {
        lc_lonlat p = from_wgs84(beside(i));

        lc_buf_printf(&b, "A%zu,%.7f,%.7f\n", i, swapped ? p.lat : p.lon,
                      swapped ? p.lon : p.lat);
    }
    f = fdopen(fd, "w");
    assert_non_null(f);
    fwrite(b.data, 1, b.len, f);
    fclose(f);
    lc_buf_free(&b);
    return path;
}

typedef struct import_case {
    const char *crs;
    bool trust;
    int system; /* what the table is in */
    size_t count;
    lc_status st;
    const char *says; /* in the error or the report */
    const char *stored;
} import_case;

static const import_case cases[] = {
    {"auto", false, 0, 20, LIFE_OK, "20 of 20 as wgs84", "wgs84"},
    {"auto", false, 1, 20, LIFE_OK, "20 of 20 as gcj02", "gcj02"},
    {"AUTO", false, 2, 20, LIFE_OK, "20 of 20 as bd09", "bd09"},
    {"auto", false, 1, 3, LIFE_ERR_RANGE, "too few", ""},
    {NULL, false, 0, 20, LIFE_OK, "coordinates: wgs84", "wgs84"},
    {NULL, false, 1, 20, LIFE_ERR_RANGE, "gcj02 rather than wgs84", ""},
    {"cgcs2000", false, 2, 20, LIFE_ERR_RANGE, "bd09 rather than cgcs2000", ""},
    {"gcj02", false, 0, 20, LIFE_ERR_RANGE, "wgs84 rather than gcj02", ""},
    {"bd09", false, 2, 20, LIFE_OK, "coordinates: bd09", "bd09"},
    {"wgs84", true, 1, 20, LIFE_OK, "20 of 20 as gcj02", "wgs84"},
    {"wgs84", false, 1, 3, LIFE_OK, "too few to check", "wgs84"},
    {NULL, true, 0, 20, LIFE_ERR_USAGE, "needs --crs", ""},
    {"auto", true, 0, 20, LIFE_ERR_USAGE, "needs --crs", ""},
    {"mars", false, 0, 20, LIFE_ERR_RANGE, "mars", ""},
};

static void stored_crs(lc_city *c, char out[32])
{
    lc_stmt *s;
    lc_error err = {0};
    bool row;

    assert_int_equal(lc_stmt_prepare(c,
                                     "SELECT crs FROM source WHERE kind = "
                                     "'facilities'",
                                     &s, &err),
                     LIFE_OK);
    assert_int_equal(lc_stmt_step(s, &row, &err), LIFE_OK);
    snprintf(out, 32, "%s", row ? lc_stmt_col_text(s, 0) : "");
    lc_stmt_free(s);
}

static void asks_when_another_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        const import_case *k = &cases[i];
        const char *path =
            table_of(systems[k->system].from_wgs84, k->count, false);
        lc_import_opts o = {
            .crs = k->crs, .trust_crs = k->trust, .category = "park"};
        lc_import_report report = {0};
        lc_error err = {0};
        char crs[32];
        lc_city *c;
        lc_status st;

        assert_int_equal(lc_city_begin(lct_path(city), true, &c, &err),
                         LIFE_OK);
        st = lc_import_facilities(c, path, &o, &report, &err);
        stored_crs(c, crs);
        lc_city_close(c);
        unlink(path);
        if (st != k->st || !strstr(st ? err.text : report.text, k->says))
            fail_msg("case %zu: %d, %s%s", i, (int)st, err.text, report.text);
        if (!st)
            assert_string_equal(crs, k->stored);
    }
}

static void knows_swapped_columns(void **state)
{
    const char *path = table_of(as_it_is, 20, true);
    lc_import_opts o = {.category = "park"};
    lc_import_report report = {0};
    lc_error err = {0};
    lc_city *c;

    (void)state;
    assert_int_equal(lc_city_begin(lct_path(city), true, &c, &err), LIFE_OK);
    assert_int_not_equal(lc_import_facilities(c, path, &o, &report, &err),
                         LIFE_OK);
    assert_non_null(strstr(err.text, "swapped"));
    lc_city_close(c);
    unlink(path);
}

static void refuses_odd_coordinates(void **state)
{
    static const struct {
        const char *lon, *lat, *says;
    } row[] = {
        {"104°03′50″", "30.6", "write the decimal 104.063889"},
        {"104 03 50", "30.6", "write the decimal 104.063889"},
        {"W1°30'", "30.6", "write the decimal -1.5"},
        {"35412345.6", "3391234.5", "EPSG:4523"},
        {"18412345.6", "3391234.5", "EPSG:4496"},
        {"3391234.5", "35412345.6", "EPSG:4523"},
        {"11584512.3", "3587123.4", "say --crs EPSG:3857"},
        {"0", "0", "no position"},
        {"", "30.6", "longitude is missing"},
        {"104.06", "", "latitude is missing"},
        {"east", "30.6", "not a number"},
        {"30.6", "104.06", "swapped"},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        char path[] = "/tmp/lifecircle-fit.XXXXXX.csv";
        FILE *f = fdopen(mkstemps(path, 4), "w");
        lc_import_opts o = {.category = "park"};
        lc_import_report report = {0};
        lc_error err = {0};
        lc_city *c;

        assert_non_null(f);
        fprintf(f, "name,lon,lat\nA,%s,%s\n", row[i].lon, row[i].lat);
        fclose(f);
        assert_int_equal(lc_city_begin(lct_path(city), true, &c, &err),
                         LIFE_OK);
        assert_int_not_equal(lc_import_facilities(c, path, &o, &report, &err),
                             LIFE_OK);
        if (!strstr(err.text, row[i].says))
            fail_msg("row %zu: %s", i, err.text);
        lc_city_close(c);
        unlink(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_each_system),
        cmocka_unit_test(counts_places_and_not_rows),
        cmocka_unit_test(wants_enough_points),
        cmocka_unit_test(knows_where_there_is_no_shift),
        cmocka_unit_test(asks_when_another_fits),
        cmocka_unit_test(knows_swapped_columns),
        cmocka_unit_test(refuses_odd_coordinates),
    };

    return cmocka_run_group_tests(tests, draw, wipe);
}
