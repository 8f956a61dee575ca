/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/data.h - what the page on odd data says, and what
 * a project of QGIS calls the layers of the city file.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_DATA_H
#define LIFECIRCLE_WORDS_TABLES_DATA_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * ROWS is above four figures, in its own order.
 * The words of each finding are data: geodata/findings.csv. A finding more is a
 * row there and a count in study/check or study/findings, and no sentence. */
/* clang-format off */
/* The page's title, for a city or for a table; whether anything was written,
 * first, as whoever tried a table wants to know that it was a trial. ROWS: four
 * figures in that order. CRS and NOTE: the system as found, and what was odd
 * about finding it. */
#define LIFE_WORDS_DATA_HEAD(X) \
    X(DATA_TITLE, "城市数据检查报告", "What is odd in the city's data") \
    X(DATA_TABLE_TITLE, "表格读取报告", "How the table was read") \
    X(DATA_DRY, "试读：没有写入任何内容。", "A trial: nothing was written.") \
    X(DATA_FAILED, "未导入", "Not imported") \
    X(DATA_FILE, "文件", "File") \
    X(DATA_ROWS, "行：读取、导入、被拒绝、因无对应类别未导入", \
      "rows read, taken, refused, left out for want of a category") \
    X(DATA_CRS, "坐标系", "Coordinates") \
    X(DATA_NOTE, "说明", "Note")

/* How a table was read: its columns, its first rows, its types. A column that
 * no field was found for reads as UNUSED. Types are words of the table's own
 * that no category stands for: they go into a table for --categories. */
#define LIFE_WORDS_DATA_TABLE(X) \
    X(DATA_COLUMNS, "各列", "Columns") \
    X(DATA_COLUMN, "列名", "Column") \
    X(DATA_FIELD, "读作", "Read as") \
    X(DATA_UNUSED, "未使用", "not used") \
    X(DATA_FIRST, "前几行的读取结果", "The first rows, as they were read") \
    X(DATA_LINE, "行", "Line") \
    X(DATA_READ_AS, "读作", "Read as") \
    X(DATA_TYPES, "找不到对应类别的类型", "Types that find no category") \
    X(DATA_TYPE, "类型", "Type") \
    X(DATA_COUNT, "数量", "Count")

/* What was found, faults before notes: what each means, how to mend it, and
 * examples with what is needed to find them in the source. MORE: {0} that are
 * not listed. FAULTS and NOTES differ in whether anything must be done;
 * "Nothing." says that it was looked for. */
#define LIFE_WORDS_DATA_FINDINGS(X) \
    X(DATA_FAULTS, "需要处理", "To be mended") \
    X(DATA_NOTES, "供参考", "Worth knowing") \
    X(DATA_NOTHING, "无。", "Nothing.") \
    X(DATA_MEANS, "影响", "What it means") \
    X(DATA_MEND, "处理办法", "How to mend it") \
    X(DATA_WHERE, "位置举例", "Where to look") \
    X(DATA_WHICH, "对象", "Which") \
    X(DATA_WHAT, "说明", "What") \
    X(DATA_PLACE, "经度, 纬度（WGS 84）", "Longitude, latitude (WGS 84)") \
    X(DATA_IN_CITY, "城市数据中", "In the city") \
    X(DATA_OTHER, "另一个", "The other") \
    X(DATA_SHARES, "举例", "An example") \
    X(DATA_MORE, "另有 {0} 处", "and {0} more")

/* `export qgis-project`: the layers of the project, {0} the level of units; at
 * the end the project {0}, and the city file {1} as it finds it. */
#define LIFE_WORDS_DATA_PROJECT(X) \
    X(PROJECT_FACILITIES, "设施", "Facilities") \
    X(PROJECT_HOMES, "住处", "Homes") \
    X(PROJECT_STREETS, "道路", "Streets") \
    X(PROJECT_UNITS, "单元：{0}", "Units: {0}") \
    X(PROJECT_REACH, "{0}：走得到全部基本服务的人所占比例", \
      "{0}: share of people who reach all basic services") \
    X(PROJECT_SHARES, "全部基本服务的覆盖（表）", \
      "Coverage of all basic services (table)") \
    X(PROJECT_WRITTEN, "{0}：QGIS 项目，打开 {1}；两个文件要一起移动", \
      "{0}: a project of QGIS that opens {1}; move both together")

#define LIFE_WORDS_DATA(X) \
    LIFE_WORDS_DATA_HEAD(X) LIFE_WORDS_DATA_TABLE(X) \
    LIFE_WORDS_DATA_FINDINGS(X) LIFE_WORDS_DATA_PROJECT(X)
/* clang-format on */

#endif
