/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * utf8.h: whatever is cut, what is left is UTF-8.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/error.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"

#include <stdio.h>
#include <string.h>

/* Characters of one to four bytes. */
static const char mixed[] = "玉林a药店é·𠀀社区b卫生服务中心";

static void mends_what_is_no_character(void **state)
{
    static const struct {
        const char *text, *mended;
    } row[] = {
        {"", ""},
        {"abc", "abc"},
        {"药店", "药店"},
        {"药\xe5", "药"},         /* cut at the end */
        {"药\xe5\xba", "药"},     /* a byte later */
        {"药\xe5\xba'!", "药'!"}, /* cut inside */
        {"\xf0\xa0\x80 a", " a"},
        {"\xba\x97 a", "?? a"}, /* the front is missing */
        {"a\xffz", "a?z"},
        {"\xc0\xaf", "??"},         /* a longer form of "/" */
        {"\xed\xa0\x80z", "z"},     /* half of a pair of UTF-16 */
        {"\xe5\xe5\xba\x97", "店"}, /* two begun, one ended */
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[32];

        memcpy(text, row[i].text, strlen(row[i].text) + 1);
        lc_utf8_mend(text);
        assert_string_equal(text, row[i].mended);
    }
}

static void blunts_what_steers(void **state)
{
    static const struct {
        const char *text, *blunt;
    } row[] = {
        {"", ""},
        {"药店 é·𠀀 a\u200d\u200cb", "药店 é·𠀀 a\u200d\u200cb"},
        {"a\x1b[31mb\x07\n\t\x7f", "a?[31mb????"},
        {"a\xc2\x9b"
         "31m\xc2\x85"
         "b",
         "a?31m?b"},
        {"txt\u202Egpj.exe\u202C", "txt?gpj.exe?"},
        {"\u2066a\u2069\u200E\u200F\u061C", "?a????"},
        {"a\u2028b\u2029c", "a?b?c"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[64];

        memcpy(text, row[i].text, strlen(row[i].text) + 1);
        lc_utf8_blunt(text);
        assert_string_equal(text, row[i].blunt);
    }
}

/* The whole characters among the first `most` bytes of `mixed`. */
static size_t whole(size_t most)
{
    return lc_utf8_valid(mixed, most < strlen(mixed) ? most : strlen(mixed));
}

static void a_precision_never_cuts_a_character(void **state)
{
    (void)state;
    for (int most = 0; most <= (int)sizeof mixed; most++) {
        char want[128];
        lc_error e = {0};

        snprintf(want, sizeof want, "the name '%.*s...' is longer than 9",
                 (int)whole((size_t)most), mixed);
        lc_fail_param(&e, LIFE_ERR_LIMIT, "name",
                      "the name '%.*s...' is longer than %d", most, mixed, 9);
        assert_string_equal(e.text, want);
    }
}

static void a_buffer_never_cuts_a_character(void **state)
{
    (void)state;
    for (size_t size = 1; size <= sizeof mixed + 1; size++) {
        char text[sizeof mixed + 1];

        memset(text, 'x', sizeof text);
        assert_int_equal(lc_utf8_format(text, size, "%s", mixed),
                         size > strlen(mixed));
        assert_int_equal(strlen(text), whole(size - 1));
        assert_memory_equal(text, mixed, strlen(text));
        if (size < sizeof text)
            assert_int_equal(text[size], 'x');
    }
}

/* Both at once, where a message has no room for all that it quotes. */
static void a_long_message_is_whole(void **state)
{
    enum { TIMES = 8 }; /* of which three fill a message */
    const size_t len = sizeof mixed - 1;
    char longer[TIMES * sizeof mixed] = "";

    (void)state;
    for (size_t i = 0; i < TIMES; i++)
        memcpy(longer + i * len, mixed, len);
    for (int most = 0; most < (int)sizeof longer; most++) {
        lc_error e = {0};

        lc_fail(&e, LIFE_ERR_PARSE, "%.*s '%s' %s '%.*s'%s%s%s%s", most, longer,
                longer, mixed, most, longer, mixed, mixed, longer, longer);
        assert_int_equal(lc_utf8_valid(e.text, strlen(e.text)), strlen(e.text));
        /* Three cuts, of at most three bytes each, and no more. */
        assert_true(strlen(e.text) + 1 >= sizeof e.text - 9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends_what_is_no_character),
        cmocka_unit_test(blunts_what_steers),
        cmocka_unit_test(a_precision_never_cuts_a_character),
        cmocka_unit_test(a_buffer_never_cuts_a_character),
        cmocka_unit_test(a_long_message_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
