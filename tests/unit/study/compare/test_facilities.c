/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_facilities.c - what became of facilities, units and streets between two
 * towns, each case worked out by hand.
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
#include "lifecircle/study/compare/compare.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lct_city *street(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    return c;
}

static void sql(lct_city *c, const char *text)
{
    lc_error err = {0};

    assert_int_equal(lc_stmt_exec(lct_file(c), text, &err), LIFE_OK);
}

/* A facility of this name; "" is none. */
static void place(lct_city *c, const char *id, const char *name, lct_xy p)
{
    char text[200];

    lct_facility(c, id, "pharmacy", p);
    snprintf(text, sizeof text,
             "UPDATE facility SET name = '%s', name_given = %d WHERE id = '%s'",
             *name ? name : "pharmacy, X", *name != '\0', id);
    sql(c, text);
}

typedef struct pair {
    lct_city *before, *after;
    lc_changes found;
} pair;

static pair towns(void)
{
    return (pair){.before = street(), .after = street()};
}

static void find(pair *p)
{
    lc_error err = {0};

    lct_open(p->before);
    lct_open(p->after);
    assert_int_equal(lc_changes_find(lct_world(p->before), lct_world(p->after),
                                     &p->found, &err),
                     LIFE_OK);
}

static void end(pair *p)
{
    lc_changes_clear(&p->found);
    lct_city_free(p->before);
    lct_city_free(p->after);
}

/* The only one that changed. */
static const lc_change *only(const pair *p, lc_fate fate)
{
    assert_int_equal(p->found.v.n, 1);
    assert_int_equal(p->found.v.v[0].fate, fate);
    assert_int_equal(p->found.count[fate], 1);
    return p->found.v.v;
}

static void by_id_and_alias(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "t:same", "A", (lct_xy){10, 0});
    place(p.after, "t:same", "A", (lct_xy){10, 0});
    place(p.before, "t:old", "B", (lct_xy){500, 0});
    place(p.after, "t:new", "Another", (lct_xy){500, 0});
    sql(p.after, "INSERT INTO facility_alias (alias, facility, source) "
                 "VALUES ('t:old', 't:new', 'test')");
    find(&p);
    assert_int_equal(p.found.same, 1);
    assert_int_equal(only(&p, LIFE_FATE_CHANGED)->by, LIFE_KIN_ALIAS);
    assert_int_equal(p.found.v.v[0].traits,
                     1 << LIFE_TRAIT_ID | 1 << LIFE_TRAIT_NAME);
    assert_false(p.found.v.v[0].doubtful);
    end(&p);
}

static void opened_and_closed(void **state)
{
    pair p = towns();

    (void)state;
    lct_extent(p.before, (lct_xy){-100, -100}, (lct_xy){900, 100});
    place(p.before, "t:gone", "A", (lct_xy){10, 0});
    place(p.after, "t:come", "B", (lct_xy){950, 0});
    find(&p);
    assert_int_equal(p.found.v.n, 2);
    assert_int_equal(p.found.v.v[0].fate, LIFE_FATE_OPENED);
    assert_true(p.found.v.v[0].beyond);
    assert_int_equal(p.found.v.v[0].before, LIFE_NONE);
    assert_int_equal(p.found.v.v[1].fate, LIFE_FATE_CLOSED);
    assert_false(p.found.v.v[1].beyond);
    end(&p);
}

/* Under 25 m it is drawn anew, over it has moved; both by their id. */
static void moved(void **state)
{
    static const struct {
        double metres;
        lc_fate fate;
    } step[] = {{24, LIFE_FATE_CHANGED}, {26, LIFE_FATE_MOVED}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(step); i++) {
        pair p = towns();

        place(p.before, "t:a", "A", (lct_xy){100, 0});
        place(p.after, "t:a", "A", (lct_xy){100 + step[i].metres, 0});
        find(&p);
        assert_true(fabs(only(&p, step[i].fate)->metres - step[i].metres) <
                    0.1);
        assert_int_equal(p.found.v.v[0].traits, 1 << LIFE_TRAIT_POSITION);
        end(&p);
    }
}

/* A point that became an area around it has not moved. */
static void drawn_as_an_area(void **state)
{
    const lct_xy ring[] = {{90, -10}, {250, -10}, {250, 40}, {90, 40}};
    pair p = towns();

    (void)state;
    lct_facility(p.before, "t:n", "pharmacy", (lct_xy){100, 0});
    lct_area(p.after, "t:w", "pharmacy", ring, 4);
    sql(p.before, "UPDATE facility SET name = 'A'");
    sql(p.after, "UPDATE facility SET name = 'a'"); /* as names are folded */
    find(&p);
    assert_int_equal(only(&p, LIFE_FATE_CHANGED)->by, LIFE_KIN_NAME);
    assert_true(p.found.v.v[0].metres < 0.1);
    assert_true(p.found.v.v[0].traits & 1 << LIFE_TRAIT_OUTLINE);
    assert_false(p.found.v.v[0].doubtful);
    end(&p);
}

/* Of two branches of one name the near one is the same, without doubt as the
 * other is far; 200 m down the street it may be. */
static void by_name(void **state)
{
    static const struct {
        double now;
        lc_fate fate;
        bool doubtful;
        size_t found;
    } step[] = {{112, LIFE_FATE_CHANGED, false, 1},
                {160, LIFE_FATE_MOVED, true, 1},
                {399, LIFE_FATE_MOVED, true, 1},
                {402, LIFE_FATE_OPENED, false, 2}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(step); i++) {
        pair p = towns();

        place(p.before, "t:1", "Chain", (lct_xy){100, 0});
        place(p.after, "t:2", "CHAIN", (lct_xy){step[i].now, 0});
        find(&p);
        assert_int_equal(p.found.v.n, step[i].found);
        assert_int_equal(p.found.v.v[0].fate, step[i].fate);
        assert_int_equal(p.found.v.v[0].doubtful, step[i].doubtful);
        end(&p);
    }
}

static void rivals(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "t:1", "Stop", (lct_xy){100, 0});
    place(p.after, "t:2", "Stop", (lct_xy){110, 0});
    place(p.after, "t:3", "Stop", (lct_xy){80, 0});
    find(&p);
    assert_int_equal(p.found.v.n, 2);
    assert_int_equal(p.found.v.v[0].fate, LIFE_FATE_OPENED);
    assert_string_equal(
        lc_world_facility(lct_world(p.after), p.found.v.v[0].after)->id, "t:3");
    assert_int_equal(p.found.v.v[1].rivals, 1);
    assert_true(p.found.v.v[1].doubtful);
    end(&p);
}

static void by_place(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "t:1", "", (lct_xy){100, 0});
    place(p.after, "t:2", "", (lct_xy){120, 0});
    place(p.before, "t:3", "", (lct_xy){500, 0});
    place(p.after, "t:4", "", (lct_xy){530, 0});
    find(&p);
    assert_int_equal(p.found.count[LIFE_FATE_CHANGED], 1);
    assert_int_equal(p.found.count[LIFE_FATE_OPENED], 1);
    assert_int_equal(p.found.count[LIFE_FATE_CLOSED], 1);
    assert_int_equal(p.found.v.v[2].by, LIFE_KIN_PLACE);
    end(&p);
}

/* An extract that numbers its things anew. */
static void same_id_of_something_else(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "osm:n1", "A", (lct_xy){0, 0});
    lct_facility(p.after, "osm:n1", "bank", (lct_xy){900, 0});
    find(&p);
    assert_int_equal(p.found.count[LIFE_FATE_OPENED], 1);
    assert_int_equal(p.found.count[LIFE_FATE_CLOSED], 1);
    end(&p);
}

static void fields(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "t:a", "A", (lct_xy){100, 0});
    place(p.after, "t:a", "A", (lct_xy){100, 0});
    sql(p.after, "UPDATE facility SET phone = '12', address = 'X 1', "
                 "opening_hours = '24/7', attributes = '{\"beds\":2}', "
                 "wheelchair = 'no', website = 'http://a', "
                 "checked_on = '2026-01-01', categories = 'pharmacy bank'");
    find(&p);
    assert_int_equal(only(&p, LIFE_FATE_CHANGED)->traits,
                     1 << LIFE_TRAIT_PHONE | 1 << LIFE_TRAIT_ADDRESS |
                         1 << LIFE_TRAIT_HOURS | 1 << LIFE_TRAIT_ATTRIBUTES |
                         1 << LIFE_TRAIT_WHEELCHAIR | 1 << LIFE_TRAIT_WEBSITE |
                         1 << LIFE_TRAIT_CATEGORIES);
    end(&p);
}

/* When it was checked is no change. */
static void checked_again(void **state)
{
    pair p = towns();

    (void)state;
    place(p.before, "t:a", "A", (lct_xy){100, 0});
    place(p.after, "t:a", "A", (lct_xy){100, 0});
    sql(p.after, "UPDATE facility SET checked_on = '2026-01-01'");
    find(&p);
    assert_int_equal(p.found.v.n, 0);
    assert_int_equal(p.found.same, 1);
    end(&p);
}

/* ---- streets ---- */

static void metres_of_street(void **state)
{
    lct_city *a = street(), *b = street();
    lc_streets_change s;
    lc_error err = {0};

    (void)state;
    /* a parallel 10 m beside the old one is that; 300 m away it is new */
    lct_street(b, 3, (lct_xy){0, 10}, 4, (lct_xy){1000, 10}, LCT_OPEN);
    lct_street(b, 5, (lct_xy){0, 300}, 6, (lct_xy){400, 300}, LCT_OPEN);
    lct_street(a, 7, (lct_xy){0, 600}, 8, (lct_xy){200, 600}, LCT_OPEN);
    lct_street(b, 7, (lct_xy){0, 600}, 8, (lct_xy){200, 600}, LCT_PRIVATE);
    lct_street(a, 9, (lct_xy){0, 900}, 10, (lct_xy){300, 900}, LCT_OPEN);
    lct_open(a);
    lct_open(b);
    assert_int_equal(
        lc_streets_change_find(lct_world(a), lct_world(b), "foot", &s, &err),
        LIFE_OK);
    assert_true(llabs(s.before_mm - 1500000) < 50);
    assert_true(llabs(s.after_mm - 2600000) < 50);
    assert_true(llabs(s.added_mm - 400000) < 50);
    assert_true(llabs(s.removed_mm - 300000) < 50);
    assert_true(llabs(s.closed_mm - 200000) < 50);
    assert_int_equal(s.freed_mm, 0);
    lct_city_free(a);
    lct_city_free(b);
}

/* ---- units ---- */

static void units_by_code_and_name(void **state)
{
    const lct_xy ring[3][4] = {{{0, -50}, {100, -50}, {100, 50}, {0, 50}},
                               {{200, -50}, {300, -50}, {300, 50}, {200, 50}},
                               {{400, -50}, {500, -50}, {500, 50}, {400, 50}}};
    lct_city *a = street(), *b = street();
    lc_unit_pairs u;
    lc_error err = {0};

    (void)state;
    lct_unit(a, "1", ring[0], 4);
    lct_unit(b, "1", ring[0], 4);
    lct_unit(a, "2", ring[1], 4);
    lct_unit(b, "9", ring[1], 4);
    lct_unit(a, "3", ring[2], 4);
    lct_unit(b, "4", ring[2], 4);
    sql(a, "UPDATE unit SET name = 'Park' WHERE code = '2'");
    sql(b, "UPDATE unit SET name = 'PARK' WHERE code = '9'");
    lct_open(a);
    lct_open(b);
    assert_int_equal(
        lc_unit_pairs_make(lct_world(a), lct_world(b), "community", &u, &err),
        LIFE_OK);
    assert_int_equal(u.v.n, 2);
    assert_false(u.v.v[0].by_name);
    assert_true(u.v.v[1].by_name);
    assert_int_equal(u.only[0].n, 1);
    assert_int_equal(u.only[1].n, 1);
    assert_string_equal(lc_world_unit(lct_world(b), u.only[1].v[0])->code, "4");
    lc_unit_pairs_clear(&u);
    lct_city_free(a);
    lct_city_free(b);
}

/* ---- refusals ---- */

static void of_two_places(void **state)
{
    lct_city *a = street(), *b = lct_city_new_at((lc_lonlat){9.5, 47.1});
    lc_compare_query q = {.pace = "standard", .limit_ms = 900000};
    lc_comparison c;
    lc_error err = {0};

    (void)state;
    lct_street(b, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(a, (lct_xy){100, 0}, 1000);
    lct_home(b, (lct_xy){100, 0}, 1000);
    lct_open(a);
    lct_open(b);
    assert_int_equal(
        lc_comparison_make(lct_study(a), lct_study(b), &q, &c, &err),
        LIFE_ERR_STATE);
    assert_non_null(strstr(err.text, "not of one place"));
    lc_comparison_clear(&c);
    lct_city_free(a);
    lct_city_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_id_and_alias),
        cmocka_unit_test(opened_and_closed),
        cmocka_unit_test(moved),
        cmocka_unit_test(drawn_as_an_area),
        cmocka_unit_test(by_name),
        cmocka_unit_test(rivals),
        cmocka_unit_test(by_place),
        cmocka_unit_test(same_id_of_something_else),
        cmocka_unit_test(fields),
        cmocka_unit_test(checked_again),
        cmocka_unit_test(metres_of_street),
        cmocka_unit_test(units_by_code_and_name),
        cmocka_unit_test(of_two_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
