/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * altered.h: a drawn city with one facility more, one moved and one gone, made
 * with every allocation failing in turn; and what it says of each.
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
#include "lifecircle/world/category.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/unit.h"
#include "src/study/altered/altered.h"

#include <string.h>

static int open_city(void **state)
{
    static const lct_xy left[] = {{-10, -50}, {500, -50}, {500, 50}, {-10, 50}};
    static const lct_xy right[] = {
        {500, -50}, {1010, -50}, {1010, 50}, {500, 50}};
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){500, 0}, 0);
    lct_street(c, 2, (lct_xy){500, 0}, 3, (lct_xy){1000, 0}, 0);
    lct_facility(c, "a", "park", (lct_xy){50, 5});
    lct_facility(c, "b", "park pharmacy", (lct_xy){400, 5});
    lct_facility(c, "c", "pharmacy", (lct_xy){450, -5});
    lct_home(c, (lct_xy){20, 10}, 1000);
    lct_unit(c, "left", left, 4);
    lct_unit(c, "right", right, 4);
    lct_open(c);
    *state = c;
    return 0;
}

static int close_city(void **state)
{
    lct_city_free(*state);
    return 0;
}

static uint32_t facility(const lc_world *w, const char *id)
{
    uint32_t f = lc_world_facility_find(w, id);

    assert_int_not_equal(f, LIFE_NONE);
    return f;
}

static uint32_t members(const lc_world *w, const char *category)
{
    return lc_world_category(w, lc_world_category_find(w, category))
        ->facility_count;
}

static void says(const lc_world *of, const lc_world *w)
{
    const lc_link *link;
    uint32_t b = facility(of, "b"),
             last = (uint32_t)lc_world_facility_count(of);

    assert_int_equal(members(of, "park"), 2);
    assert_int_equal(members(w, "park"), 1);
    assert_int_equal(members(of, "pharmacy"), 2);
    assert_int_equal(members(w, "pharmacy"), 3);
    assert_int_equal(lc_world_facility_count(w), last + 1);
    assert_true(lc_catset_is_empty(
        lc_world_facility(w, facility(of, "a"))->categories));
    assert_int_equal(lc_world_facility_links(w, facility(of, "a"), 0, &link),
                     0);
    assert_true(lc_world_facility_links(w, b, 0, &link) > 0);
    assert_string_equal(lc_world_unit(w, lc_world_facility(w, b)->unit)->code,
                        "right");
    assert_string_equal(lc_world_unit(of, lc_world_facility(of, b)->unit)->code,
                        "left");
    assert_true(lc_world_facility_links(w, last, 0, &link) > 0);
}

static void every_allocation_may_fail(void **state)
{
    const lc_world *of = lct_world(*state);
    const uint32_t gone = facility(of, "a");
    const lc_whatif_add add = {
        .categories = lc_catset_of(lc_world_category_find(of, "pharmacy")),
        .pt = lc_pt_from(lct_at(*state, (lct_xy){700, 5}))};
    const lc_whatif_move move = {facility(of, "b"),
                                 lc_pt_from(lct_at(*state, (lct_xy){900, 5}))};
    const lc_whatif_changes c = {.add = &add,
                                 .add_count = 1,
                                 .remove = &gone,
                                 .remove_count = 1,
                                 .move = &move,
                                 .move_count = 1};
    lc_status st = LIFE_ERR_NOMEM;
    int n = 0;

    for (; st && n < 10000; n++) {
        lc_error err = {0};
        lc_world *w = NULL;

        lc_mem_fail_after(n, false);
        st = lc_altered_make(of, &c, "doctors", &w, &err);
        lc_mem_fail_after(-1, false);
        if (st) {
            assert_int_equal(st, LIFE_ERR_NOMEM);
            assert_null(w);
        } else {
            says(of, w);
        }
        lc_altered_free(w);
    }
    assert_int_equal(st, LIFE_OK);
    assert_true(n > 20);
    assert_int_equal(members(of, "park"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, open_city, close_city);
}
