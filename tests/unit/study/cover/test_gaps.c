/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_gaps.c - gaps: which homes, why, and the place that mends most.
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
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/world.h"

#include <stdlib.h>
#include <string.h>

static void ask(lc_study *study, const char *category, size_t most,
                lc_gap_list *out)
{
    const lc_world *w = lc_study_world(study);
    lc_gap_query q = {.category = lc_world_category_find(w, category),
                      .limit_ms = 900000,
                      .unit = LIFE_NONE,
                      .most = most};
    lc_walker *a = lc_walker_new(study);
    lc_error err = {0};

    assert_int_equal(lc_gaps_find(a, &q, out, &err), LIFE_OK);
    lc_walker_free(a);
}

static double away_m(lct_city *c, lc_pt p, lct_xy want)
{
    return lc_distance_m(p, lc_pt_from(lct_at(c, want)));
}

/* Three homes far out along one street, one near: the gap is the three, and
 * a facility between them covers all of it. */
static void uncovered_homes_stand_together(void **state)
{
    lct_city *c = lct_city_new();
    lc_gap_list l;
    lc_study *study;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){4000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){500, 0}, 7000);
    lct_home(c, (lct_xy){3000, 0}, 1000);
    lct_home(c, (lct_xy){3080, 0}, 2000);
    lct_home(c, (lct_xy){3160, 0}, 3000);
    study = lct_open(c);
    ask(study, "pharmacy", 10, &l);
    assert_int_equal(l.total, 13000);
    assert_int_equal(l.uncovered, 6000);
    assert_int_equal(l.found, 1);
    assert_int_equal(l.count, 1);
    assert_int_equal(l.gap[0].weight, 6000);
    assert_int_equal(l.gap[0].homes, 3);
    assert_int_equal(l.gap[0].cause, LIFE_CAUSE_FAR);
    assert_int_equal(l.gap[0].mend_weight, 6000);
    assert_in_range(l.gap[0].nearest.walk_ms, 3080 * 900 - 50, 3080 * 900 + 50);
    assert_true(lc_shape_contains(&l.gap[0].outline, l.gap[0].middle));
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

/* Two heavy homes 1,900 m apart share only the middle of the street between
 * them; the mend is there, inside the edge, and not at a node. */
static void mend_may_lie_inside_an_edge(void **state)
{
    lct_city *c = lct_city_new();
    lc_gap_list l;
    lc_study *study;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){9000, 0}, 4, (lct_xy){9900, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){9000, 0});
    for (int i = 0; i <= 19; i++) /* a chain, so that it is one gap */
        lct_home(c, (lct_xy){50 + i * 100.0 * 0.99, 0}, i % 19 ? 1 : 5000);
    study = lct_open(c);
    ask(study, "pharmacy", 10, &l);
    assert_int_equal(l.found, 1);
    assert_int_equal(l.gap[0].nearest.facility, LIFE_NONE);
    assert_int_equal(l.gap[0].mend_weight, 10018);
    /* within 1,000 m of 50 and of 1,931 */
    assert_true(away_m(c, l.gap[0].mend, (lct_xy){990, 0}) <= 60.1);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

static void a_detour_is_told_from_distance(void **state)
{
    static const lct_xy bend[] = {{0, 0}, {0, 900}, {300, 900}, {300, 0}};
    lct_city *c = lct_city_new();
    lc_gap_list l;
    lc_study *study;

    (void)state;
    lct_street_via(c, 1, 2, bend, 4, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){300, 0}, 1000);
    study = lct_open(c);
    ask(study, "pharmacy", 10, &l);
    assert_int_equal(l.count, 1);
    assert_int_equal(l.gap[0].cause, LIFE_CAUSE_BARRIER);
    assert_true(
        l.gap[0].nearest.walk_mm / 1000.0 / l.gap[0].nearest.straight_m > 6.9);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

static void heaviest_first_and_no_more_than_asked(void **state)
{
    lct_city *c = lct_city_new();
    lc_gap_list l;
    lc_study *study;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){2000, 0}, 10);
    lct_home(c, (lct_xy){4000, 0}, 30);
    lct_home(c, (lct_xy){6000, 0}, 20);
    study = lct_open(c);
    ask(study, "pharmacy", 2, &l);
    assert_int_equal(l.found, 3);
    assert_int_equal(l.count, 2);
    assert_int_equal(l.gap[0].weight, 30);
    assert_int_equal(l.gap[1].weight, 20);
    lc_gap_list_clear(&l);
    /* no facility of the category: nothing is known to be uncovered */
    ask(study, "kindergarten", 2, &l);
    assert_int_equal(l.found, 0);
    assert_int_equal(l.uncovered, 0);
    lc_gap_list_clear(&l);
    lct_city_free(c);
}

/* Of the old the gaps are others than of all: the order, the weights and the
 * mend. Where nobody told ages, no gap of theirs is known. */
static void gaps_of_an_age(void **state)
{
    static const struct {
        const char *code, *residents, *ages;
        double x;
    } unit[] = {{"A", "1000000", "{\"0-59\":900,\"60+\":100}", 2000},
                {"B", "500000", "{\"0-59\":100,\"60+\":400}", 4000},
                {"C", "300000", NULL, 6000},
                {"D", "200000", "{\"0-59\":150,\"60+\":50}", 500},
                {"E", "250000", "{\"0-59\":250,\"60+\":0}", 8000}};
    lc_gap_query q = {.limit_ms = 900000, .unit = LIFE_NONE, .most = 10};
    lct_city *c = lct_city_new();
    lc_gap_list l;
    lc_walker *a;
    lc_error err = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    for (size_t i = 0; i < LCT_COUNT(unit); i++) {
        lct_square(c, "community", unit[i].code, unit[i].x - 100, 200);
        lct_home(c, (lct_xy){unit[i].x, 0}, 1000);
        lct_residents(c, unit[i].code, unit[i].residents, unit[i].ages);
    }
    a = lc_walker_new(lct_open(c));
    q.category = lc_world_category_find(lct_world(c), "pharmacy");
    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_OK);
    assert_int_equal(l.found, 4);
    assert_int_equal(l.gap[0].weight, 1000000);
    assert_int_equal(l.total, 2250000);
    lc_gap_list_clear(&l);
    q.ages = "60+";
    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_OK);
    assert_int_equal(l.found, 2); /* none where no old person lives */
    assert_int_equal(l.gap[0].weight, 400000);
    assert_int_equal(l.gap[0].mend_weight, 400000);
    assert_int_equal(l.gap[1].weight, 100000);
    assert_int_equal(l.total, 550000);
    assert_int_equal(l.uncovered, 500000);
    assert_int_equal(l.untold, 300000);
    lc_gap_list_clear(&l);
    q.ages = "65+";
    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "60+")); /* the bands there are */
    q.ages = "old";
    assert_int_equal(lc_gaps_find(a, &q, &l, &err), LIFE_ERR_PARSE);
    lc_walker_free(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uncovered_homes_stand_together),
        cmocka_unit_test(mend_may_lie_inside_an_edge),
        cmocka_unit_test(a_detour_is_told_from_distance),
        cmocka_unit_test(heaviest_first_and_no_more_than_asked),
        cmocka_unit_test(gaps_of_an_age),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
