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

/* What was gathered is a cell, nothing is an empty one; what could not be
 * gathered is none that anybody should read. */
static void takes_what_was_gathered(void **state)
{
    lc_grid g = {.columns = 2};
    lc_buf text = {0}, nothing = {0}, out = {0};

    (void)state;
    lc_buf_puts(&text, "61-85");
    lc_grid_take(&g, &text);
    lc_grid_take(&g, &nothing);
    assert_null(text.data);
    assert_false(g.failed);
    text.failed = true;
    lc_grid_take(&g, &text);
    lc_grid_put(&g, "b");
    assert_true(g.failed);
    lc_grid_write(&g, &out);
    assert_true(out.failed);
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns_columns),
        cmocka_unit_test(tells_of_no_memory),
        cmocka_unit_test(takes_what_was_gathered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
