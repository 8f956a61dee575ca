/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/words/test_say.c - every sentence of every table is whole in every
 * language, and parts go where they belong.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/words/say.h"

#include <string.h>

static const char *const ids[LIFE_SAY_COUNT] = {
#define LIFE_X(id, zh, en) #id,
    LIFE_WORDS(LIFE_X)
#undef LIFE_X
};

/* The places of a sentence as bits; fails on a brace that isn't one. */
static unsigned places(const char *id, const char *s)
{
    unsigned set = 0;

    for (; s && *s; s++) {
        if (*s == '}')
            fail_msg("%s: a brace is closed that isn't open", id);
        if (*s != '{')
            continue;
        if (s[1] < '0' || s[1] > '9' || s[2] != '}')
            fail_msg("%s: \"%s\" is no place", id, s);
        set |= 1u << (s[1] - '0');
        s += 2;
    }
    return set;
}

static void languages_have_the_same_places(void **state)
{
    (void)state;
    for (int i = 0; i < LIFE_SAY_COUNT; i++) {
        unsigned set[LIFE_LANG_COUNT];

        for (int k = 0; k < LIFE_LANG_COUNT; k++) {
            const char *text = lc_say_text((lc_lang)k, (lc_sentence)i);

            if (!text || !*text)
                fail_msg("%s: no text in %s", ids[i], lc_lang_id((lc_lang)k));
            set[k] = places(ids[i], text);
        }
        if (set[LIFE_LANG_ZH] != set[LIFE_LANG_EN])
            fail_msg("%s: the languages have different places", ids[i]);
    }
}

/* Tables are put into pages as they are. */
static void no_text_needs_to_be_escaped(void **state)
{
    (void)state;
    for (int i = 0; i < LIFE_SAY_COUNT; i++)
        for (int k = 0; k < LIFE_LANG_COUNT; k++)
            if (strpbrk(lc_say_text((lc_lang)k, (lc_sentence)i), "<>&\""))
                fail_msg("%s: HTML would escape it", ids[i]);
}

static void parts_go_by_number(void **state)
{
    static const struct {
        lc_lang lang;
        lc_sentence id;
        const char *text;
    } row[] = {
        {LIFE_LANG_EN, LIFE_SAY_ADVICE_STREET,
         " The nearest street, {1}, is 9 m to the east: ask from there."},
        {LIFE_LANG_ZH, LIFE_SAY_ADVICE_STREET,
         "最近的街道是{1}，在east面 9 m处，可以改从那里查询。"},
        {LIFE_LANG_EN, LIFE_SAY_REPORT_UNITS_MET, "9 m of {1} units meet it"},
        {LIFE_LANG_EN, LIFE_SAY_PLAIN_GO, "Search"}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf out = {0};

        /* a part with a place in it is put as it is, and more do no harm */
        LC_SAY(&out, row[i].lang, row[i].id, "{1}", "9 m", "east");
        assert_string_equal(out.data, row[i].text);
        lc_buf_free(&out);
    }
}

static void a_part_that_failed_fails_the_whole(void **state)
{
    lc_buf out = {0}, good = {0}, bad = {.failed = true};

    (void)state;
    assert_string_equal(lc_say_part(&out, &good), "");
    assert_false(out.failed);
    assert_string_equal(lc_say_part(&out, &bad), "");
    assert_true(out.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_have_the_same_places),
        cmocka_unit_test(no_text_needs_to_be_escaped),
        cmocka_unit_test(parts_go_by_number),
        cmocka_unit_test(a_part_that_failed_fails_the_whole)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
