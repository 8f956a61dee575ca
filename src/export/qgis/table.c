/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/qgis/table.c - see the header. Weights and lengths are as they
 * stand in the file, in thousandths, and their heads say so.
 */
#include "src/export/qgis/table.h"

#include <string.h>

#define C(name, en, zh)                                                        \
    {                                                                          \
        name, LIFE_TEXT, "", en, zh                                            \
    }

/* Of several tables. */
#define ID       C("id", "id", "编号")
#define NUMBER   C("id", "number", "编号")
#define OSM_ID   C("osm_id", "id in OpenStreetMap", "OSM 编号")
#define NAME     C("name", "name", "名称")
#define NAME_EN  C("name_en", "English name", "英文名称")
#define KIND     C("kind", "kind", "种类")
#define SOURCE   C("source", "source", "来源")
#define FACILITY C("facility", "facility", "设施")
#define STOREY   C("layer", "storey", "层")
#define RESIDENTS                                                              \
    C("residents_milli", "residents, thousandths", "常住人口（千分之一）")
#define LEVEL      C("level", "level", "层级")
#define WHEELCHAIR C("wheelchair", "wheelchair", "轮椅可达")

/* clang-format off */
static const lc_export_field facility[] = {
    ID,
    SOURCE,
    NAME,
    C("name_given", "has a name of its own", "自有名称"),
    C("categories", "categories", "类别"),
    STOREY,
    C("unit_code", "unit it names", "所填单元"),
    C("address", "address", "地址"),
    C("phone", "phone", "电话"),
    C("opening_hours", "opening hours", "营业时间"),
    C("website", "website", "网址"),
    WHEELCHAIR,
    C("checked_on", "checked on", "核对日期"),
    C("closed_on", "closed on", "关闭日期"),
    C("attributes", "attributes", "其他属性"),
    C("area_m2", "area, m²", "面积（m²）"),
};
static const lc_export_field facility_entrance[] = {
    NUMBER,
    FACILITY,
};
static const lc_export_field home[] = {
    C("id", "home's number", "住处编号"),
    OSM_ID,
    KIND,
    C("weight", "weight, thousandths", "权重（千分之一）"),
    C("assumed", "weight is assumed", "权重为假定"),
    STOREY,
};
static const lc_export_field street[] = {
    NUMBER,
    C("way_id", "way in OpenStreetMap", "OSM 路段"),
    NAME,
    C("highway", "class", "等级"),
    C("from_node", "begins at node", "起点节点"),
    C("to_node", "ends at node", "终点节点"),
    C("at_mm", "begins on the way at, mm", "在路上的起点（mm）"),
    C("length_mm", "length, mm", "长度（mm）"),
    STOREY,
    C("steps", "steps", "台阶"),
    C("foot", "on foot", "步行"),
    C("wheelchair", "by wheelchair", "轮椅"),
    C("cycle", "by bicycle", "自行车"),
    C("residential", "people live along it", "沿街有人居住"),
    C("island", "apart from the rest", "与路网不连通"),
    C("ends", "where data end", "数据终止处"),
};
static const lc_export_field closing[] = {
    NUMBER,
    OSM_ID,
    C("modes", "closed to", "对谁关闭"),
    C("node", "node", "节点"),
    C("street", "street", "路段编号"),
    C("rule", "when", "何时关闭"),
    C("said", "as it is tagged", "原标签"),
};
static const lc_export_field place[] = {
    ID,
    KIND,
    NAME,
    NAME_EN,
    C("population", "population", "人口"),
};
static const lc_export_field address[] = {
    NUMBER,
    SOURCE,
    C("text", "address", "地址"),
    C("street", "street", "街道"),
    C("number", "house number", "门牌号"),
    C("area", "area", "所在区域"),
};
static const lc_export_field unit[] = {
    C("code", "code", "代码"),
    LEVEL,
    NAME,
    NAME_EN,
    C("parent", "unit above", "上级单元"),
    C("urban", "urban", "城镇"),
    C("approximate", "outline is approximate", "边界为近似"),
    C("rest", "the rest of the unit above", "上级单元的其余部分"),
    SOURCE,
    RESIDENTS,
    C("residents_year", "year of the residents", "人口年份"),
    C("centre", "centre", "中心点"),
};
static const lc_export_field resident[] = {
    NUMBER,
    SOURCE,
    KIND,
    C("code", "code", "代码"),
    C("cell_x", "column of the grid", "格网列号"),
    C("cell_y", "row of the grid", "格网行号"),
    RESIDENTS,
    C("year", "year", "年份"),
    C("ages", "by age", "分年龄"),
    C("kept_milli", "residents before, thousandths", "原人口（千分之一）"),
    C("kept_year", "year before", "原人口年份"),
};
static const lc_export_field source[] = {
    NAME,
    KIND,
    C("file", "file", "文件"),
    C("crs", "coordinates", "坐标系"),
    C("row_count", "rows", "行数"),
    C("rejected", "rows not taken", "未采用行数"),
    C("imported_at", "imported at", "导入时间"),
    C("attribution", "attribution", "数据署名"),
    C("as_of", "data as of", "数据截至"),
    C("licence", "licence", "许可"),
    C("withheld", "not given away", "不对外提供"),
    C("extent_rule", "how its extent is known", "范围依据"),
    C("land_edge", "outline off the sea", "陆地轮廓"),
};
static const lc_export_field coverage[] = {
    C("unit", "unit", "单元"),
    LEVEL,
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

/* What there is much of, or what is a part of something else. */
#define QUIET "120,124,128,160"

static const lc_qgis_table tables[] = {
    {"facility", LIFE_GEOMETRY_POINT, LIFE_FIELDS(facility), NULL},
    {"facility_entrance", LIFE_GEOMETRY_POINT, LIFE_FIELDS(facility_entrance),
     QUIET},
    {"home", LIFE_GEOMETRY_POINT, LIFE_FIELDS(home), QUIET},
    {"street", LIFE_GEOMETRY_LINE, LIFE_FIELDS(street), NULL},
    {"closing", LIFE_GEOMETRY_POINT, LIFE_FIELDS(closing), QUIET},
    {"place", LIFE_GEOMETRY_POINT, LIFE_FIELDS(place), QUIET},
    {"address", LIFE_GEOMETRY_POINT, LIFE_FIELDS(address), QUIET},
    {"unit", LIFE_GEOMETRY_AREA, LIFE_FIELDS(unit), NULL},
    {"resident", LIFE_GEOMETRY_POINT, LIFE_FIELDS(resident), QUIET},
    {"source", LIFE_GEOMETRY_AREA, LIFE_FIELDS(source), LIFE_QGIS_CLEAR},
    {"coverage", LIFE_GEOMETRY_NONE, LIFE_FIELDS(coverage), NULL},
};

const lc_qgis_table *lc_qgis_table_at(size_t i)
{
    return i < sizeof tables / sizeof *tables ? &tables[i] : NULL;
}

const lc_qgis_table *lc_qgis_table_named(const char *name)
{
    const lc_qgis_table *t;

    for (size_t i = 0; (t = lc_qgis_table_at(i)); i++)
        if (!strcmp(t->name, name))
            break;
    return t;
}
