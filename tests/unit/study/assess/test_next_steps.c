/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_next_steps.c - the next steps of a report: of each category the best
 * place that there is, and of these the best five.
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
#include "lct_standard.h"
#include "lifecircle/base/mem.h"
#include "src/study/assess/next_steps.h"
#include "src/study/cover/catchment.h"
#include "src/study/gap/uncovered.h"
#include "src/study/slot.h"
#include "src/world/city.h"

#include <string.h>

static size_t steps_of(lct_city *c, uint32_t unit, lc_next_step *out)
{
    lc_error err = {0};
    lc_standard *s;
    size_t n;

    assert_int_equal(lc_standard_open(lct_world(c), "chengdu", &s, &err),
                     LIFE_OK);
    assert_int_equal(lc_next_steps_find(lct_study(c), s, unit, out, &n, &err),
                     LIFE_OK);
    lc_standard_free(s);
    return n;
}

/* What one at this place of an edge would gain: by the homes that walk there
 * and lack the category, none of them by its gaps. */
static int64_t gained_at(lct_city *c, const lc_next_step *step, uint32_t edge,
                         uint32_t at_mm)
{
    const lc_world *w = lct_world(c);
    const lc_gap_query q = {.category = step->category,
                            .limit_ms = step->limit_ms,
                            .unit = LIFE_NONE};
    const lc_link link = {edge, at_mm, 0};
    lc_catchment_room room = {0};
    const lc_catchments *all;
    lc_error err = {0};
    lc_uncovered u;
    int64_t sum = 0;

    assert_int_equal(lc_uncovered_list(lct_study(c), &q, &u, &err), LIFE_OK);
    assert_int_equal(lc_slot_catchments(lct_study(c), 0, &all, &err), LIFE_OK);
    assert_int_equal(
        lc_catchment_search(all, &link, 1, step->limit_ms, &room, &err),
        LIFE_OK);
    for (size_t i = 0; i < room.found.n; i++)
        for (size_t k = 0; k < u.n; k++)
            if (u.home[k].home == room.found.v[i].home)
                sum += w->home_weight[u.home[k].home];
    lc_uncovered_clear(&u);
    lc_catchment_room_clear(&room);
    return sum;
}

/* Two gaps 1,500 m apart, too far to be one: one place helps both. Nowhere
 * else, tried every 20 m, helps more; where it helps is what it says it gains.
 */
static void one_place_for_two_gaps(void **state)
{
    lct_city *c = lct_city_new();
    lc_next_step step[LIFE_MAX_NEXT_STEPS];
    const lc_world *w;
    size_t n;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_square(c, "community", "A", 2900, 400);
    lct_square(c, "community", "B", 4300, 400);
    lct_facility(c, "t:a", "pharmacy community_health_center", (lct_xy){0, 0});
    lct_home(c, (lct_xy){500, 0}, 9000);
    lct_home(c, (lct_xy){3000, 0}, 1000);
    lct_home(c, (lct_xy){4500, 0}, 3000);
    lct_home(c, (lct_xy){8000, 0}, 3500);
    lct_open(c);
    w = lct_world(c);
    n = steps_of(c, LIFE_NONE, step);
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        bool wide = step[i].limit_ms > 750000; /* half of 1,500 m */

        assert_int_equal(step[i].gained, wide ? 4000 : 3500);
        if (wide)
            assert_string_equal(w->unit.v[step[i].unit].code, "B");
        for (uint32_t at = 0; at < 9000000; at += 20000)
            assert_true(gained_at(c, &step[i], 0, at) <= step[i].gained);
    }
    assert_int_equal(step[0].gained, 4000);
    lct_city_free(c);
}

/* Of one unit its own homes alone count, and of more categories than are named
 * those that gain most; of equals those that come first. */
static void the_best_five(void **state)
{
    static const char *const more[] = {
        "pharmacy",      "middle_school", "fresh_market", "primary_school",
        "reading_space", "sports_corner", "park"};
    lct_city *c = lct_city_new();
    lc_next_step step[LIFE_MAX_NEXT_STEPS];
    char id[] = "t:0";
    size_t n;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_square(c, "community", "A", 5000, 1000);
    for (size_t i = 0; i < LCT_COUNT(more); i++, id[2]++)
        lct_facility(c, id, more[i], (lct_xy){(double)i * 10, 0});
    lct_home(c, (lct_xy){5100, 0}, 1000);
    lct_home(c, (lct_xy){6050, 0}, 9000); /* in no unit */
    lct_open(c);
    n = steps_of(c, 0, step);
    assert_int_equal(n, LIFE_MAX_NEXT_STEPS);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(step[i].gained, 1000);
        assert_int_equal(step[i].lacking, 1000);
        assert_true(!i || step[i].category > step[i - 1].category);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_place_for_two_gaps),
        cmocka_unit_test(the_best_five),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
