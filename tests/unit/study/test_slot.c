/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slot.h: what a study keeps of a pace is made once, when it is asked for.
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
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){400, 0}, 3, (lct_xy){400, 300}, LCT_STEPS);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){100, 0});
    lct_facility(c, "t:b", "park", (lct_xy){400, 200});
    lct_home(c, (lct_xy){10, 5}, 1000);
    lct_home(c, (lct_xy){390, 5}, 1000);
    lct_open(c);
    return c;
}

/* The last pace, as computing and loading make the first. */
static uint32_t a_pace(const lct_city *c)
{
    return (uint32_t)lct_study(c)->w->pace_count - 1;
}

static void a_graph_is_made_once(void **state)
{
    lct_city *c = town();
    lc_study *s = lct_study(c);
    uint32_t pace = a_pace(c);
    const lc_pace_graph *first, *again;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_slot_bytes(s->w, &s->slot[pace]), 0);
    assert_int_equal(lc_slot_graph(s, pace, &first, &err), LIFE_OK);
    assert_non_null(first);
    assert_true(first->vertex_count >= 2);
    assert_int_equal(lc_slot_graph(s, pace, &again, &err), LIFE_OK);
    assert_ptr_equal(first, again);
    assert_true(lc_slot_bytes(s->w, &s->slot[pace]) > 0);
    lct_city_free(c);
}

/* Each facility is met from the ends of its street, nearest or not, and stops
 * stand in the order of their vertices. */
static void stops_hold_what_stands_along_the_streets(void **state)
{
    lct_city *c = town();
    lc_study *s = lct_study(c);
    const lc_pace_graph *g;
    const lc_pace_slot *p = &s->slot[0];
    size_t met[2] = {0};
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_slot_graph(s, 0, &g, &err), LIFE_OK);
    assert_int_equal(p->stop_first[0], 0);
    for (uint32_t v = 0; v < g->vertex_count; v++) {
        assert_true(p->stop_first[v] <= p->stop_first[v + 1]);
        for (uint32_t i = p->stop_first[v]; i < p->stop_first[v + 1]; i++) {
            assert_in_range(p->stop[i].facility, 0, 1);
            assert_true(p->stop[i].fold & ~LIFE_CATFOLD_ANY);
            met[p->stop[i].facility]++;
        }
    }
    assert_int_equal(met[0], 2);
    assert_int_equal(met[1], 2);
    lct_city_free(c);
}

static void homes_enter_where_they_stand(void **state)
{
    lct_city *c = town();
    lc_study *s = lct_study(c);
    uint32_t pace = a_pace(c);
    const lc_home_entries *first, *again;
    uint64_t before;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_slot_entries(s, pace, &first, &err), LIFE_OK);
    assert_non_null(s->slot[pace].graph); /* entries rest on it */
    before = lc_slot_bytes(s->w, &s->slot[pace]);
    assert_int_equal(lc_slot_entries(s, pace, &again, &err), LIFE_OK);
    assert_ptr_equal(first, again);
    assert_int_equal(lc_slot_bytes(s->w, &s->slot[pace]), before);
    for (uint32_t h = 0; h < 2; h++)
        assert_true(first->first[h] < first->first[h + 1]);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_graph_is_made_once),
        cmocka_unit_test(stops_hold_what_stands_along_the_streets),
        cmocka_unit_test(homes_enter_where_they_stand)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
