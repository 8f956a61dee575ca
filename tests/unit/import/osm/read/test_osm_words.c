/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/import/osm/read/test_osm_words.c - lists of values, and tables
 * that the streets can't be read by.
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
#include "src/import/osm/read/words.h"
#include "src/import/osm/streets/access.h"

#include <string.h>

static void lists_have_their_words(void **state)
{
    lc_osm_words *w;
    lc_error err = {0};

    (void)state;
    assert_int_equal(lc_osm_words_open(&w, &err), LIFE_OK);
    assert_true(lc_osm_words_has(w, LIFE_OSM_LIST_ONE_WAY, "true"));
    assert_false(lc_osm_words_has(w, LIFE_OSM_LIST_ONE_WAY, "-1"));
    assert_true(lc_osm_words_has(w, LIFE_OSM_LIST_ONE_WAY_BACK, "-1"));
    assert_string_equal(lc_osm_words_at(w, LIFE_OSM_LIST_NAME, 0), "name");
    assert_string_equal(lc_osm_words_at(w, LIFE_OSM_LIST_NAME, 3), "brand");
    assert_null(lc_osm_words_at(w, LIFE_OSM_LIST_NAME, 4));
    lc_osm_words_free(w);
}

/* `table` with `to` for `from`; what is then said of it. */
static const struct {
    const char *table, *from, *to, *text;
} bad[] = {
    {"osm_words.csv", "", "doors,,no\n", "list is \"doors\""},
    {"osm_words.csv", "", "silent,,\n", "values is \"\""},
    {"osm_words.csv", "same,,sport\n", "", "no row of the list same"},
    {"modes.csv", ",foot access,1,", ",,1,", "keys is \"\""},
    {"modes.csv", ",foot access,1,", ",a b c d e,1,", "keys is \"a b c d e\""},
    {"modes.csv", ",foot access,1,", ",foot access,3,", "opening is \"3\""},
    {"modes.csv", ",1,foot,,0,", ",1,,,0,", "direction is \"\""},
    {"modes.csv", ",1,foot,,0,", ",1,foot,,2,", "rides is \"2\""},
    {"modes.csv", "", "tram,,tram,1,tram,,1,,,,,,a,b\n", "tram is \"\""},
    {"network/highways.csv", "road,yes,", "road,maybe,", "foot is \"maybe\""},
    {"network/barriers.csv", "gate,yes,", "gate,,", "foot is \"\""},
    {"network/access.csv", "psv,no", "psv,never", "state is \"never\""},
};

/* A mode that is like no other needs columns of its own. */
static void bad_tables_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lc_osm_access *a;
        lc_error err = {0};

        lct_tables_change(bad[i].table, bad[i].from, bad[i].to);
        assert_int_equal(lc_osm_access_open(&a, &err), LIFE_ERR_PARSE);
        lct_tables_restore();
        assert_null(a);
        if (!strstr(err.text, bad[i].text))
            fail_msg("\"%s\" where it should say %s", err.text, bad[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_have_their_words),
        cmocka_unit_test(bad_tables_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
