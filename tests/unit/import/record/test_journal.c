/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import.h: how a table was read - types, columns, first rows, what is wrong
 * with which row - and units made of their parts.
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
#include "lifecircle/study/findings/finding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const lc_finding *finding(const lc_journal *n, const char *id)
{
    for (size_t i = 0; i < n->finding_count; i++)
        if (strcmp(n->finding[i].id, id) == 0)
            return &n->finding[i];
    fail_msg("there is no finding %s", id);
    return NULL;
}

static lc_status read_table(lct_city *c, const char *path, lc_import_opts o,
                            lc_journal *n, lc_error *e)
{
    static lc_import_report r;

    o.journal = n;
    return lc_import_facilities(lct_file(c), path, &o, &r, e);
}

/* -- types --------------------------------------------------------------- */

static void types_find_their_categories(void **state)
{
    static const struct {
        const char *type, *categories; /* "": none */
    } row[] = {
        {"pharmacy", "pharmacy"},
        {"社区卫生服务中心", "community_health_center"},
        {"农贸市场", "fresh_market"},
        {"养老院", "elderly_home"},
        {"Primary School", "primary_school"},
        {"小学（公办）", "primary_school"},
        {"九年一贯制学校", "primary_school middle_school"},
        {"小学;幼儿园", "kindergarten primary_school"},
        {"小学、幼儿园", "kindergarten primary_school"},
        {"小学|药店", "primary_school pharmacy"},
        {"park school", "school park"},
        /* AMap: large;middle;small, and its codes */
        {"科教文化服务;学校;小学", "primary_school"},
        {"餐饮服务;中餐厅;四川菜(川菜)", "dining"},
        {"餐饮服务;咖啡厅;星巴克咖啡", "quality_commerce"},
        {"生活服务;物流速递;物流仓储场地", ""},
        {"交通设施服务;地铁站;出入口", ""},
        {"公司企业;公司;公司", ""},
        {"医疗保健服务;诊所;诊所|购物服务;专卖店;书店",
         "community_health_station reading_space"},
        {"141203", "primary_school"},
        {"050117", "dining"},
        {"090601|120302", "pharmacy"},
        {"120302", ""},
        /* Baidu: first;second */
        {"教育培训;幼儿园", "kindergarten"},
        {"美食;小吃快餐店", "dining"},
        {"房地产;住宅区", ""},
        {"driving school", ""},
        {"公共厕所", "public_toilet"},
        {"垃圾焚烧厂", ""},
        /* more in front of a type, and behind brackets */
        {"三级甲等中医医院", "hospital"},
        {"普惠性民办幼儿园", "kindergarten"},
        {"镇(街道)为老服务综合体", "elderly_complex"},
        {"公办", ""},
        {"", ""},
    };
    lct_city *c = lct_city_new();
    lc_buf table = {0}, want = {0};
    lc_journal n = {0};
    lc_error e = {0};
    int64_t left_out = 0;

    (void)state;
    lc_buf_puts(&table, "lon,lat,type\n");
    lc_buf_puts(&want, "");
    for (size_t i = 0; i < LCT_COUNT(row); i++) {
        lc_buf_printf(&table, "104,30,\"%s\"\n", row[i].type);
        left_out += !*row[i].categories;
        if (*row[i].categories)
            lc_buf_printf(&want, "%s;", row[i].categories);
    }
    if (read_table(c, lct_folder_put("a.csv", table.data), (lc_import_opts){0},
                   &n, &e))
        fail_msg("%s", e.text);
    lct_query_is(lct_file(c), "SELECT categories FROM facility ORDER BY rowid",
                 1, want.data);
    assert_int_equal(n.left_out, left_out);
    assert_int_equal(n.rejected, 0);
    assert_int_equal(finding(&n, "types_without_category")->count, left_out);
    lc_journal_clear(&n);
    lc_buf_free(&table);
    lc_buf_free(&want);
    lct_city_free(c);
}

static void unknown_types_are_counted(void **state)
{
    static const char text[] = "name,lon,lat,类型\n"
                               "A,104,30,钢琴\nB,104,30,公园\nC,104,30,加油站\n"
                               "D,104,30,加油站\nE,104,30,公园;加油站\n";
    lct_city *c = lct_city_new();
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    assert_int_equal(read_table(c, lct_folder_put("b.csv", text),
                                (lc_import_opts){0}, &n, &e),
                     LIFE_OK);
    assert_int_equal(n.rows, 5);
    assert_int_equal(n.taken, 2);
    assert_int_equal(n.left_out, 3);
    assert_int_equal(n.type.n, 2);
    assert_string_equal(n.type.v[0].type, "加油站");
    assert_int_equal(n.type.v[0].count, 3);
    assert_string_equal(n.type.v[0].example, "C");
    assert_int_equal(n.type.v[0].line, 4);
    assert_string_equal(n.type.v[1].type, "钢琴");
    lc_journal_clear(&n);
    lct_city_free(c);
}

static void ones_own_types_go_first(void **state)
{
    static const char own[] = "类型,类别\n加油站,parking_charging\n"
                              "科教文化服务;学校,lifelong_learning\n公园,-\n"
                              "一体化学校,middle_school high_school\n";
    static const char text[] =
        "lon,lat,type\n104,30,加油站\n104,30,科教文化服务;学校;中学\n"
        "104,30,科教文化服务;学校;高等院校\n104,30,公园\n104,30,一体化学校\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.categories = lct_folder_put("own.csv", own)};
    lc_import_opts bad = {
        .categories = lct_folder_put("bad.csv", "type,category\nx,sauna\n")};
    lc_import_opts odd = {.categories =
                              lct_folder_put("odd.csv", "a,b\n1,2\n")};
    lc_journal n = {0};
    lc_error e = {0}, what = {0}, where = {0};

    (void)state;
    if (read_table(c, lct_folder_put("c.csv", text), o, &n, &e))
        fail_msg("%s", e.text);
    lct_query_is(lct_file(c), "SELECT categories FROM facility ORDER BY rowid",
                 1,
                 "parking_charging;school;lifelong_learning;"
                 "middle_school high_school;");
    assert_int_equal(n.left_out, 1);
    assert_int_equal(
        read_table(c, lct_folder_put("c.csv", text), bad, &n, &what),
        LIFE_ERR_RANGE);
    assert_non_null(strstr(what.text, "\"sauna\" is no category"));
    assert_int_equal(what.line, 2);
    assert_int_equal(
        read_table(c, lct_folder_put("c.csv", text), odd, &n, &where),
        LIFE_ERR_RANGE);
    assert_non_null(strstr(where.text, "columns type and category"));
    lc_journal_clear(&n);
    lct_city_free(c);
}

/* -- columns, rows, complaints ------------------------------------------- */

static void columns_and_rows_are_shown(void **state)
{
    static const char text[] =
        "编号,名称,经度,纬度,地址,类型,联系电话,核定床位,学位数,"
        "建筑面积（平方米）,用地面积,营业时间,医院等级,开业日期,办学性质,"
        "全科医生数,托位数,备注\n"
        "7,一院,104,30,甲街1号,医院,028-1,120,,3000.5,,全天,三级,"
        "2010年5月,公办,9,,x\n";
    static const char *const want[] = {
        "id",           "name",          "lon",   "lat",    "address",
        "category",     "phone",         "beds",  "seats",  "floor_area_m2",
        "site_area_m2", "opening_hours", "level", "opened", "ownership",
        "doctors",      "places_0_3",    ""};
    lct_city *c = lct_city_new();
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    assert_int_equal(read_table(c, lct_folder_put("d.csv", text),
                                (lc_import_opts){0}, &n, &e),
                     LIFE_OK);
    assert_int_equal(n.column.n, LCT_COUNT(want));
    for (size_t i = 0; i < LCT_COUNT(want); i++)
        assert_string_equal(n.column.v[i].field, want[i]);
    lct_query_is(lct_file(c), "SELECT attributes FROM facility", 1,
                 "{\"level\":\"三级\",\"beds\":120,\"doctors\":9,"
                 "\"floor_area_m2\":3000.5,\"opened\":\"2010-05\","
                 "\"ownership\":\"公办\",\"subtype\":\"医院\"};");
    assert_int_equal(n.row_count, 1);
    assert_int_equal(n.row[0].line, 2);
    assert_string_equal(n.row[0].cell.v[0].field, "id");
    assert_string_equal(n.row[0].cell.v[0].value, "d:7");
    lc_journal_clear(&n);
    lct_city_free(c);
}

/* What map services call location is a position where there is no other. */
static void location_is_a_position_or_an_address(void **state)
{
    static const char amap[] = "id,name,type,location,address\n"
                               "B1,甲,医疗保健服务;医药保健销售店;药房,"
                               "\"104.06,30.65\",乙路2号\n";
    static const char other[] = "name,lon,lat,location\n乙,104.07,30.66,丙路\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "pharmacy"};
    lc_error e = {0};

    (void)state;
    if (read_table(c, lct_folder_put("m.csv", amap), (lc_import_opts){0}, NULL,
                   &e))
        fail_msg("%s", e.text);
    if (read_table(c, lct_folder_put("n.csv", other), o, NULL, &e))
        fail_msg("%s", e.text);
    lct_query_is(
        lct_file(c),
        "SELECT name || ' ' || X(geom) || ' ' || address FROM facility "
        "ORDER BY rowid",
        1, "甲 104.06 乙路2号;乙 104.07 丙路;");
    lct_city_free(c);
}

static void every_complaint_has_its_kind(void **state)
{
    static const struct {
        const char *row, *id;
    } bad[] = {
        {"1,A,30.6,104.1,,", "row_swapped"},
        {"2,A,410615.8,3393190.6,,", "row_metres"},
        {"3,A,104°03′36″,30°39′,,", "row_degrees"},
        {"4,A,0,0,,", "row_zero"},
        {"5,A,104,abc,,", "row_position"},
        {"6,A,104,,,", "row_position"},
        {"7,A,,,\"POLYGON((1 2,3 4))\",", "row_geometry"},
        {"8,A,104,30,,2024-02-30", "row_date"},
        {"9,A,,,,", "row_missing"},
        {"10,A,104,30,,,7", "row_fields"},
    };
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "park", .max_reject = 100};
    lc_buf table = {0};
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    lc_buf_puts(&table, "id,name,lon,lat,wkt,checked_on\n0,A,104,30,,\n"
                        "0,B,104,30,,\n");
    for (size_t i = 0; i < LCT_COUNT(bad); i++)
        lc_buf_printf(&table, "%s\n", bad[i].row);
    if (read_table(c, lct_folder_put("e.csv", table.data), o, &n, &e))
        fail_msg("%s", e.text);
    assert_int_equal(n.rejected, LCT_COUNT(bad));
    for (size_t i = 0; i < LCT_COUNT(bad); i++) {
        const lc_finding *f = finding(&n, bad[i].id);
        bool told = false;

        for (size_t k = 0; k < f->example.n; k++)
            told |= f->example.v[k].line == i + 4 && *f->example.v[k].said;
        if (!told)
            fail_msg("row %zu is not among %s", i, bad[i].id);
    }
    assert_int_equal(finding(&n, "row_position")->count, 2);
    assert_int_equal(finding(&n, "row_other")->count, 0);
    assert_int_equal(finding(&n, "numbers_repeated")->count, 2);
    lc_journal_clear(&n);
    lc_buf_free(&table);
    lct_city_free(c);
}

static void cells_are_mended_and_said(void **state)
{
    static const char text[] = "名称\xe2\x80\x8b,经度,纬度,床位\n"
                               "\xef\xbb\xbf玉林\xe2\x80\x8b公园\xc2\xa0,"
                               "１０４．０６,３０．６５,１２\n"
                               "（二）Ａ座,104,30,\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "park"};
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    if (read_table(c, lct_folder_put("f.csv", text), o, &n, &e))
        fail_msg("%s", e.text);
    lct_query_is(
        lct_file(c),
        "SELECT name || ' ' || X(geom) || ' ' || Y(geom) || attributes FROM "
        "facility ORDER BY rowid",
        1, "玉林公园 104.06 30.65{\"beds\":12};（二）Ａ座 104.0 30.0{};");
    assert_int_equal(finding(&n, "cells_mended")->count, 4);
    assert_string_equal(finding(&n, "cells_mended")->example.v[0].said,
                        "玉林公园");
    lc_journal_clear(&n);
    lct_city_free(c);
}

static void doubles_are_told_before_it_counts(void **state)
{
    static const char text[] = "id,name,lon,lat\n1,甲 公园,104,30\n"
                               "2,甲公园,104.0004,30\n3,乙公园,104,30.001\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "park", .to_the_end = true};
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    assert_int_equal(read_table(c, lct_folder_put("g.csv", text), o, &n, &e),
                     LIFE_OK);
    assert_int_equal(finding(&n, "rows_twice_here")->count, 1);
    assert_string_equal(finding(&n, "rows_twice_here")->example.v[0].id, "g:1");
    assert_string_equal(finding(&n, "rows_twice_here")->example.v[0].other,
                        "g:2");
    lc_journal_clear(&n);
    o.source = "again";
    assert_int_equal(read_table(c, lct_folder_put("g.csv", text), o, &n, &e),
                     LIFE_OK);
    assert_int_equal(finding(&n, "rows_twice_here")->count, 1);
    assert_int_equal(finding(&n, "rows_known_already")->count, 5);
    lc_journal_clear(&n);
    lct_city_free(c);
}

/* All rows are read where someone asks what is wrong with them. */
static void reads_on_to_the_end_when_asked(void **state)
{
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "park"};
    lc_buf table = {0};
    lc_journal n = {0};
    lc_error e = {0};

    (void)state;
    lc_buf_puts(&table, "lon,lat\n");
    for (int i = 0; i < 3000; i++)
        lc_buf_printf(&table, "104.%04d,95\n", i);
    assert_int_equal(
        read_table(c, lct_folder_put("h.csv", table.data), o, &n, &e),
        LIFE_ERR_LIMIT);
    assert_int_equal(n.rows, 1001);
    o.to_the_end = true;
    assert_int_equal(
        read_table(c, lct_folder_put("h.csv", table.data), o, &n, &e),
        LIFE_ERR_LIMIT);
    assert_int_equal(n.rows, 3000);
    assert_int_equal(finding(&n, "row_position")->count, 3000);
    lc_journal_clear(&n);
    lc_buf_free(&table);
    lct_city_free(c);
}

/* -- names, places ------------------------------------------------------- */

static void nameless_ones_are_called_by_street(void **state)
{
    static const char zh[] = "经度,纬度,地址\n104.065,30.6501,\n"
                             "104.065,30.6501,甲街1号\n105,31,\n";
    static const char en[] = "lon,lat\n104.065,30.6501\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.category = "park"};
    lc_error e = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    assert_int_equal(read_table(c, lct_folder_put("i.csv", zh), o, NULL, &e),
                     LIFE_OK);
    assert_int_equal(read_table(c, lct_folder_put("j.csv", en), o, NULL, &e),
                     LIFE_OK);
    lct_query_is(lct_file(c),
                 "SELECT name || name_given FROM facility ORDER BY rowid", 1,
                 "公园，Street0;公园，甲街1号0;公园0;Park, Street0;");
    lct_city_free(c);
}

static void swapped_positions_are_told_by_hand_too(void **state)
{
    /* Neubrandenburg: both orders are on earth. */
    static const char *const swapped[] = {"category=park", "lon=53.557",
                                          "lat=13.261"};
    static const char *const far[] = {"category=park", "lon=53.557",
                                      "lat=33.261"};
    static const char *const right[] = {"category=park", "lon=13.261",
                                        "lat=53.557"};
    lct_city *c = lct_city_new_at((lc_lonlat){13.26, 53.55});
    char id[64];
    lc_error e = {0};

    (void)state;
    lct_street(c, 1, (lct_xy){0, 0}, 2, (lct_xy){1000, 0}, LCT_OPEN);
    assert_int_equal(lc_one_facility_add(lct_file(c), swapped, 3, NULL, id, &e),
                     LIFE_ERR_RANGE);
    assert_non_null(strstr(e.text, "swapped"));
    assert_int_equal(lc_one_facility_add(lct_file(c), far, 3, NULL, id, NULL),
                     LIFE_OK);
    assert_int_equal(lc_one_facility_add(lct_file(c), right, 3, NULL, id, NULL),
                     LIFE_OK);
    lct_city_free(c);
}

/* -- units of their parts ------------------------------------------------ */

static void districts_are_made_of_their_streets(void **state)
{
    static const char text[] =
        "code,name,parent,district,wkt\n"
        "11,甲街,1,东区,\"POLYGON((104 30,104.01 30,104.01 30.01,104 30.01,"
        "104 30))\"\n"
        "12,乙街,1,东区,\"POLYGON((104.01 30,104.02 30,104.02 30.01,"
        "104.01 30.01,104.01 30))\"\n"
        "21,丙街,2,,\"POLYGON((105 30,105.01 30,105.01 30.01,105 30))\"\n"
        "31,丁街,,,\"POLYGON((106 30,106.01 30,106.01 30.01,106 30))\"\n";
    lct_city *c = lct_city_new();
    lc_import_opts o = {.level = "street",
                        .parents = "district",
                        .map = "parent_name=district"};
    lc_import_opts same = {.level = "street", .parents = "street"};
    lc_import_report r;
    lc_error e = {0};
    const char *path = lct_folder_put("k.csv", text);

    (void)state;
    if (lc_import_units(lct_file(c), path, &o, &r, &e) != LIFE_OK)
        fail_msg("%s", e.text);
    lct_query_is(lct_file(c),
                 "SELECT code || level || name || coalesce(parent, '') || "
                 "GeometryType(geom) FROM unit ORDER BY code",
                 1,
                 "1district东区MULTIPOLYGON;11street甲街1MULTIPOLYGON;"
                 "12street乙街1MULTIPOLYGON;2district2MULTIPOLYGON;"
                 "21street丙街2MULTIPOLYGON;31street丁街MULTIPOLYGON;");
    /* The two of them are one, of the area of both. */
    lct_query_is(
        lct_file(c),
        "SELECT NumGeometries(d.geom) || ' ' || (abs(ST_Area(d.geom) - "
        "(SELECT sum(ST_Area(geom)) FROM unit WHERE parent = '1')) < 1e-12) "
        "FROM unit d WHERE code = '1'",
        1, "1 1;");
    assert_int_equal(lc_import_units(lct_file(c), path, &same, &r, NULL),
                     LIFE_ERR_USAGE);
    lct_city_free(c);
}

/* streetCode is a facility's unit as well, which an import of units has none
 * of. */
static void a_column_is_shown_as_this_import_uses_it(void **state)
{
    static const char text[] = "code,name,streetCode,cityCode\n"
                               "510104017001,甲社区,510104017,5101\n";
    lct_city *c = lct_city_new();
    lc_journal n = {0};
    lc_import_opts o = {
        .level = "community", .map = "parent=streetCode", .journal = &n};
    lc_import_report r;
    lc_error e = {0};

    (void)state;
    if (lc_import_units(lct_file(c), lct_folder_put("m.csv", text), &o, &r, &e))
        fail_msg("%s", e.text);
    assert_int_equal(n.column.n, 4);
    assert_string_equal(n.column.v[2].field, "parent");
    assert_string_equal(n.column.v[3].field, "");
    lct_query_is(lct_file(c), "SELECT parent FROM unit", 1, "510104017;");
    lc_journal_clear(&n);
    lct_city_free(c);
}

static void repairs_are_named_with_their_areas(void **state)
{
    /* A square of about a square kilometre with a bow at one corner. */
    static const char text[] =
        "code,name,wkt\n"
        "1,甲,\"POLYGON((104 30,104.01 30,104.01 30.009,104.0101 30.0091,"
        "104.0101 30.009,104.01 30.0091,104 30.0091,104 30))\"\n"
        "2,乙,\"POLYGON((105 30,105.01 30,105.01 30.01,105 30.01,105 30))\"\n";
    lct_city *c = lct_city_new();
    lc_journal n = {0};
    lc_import_opts o = {.level = "street", .journal = &n};
    lc_import_report r;
    lc_error e = {0};
    const lc_finding *f;

    (void)state;
    if (lc_import_units(lct_file(c), lct_folder_put("l.csv", text), &o, &r, &e))
        fail_msg("%s", e.text);
    f = finding(&n, "areas_repaired");
    assert_int_equal(f->count, 1);
    assert_string_equal(f->example.v[0].id, "1");
    assert_string_equal(f->example.v[0].name, "甲");
    assert_non_null(strstr(f->example.v[0].said, "km² before"));
    assert_non_null(strstr(r.text, "甲 (1): its boundary crossed itself"));
    lc_journal_clear(&n);
    lct_city_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_find_their_categories),
        cmocka_unit_test(unknown_types_are_counted),
        cmocka_unit_test(ones_own_types_go_first),
        cmocka_unit_test(columns_and_rows_are_shown),
        cmocka_unit_test(location_is_a_position_or_an_address),
        cmocka_unit_test(every_complaint_has_its_kind),
        cmocka_unit_test(cells_are_mended_and_said),
        cmocka_unit_test(doubles_are_told_before_it_counts),
        cmocka_unit_test(reads_on_to_the_end_when_asked),
        cmocka_unit_test(nameless_ones_are_called_by_street),
        cmocka_unit_test(swapped_positions_are_told_by_hand_too),
        cmocka_unit_test(districts_are_made_of_their_streets),
        cmocka_unit_test(a_column_is_shown_as_this_import_uses_it),
        cmocka_unit_test(repairs_are_named_with_their_areas),
    };

    return cmocka_run_group_tests(tests, lct_folder_make, lct_folder_remove);
}
