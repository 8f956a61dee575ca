/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_search.c - names as people type them.
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
#include "lifecircle/base/buf.h"
#include "lifecircle/store/rows/address.h"
#include "lifecircle/study/find.h"
#include "src/store/stmt.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void set_text(lct_city *c, const char *sql, const char *text,
                     const char *id)
{
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    lc_stmt_text(s, 1, text);
    lc_stmt_text(s, 2, id);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static void named(lct_city *c, const char *id, const char *name, lct_xy p)
{
    lct_facility(c, id, "pharmacy", p);
    set_text(c, "UPDATE facility SET name = ? WHERE id = ?", name, id);
}

static lct_city *town(void)
{
    static const lct_xy ring[] = {
        {-500, -500}, {500, -500}, {500, 500}, {-500, 500}};
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){400, 0}, 3, (lct_xy){800, 0}, LCT_OPEN);
    set_text(c, "UPDATE street SET name = ?1 || ?2", "天府大道", "");
    lct_unit(c, "tz", ring, 4);
    set_text(c, "UPDATE unit SET name = ? WHERE code = ?", "天竺社区", "tz");
    lct_place(c, "osm:n1", "Südstadt", (lct_xy){100, 100});
    lct_address(c, "Rue de l'Évêché 12", (lct_xy){200, 100});
    lct_address(c, "玉林东路 12号", (lct_xy){300, 100});
    named(c, "t:1", "Löwen-Apotheke", (lct_xy){10, 0});
    named(c, "t:2", "Apotheke", (lct_xy){20, 0});
    named(c, "t:3", "Neue Apotheke am Markt", (lct_xy){30, 0});
    named(c, "t:4", "天府药房", (lct_xy){40, 0});
    named(c, "t:5", "ＡＢＣ药店", (lct_xy){600, 0}); /* full-width */
    named(c, "t:6", "50% & _more_ 'x'", (lct_xy){60, 0});
    named(c, "t:7", "Straße des Friedens", (lct_xy){70, 0});
    named(c, "t:8", "\xff broken", (lct_xy){80, 0});
    lct_source(c, "table", (lct_xy){-500, -500}, (lct_xy){900, 500});
    lct_facility_of(c, "table", "table:1", "park", (lct_xy){90, 50});
    set_text(c, "UPDATE facility SET name = ? WHERE id = ?", "小游园",
             "table:1");
    set_text(c, "UPDATE facility SET address = ? WHERE id = ?", "高升桥路 7号",
             "table:1");
    lct_facility(c, "t:9", "pharmacy", (lct_xy){90, 0});
    set_text(c,
             "UPDATE facility SET name = ?, name_given = 0"
             " WHERE id = ?",
             "pharmacy, 天府大道", "t:9");
    lct_open(c);
    return c;
}

static size_t ask(lct_city *c, const char *q, lc_hit hit[10])
{
    lc_error err = {0};
    size_t n = 99;

    ok(lc_study_find(lct_study(c), &(lc_find){.q = q, .limit = 10}, hit, &n,
                     &err),
       &err);
    return n;
}

static void expect_first(lct_city *c, const char *q, const char *name)
{
    lc_hit hit[10];

    if (!ask(c, q, hit))
        fail_msg("\"%s\" finds nothing, not %s", q, name);
    assert_string_equal(hit[0].name, name);
}

static void case_accents_and_widths_are_put_aside(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    expect_first(c, "südstadt", "Südstadt");
    expect_first(c, "SUDSTADT", "Südstadt");
    expect_first(c,
                 "su\xcc\x88"
                 "dstadt", /* the mark apart */
                 "Südstadt");
    expect_first(c, "eveche", "Rue de l'Évêché 12");
    expect_first(c, "strasse", "Straße des Friedens");
    expect_first(c, "abc药店", "ＡＢＣ药店");
    expect_first(c, "ＡＢＣ", "ＡＢＣ药店");
    expect_first(c, "Löwen", "Löwen-Apotheke");
    assert_int_equal(ask(c, "Nordstadt", hit), 0);
    lct_city_free(c);
}

static void chinese_words_of_two_characters(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];
    size_t n;

    (void)state;
    expect_first(c, "药房", "天府药房");
    expect_first(c, "大道", "天府大道");
    expect_first(c, "高升桥路7号", "高升桥路 7号"); /* a table's address */
    n = ask(c, "天府", hit);
    assert_int_equal(n, 2); /* a street of two parts is one hit */
    assert_string_equal(hit[0].name, "天府药房");
    assert_string_equal(lc_find_kind_id(hit[0].kind), "facility");
    assert_string_equal(hit[0].id, "t:4");
    assert_string_equal(hit[0].detail, "天竺社区");
    assert_string_equal(lc_find_kind_id(hit[1].kind), "street");
    n = ask(c, "药", hit);
    assert_int_equal(n, 2);
    /* no half of a character is one */
    assert_int_equal(ask(c, "\xe5\xa4", hit), 0);
    lct_city_free(c);
}

/* The whole name, then its front, then a part; the shorter first. */
static void best_first(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    assert_int_equal(ask(c, "apotheke", hit), 3);
    assert_string_equal(hit[0].id, "t:2");
    assert_string_equal(hit[1].id, "t:1");
    assert_string_equal(hit[2].id, "t:3");
    assert_int_equal(ask(c, "neue apo", hit), 1);
    /* the 600 m point lies in no unit */
    assert_int_equal(ask(c, "abc", hit), 1);
    assert_string_equal(hit[0].detail, "");
    lct_city_free(c);
}

static void at_most_as_many_as_asked_for(void **state)
{
    lct_city *c = town();
    lc_find find = {.q = "apotheke"};
    lc_hit hit[10];
    lc_error err = {0};
    size_t n;

    (void)state;
    find.limit = 2;
    ok(lc_study_find(lct_study(c), &find, hit, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(hit[1].id, "t:1");
    find.limit = 0;
    ok(lc_study_find(lct_study(c), &find, hit, &n, &err), &err);
    assert_int_equal(n, 0);
    lct_city_free(c);
}

/* Names that don't begin with what is typed are passed over when enough do:
 * that must not change which are the first. */
static void fewer_are_the_first_of_more(void **state)
{
    static const char *const form[] = {"alpha ",   "old alpha ", "xalpha",
                                       "alphabet", "天府 alpha", "a "};
    static const char *const typed[] = {"a",  "al",      "alpha",   "a 1",
                                        "天", "alpha 2", "alphabet"};
    lct_city *c = lct_city_new();
    char id[16], name[64];

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    for (int i = 0; i < 60; i++) {
        snprintf(id, sizeof id, "t:%d", i * 17 % 60);
        snprintf(name, sizeof name, "%s%d", form[(size_t)i % LCT_COUNT(form)],
                 i);
        named(c, id, name, (lct_xy){i, 0});
    }
    lct_open(c);
    for (size_t t = 0; t < 2 * LCT_COUNT(typed); t++) {
        lc_find find = {.q = typed[t / 2], .near = t % 2, .limit = 60};
        lc_hit all[60], some[60];
        lc_error err = {0};
        size_t n, m;

        find.at = lc_pt_from(lct_at(c, (lct_xy){30, 0}));
        ok(lc_study_find(lct_study(c), &find, all, &n, &err), &err);
        assert_true(n >= 1);
        for (find.limit = 1; find.limit < 60; find.limit++) {
            ok(lc_study_find(lct_study(c), &find, some, &m, &err), &err);
            assert_int_equal(m, n < find.limit ? n : find.limit);
            for (size_t i = 0; i < m; i++)
                assert_string_equal(some[i].name, all[i].name);
        }
    }
    lct_city_free(c);
}

static void nothing_for_nothing(void **state)
{
    static const char *const empty[] = {"",         " ",    "\t\n ",  "　",
                                        "\xcc\x88", "\xff", "apo\xff"};
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(empty); i++)
        assert_int_equal(ask(c, empty[i], hit), 0);
    /* what a keyboard leaves around a word is not part of it */
    expect_first(c, "  apotheke ", "Apotheke");
    expect_first(c, "药房　", "天府药房");
    /* nothing is a pattern */
    assert_int_equal(ask(c, "apo%", hit), 0);
    assert_int_equal(ask(c, "a_c", hit), 0);
    assert_int_equal(ask(c, "*", hit), 0);
    expect_first(c, "50% & _", "50% & _more_ 'x'");
    /* a name that was not given is not one; nor is what is no text */
    assert_int_equal(ask(c, "pharmacy", hit), 0);
    assert_int_equal(ask(c, "broken", hit), 0);
    lct_city_free(c);
}

static void expect(lct_city *c, const char *q, const char *name,
                   const char *how)
{
    lc_hit hit[10];

    expect_first(c, q, name);
    ask(c, q, hit);
    if (strcmp(lc_find_match_id(hit[0].match), how) != 0)
        fail_msg("\"%s\" is %s, not %s", q, lc_find_match_id(hit[0].match),
                 how);
}

static void chinese_by_its_sound(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    expect(c, "tianfuyaofang", "天府药房", "pinyin");
    expect(c, "Tian Fu yao", "天府药房", "pinyin");
    expect(c, "tianfuda", "天府大道", "pinyin");
    expect(c, "yaofang", "天府药房", "pinyin"); /* a part */
    expect(c, "tfyf", "天府药房", "initials");
    expect(c, "tfdd", "天府大道", "initials");
    expect(c, "yldl12", "玉林东路 12号", "initials");
    expect(c, "abcyaodian", "ＡＢＣ药店", "pinyin");
    assert_int_equal(ask(c, "tianfuyaofangx", hit), 0);
    assert_true(ask(c, "t", hit) > 0); /* of "Südstadt": one is no sound */
    assert_string_equal(lc_find_match_id(hit[0].match), "part");
    lct_city_free(c);
}

static void each_way_of_fitting(void **state)
{
    lct_city *c = town();

    (void)state;
    expect(c, "apotheke", "Apotheke", "exact");
    expect(c, "neue", "Neue Apotheke am Markt", "prefix");
    expect(c, "markt", "Neue Apotheke am Markt", "word");
    expect(c, "othek", "Apotheke", "part");
    expect(c, "markt apotheke", "Neue Apotheke am Markt", "part");
    expect(c, "天府藥房", "天府药房", "exact"); /* traditional */
    expect(c, "玉林東路12號", "玉林东路 12号", "exact");
    expect(c, "天府大道 88号", "天府大道", "exact"); /* no such number */
    expect(c, "12 Rue de l'Eveche", "Rue de l'Évêché 12", "part");
    lct_city_free(c);
}

static void nearer_ones_go_first(void **state)
{
    lct_city *c = town();
    lc_find find = {.q = "a", .limit = 10, .near = true};
    lc_hit hit[10];
    lc_error err = {0};
    size_t n;

    (void)state;
    find.at = lc_pt_from(lct_at(c, (lct_xy){600, 0}));
    ok(lc_study_find(lct_study(c), &find, hit, &n, &err), &err);
    assert_string_equal(hit[0].id, "t:5"); /* ABC药店 */
    assert_true(hit[0].distance_m < 1);
    find.at = lc_pt_from(lct_at(c, (lct_xy){0, 0}));
    ok(lc_study_find(lct_study(c), &find, hit, &n, &err), &err);
    assert_string_equal(hit[0].id, "t:2"); /* Apotheke at 20 m */
    lct_city_free(c);
}

/* The corner is at 104.06, 30.65. */
static void positions_are_places(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    assert_int_equal(ask(c, "104.06,30.65", hit), 1);
    assert_string_equal(lc_find_kind_id(hit[0].kind), "position");
    assert_string_equal(lc_crs_degrees_names[hit[0].system], "wgs84");
    assert_string_equal(hit[0].detail, "天竺社区");
    assert_int_equal(hit[0].pt.lon, 1040600000);
    assert_int_equal(ask(c, "高德 30.65,104.06", hit), 1);
    assert_string_equal(lc_crs_degrees_names[hit[0].system], "gcj02");
    assert_int_equal(ask(c, "10.5,20.5", hit), 2); /* far away, either way */
    lct_city_free(c);
}

/* By source, and those of one source as they came, however they lie in the
 * file. */
static void equal_addresses_keep_their_order(void **state)
{
    static const char *const source[] = {"zeta", "alpha", "beta", "zeta",
                                         "alpha"};
    static const int want[] = {1, 4, 2, 0, 3};
    lct_city *c = lct_city_new();
    lc_hit hit[10];
    lc_error err = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_source(c, "alpha", (lct_xy){-500, -500}, (lct_xy){900, 500});
    lct_source(c, "beta", (lct_xy){-500, -500}, (lct_xy){900, 500});
    lct_source(c, "zeta", (lct_xy){-500, -500}, (lct_xy){900, 500});
    for (size_t i = 0; i < LCT_COUNT(source); i++)
        ok(lc_address_rows_insert(
               lct_file(c),
               &(lc_stored_address){.id = -1,
                                    .source = source[i],
                                    .text = "Marktplatz 1",
                                    .street = "",
                                    .number = "",
                                    .area = "",
                                    .pt = {.lon = (int32_t)i}},
               &err),
           &err);
    lct_open(c);
    assert_int_equal(ask(c, "Marktplatz 1", hit), LCT_COUNT(source));
    for (size_t i = 0; i < LCT_COUNT(source); i++)
        assert_int_equal(hit[i].pt.lon, want[i]);
    lct_city_free(c);
}

enum { SEARCHERS = 8 };

static void *search(void *city)
{
    lc_hit hit[10];

    return ask(city, "apotheke", hit) == 3 ? city : NULL;
}

/* The names are made once, by whoever comes first. */
static void many_may_search_first(void **state)
{
    lct_city *c = town();
    pthread_t thread[SEARCHERS];

    (void)state;
    for (int i = 0; i < SEARCHERS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, search, c), 0);
    for (int i = 0; i < SEARCHERS; i++) {
        void *found;

        assert_int_equal(pthread_join(thread[i], &found), 0);
        assert_ptr_equal(found, c);
    }
    lct_city_free(c);
}

/* Also where that has gone from its place by then. */
static void names_are_those_of_the_file_that_was_opened(void **state)
{
    lct_city *c = town();
    lc_hit hit[10];

    (void)state;
    assert_int_equal(unlink(lct_path(c)), 0);
    assert_int_equal(ask(c, "Südstadt", hit), 1);
    assert_int_equal(ask(c, "玉林东路 12号", hit), 1);
    lct_city_free(c);
}

/* Pieces of names and bytes of none: no question is too odd. */
static void survives_anything(void **state)
{
    static const char *const part[] = {
        "天", "府",   "道",   "1", "号", " ",   "tian", "f", "'",    "-",
        "°",  "\xff", "\xe5", ",", ".",  "104", "30",   "N", "高德", "\"",
    };
    lct_city *c = town();
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        lc_buf q = {0};
        lc_hit hit[10];

        for (uint64_t n = 1 + (seed >> 61); n; n--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            lc_buf_puts(&q, part[(seed >> 33) % LCT_COUNT(part)]);
        }
        assert_true(ask(c, q.data, hit) <= 10);
        lc_buf_free(&q);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_accents_and_widths_are_put_aside),
        cmocka_unit_test(chinese_words_of_two_characters),
        cmocka_unit_test(best_first),
        cmocka_unit_test(at_most_as_many_as_asked_for),
        cmocka_unit_test(fewer_are_the_first_of_more),
        cmocka_unit_test(nothing_for_nothing),
        cmocka_unit_test(chinese_by_its_sound),
        cmocka_unit_test(each_way_of_fitting),
        cmocka_unit_test(nearer_ones_go_first),
        cmocka_unit_test(equal_addresses_keep_their_order),
        cmocka_unit_test(many_may_search_first),
        cmocka_unit_test(names_are_those_of_the_file_that_was_opened),
        cmocka_unit_test(positions_are_places),
        cmocka_unit_test(survives_anything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
