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

static uint8_t at(const lc_raster *g, int32_t col, int32_t row)
{
    return g->at[(size_t)row * (size_t)g->width + (size_t)col];
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

static void a_segment_marks_what_is_near_it(void **state)
{
    static const struct {
        lc_xy a, b;
        double r;
    } row[] = {{{0, 0}, {60, 0}, 30},
               {{0, 0}, {0, 60}, 12},
               {{-20, 10}, {45, 52}, 17},
               {{55, -15}, {-30, 40}, 30},
               {{10, 10}, {10, 10}, 25}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_raster g = raster((lc_xy){-40, -40}, (lc_xy){70, 70}, 30);
        size_t marked = 0;

        lc_raster_segment(&g, row[i].a, row[i].b, row[i].r, LIFE_RASTER_INSIDE);
        for (int32_t y = 0; y < g.height; y++)
            for (int32_t x = 0; x < g.width; x++) {
                bool is = at(&g, x, y) & LIFE_RASTER_INSIDE;
                double away;

                lc_segment_nearest(row[i].a, row[i].b, point(&g, x, y), &away);
                marked += is;
                if (fabs(away - row[i].r) > 1e-6 && is != (away < row[i].r))
                    fail_msg("segment %zu: %g m away", i, away);
            }
        assert_true(marked > 0);
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
            assert_true(at(&g, x, y) & LIFE_RASTER_CORE);
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

            if (((at(&g, x, y) & LIFE_RASTER_WATER) != 0) != (in && !island))
                fail_msg("at %g, %g", p.x, p.y);
            assert_false(at(&g, x, y) & LIFE_RASTER_FLIP);
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
        cmocka_unit_test(marks_are_added), cmocka_unit_test(water_has_holes),
        cmocka_unit_test(too_large_is_refused)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
