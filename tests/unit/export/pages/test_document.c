/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/unit/export/pages/test_document.c - a document as a page: each kind of
 * value by its form, and nothing of it as markup.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lifecircle/export/pages/document.h"

#include <string.h>

static lc_status make(const char *json, lc_lang lang, lc_buf *out)
{
    static const lc_document_word words[] = {{"unit", "unit of it", "单位"}};
    static const lc_way way[] = {{"/x?f=json", "JSON", "alternate"}};
    const lc_document d = {{.kind = LIFE_PAGE_DATA,
                            .lang = lang,
                            .title = "A & B",
                            .site = "site"},
                           way,
                           1,
                           words,
                           1};
    lc_buf text = {0};
    lc_error err = {0};
    lc_status st;

    lc_buf_puts(&text, json);
    st = lc_document_page(out, &d, &text, &err);
    assert_int_equal(err.status, st);
    lc_buf_free(&text);
    return st;
}

/* That the page of some JSON has `part` below its title. */
static void says(const char *json, lc_lang lang, const char *part)
{
    lc_buf page = {0};
    const char *body;

    assert_int_equal(make(json, lang, &page), LIFE_OK);
    body = strstr(page.data, "<h1>A &amp; B</h1>\n"
                             "<p><a href=\"/x?f=json\" rel=\"alternate\">"
                             "JSON</a></p>\n");
    assert_non_null(body);
    if (!strstr(body, part))
        fail_msg("%s is not in\n%s", part, body);
    assert_null(strstr(body, "<b>"));
    lc_buf_free(&page);
}

static void values_by_their_form(void **state)
{
    (void)state;
    says(
        "{\"a\":\"<b>&\\\"\",\"b\":true,\"c\":12,\"d\":104.0612345,\"e\":null}",
        LIFE_LANG_EN,
        "<dl>\n<dt>a</dt><dd>&lt;b&gt;&amp;&quot;</dd>\n"
        "<dt>b</dt><dd>true</dd>\n<dt>c</dt><dd>12</dd>\n"
        "<dt>d</dt><dd>104.0612345</dd>\n<dt>e</dt><dd></dd>\n</dl>\n");
    says("{\"unit\":\"m\"}", LIFE_LANG_EN, "<dt>unit of it</dt><dd>m</dd>");
    says("{\"unit\":\"m\"}", LIFE_LANG_ZH, "<dt>单位</dt><dd>m</dd>");
    says("{\"a\":[1,2],\"b\":[],\"c\":[[1,2],[3]]}", LIFE_LANG_EN,
         "<dt>a</dt><dd>1, 2</dd>\n<dt>b</dt><dd></dd>\n"
         "<dt>c</dt><dd><ul>\n<li>1, 2</li>\n<li>3</li>\n</ul>\n</dd>");
}

static void addresses_and_links_lead_there(void **state)
{
    (void)state;
    says("{\"a\":[\"https://x.example/?a=1&b=2\"]}", LIFE_LANG_EN,
         "<li><a href=\"https://x.example/?a=1&amp;b=2\">"
         "https://x.example/?a=1&amp;b=2</a></li>");
    says("{\"a\":\"javascript:alert(1)\"}", LIFE_LANG_EN,
         "<dd>javascript:alert(1)</dd>");
    says("{\"a\":{\"href\":\"/u\",\"rel\":\"item\",\"type\":\"x/y\","
         "\"title\":\"U\"}}",
         LIFE_LANG_EN, "<a href=\"/u\" rel=\"item\" type=\"x/y\">U</a> · x/y");
    says("{\"a\":{\"href\":\"/{z}\",\"templated\":true}}", LIFE_LANG_EN,
         "<dd>/{z}</dd>");
}

/* The document's own links alone go, as the page has these. */
static void links_to_itself_are_the_pages(void **state)
{
    (void)state;
    says("{\"links\":[{\"href\":\"/s\",\"rel\":\"self\"},"
         "{\"href\":\"/h\",\"rel\":\"alternate\"},"
         "{\"href\":\"/d\",\"rel\":\"data\"}]}",
         LIFE_LANG_EN,
         "<ul>\n<li><a href=\"/d\" rel=\"data\">/d</a> · data</li>\n</ul>");
    says("{\"a\":[{\"links\":[{\"href\":\"/s\",\"rel\":\"self\"}]}]}",
         LIFE_LANG_EN, "<a href=\"/s\" rel=\"self\">/s</a>");
}

static void objects_alone_are_a_table(void **state)
{
    (void)state;
    says("{\"a\":{\"<i>\":{\"x\":1},\"j\":{\"unit\":\"m\",\"x\":[2,3]}}}",
         LIFE_LANG_EN,
         "<table>\n<thead><tr><th>name</th><th>x</th><th>unit of it</th></tr>"
         "</thead>\n<tbody>\n"
         "<tr><td>&lt;i&gt;</td><td>1</td><td></td></tr>\n"
         "<tr><td>j</td><td>2, 3</td><td>m</td></tr>\n</tbody>\n</table>");
    says("{\"a\":{\"i\":{\"x\":1}}}", LIFE_LANG_EN,
         "<dl>\n<dt>i</dt><dd><dl>\n<dt>x</dt><dd>1</dd>");
}

static void paths_are_what_can_be_asked(void **state)
{
    static const char json[] =
        "{\"servers\":[{\"url\":\"http://h/ogc\"}],\"paths\":{\"/a\":{\"get\":"
        "{\"summary\":\"it\",\"parameters\":[{\"name\":\"p\"},{\"name\":\"q\"}]"
        ",\"responses\":{\"200\":{\"content\":{\"x/y\":{},\"text/html\":{}}},"
        "\"400\":{}}}},\"/b/{c}\":{\"get\":{}}}}";

    (void)state;
    says(json, LIFE_LANG_EN,
         "<tr><td><a href=\"http://h/ogc/a\">/a</a></td><td>it</td>"
         "<td>p, q</td><td>x/y, text/html</td></tr>\n"
         "<tr><td>/b/{c}</td><td></td><td></td><td></td></tr>\n");
}

static void what_is_no_document_is_refused(void **state)
{
    static const char *const wrong[] = {"", "{", "{\"a\":}", "[1,]", "nil"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        lc_buf page = {0};

        assert_int_equal(make(wrong[i], LIFE_LANG_EN, &page), LIFE_ERR_STATE);
        lc_buf_free(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_by_their_form),
        cmocka_unit_test(addresses_and_links_lead_there),
        cmocka_unit_test(links_to_itself_are_the_pages),
        cmocka_unit_test(objects_alone_are_a_table),
        cmocka_unit_test(paths_are_what_can_be_asked),
        cmocka_unit_test(what_is_no_document_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
