/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * typed.h: positions as people type and paste them.
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
#include "lifecircle/geo/typed.h"

#include <math.h>
#include <string.h>

#define LON 104.0668
#define LAT 30.6575

/* All of them are the same place; 1e-5 degree is a metre. */
static void reads_one_place(void **state)
{
    static const char *const row[] = {
        "104.0668,30.6575",           "30.6575, 104.0668",
        "30.6575 104.0668",           "104.0668；30.6575",
        "（104.0668，30.6575）",      "30.6575N 104.0668E",
        "N30.6575 E104.0668",         "E104.0668, N30.6575",
        "北纬30.6575° 东经104.0668°", "经度：104.0668 纬度：30.6575",
        "lat=30.6575, lng=104.0668",  "30°39'27\"N 104°4'0.48\"E",
        "30°39′27″N, 104°4′0.48″E",   "30度39分27秒 104度4分0.48秒",
        "30°39.45'N 104°4.008'E",     "geo:30.6575,104.0668",
        "wgs84: 104.0668,30.6575",    "gps 104.0668,30.6575",
    };
    lc_typed t;

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        if (!lc_typed_read(row[i], LIFE_DEGREES_WGS84, &t))
            fail_msg("%s is not read", row[i]);
        assert_int_equal(t.count, 1);
        assert_int_equal(t.system, LIFE_DEGREES_WGS84);
        if (fabs(t.at[0].lon - LON) > 1e-6 || fabs(t.at[0].lat - LAT) > 1e-6)
            fail_msg("%s is %.7f,%.7f", row[i], t.at[0].lon, t.at[0].lat);
    }
}

static void other_systems_are_brought_home(void **state)
{
    static const struct {
        const char *text, *system;
    } row[] = {
        {"gcj02:104.0668,30.6575", "gcj02"},
        {"高德 104.0668,30.6575", "gcj02"},
        {"30.6575,104.0668 腾讯", "gcj02"},
        {"AMap: 104.0668,30.6575", "gcj02"},
        {"bd09:104.0668,30.6575", "bd09"},
        {"百度104.0668,30.6575", "bd09"},
    };
    lc_lonlat p = {LON, LAT}, gcj = lc_gcj02_to_wgs84(p);
    lc_lonlat bd = lc_gcj02_to_wgs84(lc_bd09_to_gcj02(p));
    lc_typed t;

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_lonlat want = strcmp(row[i].system, "bd09") ? gcj : bd;

        if (!lc_typed_read(row[i].text, LIFE_DEGREES_WGS84, &t))
            fail_msg("%s is not read", row[i].text);
        assert_string_equal(lc_crs_degrees_names[t.system], row[i].system);
        assert_int_equal(t.count, 1);
        assert_true(fabs(t.at[0].lon - want.lon) < 1e-9 &&
                    fabs(t.at[0].lat - want.lat) < 1e-9);
        assert_true(lc_distance_m(lc_pt_from(t.at[0]), lc_pt_from(p)) > 100);
    }
}

/* Either order may be meant: lon,lat goes first. */
static void says_when_it_may_be_either(void **state)
{
    lc_typed t;

    (void)state;
    assert_true(lc_typed_read("13.26,53.56", LIFE_DEGREES_WGS84, &t));
    assert_int_equal(t.count, 2);
    assert_true(t.at[0].lon == 13.26 && t.at[1].lon == 53.56);
    assert_true(lc_typed_read("-15.43 28.12", LIFE_DEGREES_WGS84, &t));
    assert_int_equal(t.count, 2);
    assert_true(lc_typed_read("28.12N 15.43W", LIFE_DEGREES_WGS84, &t));
    assert_int_equal(t.count, 1);
    assert_true(t.at[0].lon == -15.43 && t.at[0].lat == 28.12);
    assert_true(lc_typed_read("S28.12, -15.43", LIFE_DEGREES_WGS84, &t));
    assert_true(t.at[0].lat == -28.12);
    assert_true(lc_typed_read("-28.12 S, -15.43 W", LIFE_DEGREES_WGS84, &t));
    assert_true(t.at[0].lon == -15.43 && t.at[0].lat == -28.12);
}

static void names_are_no_positions(void **state)
{
    static const char *const row[] = {
        "",       "12",      "人民南路12号", "1,2,3",     "104.0668",
        "200,95", "N12 N13", "E12 E13",      "12 Main",   "30°70'N 104E",
        "a 1,2",  "1e3,4",   "1.2.3,4.5",    "104.0668,", "高德",
        "geo:",   "北纬30",  "--1,2",        "1,2 3",     "nan,1",
    };
    lc_typed t;

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (lc_typed_read(row[i], LIFE_DEGREES_WGS84, &t))
            fail_msg("%s is read as %.7f,%.7f", row[i], t.at[0].lon,
                     t.at[0].lat);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_one_place),
        cmocka_unit_test(other_systems_are_brought_home),
        cmocka_unit_test(says_when_it_may_be_either),
        cmocka_unit_test(names_are_no_positions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
