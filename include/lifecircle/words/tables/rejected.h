/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/rejected.h - why a row of a table is not taken.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_REJECTED_H
#define LIFECIRCLE_WORDS_TABLES_REJECTED_H

/* X(Chinese, English), as in imported.h beside it. The value stands in both:
 * whoever looks after the table searches for it there. */
/* clang-format off */
/* Before the reason: where the row is. */
#define LIFE_WORDS_REJECTED_PLACE(X) \
    X("第 {0} 行：[1]", "line <0>: {1}") \
    X("第 {0} 个要素：[1]", "feature <0>: {1}")

/* What tells rows apart. */
#define LIFE_WORDS_REJECTED_ID(X) \
    X("代码“{0}”出现两次", "the code \"{0}\" occurs twice") \
    X("来源“{0}”已有代码为“{1}”的单元", \
      "the source \"{0}\" has a unit of the code \"{1}\"") \
    X("代码“{0}”被电子表格改成了科学记数法，末几位已丢失；请直接导入工作簿" \
      "，或把该列存为文本", \
      "the code \"{0}\" was rounded by a spreadsheet and its last digits " \
      "are lost; import the workbook itself, or save the column as text") \
    X("“{0}”不是任何规定或名单的名称或编号", \
      "\"{0}\" is neither the name nor the id of a rule or list") \
    X("“{0}”不是任何规定或名单的名称或编号；最接近的是 {1}", \
      "\"{0}\" is neither the name nor the id of a rule or list; the " \
      "nearest are {1}") \
    X("单元“{0}”的城乡属性已在本表或其他来源中写明", \
      "whether the unit \"{0}\" is urban is told already, in this table or by " \
      "another source") \
    X("“{0}”是 {1} 和 {2} 共同的名称：请写编号", \
      "\"{0}\" is the name of {1} and of {2}: write the id") \
    X("单元“{1}”的“{0}”出现两次", \
      "\"{0}\" of the unit \"{1}\" is there twice") \
    X("单元“{1}”{2} 年的“{0}”出现两次", \
      "\"{0}\" of the unit \"{1}\" in {2} is there twice")

/* What every row needs. */
#define LIFE_WORDS_REJECTED_MISSING(X) \
    X("该行既没有位置，也没有地址、单元代码或单元名称", \
      "the row has neither a position, nor an address, nor a unit's code " \
      "or name") \
    X("该行没有单元代码", "the row has no unit's code") \
    X("该行没有写单元是城镇还是乡村", \
      "the row doesn't say whether the unit is urban or rural") \
    X("该行没有单元代码，也没有单元名称", \
      "the row has neither a unit's code nor its name") \
    X("该行没有位置", "the row has no place") \
    X("该行既没有 OSM 编号，也没有位置", "the row has no OSM id and no place") \
    X("该行没有位置", "the row has no position") \
    X("该行没有地址", "the row has no address") \
    X("该单元没有[0]", "the unit has no {0}") \
    X("缺少[0]", "the {0} is missing") \
    X("没有写类别", "no category is given")

/* What is too long. */
#define LIFE_WORDS_REJECTED_LONG(X) \
    X("名称“{0}...”超过 {1} 字节", \
      "the name \"{0}...\" is longer than {1} bytes") \
    X("代码“{0}...”超过 {1} 字节", \
      "the code \"{0}...\" is longer than {1} bytes") \
    X("“{0}...”超过 {1} 字节", "\"{0}...\" is longer than {1} bytes") \
    X("[0]“{1}...”超过 {2} 字节", \
      "the {0} \"{1}...\" is longer than {2} bytes") \
    X("地址超过 {0} 字节", "the address is longer than {0} bytes") \
    X("来源超过 {0} 字节", "the source is longer than {0} bytes")

/* Numbers, dates, categories. */
#define LIFE_WORDS_REJECTED_VALUE(X) \
    X("“{0}”不是日期；写成 2024-05-31", \
      "\"{0}\" is not a date; write 2024-05-31") \
    X("“{0}”不是年份", "\"{0}\" is not a year") \
    X("居民数“{0}”不是人数，应为 0 至 1,000,000,000", \
      "residents \"{0}\" is not a number of people, 0 to 1,000,000,000") \
    X("户数“{0}”不是数字，应为 0 至 1,000,000,000", \
      "households \"{0}\" is not a number, 0 to 1,000,000,000") \
    X("另一来源已有单元“{0}”的户数", \
      "another source tells the households of the unit \"{0}\" already") \
    X("{0} 年龄段的“{1}”不是人数，应为 0 至总数 {2}", \
      "of the ages {0} \"{1}\" is not a number of people, 0 to all {2}") \
    X("{0} 年龄段的“{1}”不是人数，而表中没有总数列", \
      "of the ages {0} \"{1}\" is not a number of people, and there is no " \
      "column of all") \
    X("数值“{0}”不是数字、百分数、是、否或“全部”", \
      "the value \"{0}\" is not a number, a percentage, yes, no or " \
      "complete") \
    X("“{0}”看不出是城镇还是乡村：请写“城镇”“乡村”，或统计用城乡分类代码（111、" \
      "112、121、122、123、210、220）", \
      "\"{0}\" says neither urban nor rural: write urban, rural, or a code of " \
      "the statistics bureau (111, 112, 121, 122, 123, 210, 220)") \
    X("没有类别“{0}”；最接近的编号是“{1}”", \
      "there is no category \"{0}\"; the nearest id is \"{1}\"")

/* The unit that a row names. */
#define LIFE_WORDS_REJECTED_UNIT(X) \
    X("单元“{0}”的层级是 {1}，不是 {2}：会把居民算两次", \
      "the unit \"{0}\" is of the level {1}, not {2}: people would be " \
      "counted twice") \
    X("单元“{0}”的层级是 {1}，不是 {2}", \
      "the unit \"{0}\" is of the level {1}, not {2}") \
    X("城市中没有代码为“{0}”的单元；新单元需要名称", \
      "the city has no unit of the code \"{0}\", and a new one needs a name") \
    X("城市中没有代码为“{0}”的单元", \
      "the city has no unit of the code \"{0}\"") \
    X("城市中没有名为“{0}”的单元", "the city has no unit of the name \"{0}\"") \
    X("有 {0} 个单元名为“{1}”（{2} 在 {3}，{4} 在 {5}）；请加一列代码，或加" \
      "一列上级单元名称（parent_name）", \
      "<0> units are called \"{1}\" ({2} in {3}, {4} in {5}); say which " \
      "with a column of codes, or of the unit above (parent_name)")

/* Cells and what is in them. */
#define LIFE_WORDS_REJECTED_BYTES(X) \
    X("该行有 {0} 格，表头只有 {1} 格", \
      "the line has {0} fields, the header {1}") \
    X("该行有 {0} 格，表头只有 {1} 格", \
      "the row has {0} fields, the header {1}") \
    X("“{0}”一列有半个字：“{1}”；文字被截断，或是别的编码", \
      "the column {0} holds half a character: \"{1}\"; the text was cut, " \
      "or is in another encoding") \
    X("有文字不是 UTF-8，或含有零字节", \
      "a text is not UTF-8, or holds a zero byte") \
    X("有一格含有零字节", "a field holds a zero byte") \
    X("有文字不是表的编码；用 --encoding 指明", \
      "a text is not in the table's encoding; say which one with " \
      "--encoding")

#define LIFE_WORDS_REJECTED(X) \
    LIFE_WORDS_REJECTED_PLACE(X) \
    LIFE_WORDS_REJECTED_ID(X) \
    LIFE_WORDS_REJECTED_MISSING(X) \
    LIFE_WORDS_REJECTED_LONG(X) \
    LIFE_WORDS_REJECTED_VALUE(X) \
    LIFE_WORDS_REJECTED_UNIT(X) \
    LIFE_WORDS_REJECTED_BYTES(X)
/* clang-format on */

#endif
