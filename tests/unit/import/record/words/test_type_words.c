/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facility words of Chengdu's published plans and reports: each is a type,
 * and is kept as the row's own word; and what a type says beside its category.
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
#include "lifecircle/import/import.h"

#include <string.h>

typedef struct word {
    const char *word, *categories;
} word;

/* 69 that a table of a bureau always had, then 82 that found nothing. */
static const word words[] = {
    {"托育机构", "childcare"},
    {"幼儿园", "kindergarten"},
    {"小学", "primary_school"},
    {"初中", "middle_school"},
    {"普通高中", "high_school"},
    {"老年教育", "lifelong_learning"},
    {"医院", "hospital"},
    {"三级医院", "hospital"},
    {"中医医院", "hospital"},
    {"社区卫生服务中心", "community_health_center"},
    {"乡镇卫生院", "community_health_center"},
    {"社区卫生服务站", "community_health_station"},
    {"村卫生室", "community_health_station"},
    {"药店", "pharmacy"},
    {"自动体外除颤仪", "emergency_medical"},
    {"社区养老服务综合体", "elderly_complex"},
    {"日间照料中心", "elderly_day_care"},
    {"养老机构", "elderly_home"},
    {"老年食堂", "elderly_meal"},
    {"儿童友好空间", "child_youth_space"},
    {"残疾人之家", "disability_rehab"},
    {"精神障碍社区康复站", "disability_rehab"},
    {"户外劳动者服务站点", "worker_station"},
    {"爱心驿站", "worker_station"},
    {"社工站", "worker_station"},
    {"基层综合性文化服务中心", "cultural_center"},
    {"文化馆", "cultural_center"},
    {"图书馆", "reading_space"},
    {"书店", "reading_space"},
    {"城市阅读空间", "reading_space"},
    {"社区美空间", "beauty_space"},
    {"博物馆", "museum_theatre"},
    {"美术馆", "museum_theatre"},
    {"剧场", "museum_theatre"},
    {"社区运动角", "sports_corner"},
    {"家门口运动空间", "sports_corner"},
    {"体育公园", "sports_venue"},
    {"体育馆", "sports_venue"},
    {"游泳馆", "sports_venue"},
    {"全民健身中心", "sports_venue"},
    {"公园", "park"},
    {"小游园", "pocket_green"},
    {"口袋公园", "pocket_green"},
    {"金角银边", "pocket_green"},
    {"天府绿道", "greenway"},
    {"社区绿道", "greenway"},
    {"郊野公园", "nature_site"},
    {"轨道站点", "metro_station"},
    {"公交站点", "bus_stop"},
    {"公共停车场", "parking_charging"},
    {"充电桩", "parking_charging ev_charging"},
    {"菜市场", "fresh_market"},
    {"生鲜超市", "fresh_market"},
    {"便利店", "convenience_store"},
    {"维修缝补", "repair_mending"},
    {"配钥匙", "repair_mending"},
    {"洗衣理发", "laundry_barber"},
    {"家政服务", "housekeeping"},
    {"快递配送", "parcel_delivery"},
    {"社区党群服务中心", "community_service_center"},
    {"社区综合体", "community_complex"},
    {"邻里人家", "community_complex"},
    {"零工市场", "employment_service"},
    {"社区法律之家", "legal_service"},
    {"公共法律服务站", "legal_service"},
    {"消防站", "fire_station"},
    {"微型消防站", "fire_station"},
    {"应急避难场所", "emergency_shelter"},
    {"文化站", "cultural_center"},
    {"Ⅰ类应急避难场所", "emergency_shelter"},
    {"个人护理", "quality_commerce"},
    {"个人调解工作室", "legal_service"},
    {"人才工作站", "employment_service"},
    {"优抚医院", "hospital veterans_service"},
    {"修水电", "repair_mending"},
    {"儿童运动场", "child_youth_space"},
    {"光荣院", "veterans_service"},
    {"公共厕所", "public_toilet"},
    {"养老服务站点", "elderly_day_care"},
    {"县域医疗卫生次中心", "community_health_center"},
    {"县级特困人员敬老院", "elderly_home"},
    {"发热哨点诊室", "community_health_center"},
    {"取餐点", "elderly_meal"},
    {"城市体育服务综合体", "sports_venue"},
    {"外卖骑手驿站", "worker_station"},
    {"夜间生活", "quality_commerce"},
    {"大件垃圾投放点", "bulky_waste_point"},
    {"大型购物中心", "quality_commerce"},
    {"天府绿道健身新空间", "sports_corner"},
    {"婚姻登记处", "gov_service"},
    {"学习型社区", "lifelong_learning"},
    {"学生心理辅导中心", "counselling child_youth_space"},
    {"安全体验馆", "safety_hall"},
    {"家庭农场", "child_youth_space"},
    {"家庭照护床位", "elderly_home_care"},
    {"家庭聚会中心", "child_youth_space"},
    {"家政维修", "repair_mending housekeeping"},
    {"小区党群服务站", "community_service_center"},
    {"嵌入式社区养老院", "elderly_home"},
    {"市民游学体验基地", "lifelong_learning"},
    {"应急广播", "disaster_prevention"},
    {"微方志馆", "learning_hall"},
    {"心理辅导室", "counselling"},
    {"成都特色小店", "quality_commerce"},
    {"户外劳动者服务驿站", "worker_station"},
    {"托育园所", "childcare"},
    {"托育综合服务中心", "childcare"},
    {"改裤脚", "repair_mending"},
    {"新市民中心", "gov_service"},
    {"新时代文明实践站", "cultural_center"},
    {"方志馆", "learning_hall"},
    {"方舱医院", "emergency_shelter"},
    {"时尚购物", "quality_commerce"},
    {"智慧养老院", "elderly_home"},
    {"智慧运动健身示范社区", "sports_corner"},
    {"智能快递柜", "parcel_delivery"},
    {"暖心之家", "worker_station"},
    {"最成都·市民课堂", "lifelong_learning"},
    {"母婴室", "nursing_room"},
    {"母婴设施", "nursing_room"},
    {"沉浸式文化空间", "museum_theatre"},
    {"烈士陵园", "memorial"},
    {"爱心慈善超市", "charity_aid"},
    {"特困人员供养服务设施", "elderly_home"},
    {"特色商业街区", "quality_commerce"},
    {"环卫工人作息房", "worker_station"},
    {"生活垃圾分类投放点", "waste_point"},
    {"生活维修", "repair_mending"},
    {"电动自行车停放场所", "ebike_parking"},
    {"电动自行车充电", "ebike_parking"},
    {"益民菜市", "fresh_market"},
    {"磨菜刀", "repair_mending"},
    {"示范性照护机构", "childcare"},
    {"社区儿童中心", "child_youth_space"},
    {"社区连锁店", "convenience_store"},
    {"科普基地", "learning_hall"},
    {"精神障碍社区康复服务站点", "disability_rehab"},
    {"综合减灾示范社区", "disaster_prevention"},
    {"老年人助餐服务点", "elderly_meal"},
    {"老年人助餐服务设施", "elderly_meal"},
    {"老年教育示范点", "lifelong_learning"},
    {"菜市书屋", "reading_space"},
    {"规范化食品经营店", "convenience_store"},
    {"过期药品回收药店", "pharmacy"},
    {"运动促进健康服务站点", "sports_corner"},
    {"退役军人服务站", "veterans_service"},
    {"都市运动中心", "sports_venue"},
    {"镇(街道)为老服务综合体", "elderly_complex"},
    {"青少年户外体育营地", "sports_venue"},
    {"青少年综合服务示范小站", "child_youth_space"},
    {"青年人才驿站", "youth_talent_station"},
};

/* A table, and what the city then holds of its facilities. */
static void holds(const char *table, const char *sql, const char *want)
{
    lct_city *c = lct_city_new();
    lc_import_report r = {0};
    lc_error e = {0};
    lc_import_opts o = {.source = "t"};

    if (lc_import_facilities(lct_file(c), lct_folder_put("t.csv", table), &o,
                             &r, &e))
        fail_msg("%s", e.text);
    lct_query_is(lct_file(c), sql, 1, want);
    lct_city_free(c);
}

static void are_types(const word *of, size_t n)
{
    lc_buf table = {0}, want = {0};

    lc_buf_puts(&table, "lon,lat,type\n");
    lc_buf_puts(&want, "");
    for (size_t i = 0; i < n; i++) {
        lc_buf_printf(&table, "104,30,\"%s\"\n", of[i].word);
        lc_buf_printf(&want, "%s|%s;", of[i].categories, of[i].word);
    }
    holds(table.data,
          "SELECT categories || '|' || json_extract(attributes, '$.subtype')"
          " FROM facility ORDER BY rowid",
          want.data);
    lc_buf_free(&table);
    lc_buf_free(&want);
}

static void each_word_is_a_type(void **state)
{
    (void)state;
    assert_int_equal(LCT_COUNT(words), 151);
    are_types(words, LCT_COUNT(words));
}

/* As bureaus write the same things in their tables. */
static void other_forms_are_types_too(void **state)
{
    static const word forms[] = {
        {"社区嵌入式服务设施", "community_complex"},
        {"公园式婚姻登记点", "gov_service"},
        {"青少年运动中心", "sports_venue"},
        {"环城生态区便民服务设施", "quality_commerce"},
        {"社区老年助餐服务点", "elderly_meal"},
        {"24小时书店", "reading_space"},
        {"县级综合医院", "hospital"},
        {"新型文化空间", "cultural_center"},
        {"发热门诊", "hospital"},
    };

    (void)state;
    are_types(forms, LCT_COUNT(forms));
}

/* Rows of a table with columns of its own: type, grade, sub-type, owner. */
static const struct {
    const char *row, *attributes;
} told[] = {
    {"体育公园,,,", "{\"subtype\":\"体育公园\"}"},
    {"park,,,", "{}"},
    {"park school,,,", "{}"},
    {"公园;金角银边,,,", "{\"subtype\":\"公园;金角银边\"}"},
    /* a column of its own stands */
    {"公园,,综合,", "{\"subtype\":\"综合\"}"},
    {"公办幼儿园,,,民办",
     "{\"ownership\":\"民办\",\"subtype\":\"公办幼儿园\"}"},
    {"公办幼儿园,,,", "{\"ownership\":\"公办\",\"subtype\":\"公办幼儿园\"}"},
    {"普惠性民办托育机构,,,", "{\"inclusive\":\"是\",\"ownership\":\"民办\","
                              "\"subtype\":\"普惠性民办托育机构\"}"},
    /* grades: one form of each */
    {"医院,三甲,,", "{\"level\":\"三级甲等\",\"subtype\":\"医院\"}"},
    {"医院,3级甲等,,", "{\"level\":\"三级甲等\",\"subtype\":\"医院\"}"},
    {"医院,三級甲等,,", "{\"level\":\"三级甲等\",\"subtype\":\"医院\"}"},
    {"医院,三级乙等（综合）,,",
     "{\"level\":\"三级乙等\",\"subtype\":\"医院\"}"},
    {"医院,三乙,,", "{\"level\":\"三级乙等\",\"subtype\":\"医院\"}"},
    {"医院,三级,,", "{\"level\":\"三级\",\"subtype\":\"医院\"}"},
    {"医院,二甲,,", "{\"level\":\"二级甲等\",\"subtype\":\"医院\"}"},
    {"医院,二级医院,,", "{\"level\":\"二级\",\"subtype\":\"医院\"}"},
    {"医院,一级,,", "{\"level\":\"一级\",\"subtype\":\"医院\"}"},
    /* what is no grade of these stays as it is written */
    {"医院,3A,,", "{\"level\":\"3A\",\"subtype\":\"医院\"}"},
    {"医院,一级达标,,", "{\"level\":\"一级达标\",\"subtype\":\"医院\"}"},
    {"公园,4A,,", "{\"level\":\"4A\",\"subtype\":\"公园\"}"},
    /* by the type, where no column tells */
    {"三甲医院,,,", "{\"level\":\"三级甲等\",\"subtype\":\"三甲医院\"}"},
    {"三甲医院,二乙,,", "{\"level\":\"二级乙等\",\"subtype\":\"三甲医院\"}"},
    {"二级甲等中医医院,,,", "{\"level\":\"二级甲等\",\"specialty\":\"中医\","
                            "\"subtype\":\"二级甲等中医医院\"}"},
    {"过期药品回收药店,,,",
     "{\"drug_recycling\":\"是\",\"subtype\":\"过期药品回收药店\"}"},
    {"一类应急避难场所,,,",
     "{\"class\":\"Ⅰ类\",\"subtype\":\"一类应急避难场所\"}"},
};

static void a_type_says_more_than_a_category(void **state)
{
    lc_buf table = {0}, want = {0};

    (void)state;
    lc_buf_puts(&table, "lon,lat,类型,等级,子类,性质\n");
    lc_buf_puts(&want, "");
    for (size_t i = 0; i < LCT_COUNT(told); i++) {
        lc_buf_printf(&table, "104,30,%s\n", told[i].row);
        lc_buf_printf(&want, "%s;", told[i].attributes);
    }
    holds(table.data, "SELECT attributes FROM facility ORDER BY rowid",
          want.data);
    lc_buf_free(&table);
    lc_buf_free(&want);
}

/* Keys of OpenStreetMap as columns: the rules say what kind it is. */
static void tags_tell_a_kind(void **state)
{
    (void)state;
    holds("@id,lon,lat,amenity,leisure\n"
          "way/1,104,30,,swimming_pool\nway/2,104,30,library,\n"
          "way/3,104,30,,park\nway/4,104,30,toilets,\n"
          "way/5,104,30,charging_station,\n",
          "SELECT categories || attributes FROM facility ORDER BY rowid",
          "sports_venue{\"subtype\":\"swimming pool\"};"
          "reading_space{\"subtype\":\"library\"};park pocket_green{};"
          /* the column of types is one of the keys: its word stands */
          "public_toilet{\"subtype\":\"toilets\"};"
          "parking_charging ev_charging{\"subtype\":\"charging_station\"};");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_is_a_type),
        cmocka_unit_test(other_forms_are_types_too),
        cmocka_unit_test(a_type_says_more_than_a_category),
        cmocka_unit_test(tags_tell_a_kind),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
