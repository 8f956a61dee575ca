/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_statistics.c - published figures and lists of units by their ids and
 * names, in two languages; lists that say that they are whole.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/table.h"
#include "lifecircle/import/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lc_status take(lc_city *c, const char *text, lc_import_report *r,
                      lc_error *err)
{
    const lc_import_opts o = {.max_reject = 1000};

    return lc_import_statistics(c, lct_folder_put("f.csv", text), &o, r, err);
}

static void takes(const char *rows, const char *want)
{
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error err = {0};
    char text[2048];

    snprintf(text, sizeof text, "指标,unit,数值,年份,来源\n%s", rows);
    if (take(c, text, &r, &err))
        fail_msg("%s", err.text);
    lct_query_is(c,
                 "SELECT id, unit, year, value FROM statistic"
                 " ORDER BY id, unit, year",
                 4, want);
    lc_city_close(c);
}

static void a_figure_goes_by_its_id_or_a_name(void **state)
{
    (void)state;
    takes("green_travel_share,,71.2,2024,\n", "green_travel_share||2024|71.2;");
    takes("平均通勤时间,,34,2024,\n", "commute_time_35||2024|34.0;");
    /* with its unit behind it, full width, in capitals, with spaces */
    takes("平均通勤时间（分钟）,,34,2024,\n", "commute_time_35||2024|34.0;");
    takes("平均 通勤时间 (min),,34,2024,\n", "commute_time_35||2024|34.0;");
    takes("AVERAGE  commuting time,,34,2024,\n", "commute_time_35||2024|34.0;");
    takes("每个村（社区）至少１个运动角,,80%,2024,\n",
          "sports_corner_per_village||2024|80.0;");
    takes("\"“平急两用”设施44个\",,40,2025,\n平急两用设施44个,5101,4,2025,\n",
          "n_peacetime_emergency_2025||2025|40.0;"
          "n_peacetime_emergency_2025|5101|2025|4.0;");
    /* as the plan's table of main indicators has it, and by the bureaus */
    takes("每千人口拥有3岁以下婴幼儿托位数（个）,,4.4,2023,\n",
          "childcare_places_per_1000||2023|4.4;");
    takes("千人托位数,,4.4,2023,\n", "childcare_places_per_1000||2023|4.4;");
    takes("户数,5101,4.4,2023,\n", "households|5101|2023|4.4;");
    takes("my_own_rule,,3,,\n", "my_own_rule||0|3.0;");
}

static void a_list_may_say_that_it_is_whole(void **state)
{
    (void)state;
    takes("child_friendly_community,a,是,2024,\n"
          "child_friendly_community,b,yes,2024,\n"
          "child_friendly_community,,全部,2024,\n"
          "儿童友好社区全覆盖,d,complete,2023,\n",
          "child_friendly_community|a|2024|1.0;"
          "child_friendly_community|b|2024|1.0;"
          "whole:child_friendly_community||2024|1.0;"
          "whole:child_friendly_community|d|2023|1.0;");
}

/* By the bureau's codes, its words, or yes and no: never the code itself. */
static void whether_units_are_urban_is_a_list(void **state)
{
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error err = {0};

    (void)state;
    takes("城乡分类,a,111,2023,\n城乡,b,村庄,2023,\nurban,c,yes,,\n"
          "城乡分类代码,d,210,,\n",
          "urban|a|2023|1.0;urban|b|2023|0.0;urban|c|0|1.0;urban|d|0|0.0;");
    assert_int_equal(take(c,
                          "代码,城乡分类\na,122\nb,220\nc,1220\nd,\n,111\n"
                          "a,121\n",
                          &r, &err),
                     LIFE_OK);
    lct_query_is(c, "SELECT id, unit, value FROM statistic ORDER BY unit", 3,
                 "urban|a|1.0;urban|b|0.0;");
    assert_int_equal(r.rejected, 4);
    assert_non_null(strstr(r.text, "\"1220\" says neither urban nor rural"));
    assert_non_null(strstr(r.text, "doesn't say whether the unit"));
    assert_non_null(strstr(r.text, "the row has no unit's code"));
    assert_non_null(strstr(r.text, "\"urban\" of the unit \"a\" is there"));
    lc_city_close(c);
}

static void refuses(const char *indicator, const char *const *says)
{
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error err = {0};
    char text[512];

    snprintf(text, sizeof text, "indicator,value\n\"%s\",1\n", indicator);
    assert_int_equal(take(c, text, &r, &err), LIFE_OK);
    assert_int_equal(r.taken, 0);
    assert_int_equal(r.rejected, 1);
    for (; *says; says++)
        if (!strstr(r.text, *says))
            fail_msg("%s: no %s in %s", indicator, *says, r.text);
    lct_query_is(c, "SELECT id FROM statistic", 1, "");
    lc_city_close(c);
}

static void a_name_that_is_none_gets_the_nearest(void **state)
{
    (void)state;
    refuses("社区的日间照料机构",
            (const char *const[]){"社区的日间照料机构", "the nearest are",
                                  "社区日间照料机构覆盖率",
                                  "day_care_coverage_95", NULL});
    refuses("commuting time, average",
            (const char *const[]){"Average commuting time", NULL});
    refuses("甲乙丙丁戊",
            (const char *const[]){"neither the name nor the id", NULL});
    refuses("", (const char *const[]){"neither the name nor the id", NULL});
}

/* A cell of a table as CSV writes it, behind what is there. */
static void put_cell(lc_buf *out, const char *text)
{
    lc_buf_puts(out, "\"");
    for (; *text; text++)
        lc_buf_printf(out, *text == '"' ? "\"%c" : "%c", *text);
    lc_buf_puts(out, "\"");
}

/* Each name of each rule that is built in finds that rule, by the tables
 * themselves: the Chinese one as of 2023, the English one as of 2024. */
static void every_rule_goes_by_both_its_names(void **state)
{
    static const char *const columns[] = {"name_zh", "name_en"};
    lc_table *standards;
    lc_error why = {0};

    (void)state;
    assert_int_equal(lc_table_open("standards.csv", &standards, &why), LIFE_OK);
    assert_true(lc_table_rows(standards) > 2);
    for (size_t s = 0; s < lc_table_rows(standards); s++) {
        lc_city *c = lct_folder_city();
        lc_buf rows = {0}, want = {0};
        lc_import_report r;
        char path[128];
        lc_table *t;
        lc_error err = {0};

        snprintf(path, sizeof path, "standards/%.64s/rules.csv",
                 lc_table_cell(standards, s, "id"));
        assert_int_equal(lc_table_open(path, &t, &err), LIFE_OK);
        lc_buf_puts(&rows, "indicator,year,value\n");
        for (int n = 0; n < 2; n++)
            for (size_t i = 0; i < lc_table_rows(t); i++) {
                put_cell(&rows, lc_table_cell(t, i, columns[n]));
                lc_buf_printf(&rows, ",%d,1\n", 2023 + n);
                lc_buf_printf(&want, "%s|%d;", lc_table_cell(t, i, "id"),
                              2023 + n);
            }
        if (take(c, rows.data, &r, &err) || r.rejected)
            fail_msg("%s%s", err.text, r.text);
        lct_query_is(c, "SELECT id, year FROM statistic ORDER BY rowid", 2,
                     want.data);
        lc_buf_free(&rows);
        lc_buf_free(&want);
        lc_table_free(t);
        lc_city_close(c);
    }
    lc_table_free(standards);
}

/* What is taken in is told where it is shown. */
static void an_import_tells_where_figures_are_shown(void **state)
{
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error err = {0};

    (void)state;
    assert_int_equal(
        take(c,
             "indicator,unit,value\ncommute_time_35,,34\n"
             "happiness_pilot,x,yes\nmy_own_rule,,3\nmy_other,,3\n",
             &r, &err),
        LIFE_OK);
    assert_non_null(strstr(r.text, "1 of rules: reports show them"));
    assert_non_null(strstr(r.text, "1 of lists"));
    assert_non_null(strstr(
        r.text, "2 of no rule of the standards here (my_own_rule, ...): kept"));
    assert_non_null(strstr(r.text, "lifecircle list figures"));
    lc_city_close(c);
}

/* A table of residents may have households beside the people: they are figures
 * of its units, and go with it. */
static void residents_bring_their_households(void **state)
{
    const lc_import_opts units = {.level = "community"};
    const lc_import_opts people = {.by = "unit", .max_reject = 1000};
    lc_city *c = lct_folder_city();
    lc_import_report r;
    lc_error err = {0};

    (void)state;
    if (lc_import_units(c,
                        lct_folder_put("u.csv", "code,name\n1,A\n2,B\n3,C\n"),
                        &units, &r, &err))
        fail_msg("%s", err.text);
    for (int again = 0; again < 2; again++) {
        if (lc_import_residents(
                c,
                lct_folder_put("r.csv", again ? "code,人口,户数,年份\n"
                                                "1,3000,1100,2021\n"
                                              : "code,人口,户数,年份\n"
                                                "1,3000,1200户,2020\n"
                                                "2,100,,2020\n"
                                                "3,100,many,2020\n"),
                &people, &r, &err))
            fail_msg("%s", err.text);
        lct_query_is(c, "SELECT id, unit, year, value FROM statistic", 4,
                     again ? "households|1|2021|1100.0;"
                           : "households|1|2020|1200.0;");
        assert_int_equal(r.rejected, !again);
    }
    lc_city_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_goes_by_its_id_or_a_name),
        cmocka_unit_test(a_list_may_say_that_it_is_whole),
        cmocka_unit_test(whether_units_are_urban_is_a_list),
        cmocka_unit_test(a_name_that_is_none_gets_the_nearest),
        cmocka_unit_test(every_rule_goes_by_both_its_names),
        cmocka_unit_test(residents_bring_their_households),
        cmocka_unit_test(an_import_tells_where_figures_are_shown),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
