/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_standards.c - every standard that is offered: it opens, says of each row
 * how it is sourced, and each of its rules has a verdict or names what is
 * missing, in plain Chinese, on a town that has little of what is asked for and
 * on one that has much.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_standard.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/table.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/rules/rule.h"
#include "lifecircle/study/rules/standard.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/world/standard.h"
#include "lifecircle/world/world.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* ---- towns ---- */

/* Street S of community A, in which lie compounds P and Q, a home each; 300
 * residents. P has a day-care centre of 349 m². */
static lct_city *poor_town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){2000, 0}, LCT_OPEN);
    lct_square(c, "district", "D", -100, 2200);
    lct_square(c, "street", "S", -50, 2100);
    lct_square(c, "community", "A", 0, 2000);
    lct_square(c, "compound", "P", 0, 900);
    lct_square(c, "compound", "Q", 1000, 900);
    lct_sql(c, "UPDATE unit SET parent = 'D' WHERE level = ?1", "street", NULL);
    lct_sql(c, "UPDATE unit SET parent = 'S' WHERE level = ?1", "community",
            NULL);
    lct_sql(c, "UPDATE unit SET parent = 'A' WHERE level = ?1", "compound",
            NULL);
    lct_home(c, (lct_xy){500, 0}, 1000);
    lct_home(c, (lct_xy){1500, 0}, 1000);
    lct_residents(c, "A", "300000", NULL);
    lct_facility(c, "care", "elderly_day_care", (lct_xy){500, 10});
    lct_attributes(c, "care", "{\"floor_area_m2\":349}");
    return c;
}

/* The same with block B, all of it residential land, a park of 5,000 m² in its
 * middle, a service centre of 20 m² and a day-care centre of 350. */
static lct_city *rich_town(void)
{
    lct_city *c = poor_town();

    lct_square(c, "block", "B", 0, 2000);
    lct_square(c, "residential_land", "L", 800, 300);
    lct_facility(c, "park", "park", (lct_xy){950, 0});
    lct_attributes(c, "park", "{\"site_area_m2\":5000}");
    lct_facility(c, "centre", "community_service_center", (lct_xy){600, 10});
    lct_attributes(c, "centre", "{\"floor_area_m2\":20}");
    lct_facility(c, "hub", "community_complex", (lct_xy){600, 20});
    lct_attributes(c, "hub", "{\"floor_area_m2\":10}");
    lct_attributes(c, "care", "{\"floor_area_m2\":350}");
    return c;
}

static lct_asked ask(lct_city *c, const char *standard)
{
    lc_study *study = lct_study(c) ? lct_study(c) : lct_open(c);
    const lc_report_query q = {.unit = LIFE_NONE};
    lct_asked x = {0};
    lc_error err = {0};

    ok(lc_assessment_get(study, standard, &x.a, &err), &err);
    ok(lc_report_make(study, x.a, &q, &x.r, &err), &err);
    return x;
}

static const lc_indicator *find(const lct_asked *x, const char *id)
{
    for (size_t i = 0; i < x->r.rows; i++)
        if (!strcmp(x->r.row[i].rule->id, id))
            return &x->r.row[i];
    fail_msg("the rule %s is not in the report", id);
    return NULL;
}

/* ---- how rows are sourced ---- */

/* Chengdu's plans were read themselves; of GB 50180 figures that were quoted at
 * second hand stood in the table before the column did. No other standard may
 * have a row that no public text tells. */
static void check_sourcing(const char *standard, const lc_rule *u)
{
    bool own = !strcmp(standard, "chengdu");
    bool several = !strcmp(u->sourcing, "several");
    bool one = !strcmp(u->sourcing, "one");
    bool unchecked = !strcmp(u->sourcing, "unchecked");

    if (!*u->source_zh || !*u->source_en)
        fail_msg("%s: %s has no source", standard, u->id);
    if (own ? *u->sourcing != '\0'
            : !several && !one && !(unchecked && !strcmp(standard, "gb50180")))
        fail_msg("%s: %s is sourced \"%s\"", standard, u->id, u->sourcing);
    assert_int_equal(u->second_hand, one || unchecked);
    assert_int_equal(strstr(u->choice_zh, "未与原文核对") != NULL,
                     u->second_hand);
    assert_int_equal(strstr(u->choice_en, "not checked against") != NULL,
                     u->second_hand);
}

static void each_says_how_its_rows_are_sourced(void **state)
{
    lct_city *c = poor_town();
    const lc_world *w = lc_study_world(lct_open(c));

    (void)state;
    assert_true(lc_world_standard_count(w) > 5);
    for (size_t i = 0; i < lc_world_standard_count(w); i++) {
        const char *name = lc_world_standard(w, i);
        lc_standard *s = NULL;
        lc_error err = {0};

        ok(lc_standard_open(w, name, &s, &err), &err);
        assert_true(lc_standard_rule_count(s) > 0);
        for (size_t k = 0; k < lc_standard_rule_count(s); k++)
            check_sourcing(name, lc_standard_rule(s, k));
        lc_standard_free(s);
    }
    lct_city_free(c);
}

/* A figure is told by the id of one rule alone. */
static void no_id_is_in_two_of_them(void **state)
{
    lct_city *c = poor_town();
    const lc_world *w = lc_study_world(lct_open(c));
    size_t n = lc_world_standard_count(w);
    lc_standard *all[32] = {0};
    lc_error err = {0};

    (void)state;
    assert_true(n <= 32);
    for (size_t i = 0; i < n; i++)
        ok(lc_standard_open(w, lc_world_standard(w, i), &all[i], &err), &err);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lc_standard_rule_count(all[i]); k++)
            for (size_t j = 0; j < i; j++)
                for (size_t m = 0; m < lc_standard_rule_count(all[j]); m++)
                    assert_string_not_equal(lc_standard_rule(all[i], k)->id,
                                            lc_standard_rule(all[j], m)->id);
    for (size_t i = 0; i < n; i++)
        lc_standard_free(all[i]);
    lct_city_free(c);
}

static void another_word_for_it_is_none(void **state)
{
    static const char *const rule[] = {
        "two,r,provision,pharmacy,each,inside,,,,,community,all,,,,,,ge,100"};
    lct_city *c = poor_town();
    lc_standard *s = NULL;
    lc_error err = {0};

    (void)state;
    lct_standard_write_more("sourcing", rule, 1);
    assert_int_equal(
        lc_standard_open(lc_study_world(lct_open(c)), lct_folder(), &s, &err),
        LIFE_ERR_RANGE);
    if (!strstr(err.text, "column \"sourcing\": \"two\" is not several, one"))
        fail_msg("%s", err.text);
    lct_city_free(c);
}

/* ---- what they come to ---- */

/* In Chinese nobody is to read an id. */
static void check_missing(const lc_world *w, const char *standard,
                          const lc_indicator *v)
{
    assert_int_equal(v->missing_count > 0, v->verdict == LIFE_VERDICT_UNKNOWN);
    for (size_t i = 0; i < v->missing_count; i++) {
        lc_buf b = {0};

        lc_missing_text(&b, w, &v->missing[i], LIFE_LANG_ZH);
        if (!b.len || strchr(b.data, '_'))
            fail_msg("%s: %s lacks \"%s\"", standard, v->rule->id,
                     b.data ? b.data : "");
        lc_buf_free(&b);
    }
    if (strchr(v->rule->choice_zh, '_') || strchr(v->unit_zh, '_'))
        fail_msg("%s: %s has an id in \"%s\"", standard, v->rule->id,
                 v->rule->choice_zh);
}

static void each_rule_has_a_verdict_or_says_what_is_missing(void **state)
{
    lct_city *(*const towns[])(void) = {poor_town, rich_town};

    (void)state;
    for (size_t t = 0; t < LCT_COUNT(towns); t++) {
        lct_city *c = towns[t]();
        const lc_world *w = lc_study_world(lct_open(c));

        for (size_t i = 0; i < lc_world_standard_count(w); i++) {
            const char *name = lc_world_standard(w, i);
            lct_asked x = ask(c, name);

            if (strcmp(name, "chengdu") != 0) /* test_rules.c */
                for (size_t k = 0; k < x.r.rows; k++)
                    check_missing(w, name, &x.r.row[k]);
            lc_report_clear(&x.r);
        }
        lct_city_free(c);
    }
}

static void expect(const lct_asked *x, const char *id, double value,
                   lc_rule_verdict verdict)
{
    const lc_indicator *v = find(x, id);

    if (!(fabs(v->value - value) < 0.5) || v->verdict != verdict)
        fail_msg("%s: %g %s, not %g %s", id, v->value,
                 lc_indicator_verdict_id(v->verdict), value,
                 lc_indicator_verdict_id(verdict));
}

/* A check-up's thresholds are not public: counts and shares are shown. */
static void a_check_up_counts_and_does_not_judge(void **state)
{
    lct_city *c = rich_town();
    lct_asked x = ask(c, "city_checkup");

    (void)state;
    expect(&x, "checkup_elder_unmet", 1, LIFE_VERDICT_UNKNOWN); /* Q */
    assert_true(isnan(find(&x, "checkup_elder_unmet")->gap_amount));
    /* the land is 300 m by 600 around the park */
    expect(&x, "checkup_park_500", 100, LIFE_VERDICT_UNKNOWN);
    assert_int_equal(x.r.tally[LIFE_VERDICT_PASS], 0);
    assert_int_equal(x.r.tally[LIFE_VERDICT_FAIL], 0);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

/* 300 residents are 100 households, which have 20 + 10 m². */
static void floor_for_a_hundred_households(void **state)
{
    lct_city *c = rich_town();
    lct_asked x = ask(c, "convenience_circle");

    (void)state;
    expect(&x, "convenience_per_100_households", 30, LIFE_VERDICT_PASS);
    assert_true(find(&x, "convenience_per_100_households")->household_size > 2);
    lc_report_clear(&x.r);
    lct_city_free(c);
}

static void a_complete_community_has_day_care_of_350_m2(void **state)
{
    lct_city *poor = poor_town(), *rich = rich_town();
    lct_asked x = ask(poor, "complete_community");

    (void)state;
    expect(&x, "complete_day_care", 0, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    x = ask(rich, "complete_community");
    expect(&x, "complete_day_care", 100, LIFE_VERDICT_PASS);
    /* 20 m² are no service station of 800 */
    expect(&x, "complete_service_station", 0, LIFE_VERDICT_FAIL);
    lc_report_clear(&x.r);
    lct_city_free(poor);
    lct_city_free(rich);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_says_how_its_rows_are_sourced),
        cmocka_unit_test(no_id_is_in_two_of_them),
        cmocka_unit_test(another_word_for_it_is_none),
        cmocka_unit_test(each_rule_has_a_verdict_or_says_what_is_missing),
        cmocka_unit_test(a_check_up_counts_and_does_not_judge),
        cmocka_unit_test(floor_for_a_hundred_households),
        cmocka_unit_test(a_complete_community_has_day_care_of_350_m2),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
