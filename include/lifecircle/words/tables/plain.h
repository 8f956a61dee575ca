/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/plain.h - what the pages without scripts say.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_PLAIN_H
#define LIFECIRCLE_WORDS_TABLES_PLAIN_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * These pages are read on small screens and by those who listen: short, and
 * whole without what stands around them.
 * SUM: {0} in reach, {1} the limit, {2} missing, {3} not known, {4} how those
 * go whose pace it is. NEAREST: {0} minutes, {1} metres, {2} the direction. */
/* clang-format off */
/* On every page: its title, links to the other language (in that language,
 * since whoever needs it reads no other), to the map and to the start; the form
 * with what may be typed in. */
#define LIFE_WORDS_PLAIN_FRAME(X) \
    X(PLAIN_TITLE, "15 分钟生活圈", "15-minute life circle") \
    X(PLAIN_OTHER, "English", "中文") \
    X(PLAIN_MAP, "地图版", "With the map") \
    X(PLAIN_HOME, "首页", "Start") \
    X(PLAIN_FIND, "找一个地方", "Find a place") \
    X(PLAIN_HINT, "地名、街道、门牌、设施或坐标，也可用拼音", \
      "A place, street, house number, facility or coordinates") \
    X(PLAIN_GO, "查找", "Search") \
    X(PLAIN_WHAT, "输入一个地方，看{0} 15 分钟内有哪些服务，缺哪些。", \
      "Name a place to see which services are within 15 minutes {0}, and " \
      "which are missing.")

/* The start's list of units; what was found for {0}, which is as typed.
 * NO_MATCH says what to try, as nothing else on that page does. */
#define LIFE_WORDS_PLAIN_SEARCH(X) \
    X(PLAIN_UNITS, "选一个社区", "Choose a neighbourhood") \
    X(PLAIN_MATCHES, "“{0}”的查找结果", "Matches for “{0}”") \
    X(PLAIN_NO_MATCH, \
      "没有找到“{0}”。换一个写法，少写几个字，或输入经纬度试试。", \
      "Nothing is called “{0}”. Try another spelling, fewer letters, or " \
      "longitude and latitude.")

/* A place's page. HERE: {0} the limit in words (LIMIT), {1} how they go. SUM adds up to all
 * services, so that none goes missing unseen. THERE, MISSING, UNKNOWN are heard
 * in place of the marks that are seen. */
#define LIFE_WORDS_PLAIN_PLACE(X) \
    X(PLAIN_HERE, "这个地方{1} {0} 内有什么", "What is within {0} {1}") \
    X(PLAIN_SUM, \
      "{0} 项服务{4} {1} 内可以到达，{2} 项缺失，{3} 项情况不明。", \
      "Services within {1} {4}: {0}. Missing: {2}. Not known: {3}.") \
    X(PLAIN_IN_UNIT, "所在：", "In ") \
    X(PLAIN_THERE, "有", "There") \
    X(PLAIN_MISSING, "缺", "Missing") \
    X(PLAIN_UNKNOWN, "不明", "Not known")

/* Behind a facility's name, as parts of one line: {0} minutes, {1} metres, {2}
 * the direction. */
#define LIFE_WORDS_PLAIN_NEAR(X) \
    X(PLAIN_NEAREST, "，{0}，{1}，在{2}面", ": {0}, {1}, to the {2}")

/* A facility's page: the way's sum above its steps, and facts with their names
 * before them. What isn't known has no line. */
#define LIFE_WORDS_PLAIN_WAY(X) \
    X(PLAIN_WAY, "怎么走", "The way there") \
    X(PLAIN_WAY_SUM, "{2} {0}，{1}", "{0} {2}, {1}") \
    X(PLAIN_NO_ROUTE, "从此处{0} 60 分钟内到不了。", \
      "It can't be reached from here within 60 minutes {0}.") \
    X(PLAIN_BACK, "回到清单", "Back to the list") \
    X(PLAIN_HOURS, "开放时间：", "Hours: ") \
    X(PLAIN_ADDRESS, "地址：", "Address: ") \
    X(PLAIN_PHONE, "电话：", "Phone: ") \
    X(PLAIN_PLACED, "位置按地址推算", "Placed by its address") \
    X(PLAIN_CHECKED, "数据核对日期：", "Checked on ") \
    X(PLAIN_OTHER_MAPS, "在其他地图中打开", "In other maps")

/* The rest of a service's line: how many there are, whether the nearest is open
 * now (left out where that isn't known), or why there is none to name. */
#define LIFE_WORDS_PLAIN_STATE(X) \
    X(PLAIN_MORE, "，共 {0} 处", "; {0} in all") \
    X(PLAIN_OPEN, "，现在开放", "; open now") \
    X(PLAIN_CLOSED, "，现在未开放", "; closed now") \
    X(PLAIN_NONE_NEAR, "60 分钟内没有", "none within 60 minutes")

/* The form below the list, by which pace and limit are changed; and the way out
 * for a place off the streets. */
#define LIFE_WORDS_PLAIN_CHOICE(X) \
    X(PLAIN_CHANGE, "换步速或时间", "Another pace or time") \
    X(PLAIN_PACE, "谁在走", "Who walks") \
    X(PLAIN_MINUTES, "分钟", "Minutes") \
    X(PLAIN_SHOW, "显示", "Show") \
    X(PLAIN_FROM_THERE, "从最近的街道查询", "Ask from the nearest street")

/* A unit's page: {0} its name; the table's caption ({0} the limit) and columns,
 * which add up to all homes; where to go on from there. */
#define LIFE_WORDS_PLAIN_UNIT(X) \
    X(PLAIN_COVERAGE, "{0}：各项服务的覆盖", \
      "{0}: how much each service covers") \
    X(PLAIN_CAPTION, "{1} {0} 内能到达该项服务的住房比例", \
      "Share of homes that have the service within {0} {1}") \
    X(PLAIN_SERVICE, "服务", "Service") \
    X(PLAIN_COVERED, "能到达", "Covered") \
    X(PLAIN_UNCOVERED, "不能到达", "Not covered") \
    X(PLAIN_UNSURE, "不明", "Not known") \
    X(PLAIN_REPORT, "完整报告", "The full report") \
    X(PLAIN_CENTRE, "中心位置周边的服务", "Services around its centre")

/* A page for an address that is none of ours, over an error in English; and the
 * foot of each page, {0} whose data they are. */
#define LIFE_WORDS_PLAIN_WRONG(X) \
    X(PLAIN_WRONG, "这个网址不对", "This address is not right") \
    X(PLAIN_SOURCE, "数据：{0}", "Data: {0}")

/* What a match is, since a street and a square may share a name. */
#define LIFE_WORDS_PLAIN_KINDS(X) \
    X(PLAIN_PLACE_KIND, "地方", "place") \
    X(PLAIN_UNIT_KIND, "社区或区域", "area") \
    X(PLAIN_FACILITY_KIND, "设施", "facility") \
    X(PLAIN_STREET_KIND, "街道", "street") \
    X(PLAIN_ADDRESS_KIND, "地址", "address") \
    X(PLAIN_POSITION_KIND, "坐标", "coordinates")

/* Why a service has no figure, one for each reason that a circle gives
 * (src/export/pages/plain/place.c); shorter than reasons.h, as it stands in a
 * line. NO_WAY is for all others. */
#define LIFE_WORDS_PLAIN_REASONS(X) \
    X(PLAIN_FACILITY_UNLINKED, "附近有一处，但没有路连到它", \
      "one is near, but no street is known to lead to it") \
    X(PLAIN_EDGE_OF_DATA, "数据到此为止，再远不清楚", \
      "the data end within the limit") \
    X(PLAIN_DETACHED, "这里的街道被一条没有过街设施的道路隔开", \
      "a road without a crossing cuts the streets here off") \
    X(PLAIN_NO_DATA, "数据里没有这类服务", \
      "the data hold no service of this kind") \
    X(PLAIN_NO_WAY, "此处没有答案", "no answer from here")

/* A limit of one minute is not "1 minutes"; Chinese makes no difference. */
#define LIFE_WORDS_PLAIN_MARKS(X) \
    X(PLAIN_LIMIT, "{0} 分钟", "{0} minutes") \
    X(PLAIN_LIMIT_ONE, "{0} 分钟", "{0} minute") \
    X(PLAIN_SEMICOLON, "；", "; ") \
    X(PLAIN_COMMA, "，", ", ")

#define LIFE_WORDS_PLAIN(X) \
    LIFE_WORDS_PLAIN_FRAME(X) LIFE_WORDS_PLAIN_SEARCH(X) \
    LIFE_WORDS_PLAIN_PLACE(X) LIFE_WORDS_PLAIN_NEAR(X) LIFE_WORDS_PLAIN_WAY(X) \
    LIFE_WORDS_PLAIN_STATE(X) LIFE_WORDS_PLAIN_CHOICE(X) \
    LIFE_WORDS_PLAIN_UNIT(X) LIFE_WORDS_PLAIN_WRONG(X) \
    LIFE_WORDS_PLAIN_KINDS(X) LIFE_WORDS_PLAIN_REASONS(X) \
    LIFE_WORDS_PLAIN_MARKS(X)
/* clang-format on */

#endif
