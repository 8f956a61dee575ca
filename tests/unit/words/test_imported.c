/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imported.h: each row is found by its own English, and says its parts in
 * Chinese.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/words/imported.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

static const struct {
    const char *zh, *en;
} rows[] = {
#define LIFE_X(zh, en) {zh, en},
    LIFE_WORDS_OF_IMPORTS(LIFE_X)
#undef LIFE_X
};

#define ROWS (sizeof rows / sizeof *rows)

/* The sentence with 70, 71 ... for its parts, whatever their brackets. */
static void fill(lc_buf *out, const char *s)
{
    lc_buf_clear(out);
    for (; *s; s++) {
        if (!strchr("{[<", *s)) {
            lc_buf_putc(out, *s);
            continue;
        }
        lc_buf_printf(out, "7%c", s[1]);
        s = strpbrk(s, "}]>");
    }
}

static unsigned places(const char *s, const char *open)
{
    unsigned set = 0;

    while ((s = strpbrk(s, open))) {
        assert_true(isdigit((unsigned char)s[1]));
        set |= 1u << (s[1] - '0');
        s++;
    }
    return set;
}

static void each_row_is_found_by_its_english(void **state)
{
    lc_buf en = {0}, zh = {0}, out = {0};

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(places(rows[i].en, "{<"), places(rows[i].zh, "{["));
        fill(&en, rows[i].en);
        fill(&zh, rows[i].zh);
        lc_buf_clear(&out);
        lc_imported_put(&out, LIFE_LANG_ZH, en.data);
        assert_string_equal(out.data, zh.data);
        lc_buf_clear(&out);
        lc_imported_put(&out, LIFE_LANG_EN, en.data);
        assert_string_equal(out.data, en.data);
    }
    lc_buf_free(&en);
    lc_buf_free(&zh);
    lc_buf_free(&out);
}

/* What stays in Latin letters: options, formats, systems, names of services. */
static bool is_name(const char *word, size_t len)
{
    static const char *const known[] = {
        "map",    "name",   "COLUMN",   "crs",        "wgs84",       "gcj02",
        "EPSG",   "n",      "CGCS2000", "DataV",      "GeoAtlas",    "WKT",
        "x",      "y",      "GeoJSON",  "UTF",        "parent_name", "trust",
        "max",    "reject", "OSM",      "encoding",   "extent",      "clip",
        "W",      "S",      "E",        "N",          "poly",        "geojson",
        "prj",    "osm",    "r",        "cpg",        "dbf",         "WGS",
        "json",   "lon",    "lat",      "lifecircle", "list",        "figures",
        "import", "city",   "end_date", "start_date"};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == len && !memcmp(known[i], word, len))
            return true;
    return false;
}

static void chinese_has_no_english_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++)
        for (const char *s = rows[i].zh; *s;) {
            size_t len = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"
                                   "abcdefghijklmnopqrstuvwxyz");

            if (len && isalpha((unsigned char)*s) && !is_name(s, len))
                fail_msg("%s: %.*s", rows[i].zh, (int)len, s);
            s += len ? len : 1;
        }
}

static void lines_are_said_with_what_is_in_them(void **state)
{
    static const struct {
        const char *en, *zh;
    } line[] = {
        {"line 12: latitude 200 is not in -90..90; are longitude and latitude "
         "(x and y) swapped?",
         "第 12 行：纬度 200 不在 -90..90 之内；经度和纬度（x 和 "
         "y）是否写反了？"},
        {"feature 3: the longitude \"31N\" is marked as the other one; are "
         "longitude and latitude (x and y) swapped?",
         "第 3 个要素：经度“31N”标的是另一个；经度和纬度（x 和 "
         "y）是否写反了？"},
        {"7 rows are no records and are left out: 4 of totals (the first: line "
         "9, \"合计\"); 3 without a value (the first: line 2)",
         "7 行不是记录，未导入：合计行 4 行（首行：第 9 "
         "行，“合计”）；没有内容的 3 行（首行：第 2 行）"},
        {"line 4: a unit is an area or a centre point, not a line",
         "第 4 行：单元应为面或中心点，不能是线"},
        {"1 rows are no records and are left out: 1 of headings (text in one "
         "cell alone) (the first: line 4, \"Foo\")",
         "1 行不是记录，未导入：小标题行（只有一格有字）1 行（首行：第 4 "
         "行，“Foo”）"},
        {"placed by their addresses: 3 exact, 12 in_street",
         "按地址定位：到门牌 3 处，仅到街道 12 处"},
        {"coordinates: wgs84; of the points among the streets, within 25 m of "
         "one lie 9 of 10 as wgs84 (median 4 m), 1 of 10 as gcj02 (median 310 "
         "m)",
         "坐标系：wgs84；路网范围内的点中，距道路不超过 25 米的：按 wgs84 为 "
         "10 个中的 9 个（中位距离 4 米），按 gcj02 为 10 个中的 1 "
         "个（中位距离 310 米）"},
        {"the sheet \"a; b\" was read, the first of 2 that has rows; the "
         "header is in row 3",
         "读的是工作表“a; b”，有内容的 2 张中的第一张；表头在第 3 行"},
        {"the text was read as GB18030; the header is in line 4",
         "文字按 GB18030 编码读取；表头在第 4 行"},
        {"line 2: the code \"a; b\" occurs twice",
         "第 2 行：代码“a; b”出现两次"},
        {"\"localhost\" is not an address to listen on; it must look like "
         "127.0.0.1:8015 or [::1]:8015", /* brackets of no part */
         "不能在“localhost”上监听；应写成 127.0.0.1:8015 或 [::1]:8015"},
        {"something; else", "something; else"},
        {"", ""},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        lc_buf_clear(&out);
        lc_imported_put(&out, LIFE_LANG_ZH, line[i].en);
        assert_string_equal(out.data, line[i].zh);
    }
    lc_buf_free(&out);
}

/* A value as long as one may be, of what sentences are made of. */
static void a_line_that_nearly_fits_costs_little(void **state)
{
    lc_buf line = {0}, out = {0};
    clock_t start = clock();

    (void)state;
    lc_buf_puts(&line, "5 units are called \"");
    while (line.len < 380)
        lc_buf_puts(&line, "\" (a in b, ");
    for (int i = 0; i < 20; i++) {
        lc_buf_clear(&out);
        lc_imported_put(&out, LIFE_LANG_ZH, line.data);
        assert_string_equal(out.data, line.data);
    }
    assert_true(clock() - start < 4 * CLOCKS_PER_SEC); /* it was ten */
    lc_buf_free(&line);
    lc_buf_free(&out);
}

/* Cells that were mended are text of the table, also where they are words of
 * ours. */
static void text_of_the_table_stays(void **state)
{
    lc_buf out = {0};

    (void)state;
    lc_imported_example(&out, LIFE_LANG_ZH, "cells_mended", "name");
    lc_imported_example(&out, LIFE_LANG_ZH, "row_date",
                        "\"x\" is not a date; write 2024-05-31");
    assert_string_equal(out.data, "name“x”不是日期；写成 2024-05-31");
    lc_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_found_by_its_english),
        cmocka_unit_test(chinese_has_no_english_words),
        cmocka_unit_test(lines_are_said_with_what_is_in_them),
        cmocka_unit_test(a_line_that_nearly_fits_costs_little),
        cmocka_unit_test(text_of_the_table_stays)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
