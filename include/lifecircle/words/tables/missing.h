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
 * between; {1} counts facilities. */
/* clang-format off */
#define LIFE_WORDS_MISSING(X) \
    X(LACK_CATEGORY, "没有这些设施的数据：{0}", "no data of category {0}") \
    X(LACK_KIND, "未注明具体种类的设施：{0}", \
      "no word what kind these are of: {0}") \
    X(LACK_ATTRIBUTE, "{1}处设施没有填写 {0}", \
      "no attribute {0} of {1} facilities") \
    X(LACK_RESIDENTS, "没有人口数据：{0}", "no {0}") \
    X(LACK_AGES, "没有年龄段人口：{0}", "no age bands {0}") \
    X(LACK_DRIVE, "没有车行路网", "no drive network") \
    X(LACK_BUILT_UP, "没有建成区范围", "no built-up area") \
    X(LACK_LEVEL, "没有这一级单元：{0}", "no units of level {0}") \
    X(LACK_LIST, "没有导入名单：{0}", "no list {0}") \
    X(LACK_URBAN, "单元未注明城镇或乡村", \
      "no word whether units are urban or rural") \
    X(LACK_FIGURE, "没有导入统计数据：{0}", "no statistic {0} imported") \
    X(LACK_HOMES, "没有居民数据", "no homes in the data") \
    X(LACK_LINK, "部分住处附近没有可通行的道路", "homes off the streets") \
    X(LACK_REACH, "附近有设施没有接入道路", \
      "facilities near by without a street") \
    X(LACK_EXTENT, "数据范围不够大", "data end nearer than the limit") \
    X(LACK_POSITION, "部分设施没有位置", "facilities without a position") \
    X(LACK_TARGET, "规则没有目标值", "no target") \
    X(LACK_JOIN, "、", ", ")
/* clang-format on */

#endif
