/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_indicators.c - how each kind of rule is measured and judged: at the
 * exact threshold, with something not known, and by the target's year; what a
 * standard's tables may say; residents and ages that add up.
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
#include "lct_folder.h"
#include "lct_standard.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first of what is missing, in English; "" where nothing is. Holds until
 * the next call. */
static const char *first_missing(const lc_world *w, const lc_indicator *v)
{
    static char text[256];
    lc_buf b = {0};

    if (v->missing_count)
        lc_missing_text(&b, w, &v->missing[0], LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* A street of exactly so many millimetres, homes and facilities at its ends. */
static void exact_street(lct_city *c, int64_t length_mm)
{
    const lct_xy pt[2] = {{0, 0}, {900, 0}};
    const lct_part p = {
        .from = 1, .to = 2, .pt = pt, .n = 2, .length_mm = length_mm};

    lct_street_part(c, &p);
}

/* ---- circles ---- */

static void a_time_circle_holds_to_the_millimetre(void **state)
{
    static const char *const rule[] = {
        "t,time_circle,pharmacy,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,100"};
    static const struct {
        int64_t length_mm;
        lc_rule_verdict verdict;
    } cases[] = {{1000000, LIFE_VERDICT_PASS}, {1000002, LIFE_VERDICT_FAIL}};

    (void)state;
    lct_standard_write(rule, 1);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = lct_city_new();
        lct_asked x;

        exact_street(c, cases[i].length_mm);
        lct_home(c, (lct_xy){0, 0}, 5000);
        lct_facility(c, "p", "pharmacy", (lct_xy){900, 0});
        x = lct_ask(c, NULL, 0);
        lct_expect(&x.r, 0, i ? 0 : 100, cases[i].verdict);
        assert_true(x.r.row[0].gap_weight == (i ? 5000 : 0));
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* 19 of 20 have it; 1 of 20 is off the streets in the second city, so it may
 * or may not. */
static void a_share_of_people_is_judged_by_its_bounds(void **state)
{
    static const char *const rule[] = {
        "at,time_circle,pharmacy,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,95",
        "above,time_circle,pharmacy,each,walk,standard,15,,,community,all,"
        "residents,,,,,gt,95",
        "all,time_circle,pharmacy,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,100"};

    (void)state;
    lct_standard_write(rule, 3);
    for (int off = 0; off < 2; off++) {
        lct_city *c = lct_city_new();
        lct_asked x;

        lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){5000, 0}, LCT_OPEN);
        lct_facility(c, "p", "pharmacy", (lct_xy){100, 0});
        lct_home(c, (lct_xy){200, 0}, 19000);
        lct_home(c, (lct_xy){4000, off ? 900 : 0}, 1000);
        x = lct_ask(c, NULL, 0);
        lct_expect(&x.r, 0, off ? 100 : 95, LIFE_VERDICT_PASS);
        lct_expect(&x.r, 1, off ? 100 : 95,
                   off ? LIFE_VERDICT_UNKNOWN : LIFE_VERDICT_FAIL);
        lct_expect(&x.r, 2, off ? 100 : 95,
                   off ? LIFE_VERDICT_UNKNOWN : LIFE_VERDICT_FAIL);
        assert_true(x.r.row[2].gap_weight == (off ? 0 : 1000));
        if (off)
            assert_string_equal(first_missing(x.r.world, &x.r.row[2]),
                                "homes off the streets");
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void all_basic_is_the_standards_own_list(void **state)
{
    static const char *const rule[] = {
        "all,time_circle,all_basic,each,walk,standard,30,,,community,all,"
        "residents,,,,,ge,100",
        "any,time_circle,all_basic,any,walk,standard,30,,,community,all,"
        "residents,,,,,ge,100"};
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 2);
    /* the pharmacy has 15 minutes (1,000 m), the hospital 10 (666.7 m) */
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_facility(c, "p", "pharmacy", (lct_xy){0, 0});
    lct_facility(c, "h", "hospital", (lct_xy){0, 0});
    lct_home(c, (lct_xy){600, 0}, 1000); /* both */
    lct_home(c, (lct_xy){800, 0}, 2000); /* the pharmacy */
    lct_home(c, (lct_xy){1200, 0}, 1000);
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 25, LIFE_VERDICT_FAIL);
    lct_expect(&x.r, 1, 75, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* A school whose level is not stated is never a primary school, nor is it
 * certain that it is none. */
static void a_school_of_no_stated_level_is_not_known(void **state)
{
    static const char *const rule[] = {
        "walk,time_circle,primary_school,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,50",
        "all,time_circle,primary_school,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,100",
        "in,provision,primary_school,each,inside,,,,,community,all,,,,,,ge,100",
        "seats,programme,primary_school,,inside,,,,,city,all,,seats,,,,ge,60"};
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 4);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){6000, 0}, LCT_OPEN);
    lct_square(c, "community", "A", -500, 3000);
    lct_square(c, "community", "B", 2500, 4000);
    lct_home(c, (lct_xy){100, 0}, 1000);
    lct_home(c, (lct_xy){5000, 0}, 1000);
    lct_facility(c, "p", "primary_school", (lct_xy){200, 0});
    lct_facility(c, "s", "school", (lct_xy){5100, 0});
    lct_attributes(c, "p", "{\"seats\":50}");
    lct_attributes(c, "s", "{\"seats\":50}");
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 100,
               LIFE_VERDICT_PASS); /* of those known; 50 at least */
    lct_expect(&x.r, 1, 100, LIFE_VERDICT_UNKNOWN);
    lct_expect(&x.r, 2, 100, LIFE_VERDICT_UNKNOWN);
    lct_expect(&x.r, 3, 50, LIFE_VERDICT_UNKNOWN);
    for (int i = 1; i < 4; i++)
        assert_string_equal(first_missing(x.r.world, &x.r.row[i]),
                            "no word what kind these are of: School (level not "
                            "stated)");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void a_distance_circle_asks_for_size(void **state)
{
    static const char *const rule[] = {
        "d,distance_circle,park pocket_green,any,straight,,,500,1000,community,"
        "all,residents,,,,,ge,100"};
    static const struct {
        double x;
        const char *told;
        double value;
        lc_rule_verdict verdict;
    } cases[] = {
        {499.9, "{\"site_area_m2\":1000}", 100, LIFE_VERDICT_PASS},
        {500.1, "{\"site_area_m2\":1000}", 0, LIFE_VERDICT_FAIL},
        {499.9, "{\"site_area_m2\":999.9}", 0, LIFE_VERDICT_FAIL},
        {499.9, "{}", NAN, LIFE_VERDICT_UNKNOWN},
    };

    (void)state;
    lct_standard_write(rule, 1);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = lct_city_new();
        lct_asked x;

        lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){600, 0}, LCT_OPEN);
        lct_home(c, (lct_xy){0, 0}, 1000);
        lct_facility(c, "park", "park", (lct_xy){cases[i].x, 0});
        lct_facility(c, "pocket", "pocket_green", (lct_xy){5000, 0});
        lct_attributes(c, "park", cases[i].told);
        lct_attributes(c, "pocket", "{\"site_area_m2\":9000}");
        x = lct_ask(c, NULL, 0);
        lct_expect(&x.r, 0, cases[i].value, cases[i].verdict);
        if (cases[i].verdict == LIFE_VERDICT_UNKNOWN)
            assert_string_equal(first_missing(x.r.world, &x.r.row[0]),
                                "no attribute site_area_m2 of 1 facilities");
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* ---- what units have ---- */

static void a_provision_is_counted_by_unit(void **state)
{
    static const char *const rule[] = {
        "p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,50",
        "q,provision,pharmacy,each,inside,,,,,community,all,,,,,,gt,50",
        ("n,provision,pharmacy,each,inside,,,,,community,all,,,night_service="
         "yes,,,ge,50")};
    uint32_t without[4];
    size_t n;
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 3);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_square(c, "district", "D", -100, 4000);
    lct_square(c, "community", "A", 0, 1000);
    lct_square(c, "community", "B", 1000, 1000);
    lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "community",
            NULL);
    lct_home(c, (lct_xy){500, 0}, 3000);
    lct_home(c, (lct_xy){1500, 0}, 2000);
    lct_facility_in(c, "p", "pharmacy", "A"); /* by its code, no position */
    x = lct_ask(c, "D", 0);
    lct_expect(&x.r, 0, 50, LIFE_VERDICT_PASS);
    lct_expect(&x.r, 1, 50, LIFE_VERDICT_FAIL);
    assert_true(x.r.row[1].gap_weight == 2000);
    assert_true(x.r.row[1].gap_amount == 1);
    lc_report_without(&x.r, x.a, 1, without, 4, &n);
    assert_int_equal(n, 1);
    assert_string_equal(lc_world_unit(lct_world(c), without[0])->code, "B");
    /* A may have it by night, B can't: half of them, or none */
    lct_expect(&x.r, 2, 0, LIFE_VERDICT_UNKNOWN);
    lc_report_clear(&x.r);
    x = lct_ask(c, "B", 0);
    lct_expect(&x.r, 0, 0, LIFE_VERDICT_FAIL);
    assert_true(x.r.row[0].target == 1);
    assert_int_equal(x.r.row[0].rank, 2);
    assert_int_equal(x.r.row[0].ranked, 2);
    assert_int_equal(x.r.siblings, 2);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- sums ---- */

static void a_ratio_is_a_least_one_where_some_dont_tell(void **state)
{
    static const char *const rule[] = {
        "r,ratio,hospital,,,,,,,community,all,residents,beds,,,1000,ge,8"};
    static const struct {
        const char *first, *second;
        double value;
        lc_rule_verdict verdict;
        double lacking;
    } cases[] = {
        {"{\"beds\":6}", "{\"beds\":2}", 8, LIFE_VERDICT_PASS, 0},
        {"{\"beds\":6}", "{\"beds\":1}", 7, LIFE_VERDICT_FAIL, 1},
        {"{\"beds\":6}", "{}", 6, LIFE_VERDICT_UNKNOWN, NAN},
        {"{\"beds\":8}", "{}", 8, LIFE_VERDICT_PASS, 0},
        {"{}", "{}", NAN, LIFE_VERDICT_UNKNOWN, NAN},
    };

    (void)state;
    lct_standard_write(rule, 1);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = lct_city_new();
        lct_asked x;

        lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
        lct_square(c, "community", "A", 0, 1000);
        lct_home(c, (lct_xy){500, 0}, 1000);
        lct_residents(c, "A", "1000000", NULL);
        lct_facility(c, "h1", "hospital", (lct_xy){100, 0});
        lct_facility(c, "h2", "hospital", (lct_xy){200, 0});
        lct_attributes(c, "h1", cases[i].first);
        lct_attributes(c, "h2", cases[i].second);
        x = lct_ask(c, "A", 0);
        lct_expect(&x.r, 0, cases[i].value, cases[i].verdict);
        if (!isnan(cases[i].lacking))
            assert_true(fabs(x.r.row[0].gap_amount - cases[i].lacking) < 1e-9);
        /* 7 beds are for 875 of the 1,000 */
        if (cases[i].verdict == LIFE_VERDICT_FAIL)
            assert_true(x.r.row[0].gap_weight == 125000);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void without_residents_there_is_no_ratio(void **state)
{
    static const char *const rule[] = {
        "r,ratio,hospital,,,,,,,community,all,residents,beds,,,1000,ge,8",
        "e,time_circle,hospital,each,walk,elder,15,,,community,all,60+,,,,,ge,"
        "100"};
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 2);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_facility(c, "h", "hospital", (lct_xy){100, 0});
    lct_attributes(c, "h", "{\"beds\":100}");
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, NAN, LIFE_VERDICT_UNKNOWN);
    assert_string_equal(first_missing(x.r.world, &x.r.row[0]), "no residents");
    lct_expect(&x.r, 1, NAN, LIFE_VERDICT_UNKNOWN);
    assert_string_equal(first_missing(x.r.world, &x.r.row[1]),
                        "no age bands 60+");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void a_share_lies_between_none_and_all_of_those_who_dont_tell(void **s)
{
    static const char *const rule[] = {
        "half,share,hospital,,,,,,,community,all,,,tcm=yes,,,ge,50",
        "more,share,hospital,,,,,,,community,all,,,tcm=yes,,,ge,60",
        "most,share,hospital,,,,,,,community,all,,,tcm=yes,,,ge,80"};
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)s;
    lct_standard_write(rule, 3);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    /* two say yes, one says no, one doesn't say: 50 to 75 % */
    for (int i = 0; i < 4; i++) {
        char id[8];

        snprintf(id, sizeof id, "h%d", i);
        lct_facility(c, id, "hospital", (lct_xy){100 + i, 0});
        lct_attributes(c, id,
                       i < 2   ? "{\"tcm\":\"yes\"}"
                       : i < 3 ? "{\"tcm\":\"no\"}"
                               : "{}");
    }
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 200.0 / 3, LIFE_VERDICT_PASS);
    lct_expect(&x.r, 1, 200.0 / 3, LIFE_VERDICT_UNKNOWN);
    lct_expect(&x.r, 2, 200.0 / 3, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void a_programme_counts_what_opened_in_its_years(void **state)
{
    static const char *const rule[] = {
        "three,programme,hospital,,inside,,,,,city,all,,,,2021-2025,,ge,3",
        "four,programme,hospital,,inside,,,,,city,all,,,,2021-2025,,ge,4",
        "five,programme,hospital,,inside,,,,,city,all,,,,2021-2025,,ge,5"};
    static const char *const opened[] = {"2020-12-31", "2021-01-01", "2023",
                                         "2025-12-31", "2026-01-01", ""};
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 3);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    for (size_t i = 0; i < LCT_COUNT(opened); i++) {
        char id[8], json[64];

        snprintf(id, sizeof id, "h%zu", i);
        snprintf(json, sizeof json, "{\"opened\":\"%s\"}", opened[i]);
        lct_facility(c, id, "hospital", (lct_xy){100, 0});
        lct_attributes(c, id, json);
    }
    /* three did, one may have */
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 3, LIFE_VERDICT_PASS);
    lct_expect(&x.r, 1, 3, LIFE_VERDICT_UNKNOWN);
    lct_expect(&x.r, 2, 3, LIFE_VERDICT_FAIL);
    assert_string_equal(first_missing(x.r.world, &x.r.row[1]),
                        "no attribute opened of 1 facilities");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- figures and years ---- */

static void a_figure_is_shown_with_its_year_and_source(void **state)
{
    static const char *const rule[] = {
        "wait,statistic,,,,,,,,city,all,,,,,,le,2025:5",
        "friendly,statistic,,,,,,,,city,all,,,,,,ge,2024:75 2025:100",
        "none,statistic,,,,,,,,city,all,,,,,,ge,2025:5"};
    static const char sql[] =
        "INSERT INTO statistic(source, id, unit, year, value, origin)"
        " VALUES('t', ?1, '', 2024, CAST(?2 AS REAL), '年报')";
    lct_city *c = lct_city_new();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 3);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_sql(c, sql, "wait", "5");
    lct_sql(c, sql, "friendly", "80");
    x = lct_ask(c, NULL, 2024);
    lct_expect(&x.r, 0, 5, LIFE_VERDICT_PASS);
    assert_int_equal(x.r.row[0].year, 2024);
    assert_string_equal(x.r.row[0].figure_source, "年报");
    assert_false(x.r.row[0].due);
    lct_expect(&x.r, 1, 80, LIFE_VERDICT_PASS);
    assert_true(x.r.row[1].due && x.r.row[1].target == 75);
    lct_expect(&x.r, 2, NAN, LIFE_VERDICT_UNKNOWN);
    assert_string_equal(first_missing(x.r.world, &x.r.row[2]),
                        "no statistic none imported");
    assert_int_equal(x.r.due, 1);
    assert_int_equal(x.r.due_met, 1);
    lc_report_clear(&x.r);
    x = lct_ask(c, NULL, 2025);
    lct_expect(&x.r, 1, 80, LIFE_VERDICT_FAIL);
    assert_int_equal(x.r.due, 3);
    assert_int_equal(x.r.due_met, 1);
    lc_report_clear(&x.r);
    x = lct_ask(c, NULL, 2023); /* before the figure, and before any target */
    lct_expect(&x.r, 1, NAN, LIFE_VERDICT_UNKNOWN);
    assert_true(!x.r.row[1].due && x.r.row[1].target_year == 2024);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- people ---- */

/* 1,001 residents over three homes, 333 of them old: thirds that don't come
 * out even, yet add up. */
static void residents_and_ages_add_up_to_one(void **state)
{
    lct_city *c = lct_city_new();
    int64_t old[6], sum = 0, all = 0;
    int year;
    lc_error err = {0};
    lc_study *study;
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_square(c, "district", "D", -100, 4000);
    lct_square(c, "street", "S", 0, 3000);
    lct_square(c, "community", "A", 0, 1000);
    lct_square(c, "community", "B", 1000, 1000);
    lct_sql(c, "UPDATE unit SET parent = 'S' WHERE level = ?1", "community",
            NULL);
    lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "street", NULL);
    for (int i = 0; i < 6; i++)
        lct_home(c, (lct_xy){200 + 300 * i, 0}, 1000);
    lct_residents(c, "A", "1001000", "{\"60-69\":200,\"70+\":133}");
    lct_residents(c, "B", "777777", "{\"60-69\":50,\"70+\":27}");
    study = lct_open(c);
    w = lc_study_world(study);
    assert_string_equal(lc_world_age_bands(w), "60-69 70+");
    ok(lc_world_age_weights(w, "60+", old, &err), &err);
    for (uint32_t h = 0; h < 6; h++) {
        sum += old[h];
        all += lc_world_home(w, h).weight;
    }
    assert_true(all == 1001000 + 777777);
    assert_true(sum == 410000);
    assert_true(
        lc_world_unit_residents(w, lc_world_unit_find(w, "A"), &year) +
            lc_world_unit_residents(w, lc_world_unit_find(w, "B"), &year) ==
        lc_world_unit_residents(w, lc_world_unit_find(w, "S"), &year));
    assert_true(lc_world_unit_residents(w, lc_world_unit_find(w, "S"), &year) ==
                lc_world_unit_residents(w, lc_world_unit_find(w, "D"), &year));
    assert_true(lc_world_unit_residents(w, LIFE_NONE, &year) == all);
    assert_int_equal(lc_world_age_weights(w, "65+", old, &err),
                     LIFE_ERR_NOT_FOUND);
    lct_city_free(c);
}

/* ---- tables ---- */

static void what_a_table_can_say_wrongly(void **state)
{
    static const struct {
        const char *rule, *says;
    } cases[] = {
        {"T,statistic,,,,,,,,city,all,,,,,,ge,1", "column \"id\": \"T\""},
        {"t,circle,pharmacy,each,walk,standard,15,,,community,all,residents,,,"
         ",,ge,1",
         "column \"kind\": \"circle\""},
        {"t,time_circle,chemist,each,walk,standard,15,,,community,all,"
         "residents,,,,,ge,1",
         "column \"categories\": \"chemist\""},
        {"t,time_circle,pharmacy,each,walk,brisk,15,,,community,all,residents,"
         ",,,,ge,1",
         "column \"pace\": \"brisk\""},
        {"t,time_circle,pharmacy,each,walk,standard,61,,,community,all,"
         "residents,,,,,ge,1",
         "column \"minutes\": \"61\""},
        {"t,time_circle,pharmacy,each,walk,standard,,,,community,all,"
         "residents,,,,,ge,1",
         "column \"minutes\": \"\""},
        {"t,time_circle,pharmacy,none,walk,standard,15,,,community,all,"
         "residents,,,,,ge,1",
         "column \"need\": \"none\""},
        {"t,statistic,,,,,,,,city,all,,,,,,eq,1", "column \"op\": \"eq\""},
        {"t,statistic,,,,,,,,city,all,,,,,,ge,2025:x",
         "column \"targets\": \"2025\""},
        {"t,statistic,,,,,,,,city,all,,,,,,ge,2025:2 2024:1",
         "column \"targets\": \"2024\""},
        {"t,statistic,,,,,,,,,all,,,,,,ge,1", "column \"level\": \"\""},
        {"t,share,pharmacy,,,,,,,city,all,,,beds,,,ge,1",
         "column \"where\": \"beds\""},
        {"t,programme,pharmacy,,,,,,,city,all,,,,2025-2021,,ge,1",
         "column \"opened\": \"2025-2021\""},
        {"t,distance_circle,park,any,straight,,,,,city,all,residents,,,,,ge,1",
         "column \"radius_m\": \"\""},
        {"t,ratio,hospital,,,,,,,city,all,,beds,,,1000,ge,1",
         "column \"population\": \"\""},
    };
    lct_city *c = lct_city_new();
    lc_study *study;
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    study = lct_open(c);
    w = lc_study_world(study);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lc_standard *s = NULL;
        lc_error err = {0};

        lct_standard_write(&cases[i].rule, 1);
        assert_int_equal(lc_standard_open(w, lct_folder(), &s, &err),
                         LIFE_ERR_RANGE);
        assert_null(s);
        assert_int_equal(err.line, 2);
        assert_non_null(strstr(err.source, "rules.csv"));
        if (!strstr(err.text, cases[i].says))
            fail_msg("%s: %s", cases[i].rule, err.text);
    }
    lct_city_free(c);
}

static void our_own_tables_are_good(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    const lc_world *w;
    const size_t rules[] = {238, 27, 11, 18, 8, 1, 1, 9, 3, 4, 2};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 0}, 1000);
    study = lct_open(c);
    w = lc_study_world(study);
    assert_int_equal(lc_world_standard_count(w), LCT_COUNT(rules));
    for (size_t i = 0; i < LCT_COUNT(rules); i++) {
        lc_standard *s = NULL;
        lc_error err = {0};

        ok(lc_standard_open(w, lc_world_standard(w, i), &s, &err), &err);
        assert_int_equal(lc_standard_rule_count(s), rules[i]);
        for (size_t k = 0; k < lc_standard_rule_count(s); k++) {
            const lc_rule *r = lc_standard_rule(s, k);

            assert_true(*r->name_en && *r->source_en && *r->unit_en);
            assert_true((r->target_count > 0) == (r->op != LIFE_NOT_JUDGED));
            /* what the source leaves open is said, in both languages */
            assert_true(!*r->choice_zh == !*r->choice_en);
            assert_true(!r->mode_inferred || *r->choice_zh);
        }
        lc_standard_free(s);
    }
    lct_city_free(c);
}

/* Each allocation fails in turn: it is said, and nothing is left. */
static void reports_without_memory(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    const lc_world *w;
    bool done = false;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_square(c, "community", "A", 0, 1000);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_residents(c, "A", "1000000", "{\"0-14\":100,\"60+\":200}");
    lct_facility(c, "p", "pharmacy", (lct_xy){600, 0});
    study = lct_open(c);
    w = lc_study_world(study);
    for (int64_t n = 0; !done; n += 1 + n / 16) {
        const lc_report_query q = {.unit = 0, .steps = true};
        lc_standard *s = NULL;
        lc_assessment *a = NULL;
        lc_report r = {0};
        lc_error err = {0};
        lc_status st;

        lc_mem_fail_after(n, false);
        st = lc_standard_open(w, "chengdu", &s, &err);
        if (!st)
            st = lc_assessment_make(study, s, &a, &err);
        if (!st)
            st = lc_report_make(study, a, &q, &r, &err);
        lc_mem_fail_after(-1, false);
        assert_true(st == LIFE_OK || st == LIFE_ERR_NOMEM);
        done = st == LIFE_OK && n > 100000;
        if (!st)
            lc_report_clear(&r);
        lc_assessment_free(a);
        lc_standard_free(s);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_circle_holds_to_the_millimetre),
        cmocka_unit_test(a_share_of_people_is_judged_by_its_bounds),
        cmocka_unit_test(all_basic_is_the_standards_own_list),
        cmocka_unit_test(a_school_of_no_stated_level_is_not_known),
        cmocka_unit_test(a_distance_circle_asks_for_size),
        cmocka_unit_test(a_provision_is_counted_by_unit),
        cmocka_unit_test(a_ratio_is_a_least_one_where_some_dont_tell),
        cmocka_unit_test(without_residents_there_is_no_ratio),
        cmocka_unit_test(
            a_share_lies_between_none_and_all_of_those_who_dont_tell),
        cmocka_unit_test(a_programme_counts_what_opened_in_its_years),
        cmocka_unit_test(a_figure_is_shown_with_its_year_and_source),
        cmocka_unit_test(residents_and_ages_add_up_to_one),
        cmocka_unit_test(what_a_table_can_say_wrongly),
        cmocka_unit_test(our_own_tables_are_good),
        cmocka_unit_test(reports_without_memory),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
