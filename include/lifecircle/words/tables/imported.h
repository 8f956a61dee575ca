/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/imported.h - what an import of a table reports: its
 * rows, what was left out or assumed, where addresses led.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_IMPORTED_H
#define LIFECIRCLE_WORDS_TABLES_IMPORTED_H

/* X(Chinese, English): the English is what the import says, {0} to {9} its
 * parts, <0> to <9> those that are numbers; what the Chinese does with them:
 * lifecircle/words/imported.h. */
/* clang-format off */
/* A kind of row with the first of them, whose first text may be empty. */
#define LIFE_FIRST_ROW(X, zh, en) \
    X(zh "（首行：第 {1} 行）", en " (the first: line <1>)") \
    X(zh "（首行：第 {1} 行，“{2}”）", en " (the first: line <1>, \"{2}\")")

/* How many rows there were, and what became of them. */
#define LIFE_WORDS_IMPORTED_COUNTS(X) \
    X("共 {0} 行：设施 {1} 处，拒绝 {2} 行", \
      "<0> rows: <1> facilities, <2> rejected") \
    X("共 {0} 行：地址 {1} 个，拒绝 {2} 行", \
      "<0> rows: <1> addresses, <2> rejected") \
    X("共 {0} 行：单元 {1} 个（边界 {2} 个，中心点 {3} 个，只有名称和代码的" \
      " {4} 个），拒绝 {5} 行", \
      "<0> rows: <1> units (<2> boundaries, <3> centre points, <4> names " \
      "and codes alone), <5> rejected") \
    X("共 {0} 行：数字 {1} 个，拒绝 {2} 行", \
      "<0> rows: <1> figures, <2> rejected") \
    X("未导入 {0} 行：其类型无对应类别", \
      "<0> rows are left out: their types find no category") \
    X("{0} 行不是记录，未导入：[1;]", \
      "<0> rows are no records and are left out: {1}")

/* Rows that are no records, of each kind with its first. */
#define LIFE_WORDS_IMPORTED_NO_RECORD(X) \
    LIFE_FIRST_ROW(X, "没有内容的 {0} 行", "<0> without a value") \
    LIFE_FIRST_ROW(X, "重复表头的 {0} 行", "<0> repeating the header") \
    LIFE_FIRST_ROW(X, "合计行 {0} 行", "<0> of totals") \
    LIFE_FIRST_ROW(X, "说明行 {0} 行", "<0> of notes") \
    LIFE_FIRST_ROW(X, "小标题行（只有一格有字）{0} 行", \
      "<0> of headings (text in one cell alone)") \
    LIFE_FIRST_ROW(X, "与前面某行相同的 {0} 行", \
      "<0> the same as an earlier row") \
    LIFE_FIRST_ROW(X, "已停用的 {0} 行", "<0> of places that are closed")

/* Of facilities alone. */
#define LIFE_WORDS_IMPORTED_FACILITIES(X) \
    X("没有名称列；用 --map name=列名 指明", \
      "no column holds names; name it with --map name=COLUMN") \
    X("城市文件新增 {0} 个类别", "<0> categories were added to the city") \
    X("类别 {0} 个：有自己的类型名称的 {1} 个，有标签规则的 {2} 个", \
      "<0> categories: <1> with types of their own, <2> with tag rules") \
    X("标签规则从下一次导入 OSM 数据起生效", \
      "tag rules hold from the next import of an extract on") \
    X("{0} 处设施的类别已不存在：{1}", \
      "<0> facilities are of categories that are no longer there: {1}") \
    X("{0} 处有单元而无位置", "<0> have a unit but no position") \
    X("{0} 个图形不合规范，已修复", \
      "<0> polygons were not valid and were repaired") \
    X("{0} 个数字或日期读不出，未导入（第一个：[1]）", \
      "<0> numbers or dates could not be read and were left out (the " \
      "first: {1})") \
    X("{0} 行的编号与其他行重复：其标识改由名称、类别和位置生成", \
      "<0> rows have a number that others have too: their ids are made of " \
      "name, category and place") \
    X("{0} 处位置有变，标识不变", "<0> places moved and keep their ids") \
    X("{0} 处的标识与以前不同；原标识仍然可用", \
      "<0> have another id than before; the old ids go on answering") \
    X("{0} 处的状态不认识，仍保留（第一个：[1]）", \
      "<0> have a status that is not known and are kept (the first: {1})") \
    X("第 {0} 行，{1}", "line <0>, {1}") \
    X("第 {0} 个要素，{1}", "feature <0>, {1}")

/* How well an address found its place, or why it did not, how often. */
#define LIFE_WORDS_IMPORTED_ADDRESSES(X) \
    X("按地址定位：[0,]", "placed by their addresses: {0}") \
    X("有地址而定不了位：[0,]（第一个：[1]）；它们可能服务的住处按“未知”计", \
      "have an address but no place: {0} (the first: {1}); homes that " \
      "they may serve count as unknown") \
    X("到门牌 {0} 处", "<0> exact") \
    X("到门牌、不含附号 {0} 处", "<0> number") \
    X("在两个门牌之间 {0} 处", "<0> between") \
    X("仅到街道 {0} 处", "<0> in_street") \
    X("写的是路口 {0} 处", "<0> crossing") \
    X("写的是某处旁边 {0} 处", "<0> beside") \
    X("找不到街道 {0} 处", "<0> no_street") \
    X("街道在别的地区 {0} 处", "<0> elsewhere") \
    X("同名街道不止一条 {0} 处", "<0> ambiguous") \
    X("没有门牌号 {0} 处", "<0> street_only") \
    X("门牌不在图上 {0} 处", "<0> number_not_mapped") \
    X("写的是路口", "crossing") \
    X("写的是某处旁边", "beside") \
    X("找不到街道", "no_street") \
    X("街道在别的地区", "elsewhere") \
    X("同名街道不止一条", "ambiguous") \
    X("没有门牌号", "street_only") \
    X("门牌不在图上", "number_not_mapped") \
    X("{0} 个没有门牌号：可供搜索，设施不按它们定位", \
      "<0> have no number of a house: search finds them, facilities are " \
      "not placed by them") \
    X("地图数据中的 {0} 个地址由早期版本写入，没有一行能按其定位：先重新导入" \
      "地图数据（lifecircle import osm 数据文件 --city 城市文件），再导入此表", \
      "the <0> addresses of the extract were written by an earlier version, " \
      "and no row is placed by them: import the extract again (`lifecircle " \
      "import osm EXTRACT --city FILE`), and then this table")

/* Of workbooks. */
#define LIFE_WORDS_IMPORTED_BOOKS(X) \
    X("{0} 个单元格只有公式、没有结果值（第一个：{1}），按空白处理：用电子表格" \
      "软件打开工作簿并保存，再重新导入", \
      "<0> cells hold a formula without its value (the first: {1}) and count " \
      "as empty: open the workbook in a spreadsheet program, save it there, " \
      "and import it again")

/* Of units. */
#define LIFE_WORDS_IMPORTED_UNITS(X) \
    X("{0}（{1}）：边界自相交，已修复：[2]", \
      "{0} ({1}): its boundary crossed itself and was repaired: {2}") \
    X("修复前 {0} 平方公里，修复后 {1} 平方公里（{2} %）", \
      "<0> km² before, {1} km² now ({2} %)") \
    X("修复前 {0} 公顷，修复后 {1} 公顷（{2} %）", \
      "<0> ha before, {1} ha now ({2} %)") \
    X("{0} 个边界不合规范，已修复", \
      "<0> boundaries were not valid and were repaired") \
    X("按名称定位：取边界 {0} 个，取地名点 {1} 个，取居（村）委会或办事处 {2} 个" \
      "；同名不止一处的 {3} 个，只在别的单元内的 {4} 个，没有的 {5} 个", \
      "placed by name: <0> by a boundary, <1> by a place point, <2> by their " \
      "office; <3> have several of their name, <4> one in another unit " \
      "alone, <5> none") \
    X("地图数据中 {1} 层级的 {0} 个单元不在表中，已去掉", \
      "<0> units of level {1} that the extract had are not in the table and " \
      "were taken out") \
    X("{0} 个原来只有名称和代码的单元有了边界或中心点", \
      "<0> units known by name and code alone got their shape") \
    X("由下级合并出 {1} 层级单元 {0} 个，另有 {2} 个补上了边界，{3} 个保持" \
      "原样", \
      "<0> units of level {1} made of their parts, {2} more got their " \
      "shape, {3} stay as they were")

#define LIFE_WORDS_IMPORTED(X) \
    LIFE_WORDS_IMPORTED_COUNTS(X) \
    LIFE_WORDS_IMPORTED_NO_RECORD(X) \
    LIFE_WORDS_IMPORTED_FACILITIES(X) \
    LIFE_WORDS_IMPORTED_ADDRESSES(X) \
    LIFE_WORDS_IMPORTED_BOOKS(X) \
    LIFE_WORDS_IMPORTED_UNITS(X)
/* clang-format on */

#endif
