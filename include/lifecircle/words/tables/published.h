/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/published.h - what is said of published figures, and
 * of how much of the way to a target is done.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_PUBLISHED_H
#define LIFECIRCLE_WORDS_TABLES_PUBLISHED_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * They stand in the cell of a value or behind a rule's name and a colon, with
 * FIGURE_JOIN between: no full stops. Values have their unit. */
/* clang-format off */
/* PUBLISHED: {0} the value, {1} its year and who published it, {2} the verdict
 * by it. SUM: {0} as {1} there. UNDATED: the year was not told. DIFFERS: {0} and {1} what the computed
 * value lies between; DIFFERS_FROM: it is {0}. COUNTED: what the data have
 * where the value goes by a figure. HISTORY: {0} YEARs, {0} the year and {1}
 * the value. */
#define LIFE_WORDS_PUBLISHED_VALUES(X) \
    X(FIGURE_PUBLISHED, "公布值{0}（{1}）", "published: {0} ({1})") \
    X(FIGURE_JUDGED, "公布值{0}（{1}），按公布值{2}", \
      "published: {0} ({1}), by which it is {2}") \
    X(FIGURE_SUM, "各单元填报的合计（{0}）", \
      "added up from what units told ({0})") \
    X(FIGURE_SOURCE, "{0}年，{1}", "{0}, {1}") \
    X(FIGURE_UNDATED, "年份不详，{0}", "year not known, {0}") \
    X(FIGURE_DIFFERS, "与按数据计算的值（{0}至{1}）不符", \
      "differs from what the data come to ({0} to {1})") \
    X(FIGURE_DIFFERS_FROM, "与按数据计算的值（{0}）不符", \
      "differs from what the data come to ({0})") \
    X(FIGURE_DIFFERS_LEAST, "与按数据计算的值（至少{0}）不符", \
      "differs from what the data come to (at least {0})") \
    X(FIGURE_COUNTED, "按数据计算为{0}", "the data come to {0}") \
    X(FIGURE_COUNTED_LEAST, "按数据计算至少为{0}", \
      "the data come to at least {0}") \
    X(FIGURE_COUNTED_RANGE, "按数据计算为{0}至{1}", \
      "the data come to {0} to {1}") \
    X(FIGURE_HOUSEHOLDS, "户数没有填报，按每户{0}人由居民数推算", \
      "households are not told: reckoned at {0} people each") \
    X(FIGURE_HISTORY, "其他年份：{0}", "other years: {0}") \
    X(FIGURE_YEAR, "{0}年{1}", "{0}: {1}") \
    X(FIGURE_JOIN, "；", "; ") \
    X(FIGURE_LIST, "、", ", ")

/* {0} the year of the first value, {1} that value; {2} and {3} per cent of the
 * way from there to the target. ALL and KEPT are for rules that are met, COUNT for
 * programmes, which count from nothing and have no first value. LINE:
 * {0} a rule's name, {1} what is said of it. */
#define LIFE_WORDS_PUBLISHED_PROGRESS(X) \
    X(PROGRESS_PART, "{0}年为{1}，到目标的路已走完{2}%", \
      "{1} in {0}: {2} % of the way to the target") \
    X(PROGRESS_RANGE, "{0}年为{1}，到目标的路已走完{2}%至{3}%", \
      "{1} in {0}: {2} % to {3} % of the way to the target") \
    X(PROGRESS_LEAST, "{0}年为{1}，到目标的路至少已走完{2}%", \
      "{1} in {0}: at least {2} % of the way to the target") \
    X(PROGRESS_ALL, "{0}年为{1}，已达到目标", \
      "{1} in {0}: the target is reached") \
    X(PROGRESS_DONE, "已达到目标", "the target is reached") \
    X(PROGRESS_BACK, "{0}年为{1}，现在离目标比那时更远", \
      "{1} in {0}: further from the target than then") \
    X(PROGRESS_KEPT, "{0}年为{1}，那时已达标，现仍达标", \
      "{1} in {0}: met then, and still") \
    X(PROGRESS_LOST, "{0}年为{1}，那时已达标，现不达标", \
      "{1} in {0}: met then, and not now") \
    X(PROGRESS_COUNT, "已完成目标的{2}%", "{2} % of the target is done") \
    X(PROGRESS_COUNT_RANGE, "已完成目标的{2}%至{3}%", \
      "{2} % to {3} % of the target is done") \
    X(PROGRESS_COUNT_LEAST, "至少已完成目标的{2}%", \
      "at least {2} % of the target is done") \
    X(PROGRESS_FIRST, "{0}年为{1}", "{1} in {0}") \
    X(PROGRESS_LINE, "{0}：{1}\n", "{0}: {1}\n") \
    X(PROGRESS_HEADING, "\n公布值与进展：\n", \
      "\npublished figures and progress:\n")

#define LIFE_WORDS_PUBLISHED(X) \
    LIFE_WORDS_PUBLISHED_VALUES(X) LIFE_WORDS_PUBLISHED_PROGRESS(X)

/* How far a plan has come between two dates: it is told each year, half way, and
 * at the end. DATES: {0} and {1}, of when the data of the two files are. MET: {0} of the rules with
 * a target are met, {1} are not, {2} aren't known; {3} were met before. MOVED:
 * {0} better, {1} worse, {2} the same, {3} not certain. WAY: of {0} rules with a
 * first value {1} are at their target, {2} on the way, {3} no nearer than then.
 * TIME: {0} of the time, in per cent. */
#define LIFE_WORDS_EVALUATION_HEAD(X) \
    X(EVALUATION_ANNUAL, "年度评价", "Annual evaluation") \
    X(EVALUATION_MIDTERM, "中期评估", "Mid-term evaluation") \
    X(EVALUATION_FINAL, "终期总结", "Final evaluation") \
    X(EVALUATION_DATES, "上期数据截至{0}，本期数据截至{1}。", "Data before as of {0}, data now as of {1}.") \
    X(EVALUATION_MET, "有目标的指标中，{0}项达标，{1}项未达标，{2}项未知；上期{3}项达标。", "Of the rules with a target {0} are met, {1} are not, and {2} are not known; {3} were met before.") \
    X(EVALUATION_MOVED, "与上期相比，{0}项变好，{1}项变差，{2}项不变，{3}项因数据不全不能确定。", "Since then {0} became better, {1} became worse, {2} did not move, and of {3} it is not certain for want of data.") \
    X(EVALUATION_WAY, "有基期值的{0}项中，{1}项已达到目标或保持达标，{2}项在途中，{3}项比基期离目标更远，{4}项未知。", "Of {0} rules with a first value {1} have reached or kept their target, {2} are on the way, {3} are farther from it than then, and {4} are not known.") \
    X(EVALUATION_KINDS, "两期住处的权重不同（{0}、{1}），按住处计的比例不能相比，不算变化。", "Homes weigh different things at the two dates ({0}, {1}): shares of homes do not compare, and their change is not told.")

/* Parts of the page, and columns; what stands in cells. BASE_OF: {0} the value,
 * {1} its year. PROBLEM_WAS: what a rule was before. */
#define LIFE_WORDS_EVALUATION_PAGE(X) \
    X(EVALUATION_RULES, "指标逐项", "Rule by rule") \
    X(EVALUATION_BLIND, "两期都没有数据的{0}项", "{0} rules of which nothing is known at either date") \
    X(EVALUATION_UNITS, "各单元", "Units") \
    X(EVALUATION_UNIT_RULES, "各单元指标", "Rules of units") \
    X(EVALUATION_PROBLEMS, "主要问题", "What is wrong") \
    X(EVALUATION_NO_PROBLEMS, "没有未达标的指标。", "No rule is missed.") \
    X(EVALUATION_CHANGES, "这段时间的变化", "What changed meanwhile") \
    X(EVALUATION_FATES, "设施：新增{0}处，关闭{1}处，迁移{2}处，信息变更{3}处。", "Facilities: {0} opened, {1} closed, {2} moved, {3} changed otherwise.") \
    X(EVALUATION_STREETS, "街道：以前{0}公里，现在{1}公里；新增{2}公里，消失{3}公里。", "Streets: {0} km before, {1} km now; {2} km added, {3} km gone.") \
    X(EVALUATION_DATA, "数据里新增的，可能早就有而以前没有记录；关闭的同样。", "What is new in the data may have been there before and not been recorded; likewise what is gone.") \
    X(EVALUATION_COLUMN_BASE, "基期值", "First value") \
    X(EVALUATION_COLUMN_BEFORE, "上期", "Before") \
    X(EVALUATION_COLUMN_NOW, "本期", "Now") \
    X(EVALUATION_COLUMN_CHANGE, "变化", "Change") \
    X(EVALUATION_COLUMN_WAY, "完成进度", "Of the way") \
    X(EVALUATION_COLUMN_UNIT, "单元", "Unit") \
    X(EVALUATION_COLUMN_MET, "达标", "Met") \
    X(EVALUATION_COLUMN_MISSED, "未达标", "Missed") \
    X(EVALUATION_BASE_OF, "{0}（{1}年）", "{0} ({1})") \
    X(EVALUATION_BETTER, "变好", "better") \
    X(EVALUATION_WORSE, "变差", "worse") \
    X(EVALUATION_SAME, "不变", "the same") \
    X(EVALUATION_UNSURE, "未定", "not certain") \
    X(EVALUATION_NO_DATA, "不详", "not known") \
    X(EVALUATION_ONWARD, "{0} → {1}", "{0} to {1}") \
    X(EVALUATION_TIME, "时间已过{0}%", "{0} % of the time is over") \
    X(EVALUATION_GAP, "缺口：{0}", "gap: {0}") \
    X(EVALUATION_MORE_PROBLEMS, "另有{0}项未达标，见下表。", "{0} more are missed: see the table.") \
    X(EVALUATION_MORE_UNITS, "另有{0}个单元，见 --format xlsx 或 csv。", "{0} more units: --format xlsx or csv has them.") \
    X(EVALUATION_NOTE_BASE, "基期值是规划自己写明的值（全市），没有时取最早的公布值；完成进度是从基期值到目标已走的部分，可以小于0或大于100。", "The first value is the plan's own, of the whole city, else the earliest that was published. How much of the way is done counts from it to the target, and may be below 0 or over 100.") \
    X(EVALUATION_NOTE_MOVE, "只有在两期的不确定范围不重叠时才写变好或变差；不详的既不算好也不算坏。", "Better or worse is said only where the bounds of both dates do not meet; what is not known counts as neither.") \
    X(EVALUATION_NOTE_TIME, "时间进度从基期年末算到目标年末，按本期数据的日期。", "Time counts from the end of the first value's year to the end of the target's, by the date of the data.") \
    X(HEAD_EVALUATION, "结论|指标|基期值|上期|本期|变化|目标|进度", "verdict|rule|first|before|now|change|target|way")

#define LIFE_WORDS_EVALUATION(X) \
    LIFE_WORDS_EVALUATION_HEAD(X) LIFE_WORDS_EVALUATION_PAGE(X)
/* clang-format on */

#endif
