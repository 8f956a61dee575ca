/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/graph/test_highway.c - kinds of way: what they are called and how
 * they are drawn.
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
#include "lifecircle/graph/highway.h"
#include "lifecircle/graph/network.h"

#include <string.h>

static void each_value_has_its_row(void **state)
{
    static const struct {
        const char *value, *drawn;
        int zoom, called, stroke;
        bool lived;
    } want[] = {
        {"residential", "minor", 13, LIFE_HIGHWAY_STREET, LIFE_HIGHWAY_MIDDLE,
         false},
        {"trunk_link", "primary", 12, LIFE_HIGHWAY_ROAD, LIFE_HIGHWAY_LARGE,
         false},
        {"service", "service", 14, LIFE_HIGHWAY_STREET, LIFE_HIGHWAY_SMALL,
         true},
        {"track", "path", 13, LIFE_HIGHWAY_PATH, LIFE_HIGHWAY_SMALL, false},
        {"something_new", "path", 14, LIFE_HIGHWAY_ROAD, LIFE_HIGHWAY_SMALL,
         false},
        {"", "path", 14, LIFE_HIGHWAY_ROAD, LIFE_HIGHWAY_SMALL, false},
    };
    lc_highway_table *t;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_highway_table_open(&t, &err), LIFE_OK);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const lc_highway *h = lc_highway_of(t, want[i].value);

        assert_string_equal(h->drawn, want[i].drawn);
        assert_int_equal(h->from_zoom, want[i].zoom);
        assert_int_equal(h->called, want[i].called);
        assert_int_equal(h->stroke, want[i].stroke);
        assert_int_equal(h->lived, want[i].lived);
    }
    lc_highway_table_free(t);
}

static void bad_rows_are_told(void **state)
{
    static const struct {
        const char *from, *to, *text;
    } bad[] = {
        {"street,minor,13", "lane,minor,13", "called is \"lane\""},
        {"street,minor,13", "street,,13", "drawn is \"\""},
        {"street,minor,13", "street,minor,15", "from_zoom is \"15\""},
        {"minor,13,middle", "minor,13,broad", "stroke is \"broad\""},
        {"\n*,", "\nany,", "last row"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_highway_table *t;
        lc_error err = {0};

        lct_tables_change("network/highways.csv", bad[i].from, bad[i].to);
        assert_int_equal(lc_highway_table_open(&t, &err), LIFE_ERR_PARSE);
        lct_tables_restore();
        assert_null(t);
        assert_non_null(strstr(err.text, bad[i].text));
        assert_non_null(strstr(err.source, "highways.csv"));
    }
}

/* Each mode has a byte of its own, beside what is no permission. */
static void an_edge_has_room_for_each_mode(void **state)
{
    lc_edge e = {.layer = -1, .flags = 2, .kind = 7};

    (void)state;
    for (lc_mode m = 0; m < LIFE_MAX_MODES; m++) {
        ((uint8_t *)&e)[lc_edge_perm_at(m)] = (uint8_t)(m + 1);
        for (lc_mode k = 0; k <= m; k++)
            assert_int_equal(lc_edge_perm(&e, k), k + 1);
    }
    assert_int_equal(e.layer, -1);
    assert_int_equal(e.flags, 2);
    assert_int_equal(e.kind, 7);
    assert_int_equal(e.reserved[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_has_its_row),
        cmocka_unit_test(bad_rows_are_told),
        cmocka_unit_test(an_edge_has_room_for_each_mode),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
