/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text.h and guess.h: how far names are from one another, and which is meant.
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
#include "lifecircle/base/text.h"

#include <string.h>

static void counts_slips(void **state)
{
    static const struct {
        const char *a, *b;
        size_t most, distance;
    } row[] = {
        {"", "", 9, 0},
        {"", "abc", 9, 3},
        {"park", "park", 9, 0},
        {"pharmcy", "pharmacy", 9, 1},
        {"pharmacy", "pharmcy", 9, 1},
        {"kitten", "sitting", 9, 3},
        {"flaw", "lawn", 9, 2},
        {"药店", "药房", 9, 1}, /* characters, not bytes */
        {"药店", "", 9, 2},
        {"kitten", "sitting", 3, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 0, 1},
        {"a", "abcdef", 2, 3},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(lc_text_distance(row[i].a, row[i].b, row[i].most),
                         row[i].distance);
}

static void leaves_long_texts(void **state)
{
    char a[LIFE_TEXT_COMPARED + 2], b[LIFE_TEXT_COMPARED + 1];

    (void)state;
    memset(a, 'x', sizeof a - 1);
    a[sizeof a - 1] = '\0';
    memset(b, 'x', sizeof b - 1);
    b[sizeof b - 1] = '\0';
    assert_int_equal(lc_text_distance(b, b, 9), 0);
    assert_int_equal(lc_text_distance(a, b, 9), 10);
}

static void offers(const char *wanted, const char *const *names,
                   const char *told)
{
    lc_guess g = {.wanted = wanted};
    lc_buf out = {0};

    for (; *names; names++)
        lc_guess_offer(&g, *names);
    lc_guess_put(&g, &out);
    assert_string_equal(out.data ? out.data : "", told);
    lc_buf_free(&out);
}

static void offers_the_nearest(void **state)
{
    static const char *const few[] = {"slow", "fast", "even", NULL};
    static const char *const many[] = {"bank",   "cafe", "clinic", "market",
                                       "museum", "park", "pool",   "pharmacy",
                                       "school", NULL};
    static const char *const none[] = {NULL};

    (void)state;
    offers("slw", few, "; did you mean \"slow\"?");
    offers("steep", few, "; there are: slow, fast, even");
    offers("pharmcy", many, "; did you mean \"pharmacy\"?");
    offers("sauna", many,
           "; the nearest are: bank, cafe, park, clinic, market");
    offers("x", few, "; there are: slow, fast, even");
    offers("x", none, "");
}

static void encodes_for_addresses(void **state)
{
    lc_buf out = {0};

    (void)state;
    lc_text_url(&out, "osm:n1/a b-._~é&\"");
    assert_string_equal(out.data, "osm%3An1%2Fa%20b-._~%C3%A9%26%22");
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_slips),
        cmocka_unit_test(leaves_long_texts),
        cmocka_unit_test(offers_the_nearest),
        cmocka_unit_test(encodes_for_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
