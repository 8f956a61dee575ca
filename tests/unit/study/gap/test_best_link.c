/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_best_link.c - the new street that mends most of a gap: what it gains is
 * what a city with that street gains.
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
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "src/world/links/barriers.h"

enum { CORNERS = 31, STEP_M = 100, UPPER = 100, LIMIT_MS = 900000 };

static lct_xy corner(int i, int row)
{
    return (lct_xy){(double)i * STEP_M, row ? 90 : 0};
}

/* Two streets with corners, 90 m apart, that meet at the eastern end;
 * pharmacies along the upper one, homes along both. Between them a river, and
 * houses in the middle. `how` is that of some pieces of the upper street. */
static lct_city *draw(int how)
{
    static const lct_xy river[] = {{-100, 40}, {CORNERS * STEP_M - 150, 40}};
    static const lct_xy house[] = {
        {950, 50}, {1150, 50}, {1150, 60}, {950, 60}, {950, 50}};
    lct_city *c = lct_city_new();

    for (int i = 0; i + 1 < CORNERS; i++) {
        lct_street(c, 1 + i, corner(i, 0), 2 + i, corner(i + 1, 0), LCT_OPEN);
        lct_street(c, UPPER + i, corner(i, 1), UPPER + 1 + i, corner(i + 1, 1),
                   i < 6 ? how : LCT_OPEN);
    }
    lct_street(c, CORNERS, corner(CORNERS - 1, 0), UPPER + CORNERS - 1,
               corner(CORNERS - 1, 1), LCT_OPEN);
    lct_barrier(c, LIFE_BLOCK_WATER, river, 2, false);
    lct_barrier(c, LIFE_BLOCK_BUILDING, house, LCT_COUNT(house), true);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){1150, 90});
    for (int i = 0; i < 26; i++)
        lct_home(c, (lct_xy){50 + i * 80, -5}, 1000 + 10 * i);
    return c;
}

static lc_gap_list gaps_of(lct_city *c)
{
    lc_study *s = lct_open(c);
    const lc_gap_query q = {
        .category = lc_world_category_find(lct_world(c), "pharmacy"),
        .limit_ms = LIMIT_MS,
        .unit = LIFE_NONE,
        .most = 9};
    lc_walker *a = lc_walker_new(s);
    lc_error err = {0};
    lc_gap_list l;

    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_OK);
    lc_walker_free(a);
    return l;
}

/* The corner at a place; -1: none. */
static int corner_at(lct_city *c, lc_pt p, int row)
{
    for (int i = 0; i < CORNERS; i++)
        if (lc_distance_m(p, lc_pt_from(lct_at(c, corner(i, row)))) < 0.1)
            return i;
    return -1;
}

/* What is uncovered with a street more. */
static int64_t uncovered_with(int how, int from, int to)
{
    lct_city *c = draw(how);
    lc_gap_list l;
    int64_t left;

    lct_street(c, 1 + from, corner(from, 0), UPPER + to, corner(to, 1),
               LCT_OPEN);
    l = gaps_of(c);
    left = l.uncovered;
    lc_gap_list_clear(&l);
    lct_city_free(c);
    return left;
}

static bool is_near(lct_city *c, const lc_gap *g, int i)
{
    return lc_distance_m(g->barrier.at, lc_pt_from(lct_at(c, corner(i, 0)))) <=
           LIFE_GAP_LINK_ABOUT_M;
}

/* And of all straight over it that could be drawn there none gains more. */
static void gains_what_a_city_with_it_gains(void **state)
{
    lct_city *c = draw(LCT_OPEN);
    lc_gap_list l = gaps_of(c);
    const lc_gap *g = &l.gap[0];
    int from, to;

    (void)state;
    assert_int_equal(l.count, 1);
    assert_int_equal(g->cause, LIFE_CAUSE_BARRIER);
    assert_int_equal(g->barrier.kind, LIFE_GAP_BARRIER_WATER);
    assert_true(g->link.gained > 0);
    from = corner_at(c, g->link.from, 0);
    to = corner_at(c, g->link.to, 1);
    assert_true(from >= 0 && to >= 0);
    assert_true(from + to < 20 || from + to > 22); /* through no house */
    assert_int_equal(l.uncovered - uncovered_with(LCT_OPEN, from, to),
                     g->link.gained);
    for (int i = 7; i < 18; i++)
        if ((i < 10 || i > 11) && is_near(c, g, i))
            assert_true(l.uncovered - uncovered_with(LCT_OPEN, i, i) <=
                        g->link.gained);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

/* A new street leads to no private one, and none over 150 m is proposed. */
static void joins_public_streets_alone(void **state)
{
    static const lct_xy far[] = {{0, 0}, {0, 900}, {160, 900}, {160, 0}};
    lct_city *c = draw(LCT_PRIVATE);
    lc_gap_list l = gaps_of(c);

    (void)state;
    assert_true(corner_at(c, l.gap[0].link.to, 1) >= 6);
    lc_gap_list_clear(&l);
    lct_city_free(c);
    c = lct_city_new();
    lct_street_via(c, 1, 2, far, 4, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){160, 0}, 1000);
    l = gaps_of(c);
    assert_int_equal(l.gap[0].barrier.kind, LIFE_GAP_BARRIER_WAY);
    assert_int_equal(l.gap[0].link.gained, 0);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

/* Each allocation fails in turn: it is said, and nothing is left. */
static void gaps_without_memory(void **state)
{
    lct_city *c = draw(LCT_PRIVATE);
    lc_study *s = lct_open(c);
    const lc_gap_query q = {
        .category = lc_world_category_find(lct_world(c), "pharmacy"),
        .limit_ms = LIMIT_MS,
        .unit = LIFE_NONE,
        .most = 9};
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (int64_t n = 0; st; n++) {
        lc_walker *a = lc_walker_new(s);
        lc_error err = {0};
        lc_gap_list l;

        lc_mem_fail_after(n, false);
        st = lc_gaps_find(a, &q, &l, &err);
        lc_mem_fail_after(-1, false);
        assert_true(st == LIFE_OK || st == LIFE_ERR_NOMEM);
        if (!st)
            lc_gap_list_clear(&l);
        lc_walker_free(a);
        assert_true(n < 10000);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gains_what_a_city_with_it_gains),
        cmocka_unit_test(joins_public_streets_alone),
        cmocka_unit_test(gaps_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
