/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/tables.h - what the tables on a terminal say beside
 * their figures.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_TABLES_H
#define LIFECIRCLE_WORDS_TABLES_TABLES_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * Lines for a terminal: a sentence that ends a line has its newline.
 * Names of things come in the language of the sentence where the data have
 * them in both.
 * Scripts read these tables too, by column: in English a sentence changes only
 * with a reason, and --format json is what they should read. */
/* clang-format off */
/* `info`: a fact a line, its name and its value; names are nouns and small in
 * English, as they stand in a column. UNITS: {0} the level, in the data's own
 * word. WEIGHT_VALUE: {0} so much of {1} (CELL of headings.h), {2} percent of
 * it by assumption. UNLINKED_VALUE: {0} homes, {1} their share of the weight,
 * {2} facilities. */
#define LIFE_WORDS_TABLES_CITY(X) \
    X(TABLE_CITY_CITY, "城市", "city") \
    X(TABLE_CITY_EXTENT, "范围", "extent") \
    X(TABLE_CITY_STREETS, "街道", "streets") \
    X(TABLE_CITY_STREETS_VALUE, "{0} 公里，{1} 段", "{0} km in {1} pieces") \
    X(TABLE_CITY_UNITS, "单元：{0}", "units: {0}") \
    X(TABLE_CITY_UNITS_VALUE, "{0}（近似的 {1}）", "{0} ({1} approximate)") \
    X(TABLE_CITY_FACILITIES, "设施", "facilities") \
    X(TABLE_CITY_HOMES, "住处", "homes") \
    X(TABLE_CITY_WEIGHT, "权重", "weight") \
    X(TABLE_CITY_WEIGHT_VALUE, "{0} {1}，其中 {2} % 是推定的", \
      "{0} {1}, {2} % of it by assumption") \
    X(TABLE_CITY_UNLINKED, "未与街道相连", "unlinked") \
    X(TABLE_CITY_UNLINKED_VALUE, "住处 {0}（占权重 {1} %），设施 {2}", \
      "{0} homes ({1} % of the weight), {2} facilities") \
    X(TABLE_CITY_SOURCE, "来源", "source") \
    X(TABLE_CITY_AS_OF, "数据截至", "data as of") \
    X(TABLE_CITY_SOURCE_VALUE, "{0}（数据截至 {1}）", "{0} (data as of {1})") \
    X(TABLE_CITY_NO_DATE, "不详", "not known") \
    X(TABLE_CITY_ATTRIBUTION, "署名", "attribution") \
    X(TABLE_CITY_GENERATION, "版本", "generation")

/* `report`: {0} the standard, {1} the unit, {2} its weight of {3}, then how
 * many rules are met, aren't, are unknown, are shown; its rank among how many;
 * how many are due by a year and met. STEP: {0} a category, {1} where, {2} how
 * many of the {3} {4} without it would have it. */
#define LIFE_WORDS_TABLES_REPORT(X) \
    X(TABLE_REPORT_TITLE, \
      "{0}：{1}，{2}{3}；达标{4}条，未达标{5}条，未知{6}条，只列出{7}条\n", \
      "{0}: {1}, {2} {3}; {4} met, {5} not met, {6} unknown, {7} shown\n") \
    X(TABLE_REPORT_RANK, "在 {1} 个单元中列第 {0}\n", "rank {0} of {1}\n") \
    X(TABLE_REPORT_DUE, "到 {0} 年应达标 {1} 条，已达标 {2} 条\n", \
      "due by {0}: {1}, met: {2}\n") \
    X(TABLE_REPORT_STEPS, "\n下一步建议：\n", "\nnext steps:\n") \
    X(TABLE_REPORT_STEP, "{0}：设在 {1}，可覆盖缺少它的 {3} {4}中的 {2}\n", \
      "{0} at {1} would cover {2} of {3} {4} without\n")

/* `access`: {0} what is counted, then how many facilities there are in all,
 * with it, without it, off the streets. NO_AGES: {0} the ages that were asked
 * for and aren't known. EVENLY: {0} the figure that concentration goes by;
 * behind OVER come the measures, each with its name (EQUITY of headings.h),
 * over homes and over units: the two differ where a unit has both much and
 * nothing. */
#define LIFE_WORDS_TABLES_ACCESS(X) \
    X(TABLE_ACCESS_FACILITIES, \
      "{1} 处设施各有多少{0}：计入 {2} 处，容量不明 {3} 处，未与街道相连 {4} 处\n", \
      "{0} of {1} facilities: {2} counted, {3} without known capacity, {4} " \
      "unlinked\n") \
    X(TABLE_ACCESS_NO_AGES, "不知{0}的居民有多少：按所有人计\n", \
      "how many residents are {0} is not known: everybody is counted\n") \
    X(TABLE_ACCESS_EVENLY, "均衡程度（集中指数按 {0}）：\n", \
      "how evenly (concentration by {0}):\n") \
    X(TABLE_ACCESS_OVER_HOMES, "按住处：", "over homes:") \
    X(TABLE_ACCESS_OVER_UNITS, "按单元：", "over units:")

/* `gaps`: {0} the category, {1} of {2} {3} not covered and {5} not known,
 * in {4} gaps, of which the table has the largest. OVER stands in the place of
 * a nearest one: searches end at 60 minutes. */
#define LIFE_WORDS_TABLES_GAPS(X) \
    X(TABLE_GAPS_CAPTION, \
      "{0}：{2} {3}中有 {1} 未覆盖，{5} 不详，共 {4} 处缺口，最大的为：\n", \
      "{0}: {1} of {2} {3} not covered, {5} not known, in {4} gaps; the " \
      "largest:\n") \
    X(TABLE_GAPS_OVER, "超过 60 分钟", "over 60 minutes")

/* `whatif`: within {0} minutes {1} (pace {2}) so many of {5} are covered anew
 * {3} and no more {4}. {0} of UNLINKED, OUTSIDE and UNHEEDED is the change as a scenario
 * writes it: "add[0]". */
#define LIFE_WORDS_TABLES_WHATIF(X) \
    X(TABLE_WHATIF_CAPTION, \
      "{1} {0} 分钟内（{2}）：{5}中新覆盖 {3}，不再覆盖 {4}\n", \
      "within {0} minutes {1}, {2} pace: of {5} {3} gain, {4} lose\n") \
    X(TABLE_WHATIF_NAME, "方案：{0}\n", "scenario: {0}\n") \
    X(TABLE_WHATIF_NOTHING, "各单元的覆盖率都不变\n", \
      "no unit's coverage changes\n") \
    X(TABLE_WHATIF_UNLINKED, \
      "{0}：那里没有可以相连的街道，附近的住处成为未知\n", \
      "{0}: no street can be joined there, homes near it become unknown\n") \
    X(TABLE_WHATIF_OUTSIDE, \
      "{0}：在数据范围之外，没有街道可以相连；经度、纬度是否写反了？\n", \
      "{0}: lies outside the data, no street can be joined there; are " \
      "longitude and latitude the wrong way round?\n") \
    X(TABLE_WHATIF_NO_STREET, "{0}：那里没有可以相连的街道，什么也不改变\n", \
      "{0}: no street can be joined there, so it changes nothing\n") \
    X(TABLE_WHATIF_NOT_OPEN, "{0}：{1}不能走，什么也不改变\n", \
      "{0}: not open {1}, so it changes nothing\n") \
    X(TABLE_WHATIF_LINK, "{0}：新路 {1} 米\n", \
      "{0}: a new street of {1} m\n") \
    X(TABLE_WHATIF_BLOCK, "{0}：截断{1}\n", "{0}: cuts {1}\n") \
    X(TABLE_WHATIF_NAMELESS, "一条没有名字的路", "a street without a name") \
    X(TABLE_WHATIF_OPENED, "{0}：门打开后，{1} 条路在那里相通\n", \
      "{0}: the gate is open, {1} streets meet there\n") \
    X(TABLE_WHATIF_CLOSED, "{0}：门关上后，{1} 条路到那里为止\n", \
      "{0}: the gate is closed, {1} streets end there\n") \
    X(TABLE_WHATIF_UNHEEDED, "{0}：覆盖率不看其中的时间和容量\n", \
      "{0}: coverage does not look at its hours and capacity\n")

/* `circle`: {0} of {1} categories within {2} minutes at the pace {3}, {4}
 * unknown, {5} the share with its bounds (words/share.h). NONE is for a place
 * that has no answer at all ({0} all categories, {1} minutes, {2} the pace):
 * "0 of 0" would read as a place without services. NEAREST_UNSURE stands above
 * those that may be closed at the time asked for. */
#define LIFE_WORDS_TABLES_CIRCLE(X) \
    X(TABLE_NEAREST_UNSURE, "\n那时是否开放未知：\n", \
      "\nnot known whether open then:\n") \
    X(TABLE_CIRCLE_NONE, \
      "\n{1} 分钟内（{2}）{0} 类设施有没有都不知道\n", \
      "\nwhich of the {0} categories are within {1} minutes, {2} pace, is not " \
      "known\n") \
    X(TABLE_CIRCLE_SUM, \
      "\n{2} 分钟内有 {1} 类中的 {0} 类（{3}），{4} 类未知；比例 {5}\n", \
      "\n{0} of {1} categories within {2} minutes, {3} pace; {4} unknown; " \
      "share {5}\n")

#define LIFE_WORDS_TABLES(X) \
    LIFE_WORDS_TABLES_CITY(X) LIFE_WORDS_TABLES_REPORT(X) \
    LIFE_WORDS_TABLES_COVERAGE(X) LIFE_WORDS_TABLES_ACCESS(X) \
    LIFE_WORDS_TABLES_GAPS(X) LIFE_WORDS_TABLES_CIRCLE(X) \
    LIFE_WORDS_TABLES_CRS(X) LIFE_WORDS_TABLES_WHATIF(X)
/* clang-format on */

#endif
