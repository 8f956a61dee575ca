/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_rule_columns.c - columns of rules.csv that a table may leave out: what
 * they say of a rule, and what is told of them where they say it wrongly.
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
#include "lct_folder.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static lct_city *city;

static int begin(void **state)
{
    if (lct_folder_make(state))
        return -1;
    lct_folder_put("standard.csv",
                   "name_zh,name_en,version\n标准,Standard,1\n");
    lct_folder_put("basic.csv", "category,minutes\npharmacy,15\n");
    lct_folder_put("systems.csv",
                   "id,name_zh,name_en,state,done_by_zh,done_by_en,"
                   "source_zh,source_en\n");
    city = lct_city_new();
    lct_street(city, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_home(city, (lct_xy){500, 0}, 1000);
    lct_open(city);
    return 0;
}

static int end(void **state)
{
    lct_city_free(city);
    return lct_folder_remove(state);
}

/* `cells` of the columns id, kind, mode, categories, where, op, targets and of
 * `more`; the rest is alike for all. */
static lc_status open_rules(const char *more, const char *const *cells,
                            size_t n, lc_standard **s, lc_error *err)
{
    lc_buf b = {0};

    lc_buf_printf(&b,
                  "name_zh,name_en,group,need,pace,minutes,radius_m,level,"
                  "scope,population,unit_zh,unit_en,choice_zh,choice_en,"
                  "source_zh,source_en,id,kind,mode,categories,where,op,"
                  "targets%s\n",
                  more);
    for (size_t i = 0; i < n; i++)
        lc_buf_printf(&b,
                      "规则,a rule,health,,,,,city,all,,%%,%%,,,《文件》一,"
                      "Document 1,%s\n",
                      cells[i]);
    lct_folder_put("rules.csv", b.data);
    lc_buf_free(&b);
    return lc_standard_open(lct_world(city), lct_folder(), s, err);
}

static void what_they_say(void **state)
{
    static const char *const rows[] = {
        "a,statistic,,,,ge,2025:8,2020:7.34 2023:7.6,binding,,,",
        "b,statistic,,,,,,2023:59.5,expected,a,,",
        "c,programme,listed,,,ge,2024:30,,,,complete,pilots"};
    const lc_rule *u;
    lc_standard *s = NULL;
    lc_error err = {0};

    (void)state;
    if (open_rules(",reached,nature,same_as,list,figure", rows, 3, &s, &err))
        fail_msg("%s", err.text);
    u = lc_standard_rule(s, 0);
    assert_int_equal(u->reached_count, 2);
    assert_int_equal(u->reached[0].year, 2020);
    assert_true(fabs(u->reached[0].value - 7.34) < 1e-12);
    assert_int_equal(u->nature, LIFE_NATURE_BINDING);
    assert_true(u->binding);
    assert_string_equal(u->same_as, "");
    assert_string_equal(u->figure, "a");
    u = lc_standard_rule(s, 1);
    assert_int_equal(u->op, LIFE_NOT_JUDGED);
    assert_int_equal(u->target_count, 0);
    assert_int_equal(u->nature, LIFE_NATURE_EXPECTED);
    assert_false(u->binding);
    assert_string_equal(u->same_as, "a");
    u = lc_standard_rule(s, 2);
    assert_true(u->list_complete);
    assert_string_equal(u->figure, "pilots");
    assert_int_equal(u->nature, LIFE_NATURE_NONE);
    lc_standard_free(s);
}

/* Tables from before the column `nature`. */
static void binding_is_still_read(void **state)
{
    static const char *const rows[] = {"a,statistic,,,,ge,2025:8,1",
                                       "b,statistic,,,,ge,2025:8,0"};
    lc_standard *s = NULL;
    lc_error err = {0};

    (void)state;
    if (open_rules(",binding", rows, 2, &s, &err))
        fail_msg("%s", err.text);
    assert_int_equal(lc_standard_rule(s, 0)->nature, LIFE_NATURE_BINDING);
    assert_true(lc_standard_rule(s, 0)->binding);
    assert_int_equal(lc_standard_rule(s, 1)->nature, LIFE_NATURE_NONE);
    assert_false(lc_standard_rule(s, 1)->binding);
    lc_standard_free(s);
}

static void what_they_say_wrongly(void **state)
{
    static const struct {
        const char *row, *says;
    } cases[] = {
        {"a,statistic,,,,ge,2025:8,7.34,,,,", "\"reached\": \"7.34\""},
        {"a,statistic,,,,ge,2025:8,2023:2 2020:1,,,,", "\"reached\": \"2020\""},
        {"a,statistic,,,,ge,2025:8,2020:x,,,,", "\"reached\": \"2020\""},
        {"a,statistic,,,,ge,2025:8,,约束性,,,", "\"nature\": \"约束性\""},
        {"a,statistic,,,,ge,2025:8,,,z,,", "\"same_as\": \"z\""},
        {"a,statistic,,,,ge,2025:8,,,a,,", "\"same_as\": \"a\""},
        {"a,statistic,,,,ge,2025:8,,,,complete,", "\"list\": \"complete\""},
        {"a,programme,listed,,,ge,2025:8,,,,all,", "\"list\": \"all\""},
        {"a,statistic,,,,,2025:8,,,,,", "\"op\": \"\""},
        {"a,share,,pharmacy,subtype~药|!,ge,50,,,,,", "\"where\": \"!\""},
        {"a,share,,pharmacy,in=chemist,ge,50,,,,,", "\"where\": \"chemist\""},
        {"a,share,,pharmacy,a=b or c,ge,50,,,,,", "\"where\": \"c\""},
        {"a,share,,pharmacy,\"a,b,c,d~x\",ge,50,,,,,", "\"where\": \"d\""},
        {"a,share,,pharmacy,\"a,b each x\",ge,50,,,,,", "\"where\": \"b\""},
    };

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++) {
        lc_standard *s = NULL;
        lc_error err = {0};

        assert_int_equal(open_rules(",reached,nature,same_as,list,figure",
                                    &cases[i].row, 1, &s, &err),
                         LIFE_ERR_RANGE);
        assert_null(s);
        assert_int_equal(err.line, 2);
        assert_non_null(strstr(err.source, "rules.csv"));
        if (!strstr(err.text, cases[i].says))
            fail_msg("%s: %s", cases[i].row, err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_they_say),
        cmocka_unit_test(binding_is_still_read),
        cmocka_unit_test(what_they_say_wrongly),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
