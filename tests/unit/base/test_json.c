/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json.h: nesting, and strings that want out.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/json.h"
#include "lifecircle/base/mem.h"

#include <string.h>

static void escapes_hostile_text(void **state)
{
    static const struct {
        const char *text;
        const char *json;
    } row[] = {
        {"", "\"\""},
        {"</script><!--", "\"\\u003c/script\\u003e\\u003c!--\""},
        {"a&b\"c\\d", "\"a\\u0026b\\\"c\\\\d\""},
        {"\n\r\t\x01\x7f", "\"\\n\\r\\t\\u0001\\u007f\""},
        {"\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\""},
        {"\xe6\x88\x90\xe9\x83\xbd", "\"\xe6\x88\x90\xe9\x83\xbd\""},
        {"\xf0\x9f\x8f\xa0", "\"\xf0\x9f\x8f\xa0\""},
        {"\xff"
         "a",
         "\"\xef\xbf\xbd"
         "a\""},
        {"\xe6\x88", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xc2\x85", "\"\\u0085\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_buf b = {0};

        lc_json_quote(&b, row[i].text, strlen(row[i].text));
        assert_string_equal(b.data, row[i].json);
        lc_buf_free(&b);
    }
}

/* Texts are gone through by several bytes at once: what is written of each byte
 * is the same in whatever place of whatever length. */
static void escapes_a_byte_wherever_it_stands(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        char one = (char)c;
        lc_buf alone = {0};

        lc_json_quote(&alone, &one, 1);
        for (size_t len = 1; len <= 20; len++)
            for (size_t at = 0; at < len; at++) {
                char text[20];
                lc_buf b = {0}, wanted = {0};

                memset(text, '~', sizeof text);
                lc_buf_putc(&wanted, '"');
                lc_buf_put(&wanted, text, at);
                lc_buf_put(&wanted, alone.data + 1, alone.len - 2);
                lc_buf_put(&wanted, text, len - at - 1);
                lc_buf_putc(&wanted, '"');
                text[at] = one;
                lc_json_quote(&b, text, len);
                assert_string_equal(b.data, wanted.data);
                lc_buf_free(&wanted);
                lc_buf_free(&b);
            }
        lc_buf_free(&alone);
    }
}

static void quotes_keys_that_are_not_plain(void **state)
{
    lc_buf b = {0};
    lc_json j;

    (void)state;
    lc_json_init(&j, &b);
    lc_json_object(&j, NULL);
    lc_json_int(&j, "a", 1);
    lc_json_e7(&j, "a\"long one", -1234567890);
    lc_json_int(&j, "床位", 2);
    lc_json_end(&j);
    assert_string_equal(b.data,
                        "{\"a\":1,\"a\\\"long one\":-123.456789,\"床位\":2}");
    lc_buf_free(&b);
}

static void quotes_a_nul_inside(void **state)
{
    lc_buf b = {0};

    (void)state;
    lc_json_quote(&b, "a\0b", 3);
    assert_string_equal(b.data, "\"a\\u0000b\"");
    lc_buf_free(&b);
}

static void keeps_commas_and_nesting(void **state)
{
    lc_buf b = {0};
    lc_json j;

    (void)state;
    lc_json_init(&j, &b);
    lc_json_object(&j, NULL);
    lc_json_array(&j, "a");
    lc_json_end(&j);
    lc_json_array(&j, "b");
    lc_json_int(&j, NULL, INT64_MIN);
    lc_json_object(&j, NULL);
    lc_json_end(&j);
    lc_json_bool(&j, NULL, true);
    lc_json_end(&j);
    lc_json_str(&j, "c", NULL);
    lc_json_null(&j, "d");
    lc_json_milli(&j, "e", 1500);
    lc_json_double(&j, "f", 0.25, 3);
    lc_json_raw(&j, "g", "[1]", 3);
    lc_json_end(&j);
    assert_string_equal(b.data,
                        "{\"a\":[],\"b\":[-9223372036854775808,{},true],"
                        "\"c\":null,\"d\":null,\"e\":1.5,\"f\":0.25,"
                        "\"g\":[1]}");
    lc_buf_free(&b);
}

static void ready_members_stand_among_others(void **state)
{
    static const char ready[] = "\"a\":1,\"b\":2";
    lc_buf b = {0};
    lc_json j;

    (void)state;
    lc_json_init(&j, &b);
    lc_json_array(&j, NULL);
    lc_json_object(&j, NULL);
    lc_json_members(&j, ready, strlen(ready));
    lc_json_int(&j, "c", 3);
    lc_json_end(&j);
    lc_json_object(&j, NULL);
    lc_json_int(&j, "c", 3);
    lc_json_members(&j, ready, strlen(ready));
    lc_json_end(&j);
    lc_json_end(&j);
    assert_string_equal(b.data, "[{\"a\":1,\"b\":2,\"c\":3},"
                                "{\"c\":3,\"a\":1,\"b\":2}]");
    lc_buf_free(&b);
}

static void nests_sixty_deep(void **state)
{
    lc_buf b = {0};
    lc_json j;

    (void)state;
    lc_json_init(&j, &b);
    for (int i = 0; i < 60; i++)
        lc_json_array(&j, NULL);
    for (int i = 0; i < 60; i++)
        lc_json_end(&j);
    assert_int_equal(b.len, 120);
    assert_int_equal(b.data[59], '[');
    assert_int_equal(b.data[60], ']');
    lc_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_hostile_text),
        cmocka_unit_test(escapes_a_byte_wherever_it_stands),
        cmocka_unit_test(quotes_keys_that_are_not_plain),
        cmocka_unit_test(quotes_a_nul_inside),
        cmocka_unit_test(keeps_commas_and_nesting),
        cmocka_unit_test(ready_members_stand_among_others),
        cmocka_unit_test(nests_sixty_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
