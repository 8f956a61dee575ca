/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/options.h - the options of the program's own commands, as a table:
 * getopt, help, completion and the manual are all made from it. Which command
 * takes which stands in commands.c; a question's options are its parameters
 * (lifecircle/ask/param/param.h).
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTIONS_H
#define LIFECIRCLE_SRC_CLI_OPTIONS_H

#include "src/cli/options_serve.h"
#include "src/cli/options_table.h"

/* X(ID, name, letter, argument or NULL, words it may be or NULL, help in
 * Chinese, help in English). Letter 0: none. An argument that ends in ",..." or
 * "..." may be given several times (opts.c). Help begins small and
 * ends without a full stop; a default stands at its end. */

/* Of nearly every command. The city may come from the environment, so that a
 * whole session needs no --city. --format takes the words that the command
 * lists (lc_command), the first of them when it is absent. */
#define LIFE_OPTIONS_ALL(X)                                                    \
    X(CITY, "city", 0, "FILE", NULL,                                           \
      "城市文件；默认取环境变量 LIFECIRCLE_CITY",                              \
      "the city file; default: LIFECIRCLE_CITY")                               \
    X(FORMAT, "format", 0, "NAME", NULL, "答案的格式：",                       \
      "how the answer is written: ")                                           \
    X(QUIET, "quiet", 'q', NULL, NULL, "不显示进度和结果说明",                 \
      "no progress and no report")

/* Of an extract. Boxes are degrees of WGS 84 and cross no antimeridian. Beyond
 * the extent a home without a service is unknown, not uncovered. Weak tags are
 * hints that are wrong too often. A zone is a name of geodata/timezones.csv. */
#define LIFE_OPTIONS_OSM(X)                                                    \
    X(CLIP, "clip", 0, "W,S,E,N", NULL, "只取这个方框之内的，经纬度",          \
      "only what lies in this box, degrees")                                   \
    X(CLIP_TO, "clip-to", 0, "NAME", NULL,                                     \
      "只取名为 NAME 的行政边界之内的；没有这个边界时取 --clip 的方框",        \
      "only what lies in the boundary of this name; where there is none, in "  \
      "the box of --clip")                                                     \
    X(MARGIN, "margin", 0, "DISTANCE", NULL,                                   \
      "以及边界之外多远的街道和设施，如 3km；默认 0",                          \
      "streets and facilities so far around it too, as 3km; default 0")        \
    X(EXTENT, "extent", 0, "W,S,E,N|FILE", NULL,                               \
      "数据到哪里为止：经纬度方框、.poly 或 .geojson；默认自动判断",           \
      "where the data reach: degrees, .poly, .geojson; default: found")        \
    X(UNITS, "units", 0, "LEVEL=N,...", NULL, "哪个 admin_level 是哪一级单元", \
      "which admin_level is which level of unit")                              \
    X(WEAK_TAGS, "weak-tags", 0, NULL, NULL, "也用不太可靠的标签规则",         \
      "use the weak tag rules too")                                            \
    X(TIMEZONE, "timezone", 0, "NAME", NULL,                                   \
      "开放时间按哪里的钟，如 Asia/Shanghai；默认为最近的大城市",              \
      "whose clock opening hours go by, as Asia/Shanghai; default: that of "   \
      "the nearest large city")

/* Of every import: importing a source again replaces what it brought, so its
 * name is what tells a new table from a newer one. */
#define LIFE_OPTIONS_SOURCE(X)                                                 \
    X(SOURCE, "source", 0, "NAME", NULL,                                       \
      "这次导入的名称；默认为文件名（不含后缀）",                              \
      "name of the import; default: file's stem")                              \
    X(ATTRIBUTION, "attribution", 0, "TEXT", NULL,                             \
      "数据的署名；默认沿用以前的",                                            \
      "whom the data are owed to; default: as before")                         \
    X(LICENCE, "licence", 0, "TEXT", NULL,                                     \
      "许可：SPDX 编号或文字；默认沿用以前的",                                 \
      "SPDX id or words; default: same")                                       \
    X(NO_EXPORT, "no-export", 0, NULL, NULL, "不对外提供它的各行",             \
      "don't give its rows away")                                              \
    X(AS_OF, "as-of", 0, "DATE", NULL, "表格数据的日期；默认为其中最新的",     \
      "date of a table; default: its newest")

/* Of commands that change a city: several changes in a row need the results
 * once. A single position can't be measured against the streets, so that its
 * --crs is another than a table's. */
#define LIFE_OPTIONS_CHANGE(X)                                                 \
    X(NO_COMPUTE, "no-compute", 0, NULL, NULL,                                 \
      "先不计算，留给 `compute`；一般不必用",                                  \
      "leave the results to `compute`; seldom worth typing")                   \
    X(KEEP, "keep", 0, "N", NULL,                                              \
      "旁边保留以前的 N 个版本（FILE.1 是上一个），"          \
      "0 至 9，更早的删除；"                                           \
      "不写则不增不减",                                                        \
      "so many versions before stay beside it (FILE.1 the last), 0 to 9; "     \
      "without it they stay as they are")                                      \
    X(POINT_CRS, "crs", 0, "NAME", "wgs84 gcj02 bd09 cgcs2000 EPSG:",          \
      "lon 和 lat 的坐标系：wgs84、gcj02（高德、腾讯）、"       \
      "bd09（百度）、cgcs2000 或 EPSG:n；默认 wgs84",                          \
      "what lon and lat are in: wgs84, gcj02 (AMap, Tencent), bd09 (Baidu), "  \
      "cgcs2000 or EPSG:n; default wgs84")                                     \
    X(ON, "on", 0, "DATE", NULL, "停用的日期，YYYY-MM-DD；默认今天",           \
      "the day it closed, YYYY-MM-DD; default today")

/* Of tiles, and of conversions, which need no city. */
#define LIFE_OPTIONS_CONVERT(X)                                                \
    X(ZOOM, "zoom", 0, "FROM-TO", NULL, "哪些缩放级别；默认 0-15",             \
      "which zooms; default 0-15")                                             \
    X(FROM, "from", 0, "NAME",                                                 \
      "wgs84 gcj02 bd09 cgcs2000 EPSG:", "读入的坐标系；默认 wgs84",           \
      "the system of what is read; default wgs84")                             \
    X(TO, "to", 0, "NAME",                                                     \
      "wgs84 gcj02 bd09 cgcs2000 EPSG:", "写出的坐标系；默认 wgs84",           \
      "the system of what is written; default wgs84")                          \
    X(OUTPUT, "output", 'o', "FILE", NULL,                                     \
      "写到哪个文件，要么写全，要么不写；默认 -：标准输出",                    \
      "where to, written whole or not at all; default -: standard output")     \
    X(FILE_OUT, "output", 'o', "FILE", NULL,                                   \
      "写到哪个文件，要么写全，要么不写（必填）",                              \
      "where to, written whole or not at all (required)")

/* In the order in which a command's help lists them; --help is the last. */
#define LIFE_OPTION_MAP(X)                                                     \
    LIFE_OPTIONS_ALL(X)                                                        \
    LIFE_OPTIONS_OSM(X)                                                        \
    LIFE_OPTIONS_SOURCE(X)                                                     \
    LIFE_OPTIONS_TABLE(X)                                                      \
    LIFE_OPTIONS_TOLD(X)                                                       \
    LIFE_OPTIONS_CHANGE(X)                                                     \
    LIFE_OPTIONS_CONVERT(X)                                                    \
    LIFE_OPTIONS_SERVE(X)                                                      \
    X(HELP, "help", 'h', NULL, NULL, "显示这一页", "this page")

#endif
