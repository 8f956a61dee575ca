/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.h: tables whose columns stand under one another.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/grid.h"

static void aligns_columns(void **state)
{
    static const char *const head[] = {"name", "walk", ""};
    lc_grid g = {.columns = 3, .right = 1 << 1};
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < 3; i++)
        lc_grid_put(&g, "%s", head[i]);
    lc_grid_put(&g, "药店"); /* two columns a character */
    lc_grid_put(&g, "%d", 7);
    lc_grid_put(&g, "x");
    lc_grid_put(&g, "a\x1b[2J\xc2\x9b");
    lc_grid_put(&g, "12:30");
    lc_grid_put(&g, "y");
    lc_grid_write(&g, &out);
    assert_string_equal(out.data, "name     walk  \n"
                                  "药店        7  x\n"
                                  "a?[2J?  12:30  y\n");
    assert_int_equal(g.cell.n, 0);
    lc_buf_free(&out);
}

static void tells_of_no_memory(void **state)
{
    lc_grid g = {.columns = 1};
    lc_buf out = {0};

    (void)state;
    lc_grid_put(&g, "a");
    lc_mem_fail_after(0, false);
    lc_grid_put(&g, "b");
    lc_mem_fail_after(-1, false);
    lc_grid_write(&g, &out);
    assert_true(out.failed);
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns_columns),
        cmocka_unit_test(tells_of_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
