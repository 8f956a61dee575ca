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

static lc_shape less_but(const lc_shape *area, const lc_shape *const *other,
                         size_t n, double sliver_m)
{
    lc_areas *g;
    lc_shape out = {0};

    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_int_equal(lc_areas_less(g,
                                   &(lc_areas_rest){area, other, n, sliver_m},
                                   &out, NULL),
                     LIFE_OK);
    lc_areas_close(g);
    return out;
}

static lc_shape less(const lc_shape *area, const lc_shape *const *other,
                     size_t n)
{
    return less_but(area, other, n, 0);
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

static bool has_point(const lc_shape *s, int32_t lon, int32_t lat)
{
    for (uint32_t i = 0; i < s->pt_count; i++)
        if (lc_pt_equal(s->pt[i], (lc_pt){lon, lat}))
            return true;
    return false;
}

/* The most that a corner of it lies to the south, west of `lon`. */
static int32_t southmost(const lc_shape *s, int32_t lon)
{
    int32_t least = INT32_MAX;

    for (uint32_t i = 0; i < s->pt_count; i++)
        if (s->pt[i].lon < lon && s->pt[i].lat < least)
            least = s->pt[i].lat;
    return least;
}

/* A strip of 3.3 m to the west, a slit of as much between two parts, and a
 * third that comes within a centimetre of the eastern border. */
static void leaves_no_slivers(void **state)
{
    lc_shape whole = square(0, 0, 100000);
    lc_shape part[3] = {square(300, -10, 40000), square(40600, -10, 40000),
                        square(84999, 60000, 15000)};
    const lc_shape *other[3] = {&part[0], &part[1], &part[2]};
    lc_shape all = less(&whole, other, 3), left = less_but(&whole, other, 3, 5);

    (void)state;
    assert_int_equal(southmost(&all, 301), 0);
    assert_int_equal(southmost(&all, 40601), 0);
    assert_int_equal(all.part_count, 2); /* a hole beside the border */
    assert_int_equal(left.part_count, 1);
    assert_true(southmost(&left, 301) > 39800);
    assert_true(southmost(&left, 80000) > 39800);
    assert_true(has_point(&left, 0, 100000));
    assert_true(has_point(&left, 100000, 100000));
    assert_true(has_point(&left, 100000, 0));
    assert_true(has_point(&left, 80600, 39990));
    assert_true(has_point(&left, 84999, 60000));
    for (int i = 0; i < 3; i++)
        lc_shape_clear(&part[i]);
    lc_shape_clear(&whole);
    lc_shape_clear(&all);
    lc_shape_clear(&left);
}

/* Where all is thinner, nothing is left; where nothing is, all stays as it
 * is. */
static void leaves_what_is_thick(void **state)
{
    lc_shape whole = square(0, 0, 100000), thin = square(0, 0, 300);
    lc_shape all = less_but(&whole, NULL, 0, 5);
    lc_shape none = less_but(&thin, NULL, 0, 5);

    (void)state;
    assert_int_equal(all.pt_count, 5);
    assert_int_equal(southmost(&all, 100001), 0);
    assert_true(has_point(&all, 100000, 100000));
    assert_int_equal(none.kind, LIFE_SHAPE_NONE);
    lc_shape_clear(&whole);
    lc_shape_clear(&thin);
    lc_shape_clear(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_the_same_in_any_order),
        cmocka_unit_test(leaves_all_or_nothing),
        cmocka_unit_test(leaves_no_slivers),
        cmocka_unit_test(leaves_what_is_thick),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
