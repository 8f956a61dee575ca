/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fold.h: the quick way gives what utf8proc gives for the whole text.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/world/names/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static void expect_as_utf8proc(lc_arena *a, const char *text)
{
    utf8proc_uint8_t *want = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &want,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
                         UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                         UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
    const char *got = lc_fold_name(a, text);

    assert_non_null(got);
    assert_string_equal(got, n < 0 ? "" : (const char *)want);
    free(want);
}

static void every_character_of_the_quick_way(void **state)
{
    lc_arena *a = lc_arena_new(0);

    (void)state;
    for (utf8proc_int32_t c = 1; c < 0xA000; c++) {
        char text[16] = "";
        utf8proc_ssize_t n;

        if (c == 0x400)
            c = 0x4D00; /* a little before the Chinese block */
        n = utf8proc_encode_char(c, (utf8proc_uint8_t *)text);
        expect_as_utf8proc(a, text);
        /* a mark of its own behind it */
        snprintf(text + n, sizeof text - (size_t)n, "e\xCC\x81x");
        expect_as_utf8proc(a, text);
        lc_arena_reset(a);
    }
    lc_arena_free(a);
}

/* Letters that could join, capitals, broken bytes, in any order. */
static void texts_of_all_kinds(void **state)
{
    static const char *const part[] = {"A",
                                       "z",
                                       " ",
                                       "\xC3\x89",
                                       "\xC3\xB1",
                                       "\xC3\x9F",
                                       "\xC2\xBD",
                                       "\xC2\xAD",
                                       "\xC5\x89",
                                       "\xE7\x8E\x89",
                                       "\xE9\xBF\xBF",
                                       "\xE4\xB8\x80",
                                       "\xE4\xB7\xBF",
                                       "\xEF\xBC\xA1",
                                       "\xCC\x88",
                                       "\xC3",
                                       "\xE4\xB8",
                                       "\xC7\x85",
                                       "1",
                                       "-"};
    lc_arena *a = lc_arena_new(0);
    uint64_t random = 3;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        char text[64] = "";
        int n = 0;

        for (int k = 0; k < 1 + i % 9; k++) {
            random = random * UINT64_C(6364136223846793005) + 1;
            n += snprintf(text + n, sizeof text - (size_t)n, "%s",
                          part[(random >> 40) % (sizeof part / sizeof *part)]);
        }
        expect_as_utf8proc(a, text);
        lc_arena_reset(a);
    }
    lc_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_of_the_quick_way),
        cmocka_unit_test(texts_of_all_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
