/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/report/report_text.h - what the report page says, in both
 * languages.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_REPORT_TEXT_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_REPORT_REPORT_TEXT_H

/* X(ID, Chinese, English). No text holds characters that HTML escapes. */
/* clang-format off */
#define LIFE_REPORT_TEXT_MAP(X) \
    X(TITLE, "15分钟生活圈评估报告", "15-minute life circle report") \
    X(CODE, "代码", "code") \
    X(WHOLE_CITY, "全市", "The whole city") \
    X(APPROXIMATE, "边界为近似（按最近的地名划分）", \
      "approximate: drawn around a place name, not a boundary") \
    X(DATA_OF, "数据", "Data of") \
    X(STANDARD, "标准", "Standard") \
    X(TARGETS_OF, "按目标年", "Targets of") \
    X(SCAN, "扫码打开本页", "This page online") \
    X(RESIDENTS, "居民", "Residents") \
    X(PEOPLE, "人", "people") \
    X(FLOOR, "平方米住宅", "m² of homes") \
    X(STREET, "米住区街道", "m of residential street") \
    X(HOMES, "住处（楼或点）", "Homes (buildings or points)") \
    X(FLOOR_TILE, "住宅建筑面积（平方米）", "Floor area of homes, m²") \
    X(STREET_TILE, "住区街道（米）", "Residential street, m") \
    X(FACILITIES, "设施", "Facilities here") \
    X(RULES_MET, "达标（已判定的条目）", "Rules met, of those decided") \
    X(RANK, "达标率排名（相邻单元）", "Rules met, among its neighbours") \
    X(RANK_FMT, "第{0}名，共{1}个", "{0} of {1}") \
    X(MAP, "地图", "Map") \
    X(MAP_ALT, "地图：边界、街道、水面、绿地、设施和缺服务的住处", \
      "Map: boundary, streets, water, green, facilities, and homes that lack " \
      "services") \
    X(KEY_UNIT, "本单元边界", "Boundary") \
    X(KEY_FACILITY, "基本服务设施", "Basic services") \
    X(KEY_FEW, "缺1至2类基本服务的住处", "Homes lacking 1 or 2 services") \
    X(KEY_SOME, "缺3至5类", "Lacking 3 to 5") \
    X(KEY_MANY, "缺6类及以上", "Lacking 6 or more") \
    X(KEY_STEP, "建议新增的位置（见“下一步”）", \
      "Where one more would help (see next steps)") \
    X(KEY_WATER, "水面", "Water") \
    X(KEY_GREEN, "绿地", "Green") \
    X(BARS, "基本服务：步行可达的比例", "Basic services: who can walk there") \
    X(BARS_NOTE, \
      "实心为走得到，斜纹为数据不足、无法判断，空白为走不到；比例按{0}计。", \
      "Solid: within reach; hatched: the data can't tell; empty: out of " \
      "reach. Shares are of {0}.") \
    X(OF_RESIDENTS, "居民人数", "residents") \
    X(OF_FLOOR, "住宅建筑面积", "the floor area of homes") \
    X(OF_STREET, "住区街道长度", "metres of residential street") \
    X(SERVICE, "服务", "Service") \
    X(WITHIN, "步行", "Within") \
    X(MINUTES, "分钟", "min") \
    X(REACHED, "可达", "Reached") \
    X(OUT_OF_REACH, "走不到", "Out of reach") \
    X(NO_DATA, "没有这类设施的数据", "no such facility in the data") \
    X(NOT_KNOWN, "不详", "not known") \
    X(ENOUGH, "够不够用", "Is there enough for everybody") \
    X(INSIDE, "本单元内共{0}{1}。", "There are {0} {1} here.") \
    X(NORM, "按每{1}名居民{0}的标准需{2}，缺{3}。", \
      " The norm of {0} for {1} residents asks for {2}; {3} are lacking.") \
    X(NORM_MET, "按每{1}名居民{0}的标准需{2}，已满足。", \
      " The norm of {0} for {1} residents asks for {2}, which is met.") \
    X(NORM_AT_MOST, "按每{1}名居民{0}的标准需{2}，至多缺{3}。", \
      " The norm of {0} for {1} residents asks for {2}; at most {3} are " \
      "lacking.") \
    X(LEFT_OUT, "另有{0}处未注明容量，未计入。", \
      " {0} more facilities do not state theirs and are left out.") \
    X(STEPS, "最有用的下一步", "The most useful next steps") \
    X(STEP_ADD, "增设", "One more") \
    X(STEP_NEAR, "建议位置", "Near") \
    X(STEP_GAIN, "新增覆盖", "Newly reached") \
    X(STEP_OF, "目前走不到", "out of reach now") \
    X(NO_STEPS, "按现有数据，没有哪一处新增设施能再覆盖本单元的居民。", \
      "By the data at hand no single new facility would reach more homes.") \
    X(NEIGHBOURS, "与相邻单元比较", "Beside its neighbours") \
    X(NEIGHBOURS_NOTE, "各基本服务步行15分钟可达比例的平均值", \
      "Mean share of homes with each basic service within 15 minutes on foot") \
    X(ALL_NEIGHBOURS, "共{0}个单元", "{0} units in all") \
    X(NO_NEIGHBOURS, "没有可比较的同级单元。", \
      "There is no other unit beside it.") \
    X(CHECKLIST, "逐条对照", "The checklist") \
    X(VERDICT, "结论", "Verdict") \
    X(RULE, "指标", "Rule") \
    X(VALUE, "现状", "Value") \
    X(TARGET, "目标", "Target") \
    X(GAP, "缺口", "Gap") \
    X(SOURCE, "依据", "Source") \
    X(PASS, "达标", "met") \
    X(FAIL, "未达标", "not met") \
    X(UNKNOWN, "未知", "unknown") \
    X(BINDING, "约束性", "binding") \
    X(MISSING, "缺少：", "Missing: ") \
    X(UNITS_MET, "{0}个单元中{1}个达标", "{1} of {0} units meet it") \
    X(AT_LEAST, "至少{0}", "at least {0}") \
    X(BETWEEN, "在{0}与{1}之间", "between {0} and {1}") \
    X(PUBLISHED, "公布数据", "published") \
    X(BY_YEAR, "{0}年", "by {0}") \
    X(NONE, "无", "none") \
    X(NOTES, "说明", "Notes") \
    X(NOTE_WALK, \
      "步行时间按路网逐段计算，从住处到设施，含两端入口；标准步速为15分钟1000" \
      "米。小区内部道路只作起终点，不穿行。", \
      "Walk times run along the street network from home to facility, both " \
      "ends included, at 1,000 m in 15 minutes. Private ways are walked " \
      "first " \
      "or last, never through.") \
    X(NOTE_UNKNOWN, \
      "“未知”表示缺少判定所需的数据，不等于没有，也不等于达标。", \
      "“Unknown” means that data are missing: neither that there is none, " \
      "nor " \
      "that the target is met.") \
    X(NOTE_WEIGHT, "未取得居民数，比例按{0}计。", \
      "The number of residents is not known; shares are of {0}.") \
    X(SOURCES, "数据来源", "Sources") \
    X(ATTRIBUTION, "署名", "Attribution") \
    X(MADE_BY, "由 lifecircle 生成，数据版本", "Made by lifecircle from data") \
    X(SUM_AVERAGE, \
      "从这里的住处出发，在有数据的{1}类基本服务中，平均步行可达{0}类。", \
      "From an average home here one can walk to {0} of the {1} basic " \
      "services that the data speak of.") \
    X(SUM_NO_DATA, "另有{0}类没有数据。", "{0} more are not in the data.") \
    X(SUM_NO_HOMES, "数据中这里没有住处，无从计算步行可达的比例。", \
      "The data know of no homes here, so there are no shares to tell.") \
    X(SUM_NO_SERVICES, "{0}类基本服务都没有数据。", \
      "None of the {0} basic services is in the data.") \
    X(SUM_RULES, \
      "适用的{0}条指标中，达标{1}条，未达标{2}条，{3}条因缺数据而未知。", \
      "Of the {0} rules that apply, {1} are met, {2} are not, and {3} can't " \
      "be decided for want of data.") \
    X(SUM_MOST, "最缺的是", "Most lacking: ") \
    X(SUM_OUT, "走不到", " out of reach") \
    X(SUM_JOIN, "、", ", ") \
    X(SUM_STOP, "。", ".") \
    X(METRES, "米", "m")

typedef enum lc_report_text {
#define LIFE_X(id, zh, en) LIFE_TEXT_##id,
    LIFE_REPORT_TEXT_MAP(LIFE_X)
#undef LIFE_X
    LIFE_TEXT_COUNT
} lc_report_text;
/* clang-format on */

#endif
