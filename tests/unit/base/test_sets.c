/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sets.h: things that are united stay so, and have their lowest as root.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/sets.h"

static void united_things_have_one_root(void **state)
{
    static const struct {
        uint32_t a, b;
    } pairs[] = {{8, 3}, {3, 5}, {9, 8}, {1, 2}, {2, 1}};
    static const uint32_t root[] = {0, 1, 1, 3, 4, 3, 6, 7, 3, 3};
    uint32_t of[10];

    (void)state;
    lc_sets_begin(of, 10);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        lc_sets_unite(of, pairs[i].a, pairs[i].b);
    for (uint32_t i = 0; i < 10; i++)
        assert_int_equal(lc_sets_root(of, i), root[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(united_things_have_one_root),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
