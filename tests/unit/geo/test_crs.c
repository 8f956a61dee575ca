/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crs.h: round trips to 1 mm, known points, refusals.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/geo/crs.h"

#include <math.h>
#include <string.h>

static double metres_apart(lc_lonlat a, lc_lonlat b)
{
    return hypot((a.lon - b.lon) * 111320, (a.lat - b.lat) * 111320);
}

static void formulae_come_back_to_a_millimetre(void **state)
{
    (void)state;
    for (double lon = 72.0105; lon < 137.83; lon += 0.2371)
        for (double lat = 0.84; lat < 55.82; lat += 0.2113) {
            lc_lonlat p = {lon, lat}, g = lc_wgs84_to_gcj02(p);
            lc_lonlat b = lc_gcj02_to_bd09(g);

            assert_true(metres_apart(lc_gcj02_to_wgs84(g), p) < 0.001);
            assert_true(metres_apart(lc_bd09_to_gcj02(b), g) < 0.001);
        }
}

/* Shifts in Chengdu are 346-369 m (GCJ-02) and 893-950 m (BD-09). */
static void shifts_are_of_the_known_size(void **state)
{
    lc_lonlat p = {104.0665, 30.6575}, g = lc_wgs84_to_gcj02(p);
    lc_lonlat b = lc_gcj02_to_bd09(g);
    double c = cos(p.lat * 0.0174532925);
    double g_m = hypot((g.lon - p.lon) * 111320 * c, (g.lat - p.lat) * 111320);
    double b_m = hypot((b.lon - p.lon) * 111320 * c, (b.lat - p.lat) * 111320);

    (void)state;
    assert_true(g_m > 340 && g_m < 375);
    assert_true(b_m > 885 && b_m < 955);
}

static void outside_china_nothing_moves(void **state)
{
    static const lc_lonlat place[] = {{13.26, 53.55}, {72.0, 30},  {137.84, 40},
                                      {100, 0.8},     {100, 55.9}, {-180, -90}};

    (void)state;
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        lc_lonlat p = place[i], g = lc_wgs84_to_gcj02(p);

        assert_true(g.lon == p.lon && g.lat == p.lat);
    }
    assert_true(lc_gcj02_to_wgs84(place[0]).lon == place[0].lon);
}

static void every_system_comes_back(void **state)
{
    static const char *const name[] = {"wgs84",      "GCJ02",     "bd09",
                                       "CGCS2000",   "EPSG:4326", "epsg:4490",
                                       "EPSG:32648", "EPSG:4543", "EPSG:3857"};
    lc_lonlat p = {104.0665, 30.6575};

    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        lc_crs *c;
        lc_lonlat back;
        double x, y;

        assert_int_equal(lc_crs_open(name[i], &c, NULL), LIFE_OK);
        assert_int_equal(lc_crs_from_wgs84(c, p, &x, &y, NULL), LIFE_OK);
        assert_int_equal(lc_crs_to_wgs84(c, x, y, &back, NULL), LIFE_OK);
        assert_true(metres_apart(p, back) < 0.001);
        lc_crs_close(c);
    }
    lc_crs_close(NULL);
}

/* UTM zone 48 of 105 E, 30 N: on the central meridian, x is 500,000 m. */
static void takes_east_before_north(void **state)
{
    lc_crs *c;
    double x, y;

    (void)state;
    lc_crs_open("EPSG:32648", &c, NULL);
    assert_int_equal(lc_crs_from_wgs84(c, (lc_lonlat){105, 30}, &x, &y, NULL),
                     LIFE_OK);
    assert_true(fabs(x - 500000) < 0.001);
    assert_true(fabs(y - 3318785.351) < 0.01);
    lc_crs_close(c);
}

static void refuses_unknown_systems(void **state)
{
    static const char *const name[] = {
        "",     "wgs",        "EPSG:",   "EPSG:0",
        "4326", "EPSG:99999", "EPSG:-1", "EPSG:99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        lc_crs *c;
        lc_error e = {0};

        assert_int_equal(lc_crs_open(name[i], &c, &e), LIFE_ERR_RANGE);
        assert_null(c);
        assert_string_equal(e.parameter, "crs");
        assert_non_null(strstr(e.text, "gcj02"));
    }
}

static void refuses_points_outside(void **state)
{
    static const struct {
        const char *name;
        double x, y;
    } row[] = {{"wgs84", 104, 95},
               {"wgs84", NAN, 0},
               {"gcj02", 181, 0},
               {"bd09", INFINITY, 0},
               {"EPSG:4543", 3392000, 410000}, /* north before east */
               {"EPSG:4543", 104, 30},
               {"EPSG:32648", NAN, 0},
               {"EPSG:3857", 1e300, 1e300}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_crs *c;
        lc_lonlat p;
        lc_error e = {0};

        assert_int_equal(lc_crs_open(row[i].name, &c, NULL), LIFE_OK);
        assert_int_equal(lc_crs_to_wgs84(c, row[i].x, row[i].y, &p, &e),
                         LIFE_ERR_RANGE);
        lc_crs_close(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulae_come_back_to_a_millimetre),
        cmocka_unit_test(shifts_are_of_the_known_size),
        cmocka_unit_test(outside_china_nothing_moves),
        cmocka_unit_test(every_system_comes_back),
        cmocka_unit_test(takes_east_before_north),
        cmocka_unit_test(refuses_unknown_systems),
        cmocka_unit_test(refuses_points_outside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
