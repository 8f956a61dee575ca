/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_gait.c - speeds as fractions, and the label that holds time, metres
 * and facility in one number.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/graph/network.h"
#include "lifecircle/graph/pace_graph.h"

#include <math.h>

static lc_gait gait(double metres, double seconds, double steps)
{
    lc_error err = {0};
    lc_gait g;

    if (lc_gait_make(LIFE_MODE_MAIN, metres, seconds, steps, &g, &err))
        fail_msg("%s", err.text);
    return g;
}

static void speeds_are_exact(void **state)
{
    lc_gait g = gait(1000, 900, 2);

    (void)state;
    assert_int_equal(lc_label_ms(lc_gait_leg(&g, 1000000)), 900000);
    /* 0.9 ms, 4.5 ms and 13.5 ms: halves up */
    assert_int_equal(lc_label_ms(lc_gait_leg(&g, 1)), 1);
    assert_int_equal(lc_label_ms(lc_gait_leg(&g, 5)), 5);
    assert_int_equal(lc_label_ms(lc_gait_leg(&g, 15)), 14);
    g = gait(3.33, 1, 0);
    assert_int_equal(lc_label_ms(lc_gait_leg(&g, 3330)), 1000);
    assert_int_equal(lc_label_mm(lc_gait_leg(&g, 3330)), 3330);
}

/* Parts of a way add up to the whole wherever it is cut. */
static void parts_add_up(void **state)
{
    const lc_gait g = gait(0.9, 1, 2);
    const lc_edge level = {0}, steps = {.flags = LIFE_EDGE_STEPS};

    (void)state;
    for (uint32_t cut = 100; cut < 20000; cut += 37) {
        for (int i = 0; i < 2; i++) {
            const lc_edge *e = i ? &steps : &level;
            uint64_t whole = lc_gait_stretch(&g, e, 100, 20000);

            assert_true(lc_gait_stretch(&g, e, 100, cut) +
                            lc_gait_stretch(&g, e, cut, 20000) ==
                        whole);
            assert_true(lc_gait_stretch(&g, e, 20000, 100) == whole);
        }
    }
}

static void steps_are_slower_or_closed(void **state)
{
    const lc_edge steps = {.flags = LIFE_EDGE_STEPS, .perm = {3, 3, 3}};
    lc_gait g = gait(0.8, 1, 3);

    (void)state;
    assert_int_equal(lc_label_ms(lc_gait_stretch(&g, &steps, 0, 800)), 3000);
    assert_int_equal(lc_label_mm(lc_gait_stretch(&g, &steps, 0, 800)), 800);
    assert_true(lc_gait_open(&g, &steps));
    g = gait(0.8, 1, 0);
    assert_false(lc_gait_open(&g, &steps));
}

/* Every speed must keep an hour's way within a label's 16.7 km. */
static void impossible_speeds_are_refused(void **state)
{
    static const double bad[][3] = {
        {0, 1, 2},     {1, 0, 2},     {5, 1, 2},      {0.05, 1, 2},
        {-1, 1, 2},    {1, -1, 2},    {NAN, 1, 2},    {1, NAN, 2},
        {1, 1, -1},    {1, 1, 101},   {1, 1, NAN},    {INFINITY, 1, 2},
        {4.6, 1, 0.5}, {1, 1, 0.001}, {1, 1, 0.0001},
    };
    lc_error err = {0};
    lc_gait g;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (lc_gait_make(LIFE_MODE_MAIN, bad[i][0], bad[i][1], bad[i][2], &g,
                         &err) != LIFE_ERR_RANGE)
            fail_msg("%g m in %g s, steps %g: taken", bad[i][0], bad[i][1],
                     bad[i][2]);
    gait(4.6, 1, 1);
    gait(1, 1, 0.5);
}

static void labels_compare_as_their_parts(void **state)
{
    const uint64_t most = lc_label(LIFE_NO_EDGE >> 10, 0xFFFFFF);
    uint64_t a = lc_label(5, 900) | 3;

    (void)state;
    assert_true(lc_label(4, 0xFFFFFF) < a);
    assert_true(lc_label(5, 899) < a);
    assert_true((lc_label(5, 900) | 2) < a);
    assert_int_equal(lc_label_ms(a), 5);
    assert_int_equal(lc_label_mm(a), 900);
    assert_int_equal(lc_label_rank(a), 3);
    assert_true(lc_label_add(a, lc_label(1, 1), most) ==
                (lc_label(6, 901) | 3));
    assert_true(lc_label_add(a, LIFE_LABEL_NONE, most) == LIFE_LABEL_NONE);
    assert_true(lc_label_add(a, lc_label(1, 1), a) == LIFE_LABEL_NONE);
    assert_true(lc_label_add(a, 0, a) == a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speeds_are_exact),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(steps_are_slower_or_closed),
        cmocka_unit_test(impossible_speeds_are_refused),
        cmocka_unit_test(labels_compare_as_their_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
