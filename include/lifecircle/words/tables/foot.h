/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/foot.h - what stands below figures, on a terminal and
 * on pages: on what they rest. And what stands at the foot of a terminal while
 * a command takes long: how far it is; what an export left out.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_FOOT_H
#define LIFECIRCLE_WORDS_TABLES_FOOT_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts. */
/* clang-format off */
/* Of a pace that heeds wheels: {0} facilities counted, {1} of them say nothing
 * of wheelchairs. AS_OF: {0} a date, or the oldest and the newest. */
#define LIFE_WORDS_FOOT_FIGURES(X) \
    X(FOOT_WHEELS, \
      "计入的 {0} 处设施中，{1} 处未说明轮椅能否进入；注明轮椅不能进入的不计。", \
      "Of {0} facilities counted, {1} say nothing of wheelchairs; those that " \
      "bar them don't count.") \
    X(FOOT_AS_OF, "数据截至 {0}。", "Data as of {0}.") \
    X(FOOT_NO_DATE, "数据截至何时不详。", "Of when the data are is not known.")

/* What a command is at, on the line of a terminal that comes and goes: {0} one
 * of the works below, {1} percent, {2} how much of {3}; {4} RATE and one of
 * LEFT, or nothing while they are not known. */
#define LIFE_WORDS_FOOT_PROGRESS(X) \
    X(PROGRESS, "{0}：{1}%，{2}/{3}{4}", "{0}: {1} %, {2} of {3}{4}") \
    X(PROGRESS_RATE, "，每秒 {0}", ", {0} a second") \
    X(PROGRESS_LEFT_S, "，还需 {0} 秒", ", {0} s left") \
    X(PROGRESS_LEFT_MIN, "，还需 {0} 分钟", ", {0} min left") \
    X(PROGRESS_MB, "{0} MB", "{0} MB")

/* In English as the program says them (lc_progress): works that are told in
 * bytes, then those in pieces. COPYING, SUMMING: the city file. */
#define LIFE_WORDS_FOOT_WORKS(X) \
    X(PROGRESS_READING, "读取", "reading") \
    X(PROGRESS_COPYING, "复制城市文件", "copying the city") \
    X(PROGRESS_SUMMING, "写入城市文件", "writing the city") \
    X(PROGRESS_STREETS, "街道", "streets") \
    X(PROGRESS_SHAPES, "地图图形", "shapes of the map") \
    X(PROGRESS_MAP, "底图", "base map") \
    X(PROGRESS_PLACES, "设施", "facilities") \
    X(PROGRESS_DWELLINGS, "住处", "homes") \
    X(PROGRESS_ADDRESSES, "地址", "addresses") \
    X(PROGRESS_PICTURES, "绘制近似单元", "pictures of units") \
    X(PROGRESS_RESTS, "划出单元余下部分", "rests of units") \
    X(PROGRESS_ROADS, "载入街道", "loading streets") \
    X(PROGRESS_BARRIERS, "载入水面与建筑", "loading water and buildings") \
    X(PROGRESS_COMPOUNDS, "查找小区", "compounds") \
    X(PROGRESS_HOMES, "连接住处与街道", "linking homes") \
    X(PROGRESS_FACILITIES, "连接设施与街道", "linking facilities") \
    X(PROGRESS_WALKS, "计算步行时间", "walk times") \
    X(PROGRESS_COVERAGE, "计算覆盖率", "coverage") \
    X(PROGRESS_UNITS, "标注住处所在单元", "units of homes") \
    X(PROGRESS_INDEXES, "建立空间索引", "spatial indexes") \
    X(PROGRESS_EXPORT, "导出", "exporting")

#define LIFE_WORDS_FOOT(X) \
    LIFE_WORDS_FOOT_FIGURES(X) LIFE_WORDS_FOOT_PROGRESS(X) \
    LIFE_WORDS_FOOT_WORKS(X)

/* Who answers for the site: {0} as the operator gave it. Parts of one line, so
 * without a full stop. */
#define LIFE_WORDS_OPERATOR(X) \
    X(OPERATOR_NAME, "运营单位：{0}", "Operated by {0}") \
    X(OPERATOR_MAP, "审图号：{0}", "Map approval number: {0}")
/* What an export leaves out: {0} how many, {1} the source, {2} LICENCE or
 * nothing. */
#define LIFE_WORDS_EXPORTS(X) \
    X(HELD_ROWS, "未导出 {0} 行：来源“{1}”的数据不得转交{2}", \
      "{0} rows are left out: data of the source {1} are not to be given " \
      "away{2}") \
    X(HELD_OUTLINES, "未导出 {0} 个单元的边界：来源“{1}”的数据不得转交{2}", \
      "{0} outlines of units are left out: data of the source {1} are not to " \
      "be given away{2}") \
    X(HELD_FIGURES, "未导出 {0} 个公布的数字：来源“{1}”的数据不得转交{2}", \
      "{0} published figures are left out: data of the source {1} are not to " \
      "be given away{2}") \
    X(HELD_GAPS, "未导出缺口：其中住处（共 {0} 处）来自来源“{1}”，数据不得转交{2}", \
      "gaps are left out: they show homes ({0} in all), and data of the " \
      "source {1} are not to be given away{2}") \
    X(HELD_ISOCHRONES, "未导出来源“{1}”的设施（共 {0} 处）的范围：数据不得转交{2}", \
      "those of the source {1} ({0} facilities in all) are left out: its " \
      "data are not to be given away{2}") \
    X(HELD_LICENCE, "（许可：{0}）", " (licence: {0})")

/* Below a table whose position came in the system of a map service: {0} as it
 * was given, {1} in which (a CRS_ name), {2} in WGS 84. SAME: out of China.
 * Also on a plain page. */
#define LIFE_WORDS_TABLES_CRS(X) \
    X(CRS_WGS84, "WGS 84", "WGS 84") \
    X(CRS_GCJ02, "GCJ-02（高德、腾讯）", "GCJ-02 (AMap, Tencent)") \
    X(CRS_BD09, "BD-09（百度）", "BD-09 (Baidu)") \
    X(CRS_MOVED, \
      "给出的 {0} 按 {1}换算，在 WGS 84 中是 {2}；这里的坐标都是 WGS 84。", \
      "{0} was read as {1} and is {2} in WGS 84, as all positions here are.") \
    X(CRS_SAME, \
      "给出的 {0} 按 {1}读取，那里与 WGS 84 相同；这里的坐标都是 WGS 84。", \
      "{0} was read as {1}, which is not shifted there: it is the same in " \
      "WGS 84, as all positions here are.") \
    X(CRS_AREA, \
      "所绘范围按 {0}换算为 WGS 84；这里的坐标都是 WGS 84。", \
      "The area was read as {0} and moved to WGS 84, as all positions here " \
      "are.")
/* clang-format on */

#endif
