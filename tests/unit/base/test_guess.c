/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guess.h: one slip in three characters, in any script, was likely meant.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/guess.h"

static bool close_to(const char *wanted, const char *name)
{
    lc_guess g = {.wanted = wanted};

    lc_guess_offer(&g, name);
    return lc_guess_is_close(&g);
}

static void a_slip_is_close_and_another_word_is_not(void **state)
{
    static const struct {
        const char *wanted, *name;
        bool close;
    } rows[] = {
        {"pharmcy", "pharmacy", true},  {"clinic", "market", false},
        {"药点", "药店", true},         {"锦江", "青羊", false},
        {"双流区", "双楠区", true},     {"成华区", "武侯区", false},
        {"桐梓林路", "桐梓路林", true}, {"a", "b", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (close_to(rows[i].wanted, rows[i].name) != rows[i].close)
            fail_msg("%s for %s", rows[i].name, rows[i].wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_close_and_another_word_is_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
