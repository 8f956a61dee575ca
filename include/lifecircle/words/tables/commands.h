/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/commands.h - what the commands that make and check a
 * city say on a terminal.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_COMMANDS_H
#define LIFECIRCLE_WORDS_TABLES_COMMANDS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * TRIAL goes to standard output, with its newlines; IMPORTED is lines of the
 * log, which ends them itself. */
/* clang-format off */
/* `check`: that the file is whole, and whether its hash is that of the manifest
 * beside it ({0}); below the table of findings each with how to mend it ({1}),
 * as findings.csv has it in both languages: a finding more needs no sentence
 * here. */
#define LIFE_WORDS_COMMANDS_CHECK(X) \
    X(CHECK_FILE, "文件：完整；SHA-256 {0}\n\n", "file: whole; SHA-256 {0}\n\n") \
    X(CHECK_HASH_SAME, "与发布的相同", "as published") \
    X(CHECK_HASH_NONE, "未知", "not known") \
    X(CHECK_FINDING, "\n{0}\n", "\n{0}\n") \
    X(TILES_WRITTEN, "{1}：{0} 个瓦片", "{1}: {0} tiles") \
    X(CHECK_FINDING_MEND, "\n{0}：{1}\n", "\n{0}: {1}\n")

/* `ledger`, below its table. NONE: {0} the city file. OTHER: that file is none
 * of the lines. TORN: {0} how many lines are not whole. */
#define LIFE_WORDS_COMMANDS_LEDGER(X) \
    X(LEDGER_NONE, "{0} 还没有台账：下一次修改城市时开始记\n", \
      "{0} has no ledger yet: the next change of the city begins it\n") \
    X(LEDGER_OTHER, "现在的 {0} 不在其中：不是由命令在这里发布的\n", \
      "{0} as it is now is none of them: no command published it here\n") \
    X(LEDGER_TORN, "略过 {0} 行不完整的记录\n", "lines that are not whole: {0}\n")

/* import --dry-run: the coordinates as found or given; what would become of the
 * rows: {0} in all, {1} taken, {2} rejected, and with LEFT_OUT {0} more, which
 * add up to all. The mood says that nothing has happened: "would be taken". */
#define LIFE_WORDS_COMMANDS_TRIAL(X) \
    X(TRIAL_CRS, "\n坐标系：{0}\n", "\ncoordinates: {0}\n") \
    X(TRIAL_CRS_NONE, "无", "none") \
    X(TRIAL_ROWS, "共 {0} 行：可导入 {1} 行，拒绝 {2} 行", \
      "{0} rows: {1} would be taken, {2} rejected") \
    X(TRIAL_LEFT_OUT, "，因无对应类别未导入 {0} 行", \
      ", {0} left out for want of a category") \
    X(TRIAL_MORE_TYPES, "其他类型还有 {0} 行\n", "and {0} rows of other types\n")

/* After an import, for who looks at the log. FAULT: {0} how many, {1} of what,
 * {2} one of them (WHICH, or WHERE with its position); of the city as it is
 * now. Each is one line, and names what tells more. OLDER: the city file, of
 * which version it was and of which it is. BACK: the city file, and when what
 * it is now was made. NO_LEDGER: why. */
#define LIFE_WORDS_COMMANDS_IMPORTED(X) \
    X(IMPORTED_COLUMNS, "读取的列：{0}", "columns: {0}") \
    X(IMPORTED_UNUSED, "未使用的列：{0}", "columns not used: {0}") \
    X(IMPORTED_TYPE, "无对应类别：类型{1}的 {0} 行", \
      "no category: {0} of the type {1}") \
    X(IMPORTED_MORE_TYPES, \
      "另有 {0} 种类型无对应类别；--report FILE 或 --dry-run 列出全部", \
      "and {0} other types without a category; --report FILE or --dry-run " \
      "lists them all") \
    X(IMPORTED_FAULT, "城市现有：{1}，{0} 处{2}", "the city now: {0} {1}{2}") \
    X(IMPORTED_WHICH, "（{0}）", " ({0})") \
    X(IMPORTED_WHERE, "（{0}，位于 {1}）", " ({0} at {1})") \
    X(IMPORTED_OLDER, \
      "{0} 原为第 {1} 版，现为第 {2} 版；原文件保留为 {0}.v{1}", \
      "{0} was of version {1} and is of version {2} now; as it was it is kept " \
      "as {0}.v{1}") \
    X(IMPORTED_BACK, "{0} 现为 {1} 的版本；再运行一次 lifecircle rollback 则回来", \
      "{0} is the version of {1} now; `lifecircle rollback` once more is forth " \
      "again") \
    X(IMPORTED_NO_LEDGER, "新版本已写好，但没有记入台账：{0}", \
      "the new version is in place, but the ledger has no line for it: {0}") \
    X(IMPORTED_CHECK, "lifecircle check 逐项说明", \
      "lifecircle check tells more of each")

/* Before why a command failed: {0} the file, {1} its line; the option. */
#define LIFE_WORDS_COMMANDS_FAILED(X) \
    X(FAILED_LINE, "{0}：第 {1} 行：", "{0}:{1}: ") \
    X(FAILED_FILE, "{0}：", "{0}: ") \
    X(FAILED_OPTION, "--{0}：", "--{0}: ")

/* Help. Options and commands have their own texts (src/cli/options.h,
 * commands.c, the questions). RANGE, DEFAULT and WORDS stand behind an option's:
 * {0} from {1} to; what stands where it is absent; what it may be. */
#define LIFE_WORDS_COMMANDS_HELP(X) \
    X(HELP_PROGRAM, \
      "用法：lifecircle 命令 [选项]\n\n" \
      "哪些日常服务步行能到，哪些到不了？\n\n", \
      "usage: lifecircle COMMAND [options]\n\n" \
      "Which everyday services can people reach on foot, and which not?\n\n") \
    X(HELP_MORE, "\nlifecircle help 命令：说明它的选项。\n", \
      "\nlifecircle help COMMAND tells its options.\n") \
    X(HELP_USAGE, "用法：lifecircle {0} {1}[选项]\n\n{2}\n\n", \
      "usage: lifecircle {0} {1}[options]\n\n{2}\n\n") \
    X(HELP_PLACE, "地点，经度,纬度，十进制度；不写 --crs 为 WGS 84", \
      "the place, longitude and latitude in degrees; WGS 84 unless --crs says " \
      "otherwise") \
    X(HELP_REQUIRED, "（必填）", " (required)") \
    X(HELP_RANGE, "；{0}-{1}", "; {0}-{1}") \
    X(HELP_WORDS, "：{0}", ": {0}") \
    X(HELP_DEFAULT, "；默认 {0}", "; default {0}") \
    X(HELP_ALSO, "{0} {1}：见 lifecircle help {2}\n", \
      "{0} {1}: see lifecircle help {2}\n") \
    X(HELP_EXAMPLE, "\n例：\n  {0}\n", "\nexample:\n  {0}\n")

/* `search`: NONE {0} is what was looked for. What a hit is: a unit is called by
 * its level, a facility by its categories, a position by its system ({0}); of a
 * service {0} how many places there are, {1} how many say that they offer it.
 */
#define LIFE_WORDS_COMMANDS_SEARCH(X) \
    X(HEAD_SEARCH, "名称|是什么|所在|米|经度,纬度|编号或命令", \
      "name|what|in|metres|lon,lat|id or command") \
    X(FOUND_NONE, "没有叫“{0}”的地方、单元、设施、道路或地址，也没有这样的服务。\n", \
      "no place, unit, facility, street or address is called “{0}”, and no " \
      "service is known by it.\n") \
    X(FOUND_PLACE, "地名", "a place") \
    X(FOUND_STREET, "道路", "a street") \
    X(FOUND_POSITION, "坐标，{0}", "position, {0}") \
    X(FOUND_SERVICE, "服务，{0}处", "a service, places: {0}") \
    X(FOUND_OFFERED, "服务，{0}处，其中{1}处写明提供", \
      "a service, places: {0}, of which say they offer it: {1}") \
    X(FOUND_SERVICE_NONE, "服务，数据中没有", "a service, none in the data")

/* `show`: what is known of a facility, a line each. */
#define LIFE_WORDS_COMMANDS_SHOW(X) \
    X(SHOW_ID, "编号", "id") \
    X(SHOW_NAME, "名称", "name") \
    X(SHOW_CATEGORIES, "类别", "categories") \
    X(SHOW_FACTS, "说明", "details") \
    X(SHOW_HOURS, "开放时间", "hours") \
    X(SHOW_ADDRESS, "地址", "address") \
    X(SHOW_PHONE, "电话", "telephone") \
    X(SHOW_WEBSITE, "网站", "web page") \
    X(SHOW_WHEELS, "轮椅通行", "wheelchairs") \
    X(SHOW_WHEELS_YES, "可以", "yes") \
    X(SHOW_WHEELS_LIMITED, "部分可以", "partly") \
    X(SHOW_WHEELS_NO, "不可以", "no") \
    X(SHOW_UNIT, "所在单元", "unit") \
    X(SHOW_AT, "经度,纬度", "lon,lat") \
    X(SHOW_SOURCE, "来源", "source") \
    X(SHOW_CHECKED, "核实日期", "checked on")
#define LIFE_WORDS_COMMANDS(X) \
    LIFE_WORDS_COMMANDS_CHECK(X) LIFE_WORDS_COMMANDS_LEDGER(X) \
    LIFE_WORDS_COMMANDS_TRIAL(X) \
    LIFE_WORDS_COMMANDS_IMPORTED(X) LIFE_WORDS_COMMANDS_HELP(X) \
    LIFE_WORDS_COMMANDS_FAILED(X) LIFE_WORDS_COMMANDS_SEARCH(X) \
    LIFE_WORDS_COMMANDS_SHOW(X)
/* clang-format on */

#endif
