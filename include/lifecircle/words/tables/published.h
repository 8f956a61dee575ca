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
/* clang-format on */

#endif
