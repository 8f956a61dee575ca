/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parse.h: what is a number; utf8.h: what is UTF-8.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/utf8.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/parse.h"

#include <locale.h>
#include <string.h>

static void parses_plain_decimals_only(void **state)
{
    static const struct {
        const char *text;
        bool good;
        double value;
    } row[] = {
        {"0", true, 0},
        {"-12.5", true, -12.5},
        {"104.0667", true, 104.0667},
        {"0.1", true, 0.1},
        {"00012", true, 12},
        {"12345678901234567890.123", true, 12345678901234567890.123},
        {"", false, 0},
        {"-", false, 0},
        {".5", false, 0},
        {"5.", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1e3", false, 0},
        {"0x10", false, 0},
        {"1.2.3", false, 0},
        {"--1", false, 0},
        {"1,5", false, 0},
        {"nan", false, 0},
        {"inf", false, 0},
        {"1111111111111111111111111", false, 0},
        {"\xef\xbc\x91", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        double v = 7;

        assert_int_equal(lc_parse_decimal(row[i].text, &v), row[i].good);
        assert_true(v == (row[i].good ? row[i].value : 7));
    }
}

static void parses_integers_in_range(void **state)
{
    uint64_t u = 7;
    int64_t i = 7;

    (void)state;
    assert_true(lc_parse_uint("18446744073709551615", UINT64_MAX, &u));
    assert_true(u == UINT64_MAX);
    assert_false(lc_parse_uint("18446744073709551616", UINT64_MAX, &u));
    assert_true(lc_parse_uint("50", 50, &u));
    assert_false(lc_parse_uint("51", 50, &u));
    assert_false(lc_parse_uint("9", 5, &u));
    assert_false(lc_parse_uint("", 5, &u));
    assert_false(lc_parse_uint("-1", 5, &u));
    assert_true(lc_parse_int("-9223372036854775808", INT64_MIN, INT64_MAX, &i));
    assert_true(i == INT64_MIN);
    assert_false(lc_parse_int("9223372036854775808", INT64_MIN, INT64_MAX, &i));
    assert_true(lc_parse_int("-0", -1, 1, &i));
    assert_true(i == 0);
    assert_false(lc_parse_int("2", -1, 1, &i));
    assert_false(lc_parse_int("-", -1, 1, &i));
}

static void parses_pairs(void **state)
{
    static const char *const bad[] = {"",   ",",     "1",    "1,",
                                      ",1", "1,2,3", "1, 2", "1;2"};
    double x, y;

    (void)state;
    assert_true(lc_parse_pair("104.5,-30.25", &x, &y));
    assert_true(x == 104.5 && y == -30.25);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(lc_parse_pair(bad[i], &x, &y));
}

static void knows_utf8(void **state)
{
    static const struct {
        const char *text;
        size_t valid, width;
    } row[] = {
        {"", 0, 0},
        {"abc", 3, 3},
        {"\xe6\x88\x90\xe9\x83\xbd", 6, 4},
        {"e\xcc\x81", 3, 1},
        {"\xf4\x8f\xbf\xbf", 4, 1},
        {"a\xf4\x90\x80\x80", 1, 5},
        {"a\xc0\x80", 1, 3},
        {"a\xed\xa0\x80", 1, 4},
        {"\xe0\x80\x80", 0, 3},
        {"\xb3\xc9", 0, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        assert_int_equal(lc_utf8_valid(row[i].text, strlen(row[i].text)),
                         row[i].valid);
        assert_int_equal(lc_utf8_width(row[i].text), row[i].width);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_plain_decimals_only),
        cmocka_unit_test(parses_integers_in_range),
        cmocka_unit_test(parses_pairs),
        cmocka_unit_test(knows_utf8),
    };

    setlocale(LC_ALL, "de_DE.UTF-8"); /* a decimal comma, where there is one */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
