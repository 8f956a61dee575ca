/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/pages/plain/plain.h - what the plain pages share: their words,
 * their head and foot, their links.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_PAGES_PLAIN_PLAIN_H
#define LIFECIRCLE_SRC_EXPORT_PAGES_PLAIN_PLAIN_H

#include "lifecircle/export/pages/plain_html.h"

/* X(id, Chinese, English); {0} and {1} are put in. */
#define LIFE_PLAIN_TEXT_MAP(X)                                                 \
    X(TITLE, "15 分钟生活圈", "15-minute life circle")                         \
    X(OTHER, "English", "中文")                                                \
    X(MAP, "地图版", "With the map")                                           \
    X(HOME, "首页", "Start")                                                   \
    X(FIND, "找一个地方", "Find a place")                                      \
    X(HINT, "地名、街道、门牌、设施或坐标，也可用拼音",                        \
      "A place, street, house number, facility or coordinates")                \
    X(GO, "查找", "Search")                                                    \
    X(WHAT, "输入一个地方，看步行 15 分钟内有哪些服务，缺哪些。",              \
      "Name a place to see which services are within 15 minutes on foot, and " \
      "which are missing.")                                                    \
    X(UNITS, "选一个社区", "Choose a neighbourhood")                           \
    X(MATCHES, "“{0}”的查找结果", "Matches for “{0}”")                         \
    X(NO_MATCH, "没有找到“{0}”。换一个写法，少写几个字，或输入经纬度试试。",   \
      "Nothing is called “{0}”. Try another spelling, fewer letters, or "  \
      "longitude and latitude.")                                               \
    X(HERE, "这个地方步行 {0} 内有什么", "What is within {0} on foot")         \
    X(SUM, "{0} 项服务步行 {1} 内可以到达，{2} 项缺失，{3} 项情况不明。",      \
      "Services within {1} on foot: {0}. Missing: {2}. Not known: {3}.")       \
    X(IN_UNIT, "所在：", "In ")                                                \
    X(THERE, "有", "There")                                                    \
    X(MISSING, "缺", "Missing")                                                \
    X(UNKNOWN, "不明", "Not known")                                            \
    X(NEAREST, "，{0}，{1}，在{2}面", ": {0}, {1}, to the {2}")                \
    X(WAY, "怎么走", "The way there")                                          \
    X(WAY_SUM, "步行 {0}，{1}", "{0} on foot, {1}")                            \
    X(NO_ROUTE, "从此处步行 60 分钟内走不到。",                                \
      "It can't be reached from here within 60 minutes on foot.")              \
    X(BACK, "回到清单", "Back to the list")                                    \
    X(HOURS, "开放时间：", "Hours: ")                                          \
    X(ADDRESS, "地址：", "Address: ")                                          \
    X(PHONE, "电话：", "Phone: ")                                              \
    X(CHECKED, "数据核对日期：", "Checked on ")                                \
    X(OTHER_MAPS, "在其他地图中打开", "In other maps")                         \
    X(MORE, "，共 {0} 处", "; {0} in all")                                     \
    X(OPEN, "，现在开放", "; open now")                                        \
    X(CLOSED, "，现在未开放", "; closed now")                                  \
    X(NONE_NEAR, "60 分钟内没有", "none within 60 minutes")                    \
    X(CHANGE, "换步速或时间", "Another pace or time")                          \
    X(PACE, "谁在走", "Who walks")                                             \
    X(MINUTES, "分钟", "Minutes")                                              \
    X(SHOW, "显示", "Show")                                                    \
    X(FROM_THERE, "从最近的街道查询", "Ask from the nearest street")           \
    X(COVERAGE, "{0}：各项服务的覆盖", "{0}: how much each service covers")    \
    X(CAPTION, "步行 {0} 内能到达该项服务的住房比例",                          \
      "Share of homes that have the service within {0} on foot")               \
    X(SERVICE, "服务", "Service")                                              \
    X(COVERED, "能到达", "Covered")                                            \
    X(UNCOVERED, "不能到达", "Not covered")                                    \
    X(UNSURE, "不明", "Not known")                                             \
    X(REPORT, "完整报告", "The full report")                                   \
    X(CENTRE, "中心位置周边的服务", "Services around its centre")              \
    X(WRONG, "这个网址不对", "This address is not right")                      \
    X(SOURCE, "数据：{0}", "Data: {0}")                                        \
    X(PLACE_KIND, "地方", "place")                                             \
    X(UNIT_KIND, "社区或区域", "area")                                         \
    X(FACILITY_KIND, "设施", "facility")                                       \
    X(STREET_KIND, "街道", "street")                                           \
    X(ADDRESS_KIND, "地址", "address")                                         \
    X(POSITION_KIND, "坐标", "coordinates")                                    \
    X(FACILITY_UNLINKED, "附近有一处，但没有路连到它",                         \
      "one is near, but no street is known to lead to it")                     \
    X(EDGE_OF_DATA, "数据到此为止，再远不清楚",                                \
      "the data end nearer than that")                                         \
    X(NO_DATA, "数据里没有这类服务", "the data hold no service of this kind")  \
    X(NO_WAY, "此处没有答案", "no answer from here")

/* clang-format off */
typedef enum lc_plain_text {
#define LIFE_X(id, zh, en) LIFE_PLAIN_##id,
    LIFE_PLAIN_TEXT_MAP(LIFE_X)
#undef LIFE_X
    LIFE_PLAIN_COUNT
} lc_plain_text;
/* clang-format on */

const char *lc_plain_word(const lc_plain *p, lc_plain_text t);
/* With {0}, {1} ... replaced: text that is escaped. */
void lc_plain_say(lc_buf *out, const lc_plain *p, lc_plain_text t,
                  const char *const *arg);
/* The one of the page's language, or the other where it is "". */
const char *lc_plain_pick(const lc_plain *p, const char *zh, const char *en);

/* Up to and with the form; `title` is the page's own, `q` stands in the form.
 * `same` is what the page's address has beside lang ("&lon=1&lat=2"). */
void lc_plain_head(lc_buf *out, const lc_plain *p, const char *title,
                   const char *q, const char *same);
void lc_plain_foot(lc_buf *out, const lc_plain *p);
/* "/plain?lang=zh&pace=...&minutes=..." as far as they aren't the defaults. */
void lc_plain_link(lc_buf *out, const lc_plain *p);
/* "&lon=104.06&lat=30.65", escaped for an attribute. */
void lc_plain_at(lc_buf *out, lc_lonlat at);

#endif
