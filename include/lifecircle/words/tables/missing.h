/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/missing.h - what the data lack for a rule to be
 * decided.
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
    X(LACK_POSITION, "部分设施没有位置", "facilities without a position")

/* A rule that is only watched has no target; JOIN stands between categories. */
#define LIFE_WORDS_MISSING_REST(X) \
    X(LACK_TARGET, "文件没有给出目标：只列出，不判定", \
      "the source sets no target: shown, not judged") \
    X(LACK_AND_MORE, "等{0}类", " and so on, {0} in all") \
    X(LACK_JOIN, "、", ", ")

#define LIFE_WORDS_MISSING(X) \
    LIFE_WORDS_MISSING_OF_FACILITIES(X) LIFE_WORDS_MISSING_OF_PEOPLE(X) \
    LIFE_WORDS_MISSING_OF_UNITS(X) LIFE_WORDS_MISSING_OF_MAP(X) \
    LIFE_WORDS_MISSING_REST(X)
/* clang-format on */

#endif
