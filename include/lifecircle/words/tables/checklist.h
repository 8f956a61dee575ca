/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/checklist.h - what the report page says of rules,
 * its notes and its summary.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_CHECKLIST_H
#define LIFECIRCLE_WORDS_TABLES_CHECKLIST_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * Goes on from report.h: one subject, cut where the page turns from maps
 * and bars to rules.
 * SUM_RULES: {0} rules in all, {1} met, {2} not met, {3} unknown. */
/* clang-format off */
/* The columns of the table of rules. On a phone they are hidden from the eye
 * and still there for who listens (page.css). */
#define LIFE_WORDS_CHECKLIST_HEADS(X) \
    X(REPORT_CHECKLIST, "逐条对照", "The checklist") \
    X(REPORT_VERDICT, "结论", "Verdict") \
    X(REPORT_RULE, "指标", "Rule") \
    X(REPORT_VALUE, "现状", "Value") \
    X(REPORT_TARGET, "目标", "Target") \
    X(REPORT_GAP, "缺口", "Gap") \
    X(REPORT_SOURCE, "依据", "Source")

/* A verdict is a word and never a colour alone: CELL of headings.h, and SHOWN
 * where a rule sets no target. BINDING
 * and EXPECTED: what the plan calls it, beside the rule's name. SECOND_HAND: of
 * how many rules {0} nobody has seen the document itself. */
#define LIFE_WORDS_CHECKLIST_VERDICTS(X) \
    X(REPORT_SHOWN, "只列出", "shown") \
    X(REPORT_BINDING, "约束性", "binding") \
    X(REPORT_EXPECTED, "预期性", "expected") \
    X(REPORT_SECOND_HAND, "其中 {0} 条的数值只见于转引，未与原文核对\n", \
      "quoted at second hand, not checked against the original: {0}\n")

/* What stands in the cells beside a figure: which input is missing (missing.h);
 * which of several kinds {0} a unit lacks; of how many units {1} of {0} meet it;
 * AT_LEAST {0}, as what isn't known could only add; SAME: rule {0} tells the
 * cause of this one too. What was published has its own table (published.h). */
#define LIFE_WORDS_CHECKLIST_CELLS(X) \
    X(REPORT_MISSING, "缺少：", "Missing: ") \
    X(REPORT_ABSENT, "缺：{0}", "not there: {0}") \
    X(REPORT_UNSURE, "有无不详：{0}", "not known whether there: {0}") \
    X(REPORT_UNITS_MET, "{0}个单元中{1}个达标", "{1} of {0} units meet it") \
    X(REPORT_AT_LEAST, "至少{0}", "at least {0}") \
    X(REPORT_SAME, "同“{0}”", "as “{0}”") \
    X(REPORT_NONE, "无", "none")

/* Below the table, for who asks how it was measured: what the figures stand on
 * is part of the page, as it is printed and passed on without us. The walking
 * speed is that of the standard pace (geodata/paces.csv), and said only there.
 * NOTE_WEIGHT: {0} one of the OF of report.h. */
#define LIFE_WORDS_CHECKLIST_NOTES(X) \
    X(REPORT_NOTES, "说明", "Notes") \
    X(REPORT_NOTE_WALK, \
      "步行时间按路网逐段计算，从住处到设施，含两端入口；标准步速为15分钟" \
      "1000米。小区内部道路只作起终点，不穿行。", \
      "Walk times run along the street network from home to facility, both " \
      "ends included, at 1,000 m in 15 minutes. Private ways are walked " \
      "first or last, never through.") \
    X(REPORT_NOTE_UNKNOWN, \
      "“未知”表示缺少判定所需的数据，不等于没有，也不等于达标。", \
      "“Unknown” means that data are missing: neither that there is none, " \
      "nor that the target is met.") \
    X(REPORT_NOTE_WEIGHT, "未取得居民数，比例按{0}计。", \
      "The number of residents is not known; shares are of {0}.")

/* Whose data, and which version of them, so that two prints can be told apart.
 */
#define LIFE_WORDS_CHECKLIST_ORIGIN(X) \
    X(REPORT_SOURCES, "数据来源", "Sources") \
    X(REPORT_ATTRIBUTION, "署名", "Attribution") \
    X(REPORT_MADE_BY, "由 lifecircle 生成，数据版本", \
      "Made by lifecircle from data")

/* The first sentences of the page, made of those that apply. AVERAGE: {0} of
 * {1} services that the data speak of; NO_DATA {0} those that they don't, or
 * all of them. RULES: {0} that set a target, {1} met, {2} not met, {3} unknown,
 * which add up; SHOWN: {0} that set none. A unit of which nothing can be said gets a sentence too, as an empty
 * page reads as a good one. */
#define LIFE_WORDS_CHECKLIST_SUM(X) \
    X(REPORT_SUM_AVERAGE, \
      "从这里的住处出发，在有数据的{1}类基本服务中，平均步行可达{0}类。", \
      "From an average home here one can walk to {0} of the {1} basic " \
      "services that the data speak of.") \
    X(REPORT_SUM_NO_DATA, "另有{0}类没有数据。", \
      "{0} more are not in the data.") \
    X(REPORT_SUM_NO_HOMES, "数据中这里没有住处，无从计算步行可达的比例。", \
      "The data know of no homes here, so there are no shares to tell.") \
    X(REPORT_SUM_NO_SERVICES, "{0}类基本服务都没有数据。", \
      "None of the {0} basic services is in the data.") \
    X(REPORT_SUM_RULES, \
      "适用的{0}条指标中，达标{1}条，未达标{2}条，{3}条因缺数据而未知。", \
      "Of the {0} rules that apply, {1} are met, {2} are not, and {3} " \
      "can't be decided for want of data.") \
    X(REPORT_SUM_SHOWN, "另有{0}条没有目标，只列出。", \
      "{0} more set no target and are only shown.")

/* "Most lacking: A 12 % out of reach, B ..." joined from categories and shares;
 * in Chinese the same order reads well. */
#define LIFE_WORDS_CHECKLIST_MOST(X) \
    X(REPORT_SUM_MOST, "最缺的是", "Most lacking: ") \
    X(REPORT_SUM_OUT, "走不到", " out of reach") \
    X(REPORT_SUM_JOIN, "、", ", ") \
    X(REPORT_SUM_STOP, "。", ".") \
    X(REPORT_METRES, "米", "m")

#define LIFE_WORDS_CHECKLIST(X) \
    LIFE_WORDS_CHECKLIST_HEADS(X) LIFE_WORDS_CHECKLIST_VERDICTS(X) \
    LIFE_WORDS_CHECKLIST_CELLS(X) LIFE_WORDS_CHECKLIST_NOTES(X) \
    LIFE_WORDS_CHECKLIST_ORIGIN(X) LIFE_WORDS_CHECKLIST_SUM(X) \
    LIFE_WORDS_CHECKLIST_MOST(X)
/* clang-format on */

#endif
