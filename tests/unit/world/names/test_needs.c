/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * find.h with words of need: each leads to its categories, before all names
 * that hold it.
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
#include "lct_standard.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/find.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/facilities/service.h"
#include "src/store/stmt.h"

#include <stdio.h>
#include <string.h>

enum { HITS = 10 };

static void named(lct_city *c, const char *id, const char *name, lct_xy p)
{
    lc_error err = {0};
    lc_stmt *s;

    lct_facility(c, id, "metro_station", p);
    assert_int_equal(lc_stmt_prepare(lct_file(c),
                                     "UPDATE facility SET name = ?1"
                                     " WHERE id = ?2",
                                     &s, &err),
                     LIFE_OK);
    lc_stmt_text(s, 1, name);
    lc_stmt_text(s, 2, id);
    assert_int_equal(lc_stmt_run(s, &err), LIFE_OK);
    lc_stmt_free(s);
}

/* Names that hold words of need, and are no such thing. */
static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    named(c, "t:1", "医院", (lct_xy){10, 0});
    named(c, "t:2", "医院站", (lct_xy){20, 0});
    named(c, "t:3", "Pharmacy", (lct_xy){30, 0});
    named(c, "t:4", "取钱路口", (lct_xy){40, 0});
    named(c, "t:5", "Stadt Yda", (lct_xy){50, 0});
    lct_facility(c, "t:6", "pharmacy", (lct_xy){60, 0});
    lct_facility(c, "t:7", "hospital", (lct_xy){70, 0});
    lct_open(c);
    return c;
}

static size_t ask(lct_city *c, const char *q, lc_hit hit[HITS])
{
    lc_error err = {0};
    const lc_find find = {.q = q, .limit = HITS, .needs = true};
    size_t n = 0;

    if (lc_study_find(lct_study(c), &find, hit, &n, &err))
        fail_msg("%s: %s", q, err.text);
    return n;
}

/* `ids` in any order, with spaces or commas between. */
static void expect_need(lct_city *c, const char *q, const char *ids)
{
    lc_hit hit[HITS];
    char list[200], want[220];
    size_t n = ask(c, q, hit), commas = 0;

    if (!n || hit[0].kind != LIFE_HIT_CATEGORY)
        fail_msg("\"%s\" does not lead to %s", q, ids);
    snprintf(list, sizeof list, ",%s,", hit[0].id);
    while (*ids) {
        size_t len = strcspn(ids, " ");

        snprintf(want, sizeof want, ",%.*s,", (int)len, ids);
        if (!strstr(list, want))
            fail_msg("\"%s\" leads to %s, not to %s", q, hit[0].id, want);
        ids += len + (ids[len] == ' ');
        commas++;
    }
    for (const char *s = list + 1; *s; s++)
        commas -= *s == ',';
    if (commas)
        fail_msg("\"%s\" leads to %s as well", q, hit[0].id);
}

static void each_word(lct_city *c, const char *words, const char *ids)
{
    while (*words) {
        size_t len = strcspn(words, "|");
        char word[120];

        snprintf(word, sizeof word, "%.*s", (int)len, words);
        expect_need(c, word, ids);
        words += len + (words[len] == '|');
    }
}

static lc_table *table_of(const char *name)
{
    lc_error err = {0};
    lc_table *t = NULL;

    if (lc_table_open(name, &t, &err))
        fail_msg("%s", err.text);
    return t;
}

static void every_word_of_the_table_leads_there(void **state)
{
    lct_city *c = town();
    lc_table *t = table_of("needs.csv");

    (void)state;
    assert_true(lc_table_rows(t) > 40);
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *ids = lc_table_cell(t, i, "category");

        if (!strcmp(ids, "*"))
            continue;
        for (const char *s = ids; *s; s += strspn(s, " ")) {
            char id[64];

            snprintf(id, sizeof id, "%.*s", (int)strcspn(s, " "), s);
            assert_true(lc_world_category_find(lct_world(c), id) <
                        lc_world_category_count(lct_world(c)));
            s += strlen(id);
        }
        each_word(c, lc_table_cell(t, i, "zh"), ids);
        each_word(c, lc_table_cell(t, i, "en"), ids);
    }
    lc_table_free(t);
    lct_city_free(c);
}

/* Where a word stands in both tables, what people need has it; such a word
 * would be a copy, and there is none but with other categories. */
static void names_and_types_lead_there_too(void **state)
{
    lct_city *c = town();
    lc_table *t = table_of("categories.csv");
    lc_hit hit[HITS];

    (void)state;
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *id = lc_table_cell(t, i, "id");

        expect_need(c, lc_table_cell(t, i, "name_zh"), id);
        expect_need(c, lc_table_cell(t, i, "name_en"), id);
    }
    lc_table_free(t);
    t = table_of("type_names.csv");
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *system = lc_table_cell(t, i, "system");
        const char *words = lc_table_cell(t, i, "names");

        if (!strcmp(lc_table_cell(t, i, "category"), "-") ||
            (strcmp(system, "bureau") && strcmp(system, "english")))
            continue;
        while (*words) {
            size_t len = strcspn(words, "|");
            char word[120];

            snprintf(word, sizeof word, "%.*s", (int)len, words);
            if (!ask(c, word, hit) || hit[0].kind != LIFE_HIT_CATEGORY)
                fail_msg("\"%s\" leads to no category", word);
            words += len + (words[len] == '|');
        }
    }
    lc_table_free(t);
    lct_city_free(c);
}

static void words_that_were_asked_for(void **state)
{
    static const struct {
        const char *q, *ids;
    } row[] = {
        {"药店", "pharmacy"},
        {"买菜", "fresh_market"},
        {"老年食堂", "elderly_meal"},
        {"配钥匙", "repair_mending"},
        {"助餐", "elderly_meal elderly_complex elderly_day_care elderly_home"},
        {"看病", "hospital community_health_center community_health_station"},
        {"幼儿园", "kindergarten"},
        {"幼兒園", "kindergarten"},
        {"厕所", "public_toilet"},
        {"kindergarten", "kindergarten"},
        {"Pharmacy", "pharmacy"},
        {"toilet", "public_toilet"},
        {"改裤脚", "repair_mending"},
        {"磨刀", "repair_mending"},
        {"修水电", "repair_mending"},
        {"取钱", "bank"},
        {"打疫苗", "community_health_center"},
        {"办证", "gov_service community_service_center"},
        {"找工作", "employment_service"},
        {"医院", "hospital"},
        {"养老院", "elderly_home"},
        {"菜市场", "fresh_market"},
        /* how they are spelt */
        {"yaodian", "pharmacy"},
        {"yao dian", "pharmacy"},
        {"maicai", "fresh_market"},
        {"kanbing", "hospital community_health_center "
                    "community_health_station"},
        {"youeryuan", "kindergarten"},
        {"cesuo", "public_toilet"},
        {"peiyaoshi", "repair_mending"},
        {"yey", "kindergarten"},
        {"zgz", "employment_service"},
        /* what stands around them */
        {"最近的药店", "pharmacy"},
        {"附近哪里有厕所", "public_toilet"},
        {"我想找个药店", "pharmacy"},
        {"药店在哪里", "pharmacy"},
        {"nearest pharmacy", "pharmacy"},
        {"Where can I get cash", "bank"},
        {"toilet near me", "public_toilet"},
        /* begun */
        {"幼", "kindergarten"},
        {"pharm", "pharmacy"},
    };
    lct_city *c = town();

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++)
        expect_need(c, row[i].q, row[i].ids);
    lct_city_free(c);
}

/* "" where the first hit asks for none. */
static const char *service_of(lct_city *c, const char *q, lc_hit hit[HITS])
{
    uint32_t service;

    if (!ask(c, q, hit) || !hit[0].need)
        return "no hit";
    service = hit[0].need->service;
    return service == LIFE_NONE ? ""
                                : lc_world_service(lct_world(c), service)->id;
}

/* A day-care centre that says it offers meals and no baths. */
static void words_of_services_ask_for_them(void **state)
{
    static const struct {
        const char *q, *service;
    } row[] = {
        {"助餐", "meal"},
        {"助浴", "bath"},
        {"打疫苗", "vaccination"},
        {"日托", "day_care"},
        {"zhucan", "meal"},
        {"最近的助餐", "meal"},
        {"respite care", "short_stay"},
        {"找工作", "job_placement"},
        /* a category's own words, and what needs have otherwise */
        {"厕所", ""},
        {"toilet", ""},
        {"充电", ""},
        {"老年食堂", ""},
        /* a type of one category that is a service there alone */
        {"磨菜刀", "sharpening"},
        {"mocaidao", "sharpening"},
        {"knife sharpening", "sharpening"},
        {"修鞋", "shoe_repair"},
        {"维修", ""},
        {"AED", "aed_device"},
        {"除颤仪", "aed_device"},
        {"chuchanyi", "aed_device"},
        {"急救站", ""},
        {"血压", "blood_pressure"},
        {"测血压", "blood_pressure"},
        {"blood pressure", "blood_pressure"},
        {"夜间服务", "night_service"},
        {"医养结合", "medical_care"},
        {"yiyangjiehe", "medical_care"},
        {"发热门诊", "fever_clinic"},
        {"饮水", "water"},
        {"drinking water", "water"},
        {"24小时", "all_day"},
        {"24小时药店", "all_day"},
        {"24 hour pharmacy", "all_day"},
    };
    lct_city *c = lct_city_new();
    lc_hit hit[HITS];

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){400, 0}, LCT_OPEN);
    lct_facility(c, "t:1", "elderly_day_care", (lct_xy){60, 0});
    lct_facility(c, "t:2", "elderly_home", (lct_xy){70, 0});
    lct_facility(c, "t:3", "dining", (lct_xy){80, 0});
    lct_attributes(c, "t:1", "{\"services\":\"助餐、日托\",\"bath\":\"无\"}");
    lct_attributes(c, "t:3", "{\"services\":\"助餐\"}");
    lct_open(c);
    for (size_t i = 0; i < LCT_COUNT(row); i++)
        assert_string_equal(service_of(c, row[i].q, hit), row[i].service);
    ask(c, "助餐", hit);
    assert_string_equal(hit[0].name, "助餐");
    assert_int_equal(hit[0].facilities, 2); /* it is not looked for in dining */
    assert_int_equal(hit[0].offering, 1);
    ask(c, "助浴", hit);
    assert_int_equal(hit[0].facilities, 2);
    assert_int_equal(hit[0].offering, 0);
    ask(c, "meals", hit);
    assert_string_equal(hit[0].name, "meals");
    lct_city_free(c);
}

/* Each word of the table leads to a need; its name to its own service, but
 * where a category goes by it. */
static void every_service_is_found(void **state)
{
    lct_city *c = town();
    lc_table *t = table_of("services.csv");
    size_t own = 0;
    lc_hit hit[HITS];

    (void)state;
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *words = lc_table_cell(t, i, "words");
        const char *is = service_of(c, lc_table_cell(t, i, "name_zh"), hit);

        if (*is)
            assert_string_equal(is, lc_table_cell(t, i, "id"));
        own += *is != '\0';
        while (*words) {
            size_t len = strcspn(words, "|");
            char word[120];

            snprintf(word, sizeof word, "%.*s", (int)len, words);
            if (!strcmp(service_of(c, word, hit), "no hit"))
                fail_msg("\"%s\" leads nowhere", word);
            words += len + (words[len] == '|');
        }
    }
    assert_true(own > lc_table_rows(t) / 2);
    lc_table_free(t);
    lct_city_free(c);
}

static void names_have_their_place(void **state)
{
    lct_city *c = town();
    lc_hit hit[HITS];
    const lc_find plain = {.q = "医院", .limit = HITS};
    lc_error err = {0};
    size_t n = ask(c, "医院", hit);

    (void)state;
    assert_int_equal(n, 3); /* the category, and two stations */
    assert_string_equal(hit[0].name, "医院");
    assert_string_equal(hit[0].word, "医院");
    assert_int_equal(hit[0].facilities, 1);
    assert_string_equal(hit[1].id, "t:1");
    assert_string_equal(hit[2].id, "t:2");
    /* who doesn't ask for needs gets none */
    assert_int_equal(lc_study_find(lct_study(c), &plain, hit, &n, &err),
                     LIFE_OK);
    assert_int_equal(n, 2);
    /* initials come behind names that begin so, and before those with it */
    n = ask(c, "yd", hit);
    assert_true(n >= 2);
    assert_string_equal(hit[0].id, "pharmacy");
    assert_int_equal(hit[0].match, LIFE_MATCH_INITIALS);
    assert_string_equal(hit[n - 1].id, "t:5");
    n = ask(c, "st", hit);
    assert_string_equal(hit[0].id, "t:5");
    /* none in the city, and the city says so by its count */
    assert_int_equal(ask(c, "取钱", hit), 2);
    assert_int_equal(hit[0].facilities, 0);
    assert_int_equal(ask(c, "魔法", hit), 0);
    assert_int_equal(ask(c, "最近的", hit), 0);
    assert_int_equal(ask(c, "  ", hit), 0);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_table_leads_there),
        cmocka_unit_test(names_and_types_lead_there_too),
        cmocka_unit_test(words_that_were_asked_for),
        cmocka_unit_test(words_of_services_ask_for_them),
        cmocka_unit_test(every_service_is_found),
        cmocka_unit_test(names_have_their_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
