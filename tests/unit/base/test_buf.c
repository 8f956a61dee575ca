/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * buf.h: growth, limits and the spelling of numbers.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"

#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void spells_doubles(void **state)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
    } row[] = {{0, 0, "0"},
               {-0.0, 3, "0"},
               {-0.0004, 3, "0"},
               {1.5, 7, "1.5"},
               {100, 0, "100"},
               {100, 2, "100"},
               {-2.50, 2, "-2.5"},
               {1e15, 1, "1000000000000000"},
               {0.1 + 0.2, 9, "0.3"},
               {104.0667, 7, "104.0667"},
               {NAN, 2, "null"},
               {INFINITY, 2, "null"},
               {-INFINITY, 0, "null"},
               {2.0 / 3, 4, "0.6667"}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};

        lc_buf_double(&b, row[i].value, row[i].decimals);
        assert_string_equal(b.data, row[i].text);
        lc_buf_free(&b);
    }
}

/* What the C library prints, with a point and without zeros at the end. */
static void expect_as_printed(double value, int decimals)
{
    char want[400];
    size_t n = (size_t)snprintf(want, sizeof want, "%.*f", decimals, value);
    char *comma = strchr(want, ',');
    lc_buf b = {0};

    if (comma)
        *comma = '.';
    while (strchr(want, '.') && (want[n - 1] == '0' || want[n - 1] == '.')) {
        n -= 1;
        if (want[n] == '.') {
            want[n] = '\0';
            break;
        }
        want[n] = '\0';
    }
    lc_buf_double(&b, value, decimals);
    assert_string_equal(b.data, strcmp(want, "-0") ? want : "0");
    lc_buf_free(&b);
}

/* Random ones of every size, and halves, which round to even or by what the
 * double is beyond its sixteen digits. */
static void spells_doubles_as_the_library(void **state)
{
    uint64_t random = 11;

    (void)state;
    for (int i = 0; i < 300000; i++) {
        int decimals = i % 10, size = i / 10 % 16;
        double value, half;

        random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
        value = (double)(int64_t)random / 9.3e18 * pow(10, size - 3);
        half = (floor(value * 1000) + 0.5) / pow(10, decimals);
        expect_as_printed(value, decimals);
        expect_as_printed(half, decimals);
        expect_as_printed(nextafter(half, i % 2 ? INFINITY : 0), decimals);
    }
}

static void doubles_quotes_in_a_text(void **state)
{
    lc_buf b = {0};

    (void)state;
    lc_buf_quoted(&b, "", 0);
    lc_buf_quoted(&b, "it's 'so'", 9);
    lc_buf_quoted(&b, "cut'", 3);
    assert_string_equal(b.data, "'''it''s ''so''''cut'");
    lc_buf_free(&b);
}

/* As the number that they are units of. */
static void expect_e7(int32_t v)
{
    lc_buf b = {0}, want = {0};

    lc_buf_e7(&b, v);
    lc_buf_double(&want, v / 1e7, 7);
    assert_string_equal(b.data, want.data);
    lc_buf_free(&b);
    lc_buf_free(&want);
}

static void spells_units_of_positions(void **state)
{
    static const int32_t edge[] = {0,        1,         -1,         9999999,
                                   10000000, -10000000, 1800000000, -1800000000,
                                   100000,   INT32_MAX, INT32_MIN};
    uint32_t random = 3;

    (void)state;
    for (size_t i = 0; i < sizeof edge / sizeof *edge; i++)
        expect_e7(edge[i]);
    for (int i = 0; i < 300000; i++) {
        random = random * 1664525u + 1013904223u;
        expect_e7((int32_t)random);
        expect_e7((int32_t)random / 1000 * 1000);
    }
}

/* Of each number of digits the first and the last. */
static void spells_whole_numbers_into_memory(void **state)
{
    uint64_t first = 1;

    (void)state;
    for (int digits = 1; digits <= LIFE_UINT_BYTES; digits++, first *= 10) {
        const uint64_t v[] = {first - 1, first, UINT64_MAX - first + 1};

        for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
            char want[LIFE_UINT_BYTES + 1], got[LIFE_UINT_BYTES + 1];

            snprintf(want, sizeof want, "%" PRIu64, v[i]);
            *lc_buf_uint_text(got, v[i]) = '\0';
            assert_string_equal(got, want);
        }
    }
}

static void spells_integers(void **state)
{
    static const struct {
        int64_t value;
        const char *text;
    } row[] = {{0, "0"},
               {-7, "-7"},
               {1234567890, "1234567890"},
               {INT64_MAX, "9223372036854775807"},
               {INT64_MIN, "-9223372036854775808"}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};

        lc_buf_int(&b, row[i].value);
        assert_string_equal(b.data, row[i].text);
        lc_buf_free(&b);
    }
}

static void spells_thousandths(void **state)
{
    static const struct {
        int64_t value;
        const char *text;
    } row[] = {{0, "0"},
               {1, "0.001"},
               {-1, "-0.001"},
               {1500, "1.5"},
               {-2050, "-2.05"},
               {1000, "1"},
               {INT64_MAX, "9223372036854775.807"},
               {INT64_MIN, "-9223372036854775.808"}};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};

        lc_buf_milli(&b, row[i].value);
        assert_string_equal(b.data, row[i].text);
        lc_buf_free(&b);
    }
}

static void keeps_its_limit_and_fails_once(void **state)
{
    lc_buf b = {.limit = 5};
    size_t len = 9;

    (void)state;
    lc_buf_puts(&b, "abcde");
    assert_false(b.failed);
    lc_buf_putc(&b, 'f');
    assert_true(b.failed);
    assert_string_equal(b.data, "abcde");
    lc_buf_clear(&b);
    lc_buf_printf(&b, "%s", "123456");
    assert_true(b.failed);
    assert_null(lc_buf_steal(&b, &len));
    assert_int_equal(b.len, 0);
}

static void hands_its_bytes_over(void **state)
{
    lc_buf b = {0};
    size_t len;
    char *s = lc_buf_steal(&b, &len);

    (void)state;
    assert_string_equal(s, "");
    assert_int_equal(len, 0);
    lc_free(s);
    lc_buf_put(&b, "a\0b", 3);
    s = lc_buf_steal(&b, &len);
    assert_int_equal(len, 3);
    assert_memory_equal(s, "a\0b", 4);
    assert_null(b.data);
    lc_free(s);
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    for (int64_t n = 0;; n++) {
        lc_buf b = {0};
        bool failed;

        lc_mem_fail_after(n, false);
        for (int i = 0; i < 100; i++)
            lc_buf_printf(&b, "%d,", i);
        lc_mem_fail_after(-1, false);
        failed = b.failed;
        lc_buf_free(&b);
        if (!failed)
            break;
        assert_true(n < 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_doubles),
        cmocka_unit_test(spells_doubles_as_the_library),
        cmocka_unit_test(doubles_quotes_in_a_text),
        cmocka_unit_test(spells_units_of_positions),
        cmocka_unit_test(spells_whole_numbers_into_memory),
        cmocka_unit_test(spells_integers),
        cmocka_unit_test(spells_thousandths),
        cmocka_unit_test(keeps_its_limit_and_fails_once),
        cmocka_unit_test(hands_its_bytes_over),
        cmocka_unit_test(survives_want_of_memory),
    };

    /* Where the machine has such a locale the comma must not show. */
    setlocale(LC_ALL, "de_DE.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
