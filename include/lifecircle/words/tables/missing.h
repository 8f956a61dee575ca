/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/missing.h - what the data lack for a rule to be
 * decided; and what stands above a table of sites for what people lack.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_MISSING_H
#define LIFECIRCLE_WORDS_TABLES_MISSING_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * One for each lc_lack. {0} is a name, or categories with LACK_JOIN
 * between; {1} counts facilities.
 * They stand in a column of a narrow table and name what has to be imported
 * for the rule to be decided: a noun, and no sentence. A lack more is an
 * lc_lack, a row here, and a line in src/words/missing.c. */
/* clang-format off */
/* What is not known of facilities: that there are any, their kind, an attribute
 * ({1} facilities without it). Names of attributes stay as the tables have
 * them, since that is what has to be filled in. */
#define LIFE_WORDS_MISSING_OF_FACILITIES(X) \
    X(LACK_CATEGORY, "没有这些设施的数据：{0}", "no data of these: {0}") \
    X(LACK_KIND, "未注明具体种类的设施：{0}", \
      "no word what kind these are of: {0}") \
    X(LACK_ATTRIBUTE, "{1}处设施没有填写 {0}", \
      "no attribute {0} of {1} facilities")

/* Of people and of networks that only some cities have: {0} which band, or
 * which figure; a drive network is for rules of cars, which this program
 * doesn't measure. */
#define LIFE_WORDS_MISSING_OF_PEOPLE(X) \
    X(LACK_RESIDENTS, "没有人口数据：{0}", "no {0}") \
    X(LACK_AGES, "没有年龄段人口：{0}", "no age bands {0}") \
    X(LACK_DRIVE, "没有车行路网", "no drive network") \
    X(LACK_BUILT_UP, "没有建成区范围", "no built-up area")

/* Of units and of what is imported for a city: {0} as the rule names it, which
 * is also what `import` takes. A list is whole when a row of it says so. */
#define LIFE_WORDS_MISSING_OF_UNITS(X) \
    X(LACK_LEVEL, "没有这一级单元：{0}", "no units of level {0}") \
    X(LACK_LIST, "没有导入名单：{0}", "no list {0}") \
    X(LACK_URBAN, "单元未注明城镇或乡村", \
      "no word whether units are urban or rural") \
    X(LACK_FIGURE, "没有导入统计数据：{0}", "no statistic {0} imported") \
    X(LACK_WHOLE, "没有说明名单是否完整：{0}", \
      "no word whether the list {0} is whole")

/* Of homes and streets: where the map is too thin for an answer. The verdict is
 * unknown and never a fail: those who live there may be well off. */
#define LIFE_WORDS_MISSING_OF_MAP(X) \
    X(LACK_HOMES, "没有居民数据", "no homes in the data") \
    X(LACK_LINK, "部分住处附近没有可通行的道路", "homes off the streets") \
    X(LACK_REACH, "附近有设施没有接入道路", \
      "facilities near by without a street") \
    X(LACK_EXTENT, "数据范围不够大", "data end nearer than the limit") \
    X(LACK_HOURS, "附近部分设施、门或路不知那时是否开放", \
      "hours of some facilities, gates or ways near by") \
    X(LACK_POSITION, "部分设施没有位置", "facilities without a position")

/* A rule that is only watched has no target; JOIN stands between categories. */
#define LIFE_WORDS_MISSING_REST(X) \
    X(LACK_TARGET, "文件没有给出目标：只列出，不判定", \
      "the source sets no target: shown, not judged") \
    X(LACK_AND_MORE, "等{0}类", " and so on, {0} in all") \
    X(LACK_JOIN, "、", ", ")

/* `site`: {0} the category, {1} of {2} {3} within {4} minutes now, {5} with the
 * sites. MOST: no {0} sites gain more than {1}, these {2}. LEAST: {0} at least,
 * these are {1}. MEAN and GREATEST: {0} before, {1} with them, {2} at least.
 * STREETS: {0} places, every {1} metres. LEFT: {0} of them, the first is {1}.
 * UNREACHED, ASIDE: {0} in {1} homes. */
#define LIFE_WORDS_MISSING_SITES(X) \
    X(SITES_COVERED, \
      "{0}：{2} {3}中现有 {1} 在 {4} 分钟内，加上这些地点为 {5}。\n", \
      "{0}: {1} of {2} {3} have it within {4} minutes now, {5} with these " \
      "sites.\n") \
    X(SITES_MOST, \
      "新增：这些地点 {2}；从备选地点中任选 {0} 处都不会超过 {1}。\n", \
      "Gained: {2} by these; by any {0} of the candidates no more than {1}.\n") \
    X(SITES_LEAST, "从备选地点中至少需要 {0} 处，这里是 {1} 处。\n", \
      "At least {0} of the candidates are needed; these are {1}.\n") \
    X(SITES_MEAN, \
      "平均步行时间：现为 {0}，加上这些地点为 {1}，从备选地点中怎样选都" \
      "不少于 {2}（60 分钟以上按 60 分钟计）。\n", \
      "Mean walk: {0} now, {1} with these, {2} at least with any of the " \
      "candidates (over 60 minutes counts as 60).\n") \
    X(SITES_GREATEST, \
      "最长步行时间（未计入的除外）：现为 {0}，加上这些地点为 {1}；不让更多住处" \
      "留在外面时，从备选地点中怎样选都不少于 {2}。\n", \
      "Longest walk of those not left out: {0} now, {1} with these, {2} at " \
      "least with any of the candidates that leave out no more.\n") \
    X(SITES_OPTIMAL, "已证明：备选地点中没有更好的选法。\n", \
      "Proven: no choice among the candidates is better.\n") \
    X(SITES_OPEN, "是否有更好的选法，尚未证明。\n", \
      "Whether some choice is better has not been proven.\n") \
    X(SITES_STREETS, "备选地点：街口和街道尽头，其间每 {1} 米一处，共 {0} 处。\n", \
      "Candidates: {0} corners and ends of streets, and places every {1} m " \
      "between.\n") \
    X(SITES_GIVEN, "备选地点：{0} 处。\n", "Candidates: {0}.\n") \
    X(SITES_LEFT, \
      "另有 {0} 处在数据范围外、水中或接不上街道，不能用；如 {1}。\n", \
      "Left out, as they lie outside the data, in water or off the streets: " \
      "{0}; one of them is {1}.\n") \
    X(SITES_UNREACHED, \
      "任何备选地点都帮不到的：{0}（{1} 处住处）。\n", \
      "Whom no candidate helps: {0} (in {1} homes).\n") \
    X(SITES_ASIDE, \
      "建了之后 60 分钟内仍走不到、未计入的：{0}（{1} 处住处）。\n", \
      "Left out, as {0} (in {1} homes) have none within 60 minutes even " \
      "then.\n")

#define LIFE_WORDS_MISSING(X) \
    LIFE_WORDS_MISSING_OF_FACILITIES(X) LIFE_WORDS_MISSING_OF_PEOPLE(X) \
    LIFE_WORDS_MISSING_OF_UNITS(X) LIFE_WORDS_MISSING_OF_MAP(X) \
    LIFE_WORDS_MISSING_REST(X) LIFE_WORDS_MISSING_SITES(X)
/* clang-format on */

#endif
