/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A city of as many categories as there can be, and of more sources with an
 * extent of their own than a word has bits: each is asked for by itself.
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
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/category_table.h"
#include "lifecircle/world/facility.h"
#include "lifecircle/world/world.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MAX = LIFE_MAX_CATEGORIES, STEP_M = 20, SOURCES = 70 };

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static const char *name(char out[24], const char *stem, uint32_t i)
{
    snprintf(out, 24, "%s%u", stem, (unsigned)i);
    return out;
}

/* Categories own0, own1 ...: as many as bring the city to `total`. */
static lc_status add_categories(lct_city *c, size_t total, uint32_t *added,
                                lc_error *err)
{
    lc_table *known;
    lc_buf own = {0};
    char id[24];
    lc_status st = lc_category_table_open(lct_file(c), &known, err);

    if (!st)
        st = lc_category_table_own(lct_file(c), &own, err);
    *added = (uint32_t)(total - lc_table_rows(known));
    for (uint32_t i = 0; !st && i < *added; i++) {
        const char *const cell[LIFE_CATEGORY_COLUMNS] = {name(id, "own", i),
                                                         "mine",
                                                         "自己的",
                                                         "Of one's own",
                                                         "类",
                                                         "A kind",
                                                         "0",
                                                         "",
                                                         "",
                                                         ""};

        lc_category_table_put(&own, cell);
    }
    if (!st)
        st = lc_category_table_store(lct_file(c), &own, err);
    lc_buf_free(&own);
    lc_table_free(known);
    return st;
}

/* A straight street of ten pieces; a facility of each category every 20 m, and
 * one of all of them at its far end. */
static lct_city *draw(uint32_t *added)
{
    lct_city *c = lct_city_new();
    lc_buf all = {0};
    lc_error err = {0};
    char id[24], kind[24];

    ok(add_categories(c, MAX, added, &err), &err);
    for (int i = 0; i < 10; i++)
        lct_street(c, i + 1, (lct_xy){i * 400, 0}, i + 2,
                   (lct_xy){(i + 1) * 400, 0}, LCT_OPEN);
    for (uint32_t i = 0; i < *added; i++) {
        char place[32];

        snprintf(place, sizeof place, "t:%s", name(id, "f", i));
        lct_facility(c, place, name(kind, "own", i),
                     (lct_xy){STEP_M * (i + 1.0), 5});
        lc_buf_printf(&all, "%s%s", i ? " " : "", kind);
    }
    lct_facility(c, "t:all", all.data, (lct_xy){3990, 5});
    lct_home(c, (lct_xy){1, 5}, 1000);
    lc_buf_free(&all);
    return c;
}

/* How far on foot it is, as the search found it. */
static uint32_t check_nearest(lc_walker *a, const lc_world *w,
                              const lc_place *from, uint32_t c, const char *id)
{
    const lc_catset set = lc_catset_of(c);
    lc_error err = {0};
    lc_near near[4];
    uint32_t n;

    ok(lc_nearest_find(a, from, &set, 4, near, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(lc_world_facility(w, near[0].facility)->id, id);
    assert_string_equal(lc_world_facility(w, near[1].facility)->id, "t:all");
    ok(lc_nearest_straight(a, from, &set, 4, near + 2, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_int_equal(near[2].facility, near[0].facility);
    return near[0].walk_ms;
}

/* A search outward, labels of all vertices and those of homes agree. */
static void each_category_finds_its_own(void **state)
{
    uint32_t added;
    lct_city *c = draw(&added);
    lc_study *study = lct_open(c);
    const lc_world *w = lct_world(c);
    lc_walker *a = lc_walker_new(study);
    static lc_circle_row row[MAX];
    const uint32_t limit_ms = 600000;
    lc_error err = {0};
    lc_place from;
    char kind[24], id[24];

    (void)state;
    assert_int_equal(lc_world_category_count(w), MAX);
    ok(lc_place_at(a, lct_at(c, (lct_xy){1, 5}), 0, &from, &err), &err);
    ok(lc_circle_make(a, &from, limit_ms, row, NULL, &err), &err);
    for (uint32_t i = 0; i < added; i++) {
        uint32_t k = lc_world_category_find(w, name(kind, "own", i));
        lc_coverage_query q = {.limit_ms = limit_ms, .category = k};
        char place[32];
        lc_answer answer;
        lc_reason reason;
        uint32_t ms, walk_ms;

        snprintf(place, sizeof place, "t:%s", name(id, "f", i));
        walk_ms = check_nearest(a, w, &from, k, place);
        assert_int_equal(row[k].nearest.walk_ms, walk_ms);
        assert_int_equal(row[k].count, walk_ms <= limit_ms);
        assert_int_equal(row[k].answer,
                         walk_ms <= limit_ms ? LIFE_COVERED : LIFE_UNCOVERED);
        ok(lc_coverage_home(study, &q, 0, &answer, &reason, &ms, &err), &err);
        assert_int_equal(ms, walk_ms);
        assert_int_equal(answer, row[k].answer);
    }
    lc_walker_free(a);
    lct_city_free(c);
}

/* Categories whose bits fall together in a fold are still two. */
static void folded_sets_stay_apart(void **state)
{
    uint32_t added;
    lct_city *c = draw(&added);
    lc_walker *a = lc_walker_new(lct_open(c));
    const lc_world *w = lct_world(c);
    uint32_t base = lc_world_category_find(w, "own0");
    lc_error err = {0};
    lc_place from;

    (void)state;
    ok(lc_place_at(a, lct_at(c, (lct_xy){1, 5}), 0, &from, &err), &err);
    for (uint32_t k = base; k + LIFE_CATSET_FOLDED < MAX; k++) {
        lc_catset set = lc_catset_of(k);
        lc_near near[4];
        uint32_t n;

        lc_catset_add(&set, k + LIFE_CATSET_FOLDED);
        ok(lc_nearest_find(a, &from, &set, 4, near, &n, &err), &err);
        assert_int_equal(n, 3);
        for (uint32_t i = 0; i < n; i++)
            assert_true(lc_catset_meets(
                lc_world_facility(w, near[i].facility)->categories, &set));
    }
    lc_walker_free(a);
    lct_city_free(c);
}

static void one_more_is_refused(void **state)
{
    lct_city *c = lct_city_new();
    lc_error err = {0};
    uint32_t added;

    (void)state;
    assert_int_equal(add_categories(c, MAX + 1, &added, &err), LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "201 categories in all, at most 200"));
    lct_city_free(c);
}

/* The last of many sources reaches far, the one before it ends near the home:
 * there an absent facility is not known to be absent. */
static void each_source_has_its_extent(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    const lc_world *w;
    lc_error err = {0};
    uint32_t added;
    char source[24];

    (void)state;
    ok(add_categories(c, MAX, &added, &err), &err);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){4000, 0}, LCT_OPEN);
    for (uint32_t i = 0; i < SOURCES; i++) {
        double far = i + 1 < SOURCES ? 100 : 5000;

        lct_source(c, name(source, "s", 100 + i), (lct_xy){-far, -far},
                   (lct_xy){far, far});
    }
    lct_facility_of(c, "s168", "t:near", "own130", (lct_xy){3000, 5});
    lct_facility_of(c, "s169", "t:far", "own131", (lct_xy){3000, 5});
    lct_home(c, (lct_xy){1, 5}, 1000);
    study = lct_open(c);
    w = lct_world(c);
    for (int i = 0; i < 2; i++) {
        lc_coverage_query q = {
            .limit_ms = 300000,
            .category = lc_world_category_find(w, i ? "own131" : "own130")};
        lc_answer answer;
        lc_reason reason;

        ok(lc_coverage_home(study, &q, 0, &answer, &reason, NULL, &err), &err);
        assert_int_equal(answer, i ? LIFE_UNCOVERED : LIFE_UNKNOWN);
        assert_int_equal(reason,
                         i ? LIFE_REASON_NONE : LIFE_REASON_EDGE_OF_DATA);
    }
    lct_city_free(c);
}

/* A file of before categories came: they stand behind its own, of which none is
 * moved, and the rules that name them are read. */
static void those_that_came_later_are_there(void **state)
{
    static const char sql[] = "DELETE FROM category WHERE id IN"
                              " ('childcare', 'counselling', 'waste_point')";
    lct_city *c = lct_city_new();
    lc_study *now, *before = NULL;
    lc_standard *s = NULL;
    const lc_world *w;
    lc_error err = {0};
    char sum[256];
    sqlite3 *db;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 5}, 1000);
    lct_facility(c, "p", "pharmacy", (lct_xy){600, 5});
    now = lct_open(c);
    assert_int_equal(sqlite3_open(lct_path(c), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    snprintf(sum, sizeof sum, "%s.sha256", lct_path(c)); /* of another file */
    assert_int_equal(unlink(sum), 0);
    ok(lc_study_open(lct_path(c), true, &before, &err), &err);
    w = lc_study_world(before);
    assert_int_equal(lc_world_category_count(w),
                     lc_world_category_count(lc_study_world(now)));
    assert_string_equal(lc_world_category(w, 0)->id, "kindergarten");
    assert_true(lc_world_category_find(w, "waste_point") >
                lc_world_category_find(w, "bulky_waste_point"));
    assert_int_equal(
        lc_world_category(w, lc_world_category_find(w, "childcare"))
            ->walk_minutes,
        10);
    assert_true(
        lc_world_category(w, lc_world_category_find(w, "childcare"))->basic);
    assert_int_equal(lc_world_category(w, lc_world_category_find(w, "pharmacy"))
                         ->facility_count,
                     1);
    ok(lc_standard_open(w, "chengdu", &s, &err), &err);
    lc_standard_free(s);
    lc_study_free(before);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_category_finds_its_own),
        cmocka_unit_test(folded_sets_stay_apart),
        cmocka_unit_test(one_more_is_refused),
        cmocka_unit_test(each_source_has_its_extent),
        cmocka_unit_test(those_that_came_later_are_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
