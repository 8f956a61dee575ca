/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/columns.c - see the header. Weights and lengths are as they
 * stand in the file, in thousandths, and their heads say so.
 */
#include "src/export/qgis/columns.h"

#define C(name, en, zh)                                                        \
    {                                                                          \
        name, LIFE_TEXT, "", en, zh                                            \
    }

/* clang-format off */
static const lc_export_field facility[] = {
    C("id", "id", "编号"),
    C("source", "source", "来源"),
    C("name", "name", "名称"),
    C("name_given", "has a name of its own", "自有名称"),
    C("categories", "categories", "类别"),
    C("layer", "storey", "层"),
    C("unit_code", "unit it names", "所填单元"),
    C("address", "address", "地址"),
    C("phone", "phone", "电话"),
    C("opening_hours", "opening hours", "营业时间"),
    C("website", "website", "网址"),
    C("wheelchair", "wheelchair", "轮椅可达"),
    C("checked_on", "checked on", "核对日期"),
    C("closed_on", "closed on", "关闭日期"),
    C("attributes", "attributes", "其他属性"),
    C("area_m2", "area, m²", "面积（m²）"),
};
static const lc_export_field home[] = {
    C("id", "home's number", "住处编号"),
    C("osm_id", "id in OpenStreetMap", "OSM 编号"),
    C("kind", "kind", "种类"),
    C("weight", "weight, thousandths", "权重（千分之一）"),
    C("assumed", "weight is assumed", "权重为假定"),
    C("layer", "storey", "层"),
};
static const lc_export_field street[] = {
    C("id", "number", "编号"),
    C("way_id", "way in OpenStreetMap", "OSM 路段"),
    C("name", "name", "名称"),
    C("highway", "class", "等级"),
    C("length_mm", "length, mm", "长度（mm）"),
    C("steps", "steps", "台阶"),
    C("foot", "on foot", "步行"),
    C("wheelchair", "by wheelchair", "轮椅"),
    C("cycle", "by bicycle", "自行车"),
    C("residential", "people live along it", "沿街有人居住"),
};
static const lc_export_field unit[] = {
    C("code", "code", "代码"),
    C("level", "level", "层级"),
    C("name", "name", "名称"),
    C("name_en", "English name", "英文名称"),
    C("parent", "unit above", "上级单元"),
    C("urban", "urban", "城镇"),
    C("approximate", "outline is approximate", "边界为近似"),
    C("rest", "the rest of the unit above", "上级单元的其余部分"),
    C("source", "source", "来源"),
    C("residents_milli", "residents, thousandths", "常住人口（千分之一）"),
    C("residents_year", "year of the residents", "人口年份"),
};
static const lc_export_field coverage[] = {
    C("unit", "unit", "单元"),
    C("level", "level", "层级"),
    C("category", "category", "类别"),
    C("mode", "mode", "方式"),
    C("pace", "pace", "步速"),
    C("minutes", "minutes", "分钟"),
    C("total", "weight, thousandths", "总权重（千分之一）"),
    C("covered", "covered, thousandths", "已覆盖（千分之一）"),
    C("uncovered", "not covered, thousandths", "未覆盖（千分之一）"),
    C("unknown", "not known, thousandths", "未知（千分之一）"),
    C("median_ms", "median time, ms", "中位时间（ms）"),
    C("p90_ms", "time of nine in ten, ms", "九成以内时间（ms）"),
    C("facilities_inside", "facilities inside", "设施数"),
};
/* clang-format on */

const lc_fields lc_qgis_facility = LIFE_FIELDS(facility);
const lc_fields lc_qgis_home = LIFE_FIELDS(home);
const lc_fields lc_qgis_street = LIFE_FIELDS(street);
const lc_fields lc_qgis_unit = LIFE_FIELDS(unit);
const lc_fields lc_qgis_coverage = LIFE_FIELDS(coverage);
