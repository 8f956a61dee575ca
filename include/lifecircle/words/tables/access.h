/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/access.h - how much of a service there is for each
 * person, and which share has it within reach: what the table of coverage says
 * beside its figures, which goes on from tables.h, and that of `compare`.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_ACCESS_H
#define LIFECIRCLE_WORDS_TABLES_ACCESS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * ACCESS_NONE, _SHARED, _EACH: {0} how they go, {1} minutes, {2} whom it is
 * for, {3} what it is, {4} how many: people to one, or pieces to each.
 * Which one is said follows from the ratio: src/words/access.c.
 * How they go (FOOT, WHEELCHAIR, CYCLE) is the pace's mode; a mode more has its
 * word here. Chinese has no space between the parts, as they make one clause;
 * AGED takes the ages (words/ages.h), and stands for RESIDENTS where there are
 * some.
 * NORM, NO_NORM: lines of the table; {0} whose norm, {1} residents, {2} how
 * much {3} of what, {4} the document; or {0} of what. */
/* clang-format off */
#define LIFE_WORDS_ACCESS(X) \
    X(ACCESS_RESIDENTS, "名居民", "residents") \
    X(ACCESS_AGED, "名{0}居民", "residents {0}") \
    X(ACCESS_NONE, "{0}{1}分钟内，每{2}有0{3}", \
      "no {3} for {2} within {1} minutes {0}") \
    X(ACCESS_SHARED, "{0}{1}分钟内，每{4}{2}有1{3}", \
      "one {3} for {4} {2} within {1} minutes {0}") \
    X(ACCESS_EACH, "{0}{1}分钟内，每{2}有{4}{3}", \
      "{4} {3} for each of the {2} within {1} minutes {0}") \
    X(ACCESS_NORM, "{0}：每{1}名居民{2}{3}（{4}）\n", \
      "{0}: {2} {3} for {1} residents ({4})\n") \
    X(ACCESS_NO_NORM, "这里适用的标准没有规定应有多少{0}，所以不知缺多少\n", \
      "the standards that hold here set no number of {0}: what is lacking is " \
      "not known\n")

/* `coverage`: what the percentages are of ({0}), within which limit ({1}), at
 * which pace ({2}: the id in English, the name in Chinese), how ({3}); BY: of all
 * paces, {2} the category; the first two columns; rows that are no unit's. KEY stands below, whether or not its signs
 * are used: a table is often cut out of its place. AGED stands for what is
 * counted, with the ages; OPEN: {0} a time, or a day (at
 * some time of it), behind the caption; COUNT: of {0} services {1} have a
 * share. MATRIX is of all units by all services on a page and in a workbook;
 * HEADLINE: {0} of {1}. AREA and OUTSIDE are in brackets, so that no unit of that name is
 * mistaken for them. */
#define LIFE_WORDS_TABLES_COVERAGE(X) \
    X(TABLE_COVERAGE_WALK, "{3} {1} 分钟（{2}）内可达的百分比，按{0}计", \
      "% of {0} within {1} minutes {3}, {2} pace") \
    X(TABLE_COVERAGE_STRAIGHT, "直线 {1} 米内可达的百分比，按{0}计", \
      "% of {0} within {1} m in a straight line") \
    X(TABLE_COVERAGE_BY, "{2}：{1} 分钟内可达的百分比，按{0}计，各种步速并列", \
      "{2}: % of {0} within {1} minutes, for every pace") \
    X(TABLE_COVERAGE_OPEN, "，只算 {0} 开放的设施、门和路", \
      ", by the facilities, gates and ways that are open at {0}") \
    X(MATRIX_TITLE, "各单元各项服务的覆盖", "Coverage of units by services") \
    X(MATRIX_ROWS, "明细", "Rows") \
    X(MATRIX_HEADLINE, "平均每位居民能走到 {0} 项基本服务（共 {1} 项）", \
      "The average resident can walk to {0} of {1} basic services") \
    X(MATRIX_COUNT, "基本服务项数", "basic services") \
    X(MATRIX_KEY, "按下限着色（%）：", "Coloured by what is certain (%): ") \
    X(COVERAGE_AGED, "{0}居民", "residents {0}") \
    X(TABLE_COVERAGE_COUNT, \
      "基本服务项数：居民平均能走到几项基本服务；共 {0} 项，其中 {1} 项已知\n", \
      "basic_count: how many basic services the average resident can walk to; " \
      "of {0} there are, {1} are known\n") \
    X(TABLE_COVERAGE_UNIT, "单元", "unit") \
    X(TABLE_COVERAGE_WEIGHT, "权重", "weight") \
    X(TABLE_COVERAGE_AREA, "（所绘范围）", "(the area)") \
    X(TABLE_OUTSIDE, "（单元之外）", "(outside)") \
    X(TABLE_COVERAGE_TOTAL, "（合计）", "(total)") \
    X(TABLE_COVERAGE_KEY, \
      "a-b：下限与上限，其余数据不足；不详：已知的不到十分之一；~：近似单元\n", \
      "a-b: at least and at most, the rest is not known; not known: under a " \
      "tenth is known; ~: an approximate unit\n")

/* `compare`, whose lines end with their newline. TITLE: {0} and {1} the dates of
 * the data, {2} minutes, {3} the pace, {4} what shares are of. KINDS: {0} and
 * {1} what homes weigh in either file, {2} NEWER_FIRST or NEWER_SECOND.
 * DOUBTFUL, BEYOND, MORE: {0} how many. STREETS: km before, now, added, gone,
 * made public, made private. ONLY_BEFORE, ONLY_AFTER: {0} names. In the columns
 * of COVER changes are percentage points, with their sign; the last five add up
 * to the change. */
#define LIFE_WORDS_COMPARE(X) \
    X(COMPARE_TITLE, "{0} → {1}：步行 {2} 分钟（{3}）内可达的百分比，按{4}计\n", \
      "{0} to {1}: % of {4} within {2} minutes, {3} pace\n") \
    X(COMPARE_NO_DATE, "（日期不详）", "(no date)") \
    X(COMPARE_LATER, "注意：第一个文件的数据日期晚于第二个。\n", \
      "Note: the data of the first file are later than those of the second.\n") \
    X(COMPARE_KINDS, \
      "两个文件的住处权重不同（{0}、{1}），都按{2}的住处比较，因此住处和权重不构成原因。\n", \
      "Homes weigh different things ({0}, {1}): both are compared on the homes " \
      "of {2}, so that homes and what they weigh are no cause.\n") \
    X(COMPARE_NEWER_FIRST, "第一个文件", "the first file") \
    X(COMPARE_NEWER_SECOND, "第二个文件", "the second file") \
    X(COMPARE_NOTHING, "没有变化。\n", "Nothing changed.\n") \
    X(HEAD_COMPARE_FACILITIES, "类别|以前|现在|新增|关闭|迁移|变更", \
      "category|before|after|opened|closed|moved|changed") \
    X(COMPARE_DOUBTFUL, \
      "其中 {0} 处凭名称或位置认定为同一处，但不能确定。\n", \
      "{0} of them are taken to be one place by name or position, and may be two.\n") \
    X(COMPARE_BEYOND, "新增和关闭的当中有 {0} 处在另一文件的范围之外。\n", \
      "{0} of the opened and closed lie beyond the extent of the other file.\n") \
    X(COMPARE_STREETS, \
      "\n街道：以前 {0} 公里，现在 {1} 公里；新增 {2}，消失 {3}，转为公共 {4}，转为内部 {5} 公里\n", \
      "\nstreets: {0} km before, {1} km now; added {2}, gone {3}, made public " \
      "{4}, made private {5} km\n") \
    X(COMPARE_GATES, "有开放时间的门和路：新增 {0}，消失 {1}，时间改变 {2}\n", \
      "gates and ways with hours: added {0}, gone {1}, other hours {2}\n") \
    X(COMPARE_ONLY_BEFORE, "只在第一个文件中的单元：{0}\n", \
      "units of the first file alone: {0}\n") \
    X(COMPARE_ONLY_AFTER, "只在第二个文件中的单元：{0}\n", \
      "units of the second file alone: {0}\n") \
    X(COMPARE_AND, "、", ", ") \
    X(COMPARE_COVER, "\n变化 1 个百分点以上的覆盖率：\n", \
      "\ncoverage that changed by a point or more:\n") \
    X(HEAD_COMPARE_COVER, \
      "单元|类别|以前|现在|变化|设施|街道|住处|权重|规则", \
      "unit|category|before|after|change|facilities|network|homes|residents|rules") \
    X(COMPARE_ALL, "（全部）", "(all)") \
    X(COMPARE_NONE, "没有变化 1 个百分点以上的覆盖率。\n", \
      "\nNo coverage changed by a point or more.\n") \
    X(COMPARE_MORE, "另有 {0} 行，见 --format csv\n", \
      "{0} rows more: --format csv has them\n") \
    X(COMPARE_CAUSES, \
      "原因各列之和为变化：按原因出现的所有先后次序取平均。括号内为下限的变化，" \
      "用于有一边不详的情形。\n", \
      "The causes add up to the change: each is the mean over all orders in " \
      "which they may come.\nIn brackets: of the least that the share may be, " \
      "where it isn't known at one date.\n")

/* Indicators that a scenario would change: {0} the standard. HIDDEN: {0} so
 * many change by less than is shown. SHARED: how {0} is
 * shared out, {1} what concentration goes by; EACH: {0} before or after, {1}
 * what each has. */
#define LIFE_WORDS_ALTERED(X) \
    X(ALTERED_SHARED, "人均有多少{0}，是否均衡：之前与之后（按住处；集中指数按 {1}）\n", \
      "how {0} are shared out, before and after (over homes; concentration " \
      "by {1}):\n") \
    X(ALTERED_BEFORE, "之前：", "before:") \
    X(ALTERED_AFTER, "之后：", "after:") \
    X(ALTERED_EACH, "{0}{1}\n", "{0} {1}\n") \
    X(ALTERED_CAPTION, "会变化的指标：{0}\n", "Indicators that change: {0}\n") \
    X(ALTERED_NONE, "一项也不变\n", "none does\n") \
    X(ALTERED_HIDDEN, "变化小到这里看不出来的：{0} 行，见 --format json\n", \
      "rows that change by less than is shown: {0}, see --format json\n") \
    X(ALTERED_HEAD, "单元|指标|之前|之后|之前的结论|之后的结论", \
      "unit|indicator|before|after|verdict before|verdict after")
/* clang-format on */

#endif
