/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_plain.c - the pages without scripts, in a town of hostile names.
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
#include "lifecircle/export/pages/plain/place.h"
#include "lifecircle/export/pages/plain/plain.h"
#include "lifecircle/export/pages/plain/route.h"
#include "lifecircle/export/pages/plain/unit.h"
#include "lifecircle/store/rows/setting.h"
#include "lifecircle/study/walk/walker.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

#define HOSTILE "</p><script>alert(1)</script>\" onclick='x' & \xff {0} %s 药"

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void set_text(lct_city *c, const char *sql)
{
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    lc_stmt_text(s, 1, HOSTILE);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static lct_city *town(void)
{
    static const lct_xy ring[] = {
        {-900, -900}, {900, -900}, {900, 900}, {-900, 900}};
    lct_city *c = lct_city_new();
    lc_error err = {0};

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_facility(c, "a:1", "pharmacy", (lct_xy){100, 0});
    lct_home(c, (lct_xy){50, 0}, 1000);
    lct_unit(c, "u", ring, 4);
    lct_place(c, "osm:n1", "x", (lct_xy){100, 100});
    set_text(c, "UPDATE facility SET name = ?1, address = ?1, phone = ?1,"
                " opening_hours = ?1");
    set_text(c, "UPDATE unit SET name = ?");
    set_text(c, "UPDATE place SET name = ?");
    set_text(c, "UPDATE street SET name = ?");
    ok(lc_setting_put(lct_file(c), "name", HOSTILE, &err), &err);
    ok(lc_setting_put(lct_file(c), "attribution", HOSTILE, &err), &err);
    lct_open(c);
    return c;
}

/* The English pages are those of one city of several: no address of theirs may
 * lead to another's. */
static const char *base_of(const char *lang)
{
    return !strcmp(lang, "en") ? "/c/one" : "";
}

static void check_addresses(const lc_buf *page, const char *base)
{
    static const char *const before[] = {" href=\"/", " action=\"/"};
    size_t found = 0;

    for (size_t i = 0; i < LCT_COUNT(before); i++)
        for (const char *s = page->data; (s = strstr(s, before[i])); s++) {
            const char *at = strchr(s, '/');

            found++;
            if (strncmp(at, base, strlen(base)) != 0 || at[strlen(base)] != '/')
                fail_msg("not below %s: %.40s", base, at);
        }
    assert_true(found > 2);
}

/* Every tag that begins is one of ours, and nothing breaks out of a value. */
static void check_page(const lc_buf *page, const char *lang)
{
    static const char *const tags[] = {
        "!DOCTYPE html",
        "link",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "nav",
        "a",
        "main",
        "h1",
        "h2",
        "form",
        "input",
        "label",
        "small",
        "br",
        "button",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "span",
        "select",
        "option",
        "footer",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    };
    char html[32];

    assert_false(page->failed);
    assert_non_null(strstr(page->data, "</html>"));
    snprintf(html, sizeof html, "<html lang=\"%s\"", lang);
    assert_non_null(strstr(page->data, html));
    assert_null(strstr(page->data, "onclick='x'"));
    assert_null(strstr(page->data, "\xff"));
    check_addresses(page, base_of(lang));
    for (const char *s = strchr(page->data, '<'); s; s = strchr(s + 1, '<')) {
        const char *name = s + 1 + (s[1] == '/');
        bool known = false;

        for (size_t i = 0; i < LCT_COUNT(tags); i++) {
            size_t n = strlen(tags[i]);

            known =
                known || (!strncmp(name, tags[i], n) && strchr(" >", name[n]));
        }
        if (!known)
            fail_msg("a tag of somebody else's: %.40s", s);
    }
}

static void nothing_gets_out_of_its_place(void **state)
{
    lct_city *c = town();
    lc_walker *a = lc_walker_new(lct_study(c));

    (void)state;
    for (int i = 0; i < LIFE_LANG_COUNT; i++) {
        bool zh = i == LIFE_LANG_ZH;
        const char *lang = zh ? "zh-CN" : "en";
        lc_plain p = {.study = lct_study(c),
                      .w = lct_world(c),
                      .a = a,
                      .links = {base_of(lang)},
                      .lang = (lc_lang)i,
                      .minutes = 15};
        lc_error err = {0};
        lc_buf b = {0};

        lc_plain_start(&b, &p);
        check_page(&b, lang);
        lc_buf_clear(&b);
        ok(lc_plain_search(&b, &p, "script", &err), &err);
        check_page(&b, lang);
        assert_non_null(strstr(b.data, "&lt;script&gt;"));
        lc_buf_clear(&b);
        ok(lc_plain_search(&b, &p, "<b>none\"", &err), &err);
        check_page(&b, lang);
        lc_buf_clear(&b);
        ok(lc_plain_place(&b, &p, lct_at(c, (lct_xy){10, 5}), &err), &err);
        check_page(&b, lang);
        assert_non_null(strstr(b.data, "&lt;script&gt;"));
        lc_buf_clear(&b);
        ok(lc_plain_place(&b, &p, lct_at(c, (lct_xy){10, 900}), &err), &err);
        check_page(&b, lang);
        lc_buf_clear(&b);
        ok(lc_plain_route(&b, &p, lct_at(c, (lct_xy){10, 5}), 0, &err), &err);
        check_page(&b, lang);
        assert_non_null(strstr(b.data, zh ? "到达" : "You are at"));
        lc_buf_clear(&b);
        ok(lc_plain_route(&b, &p, lct_at(c, (lct_xy){10, 900}), 0, &err), &err);
        check_page(&b, lang);
        assert_non_null(strstr(b.data, zh ? "到不了" : "be reached"));
        lc_buf_clear(&b);
        ok(lc_plain_unit(&b, &p, 0, &err), &err);
        check_page(&b, lang);
        lc_buf_clear(&b);
        lc_plain_wrong(&b, &p, HOSTILE);
        check_page(&b, lang);
        lc_buf_free(&b);
    }
    lc_walker_free(a);
    lct_city_free(c);
}

/* The pharmacy is 100 m to the east of the corner; 90 s at 1.11 m/s. */
static void a_place_in_words(void **state)
{
    lct_city *c = lct_city_new();
    lc_walker *a;
    lc_plain p = {.links = {""}, .lang = LIFE_LANG_EN, .minutes = 15};
    lc_error err = {0};
    lc_buf b = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_facility(c, "a:1", "pharmacy", (lct_xy){100, 0});
    lct_open(c);
    a = lc_walker_new(lct_study(c));
    p.study = lct_study(c);
    p.w = lct_world(c);
    p.a = a;
    ok(lc_plain_search(&b, &p, "104.06,30.65", &err), &err);
    assert_non_null(strstr(b.data, "<h1>What is within 15 minutes on foot"));
    assert_non_null(strstr(b.data, "Services within 15 minutes on foot: 1. "));
    assert_non_null(strstr(b.data, ">a:1</a>: 2 min, 100 m, to the east"));
    lc_buf_clear(&b);
    p.lang = LIFE_LANG_ZH;
    ok(lc_plain_search(&b, &p, "104.06,30.65", &err), &err);
    assert_non_null(strstr(b.data, ">a:1</a>，2 分钟，100 米，在东面"));
    lc_buf_free(&b);
    lc_walker_free(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_gets_out_of_its_place),
        cmocka_unit_test(a_place_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
