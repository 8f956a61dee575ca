/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/geometry.h: how long an outline may be.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/record/place/geometry.h"

#include <math.h>
#include <string.h>

/* A ring, in Zhejiang, of so many points; the last is the first. */
static lc_status read_ring(size_t points, lc_shape *out, lc_error *err)
{
    lc_raw_shape raw = {.kind = LIFE_SHAPE_AREA};
    lc_raw_part part = {points, false};
    lc_datum datum;
    lc_status st;

    assert_int_equal(lc_datum_open(NULL, &datum, NULL), LIFE_OK);
    for (size_t i = 0; i < points; i++) {
        double turn = 6.283185307 * (double)(i % (points - 1)) / (double)points;
        lc_lonlat p = {121 + cos(turn), 29 + sin(turn)};

        assert_true(lc_vec_push(&raw.pt, p));
    }
    assert_true(lc_vec_push(&raw.part, part));
    st = lc_geometry_raw(&datum, &raw, out, err);
    lc_raw_free(&raw);
    lc_datum_close(&datum);
    return st;
}

/* As the coast of a province, in one ring. */
static void a_ring_may_have_half_a_million_points(void **state)
{
    lc_shape s = {0};

    (void)state;
    assert_int_equal(read_ring(500000, &s, NULL), LIFE_OK);
    assert_int_equal(s.part_count, 1);
    assert_in_range(s.pt_count, 499000, 500000);
    lc_shape_clear(&s);
}

static void a_million_is_the_end(void **state)
{
    lc_error err = {0};
    lc_shape s = {0};

    (void)state;
    assert_int_equal(read_ring(1000001, &s, &err), LIFE_ERR_LIMIT);
    assert_non_null(strstr(err.text, "more than 1000000 points"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_may_have_half_a_million_points),
        cmocka_unit_test(a_million_is_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
