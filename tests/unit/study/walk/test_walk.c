/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_walk.c - walk times on streets drawn by hand, whose answers are known.
 * Positions are kept to a centimetre, so times are right to 50 ms here.
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
#include "lifecircle/graph/network.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/world.h"

#include <stdlib.h>

#define NEAR_MS 50

static void expect_ms(lct_city *c, lct_xy from, const char *pace,
                      double metres_at_standard)
{
    int64_t got = lct_walk_ms(c, from, "pharmacy", pace);
    int64_t want =
        metres_at_standard < 0 ? -1 : (int64_t)(metres_at_standard * 900 + 0.5);

    if (llabs(got - want) > (want < 0 ? 0 : NEAR_MS))
        fail_msg("from %g,%g by %s: %lld ms, not %lld", from.x, from.y, pace,
                 (long long)got, (long long)want);
}

/* Both legs count, and the place on the edge is not its nearest node. */
static void legs_and_middle_of_an_edge(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){300, 20});
    lct_open(c);
    expect_ms(c, (lct_xy){700, 10}, "standard", 10 + 400 + 20);
    expect_ms(c, (lct_xy){300, 20}, "standard", 20 + 20);
    /* 0.8 m/s in place of 1.111 */
    expect_ms(c, (lct_xy){700, 10}, "elder", 430 * (1000.0 / 900) / 0.8);
    lct_city_free(c);
}

/* E2: on one edge, round the block may be nearer than along a bend. */
static void same_edge_the_other_way_round(void **state)
{
    static const lct_xy bend[] = {{0, 0}, {0, 400}, {50, 400}, {50, 0}};
    lct_city *c = lct_city_new();

    (void)state;
    lct_street_via(c, 1, 2, bend, 4, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){50, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){-1, 30});
    lct_open(c);
    /* 31 m down, 50 across, 29 up against 790 along */
    expect_ms(c, (lct_xy){51, 30}, "standard", 1 + 30 + 50 + 30 + 1);
    lct_city_free(c);
}

static void steps_are_slow_or_closed(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){100, 0}, LCT_STEPS);
    lct_street(c, 2, (lct_xy){100, 0}, 3, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 4, (lct_xy){-300, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){400, 0});
    lct_open(c);
    expect_ms(c, (lct_xy){-300, 0}, "standard", 300 + 2 * 100 + 300);
    expect_ms(c, (lct_xy){-300, 0}, "elder",
              (300 + 3 * 100 + 300) * (1000.0 / 900) / 0.8);
    expect_ms(c, (lct_xy){-300, 0}, "wheelchair", -1);
    lct_city_free(c);
}

/* E8: a private way is no short cut, but who lives there may leave, and who
 * visits may enter. */
static void private_ways_are_first_or_last(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){200, 0}, LCT_PRIVATE);
    lct_street(c, 1, (lct_xy){0, 0}, 3, (lct_xy){-200, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){200, 0}, 4, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){-200, 0}, 5, (lct_xy){-200, 500}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){-200, 500}, 6, (lct_xy){400, 500}, LCT_OPEN);
    lct_street(c, 6, (lct_xy){400, 500}, 4, (lct_xy){400, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){350, 0});
    lct_facility(c, "t:b", "kindergarten", (lct_xy){100, 0});
    lct_open(c);
    /* through would be 500 m */
    expect_ms(c, (lct_xy){-150, 0}, "standard", 50 + 500 + 600 + 500 + 50);
    /* from inside, out and on */
    expect_ms(c, (lct_xy){100, 0}, "standard", 250);
    /* and in, from either side */
    assert_in_range(
        lct_walk_ms(c, (lct_xy){-150, 0}, "kindergarten", "standard"),
        250 * 900 - NEAR_MS, 250 * 900 + NEAR_MS);
    assert_in_range(
        lct_walk_ms(c, (lct_xy){350, 0}, "kindergarten", "standard"),
        250 * 900 - NEAR_MS, 250 * 900 + NEAR_MS);
    lct_city_free(c);
}

/* Two private ways one behind the other are still one first part. */
static void deep_in_a_compound(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){0, 100}, LCT_PRIVATE);
    lct_street(c, 2, (lct_xy){0, 100}, 3, (lct_xy){0, 300}, LCT_PRIVATE);
    lct_street(c, 3, (lct_xy){0, 300}, 4, (lct_xy){500, 300}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){500, 300}, 5, (lct_xy){500, 100}, LCT_PRIVATE);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){500, 100});
    lct_open(c);
    expect_ms(c, (lct_xy){0, 0}, "standard", 300 + 500 + 200);
    lct_city_free(c);
}

static void one_way_holds_for_cycles(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_ONE_WAY);
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){1000, 500}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){1000, 500}, 4, (lct_xy){0, 500}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){0, 500}, 1, (lct_xy){0, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){600, 0});
    lct_open(c);
    expect_ms(c, (lct_xy){400, 0}, "standard", 200);
    expect_ms(c, (lct_xy){400, 0}, "cycle", 200 / 3.33 / 0.9);
    expect_ms(c, (lct_xy){800, 0}, "standard", 200);
    /* on to the end, all round, and in again: 2,800 m */
    expect_ms(c, (lct_xy){800, 0}, "cycle",
              (200 + 500 + 1000 + 500 + 600) / 3.33 / 0.9);
    lct_city_free(c);
}

/* The sweep's labels and the way to the pharmacy say what the search says. */
static void all_ways_agree(lct_city *c, lct_xy at, const char *pace)
{
    const lc_world *w = lct_world(c);
    lc_walker *a = lc_walker_new(lct_study(c));
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    int64_t ms = lct_walk_ms(c, at, "pharmacy", pace);
    uint32_t p = lc_world_pace_find(w, pace);
    lc_error err = {0};
    lc_place from;
    lc_route way;
    lc_near near;

    assert_non_null(a);
    assert_false(lc_place_at(a, lct_at(c, at), p, &from, &err));
    assert_false(lc_circle_make(a, &from, 900000, rows, NULL, &err));
    near = rows[lc_world_category_find(w, "pharmacy")].nearest;
    assert_int_equal(near.walk_ms, ms);
    assert_false(lc_route_find(a, &from, near.facility, &way, &err));
    assert_int_equal(way.walk_ms, ms);
    lc_route_clear(&way);
    lc_walker_free(a);
}

/* What stands where one-way streets end is reached by who is there, even
 * where all its links (the first four streets of the corner) only lead in;
 * and who stands there leaves by any other street. */
static void ends_of_one_ways(void **state)
{
    static const lct_xy from[] = {
        {-400, 300}, {-400, -300}, {-300, 500}, {-300, -500}};
    lct_city *c = lct_city_new();
    int64_t ms, want_ms = llround(600 / 3.33 * 1000);

    (void)state;
    for (int i = 0; i < 4; i++)
        lct_street(c, i + 2, from[i], 1, (lct_xy){0, 0}, LCT_ONE_WAY);
    lct_street(c, 1, (lct_xy){0, 0}, 9, (lct_xy){600, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_facility(c, "t:b", "kindergarten", (lct_xy){600, 0});
    lct_open(c);
    expect_ms(c, (lct_xy){500, 0}, "standard", 500);
    expect_ms(c, (lct_xy){500, 0}, "cycle", 500 / 3.33 / 0.9);
    ms = lct_walk_ms(c, (lct_xy){0, 0}, "kindergarten", "cycle");
    assert_in_range(ms, want_ms - NEAR_MS, want_ms + NEAR_MS);
    all_ways_agree(c, (lct_xy){500, 0}, "cycle");
    lct_city_free(c);
}

/* E4: no leg over water or rails; over a building only where all would. */
static void legs_keep_to_their_side(void **state)
{
    static const lct_xy river[] = {{-500, 10}, {500, 10}};
    static const lct_xy house[] = {{90, -5}, {110, -5}, {110, -15}, {90, -15}};
    lct_city *c = lct_city_new();
    const lc_link *link;
    lc_study *study;
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){-500, 0}, 2, (lct_xy){500, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){-500, 80}, 4, (lct_xy){500, 80}, LCT_OPEN);
    lct_barrier(c, 1, river, 2, false);
    lct_barrier(c, 3, house, 4, true);
    lct_home(c, (lct_xy){0, 20}, 1000);    /* the far street, 60 m */
    lct_home(c, (lct_xy){100, -10}, 1000); /* its own house: no matter */
    lct_home(c, (lct_xy){100, -20}, 1000); /* behind it: the only way */
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    study = lct_open(c);
    w = lc_study_world(study);
    assert_int_equal(lc_world_home_links(w, 0, LIFE_MODE_MAIN, &link), 1);
    assert_in_range(link->leg_mm, 59950, 60050);
    assert_int_equal(lc_world_home_links(w, 1, LIFE_MODE_MAIN, &link), 1);
    assert_int_equal(lc_world_home_links(w, 2, LIFE_MODE_MAIN, &link), 1);
    assert_in_range(link->leg_mm, 19950, 20050);
    lct_city_free(c);
}

static void links_are_the_near_ones(void **state)
{
    lct_city *c = lct_city_new();
    const lc_link *link;
    lc_study *study;
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){-99, 0}, 2, (lct_xy){99, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){-99, 30}, 4, (lct_xy){99, 30}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){-99, 90}, 6, (lct_xy){99, 90}, LCT_OPEN);
    lct_street(c, 7, (lct_xy){-99, 12}, 8, (lct_xy){99, 12}, LCT_ISLAND);
    lct_street(c, 9, (lct_xy){-99, 11}, 10, (lct_xy){99, 11}, LCT_BRIDGE);
    lct_home(c, (lct_xy){0, 10}, 1000);  /* 10 m and 20 m, not 80 */
    lct_home(c, (lct_xy){0, 341}, 1000); /* 251 m from any */
    lct_home(c, (lct_xy){0, 339}, 1000); /* 249 m */
    study = lct_open(c);
    w = lc_study_world(study);
    assert_int_equal(lc_world_home_links(w, 0, LIFE_MODE_MAIN, &link), 2);
    assert_in_range(link[0].leg_mm, 9950, 10050);
    assert_in_range(link[1].leg_mm, 19950, 20050);
    assert_int_equal(lc_world_home_links(w, 1, LIFE_MODE_MAIN, &link), 0);
    assert_int_equal(lc_world_home_links(w, 2, LIFE_MODE_MAIN, &link), 1);
    lct_city_free(c);
}

/* E17: an area is where it can be entered. */
static void areas_by_entrance_outline_or_nearest(void **state)
{
    static const lct_xy gated[] = {{0, 20}, {200, 20}, {200, 220}, {0, 220}};
    static const lct_xy open[] = {{400, -50}, {600, -50}, {600, 50}, {400, 50}};
    static const lct_xy beside[] = {{800, 30}, {900, 30}, {900, 60}, {800, 60}};
    lct_city *c = lct_city_new();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_area(c, "t:gated", "pharmacy", gated, 4);
    lct_entrance(c, "t:gated", (lct_xy){150, 20});
    lct_area(c, "t:open", "kindergarten", open, 4);
    lct_area(c, "t:beside", "hospital", beside, 4);
    lct_open(c);
    expect_ms(c, (lct_xy){0, 0}, "standard", 150 + 20);
    /* the street meets its outline at 400 and at 600 */
    assert_in_range(
        lct_walk_ms(c, (lct_xy){300, 0}, "kindergarten", "standard"),
        100 * 900 - NEAR_MS, 100 * 900 + NEAR_MS);
    assert_in_range(
        lct_walk_ms(c, (lct_xy){620, 0}, "kindergarten", "standard"),
        20 * 900 - NEAR_MS, 20 * 900 + NEAR_MS);
    /* no street meets it: from its outline, 30 m */
    assert_true(lct_walk_ms(c, (lct_xy){700, 0}, "hospital", "standard") <=
                (100 + 100 + 30) * 900 + NEAR_MS);
    assert_true(lct_walk_ms(c, (lct_xy){700, 0}, "hospital", "standard") >=
                (100 + 30) * 900 - NEAR_MS);
    lct_city_free(c);
}

/* E1: reached from both ends, the middle stays out; both parts are given. */
static void reach_leaves_a_hole_in_the_middle(void **state)
{
    static const lct_xy far[] = {{0, 0}, {0, 300}, {600, 300}, {600, 0}};
    lct_city *c = lct_city_new();
    lc_error err = {0};
    const lc_stretch *s;
    double metres = 0;
    lc_walker *a;
    lc_place p;
    lc_study *study;
    size_t n;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){600, 0}, LCT_OPEN);
    lct_street_via(c, 1, 2, far, 4, LCT_OPEN);
    study = lct_open(c);
    a = lc_walker_new(study);
    assert_int_equal(lc_place_at(a, lct_at(c, (lct_xy){300, 0}), 0, &p, &err),
                     LIFE_OK);
    /* 500 m: 200 m up either side of the way round, 800 m of it left out */
    assert_int_equal(lc_reach_find(a, &p, 450000, &s, &n, &err), LIFE_OK);
    for (size_t i = 0; i < n; i++) {
        assert_true(s[i].to_ms <= 450000 && s[i].from_ms <= 450000);
        metres += (s[i].to_mm - s[i].from_mm) / 1000.0;
    }
    assert_true(n >= 4);
    assert_true(metres > 999 && metres < 1001);
    /* 1,000 m: all of it, met half way */
    assert_int_equal(lc_reach_find(a, &p, 900000, &s, &n, &err), LIFE_OK);
    metres = 0;
    for (size_t i = 0; i < n; i++)
        metres += (s[i].to_mm - s[i].from_mm) / 1000.0;
    assert_true(metres > 1799 && metres < 1801);
    lc_walker_free(a);
    lct_city_free(c);
}

static void polygons_are_nested_and_hold_the_origin(void **state)
{
    static const uint32_t limit_ms[] = {60000, 300000, 900000};
    lct_city *c = lct_city_new();
    lc_shape shape[3];
    lc_error err = {0};
    lc_walker *a;
    lc_place p;
    lc_pt at;

    (void)state;
    for (int i = 0; i < 8; i++) {
        lct_street(c, 10 * i, (lct_xy){i * 150, 0}, 10 * i + 1,
                   (lct_xy){i * 150, 300}, LCT_OPEN);
        if (i)
            lct_street(c, 10 * (i - 1) + 1, (lct_xy){(i - 1) * 150, 300},
                       10 * i + 1, (lct_xy){i * 150, 300}, LCT_OPEN);
        if (i)
            lct_street(c, 10 * (i - 1), (lct_xy){(i - 1) * 150, 0}, 10 * i,
                       (lct_xy){i * 150, 0}, LCT_OPEN);
    }
    a = lc_walker_new(lct_open(c));
    at = lc_pt_from(lct_at(c, (lct_xy){75, 120}));
    assert_int_equal(lc_place_at(a, lc_pt_lonlat(at), 0, &p, &err), LIFE_OK);
    assert_int_equal(lc_outline_draw(a, &p, limit_ms, 3, shape, &err), LIFE_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(shape[i].kind, LIFE_SHAPE_AREA);
        assert_true(lc_shape_contains(&shape[i], at));
        if (i)
            assert_true(lc_shape_area_m2(&shape[i]) >
                        lc_shape_area_m2(&shape[i - 1]));
        for (uint32_t k = 0; i && k < shape[i - 1].pt_count; k++)
            assert_true(lc_shape_distance_m(&shape[i], shape[i - 1].pt[k], true,
                                            NULL) < 0.1);
    }
    /* the blocks are 150 m wide: holes must be there */
    assert_true(shape[2].part_count > 3);
    for (int i = 0; i < 3; i++)
        lc_shape_clear(&shape[i]);
    lc_walker_free(a);
    lct_city_free(c);
}

static void routes_add_up(void **state)
{
    lct_city *c = lct_city_new();
    lc_error err = {0};
    lc_route r;
    lc_walker *a;
    lc_place p;
    lc_study *study;
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){300, 0}, LCT_PRIVATE);
    lct_street(c, 2, (lct_xy){300, 0}, 3, (lct_xy){300, 400}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){300, 400}, 4, (lct_xy){900, 400}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){700, 410});
    study = lct_open(c);
    w = lc_study_world(study);
    a = lc_walker_new(study);
    assert_int_equal(lc_place_at(a, lct_at(c, (lct_xy){50, 5}), 0, &p, &err),
                     LIFE_OK);
    assert_int_equal(
        lc_route_find(a, &p, lc_world_facility_find(w, "t:a"), &r, &err),
        LIFE_OK);
    assert_in_range(r.walk_mm, 1064950, 1065050);
    assert_true(lc_shape_length_m(&r.line) > 1064.9 &&
                lc_shape_length_m(&r.line) < 1065.1);
    assert_int_equal(r.leg_count, 3);
    lc_route_clear(&r);
    lc_walker_free(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legs_and_middle_of_an_edge),
        cmocka_unit_test(same_edge_the_other_way_round),
        cmocka_unit_test(steps_are_slow_or_closed),
        cmocka_unit_test(private_ways_are_first_or_last),
        cmocka_unit_test(deep_in_a_compound),
        cmocka_unit_test(one_way_holds_for_cycles),
        cmocka_unit_test(ends_of_one_ways),
        cmocka_unit_test(legs_keep_to_their_side),
        cmocka_unit_test(links_are_the_near_ones),
        cmocka_unit_test(areas_by_entrance_outline_or_nearest),
        cmocka_unit_test(reach_leaves_a_hole_in_the_middle),
        cmocka_unit_test(polygons_are_nested_and_hold_the_origin),
        cmocka_unit_test(routes_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
