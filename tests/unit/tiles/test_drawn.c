/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/tiles/test_drawn.c - from which zoom on what is drawn, and as
 * what.
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
#include "src/tiles/drawn.h"

#include <string.h>

static void each_value_has_its_row(void **state)
{
    lc_drawn *d;
    lc_error err = {0};
    const lc_drawn_class *c;

    (void)state;
    assert_int_equal(lc_drawn_open(&d, &err), LIFE_OK);
    assert_int_equal(lc_drawn_find(d, LIFE_DRAWN_WATERWAY, "canal")->min_zoom,
                     10);
    assert_int_equal(lc_drawn_find(d, LIFE_DRAWN_WATERWAY, "drain")->min_zoom,
                     13);
    c = lc_drawn_find(d, LIFE_DRAWN_PLACE, "isolated_dwelling");
    assert_string_equal(c->class, "locality");
    assert_int_equal(c->min_zoom, 13);
    c = lc_drawn_find(d, LIFE_DRAWN_ROAD_AREA, "service");
    assert_string_equal(c->class, "pedestrian");
    lc_drawn_free(d);
}

static void bad_rows_are_told(void **state)
{
    static const struct {
        const char *from, *to, *text;
    } bad[] = {
        {"place,town,", "town,town,", "kind is \"town\""},
        {"town,town,6", "town,,6", "class is \"\""},
        {"town,town,6", "town,town,six", "from_zoom is \"six\""},
        {"place,*,", "place,rest,", "last row"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_drawn *d;
        lc_error err = {0};

        lct_tables_change("drawn.csv", bad[i].from, bad[i].to);
        assert_int_equal(lc_drawn_open(&d, &err), LIFE_ERR_PARSE);
        lct_tables_restore();
        assert_null(d);
        assert_non_null(strstr(err.text, bad[i].text));
        assert_non_null(strstr(err.source, "drawn.csv"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_has_its_row),
        cmocka_unit_test(bad_rows_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
