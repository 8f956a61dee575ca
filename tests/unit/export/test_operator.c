/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * operator.h: who answers for a site, at the foot of its pages.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/export/operator.h"

#include <string.h>

#define ICP    "蜀ICP备12345678号-1"
#define POLICE "川公网安备51010702000001号"

static void puts_what_is_given(void **state)
{
    static const struct {
        lc_operator o;
        const char *zh, *en; /* all of it */
    } row[] = {
        {{0}, "", ""},
        {{"", "", "", ""}, "", ""},
        {{.name = "<b>\"&"},
         "<p class=\"operator\">运营单位：&lt;b&gt;&quot;&amp;</p>\n",
         "<p class=\"operator\">Operated by &lt;b&gt;&quot;&amp;</p>\n"},
        {{.icp = ICP, .map_approval = "GS(2023)1234号"},
         "<p class=\"operator\"><a href=\"https://beian.miit.gov.cn/\" "
         "rel=\"noopener noreferrer\">" ICP "</a> · "
         "审图号：GS(2023)1234号</p>\n",
         "<p class=\"operator\"><a href=\"https://beian.miit.gov.cn/\" "
         "rel=\"noopener noreferrer\">" ICP "</a> · "
         "Map approval number: GS(2023)1234号</p>\n"},
        {{.police = POLICE},
         "<p class=\"operator\"><a href=\"https://beian.mps.gov.cn/#/query/"
         "webSearch?code=51010702000001\" rel=\"noopener noreferrer\">" POLICE
         "</a></p>\n",
         "<p class=\"operator\"><a href=\"https://beian.mps.gov.cn/#/query/"
         "webSearch?code=51010702000001\" rel=\"noopener noreferrer\">" POLICE
         "</a></p>\n"},
    };
    lc_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        for (int lang = 0; lang < LIFE_LANG_COUNT; lang++) {
            lc_buf_clear(&out);
            lc_operator_put(&out, &row[i].o, (lc_lang)lang);
            assert_string_equal(out.len ? out.data : "",
                                lang == LIFE_LANG_ZH ? row[i].zh : row[i].en);
        }
        lc_buf_clear(&out);
        lc_operator_foot(&out, &row[i].o);
        assert_int_equal(out.len > 0, *row[i].zh != '\0');
        if (out.len) {
            assert_non_null(strstr(out.data, row[i].zh));
            assert_non_null(strstr(out.data, row[i].en));
        }
    }
    lc_operator_put(&out, NULL, LIFE_LANG_ZH);
    lc_buf_free(&out);
}

static void checks_numbers(void **state)
{
    static const char longer[] =
        "0123456789012345678901234567890123456789012345678901234567890"
        "0123456789012345678901234567890123456789012345678901234567890";
    static const struct {
        lc_operator o;
        const char *option; /* at fault; "" good */
    } row[] = {
        {{0}, ""},
        {{"x", ICP, POLICE, "川S(2023)00001号"}, ""},
        {{.police = "51010702000001"}, ""},
        {{.icp = "12345678"}, "icp"},
        {{.icp = "ICP"}, "icp"},
        {{.police = "川公网安备号"}, "police"},
        {{.police = "川公网安备510107020000012号"}, "police"},
        {{.name = "two\nlines"}, "operator-name"},
        {{.name = longer}, "operator-name"},
        {{.map_approval = "\xff"}, "map-approval"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        lc_error err = {0};
        lc_status st = lc_operator_check(&row[i].o, &err);

        assert_int_equal(st, *row[i].option ? LIFE_ERR_USAGE : LIFE_OK);
        assert_string_equal(err.parameter, row[i].option);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_what_is_given),
        cmocka_unit_test(checks_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
