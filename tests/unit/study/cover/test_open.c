/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_open.c - coverage at a time: on a drawn town by hand, and on a real city
 * home by home what `nearest` says from the home's links.
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
#include "lct_hours.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/import/import.h"
#include "lifecircle/store/city.h"
#include "lifecircle/study/compute/compute.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/week.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/nearest.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/category.h"
#include "lifecircle/world/clock.h"
#include "src/store/stmt.h"
#include "src/study/study.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static lc_when when_of(const lc_world *w, const char *text)
{
    lc_when when;

    assert_true(lc_world_clock_when(w, text, &when));
    return when;
}

/* ---- by hand ---- */

/* A street of 3 km; the first street (by number) between 1,000 and 1,200 m may
 * be walked by day alone. */
static void expect(lc_study *study, const char *category, const char *when,
                   const char *want)
{
    static const char sign[] = {
        [LIFE_UNCOVERED] = '-', [LIFE_COVERED] = '+', [LIFE_UNKNOWN] = '?'};
    const lc_world *w = lc_study_world(study);
    lc_coverage_query q = {.limit_ms = 900000,
                           .category = lc_world_category_find(w, category),
                           .when = when_of(w, when)};
    lc_error err = {0};
    uint8_t all[8];
    char got[8] = "";

    ok(lc_coverage_homes(study, &q, NULL, w->home_count, all, &err), &err);
    for (uint32_t h = 0; h < w->home_count; h++) {
        lc_answer answer;
        lc_reason reason;

        got[h] = sign[all[h] & 3];
        ok(lc_coverage_home(study, &q, h, &answer, &reason, NULL, &err), &err);
        assert_int_equal(answer | (unsigned)reason << 2, all[h]);
        if (answer == LIFE_UNKNOWN)
            assert_int_equal(reason, LIFE_REASON_HOURS_UNKNOWN);
    }
    if (strcmp(got, want) != 0)
        fail_msg("%s at %s: %s, not %s", category, when, got, want);
}

static void what_is_open_covers(void **state)
{
    lct_city *c = lct_city_new();
    lc_study *study;
    lc_error err = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_street(c, 2, (lct_xy){1000, 0}, 3, (lct_xy){1200, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){1200, 0}, 4, (lct_xy){3000, 0}, LCT_OPEN);
    lct_facility(c, "t:day", "pharmacy", (lct_xy){500, 0});
    lct_facility(c, "t:untold", "pharmacy", (lct_xy){2900, 0});
    lct_facility(c, "t:always", "park", (lct_xy){900, 0});
    lct_home(c, (lct_xy){100, 0}, 1000);
    lct_home(c, (lct_xy){1300, 0}, 1000); /* 800 m to :day, by the way */
    lct_home(c, (lct_xy){2800, 0}, 1000);
    lct_hours(c, "t:day", "Mo-Fr 08:00-18:00");
    lct_hours(c, "t:always", "24/7");
    ok(lc_stmt_exec(lct_file(c),
                    "INSERT INTO closing (osm_id, modes, node, street, rule,"
                    " said, geom) SELECT 'w1', 'foot', 0, id,"
                    " 'closed; open @ (Mo-Su 06:00-22:00)', 'x',"
                    " (SELECT geom FROM facility LIMIT 1) FROM street"
                    " WHERE from_node = 2",
                    &err),
       &err);
    study = lct_open(c);
    assert_int_equal(lc_study_world(study)->closing.n, 1);
    expect(study, "pharmacy", "2026-11-25T12:00", "++?"); /* a Wednesday */
    expect(study, "pharmacy", "2026-11-25T18:00", "--?");
    expect(study, "pharmacy", "2026-11-25T17:59", "++?");
    expect(study, "pharmacy", "2026-11-29T12:00", "--?"); /* a Sunday */
    expect(study, "park", "2026-11-25T12:00", "++-");
    expect(study, "park", "2026-11-25T23:00", "+--"); /* past the way */
    lct_city_free(c);
}

/* ---- a week ---- */

static const lc_coverage_where everywhere = {NULL, LIFE_NONE, LIFE_NONE};

/* Each minute of an hour asked for by itself. */
static void expect_hour(lc_study *study, lc_coverage_query q,
                        const lc_week_row *week, unsigned hour)
{
    lc_local monday = lc_week_monday(lc_study_world(study));
    int64_t covered = 0, unknown = 0, total = 0;
    lc_error err = {0};

    for (int m = 0; m < 60; m++) {
        lc_coverage_row row;

        q.no_percentiles = true;
        q.when = (lc_when){.kind = LIFE_WHEN_AT,
                           .at = monday + INT64_C(60) * hour + m};
        ok(lc_coverage_area(study, &q, NULL, &row, &err), &err);
        covered += row.covered;
        unknown += row.unknown;
        total += row.total;
    }
    if (week->total != total || week->covered[hour] != covered ||
        week->unknown[hour] != unknown)
        fail_msg("hour %u: %lld of %lld, %lld unknown; should be %lld of %lld, "
                 "%lld",
                 hour, (long long)week->covered[hour], (long long)week->total,
                 (long long)week->unknown[hour], (long long)covered,
                 (long long)total, (long long)unknown);
}

static lc_week_row week_of(lc_study *study, const lc_coverage_query *q)
{
    lc_week *week;
    lc_week_row row;
    lc_error err = {0};

    ok(lc_week_make(study, q, &week, &err), &err);
    ok(lc_week_rows(week, &everywhere, 1, &row, &err), &err);
    lc_week_free(week);
    return row;
}

static void a_week_is_the_sum_of_its_minutes(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed < 4; seed++) {
        lct_city *c = lct_hours_town(seed * 7919, "pharmacy");
        lc_study *study = lct_open(c);
        lc_coverage_query q = {.limit_ms = 420000};
        lc_week_row week;
        int64_t between = 0;

        q.category = lc_world_category_find(lct_world(c), "pharmacy");
        week = week_of(study, &q);
        for (unsigned h = 0; h < LIFE_WEEK_HOURS; h++) {
            expect_hour(study, q, &week, h);
            between += week.covered[h] > 0 && week.unknown[h] > 0 &&
                       week.covered[h] + week.unknown[h] < week.total;
        }
        assert_in_range(between, 20, LIFE_WEEK_HOURS); /* all three are there */
        assert_true(lc_week_share(&week).total == 168 * week.total);
        assert_true(lc_week_evenings(&week).total == 28 * week.total);
        assert_true(lc_week_weekend(&week).total == 48 * week.total);
        assert_true(
            lc_week_evenings(&week).covered ==
            week.covered[18] + week.covered[19] + week.covered[20] +
                week.covered[21] + week.covered[42] + week.covered[43] +
                week.covered[44] + week.covered[45] + week.covered[66] +
                week.covered[67] + week.covered[68] + week.covered[69] +
                week.covered[90] + week.covered[91] + week.covered[92] +
                week.covered[93] + week.covered[114] + week.covered[115] +
                week.covered[116] + week.covered[117] + week.covered[138] +
                week.covered[139] + week.covered[140] + week.covered[141] +
                week.covered[162] + week.covered[163] + week.covered[164] +
                week.covered[165]);
        lct_city_free(c);
    }
}

/* 1 to 8 October 2025 were holidays, as the calendar has it; the first of
 * November was a Saturday. */
static void a_week_has_no_holidays(void **state)
{
    static const struct {
        const char *as_of, *monday;
    } row[] = {{"2025-09-24", "2025-10-13"},
               {"2025-03-03", "2025-03-03"},
               {"2025-03-04", "2025-03-10"},
               {"2025-11", "2025-11-03"}};

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lct_city *c = lct_city_new();
        char sql[200], text[20];
        lc_error err = {0};

        lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
        lct_home(c, (lct_xy){100, 0}, 1000);
        lct_source(c, "streets", (lct_xy){0, 0}, (lct_xy){2000, 2000});
        snprintf(sql, sizeof sql,
                 "UPDATE source SET kind = 'osm', as_of = '%s'", row[i].as_of);
        ok(lc_stmt_exec(lct_file(c), sql, &err), &err);
        lct_open(c);
        lc_world_clock_text((lc_when){.kind = LIFE_WHEN_DAY,
                                      .at = lc_week_monday(lct_world(c))},
                            text);
        assert_string_equal(text, row[i].monday);
        lct_city_free(c);
    }
}

/* ---- what nearest says ---- */

static lc_place home_place(const lc_world *w, uint32_t pace, uint32_t home)
{
    lc_place p = {.pt = w->home_pt[home], .pace = pace, .unit = LIFE_NONE};

    p.link_count =
        (uint32_t)lc_world_home_links(w, home, w->pace[pace].mode, &p.link);
    if (!p.link_count)
        p.reason = LIFE_REASON_UNLINKED;
    return p;
}

/* As `nearest` has them: those that are open, and those that may be. */
static uint8_t by_nearest(lc_walker *a, const lc_coverage_query *q,
                          uint32_t home)
{
    const lc_world *w = lc_study_world(a->study);
    lc_place p = home_place(w, q->pace, home);
    lc_nearest_found found;
    lc_nearest_query n = {.set = lc_catset_of(q->category),
                          .category = q->category,
                          .k = 1,
                          .straight = q->straight};
    uint32_t limit = q->straight ? q->radius_mm : q->limit_ms;
    lc_error err = {0};

    p.when = q->when;
    ok(lc_nearest_search(a, &p, &n, &found, &err), &err);
    for (uint32_t i = 0; i < found.count; i++)
        if (q->straight ? found.near[i].straight_m * 1000 <= limit
                        : found.near[i].walk_ms <= limit)
            return LIFE_COVERED;
    for (uint32_t i = 0; i < found.unsure_count; i++)
        if (q->straight ? found.unsure[i].straight_m * 1000 <= limit
                        : found.unsure[i].walk_ms <= limit)
            return LIFE_UNKNOWN | LIFE_REASON_HOURS_UNKNOWN << 2;
    return LIFE_UNCOVERED;
}

enum { EVERY = 61 };

static void compare(lc_walker *a, const lc_coverage_query *q, uint32_t tally[3])
{
    const lc_world *w = lc_study_world(a->study);
    uint8_t *all = lc_calloc(w->home_count, 1);
    lc_error err = {0};

    ok(lc_coverage_homes(a->study, q, NULL, w->home_count, all, &err), &err);
    for (uint32_t h = 0; h < w->home_count; h += EVERY) {
        uint8_t want = by_nearest(a, q, h), got = all[h];

        tally[got & 3]++;
        if (want == LIFE_UNCOVERED && (got & 3) == LIFE_UNKNOWN &&
            got >> 2 != LIFE_REASON_HOURS_UNKNOWN)
            continue; /* for another reason, as whenever */
        if (got >> 2 == LIFE_REASON_NONE_OPEN)
            got &= 3;
        if (want != got)
            fail_msg("category %u, home %u: %d, not %d", (unsigned)q->category,
                     (unsigned)h, got, want);
    }
    lc_free(all);
}

static const char *import_extract(const char *extract)
{
    const char *path = lct_folder_path("open.city");
    lc_import_opts o = {0};
    lc_import_report report;
    lc_error err = {0};
    lc_city *c;

    ok(lc_city_begin(path, LIFE_KEEP_NONE, &c, &err), &err);
    ok(lc_import_osm(c, extract, &o, &report, &err), &err);
    ok(lc_compute(c, &err), &err);
    ok(lc_city_publish(c, &err), &err);
    return path;
}

/* Of hours in which places and gates open and close. */
static void weeks_of_a_real_city(lc_study *study)
{
    static const char *const category[] = {"pharmacy", "park"};
    static const unsigned hour[] = {9, 18, 24 * 5 + 13};

    for (size_t c = 0; c < LCT_COUNT(category); c++) {
        lc_coverage_query q = {
            .limit_ms = 900000,
            .category = lc_world_category_find(study->w, category[c])};
        lc_week_row week = week_of(study, &q);

        for (size_t i = 0; i < LCT_COUNT(hour); i++)
            expect_hour(study, q, &week, hour[i]);
    }
}

/* 225 gates and ways with hours, 114 places with hours of 98 kinds. */
static void homes_agree_with_nearest(void **state)
{
    static const char *const category[] = {"pharmacy", "park", "restaurant",
                                           "fresh_market", "library"};
    static const char *const when[] = {"2026-11-25T10:30", "2026-11-29T03:00",
                                       "2026-11-28"};
    const char *data = getenv("LIFECIRCLE_DATA");
    uint32_t tally[3] = {0};
    char extract[512];
    lc_study *study;
    lc_walker *a;
    lc_error err = {0};

    (void)state;
    if (!data)
        skip();
    snprintf(extract, sizeof extract, "%s/osm/las-palmas-2023.osm.pbf", data);
    ok(lc_study_open(import_extract(extract), false, &study, &err), &err);
    a = lc_walker_new(study);
    for (size_t c = 0; c < LCT_COUNT(category); c++) {
        lc_coverage_query q = {
            .limit_ms = 900000,
            .radius_mm = 500000,
            .category = lc_world_category_find(study->w, category[c])};

        if (q.category == LIFE_NONE)
            continue;
        for (size_t t = 0; t < LCT_COUNT(when); t++) {
            q.when = when_of(study->w, t == 2 ? "saturday" : when[t]);
            for (q.pace = 0; q.pace < 3; q.pace += 2) {
                q.straight = false;
                compare(a, &q, tally);
                q.straight = true;
                compare(a, &q, tally);
            }
        }
    }
    weeks_of_a_real_city(study);
    for (int i = 0; i < 3; i++) /* each of the answers was there */
        assert_in_range(tally[i], 100, UINT32_MAX);
    lc_walker_free(a);
    lc_study_free(study);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_open_covers),
        cmocka_unit_test(a_week_is_the_sum_of_its_minutes),
        cmocka_unit_test(a_week_has_no_holidays),
        cmocka_unit_test(homes_agree_with_nearest),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
