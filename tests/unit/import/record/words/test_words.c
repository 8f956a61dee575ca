/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/words: words, dates and numbers of cells, and age bands in
 * the names of columns.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/import/record/words/cell_words.h"
#include "src/import/record/words/column_words.h"
#include "src/import/record/words/date.h"
#include "src/import/record/words/number.h"

#include <string.h>

static void words_of_cells(void **state)
{
    static const char *const rows[][3] = {
        {"wheelchair", "TRUE", "yes"}, {"wheelchair", "部分", "limited"},
        {"wheelchair", "否", "no"},    {"wheelchair", "yes", "?"},
        {"wheelchair", "不可", "no"},  {"wheelchair", "不详", ""},
        {"wheelchair", "-", ""},       {"wheelchair", "可以", "yes"},
        {"wheelchair", "", "?"},       {"urban", "城镇", "1"},
        {"urban", "220", "0"},         {"urban", "113", "?"},
        {"value", "有", "1"},          {"value", "no", "0"},
        {"status", "已注销", "gone"},  {"status", "Closed", "gone"},
        {"status", "在业", "open"},    {"status", "OPERATIONAL", "open"},
        {"status", "停业", "gone"},    {"status", "暂停营业", "paused"},
        {"status", "筹建", "?"},       {"status", "停业（装修）", "?"},
        {"no_such_field", "yes", "?"},
    };
    lc_cell_words w = {0};

    (void)state;
    assert_int_equal(lc_cell_words_open(&w, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(lc_cell_words_find(&w, rows[i][0], rows[i][1], "?"),
                            rows[i][2]);
    lc_cell_words_close(&w);
}

static void age_bands(void **state)
{
    static const char *const rows[][2] = {
        {"age_0_2", "0-2"},    {"Age 3-5", "3-5"},  {"age60plus", "60+"},
        {"60+", "60+"},        {"0-6岁", "0-6"},    {"年龄7~15", "7-15"},
        {"60岁及以上", "60+"}, {"80岁以上", "80+"}, {"age_60_plus", "60+"},
        {"0-2", NULL},         {"age_9_3", NULL},   {"age", NULL},
        {"page_1_2", NULL},    {"age_0_200", NULL}, {"60岁及以上者", NULL},
    };
    lc_column_words w = {0};
    char band[LIFE_BAND_BYTES];

    (void)state;
    assert_int_equal(lc_column_words_open(&w, NULL), LIFE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is = lc_column_words_band(&w, rows[i][0], band);

        assert_true(is == (rows[i][1] != NULL));
        if (is)
            assert_string_equal(band, rows[i][1]);
    }
    assert_true(lc_column_words_is(&w, "type", "类型"));
    assert_false(lc_column_words_is(&w, "category", "类型"));
    lc_column_words_close(&w);
}

static void dates(void **state)
{
    static const char *const rows[][2] = {
        {"2024-5-1", "2024-05-01"},
        {"2024年5月31日", "2024-05-31"},
        {"2024/05/01 10:00", "2024-05-01"},
        {"2024年", "2024"},
        {"2024.02", "2024-02"},
        {"2024-02-30", NULL},
        {"24-05-01", NULL},
        {"2024-13", NULL},
        {"tomorrow", NULL},
    };
    char out[16];

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is = lc_date_parse(rows[i][0], out);

        assert_true(is == (rows[i][1] != NULL));
        if (is)
            assert_string_equal(out, rows[i][1]);
    }
    assert_true(lc_date_is_plain("2024-05"));
    assert_false(lc_date_is_plain("2024-5-1"));
}

static void numbers(void **state)
{
    double v = 0;
    int64_t year = 0;

    (void)state;
    assert_true(lc_number_parse("1.5e3", &v) && v == 1500);
    assert_false(lc_number_parse("1,5", &v));
    assert_true(lc_number_people("0", &v));
    assert_false(lc_number_people("-1", &v) || lc_number_people("2e9", &v));
    assert_true(lc_number_year("2020", &year) && year == 2020);
    assert_false(lc_number_year("999", &year) || lc_number_year("20", &year));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_cells),
        cmocka_unit_test(age_bands),
        cmocka_unit_test(dates),
        cmocka_unit_test(numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
