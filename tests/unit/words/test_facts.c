/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_facts.c - what a facility says of itself, in plain words.
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
#include "lifecircle/base/table.h"
#include "lifecircle/words/facts.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/fact.h"
#include "lifecircle/world/facilities/service.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

typedef struct row {
    const char *category, *attributes, *zh, *en;
} row;

static void update(lct_city *c, const char *id, const char *column,
                   const char *text)
{
    lc_error err = {0};
    char sql[80];
    lc_stmt *s;

    snprintf(sql, sizeof sql, "UPDATE facility SET %s = ? WHERE id = ?",
             column);
    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    lc_stmt_text(s, 1, text);
    lc_stmt_text(s, 2, id);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static lct_city *town(const row *rows, size_t n)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    for (size_t i = 0; i < n; i++) {
        char id[32];

        snprintf(id, sizeof id, "a:%02zu", i);
        lct_facility(c, id, rows[i].category, (lct_xy){100, 0});
        update(c, id, "attributes", rows[i].attributes);
    }
    return c;
}

static void is(const lc_world *w, const lc_facility *f, lc_lang lang,
               const char *want)
{
    lc_buf got = {0};

    lc_facts_text(&got, w, f, lang);
    assert_false(got.failed);
    assert_string_equal(got.data ? got.data : "", want);
    lc_buf_free(&got);
}

/* Escapes, as the compiler's \x would take what follows along. */
#define ESC    "\\u001b"
#define RTL    "\\u202e"
#define LONG20 "一二三四五六七八九十一二三四五六七八九十"

static const row rows[] = {
    {"elderly_complex",
     "{\"beds\":60,\"beds_free\":18,\"services\":\"助餐;助浴、康复\","
     "\"night_service\":\"是\",\"ownership\":\"公办\","
     "\"price\":\"每月1200元\",\"appointment\":\"需要\"}",
     "床位60张，空18张；服务：助餐、助浴、康复；夜间有服务；公办；"
     "收费：每月1200元；须预约",
     "60 beds, 18 free; services: meals, bathing, rehabilitation; care at "
     "night; public; price: 每月1200元; by appointment"},
    {"elderly_home", "{\"beds_free\":3}", "空床3张；服务：全托",
     "3 beds free; services: long stays"},
    {"elderly_complex", "{\"beds\":10,\"beds_free\":0}", "床位10张，无空床",
     "10 beds, no bed free"},
    {"elderly_complex", "{\"beds\":\"many\",\"beds_free\":-1}", "", ""},
    {"elderly_complex", "{\"night_service\":\"否\",\"bath\":\"无\"}",
     "不提供：助浴、夜间服务", "not offered: bathing, night care"},
    {"elderly_complex", "{\"night_service\":\"不详\"}", "", ""},
    /* what kind of its category it is: words of extracts as people say them,
     * and no codes */
    {"community_complex", "{\"subtype\":\"邻里人家\"}", "类型：邻里人家",
     "kind: 邻里人家"},
    {"childcare", "{\"subtype\":\"托育园;亲子中心\"}", "类型：托育园、亲子中心",
     "kind: 托育园, 亲子中心"},
    {"repair_mending", "{\"subtype\":\"磨菜刀\"}", "服务：磨刀；类型：磨菜刀",
     "services: sharpening; kind: 磨菜刀"},
    {"quality_commerce", "{\"subtype\":\"cinema\"}", "类型：电影院",
     "kind: cinema"},
    {"quality_commerce", "{\"subtype\":\"050500\"}", "", ""},
    {"pharmacy", "{\"subtype\":\"药店\"}", "", ""},
    {"elderly_complex", "{\"services\":\"助餐;书法班\"}", "服务：助餐、书法班",
     "services: meals, 书法班"},
    {"elderly_complex", "{\"inclusive\":\"是\",\"fee\":\"否\"}", "普惠；免费",
     "at inclusive prices; free of charge"},
    {"elderly_complex", "{\"free\":\"是\"}", "免费", "free of charge"},
    {"sports_venue",
     "{\"sport\":\"table_tennis;foo_ball\",\"fee\":\"yes\","
     "\"operator:type\":\"public\",\"access\":\"customers\"}",
     "公办；收费；仅限顾客；运动：乒乓球、foo ball",
     "public; charged for; for customers; sports: table tennis, foo ball"},
    {"sports_venue", "{\"sport\":\"table_tennis ; tennis\"}",
     "运动：乒乓球、网球", "sports: table tennis, tennis"},
    {"sports_venue", "{\"access\":\"yes\",\"sports\":\"无\"}", "", ""},
    {"elderly_complex", "{\"for_whom\":\"60岁以上老人;残疾人\"}",
     "服务对象：老年人、残疾人",
     "for: elderly people, people with disabilities"},
    {"childcare", "{\"min_age\":0,\"max_age\":3}", "满0岁起，至3岁",
     "from age 0, to 3"},
    {"kindergarten", "{\"seats\":270}", "学位270个", "270 places for pupils"},
    {"elderly_meal", "{\"seats\":40}", "座位40个；服务：助餐",
     "40 seats; services: meals"},
    {"parking_charging", "{\"capacity\":12}", "车位12个", "12 parking spaces"},
    {"bus_stop", "{\"capacity\":12}", "", ""},
    /* hostile */
    {"elderly_complex",
     "{\"price\":\"<b>1</b>" ESC "[31m\\n" RTL "2\",\"services\":\"" ESC
     "<script>x</script>\"}",
     "服务：<script>x<、script>；收费：<b>1</b> [31m 2",
     "services: <script>x<, script>; price: <b>1</b> [31m 2"},
    {"elderly_complex",
     "{\"price\":\"" LONG20 LONG20 LONG20 "多\",\"services\":\"" LONG20 LONG20
     "\"}",
     "服务：" LONG20 "一二三四……；收费：" LONG20 LONG20 LONG20 "……",
     "services: " LONG20 "一二三四 ...; price: " LONG20 LONG20 LONG20 " ..."},
    {"elderly_complex", "{\"price\":{\"a\":1}}", "", ""},
    {"elderly_complex", "{\"price\":\"" RTL "\"}", "", ""},
};

static void what_is_known_is_said(void **state)
{
    lct_city *c = town(rows, LCT_COUNT(rows));
    const lc_world *w;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    for (uint32_t i = 0; i < LCT_COUNT(rows); i++) {
        is(w, lc_world_facility(w, i), LIFE_LANG_ZH, rows[i].zh);
        is(w, lc_world_facility(w, i), LIFE_LANG_EN, rows[i].en);
    }
    lct_city_free(c);
}

static void what_was_asked_and_is_not_said(void **state)
{
    static const row one[] = {
        {"elderly_complex", "{\"services\":\"助餐\"}", "", ""}};
    lct_city *c = town(one, 1);
    const lc_world *w;
    const lc_facility *f;
    lc_buf got = {0};
    uint64_t meal, bath;

    (void)state;
    update(c, "a:00", "name", "甲\x1b[1m乙");
    update(c, "a:00", "wheelchair", "limited");
    lct_open(c);
    w = lct_world(c);
    f = lc_world_facility(w, 0);
    meal = UINT64_C(1) << lc_world_service_find(w, "meal");
    bath = UINT64_C(1) << lc_world_service_find(w, "bath");
    lc_facts_line(&got, w, f, meal | bath, LIFE_LANG_ZH);
    assert_string_equal(got.data,
                        "甲 [1m乙：服务：助餐；轮椅部分可通行；未注明：助浴");
    lc_buf_clear(&got);
    lc_facts_unstated(&got, w, f, meal, LIFE_LANG_EN);
    assert_int_equal(got.len, 0);
    lc_facts_nearer(&got, w, 2, true, bath, LIFE_LANG_EN);
    assert_string_equal(
        got.data, "2 nearer ones do not say whether they offer: bathing.");
    lc_buf_clear(&got);
    lc_facts_nearer(&got, w, 0, true, bath, LIFE_LANG_EN);
    assert_int_equal(got.len, 0);
    lc_buf_free(&got);
    lct_city_free(c);
}

/* ---- the tables ---- */

static void words_are_there_once(void **state)
{
    lct_city *c = town(NULL, 0);
    lc_error err = {0};
    lc_table *t;

    (void)state;
    lct_open(c);
    ok(lc_table_open("attribute_words.csv", &t, &err), &err);
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *key = lc_table_cell(t, i, "attribute");
        char words[2000], *save = NULL;

        snprintf(words, sizeof words, "%s", lc_table_cell(t, i, "words"));
        for (char *word = strtok_r(words, "|", &save); word;
             word = strtok_r(NULL, "|", &save)) {
            const lc_fact_word *found =
                lc_world_fact_word(lct_world(c), key, word);

            assert_non_null(found);
            if (strcmp(found->text[LIFE_LANG_ZH], lc_table_cell(t, i, "zh")))
                fail_msg("attribute_words.csv:%u: \"%s\" is there twice",
                         lc_table_line(t, i), word);
        }
    }
    lc_table_free(t);
    lct_city_free(c);
}

static void templates_have_both_languages(void **state)
{
    lct_city *c = town(NULL, 0);
    const lc_world *w;

    (void)state;
    lct_open(c);
    w = lct_world(c);
    for (size_t i = 0; i < lc_world_fact_count(w); i++) {
        const lc_fact *f = lc_world_fact(w, i);
        const char *const pair[][2] = {
            {f->text[LIFE_LANG_ZH], f->text[LIFE_LANG_EN]},
            {f->none[LIFE_LANG_ZH], f->none[LIFE_LANG_EN]},
            {f->behind[LIFE_LANG_ZH], f->behind[LIFE_LANG_EN]}};

        for (size_t k = 0; k < LCT_COUNT(pair); k++) {
            assert_true(!*pair[k][0] == !*pair[k][1]);
            assert_true(!strstr(pair[k][0], "{0}") ==
                        !strstr(pair[k][1], "{0}"));
        }
        if (f->kind == LIFE_FACT_COUNT || f->kind == LIFE_FACT_LIST)
            assert_non_null(strstr(f->text[LIFE_LANG_ZH], "{0}"));
        assert_true(f->any || !lc_catset_is_empty(&f->categories));
    }
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_is_said),
        cmocka_unit_test(what_was_asked_and_is_not_said),
        cmocka_unit_test(words_are_there_once),
        cmocka_unit_test(templates_have_both_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
