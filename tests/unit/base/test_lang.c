/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/base/test_lang.c - languages by name and by the environment.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/lang.h"

#include <stdlib.h>

static void a_language_is_known_by_its_id(void **state)
{
    lc_lang lang = LIFE_LANG_COUNT;

    (void)state;
    for (int i = 0; i < LIFE_LANG_COUNT; i++) {
        assert_true(lc_lang_parse(lc_lang_id((lc_lang)i), &lang));
        assert_int_equal(lang, i);
    }
    lang = LIFE_LANG_COUNT;
    assert_false(lc_lang_parse("ZH", &lang));
    assert_false(lc_lang_parse("", &lang));
    assert_false(lc_lang_parse("zh-CN", &lang));
    assert_int_equal(lang, LIFE_LANG_COUNT);
}

static void the_first_variable_that_is_set_decides(void **state)
{
    static const struct {
        const char *all, *messages, *lang;
        lc_lang is;
    } row[] = {{NULL, NULL, NULL, LIFE_LANG_EN},
               {NULL, NULL, "zh_CN.UTF-8", LIFE_LANG_ZH},
               {NULL, "en_GB.UTF-8", "zh_CN.UTF-8", LIFE_LANG_EN},
               {"zh_TW", "en_GB.UTF-8", "C", LIFE_LANG_ZH},
               {"C", "zh_CN.UTF-8", "zh_CN.UTF-8", LIFE_LANG_EN},
               {"", "", "zh_CN.UTF-8", LIFE_LANG_ZH},
               {"", "", "", LIFE_LANG_EN}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *const value[] = {row[i].all, row[i].messages, row[i].lang};
        static const char *const name[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

        for (int k = 0; k < 3; k++)
            if (value[k])
                assert_int_equal(setenv(name[k], value[k], 1), 0);
            else
                assert_int_equal(unsetenv(name[k]), 0);
        assert_int_equal(lc_lang_environment(), row[i].is);
    }
}

static void a_name_of_one_language_serves_both(void **state)
{
    (void)state;
    assert_string_equal(lc_lang_pick(LIFE_LANG_ZH, "医院", "Hospital"), "医院");
    assert_string_equal(lc_lang_pick(LIFE_LANG_EN, "医院", "Hospital"),
                        "Hospital");
    assert_string_equal(lc_lang_pick(LIFE_LANG_ZH, "", "Hospital"), "Hospital");
    assert_string_equal(lc_lang_pick(LIFE_LANG_EN, "医院", ""), "医院");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_language_is_known_by_its_id),
        cmocka_unit_test(the_first_variable_that_is_set_decides),
        cmocka_unit_test(a_name_of_one_language_serves_both)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
