/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/units.h - what is said of units.
 *
 * X(id, Chinese, English), as say.h has it.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_UNITS_H
#define LIFECIRCLE_WORDS_TABLES_UNITS_H

/* clang-format off */
/* Units that are a name and a code: {0} the name, {1} its level, {2} its code;
 * of a whole level {0} so many of {1} units, {2} the level, {3} its id. REPORT: of a report,
 * which clerks read: {0} the name, {1} the code, and no command.
 * TITLE: the head of its table for a terminal, as tables.h has it. */
#define LIFE_WORDS_UNITS(X) \
    X(UNIT_ALONE, \
      "{0}只有名称和代码：没有地图，也没有住处。导入它的边界或中心点后才有" \
      "答案：lifecircle import units 文件 --level {1}，文件的 code 列写 {2}。", \
      "{0} is known by name and code alone: it has no map and no homes. Its " \
      "boundary or its centre point makes it answer: lifecircle import units " \
      "FILE --level {1}, with {2} in the file's column code.") \
    X(UNIT_ALONE_REPORT, \
      "{0}只有名称和代码：没有地图，也没有住处，只能判定按名称登记的" \
      "设施和数据。导入它的边界或中心点（表中“代码”一列写{1}）后才知道居民走得到哪里。", \
      "{0} is known by name and code alone: it has no map and no homes, so that " \
      "only what tables tell of it by name is decided. Its boundary or its " \
      "centre point (with {1} in the column code) makes the rest answer.") \
    X(TABLE_REPORT_TITLE_ALONE, \
      "{0}：{1}；达标{2}条，未达标{3}条，未知{4}条，只列出{5}条\n", \
      "{0}: {1}; {2} met, {3} not met, {4} unknown, {5} shown\n") \
    X(UNITS_ALONE, \
      "{1} 个{2}中有 {0} 个只有名称和代码：没有地图，也没有住处。" \
      "导入它们的边界或中心点后才有答案：lifecircle import units 文件 --level " \
      "{3}，文件的 code 列写它们的代码。", \
      "{0} of the {1} units of the level {2} are known by name and code " \
      "alone: they have no map and no homes. Their boundaries or centre " \
      "points make them answer: lifecircle import units FILE --level {3}, " \
      "with their codes in the file's column code.")
/* clang-format on */

#endif
