/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/export/pages/test_page.c - the frame of every page: its policy
 * lets in its own style and nothing else.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/base/embedded.h"
#include "lifecircle/export/pages/page.h"
#include "src/export/pages/html.h"

#include <string.h>

static void begin(lc_page_kind kind, lc_buf *out)
{
    lc_page_head head = {
        .kind = kind, .lang = LIFE_LANG_ZH, .title = "<b>&\"", .site = "site"};

    lc_page_begin(out, &head);
    assert_false(out->failed);
}

/* What stands between <style> and </style> is what the policy's hash is of. */
static void the_policy_is_the_styles(void **state)
{
    (void)state;
    for (int kind = 0; kind < LIFE_PAGE_KINDS; kind++) {
        lc_buf page = {0}, hash = {0}, policy = {0};
        const char *from, *to;

        begin((lc_page_kind)kind, &page);
        from = strstr(page.data, "<style>") + strlen("<style>");
        to = strstr(from, "</style>");
        assert_true(to - from > 500);
        lc_html_hash(&hash, from, (size_t)(to - from));
        lc_page_policy(&policy, (lc_page_kind)kind);
        assert_non_null(strstr(policy.data, hash.data));
        assert_non_null(strstr(page.data, policy.data));
        assert_null(strstr(policy.data, "unsafe"));
        lc_buf_free(&page);
        lc_buf_free(&hash);
        lc_buf_free(&policy);
    }
}

/* A page has the rules of all pages and its own, and no banner of another. */
static void a_page_has_its_own_section(void **state)
{
    static const char *const own[LIFE_PAGE_KINDS] = {
        [LIFE_PAGE_PLAIN] = "ul.services",
        [LIFE_PAGE_REPORT] = "table.rules",
        [LIFE_PAGE_DATA] = ".fault h3::before",
        [LIFE_PAGE_LIST] = "min-width: 4em",
        [LIFE_PAGE_MATRIX] = "writing-mode: vertical-rl"};

    (void)state;
    for (int kind = 0; kind < LIFE_PAGE_KINDS; kind++) {
        lc_buf page = {0};

        begin((lc_page_kind)kind, &page);
        assert_non_null(strstr(page.data, "* { box-sizing: border-box }"));
        assert_null(strstr(page.data, "/* ---- "));
        for (int other = 0; other < LIFE_PAGE_KINDS; other++)
            assert_int_equal(strstr(page.data, own[other]) != NULL,
                             other == kind);
        lc_buf_free(&page);
    }
}

static void the_style_asks_for_nothing(void **state)
{
    const lc_embedded *css = lc_embedded_find("export/pages/page.css");
    lc_buf text = {0};

    (void)state;
    assert_non_null(css);
    lc_buf_put(&text, css->data, css->size);
    assert_null(strstr(text.data, "</"));
    assert_null(strstr(text.data, "url("));
    assert_null(strstr(text.data, "@import"));
    lc_buf_free(&text);
}

static void a_title_is_escaped(void **state)
{
    lc_buf page = {0};

    (void)state;
    begin(LIFE_PAGE_PLAIN, &page);
    assert_non_null(
        strstr(page.data, "<title>&lt;b&gt;&amp;&quot; · site</title>"));
    assert_non_null(strstr(page.data, "<html lang=\"zh-CN\">"));
    lc_buf_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_policy_is_the_styles),
        cmocka_unit_test(a_page_has_its_own_section),
        cmocka_unit_test(the_style_asks_for_nothing),
        cmocka_unit_test(a_title_is_escaped)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
