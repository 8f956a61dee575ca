/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/figures.h - of residents and published figures, of
 * the coordinates and by what their system is known, of how a file was read.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_FIGURES_H
#define LIFECIRCLE_WORDS_TABLES_FIGURES_H

/* X(Chinese, English), as in imported.h beside it. */
/* clang-format off */
/* Of residents and published figures. */
#define LIFE_WORDS_FIGURES_FIGURES(X) \
    X("共 {0} 行：{1} 个单元的居民数，拒绝 {2} 行", \
      "<0> rows: the residents of <1> units, <2> rejected") \
    X("共 {0} 行：{1} 栋建筑的居民数，拒绝 {2} 行", \
      "<0> rows: the residents of <1> buildings, <2> rejected") \
    X("共 {0} 行：{1} 个格子的居民数，拒绝 {2} 行", \
      "<0> rows: the residents of <1> cells, <2> rejected") \
    X("其中 {0} 个所属的单元城市中还没有", \
      "{0} of them are of units that the city hasn't got yet") \
    X("其中 {0} 个是各条规定的：报告把它们与计算值并列", \
      "<0> of rules: reports show them beside what is computed") \
    X("其中 {0} 个是名单的：说明规定适用于哪些单元，或有多少人", \
      "<0> of lists: they tell which units rules are about, or how many " \
      "people") \
    X("其中 {0} 个不是内置标准中任何规定的（{1}）：保留，不参与评估", \
      "<0> of no rule of the standards here ({1}): kept, no report judges " \
      "by them") \
    X("已有的 {0} 个单元补上了城乡属性：城镇 {1} 个，乡村 {2} 个", \
      "<0> units of other sources got told whether they are urban: <1> urban, " \
      "<2> rural") \
    X("其中 {0} 个与原表所写不同：以本表为准", \
      "<0> of them are other than their own table says: this table counts") \
    X("全部可用 lifecircle list figures 查看", \
      "all are shown by `lifecircle list figures`") \
    X("取代来源“{0}”的居民数", "they replace those of the source \"{0}\"") \
    X("{0} 名居民住在 {1} 个住处", "<0> residents live at {1} homes") \
    X("现有 {0} 名居民住在 {1} 个住处", "<0> residents live at {1} homes now") \
    X("其中 {0} 个住处是新增的，共 {1} 名居民，原来那里没有住处", \
      "<0> of these are new, with {1} residents, where no home was known") \
    X("格子按中心计：住处属于最近的格子，以格子的范围为限", \
      "cells by their centres: a home is of the nearest, as far as that " \
      "cell reaches") \
    X("{0} 个住处（原权重的 {1} %）不在任何有居民数的单元内：住多少人未知，" \
      "不计权重", \
      "<0> homes, <1> % by their weight before, are in no unit with a " \
      "figure: how many live there is not known, and they weigh nothing") \
    X("{0} 个住处（原权重的 {1} %）不在任何有居民数的建筑内：住多少人未知，" \
      "不计权重", \
      "<0> homes, <1> % by their weight before, are in no building with a " \
      "figure: how many live there is not known, and they weigh nothing") \
    X("{0} 个住处（原权重的 {1} %）不在任何有居民数的格子内：住多少人未知，" \
      "不计权重", \
      "<0> homes, <1> % by their weight before, are in no cell with a " \
      "figure: how many live there is not known, and they weigh nothing") \
    X("{0} 个单元（第一个：{1}）没有住处：其 {2} 名居民无处可放", \
      "<0> units (the first: {1}) have no homes: their {2} residents have " \
      "no place") \
    X("{0} 栋建筑（第一栋：{1}）没有住处：其 {2} 名居民无处可放", \
      "<0> buildings (the first: {1}) have no homes: their {2} residents " \
      "have no place") \
    X("{0} 个格子（第一个：{1}）没有住处：其 {2} 名居民无处可放", \
      "<0> cells (the first: {1}) have no homes: their {2} residents have " \
      "no place") \
    X("{0} 名居民在城市数据范围之外，未计入", \
      "{0} residents lie outside the city's data and are left out")

/* The coordinates. */
#define LIFE_WORDS_FIGURES_CRS(X) \
    X("坐标系：[0]", "coordinates: {0}") \
    X("{0}，依文件所说", "{0}, as the file says") \
    X("{0}，依 .prj 所说", "{0}, as the .prj says") \
    X("{0}，因为有“{1}”一列，这是[2]；若已转换回来，请写 --crs wgs84", \
      "{0}, as by its \"{1}\" this is {2}; say --crs wgs84 if they were " \
      "shifted back") \
    X("百度地图的结果", "an answer of Baidu's maps") \
    X("DataV.GeoAtlas（高德的边界）", "DataV.GeoAtlas (AMap's boundaries)") \
    X("{0}，依所声明；{2} 个点中有 {1} 个距道路不超过 {3} 米，点数太少，无法" \
      "核对", \
      "{0} as declared; {1} of {2} points lie within {3} m of a " \
      "street, too few to check it") \
    X("{0}；路网范围内的点中，距道路不超过 {1} 米的：[2,]", \
      "{0}; of the points among the streets, within {1} m of one lie {2}") \
    X("按 {2} 为 {1} 个中的 {0} 个（中位距离 {3} 米）", \
      "<0> of <1> as {2} (median {3} m)") \
    X("所测 {1} 个点中有 {0} 个在路网范围 {2} 米以外，仍保留", \
      "<0> of {1} points measured lie more than {2} m outside the " \
      "streets, and are kept") \
    X("注意：从道路看不出这些边界是不是 wgs84；中国地图服务（DataV、高德）" \
      "的边界是 gcj02，与之相差数百米：请写 --crs gcj02，确知是 wgs84 的写 " \
      "--crs wgs84", \
      "warning: the streets don't tell whether these boundaries are " \
      "wgs84; those of Chinese map services (DataV, AMap) are gcj02, some " \
      "hundred metres beside it: say --crs gcj02, or --crs wgs84 if you " \
      "know") \
    X("注意：{0} 用的基准面是 {1}，它到 WGS 84 的偏移在此未知：位置可能偏离" \
      "，[2]", \
      "warning: {0} stands on the datum {1}, whose shift to WGS 84 is not " \
      "known here: places may lie off where they are, {2}") \
    X("偏多少未知", "how far is not known") \
    X("约 {0} 米", "about {0} m")

/* How the file was read. */
#define LIFE_WORDS_FIGURES_NOTES(X) \
    X("读的是工作表“{0}”，有内容的 {1} 张中的第一张", \
      "the sheet \"{0}\" was read, the first of {1} that has rows") \
    X("文字按 {0} 编码读取", "the text was read as {0}") \
    X("[0] {1}，而文字是 {2}", "{0} {1}, but the text is {2}") \
    X(".cpg 说是", "the .cpg says") \
    X(".dbf 说是", "the .dbf says") \
    X("表头在第 {0} 行", "the header is in line {0}") \
    X("表头在第 {0} 行", "the header is in row {0}")

/* What an import stops with, asking. */
#define LIFE_WORDS_FIGURES_QUESTIONS(X) \
    X("[0]（{2} 行中拒绝了 {1} 行）", "{0} (<1> of <2> rows rejected)") \
    X("[0]（{2} 行中拒绝了 {1} 行；--max-reject 可放宽）", \
      "{0} (<1> of <2> rows rejected; --max-reject allows more)") \
    X("这些坐标是不是 {0} 而不是 {1}？按 {2} 没有一个点在城市内，按 {3} 有 " \
      "{5} 个中的 {4} 个；请写 --crs {6}，要照原样读取请写 --crs {7} --trus" \
      "t-crs", \
      "are these coordinates {0} rather than {1}? As {2} no point lies in " \
      "the city, as {3} {4} of {5} do; say --crs {6}, or --crs {7} " \
      "--trust-crs to keep them as they are") \
    X("这些坐标是不是 {0} 而不是 {1}？路网范围内的点中，距道路不超过 {2} 米" \
      "的：[3,]；请写 --crs {4}，要照原样读取请写 --crs {5} --trust-crs", \
      "are these coordinates {0} rather than {1}? Of the points among the " \
      "streets, within {2} m of one lie {3}; say --crs {4}, or --crs {5} " \
      "--trust-crs to keep them as they are")

#define LIFE_WORDS_FIGURES(X) \
    LIFE_WORDS_FIGURES_FIGURES(X) \
    LIFE_WORDS_FIGURES_CRS(X) \
    LIFE_WORDS_FIGURES_NOTES(X) \
    LIFE_WORDS_FIGURES_QUESTIONS(X)
/* clang-format on */

#endif
