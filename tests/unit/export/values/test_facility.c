/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_facility.c - what is said of one facility: hours, other maps.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/buf.h"
#include "lifecircle/export/answers/facility.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/geo/crs.h"
#include "src/store/stmt.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void run(lct_city *c, const char *sql)
{
    lc_error err = {0};

    if (lc_stmt_exec(lct_file(c), sql, &err))
        fail_msg("%s", err.text);
}

/* The properties of the only facility. */
static json_t *properties(lct_city *c)
{
    lc_buf out = {0};
    json_error_t why;
    json_t *all;

    lc_answer_facility(&out, lct_world(c), 0);
    all = json_loadb(out.data, out.len, 0, &why);
    if (!all)
        fail_msg("%s", why.text);
    lc_buf_free(&out);
    return all;
}

static const char *text_of(const json_t *all, const char *group,
                           const char *key)
{
    return json_string_value(json_object_get(
        json_object_get(json_object_get(all, "properties"), group), key));
}

static lct_city *shop(lc_lonlat corner, const char *sql)
{
    lct_city *c = lct_city_new_at(corner);

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_facility(c, "a:1", "pharmacy", (lct_xy){0, 0});
    run(c, sql);
    lct_open(c);
    return c;
}

/* That the address has these two numbers behind `before`, to 1e-6 degree. */
static void shows(const char *url, const char *before, double a, double b)
{
    double x = 0, y = 0;

    if (strncmp(url, before, strlen(before)) != 0 ||
        sscanf(url + strlen(before), "%lf,%lf", &x, &y) != 2)
        fail_msg("%s does not begin with %s", url, before);
    if (fabs(x - a) > 1e-6 || fabs(y - b) > 1e-6)
        fail_msg("%s does not show %.7f,%.7f", url, a, b);
}

/* Position 104.06, 30.65: GCJ-02 and BD-09 by geo's own formulae. */
static void other_maps_get_their_own_coordinates(void **state)
{
    static const lc_lonlat at = {104.06, 30.65};
    lc_lonlat gcj = lc_wgs84_to_gcj02(at), bd = lc_gcj02_to_bd09(gcj);
    lct_city *c = shop(at, "UPDATE facility SET name = '药房 & <b>'");
    json_t *all = properties(c);
    const char *amap = text_of(all, "maps", "amap");

    (void)state;
    assert_true(lc_distance_m(lc_pt_from(at), lc_pt_from(gcj)) > 100);
    shows(text_of(all, "maps", "geo"), "geo:", at.lat, at.lon);
    shows(amap, "https://uri.amap.com/marker?position=", gcj.lon, gcj.lat);
    shows(text_of(all, "maps", "baidu"),
          "https://api.map.baidu.com/marker?location=", bd.lat, bd.lon);
    shows(text_of(all, "maps", "tencent"),
          "https://apis.map.qq.com/uri/v1/marker?marker=coord:", gcj.lat,
          gcj.lon);
    shows(text_of(all, "maps", "apple"), "https://maps.apple.com/?ll=", gcj.lat,
          gcj.lon);
    assert_non_null(strstr(amap, "name=%E8%8D%AF%E6%88%BF%20%26%20%3Cb%3E&"));
    assert_non_null(strstr(text_of(all, "maps", "baidu"), "bd09ll"));
    assert_non_null(
        strstr(text_of(all, "maps", "osm"), "mlat=30.65&mlon=104.06#map=18/"));
    json_decref(all);
    lct_city_free(c);
}

static void abroad_all_are_wgs84(void **state)
{
    static const lc_lonlat at = {13.25, 53.5};
    lct_city *c = shop(at, "UPDATE facility SET name = 'x'");
    json_t *all = properties(c);

    (void)state;
    assert_non_null(
        strstr(text_of(all, "maps", "amap"), "position=13.25,53.5&"));
    assert_non_null(
        strstr(text_of(all, "maps", "baidu"), "location=53.5,13.25&"));
    assert_non_null(strstr(text_of(all, "maps", "baidu"), "coord_type=wgs84"));
    json_decref(all);
    lct_city_free(c);
}

static void hours_are_said_or_null(void **state)
{
    static const lc_lonlat at = {104.06, 30.65};
    lct_city *c = shop(at, "UPDATE facility SET opening_hours = '24/7'");
    json_t *all = properties(c), *hours;

    (void)state;
    hours = json_object_get(json_object_get(all, "properties"), "hours");
    assert_true(json_is_true(json_object_get(hours, "open_now")));
    assert_true(json_is_true(json_object_get(hours, "sunday")));
    assert_true(json_is_null(json_object_get(hours, "next_change")));
    assert_string_equal(text_of(all, "hours", "text_en"), "open 24 hours");
    json_decref(all);
    lct_city_free(c);

    c = shop(at, "UPDATE facility SET opening_hours = 'ask <us>'");
    all = properties(c);
    hours = json_object_get(json_object_get(all, "properties"), "hours");
    assert_true(json_is_null(json_object_get(hours, "open_now")));
    assert_true(json_is_null(json_object_get(hours, "sunday")));
    assert_string_equal(text_of(all, "hours", "text_zh"), "ask <us>");
    json_decref(all);
    lct_city_free(c);

    c = shop(at, "UPDATE facility SET opening_hours = NULL");
    all = properties(c);
    assert_true(json_is_null(
        json_object_get(json_object_get(all, "properties"), "hours")));
    json_decref(all);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_maps_get_their_own_coordinates),
        cmocka_unit_test(abroad_all_are_wgs84),
        cmocka_unit_test(hours_are_said_or_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
