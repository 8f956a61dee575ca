/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_who_counts.c - whom and what rules of Chengdu's standard count: each on
 * a town that has just the facilities which the rule must tell apart, once so
 * that it passes and once so that it fails.
 *
 * The town: community A (in town: 600 residents, 120 of them 60 and over, 90
 * below 15) around the point (500, 0), and B (in the country: 400 residents)
 * 10 km east of it, in one street S and one district D, with a street along
 * each. A facility stands 100 m from the home of the community it is put in.
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
#include "lifecircle/base/buf.h"
#include "lifecircle/study/assess/assessment.h"
#include "lifecircle/study/assess/indicator.h"
#include "lifecircle/study/assess/report.h"
#include "lifecircle/study/study.h"
#include "lifecircle/words/missing.h"
#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"
#include "src/store/stmt.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 6 };

/* `members`: of its JSON attributes, without braces; NULL: it is an area. */
typedef struct placed {
    const char *categories, *unit, *members;
} placed;

typedef struct figure {
    const char *id, *unit, *value;
} figure;

typedef struct asked {
    const char *rule;
    placed facility[MOST];
    double value;
    lc_rule_verdict verdict;
    const char *missing; /* NULL: nothing is looked for */
    figure told[3];
} asked;

#define PASS LIFE_VERDICT_PASS
#define FAIL LIFE_VERDICT_FAIL
#define OPEN LIFE_VERDICT_UNKNOWN

/* ---- the town ---- */

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

static void put(lct_city *c, const char *sql, const char *a, const char *b,
                const char *d)
{
    const char *text[] = {a, b, d};
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    for (int i = 0; i < 3 && text[i]; i++)
        lc_stmt_text(s, i + 1, text[i]);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static void unit(lct_city *c, const char *level, const char *code,
                 const char *parent, lct_xy low, lct_xy high)
{
    const lct_xy ring[4] = {low, {high.x, low.y}, high, {low.x, high.y}};

    lct_unit_of(c, level, code, ring, 4);
    if (parent)
        put(c, "UPDATE unit SET parent = ?2 WHERE code = ?1", code, parent,
            NULL);
}

static void residents(lct_city *c, const char *code, const char *total_milli,
                      const char *ages)
{
    put(c,
        "INSERT INTO resident(source, kind, code, residents_milli, ages)"
        " VALUES('test', 'unit', ?1, CAST(?2 AS INTEGER), ?3)",
        code, total_milli, ages);
}

static lct_city *town(void)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){10000, 0}, 4, (lct_xy){11000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 5}, 600000);
    lct_home(c, (lct_xy){10500, 5}, 400000);
    unit(c, "district", "D", NULL, (lct_xy){-2000, -2000},
         (lct_xy){13000, 2000});
    unit(c, "street", "S", "D", (lct_xy){-1000, -1000}, (lct_xy){12000, 1000});
    unit(c, "community", "A", "S", (lct_xy){-500, -500}, (lct_xy){1500, 500});
    unit(c, "community", "B", "S", (lct_xy){9500, -500}, (lct_xy){11500, 500});
    unit(c, "compound", "OLD", "A", (lct_xy){550, -50}, (lct_xy){650, 50});
    unit(c, "compound", "NEW", "A", (lct_xy){750, -50}, (lct_xy){850, 50});
    put(c, "UPDATE unit SET urban = 1 WHERE code = 'A'", NULL, NULL, NULL);
    put(c, "UPDATE unit SET urban = 0 WHERE code IN ('B', 'S')", NULL, NULL,
        NULL);
    residents(c, "A", "600000",
              "{\"0-2\":20,\"3-5\":20,\"6-14\":50,\"15-59\":390,\"60+\":120}");
    residents(c, "B", "400000",
              "{\"0-2\":10,\"3-5\":10,\"6-14\":30,\"15-59\":230,\"60+\":120}");
    return c;
}

static void put_facility(lct_city *c, const placed *f, size_t number)
{
    char id[16], json[512];
    double x = f->unit[0] == 'A' ? 600 : 10600;

    snprintf(id, sizeof id, "f%zu", number);
    if (!f->members) {
        const lct_xy ring[4] = {
            {x - 50, -50}, {x + 50, -50}, {x + 50, 50}, {x - 50, 50}};

        lct_area(c, id, f->categories, ring, 4);
        return;
    }
    snprintf(json, sizeof json, "{%s}", f->members);
    lct_facility(c, id, f->categories, (lct_xy){x, 5});
    put(c, "UPDATE facility SET attributes = ?2 WHERE id = ?1", id, json, NULL);
}

static lct_city *town_of(const asked *x)
{
    lct_city *c = town();

    for (size_t i = 0; i < MOST && x->facility[i].categories; i++)
        put_facility(c, &x->facility[i], i);
    for (size_t i = 0; i < LCT_COUNT(x->told) && x->told[i].id; i++)
        put(c,
            "INSERT INTO statistic(source, id, unit, year, value, origin)"
            " VALUES('test', ?1, ?2, 2024, CAST(?3 AS REAL), 'test')",
            x->told[i].id, x->told[i].unit, x->told[i].value);
    return c;
}

/* ---- what each comes to, for the whole city ---- */

#define PUBLIC     "\"ownership\":\"公立\""
#define PRIVATE    "\"ownership\":\"民营\""
#define SHARES     "\"result_sharing\":\"是\""
#define HIDES      "\"result_sharing\":\"否\""
#define PSYCHIATRY "\"departments\":\"内科;精神科\""
#define SURGERY    "\"departments\":\"外科\""
#define YEAR_24    "\"opened\":\"2024\""

/* clang-format off */
static const asked cases[] = {
    /* public hospitals of the second grade and above */
    {"result_sharing_hospitals",
     {{"hospital", "A", "\"level\":\"三级甲等\"," PUBLIC "," SHARES},
      {"hospital", "A", "\"level\":\"二级甲等\"," PRIVATE "," HIDES},
      {"hospital", "B", "\"level\":\"一级\"," PUBLIC "," HIDES}},
     100, PASS, NULL, {{0}}},
    {"result_sharing_hospitals",
     {{"hospital", "A", "\"level\":\"三甲\",\"ownership\":\"公办\"," SHARES},
      {"hospital", "B", "\"level\":\"二甲\"," PUBLIC "," HIDES}},
     50, FAIL, NULL, {{0}}},
    {"result_sharing_hospitals",
     {{"hospital", "A", "\"level\":\"三级甲等\"," PUBLIC "," SHARES},
      {"hospital", "B", "\"level\":\"二级甲等\"," HIDES}},
     100, OPEN, "ownership", {{0}}},
    /* general hospitals: a dental one and one of Chinese medicine aren't */
    {"psychiatry_share_50",
     {{"hospital", "A",
       "\"level\":\"三甲\",\"specialty\":\"综合\"," PSYCHIATRY},
      {"hospital", "A", "\"level\":\"二甲\",\"subtype\":\"综合医院\"," SURGERY},
      {"hospital", "A",
       "\"level\":\"二级甲等\",\"specialty\":\"口腔\"," SURGERY},
      {"hospital", "A",
       "\"level\":\"三级甲等\",\"subtype\":\"中医医院\"," SURGERY},
      {"hospital", "B",
       "\"level\":\"二级乙等\",\"specialty\":\"综合\"," SURGERY}},
     50, PASS, NULL, {{0}}},
    {"psychiatry_share_50",
     {{"hospital", "A",
       "\"level\":\"二级甲等\",\"specialty\":\"综合\"," SURGERY},
      {"hospital", "B",
       "\"level\":\"三级甲等\",\"specialty\":\"精神\"," PSYCHIATRY}},
     0, FAIL, NULL, {{0}}},
    {"psychiatry_share_50",
     {{"hospital", "A",
       "\"level\":\"二级甲等\",\"subtype\":\"医院\"," SURGERY}},
     NAN, OPEN, "specialty", {{0}}},
    /* 三甲 and 三乙 are tertiary */
    {"tertiary_hospital_per_county",
     {{"hospital", "A", "\"level\":\"三甲\""}},
     100, PASS, NULL, {{0}}},
    {"tertiary_hospital_per_county",
     {{"hospital", "A", "\"level\":\"二甲\""}},
     0, FAIL, NULL, {{0}}},
    {"tcm_hospital_tertiary",
     {{"hospital", "A", "\"level\":\"三乙\",\"subtype\":\"中医医院\""},
      {"hospital", "A", "\"level\":\"一级\",\"subtype\":\"口腔医院\""}},
     100, PASS, NULL, {{0}}},
    {"tcm_hospital_tertiary",
     {{"hospital", "A", "\"level\":\"二甲\",\"specialty\":\"中医\""}},
     0, FAIL, NULL, {{0}}},
    /* for elders of the listed areas: 120, not 1,000 residents */
    {"elderly_station_5",
     {{"elderly_day_care", "A", ""}, {"elderly_meal", "A", ""}},
     100, PASS, NULL,
     {{"elder_station_area", "A", "1"}}},
    {"elderly_station_5",
     {{"elderly_day_care", "A", ""}, {"elderly_meal", "A", ""}},
     50, FAIL, NULL,
     {{"elder_station_area", "A", "1"}, {"elder_station_area", "B", "1"}}},
    {"elderly_station_5",
     {{"elderly_day_care", "A", ""}},
     100, OPEN, "no list elder_station_area", {{0}}},
    /* beds of homes alone; affordable ones of homes and complexes */
    {"nursing_bed_share",
     {{"elderly_home", "A", "\"beds\":100,\"nursing_beds\":60"},
      {"elderly_complex", "A", "\"beds\":100,\"nursing_beds\":0"}},
     60, PASS, NULL, {{0}}},
    {"nursing_bed_share",
     {{"elderly_home", "A", "\"beds\":100,\"nursing_beds\":50"},
      {"elderly_complex", "A", "\"beds\":100,\"nursing_beds\":100"}},
     50, FAIL, NULL, {{0}}},
    {"inclusive_bed_share_65",
     {{"elderly_home", "A", "\"beds\":50,\"inclusive\":\"否\""},
      {"elderly_complex", "A", "\"beds\":150,\"inclusive\":\"普惠型\""}},
     75, PASS, NULL, {{0}}},
    {"inclusive_bed_share_65",
     {{"elderly_home", "A", "\"beds\":50,\"inclusive\":\"兜底型\""},
      {"elderly_complex", "A", "\"beds\":50,\"inclusive\":\"否\""}},
     50, FAIL, NULL, {{0}}},
    {"n_inclusive_beds_2025",
     {{"elderly_complex", "A",
       "\"beds\":5000,\"inclusive\":\"是\",\"opened\":\"2025-03\""},
      {"elderly_home", "A",
       "\"beds\":7,\"inclusive\":\"兜底型\",\"opened\":\"2025-03\""}},
     5000, PASS, NULL, {{0}}},
    {"n_inclusive_beds_145",
     {{"elderly_home", "A",
       "\"beds\":4000,\"inclusive\":\"是\",\"opened\":\"2022\""},
      {"elderly_complex", "A",
       "\"beds\":5000,\"inclusive\":\"是\",\"opened\":\"2025\""}},
     9000, FAIL, NULL, {{0}}},
    /* upper secondary schools are schools */
    {"school_psych_teacher_100",
     {{"primary_school", "A", "\"psych_teacher\":\"是\""},
      {"middle_school", "A", "\"psych_teacher\":\"是\""},
      {"high_school", "A", "\"psych_teacher\":\"是\""}},
     100, PASS, NULL, {{0}}},
    {"school_psych_teacher_100",
     {{"primary_school", "A", "\"psych_teacher\":\"是\""},
      {"middle_school", "A", "\"psych_teacher\":\"是\""},
      {"high_school", "A", "\"psych_teacher\":\"否\""},
      {"high_school", "B", "\"psych_teacher\":\"否\""}},
     50, FAIL, NULL, {{0}}},
    {"n_schools_145",
     {{"kindergarten", "A", "\"seats\":1,\"opened\":\"2021\""},
      {"primary_school", "A", "\"seats\":2,\"opened\":\"2021\""},
      {"middle_school", "A", "\"seats\":4,\"opened\":\"2021\""},
      {"high_school", "A", "\"seats\":299993,\"opened\":\"2025\""}},
     300000, PASS, NULL, {{0}}},
    {"n_schools_145",
     {{"kindergarten", "A", "\"seats\":1,\"opened\":\"2021\""},
      {"primary_school", "A", "\"seats\":2,\"opened\":\"2021\""},
      {"middle_school", "A", "\"seats\":4,\"opened\":\"2021\""},
      {"high_school", "A", "\"seats\":8,\"opened\":\"2020\""}},
     7, FAIL, NULL, {{0}}},
    /* public libraries and halls, no bookshops and no village centres */
    {"library_grade1",
     {{"reading_space", "A", "\"subtype\":\"公共图书馆\",\"grade\":\"一级\""},
      {"cultural_center", "A", "\"subtype\":\"文化馆\",\"grade\":\"1\""},
      {"reading_space", "A", "\"subtype\":\"书店\",\"grade\":\"无\""},
      {"cultural_center", "A",
       "\"subtype\":\"基层综合性文化服务中心\",\"grade\":\"三级\""}},
     100, PASS, NULL, {{0}}},
    {"library_grade1",
     {{"reading_space", "A", "\"subtype\":\"图书馆\",\"grade\":\"二级\""},
      {"cultural_center", "A", "\"subtype\":\"文化馆\",\"grade\":\"一级\""}},
     50, FAIL, NULL, {{0}}},
    {"n_bookspaces_145",
     {{"reading_space", "A", "\"subtype\":\"书店\""},
      {"reading_space", "A", "\"subtype\":\"城市阅读空间\""},
      {"reading_space", "A", "\"subtype\":\"公共图书馆\""}},
     2, FAIL, NULL, {{0}}},
    /* a corner of silver is no pocket park */
    {"n_pocket_parks_2024",
     {{"pocket_green", "A", "\"subtype\":\"口袋公园\"," YEAR_24},
      {"pocket_green", "A", "\"subtype\":\"金角银边\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"n_corner_spaces_2024",
     {{"pocket_green", "A", "\"subtype\":\"口袋公园\"," YEAR_24},
      {"pocket_green", "A", "\"subtype\":\"金角银边\"," YEAR_24},
      {"sports_corner", "A", "\"subtype\":\"运动角\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    /* chain shops of every trade */
    {"n_chain_stores",
     {{"convenience_store", "A", "\"chain\":\"是\",\"opened\":\"2023\""},
      {"pharmacy", "A", "\"chain\":\"yes\",\"opened\":\"2023\""},
      {"laundry_barber", "A", "\"subtype\":\"社区连锁店\",\"opened\":\"2023\""},
      {"convenience_store", "A", "\"chain\":\"非连锁\",\"opened\":\"2023\""},
      {"fresh_market", "A", "\"chain\":\"否\",\"opened\":\"2023\""}},
     3, OPEN, "no data of these: Eatery", {{0}}},
    /* public services of every kind, no shops */
    {"n_basic_facilities_2024",
     {{"primary_school", "A", YEAR_24},
      {"community_health_center", "A", YEAR_24},
      {"elderly_day_care", "A", YEAR_24},
      {"gov_service", "A", YEAR_24},
      {"pharmacy", "A", YEAR_24},
      {"dining", "A", YEAR_24}},
     4, OPEN, "no data of these: Childcare", {{0}}},
    /* schools for elders, not any adult school */
    {"elder_education_per_street",
     {{"lifelong_learning", "A", "\"subtype\":\"老年学校\""}},
     100, PASS, NULL, {{0}}},
    {"elder_education_per_street",
     {{"lifelong_learning", "A", "\"subtype\":\"社区学校\""}},
     0, FAIL, NULL, {{0}}},
    /* in a park, not in an office */
    {"marriage_site_per_county",
     {{"gov_service", "A",
       "\"services\":\"婚姻登记\",\"subtype\":\"公园式婚姻登记处\""}},
     100, PASS, NULL, {{0}}},
    {"marriage_site_per_county",
     {{"gov_service", "A",
       "\"services\":\"婚姻登记\",\"subtype\":\"婚姻登记处\""},
      {"park", "A", NULL}},
     100, PASS, NULL, {{0}}},
    {"marriage_site_per_county",
     {{"gov_service", "A",
       "\"services\":\"婚姻登记\",\"subtype\":\"政务服务中心\""},
      {"park", "B", NULL}},
     0, FAIL, NULL, {{0}}},
    {"marriage_site_per_county",
     {{"gov_service", "A",
       "\"services\":\"婚姻登记\",\"subtype\":\"政务服务中心\""}},
     NAN, OPEN, "position", {{0}}},
    {"marriage_site_per_county",
     {{"gov_service", "A", "\"services\":\"婚姻登记\""}},
     NAN, OPEN, "subtype", {{0}}},
    /* learning communities apart from points for elders */
    {"n_learning_communities",
     {{"lifelong_learning", "A",
       "\"subtype\":\"学习型社区\",\"opened\":\"2022\""},
      {"lifelong_learning", "A",
       "\"subtype\":\"老年教育示范点\",\"opened\":\"2022\""}},
     1, FAIL, NULL, {{0}}},
    /* any place of culture within 15 minutes will do */
    {"culture_circle_15",
     {{"cultural_center", "A", ""},
      {"reading_space", "B", ""},
      {"museum_theatre", "A", ""}},
     100, PASS, NULL, {{0}}},
    {"culture_circle_15",
     {{"cultural_center", "A", ""},
      {"reading_space", "A", ""},
      {"museum_theatre", "A", ""}},
     60, FAIL, NULL, {{0}}},
    /* a pilot, a wish and states of 2023 are shown and not judged */
    {"embedded_facilities",
     {{"childcare", "A", "\"subtype\":\"托育园\""}},
     0, OPEN, "sets no target", {{0}}},
    /* of two kinds at once, or embedded by its own word */
    {"embedded_facilities",
     {{"childcare elderly_day_care", "A", "\"subtype\":\"社区托育点\""},
      {"elderly_meal child_youth_space community_complex", "A", ""},
      {"community_complex", "B", "\"subtype\":\"社区嵌入式服务设施\""},
      {"community_complex", "B", "\"subtype\":\"邻里中心\""},
      {"childcare", "B", "\"subtype\":\"托育园\""}},
     3, OPEN, "sets no target", {{0}}},
    {"embedded_facilities",
     {{"childcare elderly_day_care", "A", ""}, {"childcare", "B", ""}},
     1, OPEN, "subtype", {{0}}},
    {"housing_by_greenway",
     {{"park", "A", ""}, {"greenway", "A", ""}},
     60, OPEN, "sets no target", {{0}}},
    {"public_kindergarten_595",
     {{"kindergarten", "A", "\"seats\":100," PUBLIC},
      {"kindergarten", "A", "\"seats\":300," PRIVATE}},
     25, OPEN, "sets no target", {{0}}},
    {"n_worker_stations_2023",
     {{"worker_station", "A", ""}},
     1, OPEN, "sets no target", {{0}}},
    {"grid_coverage",
     {{0}},
     99, OPEN, "sets no target",
     {{"grid_coverage", "", "99"}}},
    /* tertiary general hospitals, all of them */
    {"psychiatry_tertiary_100",
     {{"hospital", "A", "\"level\":\"三甲\",\"specialty\":\"综合\"," PSYCHIATRY},
      {"hospital", "A", "\"level\":\"二甲\",\"specialty\":\"综合\"," SURGERY},
      {"hospital", "A", "\"level\":\"三甲\",\"specialty\":\"口腔\"," SURGERY}},
     100, PASS, NULL, {{0}}},
    {"psychiatry_tertiary_100",
     {{"hospital", "A", "\"level\":\"三乙\",\"specialty\":\"综合\"," PSYCHIATRY},
      {"hospital", "A", "\"level\":\"三甲\",\"subtype\":\"综合医院\"," SURGERY}},
     50, FAIL, NULL, {{0}}},
    /* vocational schools aren't ordinary ones */
    {"quality_high_school_70",
     {{"high_school", "A", "\"seats\":700,\"quality\":\"是\""},
      {"high_school", "A", "\"seats\":300,\"quality\":\"否\""},
      {"high_school", "A",
       "\"seats\":900,\"quality\":\"否\",\"subtype\":\"中职\""}},
     70, PASS, NULL, {{0}}},
    {"quality_high_school_70",
     {{"high_school", "A", "\"seats\":600,\"quality\":\"是\""},
      {"high_school", "A", "\"seats\":400,\"quality\":\"否\""}},
     60, FAIL, NULL, {{0}}},
    /* markets and fresh-food supermarkets apart */
    {"n_markets_standard",
     {{"fresh_market", "A",
       "\"subtype\":\"菜市场\",\"standardised\":\"是\",\"opened\":\"2022\""},
      {"fresh_market", "A",
       "\"subtype\":\"生鲜超市\",\"standardised\":\"是\",\"opened\":\"2022\""}},
     1, FAIL, NULL, {{0}}},
    {"n_fresh_supermarkets_145",
     {{"fresh_market", "A",
       "\"subtype\":\"菜市场\",\"standardised\":\"是\",\"opened\":\"2022\""},
      {"convenience_store", "A",
       "\"subtype\":\"生鲜超市\",\"standardised\":\"是\",\"opened\":\"2022\""}},
     1, FAIL, NULL, {{0}}},
    {"n_elder_learning_145",
     {{"lifelong_learning", "A",
       "\"subtype\":\"学习型社区\",\"opened\":\"2022\""},
      {"lifelong_learning", "A",
       "\"subtype\":\"老年教育示范点\",\"opened\":\"2022\""}},
     1, FAIL, NULL, {{0}}},
    {"n_happiness_circles_2024",
     {{0}},
     2, FAIL, NULL,
     {{"happiness_pilot", "A", "1"}, {"happiness_pilot", "B", "1"}}},
    /* halls of local history, small ones and science bases apart */
    {"n_history_halls_2024",
     {{"learning_hall", "A", "\"subtype\":\"方志馆分馆\"," YEAR_24},
      {"learning_hall", "A", "\"subtype\":\"微方志馆\"," YEAR_24},
      {"learning_hall", "A", "\"subtype\":\"科普基地\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"n_micro_history_halls_2024",
     {{"learning_hall", "A", "\"subtype\":\"方志馆\"," YEAR_24},
      {"learning_hall", "A", "\"subtype\":\"微方志馆\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    /* where batteries are swapped nobody charges */
    {"n_charging_stations_2024",
     {{"ev_charging", "A", "\"subtype\":\"充电站\"," YEAR_24},
      {"ev_charging", "A", "\"subtype\":\"换电站\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"n_swap_stations_2024",
     {{"ev_charging", "A", "\"subtype\":\"充电站\"," YEAR_24},
      {"ev_charging", "A", "\"subtype\":\"换电站\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"n_charity_shops_2024",
     {{"charity_aid", "A", "\"subtype\":\"爱心慈善超市\"," YEAR_24},
      {"charity_aid", "A", "\"subtype\":\"救助站\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"school_psych_center_per_county",
     {{"child_youth_space counselling", "A",
       "\"subtype\":\"学生心理辅导中心\""}},
     100, PASS, NULL, {{0}}},
    {"school_psych_center_per_county",
     {{"counselling", "A", "\"subtype\":\"心理辅导室\""},
      {"child_youth_space", "A", "\"subtype\":\"青少年宫\""}},
     0, FAIL, NULL, {{0}}},
    /* at most 5; none left; more than 95 */
    {"urban_unemployment_5",
     {{0}}, 5, PASS, NULL, {{"urban_unemployment_5", "", "5"}}},
    {"urban_unemployment_5",
     {{0}}, 5.1, FAIL, NULL, {{"urban_unemployment_5", "", "5.1"}}},
    {"zero_job_families_0",
     {{0}}, 0, PASS, NULL, {{"zero_job_families_0", "", "0"}}},
    {"zero_job_families_0",
     {{0}}, 1, FAIL, NULL, {{"zero_job_families_0", "", "1"}}},
    {"medical_insurance_95",
     {{0}}, 95.1, PASS, NULL, {{"medical_insurance_95", "", "95.1"}}},
    {"medical_insurance_95",
     {{0}}, 95, FAIL, NULL, {{"medical_insurance_95", "", "95"}}},
    /* old compounds alone */
    {"property_service_cover",
     {{0}},
     100, PASS, NULL,
     {{"old_compound", "OLD", "1"},
      {"property_service_cover", "OLD", "1"},
      {"property_service_cover", "NEW", "0"}}},
    {"property_service_cover",
     {{0}},
     0, FAIL, NULL,
     {{"old_compound", "OLD", "1"},
      {"property_service_cover", "OLD", "0"},
      {"property_service_cover", "NEW", "1"}}},
    /* exactly 80 of 80 will do */
    {"quake_warning_80",
     {{0}},
     80, PASS, NULL,
     {{"quake_warning_80", "", "80"}}},
    {"quake_warning_80",
     {{0}},
     79.9, FAIL, NULL,
     {{"quake_warning_80", "", "79.9"}}},
    /* a defibrillator is no post without a number of ambulances */
    {"ambulance_per_30000",
     {{"emergency_medical", "A", "\"subtype\":\"急救站\",\"ambulances\":1"},
      {"emergency_medical", "A", "\"subtype\":\"AED\""},
      {"emergency_medical", "A", "\"subtype\":\"defibrillator\""}},
     30, PASS, NULL, {{0}}},
    {"ambulance_per_30000",
     {{"emergency_medical", "A", "\"subtype\":\"急救站\",\"ambulances\":0"},
      {"emergency_medical", "A", "\"subtype\":\"AED\""}},
     0, FAIL, NULL, {{0}}},
    /* where the type tells what a column of its own would */
    {"model_childcare_per_county",
     {{"childcare", "A", "\"subtype\":\"示范性照护机构\""}},
     100, PASS, NULL, {{0}}},
    {"model_childcare_per_county",
     {{"childcare", "A", "\"model\":\"否\",\"subtype\":\"示范性照护机构\""}},
     0, FAIL, NULL, {{0}}},
    {"food_shop_per_town",
     {{"convenience_store", "A", "\"subtype\":\"规范化食品经营店\""}},
     100, PASS, NULL, {{0}}},
    {"food_shop_per_town",
     {{"convenience_store", "A", "\"regulated\":\"否\""}},
     0, FAIL, NULL, {{0}}},
    {"n_shelter_class1_2024",
     {{"emergency_shelter", "A", "\"subtype\":\"Ⅰ类应急避难场所\"," YEAR_24},
      {"emergency_shelter", "A", "\"class\":\"Ⅱ类\"," YEAR_24}},
     1, FAIL, NULL, {{0}}},
    {"day_night_care_per_community",
     {{"elderly_day_care", "A", "\"services\":\"日托;夜间监护\""},
      {"elderly_day_care", "B", "\"night_service\":\"是\""}},
     100, PASS, NULL, {{0}}},
    {"day_night_care_per_community",
     {{"elderly_day_care", "A", "\"services\":\"日托;夜间监护\""},
      {"elderly_day_care", "B", "\"night_service\":\"否\""}},
     50, FAIL, NULL, {{0}}},
};
/* clang-format on */

static bool close_to(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-6;
}

static const lc_indicator *find(const lc_report *r, const char *id)
{
    for (size_t i = 0; i < r->rows; i++)
        if (!strcmp(r->row[i].rule->id, id))
            return &r->row[i];
    fail_msg("the rule %s is not in the report", id);
    return NULL;
}

/* All of what is missing, in English. */
static void write_missing(lc_buf *b, const lc_world *w, const lc_indicator *v)
{
    for (size_t i = 0; i < v->missing_count; i++) {
        lc_missing_text(b, w, &v->missing[i], LIFE_LANG_EN);
        lc_buf_puts(b, "; ");
    }
}

static bool is_right(const asked *x, const lc_world *w, const lc_indicator *v,
                     size_t number)
{
    lc_buf b = {0};
    const char *missing;
    bool right;

    write_missing(&b, w, v);
    missing = b.data ? b.data : "";
    right = close_to(v->value, x->value) && v->verdict == x->verdict &&
            (!x->missing || strstr(missing, x->missing));
    if (!right)
        print_error("%zu %s: %.9g %s, not %.9g %s (%s)\n", number, x->rule,
                    v->value, lc_indicator_verdict_id(v->verdict), x->value,
                    lc_indicator_verdict_id(x->verdict), missing);
    lc_buf_free(&b);
    return right;
}

static size_t wrong(const asked *x, size_t number)
{
    lct_city *c = town_of(x);
    lc_study *study = lct_open(c);
    const lc_assessment *a;
    const lc_report_query q = {.unit = LIFE_NONE, .no_ranks = true};
    lc_report r;
    lc_error err = {0};
    bool right;

    ok(lc_assessment_get(study, "chengdu", &a, &err), &err);
    ok(lc_report_make(study, a, &q, &r, &err), &err);
    right = is_right(x, lc_study_world(study), find(&r, x->rule), number);
    lc_report_clear(&r);
    lct_city_free(c);
    return !right;
}

static void each_counts_whom_it_means(void **state)
{
    size_t faults = 0;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(cases); i++)
        faults += wrong(&cases[i], i);
    assert_int_equal(faults, 0);
}

/* ---- what the tables say of a rule ---- */

static const lc_rule *rule_of(const lc_standard *s, const char *id)
{
    for (size_t i = 0; i < lc_standard_rule_count(s); i++)
        if (!strcmp(lc_standard_rule(s, i)->id, id))
            return lc_standard_rule(s, i);
    fail_msg("there is no rule %s", id);
    return NULL;
}

static void one_cause_is_one_rules(void **state)
{
    static const char *const same[] = {
        "service_near_home", "life_circle_walk_15_urban",
        "happiness_circle_pilot_15", "old_area_basic_full"};
    lct_city *c = town();
    lc_standard *s;
    lc_error err = {0};

    (void)state;
    ok(lc_standard_open(lc_study_world(lct_open(c)), "chengdu", &s, &err),
       &err);
    for (size_t i = 0; i < LCT_COUNT(same); i++)
        assert_string_equal(rule_of(s, same[i])->same_as,
                            "public_service_circle_15");
    assert_string_equal(rule_of(s, "public_service_circle_15")->same_as, "");
    lc_standard_free(s);
    lct_city_free(c);
}

static void figures_of_2020_stand_in_the_table(void **state)
{
    lct_city *c = town();
    lc_standard *s;
    const lc_rule *u;
    lc_error err = {0};

    (void)state;
    ok(lc_standard_open(lc_study_world(lct_open(c)), "chengdu", &s, &err),
       &err);
    u = rule_of(s, "childcare_places_per_1000");
    assert_int_equal(u->reached_count, 2);
    assert_int_equal(u->reached[0].year, 2020);
    assert_true(close_to(u->reached[0].value, 2.7));
    assert_true(close_to(u->reached[1].value, 4.4));
    assert_int_equal(u->nature, LIFE_NATURE_EXPECTED);
    assert_false(u->binding);
    u = rule_of(s, "nursing_bed_share");
    assert_int_equal(u->nature, LIFE_NATURE_BINDING);
    assert_true(u->binding);
    assert_int_equal(rule_of(s, "fitness_circle_15")->nature, LIFE_NATURE_NONE);
    assert_int_equal(rule_of(s, "grid_coverage")->op, LIFE_NOT_JUDGED);
    assert_true(rule_of(s, "child_friendly_community")->list_complete);
    lc_standard_free(s);
    lct_city_free(c);
}

/* One of the thirty is the standard of a grant and no number; ten have no value
 * of 2020 in the box. */
static void the_main_indicators_are_whole(void **state)
{
    lct_city *c = town();
    lc_standard *s;
    lc_error err = {0};
    size_t rows = 0, binding = 0, expected = 0, of_2020 = 0;

    (void)state;
    ok(lc_standard_open(lc_study_world(lct_open(c)), "chengdu", &s, &err),
       &err);
    for (size_t i = 0; i < lc_standard_rule_count(s); i++) {
        const lc_rule *u = lc_standard_rule(s, i);

        if (!strstr(u->source_zh, "专栏1"))
            continue;
        rows++;
        binding += u->nature == LIFE_NATURE_BINDING;
        expected += u->nature == LIFE_NATURE_EXPECTED;
        of_2020 += u->reached_count && u->reached[0].year == 2020;
        assert_true(u->op == LIFE_NOT_JUDGED ||
                    u->target[u->target_count - 1].year == 2025);
    }
    assert_int_equal(rows, 30);
    assert_int_equal(binding, 17);
    assert_int_equal(expected, 12);
    assert_int_equal(of_2020, 20);
    lc_standard_free(s);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_counts_whom_it_means),
        cmocka_unit_test(one_cause_is_one_rules),
        cmocka_unit_test(figures_of_2020_stand_in_the_table),
        cmocka_unit_test(the_main_indicators_are_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
