/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_figures.c - published figures beside computed ones, lists of positives,
 * figures of several years, and how much of the way to a target is done. What
 * is drawn can be worked out by hand; sums and ways are worked out once more
 * here, slowly, from the rows that were put in.
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
#include "lifecircle/words/figures.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* District D with communities A, B, C, D a kilometre each, homes in each, and a
 * pharmacy in A. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){4000, 0}, LCT_OPEN);
    lct_square(c, "city", "Z", -100, 5000);
    lct_square(c, "district", "Y", -50, 4500);
    for (int i = 0; i < 4; i++) {
        const char code[2] = {(char)('A' + i), 0};

        lct_square(c, "community", code, 1000 * i, 1000);
        lct_home(c, (lct_xy){1000 * i + 500, 0}, 1000);
    }
    lct_sql(c, "UPDATE unit SET parent = 'Y' WHERE level = ?1", "community",
            NULL);
    lct_sql(c, "UPDATE unit SET parent = 'Z' WHERE level = ?1", "district",
            NULL);
    lct_facility(c, "p", "pharmacy", (lct_xy){500, 0});
    return c;
}

static void of_year(lct_city *c, const char *date)
{
    lct_sql(c,
            "INSERT INTO source(name, kind, file, sha256, crs, row_count,"
            " rejected, imported_at, attribution, as_of, extent_rule)"
            " VALUES('streets', 'osm', '', '', 'wgs84', 1, 0, '', '', ?1, '')",
            date, NULL);
}

static void same(double a, double b)
{
    if (!(isnan(a) && isnan(b)) && !(fabs(a - b) < 1e-9))
        fail_msg("%.9g is not %.9g", a, b);
}

static const char *published(const lc_indicator *v, lc_lang lang)
{
    static char text[512];
    lc_buf b = {0};

    lc_figures_published(&b, v, lang);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

static const char *progress(const lc_indicator *v)
{
    static char text[512];
    lc_buf b = {0};

    lc_figures_progress(&b, v, LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

/* ---- beside what is computed ---- */

/* A quarter of four communities has a pharmacy: 25 %, for certain. The figure
 * is shown beside it and decides nothing. */
static void a_figure_stands_beside_the_value_and_never_in_it(void **state)
{
    static const char *const rule[] = {
        "p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,2025:50",
        "r,ratio,pharmacy,,,,,,,community,all,residents,beds,,,1000,ge,8"};
    static const struct {
        double figure;
        bool differs;
        lc_rule_verdict by_it;
    } cases[] = {
        {25, false, LIFE_VERDICT_FAIL}, {25.4, true, LIFE_VERDICT_FAIL},
        {96, true, LIFE_VERDICT_PASS},  {24.999, true, LIFE_VERDICT_FAIL},
        {50, true, LIFE_VERDICT_PASS},
    };

    (void)state;
    lct_standard_write(rule, 2);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = town();
        lct_asked x;

        lct_figure(c, "p", "", 2024, cases[i].figure);
        lct_figure(c, "r", "", 2024, 6.5);
        x = lct_ask(c, NULL, 0);
        lct_expect(&x.r, 0, 25, LIFE_VERDICT_FAIL);
        same(x.r.row[0].computed, 25);
        same(x.r.row[0].published.value, cases[i].figure);
        assert_int_equal(x.r.row[0].published.year, 2024);
        assert_string_equal(x.r.row[0].published.source, "年报");
        assert_int_equal(x.r.row[0].published_differs, cases[i].differs);
        assert_int_equal(x.r.row[0].published_verdict, cases[i].by_it);
        assert_int_equal(x.r.row[0].year, 0);
        /* Nothing is known of beds: nothing to differ from. */
        lct_expect(&x.r, 1, NAN, LIFE_VERDICT_UNKNOWN);
        same(x.r.row[1].published.value, 6.5);
        assert_false(x.r.row[1].published_differs);
        lc_report_clear(&x.r);
        /* The city's unit is the city; another unit has no figure. */
        x = lct_ask(c, "Z", 0);
        same(x.r.row[0].published.value, cases[i].figure);
        lc_report_clear(&x.r);
        x = lct_ask(c, "Y", 0);
        same(x.r.row[0].published.value, NAN);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void what_is_said_of_a_figure(void **state)
{
    static const char *const rule[] = {
        "p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,2025:50"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_figure(c, "p", "", 2022, 60);
    lct_figure(c, "p", "", 2023, 70.5);
    lct_figure(c, "p", "", 2024, 96);
    x = lct_ask(c, NULL, 0);
    assert_string_equal(published(&x.r.row[0], LIFE_LANG_EN),
                        "published: 96 % (2024, 年报), by which it is met; "
                        "differs from what the data come to (25 %); other "
                        "years: 2022: 60 %, 2023: 70.5 %");
    assert_string_equal(published(&x.r.row[0], LIFE_LANG_ZH),
                        "公布值96 %（2024年，年报），按公布值达标；与按数据计算"
                        "的值（25 %）不符；其他年份：2022年60 %、2023年70.5 %");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* Of what is computed the figure of the data's own time; of what is looked up,
 * and where nothing could be computed, the latest; of a year that is asked for
 * the latest up to it. */
static void the_year_decides_which_figure_is_shown(void **state)
{
    static const char *const rule[] = {
        "p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,50",
        "s,statistic,,,,,,,,city,all,,,,,,ge,50",
        "r,ratio,pharmacy,,,,,,,community,all,residents,beds,,,1000,ge,8"};
    static const int told[] = {2020, 2022, 2024};
    static const struct {
        const char *data;
        int asked, computed, looked_up;
    } cases[] = {
        {"2023-05-01", 0, 2022, 2024}, {"2022", 0, 2022, 2024},
        {"2019-12", 0, 2020, 2024},    {"2030", 0, 2024, 2024},
        {"", 0, 2024, 2024},           {"2019", 2023, 2022, 2022},
        {"2019", 2020, 2020, 2020},    {"2023", 2019, 0, 0},
    };

    (void)state;
    lct_standard_write(rule, 3);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_city *c = town();
        lct_asked x;

        of_year(c, cases[i].data);
        for (size_t k = 0; k < LCT_COUNT(told); k++) {
            lct_figure(c, "p", "", told[k], told[k] - 2000);
            lct_figure(c, "s", "", told[k], told[k] - 2000);
            lct_figure(c, "r", "", told[k], told[k] - 2000);
        }
        x = lct_ask(c, NULL, cases[i].asked);
        for (int r = 0; r < 3; r++) {
            const lc_indicator *v = &x.r.row[r];
            int year = r ? cases[i].looked_up : cases[i].computed;
            size_t others = 0;

            assert_int_equal(v->published.year, year);
            for (size_t k = 0; k < LCT_COUNT(told); k++)
                others += year && told[k] != year &&
                          (!cases[i].asked || told[k] <= cases[i].asked);
            assert_int_equal(v->history_count, others);
        }
        same(x.r.row[1].value,
             cases[i].looked_up ? (double)(cases[i].looked_up - 2000) : NAN);
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

static void a_long_history_is_cut_to_its_latest_years(void **state)
{
    static const char *const rule[] = {
        "s,statistic,,,,,,,,city,all,,,,,,ge,50"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    for (int y = 2010; y <= 2020; y++)
        lct_figure(c, "s", "", y, y);
    x = lct_ask(c, NULL, 0);
    assert_int_equal(x.r.row[0].published.year, 2020);
    assert_int_equal(x.r.row[0].history_count, LIFE_MAX_HISTORY);
    for (int i = 0; i < LIFE_MAX_HISTORY; i++)
        assert_int_equal(x.r.row[0].history[i].year, 2015 + i);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* What was told of a programme goes before the count; both are shown. */
static void a_programme_that_was_told_shows_its_count_too(void **state)
{
    static const char *const rule[] = {
        "n,programme,pharmacy,,inside,,,,,city,all,,,,,,ge,3"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_figure(c, "n", "", 2024, 4);
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 4, LIFE_VERDICT_PASS);
    same(x.r.row[0].computed, 1);
    assert_true(x.r.row[0].published_differs);
    assert_string_equal(published(&x.r.row[0], LIFE_LANG_EN),
                        "published: 4 % (2024, 年报); differs from what the "
                        "data come to (1 %)");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- lists ---- */

/* How many of the units that are told of have it, and how many may, by the rows
 * themselves. */
static void count_list(const double *told, size_t n, bool whole, double *low,
                       double *high)
{
    size_t yes = 0, maybe = 0;

    for (size_t i = 0; i < n; i++) {
        yes += told[i] > 0;
        maybe += isnan(told[i]) && !whole;
    }
    *low = 100.0 * (double)yes / (double)n;
    *high = 100.0 * (double)(yes + maybe) / (double)n;
}

static void check_list(const double *told, const char *whole_of, bool by_rule)
{
    static const char *const rule[] = {
        ",f,provision,,,listed,,,,,community,all,,,,,,ge,100",
        "complete,f,provision,,,listed,,,,,community,all,,,,,,ge,100"};
    bool whole = whole_of || by_rule;
    double low, high;
    lct_city *c = town();
    lct_asked x;

    lct_standard_write_more("list", &rule[by_rule], 1);
    for (int i = 0; i < 4; i++) {
        const char code[2] = {(char)('A' + i), 0};

        if (!isnan(told[i]))
            lct_figure(c, "f", code, 2024, told[i]);
    }
    if (whole_of)
        lct_figure(c, "whole:f", whole_of, 2024, 1);
    count_list(told, 4, whole, &low, &high);
    x = lct_ask(c, NULL, 0);
    same(x.r.row[0].low, low);
    same(x.r.row[0].high, high);
    same(x.r.row[0].value, low == high ? low : NAN);
    assert_int_equal(x.r.row[0].verdict, low >= 100   ? LIFE_VERDICT_PASS
                                         : high < 100 ? LIFE_VERDICT_FAIL
                                                      : LIFE_VERDICT_UNKNOWN);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void a_list_of_positives_is_whole_when_it_says_so(void **state)
{
    const double some[] = {1, 1, NAN, NAN}, one_no[] = {1, 0, NAN, NAN},
                 all[] = {1, 1, 1, 1};

    (void)state;
    check_list(some, NULL, false);
    check_list(some, "", false);
    check_list(some, "Z", false);
    check_list(some, NULL, true);
    check_list(one_no, NULL, false);
    check_list(one_no, "", false);
    check_list(all, NULL, false);
}

/* A list that is whole of one district says nothing of another. */
static void a_list_is_whole_of_the_unit_that_it_names(void **state)
{
    static const char *const rule[] = {
        "f,provision,,,listed,,,,,community,all,,,,,,ge,100"};
    lct_city *c = town();
    lc_buf b = {0};
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_figure(c, "f", "A", 2024, 1);
    lct_figure(c, "whole:f", "B", 2024, 1); /* B has it not, C and D may */
    x = lct_ask(c, NULL, 0);
    same(x.r.row[0].low, 25);
    same(x.r.row[0].high, 75);
    assert_int_equal(x.r.row[0].verdict, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    x = lct_ask(c, "B", 0);
    lct_expect(&x.r, 0, 0, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    x = lct_ask(c, "C", 0);
    assert_int_equal(x.r.row[0].verdict, LIFE_VERDICT_UNKNOWN);
    lc_missing_text(&b, lct_world(c), &x.r.row[0].missing[0], LIFE_LANG_EN);
    assert_string_equal(b.data, "no word whether the list f is whole");
    lc_buf_free(&b);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* Of 2023 A alone, of 2024 A and B, and both lists are whole. */
static void a_list_goes_by_the_year_that_is_asked_for(void **state)
{
    static const char *const rule[] = {
        "f,provision,,,listed,,,,,community,all,,,,,,ge,100"};
    static const struct {
        int year;
        double value;
    } cases[] = {{2022, NAN}, {2023, 25}, {2024, 50}, {0, 50}};
    lct_city *c = town();

    (void)state;
    lct_standard_write(rule, 1);
    lct_figure(c, "f", "A", 2023, 1);
    lct_figure(c, "f", "B", 2024, 1);
    lct_figure(c, "whole:f", "", 2023, 1);
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lct_asked x = lct_ask(c, NULL, cases[i].year);
        uint32_t without[4];
        size_t n;

        same(x.r.row[0].value, cases[i].value);
        lc_report_without(&x.r, x.a, 0, without, 4, &n);
        assert_int_equal(
            n, isnan(cases[i].value) ? 4 : (size_t)(4 - cases[i].value / 25));
        lc_report_clear(&x.r);
    }
    lct_city_free(c);
}

/* A unit whose holder told it too has its part in that already; and a sum of
 * some is the least, until somebody says that these are all. */
static void a_sum_of_what_units_tell_is_a_least_one(void **state)
{
    static const char *const rule[] = {
        "n,programme,,,listed,,,,,city,all,,,,,,ge,5",
        "m,programme,,,listed,,,,,city,all,,,,,,ge,3"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 2);
    lct_figure(c, "n", "A", 2023, 2);
    lct_figure(c, "n", "B", 2024, 1);
    lct_figure(c, "m", "Y", 2024, 3); /* of which A's 2 are a part */
    lct_figure(c, "m", "A", 2024, 2);
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 3, LIFE_VERDICT_UNKNOWN);
    assert_int_equal(x.r.row[0].year, 2024);
    assert_true(isinf(x.r.row[0].high));
    assert_int_equal(x.r.row[0].missing[0].lack, LIFE_LACK_WHOLE);
    assert_string_equal(published(&x.r.row[0], LIFE_LANG_EN),
                        "added up from what units told (2024, 年报)");
    lct_expect(&x.r, 1, 3, LIFE_VERDICT_PASS);
    lc_report_clear(&x.r);
    lct_city_free(c);
    c = town();
    lct_figure(c, "n", "A", 2023, 2);
    lct_figure(c, "n", "B", 2024, 1);
    lct_figure(c, "whole:n", "", 2024, 1);
    x = lct_ask(c, NULL, 0);
    lct_expect(&x.r, 0, 3, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* ---- progress ---- */

/* Steps of a ten-thousandth of the way, until the value is passed. */
static double walked(double first, double target, double value)
{
    double step = (target - first) / 10000;
    long n = 0;

    if ((value - first) * step < 0)
        return -walked(first, 2 * first - target, value);
    while (fabs(first + (double)(n + 1) * step - first) <=
           fabs(value - first) + 1e-9)
        n++;
    return (double)n / 100;
}

static void the_way_done_is_told_from_either_side(void **state)
{
    static const struct {
        char op[4];
        lc_progress_state state;
        double first, target, value;
        const char *says;
    } cases[] = {
        {"ge", LIFE_PROGRESS_UNDERWAY, 2.5, 6.5, 4.5,
         "2.5 % in 2020: 50 % of the way to the target"},
        {"ge", LIFE_PROGRESS_REACHED, 2.5, 6.5, 6.5,
         "2.5 % in 2020: 100 % of the way to the target"},
        {"ge", LIFE_PROGRESS_REACHED, 2.5, 6.5, 8.5,
         "2.5 % in 2020: the target is reached"},
        {"ge", LIFE_PROGRESS_BACK, 2.5, 6.5, 1.5,
         "2.5 % in 2020: further from the target than then"},
        {"le", LIFE_PROGRESS_UNDERWAY, 45, 35, 40,
         "45 % in 2020: 50 % of the way to the target"},
        {"le", LIFE_PROGRESS_REACHED, 45, 35, 30,
         "45 % in 2020: the target is reached"},
        {"le", LIFE_PROGRESS_BACK, 45, 35, 47,
         "45 % in 2020: further from the target than then"},
        {"ge", LIFE_PROGRESS_HELD, 134.9, 115, 120,
         "134.9 % in 2020: met then, and still"},
        {"ge", LIFE_PROGRESS_LOST, 134.9, 115, 110,
         "134.9 % in 2020: met then, and not now"},
        {"ge", LIFE_PROGRESS_HELD, 100, 100, 100,
         "100 % in 2020: met then, and still"},
        {"gt", LIFE_PROGRESS_REACHED, 95, 95, 96,
         "95 % in 2020: the target is reached"},
        {"gt", LIFE_PROGRESS_BACK, 95, 95, 94,
         "95 % in 2020: further from the target than then"},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        char row[128];
        const char *rule[] = {row};
        lct_city *c = town();
        const lc_indicator *v;
        lct_asked x;

        snprintf(row, sizeof row,
                 "2020:%g,s,statistic,,,,,,,,city,all,,,,,,%.3s,2025:%g",
                 cases[i].first, cases[i].op, cases[i].target);
        lct_standard_write_more("reached", rule, 1);
        lct_figure(c, "s", "", 2023, cases[i].value);
        x = lct_ask(c, NULL, 0);
        v = &x.r.row[0];
        if (v->progress.state != cases[i].state)
            fail_msg("%zu: %s", i, lc_progress_state_id(v->progress.state));
        assert_string_equal(progress(v), cases[i].says);
        assert_true(v->progress.by_published);
        if (cases[i].first != cases[i].target &&
            cases[i].state != LIFE_PROGRESS_HELD &&
            cases[i].state != LIFE_PROGRESS_LOST)
            assert_true(fabs(v->progress.percent -
                             walked(cases[i].first, cases[i].target,
                                    cases[i].value)) < 0.02);
        else
            assert_true(isnan(v->progress.percent));
        lc_report_clear(&x.r);
        lct_city_free(c);
    }
}

/* The pharmacy's share is 25 for certain; of a rule that one community doesn't
 * tell, between 25 and 50: of the way from 5 to 45 so much. */
static void progress_of_what_is_computed_has_its_bounds(void **state)
{
    static const char *const rule[] = {
        "2020:5,p,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,"
        "2025:45",
        "2020:5,n,provision,pharmacy,each,inside,,,,,community,all,,,night_"
        "service=yes,,,ge,2025:45"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    of_year(c, "2023");
    lct_standard_write_more("reached", rule, 2);
    lct_facility(c, "q", "pharmacy", (lct_xy){1500, 0});
    lct_attributes(c, "p", "{\"night_service\":\"yes\"}");
    x = lct_ask(c, NULL, 0);
    same(x.r.row[0].progress.percent, 100.0 * (50 - 5) / (45 - 5));
    assert_false(x.r.row[0].progress.by_published);
    same(x.r.row[1].progress.percent, NAN);
    same(x.r.row[1].progress.low, 100.0 * (25 - 5) / (45 - 5));
    same(x.r.row[1].progress.high, 100.0 * (50 - 5) / (45 - 5));
    assert_string_equal(progress(&x.r.row[1]),
                        "5 % in 2020: at least 50 % of the way to the target");
    lc_report_clear(&x.r);
    /* The plan's first value is of the whole city. */
    x = lct_ask(c, "Y", 0);
    assert_int_equal(x.r.row[0].progress.state, LIFE_PROGRESS_NONE);
    same(x.r.row[0].progress.first, NAN);
    lc_report_clear(&x.r);
    lct_city_free(c);
    c = town(); /* what is older than the first value is no way from there */
    of_year(c, "2016");
    x = lct_ask(c, NULL, 0);
    assert_int_equal(x.r.row[0].progress.state, LIFE_PROGRESS_NONE);
    assert_string_equal(progress(&x.r.row[0]), "5 % in 2020");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* Without a plan's first value the earliest that was published is one, of any
 * unit that told it. */
static void progress_begins_with_the_earliest_figure(void **state)
{
    static const char *const rule[] = {
        "s,statistic,,,,,,,,district,all,,,,,,ge,2025:100"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write(rule, 1);
    lct_figure(c, "s", "Y", 2021, 60);
    lct_figure(c, "s", "Y", 2022, 70);
    lct_figure(c, "s", "Y", 2023, 80);
    x = lct_ask(c, "Y", 0);
    same(x.r.row[0].progress.percent, 50);
    assert_int_equal(x.r.row[0].progress.first_year, 2021);
    lc_report_clear(&x.r);
    x = lct_ask(c, "Y", 2022);
    same(x.r.row[0].progress.percent, 25);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* A programme counts from nothing: one of four pharmacies, three lifts that two
 * units told of. */
static void a_programme_is_a_part_of_its_target(void **state)
{
    static const char *const rule[] = {
        ",n,programme,pharmacy,,inside,,,,,city,all,,,,,,ge,4",
        "2020:134.9,j,programme,,,listed,,,,,city,all,,,,,,ge,12",
        ",z,programme,hospital,,inside,,,,,city,all,,,,,,ge,4"};
    lct_city *c = town();
    lct_asked x;

    (void)state;
    lct_standard_write_more("reached", rule, 3);
    lct_figure(c, "j", "A", 2023, 2);
    lct_figure(c, "j", "B", 2023, 1);
    x = lct_ask(c, NULL, 0);
    same(x.r.row[0].progress.percent, 100.0 * 1 / 4);
    assert_string_equal(progress(&x.r.row[0]), "25 % of the target is done");
    same(x.r.row[1].progress.percent, NAN);
    same(x.r.row[1].progress.low, 100.0 * (2 + 1) / 12);
    assert_string_equal(progress(&x.r.row[1]),
                        "at least 25 % of the target is done");
    assert_string_equal(progress(&x.r.row[2]), "");
    lc_report_clear(&x.r);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_stands_beside_the_value_and_never_in_it),
        cmocka_unit_test(what_is_said_of_a_figure),
        cmocka_unit_test(the_year_decides_which_figure_is_shown),
        cmocka_unit_test(a_long_history_is_cut_to_its_latest_years),
        cmocka_unit_test(a_programme_that_was_told_shows_its_count_too),
        cmocka_unit_test(a_list_of_positives_is_whole_when_it_says_so),
        cmocka_unit_test(a_list_is_whole_of_the_unit_that_it_names),
        cmocka_unit_test(a_list_goes_by_the_year_that_is_asked_for),
        cmocka_unit_test(a_sum_of_what_units_tell_is_a_least_one),
        cmocka_unit_test(the_way_done_is_told_from_either_side),
        cmocka_unit_test(progress_of_what_is_computed_has_its_bounds),
        cmocka_unit_test(a_programme_is_a_part_of_its_target),
        cmocka_unit_test(progress_begins_with_the_earliest_figure),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
