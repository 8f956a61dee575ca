/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * level.h, assignment.h, unplaced.h: which levels a city has, which unit a
 * home lies in, and what may stand anywhere in one.
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
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/unit.h"
#include "src/world/city.h"
#include "src/world/units/assignment.h"
#include "src/world/units/level.h"
#include "src/world/units/unplaced.h"

#include <string.h>

static void square(lct_city *c, const char *level, const char *code, double x,
                   double size)
{
    const lct_xy ring[] = {{x, 0}, {x + size, 0}, {x + size, size}, {x, size}};

    lct_unit_of(c, level, code, ring, LCT_COUNT(ring));
}

/* Two communities of one street, a level of the city's own (a lane) inside the
 * first, and homes in each, in the street alone, and far off. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 50}, 2, (lct_xy){3000, 50}, LCT_OPEN);
    square(c, "lane", "lane", 20, 40);
    square(c, "community", "west", 0, 100);
    square(c, "community", "east", 100, 100);
    square(c, "street", "both", 0, 300);
    lct_home(c, (lct_xy){30, 30}, 1000);   /* 0: lane, west, both */
    lct_home(c, (lct_xy){150, 40}, 2000);  /* 1: east, both */
    lct_home(c, (lct_xy){250, 40}, 4000);  /* 2: both */
    lct_home(c, (lct_xy){2000, 40}, 8000); /* 3: none */
    lct_facility_in(c, "t:known", "pharmacy", "west");
    lct_facility_in(c, "t:nowhere", "reading_space", NULL);
    lct_facility(c, "t:placed", "park", (lct_xy){30, 30});
    return c;
}

/* geodata/levels.csv knows district, street, community; others stand between
 * what it has others_below and the next. */
static void levels_stand_from_the_coarsest(void **state)
{
    static const char *const order[] = {"lane", "street", "community"};
    lct_city *c = town();
    const lc_world *w;
    uint32_t first, count;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    assert_int_equal(lc_world_level_count(w), LCT_COUNT(order));
    for (uint32_t i = 0; i < LCT_COUNT(order); i++) {
        assert_string_equal(lc_world_level(w, i), order[i]);
        assert_int_equal(lc_world_level_find(w, order[i]), i);
        assert_true(lc_world_level_units(w, order[i], &first, &count));
        assert_int_equal(count, strcmp(order[i], "community") ? 1 : 2);
        for (uint32_t u = first; u < first + count; u++)
            assert_int_equal(lc_world_unit(w, u)->level_index, i);
    }
    assert_int_equal(lc_world_level_find(w, "district"), LIFE_NONE);
    assert_false(lc_world_level_units(w, "district", &first, &count));
    assert_true(lc_world_level_is_known(w, "district"));
    assert_false(lc_world_level_is_known(w, "lane"));
    assert_true(lc_world_level_rank(w, "district") <
                lc_world_level_rank(w, "lane"));
    assert_true(lc_world_level_rank(w, "lane") <
                lc_world_level_rank(w, "street"));
    assert_int_equal(lc_world_level_rank(w, "lane"),
                     lc_world_level_rank(w, "quarter of a lane"));
    lct_city_free(c);
}

static const char *unit_of(const lc_world *w, uint32_t home, const char *level)
{
    uint32_t u = lc_world_home_unit(w, home, lc_world_level_find(w, level));

    return u == LIFE_NONE ? "" : lc_world_unit(w, u)->code;
}

/* Homes are sorted by unit for each level; those in none come last. */
static void expect_sorted(const lc_world *w)
{
    for (uint32_t l = 0; l < lc_world_level_count(w); l++) {
        const uint32_t *first = w->by_unit_first + lc_assignment_first(w, l);
        uint32_t units = w->level_first[l + 1] - w->level_first[l];

        assert_int_equal(first[0], 0);
        assert_int_equal(first[units + 1], w->home_count);
        for (uint32_t u = 0; u <= units; u++)
            for (uint32_t i = first[u]; i < first[u + 1]; i++) {
                uint32_t home = w->by_unit[l * w->home_count + i];
                uint32_t is = lc_world_home_unit(w, home, l);

                assert_int_equal(is, u == units ? LIFE_NONE
                                                : w->level_first[l] + u);
            }
    }
}

static void homes_lie_in_one_unit_of_a_level(void **state)
{
    static const struct {
        const char *lane, *community, *street;
    } want[] = {{"lane", "west", "both"},
                {"", "east", "both"},
                {"", "", "both"},
                {"", "", ""}};
    lct_city *c = town();
    const lc_world *w;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    assert_int_equal(lc_world_home_count(w), LCT_COUNT(want));
    for (uint32_t h = 0; h < LCT_COUNT(want); h++) {
        assert_string_equal(unit_of(w, h, "lane"), want[h].lane);
        assert_string_equal(unit_of(w, h, "community"), want[h].community);
        assert_string_equal(unit_of(w, h, "street"), want[h].street);
    }
    expect_sorted(w);
    lct_city_free(c);
}

/* In its unit, where that is known; anywhere, where not even that is. */
static void unplaced_ones_may_be_near(void **state)
{
    static const struct {
        const char *category;
        bool near[4]; /* of the homes */
    } row[] = {{"pharmacy", {true, false, false, false}},
               {"reading_space", {true, true, true, true}},
               {"park", {false, false, false, false}}};
    lct_city *c = town();
    const lc_world *w;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        uint32_t category = lc_world_category_find(w, row[i].category);

        assert_int_not_equal(category, LIFE_NONE);
        for (uint32_t h = 0; h < 4; h++) {
            lc_pt at = lc_world_home(w, h).pt;

            assert_int_equal(lc_unplaced_near_home(w, category, false, h),
                             row[i].near[h]);
            assert_int_equal(lc_unplaced_near(w, category, false, at),
                             row[i].near[h]);
        }
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_stand_from_the_coarsest),
        cmocka_unit_test(homes_lie_in_one_unit_of_a_level),
        cmocka_unit_test(unplaced_ones_may_be_near)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
