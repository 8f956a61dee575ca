/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/options_table.h - the options of what reads people's tables, and of
 * how it tells what it found: rows as those of options.h.
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTIONS_TABLE_H
#define LIFECIRCLE_SRC_CLI_OPTIONS_TABLE_H

/* Of people's tables, whatever the format. What is not said is found: the
 * encoding from the bytes, the sheet and the columns from the header.
 * Coordinates are never guessed in silence: a system that fits plainly worse
 * than another is refused, unless --trust-crs. Past --max-reject the import
 * fails and the city stays as it was: the table was read wrongly. */
#define LIFE_OPTIONS_TABLE(X)                                                  \
    X(ENCODING, "encoding", 0, "NAME", NULL, "文字编码；默认自动判断",         \
      "of the text; default: found")                                           \
    X(SHEET, "sheet", 0, "NAME|N", NULL,                                       \
      "工作簿中的哪一张表；默认为第一张有内容的",                              \
      "of a workbook; default: the first that has rows")                       \
    X(LAYER, "layer", 0, "NAME", NULL,                                         \
      ".gpkg 或 .sqlite 中的哪个图层；默认为唯一的那个",                       \
      "of a .gpkg or .sqlite; default: its only")                              \
    X(HEADER_ROW, "header-row", 0, "N", NULL,                                  \
      "列名在第几行，从 1 数起；默认自动寻找",                                 \
      "the row with the names of the columns, from 1; default: found")         \
    X(MAP, "map", 0, "FIELD=COLUMN,...", NULL, "哪一列是哪个字段",             \
      "which column holds which field")                                        \
    X(CRS, "crs", 0, "NAME", "auto wgs84 gcj02 bd09 bd09mc cgcs2000 EPSG:",    \
      "wgs84、gcj02、bd09、bd09mc、cgcs2000 或 "                          \
      "EPSG:n（地图服务先偏移后投影的写 EPSG:n+gcj02），或 "   \
      "auto：按点到街道的距离判断；默认 wgs84",                                \
      "wgs84, gcj02, bd09, bd09mc, cgcs2000 or EPSG:n (EPSG:n+gcj02 where a "  \
      "map service shifted the points), or auto: the one that puts the "       \
      "points "                                                                \
      "at the streets; default wgs84")                                         \
    X(TRUST_CRS, "trust-crs", 0, NULL, NULL,                                   \
      "按 --crs 所说的读，即使别的坐标系明显更合",                             \
      "take --crs as given, even where another system fits plainly better")    \
    X(MAX_REJECT, "max-reject", 0, "N", NULL,                                  \
      "最多可拒绝多少行；默认 100 行中 1 行，至多 1000 行",                    \
      "rows that may be refused; default: 1 in 100, at most 1000")             \
    X(CATEGORY, "category", 0, "ID,...", NULL,                                 \
      "所有行的类别；可多次给出；默认由一列说明",                              \
      "the one of all rows; may be repeated; default: a column says")          \
    X(CATEGORIES, "categories", 0, "FILE", NULL,                               \
      "自己的类别表，存入城市文件；也可以是类型对应表",                        \
      "a table of categories of your own, kept in the city; or one of types")  \
    X(TYPES, "types", 0, "FILE", NULL, "类型与类别的对应表，先于内置的名称",   \
      "a table of types and their categories, before the usual names")         \
    X(ADDRESS_QUALITY, "address-quality", 0, "NAME",                           \
      "exact number between in_street", "按地址定位至少要多准；默认 between",  \
      "the least that places a row by its address; default between")           \
    X(LEVEL, "level", 0, "LEVEL", NULL, "所读单元的层级",                      \
      "the level of what is read")                                             \
    X(PARENTS, "parents", 0, "LEVEL", NULL,                                    \
      "把上级代码所指的单元由下级合并而成，归入这一层级",                      \
      "make the units that the parents' codes name, as unions, of this level") \
    X(BY_NAME, "by-name", 0, NULL, NULL,                                       \
      "没有位置的行按名称取地图数据中的边界或点；这一层级只留表中的单元",      \
      "rows without a place take the boundary or point of their name from "    \
      "the extract; the level is then this table's alone")                     \
    X(BY, "by", 0, "WHAT", "unit building grid cells",                         \
      "居民数按什么给出：unit、building、grid 或 cells；默认按列判断",         \
      "what the residents are of; default: found from the columns")            \
    X(YEAR, "year", 0, "YEAR", NULL, "居民数是哪一年的",                       \
      "when the residents were counted")

/* How what was found is told. Two options are called --lang: a page may have
 * both languages, a table on a terminal one, and no command takes the two. */
#define LIFE_OPTIONS_TOLD(X)                                                   \
    X(DRY_RUN, "dry-run", 0, NULL, NULL, "只读表并说明结果，不写入任何内容",   \
      "read the table and tell what is found; write nothing")                  \
    X(REPORT, "report", 0, "FILE", NULL,                                       \
      "把发现的问题写成 .html、.json 或 .csv；要么写全，要么不写",             \
      "what is found, as .html, .json or .csv, written whole or not at all")   \
    X(LANG, "lang", 0, "LANG", "zh en", "说明用的语言：zh 或 en；默认随终端",  \
      "of what is told: zh or en; default: the terminal's")                    \
    X(REPORT_LANG, "lang", 0, "LANG", "zh en both",                            \
      "说明用的语言：zh 或 en；默认随终端；"                    \
      "--report FILE.html 还可为 both（默认）",                                \
      "of what is told: zh or en; default: the terminal's; and of --report "   \
      "FILE.html: also both, the default")

#endif
