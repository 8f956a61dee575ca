/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_shapes.c - rules of other shapes: shares of land, so many for a hundred
 * households, how many units fail; and the level between street and community.
 * Each on a town drawn for it, and worked out once more here, slowly.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_standard.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/figures.h"
#include "lifecircle/words/indicator.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void same(double a, double b, double most)
{
    if (!(isnan(a) && isnan(b)) && a != b && !(fabs(a - b) <= most))
        fail_msg("%.9g is not %.9g", a, b);
}

static const char *missing(const lc_world *w, const lc_indicator *v)
{
    static char text[256];
    lc_buf b = {0};

    if (v->missing_count)
        lc_missing_text(&b, w, &v->missing[0], LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

static lct_city *street_town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){4000, 0}, LCT_OPEN);
    return c;
}

/* ---- shares of land ---- */

/* A rectangle of land and the parks in it: of which it is known that they are
 * large, or small, or not. */
typedef struct park {
    lct_xy at;
    int large; /* 1 yes, 0 no, -1: not told */
} park;

typedef struct span {
    double low, high;
} span;

/* Each square metre looked at by itself. */
static span by_square_metre(const park *p, size_t n, double width,
                            double height, double radius)
{
    double near = 0, maybe = 0;

    for (double x = 0.5; x < width; x++)
        for (double y = -height + 0.5; y < height; y++) {
            bool sure = false, perhaps = false;

            for (size_t i = 0; i < n; i++) {
                bool in = hypot(x - p[i].at.x, y - p[i].at.y) <= radius;

                sure |= in && p[i].large == 1;
                perhaps |= in && p[i].large == -1;
            }
            near += sure;
            maybe += !sure && perhaps;
        }
    return (span){100 * near / (width * 2 * height),
                  100 * (near + maybe) / (width * 2 * height)};
}

static void a_share_of_residential_land_is_of_ground_not_of_people(void **state)
{
    static const char *const rule[] = {
        "r,distance_circle,park pocket_green,any,straight,,,500,1000,community,"
        "all,residential_land,,,,,ge,60"};
    static const park parks[][3] = {
        {{{300, 0}, 1}, {{600, 200}, 0}, {{900, -500}, 0}},
        {{{0, 0}, 1}, {{1500, 0}, -1}, {{900, 0}, 0}},
        {{{700, 300}, 1}, {{900, -300}, 1}, {{2000, 0}, 0}},
    };
    static const char *const told[] = {"{}", "{\"site_area_m2\":900}",
                                       "{\"site_area_m2\":1000}"};

    (void)state;
    lct_standard_write(rule, 1);
    for (size_t i = 0; i < LCT_COUNT(parks); i++) {
        const lct_xy ring[4] = {{0, -600}, {1600, -600}, {1600, 600}, {0, 600}};
        lct_city *c = street_town();
        lct_asked x;
        span land;

        lct_home(c, (lct_xy){50, 0}, 1000); /* of no weight here */
        lct_unit_of(c, "residential_land", "L", ring, 4);
        for (int k = 0; k < 3; k++) {
            const char id[2] = {(char)('a' + k), 0};

            lct_facility(c, id, k == 2 ? "pocket_green" : "park",
                         parks[i][k].at);
            lct_attributes(c, id, told[parks[i][k].large + 1]);
        }
        land = by_square_metre(parks[i], 3, 1600, 600, 500);
        x = lct_ask(c, NULL, 0);
        same(x.r.row[0].low, land.low, 0.1);
        same(x.r.row[0].high, land.high, 0.1);
        assert_int_equal(x.r.row[0].verdict, land.low >= 60 ? LIFE_VERDICT_PASS
                                             : land.high < 60
                                                 ? LIFE_VERDICT_FAIL
                                                 : LIFE_VERDICT_UNKNOWN);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void without_residential_land_there_is_no_share(void **state)
{
    static const char *const rule[] = {
        "r,distance_circle,park,any,straight,,,500,,community,all,"
        "residential_land,,,,,ge,60"};
    lct_city *c = street_town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_home(c, (lct_xy){50, 0}, 1000);
    lct_facility(c, "p", "park", (lct_xy){50, 0});
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, NAN, LIFE_VERDICT_UNKNOWN);
    assert_string_equal(missing(lct_world(c), &x.r.row[0]),
                        "no units of level residential_land");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* A small plot beside a large one counts by its ground: 100 m of 100 m by a
 * park, 1,000 by 1,000 far from any. */
static void plots_weigh_what_they_cover(void **state)
{
    static const char *const rule[] = {
        "r,distance_circle,park,any,straight,,,300,,community,all,"
        "residential_land,,,,,ge,60"};
    const lct_xy small[4] = {{0, -50}, {100, -50}, {100, 50}, {0, 50}};
    const lct_xy large[4] = {
        {2000, -500}, {3000, -500}, {3000, 500}, {2000, 500}};
    lct_city *c = street_town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_home(c, (lct_xy){50, 0}, 1000);
    lct_unit_of(c, "residential_land", "S", small, 4);
    lct_unit_of(c, "residential_land", "L", large, 4);
    lct_facility(c, "p", "park", (lct_xy){50, 0});
    x = lct_ask(c, NULL, 0);
    same(x.r.row[0].value, 100.0 * 100 * 100 / (100 * 100 + 1000 * 1000), 0.01);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- for a hundred households ---- */

static const char *figures_text(const lc_indicator *v)
{
    static char text[256];
    lc_buf b = {0};

    lc_figures_published(&b, v, LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

/* Street S of communities A and B with a home each; what each tells of its
 * households, NAN nothing; 3,000 residents in all. */
static void check_households(double street, double a, double b, double size,
                             double want, bool reckoned)
{
    char row[160];
    const char *rule[] = {row};
    lct_city *c = street_town();
    lct_asked x;

    snprintf(row, sizeof row,
             "%g,h,ratio,convenience_store,,,,,,,street community,all,"
             "households,beds,,,100,ge,1",
             size);
    lct_standard_write_more("household_size", rule, 1);
    if (!(size > 0))
        memmove(row, strchr(row, ','), strlen(strchr(row, ',')) + 1);
    lct_standard_write_more("household_size", rule, 1);
    lct_square(c, "street", "S", 0, 2000);
    lct_square(c, "community", "A", 0, 1000);
    lct_square(c, "community", "B", 1000, 1000);
    lct_sql(c, "UPDATE unit SET parent = 'S' WHERE level = ?1", "community",
            NULL);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_home(c, (lct_xy){1500, 0}, 1000);
    lct_residents(c, "A", "2000000", NULL);
    lct_residents(c, "B", "1000000", NULL);
    lct_facility(c, "s", "convenience_store", (lct_xy){600, 0});
    lct_attributes(c, "s", "{\"beds\":20}");
    if (!isnan(street))
        lct_figure(c, "households", "S", 2020, street);
    if (!isnan(a))
        lct_figure(c, "households", "A", 2020, a);
    if (!isnan(b))
        lct_figure(c, "households", "B", 2020, b);
    x = lct_ask(c, "S", 0);
    same(x.r.row[0].value, want, 1e-9);
    same(x.r.row[0].household_size, reckoned ? size : 0, 0);
    if (reckoned)
        assert_string_equal(
            figures_text(&x.r.row[0]),
            "households are not told: reckoned at 2.5 people each");
    if (isnan(want))
        assert_string_equal(missing(lct_world(c), &x.r.row[0]),
                            "no households");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void households_are_told_or_reckoned_and_that_is_said(void **state)
{
    (void)state;
    /* 20 for: the street's own 800; its communities' 600 + 300; 3,000 people
     * at 2.5; nobody knows */
    check_households(800, NAN, NAN, 0, 100.0 * 20 / 800, false);
    check_households(800, 600, 300, 2.5, 100.0 * 20 / 800, false);
    check_households(NAN, 600, 300, 2.5, 100.0 * 20 / (600 + 300), false);
    check_households(NAN, 600, NAN, 2.5, 100.0 * 20 / (3000 / 2.5), true);
    check_households(NAN, NAN, NAN, 2.5, 100.0 * 20 / (3000 / 2.5), true);
    check_households(NAN, 600, NAN, 0, NAN, false);
}

/* ---- how many fail ---- */

/* Of five compounds of a community, those with a station, without, or of which
 * a station of unknown place may be. */
static void what_holds_units_counts_those_that_fail(void **state)
{
    static const char *const rule[] = {
        "failing,f,provision,parking_charging,each,inside,,,,,compound,all,,,,,"
        ",le,0",
        "failing,g,provision,parking_charging,each,inside,,,,,compound,all,,,,,"
        ",le,3",
        ",s,provision,parking_charging,each,inside,,,,,compound,all,,,,,,ge,"
        "100"};
    static const int with[][5] = {
        {1, 1, 0, 0, 1}, {1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}};

    (void)state;
    lct_standard_write_more("count", rule, 3);
    for (size_t i = 0; i < LCT_COUNT(with); i++) {
        lct_city *c = street_town();
        int failing = 0, any = 0;
        lct_asked x;

        lct_square(c, "community", "A", -100, 3000);
        for (int k = 0; k < 5; k++) {
            const char code[2] = {(char)('p' + k), 0};

            lct_square(c, "compound", code, 500 * k, 400);
            lct_home(c, (lct_xy){500 * k + 200, 0}, 1000);
            failing += !with[i][k];
            any += with[i][k];
            if (with[i][k])
                lct_facility(c, code, "parking_charging",
                             (lct_xy){500 * k + 200, 10});
        }
        lct_sql(c, "UPDATE unit SET parent = 'A' WHERE level = ?1", "compound",
                NULL);
        x = lct_ask(c, NULL, 0);
        if (any) {
            lct_expect(&x.r, 0, failing,
                       failing ? LIFE_VERDICT_FAIL : LIFE_VERDICT_PASS);
            lct_expect(&x.r, 1, failing,
                       failing > 3 ? LIFE_VERDICT_FAIL : LIFE_VERDICT_PASS);
            lct_expect(&x.r, 2, 100.0 * (5 - failing) / 5,
                       failing ? LIFE_VERDICT_FAIL : LIFE_VERDICT_PASS);
        } else { /* no such facility in the data: none may fail, or all */
            same(x.r.row[0].low, 0, 0);
            same(x.r.row[0].high, 5, 0);
            assert_int_equal(x.r.row[1].verdict, LIFE_VERDICT_UNKNOWN);
        }
        lc_report_clear(&x.r);
        x = lct_ask(c, "r", 0); /* a compound has it, or lacks one */
        if (any)
            assert_int_equal(x.r.row[0].verdict, with[i][2]
                                                     ? LIFE_VERDICT_PASS
                                                     : LIFE_VERDICT_FAIL);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* A street's people are its district's: where both fall short, they are lacking
 * once. */
static void people_of_nested_units_lack_it_once(void **state)
{
    static const char *const rule[] = {
        "r,provision,pharmacy,each,inside,,,,,district street,all,,,,,,ge,100"};
    static const struct {
        double pharmacy; /* at which x */
        int lacking;     /* of five homes */
    } cases[] = {{9000, 5}, {100, 2}, {1600, 3}};

    (void)state;
    lct_standard_write(rule, 1);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = street_town();
        lct_asked x;

        lct_square(c, "district", "D", -100, 3000);
        lct_square(c, "street", "S", 0, 1400);
        lct_square(c, "street", "T", 1500, 1300);
        lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "street",
                NULL);
        for (int k = 0; k < 5; k++)
            lct_home(c, (lct_xy){k < 3 ? 200 + 300 * k : 900 + 300 * k, 0},
                     1000);
        lct_facility(c, "p", "pharmacy", (lct_xy){cases[i].pharmacy, 10});
        x = lct_ask(c, NULL, 0);
        assert_int_equal(x.r.row[0].gap_weight,
                         cases[i].lacking * x.r.weight / 5);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* ---- places that don't tell ---- */

/* Every way in which those of `opened` that tell nothing (0) could have opened,
 * one after another. */
static span by_every_answer(const int *opened, size_t n)
{
    span s = {HUGE_VAL, 0};

    for (unsigned answer = 0; answer < 1u << n; answer++) {
        double count = 0;

        for (size_t i = 0; i < n; i++)
            count += opened[i] ? opened[i] == 2024 : (int)(answer >> i & 1);
        s.low = fmin(s.low, count);
        s.high = fmax(s.high, count);
    }
    return s;
}

/* As many as they are, and no more: a place is counted once or not at all. Of
 * beds each may have any number. */
static void places_that_do_not_tell_are_one_or_none(void **state)
{
    static const char *const rule[] = {
        "p,programme,pharmacy,,inside,,,,,city,all,,,,2024,,ge,5",
        "b,programme,pharmacy,,inside,,,,,city,all,,beds,,2024,,ge,5",
        "r,ratio,pharmacy,,,,,,,city,all,residents,,,2024,1000,ge,5"};
    static const int opened[][6] = {{2024, 0, 0, 0, 0, 0},
                                    {2024, 2023, 2023, 2024, 0, 0},
                                    {2024, 2024, 2024, 2024, 2024, 0},
                                    {2023, 2023, 0, 0, 2024, 2024},
                                    {2023, 2023, 2023, 2024, 2024, 2024}};

    (void)state;
    lct_standard_write(rule, 3);
    for (size_t i = 0; i < LCT_COUNT(opened); i++) {
        span s = by_every_answer(opened[i], 6);
        lct_city *c = street_town();
        lct_asked x;

        lct_square(c, "city", "C", 0, 3000);
        lct_home(c, (lct_xy){500, 0}, 1000);
        lct_residents(c, "C", "1000000", NULL);
        for (int k = 0; k < 6; k++) {
            char id[2] = {(char)('a' + k), 0}, json[48] = "{}";

            if (opened[i][k])
                snprintf(json, sizeof json, "{\"opened\":\"%d\",\"beds\":1}",
                         opened[i][k]);
            lct_facility(c, id, "pharmacy", (lct_xy){600, 0});
            lct_attributes(c, id, json);
        }
        x = lct_ask(c, NULL, 0);
        for (int k = 0; k < 3; k++) {
            bool open = k == 1 && s.high > s.low; /* of beds */

            same(x.r.row[k].low, s.low, 1e-9);
            same(x.r.row[k].high, open ? HUGE_VAL : s.high, 1e-9);
            assert_int_equal(x.r.row[k].verdict, s.low >= 5 ? LIFE_VERDICT_PASS
                                                 : s.high < 5 && !open
                                                     ? LIFE_VERDICT_FAIL
                                                     : LIFE_VERDICT_UNKNOWN);
        }
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* ---- which of several kinds ---- */

static const char *absent(const lc_world *w, const lc_indicator *v,
                          lc_lang lang)
{
    static char text[256];
    lc_buf b = {0};

    lc_indicator_absent_text(&b, w, v, lang);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

/* Three kinds in each of eight streets, every way there is; whether the second
 * is regulated isn't told, or is, by turns. */
static void a_unit_names_the_kinds_that_it_lacks(void **state)
{
    static const char *const rule[] = {
        "n,provision,elderly_home pharmacy "
        "childcare,each,inside,,,,,street,all,,,"
        "regulated=yes,,,ge,100",
        "a,provision,elderly_home pharmacy "
        "childcare,any,inside,,,,,street,all,,,"
        "regulated=yes,,,,",
        "o,provision,pharmacy,each,inside,,,,,street,all,,,,,,ge,100"};
    static const char *const kind[] = {"elderly_home", "pharmacy", "childcare"};
    lct_city *c = lct_city_new();

    (void)state;
    lct_standard_write(rule, 3);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    for (int u = 0; u < 8; u++) {
        lct_square(c, "street", (char[]){(char)('A' + u), 0}, 1000 * u, 1000);
        lct_home(c, (lct_xy){1000 * u + 500, 0}, 1000);
        for (int k = 0; k < 3; k++) {
            char id[3] = {(char)('a' + u), (char)('a' + k), 0};

            if (!(u >> k & 1))
                continue;
            lct_facility(c, id, kind[k], (lct_xy){1000 * u + 500, 10});
            lct_attributes(c, id,
                           k == 1 && u & 4 ? "{}" : "{\"regulated\":\"yes\"}");
        }
    }
    for (uint32_t u = 0; u < 8; u++) {
        lct_asked x = lct_ask(c, (char[]){(char)('A' + u), 0}, 0);
        uint32_t unsure = u & 4 && u & 2 ? 2 : 0;

        for (int rule_at = 0; rule_at < 2; rule_at++) {
            assert_int_equal(x.r.row[rule_at].absent, ~u & 7);
            assert_int_equal(x.r.row[rule_at].unsure, unsure);
        }
        assert_int_equal(x.r.row[2].absent, 0); /* it asks for one kind */
        if (u == 1)
            assert_string_equal(absent(lct_world(c), &x.r.row[0], LIFE_LANG_ZH),
                                "缺：药店、托育机构");
        if (u == 6)
            assert_string_equal(
                absent(lct_world(c), &x.r.row[0], LIFE_LANG_EN),
                "not there: Care home / nursing home; not known whether "
                "there: Pharmacy");
        lc_report_clear(&x.r);
    }
    lct_city_free(c);
}

static void a_unit_names_the_words_that_nobody_there_has(void **state)
{
    static const char *const rule[] = {
        "w,provision,sports_venue,each,inside,,,,,street,all,,,subtype each "
        "体育场|体育馆|游泳,,,ge,100"};
    lct_city *c = street_town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_square(c, "street", "S", 0, 1000);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_facility(c, "p", "sports_venue", (lct_xy){600, 0});
    lct_attributes(c, "p", "{\"subtype\":\"体育馆·游泳馆\"}");
    x = lct_ask(c, "S", 0);
    assert_string_equal(absent(lct_world(c), &x.r.row[0], LIFE_LANG_ZH),
                        "缺：体育场");
    lc_report_clear(&x.r);
    x = lct_ask(c, NULL, 0); /* a city has units, and no kinds */
    assert_string_equal(absent(lct_world(c), &x.r.row[0], LIFE_LANG_ZH), "");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- the level between street and community ---- */

static void a_block_stands_between_street_and_community(void **state)
{
    static const char *const rule[] = {
        "b,provision,pharmacy,each,inside,,,,,block,all,,,,,,ge,100"};
    static const char *const order[] = {"district", "street", "block",
                                        "community"};
    lct_city *c = street_town();
    const lc_world *w;
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_square(c, "community", "C", 0, 500);
    lct_square(c, "block", "B1", 0, 1000);
    lct_square(c, "block", "B2", 1000, 1000);
    lct_square(c, "street", "S", 0, 2000);
    lct_square(c, "district", "D", 0, 3000);
    lct_sql(c, "UPDATE unit SET parent = 'S' WHERE level = ?1", "block", NULL);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_facility(c, "p", "pharmacy", (lct_xy){600, 0});
    x = lct_ask(c, "S", 0);
    w = lct_world(c);
    for (size_t i = 0; i < LCT_COUNT(order); i++)
        assert_string_equal(lc_world_level(w, i), order[i]);
    lct_expect(&x.r, 0, 50, LIFE_VERDICT_FAIL);
    assert_int_equal(x.r.row[0].units, 2);
    lc_report_clear(&x.r);
    x = lct_ask(c, "B2", 0);
    lct_expect(&x.r, 0, 0, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    x = lct_ask(c, "C", 0); /* a community is within one */
    assert_int_equal(x.r.rows, 0);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- cells ---- */

/* Cells of 1 km along a street of 4, with a home every 50 m over the first
 * three: whoever lives within 1,000 m of the pharmacy's place along it has it.
 */
static void a_cell_is_held_to_the_rules_of_a_community(void **state)
{
    static const char *const rule[] = {
        "w,time_circle,pharmacy,each,walk,standard,15,,,community,all,"
        "residents,,,,,ge,60",
        "p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,100",
        "s,statistic,,,,,,,,community,all,,,,,,ge,5",
        "c,time_circle,pharmacy,each,walk,standard,15,,,city,all,residents,,,,,"
        "ge,60",
        "f,share,pharmacy,,,,,,,community,all,,,drug_recycling=yes,,,ge,50"};
    static const char *const order[] = {"district", "grid", "community"};
    lct_city *c = street_town();

    (void)state;
    lct_standard_write(rule, 5);
    lct_square(c, "district", "D", 0, 5000);
    lct_square(c, "community", "C", 0, 5000);
    for (int i = 0; i < 4; i++)
        lct_square(c, "grid", (char[]){(char)('g' + i), 0}, 1000 * i, 1000);
    lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "grid", NULL);
    lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "community",
            NULL);
    for (int x = 25; x < 3000; x += 50)
        lct_home(c, (lct_xy){x, 0}, 1000);
    lct_facility(c, "p", "pharmacy", (lct_xy){600, 0});
    lct_attributes(c, "p", "{\"drug_recycling\":\"yes\"}");
    for (int i = 0; i < 4; i++) {
        lct_asked x = lct_ask(c, (char[]){(char)('g' + i), 0}, 0);
        int homes = 0, near = 0;

        for (int at = 25; at < 3000; at += 50) {
            homes += at / 1000 == i;
            near += at / 1000 == i && abs(at - 600) <= 1000;
        }
        /* what each community must have, or tells, no cell must; a cell
         * without a pharmacy has no share of them */
        assert_int_equal(x.r.rows, i ? 1 : 2);
        assert_string_equal(x.r.row[0].rule->id, "w");
        lct_expect(&x.r, 0, homes ? 100.0 * near / homes : NAN,
                   !homes                       ? LIFE_VERDICT_UNKNOWN
                   : 100.0 * near >= 60 * homes ? LIFE_VERDICT_PASS
                                                : LIFE_VERDICT_FAIL);
        if (!homes)
            assert_string_equal(missing(lct_world(c), &x.r.row[0]),
                                "no homes in the data");
        lc_report_clear(&x.r);
    }
    for (size_t i = 0; i < LCT_COUNT(order); i++)
        assert_string_equal(lc_world_level(lct_world(c), i), order[i]);
    lct_city_free(c);
}

static void what_the_new_columns_can_say_wrongly(void **state)
{
    static const struct {
        const char *more, *rule, *says;
    } cases[] = {
        {"count",
         "some,f,provision,pharmacy,each,inside,,,,,community,all,,,,,,le,0",
         "column \"count\": \"some\" is not failing, or empty: the share"},
        {"count", "failing,f,programme,pharmacy,,inside,,,,,city,all,,,,,,ge,1",
         "column \"count\": \"failing\" is not empty: the kind is no"},
        {"household_size",
         "0.5,h,ratio,pharmacy,,,,,,,community,all,households,beds,,,100,ge,1",
         "column \"household_size\": \"0.5\" is not a number from 1 to 20"},
        {"household_size",
         "2.5,h,ratio,pharmacy,,,,,,,community,all,residents,beds,,,100,ge,1",
         "column \"household_size\": \"2.5\" is not empty: the population"},
    };
    lct_city *c = street_town();
    const lc_world *w;

    (void)state;
    lct_home(c, (lct_xy){500, 0}, 1000);
    w = lc_study_world(lct_open(c));
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lc_standard *s = NULL;
        lc_error err = {0};

        lct_standard_write_more(cases[i].more, &cases[i].rule, 1);
        assert_int_equal(lc_standard_open(w, lct_folder(), &s, &err),
                         LIFE_ERR_RANGE);
        if (!strstr(err.text, cases[i].says))
            fail_msg("%s: %s", cases[i].rule, err.text);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_share_of_residential_land_is_of_ground_not_of_people),
        cmocka_unit_test(without_residential_land_there_is_no_share),
        cmocka_unit_test(plots_weigh_what_they_cover),
        cmocka_unit_test(households_are_told_or_reckoned_and_that_is_said),
        cmocka_unit_test(what_holds_units_counts_those_that_fail),
        cmocka_unit_test(people_of_nested_units_lack_it_once),
        cmocka_unit_test(places_that_do_not_tell_are_one_or_none),
        cmocka_unit_test(a_unit_names_the_kinds_that_it_lacks),
        cmocka_unit_test(a_unit_names_the_words_that_nobody_there_has),
        cmocka_unit_test(what_the_new_columns_can_say_wrongly),
        cmocka_unit_test(a_block_stands_between_street_and_community),
        cmocka_unit_test(a_cell_is_held_to_the_rules_of_a_community),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
