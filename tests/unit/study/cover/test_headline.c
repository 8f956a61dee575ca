/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_headline.c - how many basic services are within reach of the average
 * resident, against a count home by home; and coverage of people of an age.
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
#include "lifecircle/export/answers/coverage.h"
#include "lifecircle/study/cover/basic_count.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/study.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 8 };

static const lc_coverage_where everywhere = {NULL, LIFE_NONE, LIFE_NONE};

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* Two communities along a street whose west end is where the data end, and
 * homes in none; a market without a street near some. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_extent(c, (lct_xy){-300, -9000}, (lct_xy){30000, 9000});
    lct_street(c, 1, (lct_xy){-600, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_square(c, "community", "A", -200, 2000);
    lct_square(c, "community", "B", 2500, 3000);
    lct_square(c, "community", "empty", 20000, 500);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){2000, 0});
    lct_facility(c, "t:b", "kindergarten park", (lct_xy){3600, 0});
    lct_facility(c, "t:m", "fresh_market", (lct_xy){0, 400});
    for (int i = 0; i < 12; i++)
        lct_home(c, (lct_xy){i * 700.0, 0}, 1000 + 300 * i);
    lct_home(c, (lct_xy){4000, 900}, 700); /* off the streets */
    return c;
}

/* What one category covers of what is asked about, home by home. */
static lc_share by_hand(lc_study *study, uint32_t category, uint32_t unit)
{
    const lc_world *w = lc_study_world(study);
    lc_coverage_query q = {.limit_ms = 900000, .category = category};
    lc_share s = {0};
    lc_error err = {0};

    for (uint32_t h = 0; h < lc_world_home_count(w); h++) {
        int64_t weight = lc_world_home(w, h).weight;
        lc_answer answer;
        lc_reason reason;

        if (unit != LIFE_NONE && lc_world_home_unit(w, h, 0) != unit)
            continue;
        ok(lc_coverage_home(study, &q, h, &answer, &reason, NULL, &err), &err);
        s.total += weight;
        s.covered += answer == LIFE_COVERED ? weight : 0;
        s.unknown += answer == LIFE_UNKNOWN ? weight : 0;
    }
    return s;
}

static void expect(lc_study *study, const lc_coverage_row *row, uint32_t unit)
{
    const lc_world *w = lc_study_world(study);
    double mean = 0, least = 0, most = 0;
    uint32_t total = 0, known = 0;

    for (uint32_t c = 0; c < lc_world_category_count(w); c++) {
        lc_share s = {0};
        double all, told;

        if (!lc_world_category(w, c)->basic)
            continue;
        s = by_hand(study, c, unit);
        all = (double)s.total;
        told = (double)(s.total - s.unknown);
        total++;
        least += (double)s.covered / all;
        most += (double)(s.covered + s.unknown) / all;
        if (told * 10 >= all) {
            known++;
            mean += (double)s.covered / told;
        } else {
            mean += (double)s.covered / all;
        }
    }
    assert_int_equal(row->basic.total, total);
    assert_int_equal(row->basic.known, known);
    assert_true(known > 0 && known < total); /* some have no data */
    assert_true(fabs(row->basic.mean - mean) < 1e-9);
    assert_true(fabs(row->basic.least - least) < 1e-9);
    assert_true(fabs(row->basic.most - most) < 1e-9);
    assert_true(least < mean && mean < most && most <= total);
}

static void the_mean_is_what_homes_have(void **state)
{
    lct_city *c = town();
    lc_study *study = lct_open(c);
    const lc_world *w = lc_study_world(study);
    const lc_coverage_where level = {NULL, LIFE_NONE,
                                     lc_world_level_find(w, "community")};
    const lc_coverage_where one = {NULL, lc_world_unit_find(w, "B"), LIFE_NONE};
    const lc_coverage_query q = {.limit_ms = 900000};
    lc_coverage_row row[MOST_ROWS], alone, city;
    size_t n, count;
    lc_error err = {0};

    (void)state;
    ok(lc_basic_count(study, &q, &level, row, &n, &err), &err);
    assert_int_equal(n, 4); /* the last is of homes in none */
    for (size_t i = 0; i < 2; i++)
        expect(study, &row[i], row[i].unit);
    assert_int_equal(row[2].total, 0);
    assert_true(isnan(row[2].basic.mean) && isnan(row[2].basic.least));
    assert_int_equal(row[2].basic.total, row[0].basic.total);
    ok(lc_basic_count(study, &q, &one, &alone, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_memory_equal(&alone.basic, &row[1].basic, sizeof alone.basic);
    ok(lc_basic_count(study, &q, &everywhere, &city, &count, &err), &err);
    expect(study, &city, LIFE_NONE);
    assert_int_equal(city.facilities_inside, 3); /* once, of two kinds too */
    lct_city_free(c);
}

/* ---- ages ---- */

static lc_status keep(void *ctx, const lc_coverage_query *q,
                      const lc_coverage_row *rows, size_t count, lc_error *err)
{
    (void)q;
    (void)err;
    assert_int_equal(count, 1);
    *(lc_coverage_row *)ctx = rows[0];
    return LIFE_OK;
}

/* Pharmacy 500 m away for D and 2 km for A, 4 km for B; nobody told C's ages,
 * and in E nobody is old. */
static void people_of_an_age_are_counted(void **state)
{
    static const struct {
        const char *code, *residents, *ages;
        double x;
    } unit[] = {{"A", "1000000", "{\"0-59\":900,\"60+\":100}", 2000},
                {"B", "500000", "{\"0-59\":100,\"60+\":400}", 4000},
                {"C", "300000", NULL, 6000},
                {"D", "200000", "{\"0-59\":150,\"60+\":50}", 500},
                {"E", "250000", "{\"0-59\":250,\"60+\":0}", 100}};
    lc_coverage_request r = {
        .q.limit_ms = 900000, .level = LIFE_NONE, .unit = LIFE_NONE};
    lct_city *c = lct_city_new();
    lc_coverage_row row;
    lc_study *study;
    lc_error err = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    for (size_t i = 0; i < LCT_COUNT(unit); i++) {
        lct_square(c, "community", unit[i].code, unit[i].x - 100, 200);
        lct_home(c, (lct_xy){unit[i].x, 0}, 1000);
        lct_residents(c, unit[i].code, unit[i].residents, unit[i].ages);
    }
    study = lct_open(c);
    r.categories =
        lc_catset_of(lc_world_category_find(lct_world(c), "pharmacy"));
    ok(lc_coverage_each(study, &r, keep, &row, &err), &err);
    assert_int_equal(row.total, 2250000);
    assert_int_equal(row.covered, 450000);
    assert_int_equal(row.untold, 0);
    r.ages = "60+";
    ok(lc_coverage_each(study, &r, keep, &row, &err), &err);
    assert_int_equal(row.total, 550000);
    assert_int_equal(row.covered, 50000);
    assert_int_equal(row.uncovered, 500000);
    assert_int_equal(row.untold, 300000);
    /* 400 of 550 live 4 km away: the time of half and of nine in ten */
    assert_in_range(row.median, 3599500, 3600000);
    assert_in_range(row.p90, 3599500, 3600000);
    r.q.no_percentiles = true; /* another way through */
    ok(lc_coverage_each(study, &r, keep, &row, &err), &err);
    assert_int_equal(row.covered, 50000);
    assert_int_equal(row.untold, 300000);
    r.ages = "65+";
    assert_int_equal(lc_coverage_each(study, &r, keep, &row, &err),
                     LIFE_ERR_NOT_FOUND);
    assert_string_equal(err.parameter, "age");
    assert_non_null(strstr(err.text, "60+")); /* the bands there are */
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mean_is_what_homes_have),
        cmocka_unit_test(people_of_an_age_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
