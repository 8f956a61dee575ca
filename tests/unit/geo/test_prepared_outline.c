/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepared_outline.h: the same bits as shape.h has, from random outlines near
 * and far, and the segments that lie in a box.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/prepared_outline.h"

#include <math.h>
#include <stdlib.h>

static uint64_t seed = 1;

/* 0 .. n - 1 */
static int32_t any(int32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (int32_t)((seed >> 33) % (uint64_t)n);
}

/* Parts of 1 to 40 points, on a coarse grid at times, so that many are equally
 * near. */
static lc_shape random_shape(lc_pt about, int32_t wide)
{
    lc_shape s = {.kind = LIFE_SHAPE_LINE};
    int32_t step = any(2) ? 1 : wide / 8;
    int parts = 1 + any(5);

    for (int i = 0; i < parts; i++) {
        lc_pt pt[40];
        size_t n = 1 + (size_t)any(40);

        for (size_t k = 0; k < n; k++)
            pt[k] = (lc_pt){about.lon + any(wide) / step * step,
                            about.lat + any(wide) / step * step};
        assert_int_equal(lc_shape_add_part(&s, pt, n, NULL), LIFE_OK);
    }
    return s;
}

static lc_prepared_outline *prepared(const lc_shape *s)
{
    lc_prepared_outline *o;

    assert_int_equal(lc_prepared_outline_make(s, &o, NULL), LIFE_OK);
    return o;
}

static void compare_distances(const lc_shape *s, lc_pt about, int32_t wide)
{
    const double limit_m = 20000;
    lc_prepared_outline *o = prepared(s);

    for (int i = 0; i < 200; i++) {
        lc_pt p = {about.lon + any(3 * wide) - wide,
                   about.lat + any(3 * wide) - wide};
        double right = lc_shape_distance_m(s, p, false, NULL);
        double found = lc_prepared_outline_distance_m(o, p, limit_m);

        if (right <= limit_m)
            assert_true(found == right);
        else
            assert_true(found == right || found == HUGE_VAL);
    }
    lc_prepared_outline_free(o);
}

static void distances_are_those_of_the_shape(void **state)
{
    static const int32_t wide[] = {8, 3000, 100000, 4000000, 60000000};
    static const lc_pt place[] = {{1040000000, 306500000},
                                  {-154000000, 280000000},
                                  {0, 0},
                                  {250000000, 789000000}};

    (void)state;
    for (size_t w = 0; w < sizeof wide / sizeof *wide; w++)
        for (size_t i = 0; i < sizeof place / sizeof *place; i++)
            for (int k = 0; k < 10; k++) {
                lc_shape s = random_shape(place[i], wide[w]);

                compare_distances(&s, place[i], wide[w]);
                lc_shape_clear(&s);
            }
}

static void nothing_is_nowhere(void **state)
{
    lc_shape s = {.kind = LIFE_SHAPE_LINE};
    lc_prepared_outline *o = prepared(&s);

    (void)state;
    assert_true(lc_prepared_outline_distance_m(o, (lc_pt){0, 0}, 1000) ==
                HUGE_VAL);
    lc_prepared_outline_free(o);
}

static bool count(void *ctx, lc_pt a, lc_pt b)
{
    (void)a;
    (void)b;
    ++*(int *)ctx;
    return true;
}

static int count_slowly(const lc_shape *s, lc_box box)
{
    int n = 0;

    for (uint32_t i = 0; i < s->part_count; i++)
        for (uint32_t k = s->part[i]; k + 1 < s->part[i + 1]; k++) {
            lc_box one = lc_box_empty();

            lc_box_add(&one, s->pt[k]);
            lc_box_add(&one, s->pt[k + 1]);
            n += lc_box_meets(one, box);
        }
    return n;
}

static void segments_are_those_in_the_box(void **state)
{
    (void)state;
    for (int k = 0; k < 50; k++) {
        lc_shape s = random_shape((lc_pt){0, 0}, 1000);
        lc_prepared_outline *o = prepared(&s);

        for (int i = 0; i < 100; i++) {
            lc_pt p = {any(1000), any(1000)};
            lc_box box = {p.lon, p.lat, p.lon + any(200), p.lat + any(200)};
            int n = 0;

            lc_prepared_outline_segments(o, box, count, &n);
            assert_int_equal(n, count_slowly(&s, box));
        }
        lc_prepared_outline_free(o);
        lc_shape_clear(&s);
    }
}

static void survives_want_of_memory(void **state)
{
    lc_shape s = random_shape((lc_pt){0, 0}, 1000);
    int64_t n = 0;
    lc_status st = LIFE_ERR_NOMEM;

    (void)state;
    for (; n < 40 && st; n++) {
        lc_prepared_outline *o;

        lc_mem_fail_after(n, false);
        st = lc_prepared_outline_make(&s, &o, NULL);
        lc_mem_fail_after(-1, false);
        if (st) {
            assert_int_equal(st, LIFE_ERR_NOMEM);
            assert_null(o);
        } else {
            lc_prepared_outline_free(o);
        }
    }
    assert_int_equal(st, LIFE_OK);
    assert_true(n > 3);
    lc_shape_clear(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_the_shape),
        cmocka_unit_test(nothing_is_nowhere),
        cmocka_unit_test(segments_are_those_in_the_box),
        cmocka_unit_test(survives_want_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
