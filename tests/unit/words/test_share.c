/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/words/test_share.c - a share with its bounds, or as not known.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/words/share.h"

#include <stdio.h>

static void shown_with_bounds_or_not_known(void **state)
{
    static const struct {
        lc_share share; /* covered, unknown, total */
        const char *text;
    } cases[] = {
        {{0, 0, 0}, "-"},
        {{1000, 0, 1000}, "100.0 %"},
        {{9999, 0, 10000}, "99.9 %"}, /* only what is whole reads 100 */
        {{0, 0, 1000}, "0.0 %"},
        {{610, 240, 1000}, "61-85 %"},
        {{615, 235, 1000}, "61-85 %"}, /* outwards */
        {{611, 232, 1000}, "61-85 %"},
        {{990, 10, 1000}, "100.0 %"}, /* a point is not over a point */
        {{989, 11, 1000}, "98-100 %"},
        {{0, 900, 1000}, "0-90 %"}, /* a tenth is enough */
        {{0, 901, 1000}, "not known"},
        {{99, 901, 1000}, "not known"},
        {{0, 1000, 1000}, "not known"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_buf text = {0};

        lc_share_text(&text, cases[i].share, " %", LIFE_LANG_EN);
        assert_string_equal(text.data, cases[i].text);
        lc_buf_free(&text);
    }
}

static void value_is_of_what_is_known(void **state)
{
    lc_share half = {400, 200, 1000}, vague = {50, 901, 1000}, none = {0};

    (void)state;
    assert_true(lc_share_value(half) == 0.5);
    assert_true(lc_share_least(half) == 0.4);
    assert_true(lc_share_most(half) == 0.6);
    assert_true(isnan(lc_share_value(vague)));
    assert_true(lc_share_most(vague) == 0.951);
    assert_true(isnan(lc_share_value(none)) && isnan(lc_share_least(none)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shown_with_bounds_or_not_known),
        cmocka_unit_test(value_is_of_what_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
