/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * standard.h: whose rules hold for a unit, and for the whole city.
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
#include "lifecircle/store/rows/unit.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"

#include <string.h>

/* Berlin: nowhere near the box of any of the standards built in. */
static const lc_lonlat far_off = {13.4, 52.5};

static void insert(lct_city *c, const lc_stored_unit *like, const char *code,
                   const char *name, const char *parent)
{
    lc_stored_unit u = *like;
    lc_error err = {0};

    u.code = code;
    u.name = name;
    u.parent = parent;
    u.source = "test";
    u.urban = u.residents_year = -1;
    u.residents_milli = -1;
    if (lc_unit_rows_insert(lct_file(c), &u, &err))
        fail_msg("%s", err.text);
}

/* A name and a code, and nothing else. */
static void named(lct_city *c, const char *level, const char *code,
                  const char *name, const char *parent)
{
    insert(c, &(lc_stored_unit){.level = level}, code, name, parent);
}

/* Around a centre. */
static void centred(lct_city *c, const char *level, const char *code,
                    const char *name, lct_xy p)
{
    const lc_stored_unit like = {.level = level,
                                 .approximate = true,
                                 .centre = lc_pt_from(lct_at(c, p)),
                                 .has_centre = true};

    insert(c, &like, code, name, NULL);
}

static void streets(lct_city *c)
{
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){100, 10}, 1000);
    lct_home(c, (lct_xy){2900, 10}, 5000);
}

static const char *holds(lct_city *c, const char *code)
{
    uint32_t u = code ? lc_world_unit_find(lct_world(c), code) : LIFE_NONE;

    assert_true(!code || u != LIFE_NONE);
    return lc_world_standard_of(lct_world(c), u);
}

static void a_code_or_a_parents_code_decides(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    streets(c);
    named(c, "district", "510104", "a", NULL);
    named(c, "street", "own-street", "b", "510104");
    named(c, "community", "own-1", "c", "own-street");
    named(c, "community", "510104017001", "d", NULL);
    named(c, "community", "110101001001", "e", NULL);
    named(c, "community", "x5101", "f", NULL);
    named(c, "community", "510", "g", NULL);
    /* the name is one of Chengdu's, and nothing tells where it lies */
    named(c, "community", "h", "武侯区", NULL);
    lct_open(c);
    assert_string_equal(holds(c, "510104"), "chengdu");
    assert_string_equal(holds(c, "own-street"), "chengdu");
    assert_string_equal(holds(c, "own-1"), "chengdu");
    assert_string_equal(holds(c, "510104017001"), "chengdu");
    assert_string_equal(holds(c, "110101001001"), "gb50180");
    assert_string_equal(holds(c, "x5101"), "gb50180");
    assert_string_equal(holds(c, "510"), "gb50180");
    assert_string_equal(holds(c, "h"), "gb50180");
    lct_city_free(c);
}

/* What has a district's name or code, and what lies in it. */
static void a_boundary_decides(void **state)
{
    static const lct_xy ring[] = {
        {0, -200}, {1000, -200}, {1000, 200}, {0, 200}};
    lct_city *c = lct_city_new();

    (void)state;
    streets(c);
    lct_unit_of(c, "district", "武侯区", ring, LCT_COUNT(ring));
    centred(c, "community", "inside", "a", (lct_xy){100, 0});
    centred(c, "community", "outside", "b", (lct_xy){2900, 0});
    lct_open(c);
    assert_string_equal(holds(c, "武侯区"), "chengdu");
    assert_string_equal(holds(c, "inside"), "chengdu");
    assert_string_equal(holds(c, "outside"), "gb50180");
    /* 5 of 6 of its weight lie outside */
    assert_string_equal(holds(c, NULL), "gb50180");
    lct_city_free(c);
}

/* Codes of other countries may begin alike, and names be the same. */
static void elsewhere_is_none_of_theirs(void **state)
{
    static const lct_xy ring[] = {
        {0, -200}, {1000, -200}, {1000, 200}, {0, 200}};
    lct_city *c = lct_city_new_at(far_off);

    (void)state;
    streets(c);
    lct_unit_of(c, "district", "51013", ring, LCT_COUNT(ring));
    centred(c, "community", "inside", "a", (lct_xy){100, 0});
    centred(c, "community", "b", "武侯区", (lct_xy){2900, 0});
    lct_open(c);
    assert_string_equal(holds(c, "51013"), "gb50180");
    assert_string_equal(holds(c, "inside"), "gb50180");
    assert_string_equal(holds(c, "b"), "gb50180");
    assert_string_equal(holds(c, NULL), "gb50180");
    lct_city_free(c);
}

static void a_city_goes_with_most_of_its_weight(void **state)
{
    static const struct {
        const char *west, *east, *city;
    } cases[] = {
        {"510104001001", "510104001002", "chengdu"},
        {"110101001001", "510104001002", "chengdu"},
        {"510104001001", "110101001001", "gb50180"},
        {"110101001001", "110101001002", "gb50180"},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = lct_city_new();

        streets(c);
        centred(c, "community", cases[i].west, "w", (lct_xy){100, 0});
        centred(c, "community", cases[i].east, "e", (lct_xy){2900, 0});
        lct_open(c);
        assert_string_equal(holds(c, NULL), cases[i].city);
        lct_city_free(c);
    }
}

static void without_units_the_one_that_holds_everywhere(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    streets(c);
    lct_open(c);
    assert_string_equal(holds(c, NULL), "gb50180");
    lct_city_free(c);
}

/* Units that are names alone have no homes: most of them decide. */
static void names_alone_are_counted(void **state)
{
    lct_city *c = lct_city_new();

    (void)state;
    streets(c);
    named(c, "district", "51", "province", NULL);
    named(c, "community", "510104001001", "a", "51");
    named(c, "community", "510104001002", "b", "51");
    named(c, "community", "510304001002", "c", "51");
    lct_open(c);
    assert_string_equal(holds(c, "51"), "gb50180");
    assert_string_equal(holds(c, NULL), "chengdu");
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_or_a_parents_code_decides),
        cmocka_unit_test(a_boundary_decides),
        cmocka_unit_test(elsewhere_is_none_of_theirs),
        cmocka_unit_test(a_city_goes_with_most_of_its_weight),
        cmocka_unit_test(without_units_the_one_that_holds_everywhere),
        cmocka_unit_test(names_alone_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
