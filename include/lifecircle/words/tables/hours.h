/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/hours.h - opening hours as a week.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_HOURS_H
#define LIFECIRCLE_WORDS_TABLES_HOURS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * HOURS_MON to HOURS_SUN stand in the order of the week: src/words/hours.c
 * counts on it.
 * HOURS_DAYS joins the ends of three days and more.
 * A week is one paragraph: NEXT stands between its runs of days, DAY_LIST
 * between days, TIME_LIST between the times of one day. */
/* clang-format off */
/* Days and runs of days: DAYS {0} to {1}; two days are listed, as "Mon–Tue"
 * saves nothing. Weeks begin on Monday, in both languages. */
#define LIFE_WORDS_HOURS_DAYS(X) \
    X(HOURS_MON, "周一", "Mon") \
    X(HOURS_TUE, "周二", "Tue") \
    X(HOURS_WED, "周三", "Wed") \
    X(HOURS_THU, "周四", "Thu") \
    X(HOURS_FRI, "周五", "Fri") \
    X(HOURS_SAT, "周六", "Sat") \
    X(HOURS_SUN, "周日", "Sun") \
    X(HOURS_DAYS, "{0}至{1}", "{0}–{1}") \
    X(HOURS_DAY_LIST, "、", ", ") \
    X(HOURS_DAILY, "每天", "daily")

/* What a day has: nothing, all of it, or times from {0} to {1}. UNSURE and
 * NO_TIMES are of rules that the data leave open. Times are of 24 hours. */
#define LIFE_WORDS_HOURS_TIMES(X) \
    X(HOURS_CLOSED, "休息", "closed") \
    X(HOURS_ALWAYS, "24 小时开放", "open 24 hours") \
    X(HOURS_UNSURE, "（不确定）", " (not certain)") \
    X(HOURS_NO_TIMES, "时间不详", "times not known") \
    X(HOURS_NEXT, "；", "; ") \
    X(HOURS_TIMES, "{0}–{1}", "{0}–{1}") \
    X(HOURS_TIME_LIST, "、", ", ")

/* What a week can't show, behind it; QUOTED {0} a comment of the data, in their
 * words. They are cautions: a visitor who goes in vain is worse off than one
 * who was warned. */
#define LIFE_WORDS_HOURS_REST(X) \
    X(HOURS_PUBLIC_OFF, "公共假日休息", "closed on public holidays") \
    X(HOURS_PUBLIC_OTHER, "公共假日可能不同", "public holidays may differ") \
    X(HOURS_SCHOOL, "学校假期可能不同", "school holidays may differ") \
    X(HOURS_SEASONAL, "其他时期可能不同", \
      "other times of the year may differ") \
    X(HOURS_QUOTED, "“{0}”", "“{0}”")

/* The table of coverage in a week: {0} a category, {1} a Monday; its columns. */
#define LIFE_WORDS_HOURS_WEEK(X) \
    X(TABLE_WEEK_OF, "{0}：{1} 起的一周（不含节假日），按开放时间\n", \
      "{0}: by opening hours, the week from {1} (no holidays)\n") \
    X(TABLE_WEEK_ALWAYS, "不论开放", "whenever") \
    X(TABLE_WEEK_WEEK, "一周", "week") \
    X(TABLE_WEEK_EVENINGS, "晚间", "evenings") \
    X(TABLE_WEEK_WEEKEND, "周末", "weekend") \
    X(TABLE_WEEK_HOUR, "时", "hour")

/* Before a table of a time, or a day ({0}); in the place of a nearest facility
 * of then; of facilities, how many are closed then, of how many it is not known.
 * WHOM: {0} are people. ACCESS_THEN stands before a sentence about a time; of REPORT_REST {0} are rules.
 */
#define LIFE_WORDS_HOURS_THEN(X) \
    X(ACCESS_THEN, "{0}：", "at {0}: ") \
    X(TABLE_THEN, "只算 {0} 开放的设施、门和路。\n", \
      "By the facilities, gates and ways that are open at {0}.\n") \
    X(REPORT_REST, "不按所问的时间、年龄计，与平时相同：{0}\n", \
      "not of the time or the ages asked for, but as ever: {0}\n") \
    X(TABLE_WHOM, "只计{0}。\n", "Of {0} alone.\n") \
    X(TABLE_THEN_SHUT, "其中 {0} 处那时不开放，{1} 处不知是否开放，均未计入\n", \
      "{0} of them are closed then, of {1} it is not known: not counted\n") \
    X(TABLE_THEN_NONE, "60 分钟内没有已知开放的", "none known to be open")

#define LIFE_WORDS_HOURS(X) \
    LIFE_WORDS_HOURS_WEEK(X) LIFE_WORDS_HOURS_DAYS(X) \
    LIFE_WORDS_HOURS_THEN(X) LIFE_WORDS_HOURS_TIMES(X) \
    LIFE_WORDS_HOURS_REST(X)
/* clang-format on */

#endif
