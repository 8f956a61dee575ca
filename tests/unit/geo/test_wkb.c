/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wkb.h: numbers in either order, and what is beyond the end.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/geo/wkb.h"

static const unsigned char bytes[] = {1, 2, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f};

static lc_wkb at(size_t from, size_t to, bool little)
{
    return (lc_wkb){bytes + from, bytes + to, little, false};
}

static void numbers_in_either_order(void **state)
{
    lc_wkb little = at(0, 4, true), big = at(0, 4, false);

    (void)state;
    assert_int_equal(lc_wkb_take(&little, 4), 0x0201);
    assert_int_equal(lc_wkb_take(&big, 4), 0x01020000);
    assert_false(little.bad || big.bad);
    little = at(3, 11, true); /* 3ff8 0000 ... from its end */
    assert_true(lc_wkb_double(&little) == 1.5);
}

static void beyond_the_end_come_zeros(void **state)
{
    lc_wkb c = at(0, 3, true);

    (void)state;
    assert_int_equal(lc_wkb_take(&c, 4), 0);
    assert_true(c.bad);
    assert_int_equal(lc_wkb_take(&c, 1), 0); /* and from then on */
}

static void counts_ask_for_no_more_than_there_is(void **state)
{
    lc_wkb c = at(0, 11, true), few = at(2, 11, true);

    (void)state;
    assert_int_equal(lc_wkb_count(&c, 16), 0); /* 513 of 16 bytes */
    assert_true(c.bad);
    assert_int_equal(lc_wkb_count(&few, 16), 0); /* none is a count too */
    assert_false(few.bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_either_order),
        cmocka_unit_test(beyond_the_end_come_zeros),
        cmocka_unit_test(counts_ask_for_no_more_than_there_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
