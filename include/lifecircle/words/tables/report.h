/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/report.h - what the report page says, but for its
 * checklist.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_REPORT_H
#define LIFECIRCLE_WORDS_TABLES_REPORT_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * NORM: {0} so many for {1} residents, {2} needed, {3} lacking.
 * What a figure is of (PEOPLE, FLOOR, STREET) follows from what the city's
 * homes weigh. */
/* clang-format off */
/* Above the page and in its title: which unit, of which level and code, by data
 * and targets of which day. A line of facts without verbs, as it is printed on
 * every sheet. */
#define LIFE_WORDS_REPORT_HEAD(X) \
    X(REPORT_TITLE, "15分钟生活圈评估报告", "15-minute life circle report") \
    X(REPORT_CODE, "代码", "code") \
    X(REPORT_WHOLE_CITY, "全市", "The whole city") \
    X(REPORT_APPROXIMATE, "边界为近似（按最近的地名划分）", \
      "approximate: drawn around a place name, not a boundary") \
    X(REPORT_STANDARD, "标准", "Standard") \
    X(REPORT_TARGETS_OF, "按目标年", "Targets of") \
    X(REPORT_SCAN, "扫码打开本页", "This page online")

/* The row of large figures. A figure is of people where the number of residents
 * is known, else of what stands for them, so each comes in three forms: a tile
 * says what it is of, PEOPLE, FLOOR and STREET are its unit behind a number.
 * RANK_FMT: {0} the rank, {1} of how many. */
#define LIFE_WORDS_REPORT_TILES(X) \
    X(REPORT_RESIDENTS, "居民", "Residents") \
    X(REPORT_PEOPLE, "人", "people") \
    X(REPORT_FLOOR, "平方米住宅", "m² of homes") \
    X(REPORT_STREET, "米住区街道", "m of residential street") \
    X(REPORT_HOMES, "住处（楼或点）", "Homes (buildings or points)") \
    X(REPORT_FLOOR_TILE, "住宅建筑面积（平方米）", "Floor area of homes, m²") \
    X(REPORT_STREET_TILE, "住区街道（米）", "Residential street, m") \
    X(REPORT_FACILITIES, "设施", "Facilities here") \
    X(REPORT_RULES_MET, "达标（已判定的条目）", \
      "Rules met, of those decided") \
    X(REPORT_RANK, "达标率排名（相邻单元）", \
      "Rules met, among its neighbours") \
    X(REPORT_RANK_FMT, "第{0}名，共{1}个", "{0} of {1}")

/* The map's heading, what is told of it to those who don't see it, and its key.
 * The classes of FEW, SOME and MANY are those that the map draws
 * (export/pages/report/map.c): change both. */
#define LIFE_WORDS_REPORT_MAP(X) \
    X(REPORT_MAP, "地图", "Map") \
    X(REPORT_MAP_ALT, "地图：边界、街道、水面、绿地、设施和缺服务的住处", \
      "Map: boundary, streets, water, green, facilities, and homes that " \
      "lack services") \
    X(REPORT_KEY_UNIT, "本单元边界", "Boundary") \
    X(REPORT_KEY_FACILITY, "基本服务设施", "Basic services") \
    X(REPORT_KEY_FEW, "缺1至2类基本服务的住处", \
      "Homes lacking 1 or 2 services") \
    X(REPORT_KEY_SOME, "缺3至5类", "Lacking 3 to 5") \
    X(REPORT_KEY_MANY, "缺6类及以上", "Lacking 6 or more") \
    X(REPORT_KEY_STEP, "建议新增的位置（见“下一步”）", \
      "Where one more would help (see next steps)") \
    X(REPORT_KEY_WATER, "水面", "Water") \
    X(REPORT_KEY_GREEN, "绿地", "Green")

/* A bar for each basic service, in three parts that are told apart by pattern
 * and not by colour alone, as the page is printed in black. BARS_NOTE: {0} one
 * of the three OF, what the shares are of. REACHED, OUT_OF_REACH and NOT_KNOWN
 * stand beside a share for those who listen. */
#define LIFE_WORDS_REPORT_BARS(X) \
    X(REPORT_BARS, "基本服务：步行可达的比例", \
      "Basic services: who can walk there") \
    X(REPORT_BARS_NOTE, \
      "实心为走得到，斜纹为数据不足、无法判断，空白为走不到；比例按{0}计。", \
      "Solid: within reach; hatched: the data can't tell; empty: out of " \
      "reach. Shares are of {0}.") \
    X(REPORT_OF_RESIDENTS, "居民人数", "residents") \
    X(REPORT_OF_FLOOR, "住宅建筑面积", "the floor area of homes") \
    X(REPORT_OF_STREET, "住区街道长度", "metres of residential street") \
    X(REPORT_SERVICE, "服务", "Service") \
    X(REPORT_WITHIN, "步行", "Within") \
    X(REPORT_MINUTES, "分钟", "min") \
    X(REPORT_REACHED, "可达", "Reached") \
    X(REPORT_OUT_OF_REACH, "走不到", "Out of reach") \
    X(REPORT_NO_DATA, "没有这类设施的数据", "no such facility in the data") \
    X(REPORT_NOT_KNOWN, "不详", "not known")

/* Whether what is in reach suffices: {0} how much there is, {1} of what. The
 * norms: {0} so many for {1} residents, {2} needed, {3} lacking; AT_MOST where
 * facilities don't state theirs, so that what is lacking may be less. English
 * sentences that follow one another begin with a space. */
#define LIFE_WORDS_REPORT_ENOUGH(X) \
    X(REPORT_ENOUGH, "够不够用", "Is there enough for everybody") \
    X(REPORT_INSIDE, "本单元内共{0}{1}。", "There are {0} {1} here.") \
    X(REPORT_INSIDE_STATED, "本单元内已注明的共{0}{1}。", \
      "Those here that state theirs have {0} {1}.") \
    X(REPORT_INSIDE_UNSTATED, "本单元内的设施都没有注明有多少{1}。", \
      "None here states how many {1} it has.") \
    X(REPORT_NORM, "按每{1}名居民{0}的标准需{2}，缺{3}。", \
      " The norm of {0} for {1} residents asks for {2}; {3} are lacking.") \
    X(REPORT_NORM_MET, "按每{1}名居民{0}的标准需{2}，已满足。", \
      " The norm of {0} for {1} residents asks for {2}, which is met.") \
    X(REPORT_NORM_AT_MOST, "按每{1}名居民{0}的标准需{2}，至多缺{3}。", \
      " The norm of {0} for {1} residents asks for {2}; at most {3} are " \
      "lacking.") \
    X(REPORT_NORM_WHOSE, "：", ": ") \
    X(REPORT_LEFT_OUT, "另有{0}处未注明容量，未计入。", \
      " {0} more facilities do not state theirs and are left out.")

/* Proposals, as labels before a category, a position and two figures: how many
 * more homes would have it, and how many have none now. */
#define LIFE_WORDS_REPORT_STEPS(X) \
    X(REPORT_STEPS, "最有用的下一步", "The most useful next steps") \
    X(REPORT_STEP_ADD, "增设", "One more") \
    X(REPORT_STEP_NEAR, "建议位置：", "Near") \
    X(REPORT_STEP_GAIN, "新增覆盖", "Newly reached") \
    X(REPORT_STEP_OF, "目前走不到", "out of reach now") \
    X(REPORT_NO_STEPS, \
      "按现有数据，没有哪一处新增设施能再覆盖本单元的居民。", \
      "By the data at hand no single new facility would reach more homes.")

/* The units of the same parent in a table, this one marked. ALL_NEIGHBOURS: {0}
 * how many there are, where the table shows the first few of them and this one.
 */
#define LIFE_WORDS_REPORT_BESIDE(X) \
    X(REPORT_NEIGHBOURS, "与相邻单元比较", "Beside its neighbours") \
    X(REPORT_NEIGHBOURS_NOTE, "各基本服务步行15分钟可达比例的平均值", \
      "Mean share of homes with each basic service within 15 minutes on " \
      "foot") \
    X(REPORT_ALL_NEIGHBOURS, "共{0}个单元", "{0} units in all") \
    X(REPORT_NO_NEIGHBOURS, "没有可比较的同级单元。", \
      "There is no other unit beside it.")

/* Punctuation between parts that are joined: full width in Chinese, with a
 * space in English. */
#define LIFE_WORDS_REPORT_MARKS(X) \
    X(REPORT_BRACKET, "（", " (") \
    X(REPORT_BRACKET_END, "）", ")") \
    X(REPORT_COMMA, "，", ", ") \
    X(REPORT_SEMICOLON, "；", "; ") \
    X(REPORT_COLON, "：", ":")

#define LIFE_WORDS_REPORT(X) \
    LIFE_WORDS_REPORT_HEAD(X) LIFE_WORDS_REPORT_TILES(X) \
    LIFE_WORDS_REPORT_MAP(X) LIFE_WORDS_REPORT_BARS(X) \
    LIFE_WORDS_REPORT_ENOUGH(X) LIFE_WORDS_REPORT_STEPS(X) \
    LIFE_WORDS_REPORT_BESIDE(X) LIFE_WORDS_REPORT_MARKS(X)
/* clang-format on */

#endif
