/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * links.h: addresses of a city alone, and of one of several.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/export/links.h"

static void makes_addresses(void **state)
{
    static const struct {
        const char *base, *path, *code, *address;
    } row[] = {
        {"", "/report", NULL, "/api/v1/report"},
        {"", "/units/{code}", "a/b", "/api/v1/units/a%2Fb"},
        {"/c/one", "/units/{code}/report", "osm:r1",
         "/c/one/api/v1/units/osm%3Ar1/report"},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_links l = {row[i].base};

        lc_buf_clear(&out);
        lc_links_question(&out, &l, row[i].path, row[i].code);
        assert_string_equal(out.data, row[i].address);
    }
    lc_buf_clear(&out);
    lc_links_put(&out, &(lc_links){"/c/x"}, "/tiles.json");
    assert_string_equal(out.data, "/c/x/tiles.json");
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(makes_addresses)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
