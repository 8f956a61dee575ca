/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * areas.h: what others leave of an area, whatever way GEOS went to find it.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/geo/areas.h"

enum { PARTS = 4 };

/* Sides in units of the grid. */
static lc_shape square(int32_t west, int32_t south, int32_t side)
{
    lc_pt ring[5] = {{west, south},
                     {west + side, south},
                     {west + side, south + side},
                     {west, south + side},
                     {west, south}};
    lc_shape s = {0};

    assert_int_equal(lc_shape_make(LIFE_SHAPE_AREA, ring, 5, &s, NULL),
                     LIFE_OK);
    return s;
}

static lc_shape less(const lc_shape *area, const lc_shape *const *other,
                     size_t n)
{
    lc_areas *g;
    lc_shape out = {0};

    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_int_equal(lc_areas_less(g, area, other, n, &out, NULL), LIFE_OK);
    lc_areas_close(g);
    return out;
}

static void assert_same(const lc_shape *a, const lc_shape *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->part_count, b->part_count);
    assert_int_equal(a->pt_count, b->pt_count);
    assert_memory_equal(a->pt, b->pt, a->pt_count * sizeof *a->pt);
}

/* Two that overlap, one that leaves a hole, one across the rim: in any order,
 * and one after another, the same is left, point for point. */
static void leaves_the_same_in_any_order(void **state)
{
    lc_shape whole = square(0, 0, 1000), one_by_one = square(0, 0, 1000);
    lc_shape part[PARTS] = {square(100, 100, 200), square(200, 200, 200),
                            square(600, 600, 100), square(900, 300, 400)};
    const lc_shape *there[PARTS], *back[PARTS];
    lc_shape a, b;

    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        const lc_shape *one = &part[i];
        lc_shape left = less(&one_by_one, &one, 1);

        lc_shape_clear(&one_by_one);
        one_by_one = left;
        there[i] = back[PARTS - 1 - i] = &part[i];
    }
    a = less(&whole, there, PARTS);
    b = less(&whole, back, PARTS);
    assert_int_equal(a.kind, LIFE_SHAPE_AREA);
    assert_int_equal(a.part_count, 3); /* the outline and two holes */
    assert_same(&a, &b);
    assert_same(&a, &one_by_one);
    for (size_t i = 0; i < PARTS; i++)
        lc_shape_clear(&part[i]);
    lc_shape_clear(&whole);
    lc_shape_clear(&one_by_one);
    lc_shape_clear(&a);
    lc_shape_clear(&b);
}

static void leaves_all_or_nothing(void **state)
{
    lc_shape whole = square(0, 0, 1000), around = square(-5, -5, 1010);
    const lc_shape *other = &around;
    lc_shape all = less(&whole, NULL, 0), none = less(&whole, &other, 1);

    (void)state;
    assert_int_equal(all.kind, LIFE_SHAPE_AREA);
    assert_int_equal(all.pt_count, 5);
    assert_int_equal(none.kind, LIFE_SHAPE_NONE);
    lc_shape_clear(&whole);
    lc_shape_clear(&around);
    lc_shape_clear(&all);
    lc_shape_clear(&none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_the_same_in_any_order),
        cmocka_unit_test(leaves_all_or_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
