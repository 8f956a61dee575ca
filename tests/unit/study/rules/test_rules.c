/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test_rules.c - every rule of Chengdu's standard that is computed, on a town
 * drawn so that each answer is known by hand; on the same town that tells
 * nothing of its facilities and units; and on one that has no facilities.
 *
 * The town: community A (in town, 600 residents) and B (in the country, 400),
 * in one street S and one district D. A has one facility of each category,
 * 100 m from its only home; B has none, and lies 10 km away. Each tells the
 * attributes below and opened in 2024. So of a rule for all 60 % have it, of
 * one for the town everyone, of one for the country nobody; of a provision per
 * community half of them have it, per street and district all of them.
 */
/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include "lifecircle/base/table.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "lct_city.h"
#include "lifecircle/base/csv.h"
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

static void ok(lc_status st, const lc_error *err)
{
    if (st)
        fail_msg("%s: %s", lc_status_text(st), err->text);
}

/* ---- the town ---- */

static const char all_attributes[] =
    "\"beds\":10,\"nursing_beds\":6,\"seats\":50,\"places_0_3\":8,"
    "\"doctors\":5,\"nurses\":2,\"social_workers\":2,\"ambulances\":1,"
    "\"floor_area_m2\":3000,\"site_area_m2\":5000,\"length_m\":1000,"
    "\"capacity\":30,\"inclusive\":\"yes\",\"registered\":\"是\","
    "\"quality\":\"1\",\"level\":\"三级甲等\",\"grade\":\"一级\","
    "\"tcm\":\"true\",\"specialty\":\"中医\",\"departments\":\"精神科\","
    "\"prenatal_screening\":\"yes\",\"psych_teacher\":\"yes\","
    "\"result_sharing\":\"yes\",\"model\":\"yes\",\"model_school\":\"yes\","
    "\"ownership\":\"公办\",\"services\":\"婚姻登记\",\"regulated\":\"yes\","
    "\"refurbished\":\"yes\",\"night_service\":\"yes\",\"chain\":\"yes\","
    "\"standardised\":\"yes\",\"drug_recycling\":\"yes\","
    "\"medical_care\":\"yes\",\"class\":\"I\",\"opened\":\"2024-05-01\"";

static const struct {
    const char *category, *subtype;
} subtypes[] = {
    {"hospital", "方舱 院前急救"},
    {"emergency_medical", "院前急救"},
    {"emergency_shelter", "平急两用"},
    {"child_youth_space", "青少年"},
    {"elderly_home", "特困"},
    {"sports_venue", "体育场 体育馆 游泳馆 健身中心 运动中心 体育公园"},
    {"sports_corner", "绿道 金角银边"},
    {"pocket_green", "金角银边 口袋公园"},
    {"park", "环城生态"},
    {"greenway", "自行车"},
    {"disability_rehab", "精神障碍 智能化"},
    {"childcare", "综合"},
    {"community_health_center", "次中心 智能化"},
    {"cultural_center", "示范点 文化馆"},
    {"reading_space", "书店"},
    {"lifelong_learning", "学习型社区 老年教育示范点 市民课堂 游学"},
    {"quality_commerce", "特色街区 特色小店 购物中心"},
    {"museum_theatre", "沉浸式 地标"},
    {"fresh_market", "益民 生鲜"},
    {"gov_service", "公园式"},
    {"community_complex", "邻里人家"},
    {"legal_service", "法律之家"},
    {"parking_charging", "公共停车 充电"},
    {"worker_station", "环卫 爱心驿站"},
    {"charity_aid", "慈善超市"},
    {"counselling", "学生心理辅导中心"},
    {"ev_charging", "充电站"},
    {"ebike_parking", "停放"},
    {"learning_hall", "方志馆 科普基地"},
};

static const char *subtype_of(const char *category)
{
    for (size_t i = 0; i < LCT_COUNT(subtypes); i++)
        if (!strcmp(subtypes[i].category, category))
            return subtypes[i].subtype;
    return "-";
}

/* What lct_city.h doesn't draw: runs a statement with up to four texts. */
static void put(lct_city *c, const char *sql, const char *a, const char *b,
                const char *d, const char *e)
{
    const char *text[] = {a, b, d, e};
    lc_error err = {0};
    lc_stmt *s;

    ok(lc_stmt_prepare(lct_file(c), sql, &s, &err), &err);
    for (int i = 0; i < 4 && text[i]; i++)
        lc_stmt_text(s, i + 1, text[i]);
    ok(lc_stmt_run(s, &err), &err);
    lc_stmt_free(s);
}

static void rectangle(lct_city *c, const char *level, const char *code,
                      const char *parent, lct_xy low, lct_xy high)
{
    const lct_xy ring[4] = {low, {high.x, low.y}, high, {low.x, high.y}};

    lct_unit_of(c, level, code, ring, 4);
    if (parent)
        put(c, "UPDATE unit SET parent = ?2 WHERE code = ?1", code, parent,
            NULL, NULL);
}

/* The hospital of the town is one of Chinese medicine; this one is general, and
 * adds nothing to the sums of beds and people. */
static void put_general_hospital(lct_city *c)
{
    lct_facility(c, "general", "hospital", (lct_xy){600, 5});
    put(c,
        "UPDATE facility SET attributes = ?2, wheelchair = 'yes'"
        " WHERE id = ?1",
        "general",
        "{\"beds\":0,\"doctors\":0,\"nurses\":0,\"level\":\"三甲\","
        "\"specialty\":\"综合\",\"ownership\":\"公立\","
        "\"departments\":\"精神科\",\"result_sharing\":\"yes\","
        "\"opened\":\"2024\",\"subtype\":\"-\"}",
        NULL, NULL);
}

static void put_facilities(lct_city *c, bool told)
{
    lc_error err = {0};
    lc_table *t;

    ok(lc_table_open("categories.csv", &t, &err), &err);
    for (size_t i = 0; i < lc_table_rows(t); i++) {
        const char *id = lc_table_get(t, i, lc_table_column(t, "id"));
        char json[2048];

        if (!strcmp(id, "school")) /* it might be any: see test_indicators */
            continue;
        lct_facility(c, id, id, (lct_xy){600, 5});
        snprintf(json, sizeof json, "{%s,\"subtype\":\"%s\"}", all_attributes,
                 subtype_of(id));
        if (told)
            put(c,
                "UPDATE facility SET attributes = ?2, wheelchair = 'yes'"
                " WHERE id = ?1",
                id, json, NULL, NULL);
    }
    lc_table_free(t);
    if (told)
        put_general_hospital(c);
}

static const char *const told_of[][3] = {
    {"happiness_pilot", "A", "1"},
    {"renewal_area", "A", "1"},
    {"new_residential", "A", "1"},
    {"existing_residential", "B", "1"},
    {"elder_station_area", "A", "1"},
    {"old_compound", "K", "1"},
    {"disabled_residents", "", "100"},
    {"legal_adviser_per_village", "A", "1"},
    {"legal_adviser_per_village", "B", "0"},
    {"micro_fire_station", "KEY", "1"},
    {"rescue_team_per_street", "S", "1"},
    {"community_emergency_6n", "A", "6"},
    {"community_emergency_6n", "B", "5"},
    {"child_friendly_community", "A", "1"},
    {"child_friendly_community", "B", "1"},
    {"property_service_cover", "K", "1"},
    {"waste_sorting_100", "A", "1"},
    {"waste_sorting_100", "B", "1"},
    {"n_dementia_friendly_2024", "A", "1"},
    {"n_dementia_friendly_2024", "B", "1"},
    {"n_smart_fitness_2024", "", "80"},
    {"n_disaster_communities_2024", "", "22"},
    {"n_agefriendly_bus_2024", "", "20"},
    {"n_future_park_communities", "", "199"},
};

static void tell(lct_city *c)
{
    put(c, "UPDATE unit SET urban = 1 WHERE code = 'A'", NULL, NULL, NULL,
        NULL);
    put(c, "UPDATE unit SET urban = 0 WHERE code IN ('B', 'S')", NULL, NULL,
        NULL, NULL);
    put(c,
        "INSERT INTO resident(source, kind, code, residents_milli, ages)"
        " VALUES('test', 'unit', 'A', 600000, ?1)",
        "{\"0-2\":20,\"3-5\":30,\"6-14\":60,\"15-59\":300,\"60+\":190}", NULL,
        NULL, NULL);
    put(c,
        "INSERT INTO resident(source, kind, code, residents_milli, ages)"
        " VALUES('test', 'unit', 'B', 400000, ?1)",
        "{\"0-2\":10,\"3-5\":10,\"6-14\":30,\"15-59\":200,\"60+\":150}", NULL,
        NULL, NULL);
    for (size_t i = 0; i < LCT_COUNT(told_of); i++)
        put(c,
            "INSERT INTO statistic(source, id, unit, year, value, origin)"
            " VALUES('test', ?1, ?2, 2024, CAST(?3 AS REAL), 'test')",
            told_of[i][0], told_of[i][1], told_of[i][2], NULL);
}

static lct_city *town(bool facilities, bool told)
{
    lct_city *c = lct_city_new();

    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    lct_street(c, 3, (lct_xy){10000, 0}, 4, (lct_xy){11000, 0}, LCT_OPEN);
    lct_home(c, (lct_xy){500, 5}, 600000);
    lct_home(c, (lct_xy){10500, 5}, 400000);
    rectangle(c, "district", "D", NULL, (lct_xy){-2000, -2000},
              (lct_xy){13000, 2000});
    rectangle(c, "street", "S", "D", (lct_xy){-1000, -1000},
              (lct_xy){12000, 1000});
    rectangle(c, "community", "A", "S", (lct_xy){-500, -500},
              (lct_xy){1500, 500});
    rectangle(c, "community", "B", "S", (lct_xy){9500, -500},
              (lct_xy){11500, 500});
    if (told) {
        rectangle(c, "compound", "K", "A", (lct_xy){550, -50},
                  (lct_xy){650, 50});
        rectangle(c, "key_unit", "KEY", "A", (lct_xy){0, -50},
                  (lct_xy){50, 50});
        rectangle(c, "industrial_zone", "Z", "D", (lct_xy){500, -90},
                  (lct_xy){700, 90});
        rectangle(c, "built_up", "U", "D", (lct_xy){500, -80},
                  (lct_xy){700, 80});
        tell(c);
    }
    if (facilities)
        put_facilities(c, told);
    return c;
}

typedef struct asked {
    lct_city *city;
    const lc_assessment *a;
    lc_report r;
} asked;

static asked ask(lct_city *c, const char *unit)
{
    lc_study *study = lct_open(c);
    const lc_world *w = lc_study_world(study);
    lc_report_query q = {.unit =
                             unit ? lc_world_unit_find(w, unit) : LIFE_NONE};
    asked x = {.city = c};
    lc_error err = {0};

    ok(lc_assessment_get(study, "chengdu", &x.a, &err), &err);
    ok(lc_report_make(study, x.a, &q, &x.r, &err), &err);
    return x;
}

static void done(asked *x)
{
    lc_report_clear(&x->r);
    lct_city_free(x->city);
}

static const lc_indicator *find(const asked *x, const char *id)
{
    for (size_t i = 0; i < x->r.rows; i++)
        if (!strcmp(x->r.row[i].rule->id, id))
            return &x->r.row[i];
    fail_msg("the rule %s is not in the report", id);
    return NULL;
}

/* ---- what each rule comes to ---- */

static const struct expected {
    const char *id;
    double value;
    lc_rule_verdict verdict;
    const char *untold; /* what is missing where nothing is told; NULL: it is
                           decided all the same, by facilities and homes, or as
                           there are too few places, whatever they'd tell */
} rules[] = {
    {"life_circle_walk_15_urban", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"life_circle_cycle_15_rural", 0, LIFE_VERDICT_FAIL, "urban or rural"},
    {"public_service_circle_15", 60, LIFE_VERDICT_FAIL, NULL},
    {"elderly_circle_15", 55.882353, LIFE_VERDICT_FAIL, "no age bands 60+"},
    {"elderly_station_5", 100, LIFE_VERDICT_PASS, "no age bands 60+"},
    {"culture_circle_15", 60, LIFE_VERDICT_FAIL, NULL},
    {"fitness_circle_15", 60, LIFE_VERDICT_FAIL, NULL},
    {"convenience_circle_15", 60, LIFE_VERDICT_FAIL, NULL},
    {"happiness_circle_pilot_15", 100, LIFE_VERDICT_PASS,
     "no list happiness_pilot"},
    {"employment_circle_15_urban", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"child_public_space_15", 100, LIFE_VERDICT_PASS, "no age bands 0-14"},
    {"nature_experience_30", NAN, LIFE_VERDICT_UNKNOWN, "no drive network"},
    {"fire_rescue_5", NAN, LIFE_VERDICT_UNKNOWN, "no drive network"},
    {"metro_bus_transfer_5", 100, LIFE_VERDICT_PASS, NULL},
    {"service_near_home", 60, LIFE_VERDICT_FAIL, NULL},
    {"tod_daily_needs_80", 100, LIFE_VERDICT_PASS, NULL},
    {"school_near", 69.230769, LIFE_VERDICT_FAIL, "no age bands 3-14"},
    {"green_300", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"park_500", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"metro_800_coverage", 100, LIFE_VERDICT_PASS, "no built-up area"},
    {"employment_radius_5km_rural", 0, LIFE_VERDICT_FAIL, "urban or rural"},
    {"greenway_doorstep", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"elderly_health_colocation", 100, LIFE_VERDICT_PASS, NULL},
    {"housing_by_greenway", 60, LIFE_VERDICT_UNKNOWN, "sets no target"},
    {"sports_corner_per_village", 50, LIFE_VERDICT_FAIL, NULL},
    {"beauty_space_per_community", 50, LIFE_VERDICT_FAIL, NULL},
    {"elderly_complex_per_street", 100, LIFE_VERDICT_PASS, NULL},
    {"elderly_floor_area_3000", 100, LIFE_VERDICT_PASS,
     "no attribute floor_area_m2"},
    {"day_night_care_per_community", 50, LIFE_VERDICT_FAIL, NULL},
    {"basic_convenience_per_community", 50, LIFE_VERDICT_FAIL, NULL},
    {"party_center_refurbished", 100, LIFE_VERDICT_PASS,
     "no attribute refurbished"},
    {"three_tier_carriers", 75, LIFE_VERDICT_FAIL, NULL},
    {"tertiary_hospital_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute level"},
    {"tcm_hospital_tertiary", 100, LIFE_VERDICT_PASS, "no attribute "},
    {"prenatal_screening_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute prenatal_screening"},
    {"psychiatry_share_50", 100, LIFE_VERDICT_PASS, "no attribute "},
    {"fangcang_per_county", 0, LIFE_VERDICT_FAIL, "no attribute subtype"},
    {"tcm_in_primary_care", 100, LIFE_VERDICT_PASS, "no attribute tcm"},
    {"school_psych_center_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute subtype"},
    {"model_childcare_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute model"},
    {"model_high_school_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute model_school"},
    {"tekun_facility_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute subtype"},
    {"sports_set_per_county", 100, LIFE_VERDICT_PASS, "no attribute subtype"},
    {"museum_per_county", 100, LIFE_VERDICT_PASS, "no attribute ownership"},
    {"library_grade1", 100, LIFE_VERDICT_PASS, "no attribute "},
    {"mental_rehab_per_street", 100, LIFE_VERDICT_PASS, "no attribute subtype"},
    {"elder_education_per_street", 100, LIFE_VERDICT_PASS,
     "no attribute subtype"},
    {"legal_adviser_per_village", 50, LIFE_VERDICT_FAIL, "no statistic"},
    {"legal_network_four_tier", 75, LIFE_VERDICT_FAIL, NULL},
    {"marriage_site_per_county", 100, LIFE_VERDICT_PASS,
     "no attribute services"},
    {"food_shop_per_town", 100, LIFE_VERDICT_PASS, "urban or rural"},
    {"metro_per_county", 100, LIFE_VERDICT_PASS, NULL},
    {"micro_fire_station", 100, LIFE_VERDICT_PASS, "no units of level"},
    {"rescue_team_per_street", 100, LIFE_VERDICT_PASS, "no statistic"},
    {"community_emergency_6n", 50, LIFE_VERDICT_FAIL, "no statistic"},
    {"old_area_basic_full", 100, LIFE_VERDICT_PASS, "no list renewal_area"},
    {"child_friendly_community", 100, LIFE_VERDICT_PASS, "no statistic"},
    {"integrated_childcare_center", 100, LIFE_VERDICT_PASS,
     "no attribute subtype"},
    {"embedded_facilities", 0, LIFE_VERDICT_UNKNOWN, "no attribute subtype"},
    {"childcare_places_per_1000", 8, LIFE_VERDICT_PASS, "no residents"},
    {"childcare_places_new_area", 13.333333, LIFE_VERDICT_PASS, "no residents"},
    {"childcare_places_old_area", 0, LIFE_VERDICT_FAIL, "no residents"},
    {"health_beds_per_1000", 20, LIFE_VERDICT_PASS, "no residents"},
    {"doctors_per_1000", 10, LIFE_VERDICT_PASS, "no residents"},
    {"nurses_per_1000", 4, LIFE_VERDICT_FAIL, "no residents"},
    {"culture_area_per_10000", 120000, LIFE_VERDICT_PASS, "no residents"},
    {"sports_area_per_capita", 10, LIFE_VERDICT_PASS, "no residents"},
    {"elderly_land_per_capita", 15, LIFE_VERDICT_PASS, "no residents"},
    {"shelter_area_per_capita", 5, LIFE_VERDICT_PASS, "no residents"},
    {"ambulance_per_30000", 30, LIFE_VERDICT_PASS, "no residents"},
    {"social_worker_per_100_elders", 1.176471, LIFE_VERDICT_PASS,
     "no age bands 60+"},
    {"disability_services_per_10000", 100, LIFE_VERDICT_PASS,
     "no disabled_residents"},
    {"day_care_coverage_95", 50, LIFE_VERDICT_FAIL, NULL},
    {"nursing_bed_share", 60, LIFE_VERDICT_PASS, "no attribute nursing_beds"},
    {"inclusive_bed_share_65", 100, LIFE_VERDICT_PASS, "no attribute beds"},
    {"new_area_elder_facility_100", 100, LIFE_VERDICT_PASS,
     "no list new_residential"},
    {"inclusive_kindergarten", 100, LIFE_VERDICT_PASS, "no attribute seats"},
    {"inclusive_childcare_share_60", 100, LIFE_VERDICT_PASS,
     "no attribute places_0_3"},
    {"quality_school_coverage_70", 100, LIFE_VERDICT_PASS,
     "no attribute seats"},
    {"barrier_free_new_100", 100, LIFE_VERDICT_PASS, "no attribute wheelchair"},
    {"metro_industrial_zone_50", 100, LIFE_VERDICT_PASS,
     "no units of level industrial_zone"},
    {"waste_sorting_100", 100, LIFE_VERDICT_PASS, "no statistic"},
    {"school_psych_teacher_100", 100, LIFE_VERDICT_PASS,
     "no attribute psych_teacher"},
    {"result_sharing_hospitals", 100, LIFE_VERDICT_PASS, "no attribute "},
    {"kindergarten_enrolment_996", 125, LIFE_VERDICT_PASS, "no age bands 3-5"},
    {"n_elder_complex_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_elder_meal_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_dementia_friendly_2024", 2, LIFE_VERDICT_FAIL, "no statistic"},
    {"n_inclusive_beds_2025", 0, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_inclusive_beds_145", 20, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_medical_care_stations_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_sub_centers_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_sub_centers_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_emergency_hospitals_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_childcare_places_145", 8, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_childcare_places_2024", 8, LIFE_VERDICT_FAIL,
     "no attribute places_0_3"},
    {"n_schools_2025", 0, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_schools_2024", 200, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_schools_145", 200, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_sports_corner_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_sports_corner_yearly", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_sports_parks_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_sports_parks_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_greenway_spaces_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_smart_fitness_2024", 80, LIFE_VERDICT_PASS, "no statistic"},
    {"n_bookspaces_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_culture_demo_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_culture_refit_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_beauty_space_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_parks_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_pocket_parks_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_green_1000m2_145", 2, LIFE_VERDICT_FAIL, NULL},
    {"n_corner_spaces_2024", 2, LIFE_VERDICT_FAIL, NULL},
    {"n_greenway_km_2025", 1, LIFE_VERDICT_FAIL, "no attribute length_m"},
    {"n_community_greenways", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_linli_renjia", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_chain_stores", 9, LIFE_VERDICT_FAIL, NULL},
    {"n_markets_standard", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_basic_facilities_2024", 36, LIFE_VERDICT_FAIL, NULL},
    {"n_ring_facilities_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_legal_home_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_shelter_class1_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_shelter_class1_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_fire_stations_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_disaster_communities_2024", 22, LIFE_VERDICT_FAIL, "no statistic"},
    {"n_charging_stations_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_swap_stations_2024", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_charging_piles_2024", 30, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_ebike_parking_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_waste_points_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_bulky_waste_points_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_safety_halls_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_history_halls_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_micro_history_halls_2024", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_science_bases_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_parking_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_charging_2025", 0, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_worker_rest_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_worker_stations_2023", 1, LIFE_VERDICT_UNKNOWN, "sets no target"},
    {"n_charity_shops_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_youth_stations_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_learning_communities", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_drug_recycling_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_agefriendly_bus_2024", 20, LIFE_VERDICT_PASS, "no statistic"},
    {"n_rehab_centers_sichuan", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_peacetime_emergency_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_future_park_communities", 199, LIFE_VERDICT_FAIL, "no statistic"},
    {"property_service_cover", 100, LIFE_VERDICT_PASS, "no units of level"},
    {"public_kindergarten_595", 100, LIFE_VERDICT_UNKNOWN,
     "no attribute seats"},
    {"n_greenway_2024", 1, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_cycle_network_km", 1, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_happiness_circles_2024", 1, LIFE_VERDICT_FAIL,
     "no statistic happiness_pilot"},
    {"n_sub_centers_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_inclusive_places_2024", 8, LIFE_VERDICT_FAIL, "no attribute opened"},
    {"n_culture_refit_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_parks_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_school_sites_2024", 4, LIFE_VERDICT_FAIL, NULL},
    {"n_peacetime_emergency_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_food_shops_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_feature_blocks_2024", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_greenway_spaces_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_care_stations_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_school_sites_2025", 0, LIFE_VERDICT_FAIL, NULL},
    {"n_feature_blocks_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_feature_shops_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_yimin_markets_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_party_centers_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_citizen_classes_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_study_bases_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_elder_learning_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_immersive_culture_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_landmarks_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"psychiatry_tertiary_100", 100, LIFE_VERDICT_PASS, "no attribute "},
    {"quality_high_school_70", 100, LIFE_VERDICT_PASS, "no attribute seats"},
    {"n_fresh_supermarkets_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_malls_145", 1, LIFE_VERDICT_FAIL, NULL},
    {"n_school_sites_145", 4, LIFE_VERDICT_FAIL, NULL},
    {"good_school_near", 66.666667, LIFE_VERDICT_UNKNOWN, "sets no target"},
    {"elder_network_per_street", 100, LIFE_VERDICT_UNKNOWN, "sets no target"},
};

static bool close_to(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-6;
}
/* The first of what is missing, in English; "" where nothing is. Holds until
 * the next call. */
static const char *first_missing(const lc_world *w, const lc_indicator *v)
{
    static char text[256];
    lc_buf b = {0};

    if (v->missing_count)
        lc_missing_text(&b, w, &v->missing[0], LIFE_LANG_EN);
    snprintf(text, sizeof text, "%s", b.data ? b.data : "");
    lc_buf_free(&b);
    return text;
}

static void each_rule_comes_to_what_it_must(void **state)
{
    asked x = ask(town(true, true), NULL);
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(rules); i++) {
        const lc_indicator *v = find(&x, rules[i].id);

        if (close_to(v->value, rules[i].value) &&
            v->verdict == rules[i].verdict)
            continue;
        print_error("%s: %.9g %s, not %.9g %s (%s)\n", rules[i].id, v->value,
                    lc_indicator_verdict_id(v->verdict), rules[i].value,
                    lc_indicator_verdict_id(rules[i].verdict),
                    first_missing(x.r.world, v));
        wrong++;
    }
    assert_int_equal(wrong, 0);
    done(&x);
}

static bool lacks(const lc_world *w, const lc_indicator *v, const char *text)
{
    lc_buf b = {0};
    bool found;

    for (size_t i = 0; i < v->missing_count; i++) {
        lc_missing_text(&b, w, &v->missing[i], LIFE_LANG_EN);
        lc_buf_puts(&b, ", ");
    }
    found = b.data && strstr(b.data, text);
    lc_buf_free(&b);
    return found;
}

static void what_is_not_told_is_named(void **state)
{
    asked x = ask(town(true, false), NULL);
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < LCT_COUNT(rules); i++) {
        const lc_indicator *v = find(&x, rules[i].id);
        bool right = rules[i].untold ? v->verdict == LIFE_VERDICT_UNKNOWN &&
                                           lacks(x.r.world, v, rules[i].untold)
                                     : v->verdict != LIFE_VERDICT_UNKNOWN;

        if (right)
            continue;
        print_error("%s: %s, missing \"%s\", not \"%s\"\n", rules[i].id,
                    lc_indicator_verdict_id(v->verdict),
                    first_missing(x.r.world, v),
                    rules[i].untold ? rules[i].untold : "");
        wrong++;
    }
    assert_int_equal(wrong, 0);
    done(&x);
}

/* Of all of the standard, in each unit: those that units and offices tell as
 * well. */
static void each_rule_has_a_verdict_or_names_what_lacks(void **state)
{
    static const char *const unit[] = {NULL, "D", "S", "A", "B"};

    (void)state;
    for (size_t i = 0; i < 2 * LCT_COUNT(unit); i++) {
        asked x = ask(town(true, i % 2), unit[i / 2]);

        for (size_t k = 0; k < x.r.rows; k++)
            if (x.r.row[k].verdict == LIFE_VERDICT_UNKNOWN &&
                !x.r.row[k].missing_count)
                fail_msg("%s is unknown, and nothing is missing",
                         x.r.row[k].rule->id);
        assert_int_equal(x.r.rows + x.r.beside_count, 238);
        done(&x);
    }
}

static void nothing_is_decided_without_facilities(void **state)
{
    asked x = ask(town(false, false), NULL);

    (void)state;
    for (size_t i = 0; i < x.r.rows; i++) {
        if (x.r.row[i].verdict != LIFE_VERDICT_UNKNOWN ||
            !x.r.row[i].missing_count)
            fail_msg("%s: %s, %zu missing", x.r.row[i].rule->id,
                     lc_indicator_verdict_id(x.r.row[i].verdict),
                     x.r.row[i].missing_count);
        assert_true(isnan(x.r.row[i].value));
    }
    assert_int_equal(x.r.rows, 238);
    done(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_comes_to_what_it_must),
        cmocka_unit_test(what_is_not_told_is_named),
        cmocka_unit_test(each_rule_has_a_verdict_or_names_what_lacks),
        cmocka_unit_test(nothing_is_decided_without_facilities),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
