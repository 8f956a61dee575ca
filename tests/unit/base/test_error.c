/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * error.h: first failure wins, hostile text is blunted.
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

#include <stdio.h>
#include <string.h>

static void names_every_status(void **state)
{
    (void)state;
    for (int st = 0; st < LIFE_STATUS_COUNT; st++)
        assert_string_not_equal(lc_status_text((lc_status)st),
                                "unknown status");
    assert_string_equal(lc_status_text((lc_status)-1), "unknown status");
    assert_string_equal(lc_status_text(LIFE_STATUS_COUNT), "unknown status");
}

static void keeps_the_first_failure(void **state)
{
    lc_error e = {0};

    (void)state;
    assert_int_equal(lc_fail_param(&e, LIFE_ERR_RANGE, "k", "k is %d", 99),
                     LIFE_ERR_RANGE);
    assert_int_equal(lc_fail(&e, LIFE_ERR_IO, "later"), LIFE_ERR_IO);
    assert_int_equal(lc_fail_at(&e, LIFE_ERR_RANGE, "a.csv", 7),
                     LIFE_ERR_RANGE);
    lc_fail_at(&e, LIFE_ERR_RANGE, "b.csv", 8);
    assert_int_equal(e.status, LIFE_ERR_RANGE);
    assert_string_equal(e.parameter, "k");
    assert_string_equal(e.text, "k is 99");
    assert_string_equal(e.source, "a.csv");
    assert_int_equal(e.line, 7);
    assert_int_equal(lc_fail(NULL, LIFE_ERR_IO, "x"), LIFE_ERR_IO);
    assert_int_equal(lc_fail_at(NULL, LIFE_ERR_IO, "x", 1), LIFE_ERR_IO);
}

static void says_what_memory_was_wanted_for(void **state)
{
    lc_error e = {0};

    (void)state;
    assert_int_equal(lc_no_memory(&e, "the units"), LIFE_ERR_NOMEM);
    assert_int_equal(e.status, LIFE_ERR_NOMEM);
    assert_string_equal(e.text, "no memory for the units");
    assert_int_equal(lc_no_memory(NULL, "the units"), LIFE_ERR_NOMEM);
}

static void passes_on_a_failure(void **state)
{
    lc_error first = {0}, e = {0};

    (void)state;
    lc_fail_param(&first, LIFE_ERR_PARSE, "row_date", "no date");
    lc_fail_at(&first, LIFE_ERR_PARSE, "a.csv", 7);
    assert_int_equal(lc_fail_as(&e, &first), LIFE_ERR_PARSE);
    assert_string_equal(e.text, "no date");
    assert_string_equal(e.parameter, "row_date");
    assert_string_equal(e.source, "a.csv");
    assert_int_equal(e.line, 7);
    first.status = LIFE_ERR_IO;
    assert_int_equal(lc_fail_as(&e, &first), LIFE_ERR_IO);
    assert_int_equal(e.status, LIFE_ERR_PARSE); /* the first stays */
    assert_int_equal(lc_fail_as(NULL, &first), LIFE_ERR_IO);
}

static void blames_who_is_not_named_yet(void **state)
{
    lc_error e = {0};

    (void)state;
    assert_int_equal(lc_fail_blame(&e, LIFE_OK, "k"), LIFE_OK);
    assert_string_equal(e.parameter, "");
    lc_fail(&e, LIFE_ERR_RANGE, "too much");
    assert_int_equal(lc_fail_blame(&e, LIFE_ERR_RANGE, "k"), LIFE_ERR_RANGE);
    assert_string_equal(e.parameter, "k");
    lc_fail_blame(&e, LIFE_ERR_RANGE, "other");
    assert_string_equal(e.parameter, "k");
    assert_int_equal(lc_fail_blame(NULL, LIFE_ERR_IO, "k"), LIFE_ERR_IO);
}

static void blunts_control_bytes(void **state)
{
    lc_error e = {0};

    (void)state;
    lc_fail(&e, LIFE_ERR_PARSE, "%s", "a\033[2J\nb\x7f");
    assert_string_equal(e.text, "a?[2J?b?");
}

static void cuts_between_characters(void **state)
{
    char longer[600];
    lc_error e = {0};

    (void)state;
    for (size_t shift = 0; shift < 3; shift++) {
        memset(&e, 0, sizeof e);
        memset(longer, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof longer; i += 3)
            memcpy(longer + i, "\xe6\x88\x90", 4);
        lc_fail(&e, LIFE_ERR_PARSE, "%s", longer);
        assert_int_equal((strlen(e.text) - shift) % 3, 0);
        lc_fail_at(&e, LIFE_ERR_PARSE, longer, 1);
        assert_true(((unsigned char)e.source[0] & 0xc0) != 0x80);
        assert_true(strlen(e.source) > 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_every_status),
        cmocka_unit_test(keeps_the_first_failure),
        cmocka_unit_test(says_what_memory_was_wanted_for),
        cmocka_unit_test(passes_on_a_failure),
        cmocka_unit_test(blames_who_is_not_named_yet),
        cmocka_unit_test(blunts_control_bytes),
        cmocka_unit_test(cuts_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
