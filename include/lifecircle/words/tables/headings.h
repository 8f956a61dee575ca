/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/headings.h - what stands over the columns of tables
 * on a terminal, and the words in their cells.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_HEADINGS_H
#define LIFECIRCLE_WORDS_TABLES_HEADINGS_H

/* X(ID, Chinese, English); {0} stands for the part.
 *
 * HEAD_X: a row of headings, "|" between two of them (lc_heading_put); as many
 * in each language, and as many as the table has columns. A column whose cells
 * need no name has none. HEAD_ACCESS: {0} whose share it is.
 * Words of cells: in English those that --format json has too, so that one who
 * reads both finds them again. */
/* clang-format off */
/* Of info, circle and nearest. Minutes are what the plan asks of a category; a
 * walk is minutes and seconds ("7:05"), rounded down as a limit is; metres are
 * whole. The first column of a circle is its mark, the third the Chinese name,
 * in either language: ids are English already. {0}: WALK_COLUMN, or how else those
 * go whose pace it is. */
#define LIFE_WORDS_HEADINGS_PLACE(X) \
    X(HEAD_CATEGORIES, "类别|设施|分钟|名称", \
      "category|facilities|minutes|name") \
    X(HEAD_CIRCLE, "|类别||数量|{0}|米|最近", \
      "|category||count|{0}|metres|nearest") \
    X(HEAD_NEAREST, "{0}|米|直线|名称|类别|编号", \
      "{0}|metres|straight|name|categories|id") \
    X(WALK_COLUMN, "步行", "walk")

/* Of gaps and sites: weight and gained in what homes weigh, homes a count, detour the
 * walk over the straight line. Of access: {0} how many people, then pieces for
 * 1,000 of them, people for one piece, people without any, pieces inside the
 * unit, pieces that the norm asks for and that are lacking. Of a what-if: {0}
 * how many people there are, shares in per cent, the median time before and
 * after. Of a report: value and target in the rule's own unit, which has a
 * column; the first is the verdict. */
#define LIFE_WORDS_HEADINGS_COVER(X) \
    X(HEAD_GAPS, "单元|权重|住处|原因|{0}|绕行|最近|可补|新增一处于|新开通道可补|开放大门可补", \
      "unit|weight|homes|cause|{0}|detour|nearest|gained|by one more at|by a " \
      "new way|by opening a gate") \
    X(HEAD_SITES, "次序|新增|住处|单元|位置|备选地点|同样好", \
      "rank|gained|homes|unit|at|candidate|ties") \
    X(HEAD_ACCESS, "单元|{0}|每千人|每份人数|没有的|单元内|应有|缺少", \
      "unit|{0}|for 1000|one for|with none|inside|needed|short") \
    X(HEAD_WHATIF, "单元|类别|{0}|之前|之后|新覆盖|不再覆盖|中位时间", \
      "unit|category|{0}|before|after|gained|lost|median") \
    X(HEAD_REPORT, "结论|规定|现状|目标|缺口|缺少的数据", \
      "verdict|rule|value|target|gap|missing")

/* Of sources, check and a trial of an import. Rows are those that were read,
 * refused those of them that were not taken; "data as of" is of when they are,
 * ? where nothing tells; "imported" is when that was, in UTC. A finding is
 * counted before it is named, as the eye looks for figures that aren't 0. */
#define LIFE_WORDS_HEADINGS_DATA(X) \
    X(HEAD_SOURCES, "来源|种类|文件|坐标系|行|被拒绝|数据截至|导入时间|许可|可导出", \
      "source|kind|file|crs|rows|refused|data as of|imported|licence|export") \
    X(HEAD_LEDGER, "发布时间|命令|数据截至|设施|街道|住处|单元|基本服务|文件", \
      "published|command|data as of|facilities|streets|homes|units|basic services|file") \
    X(SOURCE_EXPORT_YES, "是", "yes") \
    X(SOURCE_EXPORT_NO, "否", "no") \
    X(HEAD_FINDINGS, "数量|性质|问题", "count|kind|finding") \
    X(HEAD_COLUMNS, "列|读作", "column|read as") \
    X(HEAD_ROWS, "行|字段|值", "row|field|value") \
    X(HEAD_TYPES, "行|找不到类别的类型|首见于|例如", \
      "rows|type without a category|first in|such as")

/* Verdicts and causes; MORE behind the first of several. What a weight counts
 * stands behind a number ("4962827 m² of homes") and alone over a column, so
 * that the Chinese ones must read well in both places. */
#define LIFE_WORDS_HEADINGS_CELLS(X) \
    X(CELL_UNKNOWN, "未知", "unknown") \
    X(CELL_PASS, "达标", "met") \
    X(CELL_FAIL, "未达标", "not met") \
    X(CELL_MORE, "……", ", ...") \
    X(CELL_FAR, "远", "far") \
    X(CELL_BARRIER, "阻隔", "barrier") \
    X(CELL_CLOSED, "此时不开放", "closed") \
    X(CELL_CLOSED_WAY, "门或路此时不通", "gate or way closed") \
    X(CELL_BARRIER_WATER, "水面", "water") \
    X(CELL_BARRIER_RAILWAY, "铁路", "railway") \
    X(CELL_BARRIER_ROAD, "不许步行的道路", "road closed to walkers") \
    X(CELL_BARRIER_COMPOUND, "封闭院区", "closed compound") \
    X(CELL_BARRIER_WALL, "围墙、围栏", "wall or fence") \
    X(CELL_BARRIER_CROSSING, "缺少过街处", "no crossing") \
    X(CELL_BARRIER_BUILDING, "建筑", "building") \
    X(CELL_BARRIER_WAY, "没有直路", "no direct way") \
    X(CELL_RESIDENTS, "居民", "residents") \
    X(CELL_FLOOR_AREA, "平方米住宅面积", "m² of homes") \
    X(CELL_STREETS, "米住区街道", "m of residential street")

/* Of findings and of tables that are read: whether something is to be mended;
 * where it stands ({0} a number from 1: lines of text, features of anything
 * else); a cell that is empty, a column that no field was found for. */
#define LIFE_WORDS_HEADINGS_MARKS(X) \
    X(CELL_FAULT, "须处理", "fault") \
    X(CELL_NOTE, "供参考", "note") \
    X(CELL_LINE, "第 {0} 行", "line {0}") \
    X(CELL_FEATURE, "第 {0} 个要素", "feature {0}") \
    X(CELL_UNUSED, "（未使用）", "(not used)") \
    X(CELL_EMPTY, "（空）", "(empty)")

/* Measures by the names that they have in the literature
 * (study/cover/equity.h), and why one of them is not known, a few words in
 * brackets behind its "?". They are said of the whole city or of its units, so
 * none of them names a place. */
#define LIFE_WORDS_HEADINGS_EQUITY(X) \
    X(EQUITY_GINI, "基尼系数", "Gini") \
    X(EQUITY_PALMA, "帕尔马比值", "Palma") \
    X(EQUITY_THEIL, "泰尔指数", "Theil") \
    X(EQUITY_CONCENTRATION, "集中指数", "concentration") \
    X(EQUITY_HALF, "最少的一半人共占", "the half with least has") \
    X(EQUITY_EMPTY, "没有人", "empty") \
    X(EQUITY_NEGATIVE, "有负值", "negative") \
    X(EQUITY_ZERO, "谁都没有", "all_zero") \
    X(EQUITY_BOTTOM, "最少的四成人没有", "bottom_has_none") \
    X(EQUITY_NO_FIGURE, "没有可排序的指标", "no_figure")

#define LIFE_WORDS_HEADINGS(X) \
    LIFE_WORDS_HEADINGS_PLACE(X) LIFE_WORDS_HEADINGS_COVER(X) \
    LIFE_WORDS_HEADINGS_DATA(X) LIFE_WORDS_HEADINGS_CELLS(X) \
    LIFE_WORDS_HEADINGS_MARKS(X) LIFE_WORDS_HEADINGS_EQUITY(X)
/* clang-format on */

#endif
