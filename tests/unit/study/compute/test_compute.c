/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_compute.c - the same bytes whatever the number of threads, and what
 * happens when memory runs out at any step.
 */
#define _DEFAULT_SOURCE

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/find.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/outline.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/study/walk/route.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/pace.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <stdlib.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static const lct_xy squares[2][4] = {
    {{-50, -50}, {450, -50}, {450, 950}, {-50, 950}},
    {{450, -50}, {950, -50}, {950, 950}, {450, 950}}};

/* A bit of everything: ten by ten streets, areas, water, units. */
static lct_city *draw_town(int side)
{
    static const lct_xy pond[] = {{210, 210}, {290, 210}, {290, 290}};
    static const lct_xy park[] = {{510, 510}, {620, 510}, {620, 590}};
    static const char *const kinds[] = {"pharmacy", "hospital park",
                                        "fresh_market", "dining pharmacy"};
    lct_city *c = lct_city_new();

    for (int i = 0; i < side * side; i++) {
        int column = i % side, row = i / side;
        lct_xy p = {100 * column, 100 * row};
        int how = i % 7 == 3    ? LCT_PRIVATE
                  : i % 11 == 5 ? LCT_STEPS
                  : i % 13 == 6 ? LCT_ONE_WAY
                                : LCT_OPEN;
        char id[] = {'t', ':', (char)('0' + i / 10), (char)('0' + i % 10), 0};

        if (column + 1 < side)
            lct_street(c, i + 1, p, i + 2, (lct_xy){p.x + 100, p.y}, how);
        if (row + 1 < side)
            lct_street(c, i + 1, p, i + side + 1, (lct_xy){p.x, p.y + 100},
                       LCT_OPEN);
        lct_home(c, (lct_xy){p.x + 37, p.y + 41}, 1000 + i);
        if (i % 3 == 0 && i < 100)
            lct_facility(c, id, kinds[i % 4], (lct_xy){p.x + 13, p.y - 8});
    }
    lct_area(c, "t:park", "park", park, 3);
    lct_barrier(c, 1, pond, 3, true);
    lct_unit(c, "west", squares[0], 4);
    lct_unit(c, "east", squares[1], 4);
    lct_centre(c, "beyond", (lct_xy){1500, 500});
    lct_place(c, "osm:n1", "Town", (lct_xy){100, 100});
    lct_address(c, "Street 1", (lct_xy){100, 100});
    return c;
}

static void the_same_bytes_on_any_number_of_threads(void **state)
{
    static const char *const threads[] = {"1", "2", "8"};
    char first[65] = "", hex[65];
    lc_error err = {0};

    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1763712000", 1);
    for (int i = 0; i < 3; i++) {
        lct_city *c = draw_town(10);

        setenv("LIFECIRCLE_THREADS", threads[i], 1);
        lct_open(c);
        ok(lc_file_sha256(lct_path(c), hex, &err), &err);
        if (i)
            assert_string_equal(hex, first);
        memcpy(first, hex, sizeof first);
        lct_city_free(c);
    }
    unsetenv("LIFECIRCLE_THREADS");
    unsetenv("SOURCE_DATE_EPOCH");
}

/* The coverage table: it adds up, and says what coverage says. */
static void the_table_is_what_coverage_says(void **state)
{
    lct_city *c = draw_town(6);
    lc_study *study = lct_open(c);
    const lc_world *w = lc_study_world(study);
    int rows = 0;
    bool row = true;
    lc_city *file;
    lc_error err = {0};
    lc_stmt *s;

    (void)state;
    ok(lc_city_open(lct_path(c), true, &file, &err), &err);
    ok(lc_stmt_prepare(file,
                       "SELECT unit, category, pace, minutes, total, covered,"
                       " uncovered, unknown, median_ms, p90_ms,"
                       " facilities_inside FROM coverage WHERE unit <> ''",
                       &s, &err),
       &err);
    while (ok(lc_stmt_step(s, &row, &err), &err), row) {
        uint32_t unit = lc_world_unit_find(w, lc_stmt_col_text(s, 0));
        lc_coverage_query q = {
            .category = lc_world_category_find(w, lc_stmt_col_text(s, 1)),
            .pace = lc_world_pace_find(w, lc_stmt_col_text(s, 2)),
            .limit_ms = (uint32_t)lc_stmt_col_int(s, 3) * 60000};
        lc_coverage_row r;

        ok(lc_coverage_unit(study, &q, unit, &r, &err), &err);
        assert_int_equal(lc_stmt_col_int(s, 4), r.total);
        assert_int_equal(lc_stmt_col_int(s, 5), r.covered);
        assert_int_equal(lc_stmt_col_int(s, 6), r.uncovered);
        assert_int_equal(lc_stmt_col_int(s, 7), r.unknown);
        assert_int_equal(r.covered + r.uncovered + r.unknown, r.total);
        assert_true(r.total > 0 || r.facilities_inside > 0);
        assert_int_equal(lc_stmt_is_null(s, 8), r.median == LIFE_NONE);
        if (r.median != LIFE_NONE)
            assert_int_equal(lc_stmt_col_int(s, 8), r.median);
        if (r.p90 != LIFE_NONE)
            assert_int_equal(lc_stmt_col_int(s, 9), r.p90);
        assert_int_equal(lc_stmt_col_int(s, 10), r.facilities_inside);
        rows++;
    }
    lc_stmt_free(s);
    lc_city_close(file);
    /* categories and all_basic, units but the one beyond, where nobody lives
     * and nothing stands */
    assert_int_equal(rows, (int)((lc_world_category_count(w) + 1) * 2));
    lct_city_free(c);
}

/* ---- memory ---- */

typedef lc_status (*attempt)(void *ctx, lc_error *err);

/* Whether the allocation that was to fail never came: then one of the next n
 * does. */
static bool fuse_is_left(int64_t n)
{
    bool left = false;

    for (int64_t i = 0; i <= n && !left; i++) {
        void *p = lc_calloc(1, 1);

        left = !p;
        lc_free(p);
    }
    lc_mem_fail_after(-1, false);
    return left;
}

/* Runs `fn` with the n-th allocation failing, for n rising ever faster, until
 * it needs no more. It says so, or does without (a search may go on in a poorer
 * order) and is right; the sanitizer sees to the rest. How often it said so. */
static int starve(attempt fn, void *ctx)
{
    bool enough = false;
    int failures = 0;

    for (int64_t n = 0; !enough; n += 1 + n / 16) {
        lc_error err = {0};
        lc_status st;

        lc_mem_fail_after(n, false);
        st = fn(ctx, &err);
        enough = fuse_is_left(n);
        if (st != LIFE_OK && (enough || st != LIFE_ERR_NOMEM))
            fail_msg("allocation %lld: %s: %s", (long long)n,
                     lc_status_text(st), err.text);
        failures += st != LIFE_OK;
    }
    return failures;
}

static lc_status try_compute(void *ctx, lc_error *err)
{
    return lc_compute(lct_file(ctx), err);
}

static void compute_without_memory(void **state)
{
    lct_city *c = draw_town(3);

    (void)state;
    setenv("LIFECIRCLE_THREADS", "1", 1);
    lct_extent(c, (lct_xy){-5000, -5000}, (lct_xy){5000, 5000});
    assert_true(starve(try_compute, c) > 50);
    /* what is left is good for another try */
    lct_open(c);
    assert_true(lct_walk_ms(c, (lct_xy){0, 0}, "pharmacy", "standard") >= 0);
    unsetenv("LIFECIRCLE_THREADS");
    lct_city_free(c);
}

static lc_status try_open(void *ctx, lc_error *err)
{
    lc_study *study;
    lc_status st = lc_study_open(lct_path(ctx), true, &study, err);

    if (st)
        assert_null(study);
    else
        lc_study_free(study);
    return st;
}

static void open_without_memory(void **state)
{
    lct_city *c = draw_town(3);

    (void)state;
    lct_open(c);
    assert_true(starve(try_open, c) > 30);
    lct_city_free(c);
}

/* ---- questions ---- */

typedef struct asking {
    lct_city *c;
    lc_study *study;
    lc_walker *a;
    uint32_t pace;
    lc_near want[50];
    uint32_t wanted; /* 0: not known yet */
} asking;

static lc_status try_place(const asking *q, lc_place *out, lc_error *err)
{
    return lc_place_at(q->a, lct_at(q->c, (lct_xy){137, 141}), q->pace, out,
                       err);
}

static lc_status try_nearest(void *ctx, lc_error *err)
{
    const lc_catset all = lc_catset_first(LIFE_MAX_CATEGORIES);
    asking *q = ctx;
    lc_near near[50] = {0};
    lc_place place;
    uint32_t n;
    lc_status st = try_place(q, &place, err);

    if (!st)
        st = lc_nearest_find(q->a, &place, &all, 50, near, &n, err);
    if (st)
        return st;
    if (!q->wanted) {
        memcpy(q->want, near, sizeof near);
        q->wanted = n;
    }
    assert_true(n > 0 && n == q->wanted);
    assert_memory_equal(near, q->want, n * sizeof *near);
    return LIFE_OK;
}

static lc_status try_circle(void *ctx, lc_error *err)
{
    lc_circle_row rows[LIFE_MAX_CATEGORIES];
    asking *q = ctx;
    lc_place place;
    lc_status st = try_place(q, &place, err);

    return st ? st : lc_circle_make(q->a, &place, 900000, rows, NULL, err);
}

static lc_status try_reach(void *ctx, lc_error *err)
{
    const lc_stretch *s;
    asking *q = ctx;
    lc_place place;
    size_t n;
    lc_status st = try_place(q, &place, err);

    return st ? st : lc_reach_find(q->a, &place, 900000, &s, &n, err);
}

static lc_status try_polygons(void *ctx, lc_error *err)
{
    static const uint32_t limit_ms[] = {300000, 900000};
    asking *q = ctx;
    lc_shape shape[2];
    lc_place place;
    lc_status st = try_place(q, &place, err);

    if (!st)
        st = lc_outline_draw(q->a, &place, limit_ms, 2, shape, err);
    for (int i = 0; i < 2 && !st; i++)
        lc_shape_clear(&shape[i]);
    return st;
}

static lc_status try_route(void *ctx, lc_error *err)
{
    asking *q = ctx;
    lc_place place;
    lc_route r;
    lc_status st = try_place(q, &place, err);

    if (!st)
        st = lc_route_find(q->a, &place, 0, &r, err);
    if (!st)
        lc_route_clear(&r);
    return st;
}

static lc_status try_coverage(void *ctx, lc_error *err)
{
    asking *q = ctx;
    lc_coverage_row rows[8];
    size_t n;
    lc_coverage_query cq = {
        .pace = q->pace,
        .limit_ms = 600000,
        .category = lc_world_category_find(lct_world(q->c), "pharmacy")};
    lc_status st = lc_coverage_level(q->study, &cq, 0, rows, &n, err);

    cq.straight = true;
    cq.radius_mm = 300000;
    return st ? st : lc_coverage_level(q->study, &cq, 0, rows, &n, err);
}

static lc_status try_search(void *ctx, lc_error *err)
{
    asking *q = ctx;
    lc_hit hit[5];
    size_t n;

    return lc_study_find(q->study, &(lc_find){.q = "town", .limit = 5}, hit, &n,
                         err);
}

static lc_status try_walker(void *ctx, lc_error *err)
{
    asking *q = ctx;
    lc_walker *a = lc_walker_new(q->study);

    if (!a)
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory");
    lc_walker_free(a);
    return LIFE_OK;
}

/* What nearest answers on a world of its own. */
static void learn(asking *q)
{
    asking other = {.c = q->c, .pace = q->pace};
    lc_error err = {0};

    ok(lc_study_open(lct_path(q->c), false, &other.study, &err), &err);
    other.a = lc_walker_new(other.study);
    assert_non_null(other.a);
    ok(try_nearest(&other, &err), &err);
    memcpy(q->want, other.want, sizeof q->want);
    q->wanted = other.wanted;
    lc_walker_free(other.a);
    lc_study_free(other.study);
}

/* Each question on a world that has worked nothing out yet, and by a pace it
 * has no labels of; then the same question with all the memory it likes. */
static void questions_without_memory(void **state)
{
    static const attempt fns[] = {try_nearest, try_circle,   try_reach,
                                  try_route,   try_polygons, try_coverage,
                                  try_search,  try_walker};
    static const char *const paces[] = {"standard", "cycle"};
    lct_city *c = draw_town(4);
    int failures = 0;

    (void)state;
    lct_open(c);
    for (size_t i = 0; i < LCT_COUNT(fns); i++) {
        for (size_t k = 0; k < LCT_COUNT(paces); k++) {
            asking q = {.c = c};
            lc_error err = {0};

            ok(lc_study_open(lct_path(c), false, &q.study, &err), &err);
            q.a = lc_walker_new(q.study);
            assert_non_null(q.a);
            q.pace = lc_world_pace_find(lct_world(c), paces[k]);
            learn(&q);
            failures += starve(fns[i], &q);
            ok(fns[i](&q, &err), &err);
            ok(try_nearest(&q, &err), &err);
            lc_walker_free(q.a);
            lc_study_free(q.study);
        }
    }
    assert_true(failures > 50);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_bytes_on_any_number_of_threads),
        cmocka_unit_test(the_table_is_what_coverage_says),
        cmocka_unit_test(compute_without_memory),
        cmocka_unit_test(open_without_memory),
        cmocka_unit_test(questions_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
