/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * raster.h: what is drawn on the grid, against every point by itself.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/study/walk/raster.h"

#include <math.h>
#include <string.h>

static const lc_pt origin = {1040600000, 306500000};

static lc_raster raster(lc_xy lo, lc_xy hi, double around_m)
{
    lc_frame f = lc_frame_at(origin);
    lc_pt a = lc_frame_pt(&f, lo), b = lc_frame_pt(&f, hi);
    lc_box box = {a.lon, a.lat, b.lon, b.lat};
    lc_error err = {0};
    lc_raster g;

    assert_int_equal(lc_raster_make(&g, origin, box, around_m, &err), LIFE_OK);
    return g;
}

static lc_xy point(const lc_raster *g, int32_t col, int32_t row)
{
    return (lc_xy){g->x0 + LIFE_RASTER_M * col, g->y0 + LIFE_RASTER_M * row};
}

static bool has(const lc_raster *g, int32_t col, int32_t row,
                lc_raster_plane plane)
{
    return lc_raster_has(lc_raster_plane_of(g, plane),
                         lc_raster_bit(g, col, row));
}

/* Through the origin, so that two pictures of one place lie on one grid. */
static void it_goes_through_the_origin(void **state)
{
    lc_raster g = raster((lc_xy){-42, -7}, (lc_xy){33, 61}, 30);

    (void)state;
    assert_true(fabs(remainder(g.x0, LIFE_RASTER_M)) < 1e-9);
    assert_true(fabs(remainder(g.y0, LIFE_RASTER_M)) < 1e-9);
    assert_true(g.x0 < -72 && g.y0 < -37);
    assert_true(point(&g, g.width - 1, g.height - 1).x > 63);
    assert_true(point(&g, g.width - 1, g.height - 1).y > 91);
    lc_raster_clear(&g);
}

/* All points near it are marked, and no others; how many. */
static size_t expect_near(lc_raster *g, lc_xy a, lc_xy b, double r)
{
    size_t marked = 0;

    lc_raster_segment(g, a, b, r, LIFE_RASTER_INSIDE);
    for (int32_t y = 0; y < g->height; y++)
        for (int32_t x = 0; x < g->width; x++) {
            bool is = has(g, x, y, LIFE_RASTER_INSIDE);
            double away;

            lc_segment_nearest(a, b, point(g, x, y), &away);
            marked += is;
            if (fabs(away - r) > 1e-6 && is != (away < r))
                fail_msg("%g, %g to %g, %g: %d, %d is %g m away", a.x, a.y, b.x,
                         b.y, x, y, away);
        }
    return marked;
}

static void a_segment_marks_what_is_near_it(void **state)
{
    static const struct {
        lc_xy a, b;
        double r;
    } row[] = {{{0, 0}, {60, 0}, 30},         {{0, 0}, {0, 60}, 12},
               {{-20, 10}, {45, 52}, 17},     {{55, -15}, {-30, 40}, 30},
               {{-30, 20}, {60, 20.001}, 30}, {{-30, 20}, {60, 20.1}, 4},
               {{10, 10}, {10, 10}, 25}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_raster g = raster((lc_xy){-40, -40}, (lc_xy){70, 70}, 30);

        assert_true(expect_near(&g, row[i].a, row[i].b, row[i].r) > 0);
        lc_raster_clear(&g);
    }
}

static double next(uint64_t *random)
{
    *random = *random * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(*random >> 11) / 9007199254740992.0;
}

/* Of any length and direction, some along the grid and from point to point of
 * it, where circles and sides meet points. */
static void any_segment_does(void **state)
{
    static const double radius[] = {4, 30, 55, 12.5};
    uint64_t random = 5;

    (void)state;
    for (int i = 0; i < 4000; i++) {
        lc_raster g = raster((lc_xy){-300, -300}, (lc_xy){300, 300}, 60);
        lc_xy a = {600 * next(&random) - 300, 600 * next(&random) - 300};
        double size = pow(10, 3 * next(&random) - 0.6);
        lc_xy b = {a.x + size * (next(&random) - 0.5),
                   a.y + size * (next(&random) - 0.5)};

        if (i % 5 == 1)
            a = (lc_xy){5 * round(a.x / 5), 5 * round(a.y / 5)};
        if (i % 5 == 2)
            b.y = a.y;
        if (i % 5 == 3)
            b.x = a.x;
        b.x = fmax(fmin(b.x, 300), -300);
        b.y = fmax(fmin(b.y, 300), -300);
        expect_near(&g, a, b, radius[i % 4]);
        lc_raster_clear(&g);
    }
}

/* Bits of another kind stay as they are, and what lies off the grid is cut. */
static void marks_are_added(void **state)
{
    lc_raster g = raster((lc_xy){0, 0}, (lc_xy){20, 20}, 10);

    (void)state;
    lc_raster_segment(&g, (lc_xy){-500, 10}, (lc_xy){500, 10}, 1000,
                      LIFE_RASTER_CORE);
    lc_raster_segment(&g, (lc_xy){10, 10}, (lc_xy){10, 10}, 1,
                      LIFE_RASTER_INSIDE);
    for (int32_t y = 0; y < g.height; y++)
        for (int32_t x = 0; x < g.width; x++)
            assert_true(has(&g, x, y, LIFE_RASTER_CORE));
    lc_raster_clear(&g);
}

/* A square of water with an island: the ring of both, outer one first. */
static void water_has_holes(void **state)
{
    static const lc_xy corner[] = {{2, 2},   {58, 2},  {58, 58}, {2, 58},
                                   {2, 2},   {22, 22}, {22, 38}, {38, 38},
                                   {38, 22}, {22, 22}};
    lc_raster g = raster((lc_xy){0, 0}, (lc_xy){60, 60}, 10);
    lc_pt pt[10];
    uint32_t part[] = {0, 5, 10};
    lc_shape s = {LIFE_SHAPE_AREA, pt, part, 2, 10};

    (void)state;
    for (size_t i = 0; i < 10; i++)
        pt[i] = lc_frame_pt(&g.frame, corner[i]);
    lc_raster_water(&g, &s);
    for (int32_t y = 0; y < g.height; y++)
        for (int32_t x = 0; x < g.width; x++) {
            lc_xy p = point(&g, x, y);
            bool in = p.x > 2 && p.x < 58 && p.y > 2 && p.y < 58;
            bool island = p.x > 22 && p.x < 38 && p.y > 22 && p.y < 38;

            if (has(&g, x, y, LIFE_RASTER_WATER) != (in && !island))
                fail_msg("at %g, %g", p.x, p.y);
            assert_false(has(&g, x, y, LIFE_RASTER_LAND));
        }
    lc_raster_clear(&g);
}

static void too_large_is_refused(void **state)
{
    lc_box box = {origin.lon, origin.lat, origin.lon + 20000000,
                  origin.lat + 20000000};
    lc_error err = {0};
    lc_raster g;

    (void)state;
    assert_int_equal(lc_raster_make(&g, origin, box, 30, &err), LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "too large"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_through_the_origin),
        cmocka_unit_test(a_segment_marks_what_is_near_it),
        cmocka_unit_test(any_segment_does),
        cmocka_unit_test(marks_are_added),
        cmocka_unit_test(water_has_holes),
        cmocka_unit_test(too_large_is_refused)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
