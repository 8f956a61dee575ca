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
 * HOURS_DAYS joins the ends of three days and more. */
/* clang-format off */
#define LIFE_WORDS_HOURS(X) \
    X(HOURS_MON, "周一", "Mon") \
    X(HOURS_TUE, "周二", "Tue") \
    X(HOURS_WED, "周三", "Wed") \
    X(HOURS_THU, "周四", "Thu") \
    X(HOURS_FRI, "周五", "Fri") \
    X(HOURS_SAT, "周六", "Sat") \
    X(HOURS_SUN, "周日", "Sun") \
    X(HOURS_DAYS, "{0}至{1}", "{0}–{1}") \
    X(HOURS_DAY_LIST, "、", ", ") \
    X(HOURS_DAILY, "每天", "daily") \
    X(HOURS_CLOSED, "休息", "closed") \
    X(HOURS_ALWAYS, "24 小时开放", "open 24 hours") \
    X(HOURS_UNSURE, "（不确定）", " (not certain)") \
    X(HOURS_NO_TIMES, "时间不详", "times not known") \
    X(HOURS_NEXT, "；", "; ") \
    X(HOURS_TIMES, "{0}–{1}", "{0}–{1}") \
    X(HOURS_TIME_LIST, "、", ", ") \
    X(HOURS_PUBLIC_OFF, "公共假日休息", "closed on public holidays") \
    X(HOURS_PUBLIC_OTHER, "公共假日可能不同", "public holidays may differ") \
    X(HOURS_SCHOOL, "学校假期可能不同", "school holidays may differ") \
    X(HOURS_SEASONAL, "其他时期可能不同", \
      "other times of the year may differ") \
    X(HOURS_QUOTED, "“{0}”", "“{0}”")
/* clang-format on */

#endif
