/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_coverage.c - the three answers, their reasons, and the figures of a
 * row, on cities whose answers can be worked out by hand.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/table.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/csv.h"
#include "lifecircle/store/rows/facility.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/inside.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/level.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/reason.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/wheels.h"
#include "lifecircle/world/world.h"

#include <stdio.h>
#include <string.h>

#define STANDARD_15_MIN 900000u

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_coverage_query walk(lc_study *study, const char *category,
                              const char *pace, uint32_t limit_ms)
{
    const lc_world *w = lc_study_world(study);
    return (lc_coverage_query){.pace = lc_world_pace_find(w, pace),
                               .limit_ms = limit_ms,
                               .category = lc_world_category_find(w, category)};
}

static lc_coverage_query straight(lc_study *study, const char *category,
                                  uint32_t radius_mm)
{
    const lc_world *w = lc_study_world(study);
    return (lc_coverage_query){.straight = true,
                               .radius_mm = radius_mm,
                               .category = lc_world_category_find(w, category)};
}

typedef struct found {
    lc_answer answer;
    lc_reason reason;
    uint32_t measure;
} found;

static found of_home(lc_study *study, lc_coverage_query q, uint32_t home)
{
    lc_error err = {0};
    found f;

    ok(lc_coverage_home(study, &q, home, &f.answer, &f.reason, &f.measure,
                        &err),
       &err);
    return f;
}

static void expect(lc_study *study, lc_coverage_query q, uint32_t home,
                   lc_answer answer, lc_reason reason)
{
    found f = of_home(study, q, home);

    if (f.answer != answer || f.reason != reason)
        fail_msg("home %u: %d because of %d, not %d because of %d",
                 (unsigned)home, (int)f.answer, (int)f.reason, (int)answer,
                 (int)reason);
}

enum { MOST_ROWS = 16 };

typedef struct table {
    lc_coverage_row row[MOST_ROWS];
    size_t n;
} table;

/* The rows of the finest level; that they add up is looked at each time. */
static table rows_of(lc_study *study, lc_coverage_query q, const char *level)
{
    const lc_world *w = lc_study_world(study);
    int64_t all = 0;
    lc_error err = {0};
    table t;

    ok(lc_coverage_level(study, &q, lc_world_level_find(w, level), t.row, &t.n,
                         &err),
       &err);
    assert_true(t.n <= MOST_ROWS);
    for (size_t i = 0; i < t.n; i++) {
        const lc_coverage_row *r = &t.row[i];
        int64_t why = 0;

        for (int k = 0; k < LIFE_REASON_COUNT; k++)
            why += r->by_reason[k];
        assert_true(r->covered + r->uncovered + r->unknown == r->total);
        assert_true(why == r->unknown);
        all += r->total;
    }
    assert_true(all == lc_world_total_weight(w));
    return t;
}

static lc_coverage_row row_of(lc_study *study, lc_coverage_query q,
                              const char *code)
{
    const lc_world *w = lc_study_world(study);
    lc_coverage_row r;
    lc_error err = {0};

    ok(lc_coverage_unit(study, &q, lc_world_unit_find(w, code), &r, &err),
       &err);
    return r;
}

/* A street of exactly so many millimetres. */
static void exact_street(lct_city *c, int from, lct_xy a, int to, lct_xy b,
                         int64_t length_mm)
{
    const lct_xy pt[2] = {a, b};
    const lct_part p = {
        .from = from, .to = to, .pt = pt, .n = 2, .length_mm = length_mm};

    lct_street_part(c, &p);
}

/* ---- limits ---- */

/* E11: 900 s are 900.000 s: there it is covered, one millisecond on not. */
static void a_limit_holds_to_the_millisecond(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;

    (void)state;
    exact_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, 1000000);
    exact_street(c, 3, (lct_xy){0, 900}, 4, (lct_xy){1000, 900}, 1000001);
    lct_home(c, (lct_xy){0, 0}, 1000);
    lct_home(c, (lct_xy){0, 900}, 1000);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){1000, 0});
    lct_facility(c, "t:b", "pharmacy", (lct_xy){1000, 900});
    study = lct_open(c);
    assert_int_equal(
        of_home(study, walk(study, "pharmacy", "standard", 1), 0).measure,
        900000);
    assert_int_equal(
        of_home(study, walk(study, "pharmacy", "standard", 1), 1).measure,
        900001);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN), 0,
           LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN - 1), 0,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN), 1,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN + 1), 1,
           LIFE_COVERED, LIFE_REASON_NONE);
    lct_city_free(c);
}

/* The same as a place sees it, who counts what is within. */
static void a_circle_holds_its_limit_too(void **state)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    lct_city *c = lct_city_new();
    lc_error err = {0};
    uint32_t pharmacy;
    lc_place p;
    lc_walker *a;
    lc_study *study;
    const lc_world *w;

    (void)state;
    exact_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, 1000000);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){1000, 0});
    study = lct_open(c);
    w = lc_study_world(study);
    a = lc_walker_new(study);
    pharmacy = lc_world_category_find(w, "pharmacy");
    ok(lc_place_at(a, lct_at(c, (lct_xy){0, 0}), 0, &p, &err), &err);
    ok(lc_circle_make(a, &p, STANDARD_15_MIN, rows, NULL, &err), &err);
    assert_int_equal(rows[pharmacy].answer, LIFE_COVERED);
    assert_int_equal(rows[pharmacy].count, 1);
    ok(lc_circle_make(a, &p, STANDARD_15_MIN - 1, rows, NULL, &err), &err);
    assert_int_equal(rows[pharmacy].answer, LIFE_UNCOVERED);
    assert_int_equal(rows[pharmacy].reason, LIFE_REASON_NONE);
    assert_int_equal(rows[pharmacy].count, 0);
    assert_int_equal(rows[pharmacy].nearest.walk_ms, 900000);
    lc_walker_free(a);
    lct_city_free(c);
}

/* ---- reasons ---- */

/* One street of 9 km that leaves the data 300 m west of the homes. What cannot
 * be known, and why; whoever is covered is covered, whatever is not known. */
static void reasons_and_which_goes_first(void **state)
{
    enum { AT_DOOR, WEST_END, FAR_EAST, NO_STREET, BY_UNLINKED, BOTH };
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;

    (void)state;
    lct_extent(c, (lct_xy){-300, -9000}, (lct_xy){30000, 9000});
    lct_street(c, 1, (lct_xy){-600, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){2000, 0});
    lct_facility(c, "t:no", "pharmacy", (lct_xy){3600, 400}); /* no street */
    lct_facility(c, "t:m", "fresh_market", (lct_xy){2000, 0});
    lct_facility(c, "t:mno", "fresh_market", (lct_xy){0, 400});
    lct_home(c, (lct_xy){1900, 0}, 1);
    lct_home(c, (lct_xy){0, 0}, 1);
    lct_home(c, (lct_xy){8000, 0}, 1);
    lct_home(c, (lct_xy){2000, 600}, 1);
    lct_home(c, (lct_xy){3600, 0}, 1);
    lct_home(c, (lct_xy){10, 0}, 1);
    study = lct_open(c);
    q = walk(study, "pharmacy", "standard", STANDARD_15_MIN);
    expect(study, q, AT_DOOR, LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, q, WEST_END, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    expect(study, q, FAR_EAST, LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    expect(study, q, NO_STREET, LIFE_UNKNOWN, LIFE_REASON_UNLINKED);
    expect(study, q, BY_UNLINKED, LIFE_UNKNOWN, LIFE_REASON_FACILITY_UNLINKED);
    /* an unlinked facility counts only where it stands within the limit */
    q.limit_ms = 359000; /* 398.9 m of the 400 */
    expect(study, q, BY_UNLINKED, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* and the data's end only where it is nearer than the limit */
    q.limit_ms = 269000; /* 298.9 m of the 300 */
    expect(study, q, WEST_END, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* both: the facility is named first */
    q = walk(study, "fresh_market", "standard", STANDARD_15_MIN);
    expect(study, q, BOTH, LIFE_UNKNOWN, LIFE_REASON_FACILITY_UNLINKED);
    /* a category without any facility: nothing else matters */
    q = walk(study, "hospital", "standard", STANDARD_15_MIN);
    for (uint32_t h = AT_DOOR; h <= BOTH; h++)
        expect(study, q, h, LIFE_UNKNOWN, LIFE_REASON_NO_DATA);
    assert_int_equal(of_home(study, q, AT_DOOR).measure, LIFE_NONE);
    lct_city_free(c);
}

/* A cut end is a place on the network: what counts is the walk there. Private
 * ways and driveways lead to none, a street that ends in the sea is none, and
 * whoever is covered stays covered. */
static void data_end_at_cut_ends(void **state)
{
    enum { CUT, BESIDE, PRIVATE, LANE, COAST, COVERED };
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;

    (void)state;
    /* the outline runs 10 m beside the street of BESIDE, which doesn't cross */
    lct_extent(c, (lct_xy){-2000, -9000}, (lct_xy){9000, 10});
    lct_street(c, 1, (lct_xy){0, -1000}, 2, (lct_xy){3000, -1000},
               LCT_CUT_FIRST);
    lct_street(c, 3, (lct_xy){0, 0}, 4, (lct_xy){3000, 0}, LCT_OPEN);
    lct_street(c, 5, (lct_xy){0, -2000}, 6, (lct_xy){3000, -2000},
               LCT_CUT_FIRST | LCT_PRIVATE);
    lct_street(c, 7, (lct_xy){-3000, -3000}, 8, (lct_xy){3000, -3000},
               LCT_LANE);
    lct_street(c, 9, (lct_xy){0, -4000}, 10, (lct_xy){3000, -4000}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){3000, -1000});
    for (int i = 0; i < 5; i++)
        lct_home(c, (lct_xy){500, i ? i == 1 ? 0 : -1000.0 * i : -1000}, 1);
    lct_home(c, (lct_xy){2500, -1000}, 1);
    study = lct_open(c);
    q = walk(study, "pharmacy", "standard", 451000); /* 501 m */
    expect(study, q, CUT, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    expect(study, q, BESIDE, LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    expect(study, q, PRIVATE, LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    expect(study, q, LANE, LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    expect(study, q, COAST, LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    expect(study, q, COVERED, LIFE_COVERED, LIFE_REASON_NONE);
    q.limit_ms = 449000;
    expect(study, q, CUT, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* slower, one gets less far */
    q = walk(study, "pharmacy", "elder", 451000);
    expect(study, q, CUT, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* in a straight line the outline ends the data too */
    q = (lc_coverage_query){
        .straight = true, .radius_mm = 450000, .category = q.category};
    expect(study, q, BESIDE, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    expect(study, q, CUT, LIFE_UNCOVERED, LIFE_REASON_NONE);
    q.radius_mm = 501000;
    expect(study, q, CUT, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    lct_city_free(c);
}

static void rows_name_what_is_unknown(void **state)
{
    static const lct_xy all[] = {
        {-200, -800}, {9000, -800}, {9000, 800}, {-200, 800}};
    lct_city *c = lct_city_new();
    lc_coverage_row r;
    lc_study *study;

    (void)state;
    lct_extent(c, (lct_xy){-300, -9000}, (lct_xy){30000, 9000});
    lct_unit(c, "all", all, 4);
    lct_street(c, 1, (lct_xy){-400, 0}, 2, (lct_xy){8000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){2000, 0});
    lct_facility(c, "t:no", "pharmacy", (lct_xy){3600, 400});
    lct_home(c, (lct_xy){1900, 0}, 1);
    lct_home(c, (lct_xy){0, 0}, 20);
    lct_home(c, (lct_xy){7000, 0}, 300);
    lct_home(c, (lct_xy){2000, 600}, 4000);
    lct_home(c, (lct_xy){3600, 0}, 50000);
    study = lct_open(c);
    r = row_of(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN),
               "all");
    assert_int_equal(r.total, 54321);
    assert_int_equal(r.covered, 1);
    assert_int_equal(r.uncovered, 300);
    assert_int_equal(r.unknown, 54020);
    assert_int_equal(r.by_reason[LIFE_REASON_EDGE_OF_DATA], 20);
    assert_int_equal(r.by_reason[LIFE_REASON_UNLINKED], 4000);
    assert_int_equal(r.by_reason[LIFE_REASON_FACILITY_UNLINKED], 50000);
    assert_int_equal(r.facilities_inside, 2);
    r = row_of(study, walk(study, "hospital", "standard", STANDARD_15_MIN),
               "all");
    assert_int_equal(r.by_reason[LIFE_REASON_NO_DATA], 54321);
    assert_int_equal(r.median, LIFE_NONE);
    lct_city_free(c);
}

/* A table's own extent bounds what its category knows; a category that the
 * streets' source has too reaches as far as the city. */
static void tables_reach_as_far_as_they_say(void **state)
{
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;

    (void)state;
    lct_source(c, "table", (lct_xy){-2000, -2000}, (lct_xy){2000, 2000});
    lct_source(c, "table2", (lct_xy){1000, -2000}, (lct_xy){9000, 2000});
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){12000, 0}, LCT_OPEN);
    lct_facility_of(c, "table", "t:p", "pharmacy", (lct_xy){0, 0});
    lct_facility_of(c, "table", "t:h", "hospital", (lct_xy){0, 0});
    lct_facility(c, "o:h", "hospital", (lct_xy){0, 0});
    lct_facility_of(c, "table", "t:m", "fresh_market", (lct_xy){0, 0});
    lct_facility_of(c, "table2", "u:m", "fresh_market", (lct_xy){8990, 0});
    lct_home(c, (lct_xy){1500, 0}, 1); /* 500 m inside the first */
    lct_home(c, (lct_xy){3500, 0}, 1); /* outside it */
    lct_home(c, (lct_xy){9500, 0}, 1); /* outside both */
    study = lct_open(c);
    q = walk(study, "pharmacy", "standard", STANDARD_15_MIN);
    expect(study, q, 0, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    expect(study, q, 1, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    q.limit_ms = 440000; /* 489 m */
    expect(study, q, 0, LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, q, 1, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    q = walk(study, "hospital", "standard", STANDARD_15_MIN);
    expect(study, q, 0, LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, q, 1, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* two tables: the one that reaches farther around the home */
    q = walk(study, "fresh_market", "standard", STANDARD_15_MIN);
    expect(study, q, 1, LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, q, 2, LIFE_COVERED, LIFE_REASON_NONE);
    q.limit_ms = 400000;
    expect(study, q, 2, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    lct_city_free(c);
}

/* Who has no position stands somewhere: nothing says that it is not near. */
static void facilities_without_a_position(void **state)
{
    static const lct_xy all[] = {
        {-500, -500}, {6000, -500}, {6000, 500}, {-500, 500}};
    lct_city *c = lct_city_new();
    lc_coverage_row r;
    lc_study *study;

    (void)state;
    lct_unit(c, "all", all, 4);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility_in(c, "t:a", "pharmacy", "all");
    lct_home(c, (lct_xy){100, 0}, 1);
    lct_home(c, (lct_xy){8000, 0}, 1); /* in another unit: not near it */
    study = lct_open(c);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN), 0,
           LIFE_UNKNOWN, LIFE_REASON_FACILITY_UNLINKED);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN), 1,
           LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    r = row_of(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN),
               "all");
    assert_int_equal(r.facilities_inside, 1);
    assert_int_equal(r.covered, 0);
    assert_int_equal(r.unknown, 1);
    assert_int_equal(r.median, LIFE_NONE);
    lct_city_free(c);
}

/* ---- all_basic ---- */

/* The ids of all basic categories but one. */
static void basic_but(const char *left_out, char *out, size_t size)
{
    lc_table *t;
    lc_error err = {0};

    ok(lc_table_open("categories.csv", &t, &err), &err);
    *out = '\0';
    for (size_t r = 0; r < lc_table_rows(t); r++) {
        const char *id = lc_table_get(t, r, lc_table_column(t, "id"));
        size_t n = strlen(out);

        if (strcmp(lc_table_get(t, r, lc_table_column(t, "basic")), "1") ||
            !strcmp(id, left_out))
            continue;
        assert_true(n + strlen(id) + 2 < size);
        snprintf(out + n, size - n, "%s%s", n ? " " : "", id);
    }
    lc_table_free(t);
}

static void all_basic_takes_every_one(void **state)
{
    char most[2048];
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;

    (void)state;
    basic_but("pharmacy", most, sizeof most);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:most", most, (lct_xy){1000, 0});
    lct_facility(c, "t:last", "pharmacy", (lct_xy){2500, 0});
    lct_home(c, (lct_xy){1700, 0}, 1); /* 700 m and 800 m */
    lct_home(c, (lct_xy){900, 0}, 1);  /* 100 m and 1,600 m */
    lct_home(c, (lct_xy){0, 700}, 1);
    study = lct_open(c);
    q = walk(study, "all_basic", "standard", STANDARD_15_MIN);
    assert_int_equal(q.category, LIFE_ALL_BASIC);
    expect(study, q, 0, LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, q, 1, LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, q, 2, LIFE_UNKNOWN, LIFE_REASON_UNLINKED);
    /* the time is the longest of them */
    assert_in_range(of_home(study, q, 0).measure, 719950, 720050);
    assert_in_range(of_home(study, q, 1).measure, 1439950, 1440050);
    q.limit_ms = of_home(study, q, 0).measure - 1;
    expect(study, q, 0, LIFE_UNCOVERED, LIFE_REASON_NONE);
    lct_city_free(c);
}

/* One category that nobody knows of leaves it open; one that is out of reach
 * decides. */
static void all_basic_is_unknown_where_one_is(void **state)
{
    char most[2048];
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;

    (void)state;
    basic_but("pharmacy", most, sizeof most);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:most", most, (lct_xy){1000, 0});
    lct_home(c, (lct_xy){900, 0}, 1);
    lct_home(c, (lct_xy){4000, 0}, 1);
    study = lct_open(c);
    q = walk(study, "all_basic", "standard", STANDARD_15_MIN);
    expect(study, q, 0, LIFE_UNKNOWN, LIFE_REASON_NO_DATA);
    expect(study, q, 1, LIFE_UNCOVERED, LIFE_REASON_NONE);
    assert_int_equal(of_home(study, q, 0).measure, LIFE_NONE);
    lct_city_free(c);
}

/* ---- units ---- */

/* E22: each home is in exactly one unit of a level. */
static void homes_on_borders_and_in_nested_units(void **state)
{
    static const lct_xy west[] = {{-1000, 0}, {0, 0}, {0, 1000}, {-1000, 1000}};
    static const lct_xy east[] = {{0, 0}, {900, 0}, {900, 1000}, {0, 1000}};
    static const lct_xy inner[] = {
        {-700, 300}, {-300, 300}, {-300, 700}, {-700, 700}};
    static const lct_xy both[] = {
        {-1000, 0}, {900, 0}, {900, 1000}, {-1000, 1000}};
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;
    table t;

    (void)state;
    lct_unit(c, "b-west", west, 4);
    lct_unit(c, "c-east", east, 4);
    lct_unit(c, "a-inner", inner, 4);
    lct_unit(c, "z-inner", inner, 4); /* a double: the first code has all */
    lct_unit_of(c, "street", "both", both, 4);
    lct_street(c, 1, (lct_xy){-999, 500}, 2, (lct_xy){3000, 500}, LCT_OPEN);
    lct_home(c, (lct_xy){-100, 500}, 1);        /* west */
    lct_home(c, (lct_xy){0, 500}, 20);          /* on the border: the smaller */
    lct_home(c, (lct_xy){0, 1000}, 300);        /* a corner of both */
    lct_home(c, (lct_xy){-500, 500}, 4000);     /* inner */
    lct_home(c, (lct_xy){-700, 300}, 50000);    /* its corner */
    lct_home(c, (lct_xy){2000, 500}, 600000);   /* in none */
    lct_home(c, (lct_xy){500, 500}, 7000000);   /* east */
    lct_home(c, (lct_xy){900, 1000}, 80000000); /* its corner */
    lct_facility(c, "t:a", "pharmacy", (lct_xy){-500, 500});
    study = lct_open(c);
    q = walk(study, "pharmacy", "standard", STANDARD_15_MIN);
    t = rows_of(study, q, "community");
    assert_int_equal(t.n, 5);
    assert_int_equal(t.row[0].total, 54000); /* a-inner */
    assert_int_equal(t.row[1].total, 1);
    assert_int_equal(t.row[2].total, 87000320);
    assert_int_equal(t.row[3].total, 0); /* z-inner */
    assert_int_equal(t.row[4].total, 600000);
    assert_int_equal(t.row[4].unit, LIFE_NONE);
    assert_int_equal(t.row[0].facilities_inside, 1);
    assert_int_equal(t.row[1].facilities_inside, 0);
    assert_int_equal(t.row[3].median, LIFE_NONE);
    t = rows_of(study, q, "street");
    assert_int_equal(t.n, 2);
    assert_int_equal(t.row[0].total, 87054321);
    assert_int_equal(t.row[0].facilities_inside, 1);
    assert_int_equal(t.row[1].total, 600000);
    lct_city_free(c);
}

/* Who is in no boundary belongs to the nearest centre, up to 2 km off. */
static void approximate_units_reach_two_kilometres(void **state)
{
    static const lct_xy whole[] = {
        {-500, -100}, {500, -100}, {500, 100}, {-500, 100}};
    lct_city *c = lct_city_new();
    lc_study *study;
    const lc_world *w;
    table t;

    (void)state;
    lct_unit(c, "a-whole", whole, 4);
    lct_centre(c, "b-near", (lct_xy){0, 200});
    lct_centre(c, "c-far", (lct_xy){0, 3000});
    lct_centre(c, "d-east", (lct_xy){8000, 0});
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){0, 3000}, LCT_OPEN);
    lct_home(c, (lct_xy){0, 90}, 1);     /* inside, though b is near */
    lct_home(c, (lct_xy){0, 1500}, 20);  /* nearer to b */
    lct_home(c, (lct_xy){0, 1700}, 300); /* nearer to c */
    lct_home(c, (lct_xy){9999.9, 0}, 4000);
    lct_home(c, (lct_xy){10000.1, 0}, 50000); /* too far */
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 2900});
    study = lct_open(c);
    w = lc_study_world(study);
    t = rows_of(study, walk(study, "pharmacy", "standard", 60000), "community");
    assert_int_equal(t.n, 5);
    assert_int_equal(t.row[0].total, 1);
    assert_int_equal(t.row[1].total, 20);
    assert_int_equal(t.row[2].total, 300);
    assert_int_equal(t.row[3].total, 4000);
    assert_int_equal(t.row[4].total, 50000);
    assert_int_equal(t.row[2].facilities_inside, 1);
    assert_true(lc_world_unit(w, 1)->approximate);
    assert_false(lc_world_unit(w, 0)->approximate);
    lct_city_free(c);
}

/* Homes and facilities inside a drawing; streets and facilities outside it
 * count for them. */
static void an_area_drawn_by_hand(void **state)
{
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_coverage_row r;
    lc_shape area = {0};
    lc_inside inside;
    lc_error err = {0};
    lc_study *study;
    lc_pt ring[5];

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){6000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){1000, 0}, 1);
    lct_home(c, (lct_xy){2000, 0}, 20);
    lct_home(c, (lct_xy){3000, 0}, 300);  /* on the outline */
    lct_home(c, (lct_xy){3001, 0}, 4000); /* outside */
    lct_facility(c, "t:in", "pharmacy", (lct_xy){1100, 0});
    lct_facility(c, "t:out", "pharmacy", (lct_xy){3100, 0});
    study = lct_open(c);
    ring[0] = lc_pt_from(lct_at(c, (lct_xy){500, -500}));
    ring[1] = lc_pt_from(lct_at(c, (lct_xy){3000, -500}));
    ring[2] = lc_pt_from(lct_at(c, (lct_xy){3000, 500}));
    ring[3] = lc_pt_from(lct_at(c, (lct_xy){500, 500}));
    ring[4] = ring[0];
    ok(lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &area, &err), &err);
    q = walk(study, "pharmacy", "standard", 720000); /* 800 m */
    ok(lc_inside_find(lc_study_world(study), &area, &inside, &err), &err);
    ok(lc_coverage_area(study, &q, &inside, &r, &err), &err);
    assert_int_equal(r.total, 321);
    assert_int_equal(r.covered, 301);
    assert_int_equal(r.uncovered, 20);
    assert_int_equal(r.facilities_inside, 1);
    /* the same once more changes nothing */
    lc_inside_clear(&inside);
    ok(lc_shape_add_part(&area, ring, 5, &err), &err);
    ok(lc_inside_find(lc_study_world(study), &area, &inside, &err), &err);
    ok(lc_coverage_area(study, &q, &inside, &r, &err), &err);
    assert_int_equal(r.total, 321);
    assert_int_equal(r.facilities_inside, 1);
    lc_inside_clear(&inside);
    /* and without an area it is all of them */
    ok(lc_coverage_area(study, &q, NULL, &r, &err), &err);
    assert_int_equal(r.total, 4321);
    assert_int_equal(r.facilities_inside, 2);
    lc_shape_clear(&area);
    lct_city_free(c);
}

/* ---- straight lines ---- */

static void straight_is_to_the_outline(void **state)
{
    static const lct_xy park[] = {
        {1000, 100}, {1400, 100}, {1400, 500}, {1000, 500}};
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_study *study;
    uint32_t mm;

    (void)state;
    lct_extent(c, (lct_xy){-9000, -2000}, (lct_xy){9000, 2000});
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_area(c, "t:park", "park", park, 4);
    lct_home(c, (lct_xy){1200, 300}, 1);  /* inside */
    lct_home(c, (lct_xy){1000, 300}, 1);  /* on its outline */
    lct_home(c, (lct_xy){800, 300}, 1);   /* 200 m, of the middle 400 m */
    lct_home(c, (lct_xy){1200, 1200}, 1); /* 700 m; no street near */
    lct_home(c, (lct_xy){1200, 1700}, 1); /* 1,200 m; the data end at 300 */
    study = lct_open(c);
    q = straight(study, "park", 0);
    expect(study, q, 0, LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, q, 1, LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, q, 2, LIFE_UNCOVERED, LIFE_REASON_NONE);
    assert_int_equal(of_home(study, q, 0).measure, 0);
    mm = of_home(study, q, 2).measure;
    assert_in_range(mm, 199980, 200020);
    q.radius_mm = mm;
    expect(study, q, 2, LIFE_COVERED, LIFE_REASON_NONE);
    q.radius_mm = mm - 1;
    expect(study, q, 2, LIFE_UNCOVERED, LIFE_REASON_NONE);
    /* no street is needed */
    q.radius_mm = 701000;
    expect(study, q, 3, LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, q, 4, LIFE_UNKNOWN, LIFE_REASON_EDGE_OF_DATA);
    q.radius_mm = 299000;
    expect(study, q, 4, LIFE_UNCOVERED, LIFE_REASON_NONE);
    q = straight(study, "hospital", 1000000);
    expect(study, q, 0, LIFE_UNKNOWN, LIFE_REASON_NO_DATA);
    lct_city_free(c);
}

/* ---- percentiles ---- */

/* Homes 100 m apart from the facility on, each with a weight. */
static lc_coverage_row percentiles(const int64_t *weight, size_t n,
                                   uint32_t *ms)
{
    static const lct_xy all[] = {
        {-500, -900}, {9000, -900}, {9000, 900}, {-500, 900}};
    lct_city *c = lct_city_new();
    lc_coverage_query q;
    lc_coverage_row r;
    lc_study *study;

    lct_unit(c, "all", all, 4);
    lct_street(c, 1, (lct_xy){-400, 0}, 2, (lct_xy){8000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    for (size_t i = 0; i < n; i++) /* the last one is over an hour away */
        lct_home(c, (lct_xy){i + 1 < n ? 100.0 * (double)i : 5000, 0},
                 weight[i]);
    lct_home(c, (lct_xy){200, 800}, 1000000); /* unlinked: not among them */
    study = lct_open(c);
    q = walk(study, "pharmacy", "standard", STANDARD_15_MIN);
    for (uint32_t i = 0; i < n; i++)
        ms[i] = of_home(study, q, i).measure;
    r = row_of(study, q, "all");
    q.no_percentiles = true;
    assert_int_equal(row_of(study, q, "all").median, LIFE_NONE);
    assert_int_equal(row_of(study, q, "all").covered, r.covered);
    lct_city_free(c);
    return r;
}

static void percentiles_are_by_weight(void **state)
{
    static const int64_t even[] = {1, 2, 3, 4, 0}; /* 5 and 9 of 10 */
    static const int64_t edge[] = {5, 4, 1, 0, 0}; /* reached exactly */
    static const int64_t far[] = {1, 4, 3, 0, 2};  /* 8 of 10 in an hour */
    static const int64_t most[] = {1, 0, 0, 0, 9}; /* 1 of 10 */
    static const int64_t odd[] = {3, 1, 1, 2, 0};  /* 3.5 and 6.3 of 7 */
    static const int64_t none[] = {0, 0, 0, 0, 0};
    uint32_t ms[5];
    lc_coverage_row r;

    (void)state;
    r = percentiles(even, 5, ms);
    assert_int_equal(ms[4], LIFE_NONE);
    assert_int_equal(r.median, ms[2]);
    assert_int_equal(r.p90, ms[3]);
    r = percentiles(edge, 5, ms);
    assert_int_equal(r.median, ms[0]);
    assert_int_equal(r.p90, ms[1]);
    r = percentiles(far, 5, ms);
    assert_int_equal(r.median, ms[1]);
    assert_int_equal(r.p90, LIFE_NONE);
    r = percentiles(most, 5, ms);
    assert_int_equal(r.median, LIFE_NONE);
    assert_int_equal(r.p90, LIFE_NONE);
    r = percentiles(odd, 5, ms);
    assert_int_equal(r.median, ms[1]);
    assert_int_equal(r.p90, ms[3]);
    r = percentiles(none, 5, ms);
    assert_int_equal(r.median, LIFE_NONE);
}

/* ---- paces ---- */

static void every_pace_has_its_own_answer(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){5000, 0}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 3, (lct_xy){-400, 0}, LCT_STEPS);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){900, 0});
    lct_facility(c, "t:up", "pharmacy", (lct_xy){-400, 0});
    lct_home(c, (lct_xy){1700, 0}, 1); /* 800 m */
    lct_home(c, (lct_xy){-300, 0}, 1); /* on the steps */
    study = lct_open(c);
    expect(study, walk(study, "pharmacy", "standard", STANDARD_15_MIN), 0,
           LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "adult", 641000), 0, LIFE_COVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "elder", STANDARD_15_MIN), 0,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "elder", 1001000), 0, LIFE_COVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "child", STANDARD_15_MIN), 0,
           LIFE_COVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "cycle", 241000), 0, LIFE_COVERED,
           LIFE_REASON_NONE);
    /* wheels cannot leave the steps, nor come to who is on them */
    expect(study, walk(study, "pharmacy", "wheelchair", STANDARD_15_MIN), 1,
           LIFE_UNKNOWN, LIFE_REASON_UNLINKED);
    expect(study, walk(study, "pharmacy", "standard", 181000), 1, LIFE_COVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "elder", 181000), 1, LIFE_UNCOVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "elder", 376000), 1, LIFE_COVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "wheelchair", 990000), 0,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    lct_city_free(c);
}

/* A facility no wheel comes to is no obstacle to those on foot. */
static void unlinked_is_told_by_mode(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){3000, 0}, LCT_OPEN);
    lct_street(c, 1, (lct_xy){0, 0}, 3, (lct_xy){-400, 0}, LCT_STEPS);
    lct_facility(c, "t:up", "pharmacy", (lct_xy){-400, 0});
    lct_home(c, (lct_xy){100, 0}, 1);
    study = lct_open(c);
    expect(study, walk(study, "pharmacy", "standard", 600000), 0,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "wheelchair", 700000), 0,
           LIFE_UNKNOWN, LIFE_REASON_FACILITY_UNLINKED);
    expect(study, walk(study, "pharmacy", "wheelchair", 600000), 0,
           LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    lct_city_free(c);
}

/* What a facility says of wheelchairs. */
static void says(lct_city *c, const char *id, const char *wheelchair)
{
    lc_error err = {0};

    ok(lc_facility_rows_set(lct_file(c), id, LIFE_FACILITY_WHEELCHAIR,
                            wheelchair, &err),
       &err);
}

/* Six in a row from the home at 0: the nearest bars wheelchairs, one of each
 * category alone does, one has no place, and one no street. */
static lct_city *wheels_city(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_facility(c, "t:barred", "pharmacy hospital", (lct_xy){100, 0});
    lct_facility(c, "t:says", "pharmacy", (lct_xy){300, 0});
    lct_facility(c, "t:silent", "pharmacy", (lct_xy){400, 0});
    lct_facility(c, "t:unknown", "pharmacy", (lct_xy){500, 0});
    lct_facility(c, "t:off", "hospital", (lct_xy){100, 600});
    lct_home(c, (lct_xy){0, 0}, 1);
    says(c, "t:barred", "no");
    says(c, "t:says", "limited");
    says(c, "t:unknown", "unknown");
    says(c, "t:off", "No");
    return c;
}

static void what_bars_wheels_does_not_count_for_them(void **state)
{
    lct_city *c = wheels_city();
    lc_study *study = lct_open(c);
    const lc_world *w = lc_study_world(study);
    lc_coverage_query near = straight(study, "pharmacy", 200000);
    lc_coverage_row row;
    lc_error err = {0};

    (void)state;
    /* 125 s to the nearest, 375 s to the nearest that counts */
    expect(study, walk(study, "pharmacy", "elder", 126000), 0, LIFE_COVERED,
           LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "wheelchair", 370000), 0,
           LIFE_UNCOVERED, LIFE_REASON_NONE);
    expect(study, walk(study, "pharmacy", "wheelchair", 376000), 0,
           LIFE_COVERED, LIFE_REASON_NONE);
    /* all of them are barred, the one off the streets too: known to be none */
    expect(study, walk(study, "hospital", "wheelchair", STANDARD_15_MIN), 0,
           LIFE_UNCOVERED, LIFE_REASON_OVER_60_MIN);
    /* in a straight line as well */
    expect(study, near, 0, LIFE_COVERED, LIFE_REASON_NONE);
    near.pace = lc_world_pace_find(w, "wheelchair");
    expect(study, near, 0, LIFE_UNCOVERED, LIFE_REASON_NONE);
    near.radius_mm = 301000;
    expect(study, near, 0, LIFE_COVERED, LIFE_REASON_NONE);
    ok(lc_coverage_area(study, &near, NULL, &row, &err), &err);
    assert_int_equal(row.facilities_inside, 3);
    assert_int_equal(row.wheels_unstated, 2);
    near.pace = 0;
    ok(lc_coverage_area(study, &near, NULL, &row, &err), &err);
    assert_int_equal(row.facilities_inside, 4);
    lct_city_free(c);
}

static void a_circle_on_wheels_counts_what_lets_them_in(void **state)
{
    lct_city *c = wheels_city();
    lc_study *study = lct_open(c);
    const lc_world *w = lc_study_world(study);
    uint32_t pharmacy = lc_world_category_find(w, "pharmacy");
    const lc_catset set = lc_catset_of(pharmacy);
    lc_walker *a = lc_walker_new(study);
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    lc_wheels_count n;
    lc_near near[8];
    uint32_t count;
    lc_place p;
    lc_error err = {0};

    (void)state;
    ok(lc_place_at(a, lct_at(c, (lct_xy){0, 0}),
                   lc_world_pace_find(w, "wheelchair"), &p, &err),
       &err);
    ok(lc_circle_make(a, &p, 510000, rows, &n, &err), &err);
    assert_int_equal(rows[pharmacy].count, 2); /* 375 s and 500 s */
    assert_int_equal(rows[pharmacy].wheels_unstated, 1);
    assert_int_equal(n.counted, 2);
    assert_int_equal(n.unstated, 1);
    assert_string_equal(
        lc_world_facility(w, rows[pharmacy].nearest.facility)->id, "t:says");
    ok(lc_nearest_find(a, &p, &set, 8, near, &count, &err), &err);
    assert_int_equal(count, 3);
    ok(lc_nearest_straight(a, &p, &set, 8, near, &count, &err), &err);
    assert_int_equal(count, 3);
    assert_string_equal(lc_world_facility(w, near[0].facility)->id, "t:says");
    n = lc_wheels_of(w, &set);
    assert_int_equal(n.counted, 3);
    assert_int_equal(n.unstated, 2);
    lc_walker_free(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_bars_wheels_does_not_count_for_them),
        cmocka_unit_test(a_circle_on_wheels_counts_what_lets_them_in),
        cmocka_unit_test(a_limit_holds_to_the_millisecond),
        cmocka_unit_test(a_circle_holds_its_limit_too),
        cmocka_unit_test(reasons_and_which_goes_first),
        cmocka_unit_test(data_end_at_cut_ends),
        cmocka_unit_test(rows_name_what_is_unknown),
        cmocka_unit_test(tables_reach_as_far_as_they_say),
        cmocka_unit_test(facilities_without_a_position),
        cmocka_unit_test(all_basic_takes_every_one),
        cmocka_unit_test(all_basic_is_unknown_where_one_is),
        cmocka_unit_test(homes_on_borders_and_in_nested_units),
        cmocka_unit_test(approximate_units_reach_two_kilometres),
        cmocka_unit_test(an_area_drawn_by_hand),
        cmocka_unit_test(straight_is_to_the_outline),
        cmocka_unit_test(percentiles_are_by_weight),
        cmocka_unit_test(every_pace_has_its_own_answer),
        cmocka_unit_test(unlinked_is_told_by_mode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
