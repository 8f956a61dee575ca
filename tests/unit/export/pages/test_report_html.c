/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_report_html.c - the report page is whole, safe and says what the report
 * says; QR codes; text and numbers as HTML has them.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/embedded.h"
#include "lifecircle/export/pages/qr.h"
#include "lifecircle/export/pages/report/page.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/words.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/export/pages/html.h"
#include "src/store/stmt.h"

#include <stdlib.h>
#include <string.h>

static void escapes_text(void **state)
{
    lc_buf out = {0};

    (void)state;
    lc_html_text(&out, "a<b>&\"c'\x01\xFF 社区");
    assert_string_equal(out.data,
                        "a&lt;b&gt;&amp;&quot;c&#39;\xEF\xBF\xBD 社区");
    lc_buf_free(&out);
}

static void writes_numbers_in_threes(void **state)
{
    static const struct {
        double v;
        int decimals;
        const char *want;
    } row[] = {{0, 0, "0"},
               {999, 0, "999"},
               {1000, 0, "1,000"},
               {1234567.891, 1, "1,234,567.9"},
               {-1000.5, 1,
                "\xE2\x88\x92"
                "1,000.5"}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_buf out = {0};

        lc_words_number(&out, row[i].v, row[i].decimals);
        assert_string_equal(out.data, row[i].want);
        lc_buf_free(&out);
    }
}

/* FIPS 180-2, B.1, in base64. */
static void hashes_for_a_policy(void **state)
{
    lc_buf out = {0};

    (void)state;
    lc_html_hash(&out, "abc", 3);
    assert_string_equal(out.data,
                        "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    lc_buf_free(&out);
}

static void qr_codes_have_their_bounds(void **state)
{
    char text[LIFE_QR_BYTES + 2];
    lc_error err = {0};
    lc_buf out = {0};

    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(lc_qr_svg(&out, text, &err), LIFE_ERR_LIMIT);
    assert_int_equal(lc_qr_svg(&out, "", &err), LIFE_ERR_LIMIT);
    assert_int_equal(lc_qr_svg(&out, text + 1, &err), LIFE_OK);
    lc_buf_clear(&out);
    /* 21 modules and twice the quiet zone; the finder's first row is 7 wide */
    assert_int_equal(lc_qr_svg(&out, "http://a/", &err), LIFE_OK);
    assert_non_null(strstr(out.data, "viewBox=\"0 0 29 29\""));
    assert_non_null(strstr(out.data, "M4 4h7v1h-7z"));
    lc_buf_free(&out);
}

static lct_city *draw(void)
{
    static const lct_xy ring[] = {
        {-100, -100}, {2600, -100}, {2600, 300}, {-100, 300}};
    lct_city *c = lct_city_new();
    lc_error err = {0};

    assert_int_equal(
        lc_setting_put(lct_file(c), "home_kind", "residents", &err), LIFE_OK);
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2500, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    lct_home(c, (lct_xy){100, 0}, 300000);
    lct_home(c, (lct_xy){2400, 0}, 1234000);
    lct_unit(c, "u<1>", ring, LCT_COUNT(ring));
    assert_int_equal(
        lc_stmt_exec(lct_file(c), "UPDATE unit SET name = '<b>''&\"'", &err),
        LIFE_OK);
    return c;
}

static void make_of(lc_study *study, const char *unit,
                    const lc_report_page *page, lc_buf *out)
{
    const lc_world *w = lc_study_world(study);
    lc_report_query q = {.unit = lc_world_unit_find(w, unit), .steps = true};
    const lc_assessment *a;
    lc_error err = {0};
    lc_report r;

    assert_int_equal(
        lc_assessment_get(study, lc_world_standard(w, 0), &a, &err), LIFE_OK);
    assert_int_equal(lc_report_make(study, a, &q, &r, &err), LIFE_OK);
    assert_int_equal(lc_report_page_write(out, study, &r, page, &err), LIFE_OK);
    assert_false(out->failed);
    lc_report_clear(&r);
}

static void make(lc_study *study, const lc_report_page *page, lc_buf *out)
{
    make_of(study, "u<1>", page, out);
}

/* Every tag that is opened is closed, in order; those of HTML that have no
 * end, and those that end themselves, apart. */
static void is_well_nested(const char *s)
{
    const char *open[64];
    size_t depth = 0;

    for (size_t i = 0; i < LCT_COUNT(open); i++)
        open[i] = "";
    for (s = strchr(s, '<'); s; s = strchr(s + 1, '<')) {
        const char *end = strchr(s, '>');
        size_t len;

        assert_non_null(end);
        if (s[1] == '!' || !strncmp(s, "<meta", 5) || !strncmp(s, "<br>", 4) ||
            end[-1] == '/')
            continue;
        if (s[1] != '/') {
            assert_true(depth < LCT_COUNT(open));
            open[depth++] = s + 1;
            continue;
        }
        len = strcspn(s + 2, ">");
        assert_true(depth > 0);
        depth--;
        assert_memory_equal(open[depth], s + 2, len);
        assert_true(strchr(" >", open[depth][len]) != NULL);
    }
    assert_int_equal(depth, 0);
}

static void the_page_is_whole_and_safe(void **state)
{
    lct_city *c = draw();
    lc_study *study = lct_open(c);
    (void)state;
    for (int i = 0; i < LIFE_LANG_COUNT; i++) {
        bool zh = i == LIFE_LANG_ZH;
        lc_report_page page = {.lang = (lc_lang)i,
                               .address = "https://a.example/?a&b",
                               .steps = true};
        lc_buf out = {0}, again = {0};

        make(study, &page, &out);
        make(study, &page, &again);
        assert_string_equal(out.data, again.data);
        is_well_nested(out.data);
        assert_null(strstr(out.data, "<b>'"));
        assert_non_null(strstr(out.data, "&lt;b&gt;&#39;&amp;&quot;"));
        assert_null(strstr(out.data, "<script"));
        assert_null(strstr(out.data, " style="));
        assert_null(strstr(out.data, "nan"));
        assert_null(strstr(out.data, "null"));
        assert_null(strstr(out.data, "src="));
        assert_non_null(strstr(out.data, "https://a.example/?a&amp;b"));
        assert_non_null(
            strstr(out.data, zh ? "lang=\"zh-CN\"" : "lang=\"en\""));
        /* 1,234 of 1,534 people can't walk to the one pharmacy */
        assert_non_null(strstr(out.data, "1,534"));
        assert_non_null(strstr(out.data, "19.5 %"));
        assert_non_null(strstr(out.data, ">1,234<"));
        assert_non_null(
            strstr(out.data, zh ? "<span class=\"why\">“家门口”按300米<"
                                : "\">&quot;the door&quot; is 300 m<"));
        assert_non_null(
            strstr(out.data, zh ? "</svg>只列出<" : "</svg>shown<"));
        assert_non_null(strstr(out.data, zh ? ">预期性<" : ">expected<"));
        lc_buf_free(&out);
        lc_buf_free(&again);
    }
    lct_city_free(c);
}

/* A unit that is a name and a code: no map of nowhere, and no residents that
 * are 0 because nobody told. */
static void a_unit_without_place_has_no_map(void **state)
{
    lct_city *c = draw();
    lc_report_page page = {.lang = LIFE_LANG_EN, .steps = true};
    lc_error err = {0};
    lc_buf out = {0};

    (void)state;
    assert_int_equal(
        lc_stmt_exec(lct_file(c),
                     "INSERT INTO unit(code, level, name, name_en,"
                     " approximate, source) SELECT 'x', level, 'Nowhere', '',"
                     " 0, source FROM unit",
                     &err),
        LIFE_OK);
    make_of(lct_open(c), "x", &page, &out);
    is_well_nested(out.data);
    assert_non_null(strstr(out.data, "known by name and code alone"));
    assert_non_null(strstr(out.data, "The checklist"));
    assert_null(strstr(out.data, "<figure"));
    assert_null(strstr(out.data, "Residents"));
    assert_null(strstr(out.data, "nan"));
    lc_buf_free(&out);
    lct_city_free(c);
}

static void without_an_address_there_is_no_code(void **state)
{
    lct_city *c = draw();
    lc_report_page page = {.lang = LIFE_LANG_ZH};
    lc_buf out = {0};

    (void)state;
    make(lct_open(c), &page, &out);
    assert_null(strstr(out.data, "class=\"qr\""));
    assert_null(strstr(out.data, "http://a"));
    lc_buf_free(&out);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_text),
        cmocka_unit_test(writes_numbers_in_threes),
        cmocka_unit_test(hashes_for_a_policy),
        cmocka_unit_test(qr_codes_have_their_bounds),
        cmocka_unit_test(the_page_is_whole_and_safe),
        cmocka_unit_test(a_unit_without_place_has_no_map),
        cmocka_unit_test(without_an_address_there_is_no_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
