/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * areas.h: outlines that cross themselves are mended as long as that ends soon.
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
#include "lifecircle/geo/areas.h"

#include <string.h>

/* A comb: `down` strokes from north to south and back, and a line from west to
 * east through all of them, so that it crosses each; 2 * down crossings. The
 * grid is of a few metres, in Chengdu. */
static lc_shape comb(uint32_t down)
{
    lc_pt *pt = lc_calloc(2 * down + 4, sizeof *pt);
    lc_shape out = {0};
    uint32_t n = 0;

    assert_non_null(pt);
    for (uint32_t i = 0; i < 2 * down; i++) {
        bool south = (i + 1) / 2 % 2;

        pt[n++] = (lc_pt){1040000000 + (int32_t)i * 100,
                          306000000 + (south ? 0 : 10000)};
    }
    pt[n++] = (lc_pt){1040000000 + (int32_t)down * 200, 306005000};
    pt[n++] = (lc_pt){1040000000 - 100, 306005001};
    pt[n++] = pt[0];
    assert_int_equal(lc_shape_make(LIFE_SHAPE_AREA, pt, n, &out, NULL),
                     LIFE_OK);
    lc_free(pt);
    return out;
}

static bool mended(lc_areas *g, uint32_t down)
{
    lc_shape s = comb(down);
    bool valid = false;

    assert_int_equal(lc_areas_repair(g, &s, &valid, NULL), LIFE_OK);
    lc_shape_clear(&s);
    return valid;
}

static void a_few_crossings_are_mended(void **state)
{
    lc_areas *g;

    (void)state;
    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_true(mended(g, 2));
    assert_true(mended(g, 100));
    lc_areas_close(g);
}

/* 2,100 of them; those that are mended before and after it still are. */
static void thousands_are_not(void **state)
{
    lc_areas *g;

    (void)state;
    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    assert_false(mended(g, 2100));
    assert_non_null(strstr(lc_areas_message(g), "more than 2000 times"));
    assert_true(mended(g, 5));
    lc_areas_close(g);
}

/* What crosses itself no more than 16 times is mended however many there are;
 * of the others 100,000 crossings together. */
static void many_outlines_have_an_end(void **state)
{
    lc_areas *g;
    int n = 0;

    (void)state;
    assert_int_equal(lc_areas_open(&g, NULL), LIFE_OK);
    for (int i = 0; i < 200; i++)
        assert_true(mended(g, 2));
    while (n < 1000 && mended(g, 300))
        n++;
    assert_in_range(n, 100, 500);
    assert_non_null(strstr(lc_areas_message(g), "together"));
    assert_true(mended(g, 2)); /* still */
    lc_areas_close(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_few_crossings_are_mended),
        cmocka_unit_test(thousands_are_not),
        cmocka_unit_test(many_outlines_have_an_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
