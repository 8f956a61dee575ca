/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_rules.c - what a rule asks for, in plain words.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/words/rules.h"

/* A service that is asked for at two levels is one of either. */
static void services_are_those_of_a_level(void **state)
{
    static const struct {
        const char *categories, *level, *zh;
    } cases[] = {
        {"pharmacy@street bus_stop@community bus_stop@compound", NULL,
         "药店、公交站点"},
        {"pharmacy@street bus_stop@community bus_stop@compound", "street",
         "药店"},
        {"pharmacy@street bus_stop@community bus_stop@compound", "community",
         "公交站点"},
        {"pharmacy@street bus_stop@community bus_stop@compound", "compound",
         "公交站点"},
        {"pharmacy@street bus_stop@street pharmacy", "street",
         "药店、公交站点"},
        {"pharmacy@street", "community", ""},
    };
    lct_city *c = lct_city_new();
    const lc_world *w;

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    w = lc_study_world(lct_open(c));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lc_rule r = {.categories = cases[i].categories};
        lc_buf got = {0};

        lc_rules_services(&got, w, &r, cases[i].level, LIFE_LANG_ZH);
        assert_string_equal(got.data ? got.data : "", cases[i].zh);
        lc_buf_free(&got);
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(services_are_those_of_a_level),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
