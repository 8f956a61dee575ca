/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_asked.c - a report of a time, and of ages: shares of homes are those of
 * coverage then, of these people; rules with conditions by sweeps of their own.
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
#include "lct_hours.h"
#include "lct_standard.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/category.h"
#include "src/study/labels.h"
#include "src/study/study.h"
#include "src/study/time/open.h"
#include "src/world/city.h"

#include <math.h>
#include <string.h>

/* Of everybody's walk, with a condition, straight, and of what homes don't
 * come into. */
static const char *const rule[] = {
    "g,time_circle,pharmacy,each,walk,standard,7,,,community,all,"
    "residents,,,,,ge,50",
    "w,time_circle,pharmacy,each,walk,standard,7,,,community,all,"
    "residents,,quality=yes,,,ge,50",
    "d,distance_circle,pharmacy,each,straight,,,300,,community,all,"
    "residents,,,,,ge,50",
    "p,time_circle,pharmacy,each,walk,standard,7,,,community,all,"
    "60+,,,,,ge,50"};

enum { LIMIT_MS = 420000 };

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_assessment *ask(lc_study *study, const lc_assess_query *q,
                          lc_report *r)
{
    const lc_report_query whole = {.unit = LIFE_NONE};
    lc_assessment *a;
    lc_error err = {0};

    ok(lc_assessment_ask(study, lct_folder(), LIFE_NONE, q, &a, &err), &err);
    ok(lc_report_make(study, a, &whole, r, &err), &err);
    assert_int_equal(r->rows, LCT_COUNT(rule));
    return a;
}

static void expect(const lc_indicator *v, int64_t covered, int64_t unknown,
                   int64_t total)
{
    double low = 100.0 * (double)covered / (double)total;
    double high = 100.0 * (double)(covered + unknown) / (double)total;

    if (fabs(v->low - low) > 1e-9 || fabs(v->high - high) > 1e-9)
        fail_msg("%s: %g to %g, not %g to %g", v->rule->id, v->low, v->high,
                 low, high);
}

/* As coverage has it. */
static void expect_row(lc_study *study, const lc_indicator *v,
                       lc_coverage_query q)
{
    lc_coverage_row row;
    lc_error err = {0};

    q.category = lc_world_category_find(study->w, "pharmacy");
    ok(lc_coverage_area(study, &q, NULL, &row, &err), &err);
    expect(v, row.covered, row.unknown, row.total);
}

/* The weight of homes within the limit of what meets the condition, or may, and
 * is open then, or may be. */
static int64_t within(lc_study *study, const lc_open *open, bool maybe)
{
    const lc_world *w = study->w;
    const lc_shut *shut = maybe ? &open->maybe : &open->sure;
    uint8_t *keep = lc_calloc(w->facility.n, 1);
    const lc_labels_some some = {0, lc_world_category_find(w, "pharmacy"), keep,
                                 lc_shut_is_any(shut) ? shut : NULL,
                                 LIFE_SEARCH_MS};
    uint64_t *label;
    int64_t sum = 0;
    lc_error err = {0};

    for (uint32_t f = 0; f < w->facility.n; f++) {
        lc_hours_state is = lc_open_state(&open->states, f);
        const char *told = w->facility.v[f].attributes;

        keep[f] =
            (strstr(told, "yes") || (maybe && !strstr(told, "no"))) &&
            (is == LIFE_HOURS_OPEN || (maybe && is == LIFE_HOURS_UNKNOWN));
    }
    ok(lc_labels_of_some(study, &some, &label, &err), &err);
    for (uint32_t h = 0; h < w->home_count; h++)
        if (label[h] != LIFE_LABEL_NONE && lc_label_ms(label[h]) <= LIMIT_MS)
            sum += w->home_weight[h];
    lc_free(label);
    lc_free(keep);
    return sum;
}

static void expect_where(lc_study *study, const lc_indicator *v, lc_when when)
{
    lc_open open;
    int64_t sure;
    lc_error err = {0};

    ok(lc_open_begin(&open, study, 0, when, &err), &err);
    sure = within(study, &open, false);
    expect(v, sure, within(study, &open, true) - sure, study->w->total_weight);
    lc_open_end(&open);
}

static void of_a_time(void **state)
{
    static const char *const when[] = {"2026-11-25T10:30", "2026-11-25T23:30",
                                       "2026-11-28T13:00"};
    uint32_t lacking = 0;

    (void)state;
    lct_standard_write(rule, LCT_COUNT(rule));
    for (uint32_t seed = 1; seed < 5; seed++) {
        lct_city *c = lct_hours_town(seed * 7919, "pharmacy");
        lc_study *study;

        lct_sql(c,
                "UPDATE facility SET attributes = CASE rowid % 4"
                " WHEN 0 THEN '{}' WHEN 1 THEN '{\"quality\":\"no\"}'"
                " ELSE '{\"quality\":\"yes\"}' END",
                NULL, NULL);
        study = lct_open(c);
        for (size_t i = 0; i < LCT_COUNT(when); i++) {
            lc_assess_query q = {.ages = NULL};
            lc_assessment *a;
            lc_report r;

            assert_true(lc_world_clock_when(study->w, when[i], &q.when));
            a = ask(study, &q, &r);
            expect_row(
                study, &r.row[0],
                (lc_coverage_query){.limit_ms = LIMIT_MS, .when = q.when});
            expect_where(study, &r.row[1], q.when);
            expect_row(study, &r.row[2],
                       (lc_coverage_query){.straight = true,
                                           .radius_mm = 300000,
                                           .when = q.when});
            for (size_t k = 0; k < r.row[0].missing_count; k++)
                lacking += r.row[0].missing[k].lack == LIFE_LACK_HOURS;
            for (size_t k = 0; k < r.rows; k++)
                assert_true(lc_assessment_is_timed(a, k));
            lc_report_clear(&r);
            lc_assessment_free(a);
        }
        lct_city_free(c);
    }
    assert_in_range(lacking, 1, UINT32_MAX);
}

/* Rules that name ages of their own stay with these. */
static void of_ages(void **state)
{
    static const struct {
        const char *code, *residents, *ages;
        double x;
    } unit[] = {{"A", "1000000", "{\"0-59\":900,\"60+\":100}", 200},
                {"B", "500000", "{\"0-59\":100,\"60+\":400}", 4000},
                {"C", "300000", NULL, 6000}};
    lct_city *c = lct_city_new();
    lc_study *study;
    lc_assess_query q = {.ages = "0-59"};
    lc_assessment *a;
    lc_report r;
    lc_error err = {0};

    (void)state;
    lct_standard_write(rule, LCT_COUNT(rule));
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){9000, 0}, LCT_OPEN);
    lct_facility(c, "t:a", "pharmacy", (lct_xy){0, 0});
    for (size_t i = 0; i < LCT_COUNT(unit); i++) {
        lct_square(c, "community", unit[i].code, unit[i].x - 100, 200);
        lct_home(c, (lct_xy){unit[i].x, 0}, 1000);
        lct_residents(c, unit[i].code, unit[i].residents, unit[i].ages);
    }
    study = lct_open(c);
    a = ask(study, &q, &r);
    /* the ages of C are not known: of its 300 people any may be of these */
    expect(&r.row[0], 900000, 300000, 1300000);
    expect(&r.row[3], 100000, 300000, 800000);
    assert_true(lc_assessment_is_aged(a, 0));
    assert_false(lc_assessment_is_aged(a, 3));
    lc_report_clear(&r);
    lc_assessment_free(a);
    q.ages = "65+";
    assert_int_equal(
        lc_assessment_ask(study, lct_folder(), LIFE_NONE, &q, &a, &err),
        LIFE_ERR_NOT_FOUND);
    assert_null(a);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_time),
        cmocka_unit_test(of_ages),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
