/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_access.c - the enhanced two-step floating catchment, worked by hand.
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
#include "lifecircle/export/answers/access.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/cover/access.h"
#include "lifecircle/study/cover/access_rows.h"
#include "lifecircle/study/cover/capacity.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/equity.h"
#include "lifecircle/study/cover/unit_figure.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/access.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void has(lct_city *c, const char *facility, const char *attributes)
{
    char sql[256];
    lc_error err = {0};

    snprintf(sql, sizeof sql,
             "UPDATE facility SET attributes = '%s' WHERE id = '%s'",
             attributes, facility);
    assert_int_equal(lc_stmt_exec(lct_file(c), sql, &err), LIFE_OK);
}

static lct_city *street_of_people(double length_m)
{
    lct_city *c = lct_city_new();
    lc_error err = {0};

    assert_int_equal(
        lc_setting_put(lct_file(c), "home_kind", "residents", &err), LIFE_OK);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){length_m, 0}, LCT_OPEN);
    return c;
}

static void ask(lc_study *study, const char *capacity, const char *decay,
                lc_access *out)
{
    lc_access_query q = {.limit_ms = 900000,
                         .capacity = lc_capacity_find(study, capacity),
                         .catchment = lc_catchment_find(study, decay)};
    lc_error err = {0};

    assert_int_not_equal(q.capacity, LIFE_NONE);
    assert_int_not_equal(q.catchment, LIFE_NONE);
    assert_int_equal(lc_access_make(study, &q, out, &err), LIFE_OK);
}

static void near(double got, double want)
{
    assert_true(fabs(got - want) < 1e-12);
}

/* The example with which W. Luo and F. Wang explain the two steps (Environment
 * and Planning B 30 (2003), figure 1): one physician for eight residents, one
 * for four, and who lives in both catchments has 1/8 + 1/4. */
static void two_catchments_that_overlap(void **state)
{
    lct_city *c = street_of_people(1900);
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "community_health_station", (lct_xy){0, 0});
    lct_facility(c, "t:b", "community_health_station", (lct_xy){1900, 0});
    has(c, "t:a", "{\"doctors\":1}");
    has(c, "t:b", "{\"tcm\":\"yes\",\"doctors\":1}");
    lct_home(c, (lct_xy){200, 0}, 7000);
    lct_home(c, (lct_xy){950, 0}, 1000);
    lct_home(c, (lct_xy){1700, 0}, 3000);
    ask(lct_open(c), "station_doctors", "even", &a);
    near(a.ratio[0], 1.0 / 8);
    near(a.ratio[1], 3.0 / 8);
    near(a.ratio[2], 1.0 / 4);
    assert_int_equal(a.supply.counted, 2);
    assert_int_equal(a.supply.milli, 2000);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* Ten beds; 4 people at 100 m, 10 at 500 m, 20 at 900 m: zones 1, 2 and 3 of
 * 15 minutes (333 and 667 m end them). Weighed 1, 0.68 and 0.22 they are 15.2,
 * so the rate is 10/15.2; what all have together is the ten beds. */
static void zones_weigh_as_published(void **state)
{
    static const double weight[] = {1, 0.68, 0.22}, people[] = {4, 10, 20};
    lct_city *c = street_of_people(1000);
    double beds = 0;
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
    has(c, "t:a", "{\"beds\":10}");
    lct_home(c, (lct_xy){100, 0}, 4000);
    lct_home(c, (lct_xy){500, 0}, 10000);
    lct_home(c, (lct_xy){900, 0}, 20000);
    ask(lct_open(c), "health_beds", "slow", &a);
    for (int i = 0; i < 3; i++) {
        near(a.ratio[i], 10 / 15.2 * weight[i]);
        beds += people[i] * a.ratio[i];
    }
    near(beds, 10);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* A hospital that does not state its beds is left out; who has that one alone
 * within reach is unknown, not without, and who has both may have more. */
static void unknown_capacity_is_never_guessed(void **state)
{
    lct_city *c = street_of_people(3000);
    lc_access_row row;
    lc_error err = {0};
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
    lct_facility(c, "t:b", "hospital", (lct_xy){1600, 0});
    lct_facility(c, "t:c", "hospital", (lct_xy){9000, 0});
    has(c, "t:a", "{\"beds\":5}");
    has(c, "t:b", "{\"nursing_beds\":5,\"note\":\"beds\"}");
    has(c, "t:c", "{\"beds\":7}");
    lct_home(c, (lct_xy){100, 0}, 4000);   /* a alone */
    lct_home(c, (lct_xy){800, 0}, 6000);   /* a and b */
    lct_home(c, (lct_xy){2000, 0}, 2000);  /* b alone */
    lct_home(c, (lct_xy){2900, 0}, 1000);  /* neither */
    lct_home(c, (lct_xy){800, 900}, 3000); /* no way there */
    ask(lct_open(c), "health_beds", "even", &a);
    near(a.ratio[0], 0.5);
    near(a.ratio[1], 0.5);
    assert_true(isnan(a.ratio[2]) && isnan(a.ratio[4]));
    near(a.ratio[3], 0);
    assert_true(!a.more[0] && a.more[1] && a.more[2] && !a.more[3]);
    assert_int_equal(a.supply.total, 3);
    assert_int_equal(a.supply.counted, 1);
    assert_int_equal(a.supply.no_capacity, 1);
    assert_int_equal(a.supply.unlinked, 1);
    assert_int_equal(lc_access_rows_unit(&a, LIFE_NONE, &row, &err), LIFE_OK);
    assert_int_equal(row.people, 16000);
    assert_int_equal(row.known, 11000);
    assert_int_equal(row.unknown, 5000);
    assert_int_equal(row.none, 1000);
    assert_int_equal(row.more, 6000);
    near(row.ratio, 5.0 / 11);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* No facility states its capacity: nothing is known of anybody. A category
 * without any facility: the file has no data, so neither. */
static void nothing_known_is_unknown(void **state)
{
    lct_city *c = street_of_people(1000);
    lc_study *study;
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
    lct_home(c, (lct_xy){100, 0}, 4000);
    study = lct_open(c);
    ask(study, "health_beds", "slow", &a);
    assert_true(isnan(a.ratio[0]));
    lc_access_clear(&a);
    ask(study, "meal_seats", "slow", &a);
    assert_true(isnan(a.ratio[0]));
    assert_int_equal(a.supply.total, 0);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* Nobody lives within reach: the rate would be a division by nothing. */
static void supply_without_people_is_idle(void **state)
{
    lct_city *c = street_of_people(3000);
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
    has(c, "t:a", "{\"beds\":5}");
    lct_home(c, (lct_xy){2000, 0}, 4000);
    lct_home(c, (lct_xy){100, 0}, 0);
    ask(lct_open(c), "health_beds", "slow", &a);
    near(a.ratio[0], 0);
    near(a.ratio[1], 0);
    assert_int_equal(a.supply.idle, 1);
    assert_int_equal(a.supply.idle_milli, 5000);
    lc_access_clear(&a);
    lct_city_free(c);
}

static void tell_residents(lct_city *c, int64_t milli)
{
    char sql[128];
    lc_error err = {0};

    snprintf(sql, sizeof sql,
             "UPDATE unit SET residents_milli = %lld, residents_year = 2020",
             (long long)milli);
    assert_int_equal(lc_stmt_exec(lct_file(c), sql, &err), LIFE_OK);
}

/* 8 beds for 1,000 residents: 500 residents need 4, of which 1 is there. */
static void the_norm_tells_what_is_lacking(void **state)
{
    static const lct_xy ring[] = {
        {-50, -50}, {1050, -50}, {1050, 50}, {-50, 50}};
    lc_access_row row[2];
    lc_error err = {0};
    size_t count;

    (void)state;
    for (int unknown = 0; unknown < 2; unknown++) {
        lct_city *c = street_of_people(1000);
        lc_access a;

        lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
        has(c, "t:a", "{\"beds\":1}");
        if (unknown)
            lct_facility(c, "t:b", "community_health_center", (lct_xy){9, 0});
        lct_home(c, (lct_xy){100, 0}, 500000);
        lct_unit(c, "510104", ring, LCT_COUNT(ring));
        tell_residents(c, 500000);
        ask(lct_open(c), "health_beds", "slow", &a);
        assert_int_equal(lc_access_rows_level(&a, 0, row, &count, &err),
                         LIFE_OK);
        assert_int_equal(count, 1);
        assert_int_equal(row[0].residents, 500000);
        assert_int_equal(row[0].residents_year, 2020);
        assert_string_equal(row[0].norm->standard, "chengdu");
        assert_int_equal(row[0].needed_milli, 4000);
        assert_int_equal(row[0].inside_milli, 1000);
        assert_int_equal(row[0].short_milli, 3000);
        assert_int_equal(row[0].short_at_most, unknown);
        assert_int_equal(row[0].no_capacity, unknown);
        lc_access_clear(&a);
        lct_city_free(c);
    }
}

/* Where Chengdu's rules don't hold, beds have no norm; green has the national
 * one, of the unit's level: 1 m² in a community, 2 m² in a street; and so it
 * has in Chengdu, whose rules set none. */
static void norms_are_of_the_standard_that_holds(void **state)
{
    static const lct_xy ring[] = {
        {-50, -50}, {1050, -50}, {1050, 50}, {-50, 50}};
    static const struct {
        const char *level, *code, *capacity, *standard;
        int64_t needed_milli;
    } rows[] = {
        {"community", "u", "health_beds", NULL, -1},
        {"community", "u", "green_area", "gb50180", 500000},
        {"street", "u", "green_area", "gb50180", 1000000},
        {"district", "u", "green_area", "gb50180", 1000000},
        {"community", "510104", "green_area", "gb50180", 500000},
        {"community", "510104", "health_beds", "chengdu", 4000},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(rows); i++) {
        lct_city *c = street_of_people(1000);
        lc_access_row row;
        lc_error err = {0};
        lc_access a;

        lct_facility(c, "t:a", "hospital park", (lct_xy){0, 0});
        has(c, "t:a", "{\"beds\":1,\"site_area_m2\":7}");
        lct_home(c, (lct_xy){100, 0}, 500000);
        lct_unit_of(c, rows[i].level, rows[i].code, ring, LCT_COUNT(ring));
        tell_residents(c, 500000);
        ask(lct_open(c), rows[i].capacity, "slow", &a);
        assert_int_equal(lc_access_rows_unit(&a, 0, &row, &err), LIFE_OK);
        assert_int_equal(row.needed_milli, rows[i].needed_milli);
        if (rows[i].standard)
            assert_string_equal(row.norm->standard, rows[i].standard);
        else
            assert_null(row.norm);
        lc_access_clear(&a);
        lct_city_free(c);
    }
}

static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Streets 200 m apart, both ways, with homes and hospitals by a fixed seed. */
static lct_city *draw_grid(void)
{
    lct_city *c = street_of_people(0.5);
    uint32_t seed = 7;
    char id[16], beds[32];

    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 8; x++) {
            lct_xy p = {x * 200, 100 + y * 200};

            if (x < 7)
                lct_street(c, 10 + y * 8 + x, p, 11 + y * 8 + x,
                           (lct_xy){p.x + 200, p.y}, LCT_OPEN);
            if (y < 7)
                lct_street(c, 10 + y * 8 + x, p, 18 + y * 8 + x,
                           (lct_xy){p.x, p.y + 200}, LCT_OPEN);
        }
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof id, "t:%02d", i);
        snprintf(beds, sizeof beds, "{\"beds\":%u}",
                 next_number(&seed) % 90 + 1);
        lct_facility(c, id, "hospital",
                     (lct_xy){next_number(&seed) % 1400,
                              100 + next_number(&seed) % 8 * 200});
        if (i % 7)
            has(c, id, beds);
    }
    for (int i = 0; i < 300; i++)
        lct_home(c,
                 (lct_xy){next_number(&seed) % 1400,
                          100 + next_number(&seed) % 8 * 200},
                 next_number(&seed) % 99000);
    return c;
}

static void threads_change_no_bit(void **state)
{
    lct_city *c = draw_grid();
    lc_study *study = lct_open(c);
    lc_access a, b;

    (void)state;
    setenv("LIFECIRCLE_THREADS", "1", 1);
    ask(study, "health_beds", "slow", &a);
    setenv("LIFECIRCLE_THREADS", "7", 1);
    ask(study, "health_beds", "slow", &b);
    unsetenv("LIFECIRCLE_THREADS");
    assert_memory_equal(a.ratio, b.ratio, 300 * sizeof *a.ratio);
    assert_memory_equal(&a.supply, &b.supply, sizeof a.supply);
    lc_access_clear(&a);
    lc_access_clear(&b);
    lct_city_free(c);
}

/* Who lives within the limit is who coverage says, to the millisecond: with
 * one facility, a home has something exactly where it is covered. */
static void within_reach_is_what_coverage_says(void **state)
{
    lct_city *c = draw_grid();
    lc_coverage_query q = {.limit_ms = 480000};
    lc_access_query of = {.limit_ms = 480000};
    lc_error err = {0};
    int with = 0;
    lc_study *study;
    const lc_world *w;
    lc_access a;

    (void)state;
    lct_facility(c, "t:one", "elderly_meal", (lct_xy){640, 700});
    has(c, "t:one", "{\"seats\":12}");
    study = lct_open(c);
    w = lc_study_world(study);
    q.category = lc_world_category_find(w, "elderly_meal");
    of.capacity = lc_capacity_find(study, "meal_seats");
    of.ages = "all";
    assert_int_equal(lc_access_make(study, &of, &a, &err), LIFE_OK);
    for (uint32_t h = 0; h < 300; h++) {
        lc_answer answer;
        lc_reason reason;
        uint32_t ms;

        assert_int_equal(
            lc_coverage_home(study, &q, h, &answer, &reason, &ms, &err),
            LIFE_OK);
        assert_int_equal(a.ratio[h] > 0, answer == LIFE_COVERED);
        with += a.ratio[h] > 0;
    }
    assert_in_range(with, 50, 250);
    lc_access_clear(&a);
    lct_city_free(c);
}

/* Two levels, one home outside: each person is in one unit of either. */
static void people_add_up_at_every_level(void **state)
{
    static const lct_xy half[2][4] = {
        {{-50, 0}, {700, 0}, {700, 1600}, {-50, 1600}},
        {{700, 0}, {1450, 0}, {1450, 1600}, {700, 1600}}};
    static const lct_xy all[] = {
        {-50, 0}, {1450, 0}, {1450, 1600}, {-50, 1600}};
    lct_city *c = draw_grid();
    lc_access_row row[4], city;
    lc_error err = {0};
    lc_study *study;
    const lc_world *w;
    lc_access a;

    (void)state;
    lct_unit(c, "5101west", half[0], 4);
    lct_unit(c, "east", half[1], 4);
    lct_unit_of(c, "district", "both", all, 4);
    lct_street(c, 900, (lct_xy){3000, 0}, 901, (lct_xy){4000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){3500, 0}, 12345);
    study = lct_open(c);
    w = lc_study_world(study);
    ask(study, "health_beds", "slow", &a);
    assert_int_equal(lc_access_rows_unit(&a, LIFE_NONE, &city, &err), LIFE_OK);
    assert_int_equal(city.people, lc_world_total_weight(w));
    assert_int_equal(lc_world_level_count(w), 2);
    for (uint32_t level = 0; level < 2; level++) {
        int64_t people = 0, known = 0, capacity = 0;
        size_t count;

        assert_int_equal(lc_access_rows_level(&a, level, row, &count, &err),
                         LIFE_OK);
        assert_int_equal(count, level + 2); /* the last is outside */
        for (size_t i = 0; i < count; i++) {
            people += row[i].people;
            known += row[i].known;
            capacity += row[i].inside_milli;
        }
        assert_int_equal(people, city.people);
        assert_int_equal(known, city.known);
        assert_int_equal(capacity, city.inside_milli);
        assert_int_equal(row[count - 1].people, 12345);
    }
    lc_access_clear(&a);
    lct_city_free(c);
}

static void run_sql(lct_city *c, const char *sql)
{
    lc_error err = {0};

    assert_int_equal(lc_stmt_exec(lct_file(c), sql, &err), LIFE_OK);
}

/* Two units of 40 and 60 residents, 10 and 0 of them under three; a nursery of
 * 5 places between: one for two of the children, who are all in the west. */
static void children_alone_share_nurseries(void **state)
{
    static const lct_xy half[2][4] = {
        {{-50, -50}, {500, -50}, {500, 50}, {-50, 50}},
        {{500, -50}, {1050, -50}, {1050, 50}, {500, 50}}};
    static const double income[] = {30, 20};
    lct_city *c = street_of_people(1000);
    lc_access_row row[3];
    lc_equity homes, units;
    double figure[2];
    lc_error err = {0};
    size_t count;
    lc_study *study;
    const lc_world *w;
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "childcare", (lct_xy){500, 0});
    has(c, "t:a", "{\"places_0_3\":5}");
    lct_home(c, (lct_xy){400, 0}, 1000);
    lct_home(c, (lct_xy){450, 0}, 1000);
    lct_home(c, (lct_xy){600, 0}, 1000);
    lct_unit(c, "5101west", half[0], 4);
    lct_unit(c, "5101xeast", half[1], 4);
    run_sql(c,
            "INSERT INTO resident(source, kind, code, residents_milli, year,"
            " ages) VALUES"
            "('t', 'unit', '5101west', 40000, 2020, '{\"0-2\":10,\"3-5\":4}'),"
            "('t', 'unit', '5101xeast', 60000, 2020, '{\"0-2\":0,\"3-5\":9}');"
            "INSERT INTO statistic VALUES('t', 'income', '5101west', 2021, 30,"
            " 'x'), ('t', 'income', '5101xeast', 2021, 20, 'x')");
    study = lct_open(c);
    w = lc_study_world(study);
    ask(study, "childcare_places", "even", &a);
    assert_string_equal(a.ages, "0-2");
    assert_string_equal(a.ages_asked, "");
    near(a.ratio[0], 0.5);
    near(a.ratio[2], 0.5);
    assert_int_equal(a.people[0] + a.people[1], 10000);
    assert_int_equal(a.people[2], 0);
    assert_int_equal(lc_access_rows_level(&a, 0, row, &count, &err), LIFE_OK);
    assert_int_equal(count, 2);
    assert_int_equal(row[0].people, 10000);
    assert_int_equal(row[1].people, 0);
    assert_true(isnan(row[1].ratio));
    assert_int_equal(row[0].needed_milli, 320); /* 8 for 1,000 of all ages */
    assert_int_equal(lc_unit_figure(w, "income", figure, &err), LIFE_OK);
    assert_memory_equal(figure, income, sizeof figure);
    assert_int_equal(lc_access_rows_equity(&a, 0, figure, &homes, &units, &err),
                     LIFE_OK);
    assert_true(homes.people == 10 && units.people == 10);
    assert_int_equal(lc_unit_figure(w, "0-2", figure, &err), LIFE_OK);
    near(figure[0], 0.25);
    near(figure[1], 0);
    assert_int_equal(lc_unit_figure(w, "wealth", figure, &err),
                     LIFE_ERR_NOT_FOUND);
    lc_access_clear(&a);
    /* Of those over 60 nobody was counted: everybody stands for them. */
    ask(study, "meal_seats", "even", &a);
    assert_string_equal(a.ages, "");
    assert_string_equal(a.ages_asked, "60+");
    assert_int_equal(a.people[2], 60000);
    lc_access_clear(&a);
    lct_city_free(c);
}

static void says_it_in_words(void **state)
{
    static const struct {
        double ratio;
        const char *en, *zh;
    } want[] = {
        {1 / 41.2, "one bed for 41 residents within 15 minutes on foot",
         "步行15分钟内，每41名居民有1张床位"},
        {0.4, "one bed for 2.5 residents within 15 minutes on foot",
         "步行15分钟内，每2.5名居民有1张床位"},
        {2.34, "2.3 beds for each of the residents within 15 minutes on foot",
         "步行15分钟内，每名居民有2.3张床位"},
        {0, "no bed for residents within 15 minutes on foot",
         "步行15分钟内，每名居民有0张床位"},
    };
    lct_city *c = street_of_people(1000);
    lc_access a;

    (void)state;
    lct_facility(c, "t:a", "hospital", (lct_xy){0, 0});
    lct_home(c, (lct_xy){100, 0}, 4000);
    ask(lct_open(c), "health_beds", "slow", &a);
    for (size_t i = 0; i < LCT_COUNT(want); i++) {
        lc_access_row row = {.ratio = want[i].ratio};
        lc_buf en = {0}, zh = {0};

        assert_true(lc_access_text(&en, &a, &row, LIFE_LANG_EN));
        assert_true(lc_access_text(&zh, &a, &row, LIFE_LANG_ZH));
        assert_string_equal(en.data, want[i].en);
        assert_string_equal(zh.data, want[i].zh);
        lc_buf_free(&en);
        lc_buf_free(&zh);
    }
    lc_access_clear(&a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_catchments_that_overlap),
        cmocka_unit_test(zones_weigh_as_published),
        cmocka_unit_test(unknown_capacity_is_never_guessed),
        cmocka_unit_test(nothing_known_is_unknown),
        cmocka_unit_test(supply_without_people_is_idle),
        cmocka_unit_test(the_norm_tells_what_is_lacking),
        cmocka_unit_test(norms_are_of_the_standard_that_holds),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(within_reach_is_what_coverage_says),
        cmocka_unit_test(people_add_up_at_every_level),
        cmocka_unit_test(children_alone_share_nurseries),
        cmocka_unit_test(says_it_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
