/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ages.h: a band in words, and who is of it.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/words/ages.h"

static void is(lc_sentence sentence, const char *band, lc_lang lang,
               const char *want)
{
    lc_buf out = {0};

    lc_ages_residents(&out, sentence, band, lang);
    assert_false(out.failed);
    assert_string_equal(out.data, want);
    lc_buf_free(&out);
}

static void residents(void **state)
{
    const lc_sentence counted = LIFE_SAY_ACCESS_AGED,
                      weighed = LIFE_SAY_COVERAGE_AGED;

    (void)state;
    is(counted, "60+", LIFE_LANG_ZH, "名60岁及以上居民");
    is(counted, "0-2", LIFE_LANG_ZH, "名0至2岁居民");
    is(weighed, "60+", LIFE_LANG_ZH, "60岁及以上居民");
    is(weighed, "60+", LIFE_LANG_EN, "residents aged 60 and over");
    is(weighed, "100+", LIFE_LANG_EN, "residents aged 100 and over");
    is(counted, "6-11", LIFE_LANG_EN, "residents aged 6 to 11");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(residents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
