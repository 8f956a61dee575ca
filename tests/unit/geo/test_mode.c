/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/geo/test_mode.c - the table of modes: which there are, and rows
 * that can be none.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_tables.h"
#include "lifecircle/geo/mode.h"

#include <string.h>

static void walkers_come_first(void **state)
{
    lc_mode_table t;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_mode_table_open(&t, &err), LIFE_OK);
    assert_int_equal(t.count, 3);
    assert_string_equal(t.id[LIFE_MODE_MAIN], "foot");
    assert_int_equal(lc_mode_table_find(&t, "cycle"), 2);
    assert_int_equal(lc_mode_table_find(&t, "drive"), t.count);
    assert_string_equal(lc_mode_table_cell(&t, 1, "by_en"), "by wheelchair");
    assert_string_equal(lc_mode_table_cell(&t, 1, "no_column"), "");
    lc_mode_table_close(&t);
}

/* Each tells the file, its line and the cell. */
static void bad_rows_are_told(void **state)
{
    static const struct {
        const char *row, *text;
    } bad[] = {
        {"Foot2,,x,1,x,,0,x,,,,,a,b\n", "id is \"Foot2\""},
        {",,x,1,x,,0,x,,,,,a,b\n", "id is \"\""},
        {"foot,,x,1,x,,0,x,,,,,a,b\n", "there only once"},
        {"scooter,tram,x,1,x,,0,x,,,,,a,b\n", "like is \"tram\""},
        {"scooter,scooter,x,1,x,,0,x,,,,,a,b\n", "like is \"scooter\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_mode_table t;
        lc_error err = {0};

        lct_tables_change("modes.csv", "", bad[i].row);
        assert_int_equal(lc_mode_table_open(&t, &err), LIFE_ERR_PARSE);
        lc_mode_table_close(&t);
        lct_tables_restore();
        assert_non_null(strstr(err.text, bad[i].text));
        assert_non_null(strstr(err.source, "modes.csv"));
        assert_true(err.line > 30);
    }
}

/* An edge has room for eight. */
static void there_are_at_most_eight(void **state)
{
    lc_mode_table t;
    lc_error err = {0};

    (void)state;
    lct_tables_change("modes.csv", "", "a\nb\nc\nd\ne\n");
    assert_int_equal(lc_mode_table_open(&t, &err), LIFE_OK);
    assert_int_equal(t.count, LIFE_MAX_MODES);
    lc_mode_table_close(&t);
    lct_tables_restore();
    lct_tables_change("modes.csv", "", "a\nb\nc\nd\ne\nf\n");
    assert_int_equal(lc_mode_table_open(&t, &err), LIFE_ERR_LIMIT);
    lc_mode_table_close(&t);
    lct_tables_restore();
    assert_non_null(strstr(err.text, "9 modes"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walkers_come_first),
        cmocka_unit_test(bad_rows_are_told),
        cmocka_unit_test(there_are_at_most_eight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
