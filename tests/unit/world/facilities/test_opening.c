/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_opening.c - what is open when somebody asks.
 *
 * One street of 2,000 m to the east; at the standard pace 1 m is 900 ms.
 */
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
#include "lifecircle/geo/zones.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void open_when(lct_city *c, const char *id, double x, const char *hours)
{
    lc_error err = {0};
    lc_stmt *s;

    lct_facility(c, id, "pharmacy", (lct_xy){x, 0});
    ok(lc_stmt_prepare(lct_file(c),
                       "UPDATE facility SET opening_hours = ? WHERE id = ?", &s,
                       &err),
       &err);
    lc_stmt_text(s, 1, hours);
    lc_stmt_text(s, 2, id);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

/* By distance: closed on Sunday, unreadable, always, nothing said, weekdays. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    open_when(c, "a:1", 100, "Mo-Sa 08:00-20:00");
    open_when(c, "a:2", 200, "看门口通知");
    open_when(c, "a:3", 1500, "24/7");
    open_when(c, "a:4", 1600, "");
    open_when(c, "a:5", 1700, "周一至周五 8:00-20:00");
    lct_open(c);
    return c;
}

static lc_place asked(lct_city *c, lc_walker *a, const char *when)
{
    lc_place from;
    lc_error err = {0};

    ok(lc_place_at(a, lct_at(c, (lct_xy){0, 0}), 0, &from, &err), &err);
    if (!lc_world_clock_when(lct_world(c), when, &from.when))
        fail_msg("%s", when);
    return from;
}

static void nearest_is(lct_city *c, lc_walker *a, const lc_place *from,
                       bool straight, const char *ids)
{
    lc_buf got = {0};
    const lc_catset all = lc_catset_first(LIFE_MAX_CATEGORIES);
    lc_near near[9];
    uint32_t n;
    lc_error err = {0};

    if (straight)
        ok(lc_nearest_straight(a, from, &all, 9, near, &n, &err), &err);
    else
        ok(lc_nearest_find(a, from, &all, 9, near, &n, &err), &err);
    for (uint32_t i = 0; i < n; i++)
        lc_buf_puts(&got,
                    lc_world_facility(lct_world(c), near[i].facility)->id + 2);
    assert_string_equal(got.data, ids);
    lc_buf_free(&got);
}

/* 22 November 2026 is a Sunday. */
static void closed_ones_are_passed_over(void **state)
{
    static const struct {
        const char *when, *open, *unknown;
    } row[] = {
        {"2026-11-20T10:00", "135", "24"}, {"2026-11-20T20:00", "3", "24"},
        {"2026-11-22T10:00", "3", "24"},   {"sunday", "3", "24"},
        {"monday", "135", "24"},
    };
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_place from = asked(c, a, row[i].when);

        nearest_is(c, a, &from, false, row[i].open);
        nearest_is(c, a, &from, true, row[i].open);
        from.when.unknown = true;
        nearest_is(c, a, &from, false, row[i].unknown);
        nearest_is(c, a, &from, true, row[i].unknown);
        from.when = (lc_when){0}; /* and no trace is left */
        nearest_is(c, a, &from, false, "12345");
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static lc_circle_row circle(lct_city *c, lc_walker *a, const char *when,
                            uint32_t minutes)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    lc_place from = asked(c, a, when);
    lc_error err = {0};

    ok(lc_circle_make(a, &from, minutes * 60000, rows, NULL, &err), &err);
    return rows[lc_world_category_find(lct_world(c), "pharmacy")];
}

/* 15 minutes are 1,000 m: a:1 and a:2; 25 minutes all but a:5. */
static void a_circle_counts_what_is_open(void **state)
{
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_circle_row r = circle(c, a, "2026-11-20T10:00", 15);

    (void)state;
    assert_int_equal(r.answer, LIFE_COVERED);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.nearest.facility, 0);
    assert_int_equal(r.unsure.facility, 1);

    r = circle(c, a, "sunday", 15); /* a:2 may be open */
    assert_int_equal(r.answer, LIFE_UNKNOWN);
    assert_int_equal(r.reason, LIFE_REASON_HOURS_UNKNOWN);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.nearest.facility, 2); /* beyond the limit */
    assert_in_range(r.nearest.walk_ms, 1349900, 1350100);

    r = circle(c, a, "sunday", 25);
    assert_int_equal(r.answer, LIFE_COVERED);
    assert_int_equal(r.count, 1);

    r = circle(c, a, "sunday", 2); /* 133 m: nothing that may be open */
    assert_int_equal(r.answer, LIFE_UNCOVERED);
    assert_int_equal(r.unsure.facility, LIFE_NONE);
    lc_walker_free(a);
    lct_city_free(c);
}

static void no_time_but_these(void **state)
{
    static const char *const bad[] = {
        "", "Sunday", "tomorrow", "10:00", "2026-11-22", "2026-02-30T10:00"};
    lct_city *c = town();
    lc_when when;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(bad); i++)
        assert_false(lc_world_clock_when(lct_world(c), bad[i], &when));
    lct_city_free(c);
}

/* Chengdu's clocks show Shanghai's time; what is set goes first. */
static void a_city_has_its_clock(void **state)
{
    lct_city *c = lct_city_new();
    lc_zone_name name;
    lc_zone z;
    lc_error err = {0};
    static const struct {
        double lon, lat;
        const char *zone;
    } row[] = {
        {104.06, 30.66, "Asia/Shanghai"},   {87.6, 43.8, "Asia/Shanghai"},
        {13.26, 53.56, "Europe/Berlin"},    {9.52, 47.14, "Europe/Vaduz"},
        {-15.43, 28.12, "Atlantic/Canary"}, {14.5, 35.9, "Europe/Malta"},
        {-8.61, 41.15, "Europe/Lisbon"},    {139.7, 35.7, "Asia/Tokyo"},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_lonlat p = {row[i].lon, row[i].lat};

        ok(lc_zones_near(lc_pt_from(p), &name, &z, &err), &err);
        assert_string_equal(name.text, row[i].zone);
    }
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    ok(lc_setting_put(lct_file(c), "timezone", "Asia/Tokyo", &err), &err);
    lct_open(c);
    assert_string_equal(lc_world_clock_timezone(lct_world(c)), "Asia/Tokyo");
    lct_city_free(c);
    c = town();
    assert_string_equal(lc_world_clock_timezone(lct_world(c)), "Asia/Shanghai");
    assert_int_equal(lc_zones_find("Mars/Phobos", &z, &err), LIFE_ERR_RANGE);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closed_ones_are_passed_over),
        cmocka_unit_test(a_circle_counts_what_is_open),
        cmocka_unit_test(no_time_but_these),
        cmocka_unit_test(a_city_has_its_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
