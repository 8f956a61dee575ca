/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/extract.h - what an import of an extract of
 * OpenStreetMap reports.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_EXTRACT_H
#define LIFECIRCLE_WORDS_TABLES_EXTRACT_H

/* X(Chinese, English), as in imported.h beside it. */
/* clang-format off */
/* How much there is. */
#define LIFE_WORDS_EXTRACT_COUNTS(X) \
    X("道路：路口之间共 {0} 段", "streets: {0} between junctions") \
    X("设施：{0} 处（画了两次的 {1} 处只计一次），出入口：{2} 个", \
      "facilities: {0} ({1} mapped twice counted once), entrances: {2}") \
    X("住处：{0} 个，按[1]计（[3]中 {2} % 附近有住处；{4} % 的权重出自假定" \
      "）", \
      "homes: {0} by {1} (homes stand near {2} % of the {3}; {4} % of the " \
      "weight rests on assumptions)") \
    X("楼层面积", "floor area") \
    X("道路长度", "street metres") \
    X("公共道路", "public streets") \
    X("居住区道路", "residential streets") \
    X("单元：完整边界 {0} 个，近似范围（地名点周围）{1} 个", \
      "units: {0} whole boundaries, {1} approximate (around place points)") \
    X("类别：新增自己的 {0} 个", "categories: {0} of your own added") \
    X("取 {0}（osm:r{1}）及其外 {2} 米：{3} 个节点", \
      "clipped to {0} (osm:r{1}) and <2> m around: <3> nodes") \
    X("没有名为 {0} 的完整边界（不完整的 {1} 个）：按 --clip 的方框取，{2} 个" \
      "节点", \
      "no whole boundary is called {0} (cut ones: <1>): what lies in the box " \
      "of --clip is taken, <2> nodes") \
    X("以前人工停用、现仍停用：{0}", "closed by hand before, and again: {0}")

/* What is cut or left out, with the first few and what each lacks. */
#define LIFE_WORDS_EXTRACT_LEFT_OUT(X) \
    X("边界 osm:r{0}（{1}）未导入：轮廓不合规范（[2]）", \
      "boundary osm:r{0} ({1}) is left out: its outline is not valid " \
      "({2})") \
    X("在数据边缘被截断、按所余部分定位的设施：{0} 处：[1,]", \
      "facilities cut at the border, placed by what is there: {0}: {1}") \
    X("因无从知道位置而未导入的设施：{0} 处：[1,]", \
      "facilities left out, since nothing says where they lie: {0}: {1}") \
    X("{0}（{2} 条路中缺 {1} 条）", "{0} ({1} of {2} ways missing)") \
    X("{0}（{2} 个节点中缺 {1} 个）", "{0} ({1} of {2} nodes missing)") \
    X("{0}（不足两个点）", "<0> (fewer than two places)") \
    X("{0}（没有一个环闭合）", "<0> (no ring of its ways closes)") \
    X("{0}（{2} 条路中有 {1} 条缺节点）", "{0} ({1} of {2} ways lack nodes)") \
    X("按 end_date 或 start_date 未导入的设施：{0} 处：[1,]", \
      "facilities left out by their end_date or start_date: {0}: {1}") \
    X("{0}（{1} 已结束）", "{0} (it ended {1})") \
    X("{0}（{1} 才启用）", "{0} (it begins {1})")

/* What `check` tells of a single thing besides its finding. */
#define LIFE_WORDS_EXTRACT_CHECK(X) \
    X("{1} 条路中缺 {0} 条", "<0> of <1> ways missing") \
    X("{1} 个节点中缺 {0} 个", "<0> of <1> nodes missing") \
    X("{1} 条路中有 {0} 条缺节点", "<0> of <1> ways lack nodes") \
    X("不足两个点", "fewer than two places") \
    X("没有一个环闭合", "no ring of its ways closes") \
    X("边界没有闭合", "its ways don't close") \
    X("轮廓不合规范", "its outline is not valid") \
    X("没有名称", "it has no name") \
    X("它的各部分已是单元", "its parts are units") \
    X("它有自己的边界 {0}", "it has a boundary of its own, {0}") \
    X("位于 {0} 之内", "it lies in {0}") \
    X("没有住处离它最近", "no home is nearest to it") \
    X("另一个地名点代表 {0}", "another place stands for {0}") \
    X("{0} 已结束", "it ended {0}") \
    X("{0} 才启用", "it begins {0}") \
    X("{0} 行", "<0> rows") \
    X("{0} 级，{1} 公顷", "level {0}, <1> ha") \
    X("位于第 {0} 层，250 米内没有同层的道路", \
      "it lies on layer <0>, and no street of that layer is within 250 m") \
    X("250 米内没有地面道路", "no street on the ground is within 250 m") \
    X("附近第 {0} 层的道路都是孤立的", \
      "the streets near it, of layer <0>, are islands") \
    X("中间隔着水面、铁路或不许步行的道路", \
      "water, a railway or a road closed to walkers lies between")

/* Where the data end, and by what that is known. */
#define LIFE_WORDS_EXTRACT_EXTENT(X) \
    X("数据范围：[0]；在边缘被截断的道路：{1}", \
      "extent: {0}; streets cut at its edge: {1}") \
    X("由 --extent 指定", "option") \
    X("由 --clip 指定", "clip") \
    X("依文件头", "header") \
    X("依行政边界", "boundary") \
    X("依道路", "streets") \
    X("没有道路被截断，看不出数据到哪里为止，找不到的就算没有；若数据在陆地" \
      "上中断，请指明：--extent W,S,E,N，或 .poly、.geojson 文件", \
      "no street is cut, so nothing says where the data end, and what is " \
      "not found counts as not there; if they end before the land does, " \
      "say where: --extent W,S,E,N, or a .poly or .geojson file")

#define LIFE_WORDS_EXTRACT(X) \
    LIFE_WORDS_EXTRACT_COUNTS(X) \
    LIFE_WORDS_EXTRACT_LEFT_OUT(X) \
    LIFE_WORDS_EXTRACT_CHECK(X) \
    LIFE_WORDS_EXTRACT_EXTENT(X)
/* clang-format on */

#endif
