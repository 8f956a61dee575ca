/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_gap_barrier.c - why a facility over the way is far to walk: drawn
 * cities, each with one thing between.
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
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "src/world/links/barriers.h"

/* Two streets side by side that meet 1,500 m to the east; the pharmacy is on
 * the one, who lacks it on the other, 100 m away. */
static lct_city *two_streets(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){0, 100}, 4, (lct_xy){2000, 100}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){2000, 0}, 4, (lct_xy){2000, 100}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){500, 100});
    lct_home(c, (lct_xy){500, 0}, 1000);
    return c;
}

static void line_at(lct_city *c, int block, double y, double from, double to)
{
    const lct_xy line[] = {{from, y}, {to, y}};

    lct_barrier(c, block, line, 2, false);
}

static void area_at(lct_city *c, int block, double low, double high)
{
    const lct_xy ring[] = {
        {100, low}, {1900, low}, {1900, high}, {100, high}, {100, low}};

    lct_barrier(c, block, ring, LCT_COUNT(ring), true);
}

/* The one gap there is. */
static lc_gap gap_of(lct_city *c)
{
    lc_study *s = lct_open(c);
    const lc_gap_query q = {
        .category = lc_world_category_find(lct_world(c), "pharmacy"),
        .limit_ms = 900000,
        .unit = LIFE_NONE,
        .most = 9};
    lc_walker *a = lc_walker_new(s);
    lc_error err = {0};
    lc_gap_list l;
    lc_gap gap;

    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_OK);
    assert_int_equal(l.count, 1);
    gap = l.gap[0];
    lc_gap_list_clear(&l);
    lc_walker_free(a);
    return gap;
}

static void is_named_by_what_the_line_meets(void **state)
{
    static const struct {
        int block;
        lc_gap_barrier_kind kind;
    } line[] = {{LIFE_BLOCK_WATER, LIFE_GAP_BARRIER_WATER},
                {LIFE_BLOCK_RAIL, LIFE_GAP_BARRIER_RAILWAY},
                {LIFE_BLOCK_ROAD, LIFE_GAP_BARRIER_ROAD},
                {LIFE_BLOCK_WALL, LIFE_GAP_BARRIER_WALL},
                {LIFE_BLOCK_CARRIAGEWAY, LIFE_GAP_BARRIER_CROSSING}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(line); i++) {
        lct_city *c = two_streets();
        lc_gap gap;

        line_at(c, line[i].block, 40, -200, 1950);
        gap = gap_of(c);
        assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
        assert_int_equal(gap.barrier.kind, line[i].kind);
        assert_true(lc_distance_m(gap.barrier.at,
                                  lc_pt_from(lct_at(c, (lct_xy){500, 40}))) <
                    0.5);
        /* 3,100 m, and 100 m over it: 900 ms a metre */
        assert_in_range(gap.barrier.cost_ms, 2700000 - 9000, 2700000 + 9000);
        lct_city_free(c);
    }
}

static void is_an_area_too(void **state)
{
    static const struct {
        int block;
        lc_gap_barrier_kind kind;
    } area[] = {{LIFE_BLOCK_WATER, LIFE_GAP_BARRIER_WATER},
                {LIFE_BLOCK_BUILDING, LIFE_GAP_BARRIER_BUILDING}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(area); i++) {
        lct_city *c = two_streets();

        area_at(c, area[i].block, 30, 70);
        assert_int_equal(gap_of(c).barrier.kind, area[i].kind);
        lct_city_free(c);
    }
}

/* There is room beside a house; what is missing is a way. */
static void is_no_house_among_others(void **state)
{
    static const struct {
        double half_m;
        int block;
        lc_gap_barrier_kind kind;
    } k[] = {{8, LIFE_BLOCK_BUILDING, LIFE_GAP_BARRIER_WAY},
             {24.5, LIFE_BLOCK_BUILDING, LIFE_GAP_BARRIER_WAY},
             {25.5, LIFE_BLOCK_BUILDING, LIFE_GAP_BARRIER_BUILDING},
             {24.5, LIFE_BLOCK_WALL, LIFE_GAP_BARRIER_WAY},
             {25.5, LIFE_BLOCK_WALL, LIFE_GAP_BARRIER_WALL},
             {8, LIFE_BLOCK_WATER, LIFE_GAP_BARRIER_WATER}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(k); i++) {
        lct_city *c = two_streets();
        const double west = 500 - k[i].half_m, east = 500 + k[i].half_m;
        const lct_xy ring[] = {
            {west, 30}, {east, 30}, {east, 70}, {west, 70}, {west, 30}};
        lc_gap gap;

        lct_barrier(c, k[i].block, ring, LCT_COUNT(ring), true);
        gap = gap_of(c);
        assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
        assert_int_equal(gap.barrier.kind, k[i].kind);
        lct_city_free(c);
    }
}

/* Grounds alone stop nobody; with a private street of their own they are a
 * compound, whose one gate is on this side. */
static void is_a_compound_by_its_private_street(void **state)
{
    lct_city *c = two_streets();
    lc_gap gap;

    (void)state;
    area_at(c, LIFE_BLOCK_GROUNDS, 20, 80);
    assert_int_equal(gap_of(c).barrier.kind, LIFE_GAP_BARRIER_WAY);
    lct_city_free(c);
    c = two_streets();
    area_at(c, LIFE_BLOCK_GROUNDS, 20, 80);
    lct_street(c, 5, (lct_xy){300, 0}, 6, (lct_xy){300, 50}, LCT_PRIVATE);
    lct_street(c, 6, (lct_xy){300, 50}, 7, (lct_xy){1800, 50}, LCT_PRIVATE);
    gap = gap_of(c);
    assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
    assert_int_equal(gap.barrier.kind, LIFE_GAP_BARRIER_COMPOUND);
    lct_city_free(c);
}

/* What is as far from either side is not why, and of a river with its railing
 * the river is. */
static void is_what_costs_most(void **state)
{
    lct_city *c = two_streets();

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 8, (lct_xy){0, 30}, LCT_OPEN);
    lct_street(c, 8, (lct_xy){0, 30}, 9, (lct_xy){2000, 30}, LCT_OPEN);
    lct_street(c, 9, (lct_xy){2000, 30}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    line_at(c, LIFE_BLOCK_RAIL, 15, -200, 1950);
    line_at(c, LIFE_BLOCK_WALL, 55, -200, 1950);
    line_at(c, LIFE_BLOCK_WATER, 65, -200, 1950);
    assert_int_equal(gap_of(c).barrier.kind, LIFE_GAP_BARRIER_WATER);
    lct_city_free(c);
}

/* Over a bridge's layer nothing stops who walks below. */
static void is_on_the_ground(void **state)
{
    static const lct_xy bend[] = {{0, 0}, {0, 900}, {300, 900}, {300, 0}};
    lct_city *c = lct_city_new();
    lc_gap gap;

    (void)state;
    lct_street_via(c, 1, 2, bend, 4, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){300, 0}, 1000);
    gap = gap_of(c);
    assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
    assert_int_equal(gap.barrier.kind, LIFE_GAP_BARRIER_WAY);
    assert_int_equal(gap.barrier.cost_ms, 0);
    lct_city_free(c);
}

/* 900 m straight and 1,150 m on foot: streets are no straighter than that, and
 * it is far. */
static void streets_as_they_are_are_no_barrier(void **state)
{
    static const lct_xy bend[] = {{0, 0}, {450, 357}, {900, 0}};
    lct_city *c = lct_city_new();
    lc_gap gap;

    (void)state;
    lct_street_via(c, 1, 2, bend, 3, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){900, 0}, 1000);
    gap = gap_of(c);
    assert_int_equal(gap.cause, LIFE_CAUSE_FAR);
    assert_true(gap.nearest.walk_ms > 900000 && gap.nearest.straight_m < 1000);
    lct_city_free(c);
}

static void is_called(const char *got, const char *want)
{
    if (!want)
        assert_null(got);
    else if (!got)
        fail_msg("no name, and not %s", want);
    else
        assert_string_equal(got, want);
}

/* A name of its own, or that of what is drawn as the same thing: a river's line
 * within its banks, one of a railway's tracks. A house beside is another. */
static void has_its_name(void **state)
{
    static const struct {
        int block;
        const char *its, *beside;
        double off; /* of what stands beside it */
        const char *want;
    } k[] = {{LIFE_BLOCK_WATER, "", "府河", 10, "府河"},
             {LIFE_BLOCK_WATER, "锦江", "府河", 10, "锦江"},
             {LIFE_BLOCK_WATER, "", "", 10, NULL},
             {LIFE_BLOCK_RAIL, "", "成昆线", 25, "成昆线"},
             {LIFE_BLOCK_RAIL, "", "成昆线", 35, NULL},
             {LIFE_BLOCK_ROAD, "绕城高速", "", 10, "绕城高速"},
             {LIFE_BLOCK_WALL, "", "城墙", 10, NULL},
             {LIFE_BLOCK_BUILDING, "", "大楼", 10, NULL},
             {LIFE_BLOCK_BUILDING, "大楼", "", 10, "大楼"}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(k); i++) {
        lct_city *c = two_streets();
        /* the other one bars nobody who stands 500 m along */
        const lct_xy its[] = {{-200, 30}, {1950, 30}},
                     other[] = {{450, 30 + k[i].off}, {550, 30 + k[i].off}};
        lc_gap gap;

        lct_barrier_called(c, k[i].block, other, 2, false, k[i].beside);
        lct_barrier_called(c, k[i].block, its, 2, false, k[i].its);
        gap = gap_of(c);
        assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
        is_called(gap.barrier.name, k[i].want);
        lct_city_free(c);
    }
}

/* The one that is near in a straight line, where another is nearer to walk
 * to. */
static void stands_before_the_nearest_as_the_crow_flies(void **state)
{
    lct_city *c = two_streets();
    const lc_world *w;
    lc_gap gap;

    (void)state;
    lct_facility(c, "t:b", "pharmacy", (lct_xy){1900, 0});
    line_at(c, LIFE_BLOCK_RAIL, 40, -200, 1950);
    gap = gap_of(c);
    w = lct_world(c);
    assert_string_equal(lc_world_facility(w, gap.nearest.facility)->id, "t:b");
    assert_string_equal(lc_world_facility(w, gap.barrier.facility)->id, "t:a");
    lct_city_free(c);
}

/* Of a way that is 20 minutes too long a wall that costs two is not why. */
static void what_costs_little_is_not_why(void **state)
{
    lct_city *c = lct_city_new();
    lc_gap gap;

    (void)state;
    /* round the wall 160 m, and then 2,000 m round nothing */
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){160, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){160, 0}, 3, (lct_xy){160, 60}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){160, 60}, 4, (lct_xy){0, 60}, LCT_OPEN);
    lct_street(c, 4, (lct_xy){0, 60}, 5, (lct_xy){-1000, 300}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){-1000, 300}, 6, (lct_xy){0, 700}, LCT_OPEN);
    line_at(c, LIFE_BLOCK_WALL, 30, -300, 150);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 700});
    lct_home(c, (lct_xy){0, 0}, 1000);
    gap = gap_of(c);
    assert_int_equal(gap.cause, LIFE_CAUSE_BARRIER);
    assert_int_equal(gap.barrier.kind, LIFE_GAP_BARRIER_WAY);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_named_by_what_the_line_meets),
        cmocka_unit_test(is_an_area_too),
        cmocka_unit_test(is_no_house_among_others),
        cmocka_unit_test(is_a_compound_by_its_private_street),
        cmocka_unit_test(is_what_costs_most),
        cmocka_unit_test(is_on_the_ground),
        cmocka_unit_test(streets_as_they_are_are_no_barrier),
        cmocka_unit_test(has_its_name),
        cmocka_unit_test(stands_before_the_nearest_as_the_crow_flies),
        cmocka_unit_test(what_costs_little_is_not_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
