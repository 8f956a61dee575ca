/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/held.h - what the list of data says of what is there
 * and what is lacking.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_HELD_H
#define LIFECIRCLE_WORDS_TABLES_HELD_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * Goes on from lists.h. What is lacking is named as a noun and mended by what a
 * clerk does: a table to be imported, a column to be filled. */
/* clang-format off */
/* What there is and what is lacking, in the list of data: kinds of rows, their
 * state, and what is done about it ({0} a column or an id). */
#define LIFE_WORDS_HELD_ROWS(X) \
    X(HELD_SOURCE, "数据来源", "source") \
    X(HELD_CATEGORY, "设施", "facilities") \
    X(HELD_ATTRIBUTE, "设施属性", "attribute of facilities") \
    X(HELD_PEOPLE, "居民", "residents") \
    X(HELD_AGES, "居民年龄", "residents by age") \
    X(HELD_SHAPE, "单元边界", "boundary of a unit") \
    X(HELD_LEVEL, "单元层级", "level of units") \
    X(HELD_LIST, "名单", "list of units") \
    X(HELD_URBAN, "城乡属性", "urban or rural") \
    X(HELD_FIGURE, "统计数据", "published figure") \
    X(HELD_STREETS, "道路与范围", "streets and extent") \
    X(HELD_OTHER, "其他", "other") \
    X(HELD_THERE, "已有", "there") \
    X(HELD_PARTLY, "部分缺少", "in part") \
    X(HELD_LACKING, "缺少", "lacking") \
    X(MEND_CATEGORY, "导入设施表，类型列写“{0}”", \
      "import a table of facilities with “{0}” as their type") \
    X(MEND_KIND, "在设施表中写明具体种类", \
      "say in the table of facilities what exactly each is") \
    X(MEND_ATTRIBUTE, "在设施表中填写“{0}”一列", \
      "fill the column “{0}” of the table of facilities") \
    X(MEND_PEOPLE, "导入居民表", "import a table of residents") \
    X(MEND_AGES, "导入分年龄段的居民表", "import a table of residents by age") \
    X(MEND_SHAPE, "导入该单元的边界或中心点", \
      "import the unit's boundary or its centre point") \
    X(MEND_LEVEL, "导入“{0}”的边界", "import boundaries of “{0}”") \
    X(MEND_LIST, "导入“{0}”", "import the “{0}”") \
    X(MEND_WHOLE, "名单已齐全时，在“{0}”中加一行，数值写“全部”", \
      "where the list is whole, add a row to “{0}” with the value “complete”") \
    X(MEND_URBAN, "导入“代码、城乡分类”两列的单元表", \
      "import a table of units with the columns “code” and “urban”") \
    X(MEND_FIGURE, "导入“{0}”的统计数据", "import the figure “{0}”") \
    X(MEND_STREETS, "用范围更大、道路更全的地图数据重新生成", \
      "make the city from an extract that reaches farther and has more streets") \
    X(MEND_POSITION, "在设施表中填写经纬度或地址", \
      "give positions or addresses in the table of facilities") \
    X(MEND_NOT_YET, "本程序不处理车行路网", \
      "this program has no streets for cars")

/* Names of what has none of its own; sources by kind, {0} the name that their
 * user gave them. */
#define LIFE_WORDS_HELD_NAMES(X) \
    X(LACKING_KIND, "{0}的具体种类", "what kind exactly: {0}") \
    X(LACKING_DRIVE, "车行路网", "streets for cars") \
    X(LACKING_BUILT_UP, "建成区范围", "the built-up area") \
    X(LACKING_URBAN, "单元是城镇还是乡村", "whether units are urban or rural") \
    X(LACKING_HOMES, "住处", "homes") \
    X(LACKING_LINK, "住处附近的道路", "streets near homes") \
    X(LACKING_REACH, "设施附近的道路", "streets near facilities") \
    X(LACKING_EXTENT, "数据范围以外的地图", "the map beyond the data's end") \
    X(LACKING_POSITION, "设施的位置", "positions of facilities") \
    X(SOURCE_OSM, "OpenStreetMap地图（{0}）", "OpenStreetMap ({0})") \
    X(SOURCE_FACILITIES, "设施表（{0}）", "table of facilities ({0})") \
    X(SOURCE_UNITS, "单元表（{0}）", "table of units ({0})") \
    X(SOURCE_RESIDENTS, "居民表（{0}）", "table of residents ({0})") \
    X(SOURCE_STATISTICS, "统计数据表（{0}）", "table of figures ({0})") \
    X(SOURCE_ADDRESSES, "地址表（{0}）", "table of addresses ({0})") \
    X(SOURCE_OTHER, "其他数据（{0}）", "other data ({0})")

#define LIFE_WORDS_HELD(X) \
    LIFE_WORDS_HELD_ROWS(X) LIFE_WORDS_HELD_NAMES(X)
/* clang-format on */

#endif
