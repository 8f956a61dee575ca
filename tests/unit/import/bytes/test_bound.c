/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bound.h: what a file may come to, by its size.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/bytes/bound.h"

#include <string.h>

#define MIB (UINT64_C(1) << 20)

static void small_files_may_be_anything(void **state)
{
    (void)state;
    assert_int_equal(lc_bound_parts(0, 1000000, NULL), LIFE_OK);
    assert_int_equal(lc_bound_unpacked(0, 64 * MIB, NULL), LIFE_OK);
}

/* The same ratio holds for a village and a country. */
static void large_files_by_their_size(void **state)
{
    static const uint64_t bytes[] = {1, 1000, 3 * MIB, 190 * MIB, 4096 * MIB};

    (void)state;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        uint64_t parts = 1000000 + 4 * bytes[i];
        uint64_t unpacked = 64 * MIB + 100 * bytes[i];

        assert_int_equal(lc_bound_parts(bytes[i], parts, NULL), LIFE_OK);
        assert_int_equal(lc_bound_parts(bytes[i], parts + 1, NULL),
                         LIFE_ERR_LIMIT);
        assert_int_equal(lc_bound_unpacked(bytes[i], unpacked, NULL), LIFE_OK);
        assert_int_equal(lc_bound_unpacked(bytes[i], unpacked + 1, NULL),
                         LIFE_ERR_LIMIT);
    }
}

static void the_reason_has_the_figures(void **state)
{
    lc_error err = {0};

    (void)state;
    lc_bound_parts(1000, 2000000, &err);
    assert_non_null(strstr(err.text, "1000 bytes"));
    assert_non_null(strstr(err.text, "1004000 nodes"));
    err = (lc_error){0};
    lc_bound_unpacked(MIB, 200 * MIB, &err);
    assert_non_null(strstr(err.text, "1048576 bytes"));
    assert_non_null(strstr(err.text, "164 MiB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_files_may_be_anything),
        cmocka_unit_test(large_files_by_their_size),
        cmocka_unit_test(the_reason_has_the_figures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
