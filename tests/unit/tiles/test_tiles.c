/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tile_shape.h and tile_encode.h: what is clipped keeps its area and its
 * length, what is simplified stays near, and the commands are those of the
 * specification's own examples.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/tiles/encode.h"
#include "lifecircle/tiles/map.h"
#include "lifecircle/tiles/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static uint32_t seed = 1;

/* Marsaglia's xorshift: the same numbers everywhere. */
static int32_t any(int32_t low, int32_t high)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return low + (int32_t)(seed % (uint32_t)(high - low));
}

static void set(lc_grid_run *run, const lc_grid_pt *pt, size_t n)
{
    run->n = 0;
    for (size_t i = 0; i < n; i++)
        assert_true(lc_vec_push(run, pt[i]));
}

static void expect(const lc_grid_run *run, const lc_grid_pt *pt, size_t n)
{
    assert_int_equal(run->n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(run->v[i].x, pt[i].x);
        assert_int_equal(run->v[i].y, pt[i].y);
    }
}

/* ---- simplifying ---- */

static void test_simplify_keeps_corners(void **state)
{
    static const lc_grid_pt in[] = {{0, 0},   {50, 1},   {100, 0},
                                    {100, 0}, {101, 60}, {100, 100}};
    static const lc_grid_pt out[] = {{0, 0}, {100, 0}, {100, 100}};
    lc_grid_run run = {0};
    lc_grid_marks marks = {0};

    (void)state;
    set(&run, in, COUNT(in));
    assert_true(lc_grid_simplify(&run, 2, &marks));
    expect(&run, out, COUNT(out));
    lc_vec_free(&run);
    lc_vec_free(&marks);
}

static void test_simplify_zero_drops_repeats_alone(void **state)
{
    static const lc_grid_pt in[] = {{0, 0}, {0, 0}, {1, 0}, {2, 0}, {2, 0}};
    static const lc_grid_pt out[] = {{0, 0}, {1, 0}, {2, 0}};
    lc_grid_run run = {0};
    lc_grid_marks marks = {0};

    (void)state;
    set(&run, in, COUNT(in));
    assert_true(lc_grid_simplify(&run, 0, &marks));
    expect(&run, out, COUNT(out));
    lc_vec_free(&run);
    lc_vec_free(&marks);
}

static double off_line(const lc_grid_run *run, lc_grid_pt p)
{
    double best = HUGE_VAL;

    for (size_t i = 0; i + 1 < run->n; i++) {
        double dx = run->v[i + 1].x - run->v[i].x;
        double dy = run->v[i + 1].y - run->v[i].y;
        double px = p.x - run->v[i].x, py = p.y - run->v[i].y;
        double t = (px * dx + py * dy) / (dx * dx + dy * dy);

        t = t < 0 ? 0 : t > 1 ? 1 : t;
        best = fmin(best, hypot(px - t * dx, py - t * dy));
    }
    return best;
}

static void test_simplify_stays_near(void **state)
{
    lc_grid_run run = {0}, was = {0};
    lc_grid_marks marks = {0};

    (void)state;
    for (int turn = 0; turn < 50; turn++) {
        lc_grid_pt p = {0, 0};

        run.n = was.n = 0;
        for (int i = 0; i < 400; i++) {
            p.x += any(1, 12);
            p.y += any(-9, 10);
            assert_true(lc_vec_push(&run, p) && lc_vec_push(&was, p));
        }
        assert_true(lc_grid_simplify(&run, 8, &marks));
        assert_in_range(run.n, 2, was.n);
        assert_int_equal(run.v[0].x, was.v[0].x);
        assert_int_equal(run.v[run.n - 1].x, was.v[was.n - 1].x);
        for (size_t i = 0; i < was.n; i++) /* thinning by 4, then by 8 */
            assert_true(off_line(&run, was.v[i]) <= 12);
    }
    lc_vec_free(&run);
    lc_vec_free(&was);
    lc_vec_free(&marks);
}

/* ---- clipping ---- */

static void test_clip_ring_cases(void **state)
{
    static const lc_grid_pt inner[] = {{10, 10}, {20, 10}, {20, 20}, {10, 10}};
    static const lc_grid_pt outer[] = {
        {200, 10}, {220, 10}, {220, 20}, {200, 10}};
    static const lc_grid_pt around[] = {
        {-50, -50}, {150, -50}, {150, 150}, {-50, 150}, {-50, -50}};
    lc_grid_box box = {0, 100};
    lc_grid_run run = {0}, spare = {0};

    (void)state;
    set(&run, inner, COUNT(inner));
    assert_true(lc_grid_clip_ring(&run, &spare, box));
    expect(&run, inner, COUNT(inner));
    set(&run, outer, COUNT(outer));
    assert_true(lc_grid_clip_ring(&run, &spare, box));
    assert_int_equal(run.n, 0);
    set(&run, around, COUNT(around));
    assert_true(lc_grid_clip_ring(&run, &spare, box));
    assert_int_equal(lc_grid_area2(&run), 2 * 100 * 100);
    run.n = 0;
    assert_true(lc_grid_clip_ring(&run, &spare, box));
    assert_int_equal(run.n, 0);
    lc_vec_free(&run);
    lc_vec_free(&spare);
}

/* A star, so that its sides go in and out of a box many times. */
static void make_star(lc_grid_run *run)
{
    run->n = 0;
    for (int i = 0; i < 40; i++) {
        double r = any(100, 3000), a = i * 3.14159265358979 / 20;
        lc_grid_pt p = {(int32_t)(r * cos(a)), (int32_t)(r * sin(a))};

        assert_true(lc_vec_push(run, p));
    }
    assert_true(lc_vec_push(run, run->v[0]));
}

static void test_clip_ring_keeps_the_area(void **state)
{
    lc_grid_box low = {-5000, 0}, high = {0, 5000};
    lc_grid_run star = {0}, run = {0}, spare = {0};

    (void)state;
    for (int turn = 0; turn < 200; turn++) {
        int64_t whole, sum = 0;

        make_star(&star);
        whole = lc_grid_area2(&star);
        for (int quarter = 0; quarter < 4; quarter++) {
            set(&run, star.v, star.n);
            /* the boxes are square about the diagonal: turn the others in */
            for (size_t i = 0; i < run.n; i++)
                if (quarter & 1)
                    run.v[i].x = -run.v[i].x;
            assert_true(
                lc_grid_clip_ring(&run, &spare, quarter & 2 ? low : high));
            sum += quarter & 1 ? -lc_grid_area2(&run) : lc_grid_area2(&run);
        }
        /* 4 axes with at most 40 cuts, each rounded by half a unit */
        assert_true(llabs(whole - sum) < 4LL * 40 * 3000);
        assert_true(whole > 0);
    }
    lc_vec_free(&star);
    lc_vec_free(&run);
    lc_vec_free(&spare);
}

static void test_clip_line_cases(void **state)
{
    /* in, out, along outside, in again across the whole box */
    static const lc_grid_pt in[] = {
        {50, 50}, {150, 50}, {150, 80}, {-50, 80}, {-50, 300}};
    static const lc_grid_pt first[] = {{50, 50}, {100, 50}};
    static const lc_grid_pt second[] = {{100, 80}, {0, 80}};
    lc_grid_box box = {0, 100};
    lc_grid_run line = {0}, piece = {0};
    size_t at = 0;

    (void)state;
    set(&line, in, COUNT(in));
    assert_true(lc_grid_clip_line(&line, &at, box, &piece));
    expect(&piece, first, COUNT(first));
    assert_true(lc_grid_clip_line(&line, &at, box, &piece));
    expect(&piece, second, COUNT(second));
    assert_true(lc_grid_clip_line(&line, &at, box, &piece));
    assert_int_equal(piece.n, 0);
    assert_true(at + 1 >= line.n);
    lc_vec_free(&line);
    lc_vec_free(&piece);
}

/* Pieces lie in the box and on the line, and no vertex inside is lost. */
static void test_clip_line_loses_nothing(void **state)
{
    lc_grid_box box = {-80, 4176};
    lc_grid_run line = {0}, piece = {0};

    (void)state;
    for (int turn = 0; turn < 300; turn++) {
        size_t at = 0, inside = 0, kept = 0;

        line.n = 0;
        for (int i = 0; i < 60; i++) {
            lc_grid_pt p = {any(-6000, 10000), any(-6000, 10000)};

            assert_true(lc_vec_push(&line, p));
            inside += p.x > box.min && p.x < box.max && p.y > box.min &&
                      p.y < box.max;
        }
        while (at + 1 < line.n) {
            assert_true(lc_grid_clip_line(&line, &at, box, &piece));
            for (size_t i = 0; i < piece.n; i++) {
                lc_grid_pt p = piece.v[i];

                assert_in_range(p.x + 80, 0, 4256);
                assert_in_range(p.y + 80, 0, 4256);
                assert_true(off_line(&line, p) < 1.5);
                kept += p.x > box.min && p.x < box.max && p.y > box.min &&
                        p.y < box.max;
            }
        }
        assert_int_equal(kept, inside);
    }
    lc_vec_free(&line);
    lc_vec_free(&piece);
}

static void test_far_coordinates(void **state)
{
    static const lc_grid_pt in[] = {{-1073741824, -1073741824},
                                    {1073741823, -1073741824},
                                    {1073741823, 1073741823},
                                    {-1073741824, 1073741823},
                                    {-1073741824, -1073741824}};
    lc_grid_box box = {-80, 4176};
    lc_grid_run run = {0}, spare = {0};
    lc_grid_marks marks = {0};

    (void)state;
    set(&run, in, COUNT(in));
    assert_true(lc_grid_simplify(&run, 4, &marks));
    assert_int_equal(run.n, COUNT(in));
    assert_true(lc_grid_clip_ring(&run, &spare, box));
    assert_int_equal(lc_grid_area2(&run), 2 * 4256 * 4256);
    lc_grid_reverse(&run);
    assert_int_equal(lc_grid_area2(&run), -2 * 4256 * 4256);
    lc_vec_free(&run);
    lc_vec_free(&spare);
    lc_vec_free(&marks);
}

/* ---- encoding ---- */

/* Sections 4.3.5.1, .3 and .5 of the specification, version 2.1. */
static void test_commands_of_the_specification(void **state)
{
    static const struct {
        lc_shape_kind kind;
        lc_grid_pt pt[4];
        size_t points;
        uint32_t number[9];
        size_t numbers;
    } cases[] = {{LIFE_SHAPE_POINT, {{25, 17}}, 1, {9, 50, 34}, 3},
                 {LIFE_SHAPE_LINE,
                  {{2, 2}, {2, 10}, {10, 10}},
                  3,
                  {9, 4, 4, 18, 0, 16, 16, 0},
                  8},
                 {LIFE_SHAPE_AREA,
                  {{3, 6}, {8, 12}, {20, 34}, {3, 6}},
                  4,
                  {9, 6, 12, 18, 10, 12, 24, 44, 15},
                  9}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        lc_tile_layer l = {0};
        lc_grid_run run = {0};

        set(&run, cases[i].pt, cases[i].points);
        lc_tile_begin(&l, cases[i].kind);
        lc_tile_part(&l, &run);
        lc_tile_end(&l);
        assert_false(l.failed);
        assert_int_equal(l.feature.n, 1);
        assert_int_equal(l.feature.v[0].type, i + 1);
        assert_int_equal(l.number.n, cases[i].numbers);
        assert_memory_equal(l.number.v, cases[i].number,
                            cases[i].numbers * sizeof(uint32_t));
        lc_tile_clear(&l);
        lc_vec_free(&run);
    }
}

static void test_tags_share_values(void **state)
{
    static const lc_grid_pt pt[] = {{1, 1}};
    lc_tile_layer l = {0};
    lc_grid_run run = {0};

    (void)state;
    set(&run, pt, 1);
    for (uint32_t i = 0; i < 1000; i++) {
        lc_tile_begin(&l, LIFE_SHAPE_POINT);
        lc_tile_part(&l, &run);
        lc_tile_tag(&l, 0, 1 + i % 100);
        lc_tile_tag(&l, 1, 0); /* none */
        lc_tile_end(&l);
    }
    lc_tile_begin(&l, LIFE_SHAPE_POINT); /* no part: dropped, with its tag */
    lc_tile_tag(&l, 0, 777);
    lc_tile_end(&l);
    assert_false(l.failed);
    assert_int_equal(l.feature.n, 1000);
    assert_int_equal(l.value.n, 100);
    assert_int_equal(l.feature.v[999].tags, 2);
    assert_int_equal(l.number.v[l.feature.v[999].tag + 1], 99);
    lc_tile_clear(&l);
    lc_vec_free(&run);
}

static void test_no_memory_is_said(void **state)
{
    static const lc_grid_pt pt[] = {{1, 1}, {5, 5}, {5, 9}};
    lc_grid_run run = {0};

    (void)state;
    set(&run, pt, COUNT(pt));
    for (int64_t after = 0; after < 5; after++) {
        lc_tile_layer l = {0};

        lc_mem_fail_after(after, true);
        lc_tile_begin(&l, LIFE_SHAPE_LINE);
        lc_tile_part(&l, &run);
        lc_tile_tag(&l, 0, 1);
        lc_tile_end(&l);
        lc_mem_fail_after(-1, false);
        assert_true(l.failed || after == 4);
        lc_tile_clear(&l);
    }
    lc_vec_free(&run);
}

/* ---- projecting ---- */

static void test_mercator(void **state)
{
    lc_map_pt middle = lc_map_pt_from((lc_pt){0, 0});
    lc_map_pt corner = lc_map_pt_from((lc_pt){-1800000000, 900000000});
    lc_map_pt east = lc_map_pt_from((lc_pt){1800000000, -900000000});
    /* Tianfu square in Chengdu, worked out with the textbook formula in
     * another language */
    lc_map_pt tianfu = lc_map_pt_from((lc_pt){1040657000, 306595000});

    (void)state;
    assert_int_equal(middle.x, 2147483648u);
    assert_int_equal(middle.y, 2147483648u);
    assert_int_equal(corner.x, 0);
    assert_true(corner.y < 16);
    assert_int_equal(east.x, UINT32_MAX);
    assert_true(east.y > UINT32_MAX - 16);
    assert_true(fabs(tianfu.x / 4294967296.0 - (0.5 + 104.0657 / 360)) < 1e-9);
    assert_true(fabs(tianfu.y / 4294967296.0 - 0.4104527573900021) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simplify_keeps_corners),
        cmocka_unit_test(test_simplify_zero_drops_repeats_alone),
        cmocka_unit_test(test_simplify_stays_near),
        cmocka_unit_test(test_clip_ring_cases),
        cmocka_unit_test(test_clip_ring_keeps_the_area),
        cmocka_unit_test(test_clip_line_cases),
        cmocka_unit_test(test_clip_line_loses_nothing),
        cmocka_unit_test(test_far_coordinates),
        cmocka_unit_test(test_commands_of_the_specification),
        cmocka_unit_test(test_tags_share_values),
        cmocka_unit_test(test_no_memory_is_said),
        cmocka_unit_test(test_mercator)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
