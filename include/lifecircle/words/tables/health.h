/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/health.h - what `doctor` looks at, and what helps
 * where it is not well.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_HEALTH_H
#define LIFECIRCLE_WORDS_TABLES_HEALTH_H

/* X(ID, Chinese, English): areas are headings; labels stand in a table's cell,
 * advice is a sentence below it. */
/* clang-format off */
#define LIFE_WORDS_HEALTH_AREA(X) \
    X(HEALTH_MACHINE, "本机", "this machine") \
    X(HEALTH_FILE, "城市文件", "the city file") \
    X(HEALTH_PROXY, "反向代理", "the proxy") \
    X(HEALTH_OK, "好", "ok") \
    X(HEALTH_WARN, "注意", "warning") \
    X(HEALTH_WRONG, "有错", "WRONG") \
    X(HEALTH_YES, "有", "yes") \
    X(HEALTH_NO, "无", "no") \
    X(HEALTH_ADVICE, "  * {0}：{1}\n", "  * {0}: {1}\n") \
    X(HEALTH_SUM_OK, "\n全部正常。\n", "\nAll is well.\n") \
    X(HEALTH_SUM_WARN, "\n可以使用，有需要注意的地方。\n", "\nIt works; some of it wants attention.\n") \
    X(HEALTH_SUM_WRONG, "\n有必须改正的地方。\n", "\nSome of it must be mended.\n")

#define LIFE_WORDS_HEALTH_MACHINE(X) \
    X(HEALTH_DESCRIPTORS, "可打开的文件", "open files") \
    X(HEALTH_DESCRIPTORS_HELP, "调高限制（ulimit -n，或单元文件中的 LimitNOFILE=4096）。", "Raise the limit (ulimit -n, or LimitNOFILE=4096 in the unit).") \
    X(HEALTH_MEMORY, "可用内存", "free memory") \
    X(HEALTH_MEMORY_HELP, "城市全部载入内存，换新版本时短时占两份：腾出内存，或放宽单元的 MemoryMax。", "A city is held in memory, two of them for a moment when a new one takes over: free some, or raise MemoryMax of the unit.") \
    X(HEALTH_CORES, "处理器", "processors") \
    X(HEALTH_CORES_HELP, "只有一个处理器时，较久的计算会拖慢其他请求。", "With one alone, long answers slow down all others.") \
    X(HEALTH_SECCOMP, "seccomp 过滤", "seccomp filters") \
    X(HEALTH_SECCOMP_HELP, "内核没有它：服务被攻破时少一道防线。", "The kernel has none: one wall less around the server.") \
    X(HEALTH_LANDLOCK, "Landlock 版本", "Landlock version") \
    X(HEALTH_LANDLOCK_HELP, "内核没有开启它（5.13 以上，启动参数 lsm=landlock,…）：服务可以读到别的文件。", "The kernel doesn’t use it (5.13 or newer, lsm=landlock,... at its start): the server can read other files.") \
    X(HEALTH_USER, "用户", "user") \
    X(HEALTH_USER_HELP, "不要以 root 提供服务：给它一个自己的用户。", "Don’t serve as root: give it a user of its own.") \
    X(HEALTH_CLOCK, "时钟（UTC）", "clock (UTC)") \
    X(HEALTH_CLOCK_HELP, "时钟没有同步，开放时间会按错的时刻判断：打开 systemd-timesyncd 或 chrony。", "It isn’t synchronized, and opening hours go by it: run systemd-timesyncd or chrony.") \
    X(HEALTH_CLOCK_WRONG, "时钟不对：开放时间都会判断错。", "It is wrong, and all opening hours with it.")

#define LIFE_WORDS_HEALTH_FILE(X) \
    X(HEALTH_OPENS, "能打开", "opens") \
    X(HEALTH_OPENS_HELP, "这个文件不能提供服务。", "This file can’t be served.") \
    X(HEALTH_HASH, "SHA-256", "SHA-256") \
    X(HEALTH_HASH_HELP, "旁边没有 .sha256，serve 不会接受它：一起复制过来，或用 compute 重新写出。", "There is no .sha256 beside it, and serve refuses such a file: copy it too, or let compute write both.") \
    X(HEALTH_HASH_WRONG, "与旁边的 .sha256 不符：文件损坏，或只复制了一半。", "It is not what the .sha256 beside it says: damaged, or half copied.") \
    X(HEALTH_COMPUTED, "结果计算于", "results of") \
    X(HEALTH_COMPUTED_HELP, "导入之后还没有计算：运行 compute。", "Nothing has been computed since the import: run compute.") \
    X(HEALTH_DATA, "街道数据截至", "streets’ data of") \
    X(HEALTH_DATA_HELP, "超过一年的街道数据：导入更新的。", "More than a year old: import newer ones.") \
    X(HEALTH_DATA_UNKNOWN, "不知道数据截至何时：导入时给出 --as-of，或用带时间的数据。", "Of when they are is not known: use an extract that says so.") \
    X(HEALTH_TIMEZONE, "时区", "time zone") \
    X(HEALTH_TIMEZONE_HELP, "没有时区，开放时间无法判断：导入时给出 --timezone。", "Without it opening hours can’t be judged: import with --timezone.") \
    X(HEALTH_SOURCES, "来源", "sources") \
    X(HEALTH_SOURCES_HELP, "这些来源没有写明署名或许可（sources set）：{0}。", "Of these nobody has said whom they are owed to, or on what terms (sources set): {0}.") \
    X(HEALTH_HOMES, "住处", "homes") \
    X(HEALTH_HOMES_HELP, "没有住处，覆盖率无从计算。", "Without homes there is no coverage.") \
    X(HEALTH_FACILITIES, "设施", "facilities") \
    X(HEALTH_FACILITIES_HELP, "没有设施：导入设施表格。", "There are none: import a table of them.") \
    X(HEALTH_UNITS, "单元", "units") \
    X(HEALTH_UNITS_HELP, "没有单元，只能看全市：导入街道、社区的边界。", "Without units there are figures of the whole city alone: import boundaries.") \
    X(HEALTH_SPACE, "磁盘剩余", "free disk space") \
    X(HEALTH_SPACE_HELP, "写新版本时需要再放下一个文件（{0}）：腾出空间。", "A new version needs room for another file ({0}): free some.") \
    X(HEALTH_MODE, "文件权限", "file mode") \
    X(HEALTH_MODE_HELP, "任何人都能改写它：chmod o-w。", "Anybody may write into it: chmod o-w.")

#define LIFE_WORDS_HEALTH_PROXY(X) \
    X(HEALTH_REACHED, "应答", "answers") \
    X(HEALTH_REACHED_HELP, "没有得到城市的应答：地址、端口，或代理后面的 serve 没有运行。", "No answer of a city came: the address, the port, or no serve behind the proxy.") \
    X(HEALTH_MISDIRECTED, "serve 不以这个主机名应答：给它 --host {0} 或 --public-url。", "serve does not answer for this name: give it --host {0}, or --public-url.") \
    X(HEALTH_HTTPS, "这里不使用 TLS：在代理所在的机器上用 http:// 检查。", "TLS is not spoken here: try it with http:// on the proxy’s machine.") \
    X(HEALTH_VERSION, "HTTP 版本", "HTTP version") \
    X(HEALTH_VERSION_HELP, "每个请求都要重新连接：让代理使用 HTTP/1.1。", "Each request needs a connection of its own: let the proxy speak HTTP/1.1.") \
    X(HEALTH_HOST, "别的主机名", "another host name") \
    X(HEALTH_HOST_HELP, "代理把任何主机名都转给 serve，或改写了 Host：只转发自己的名字（server_name）。", "The proxy passes any name on, or writes another Host: let it forward its own alone (server_name).") \
    X(HEALTH_ETAG, "ETag", "ETag") \
    X(HEALTH_ETAG_HELP, "代理去掉了 ETag，或不认识压缩后的弱 ETag：每次都要传送整个应答。", "The proxy drops it, or doesn’t know the weak one of a packed answer: each goes out whole every time.") \
    X(HEALTH_COMPRESSED, "压缩", "compression") \
    X(HEALTH_COMPRESSED_HELP, "应答没有压缩：不要去掉 Accept-Encoding。", "Answers are not packed: don’t take Accept-Encoding away.") \
    X(HEALTH_VARY_HELP, "应答缺少 Vary: Accept-Encoding，缓存会把压缩的内容给不支持的人。", "Vary: Accept-Encoding is missing, and a cache gives packed bytes to those who can’t read them.") \
    X(HEALTH_FIELDS, "安全头", "security headers") \
    X(HEALTH_FIELDS_HELP, "缺少或重复：{0}。serve 已经给出，代理不要改。", "Missing, or there twice: {0}. serve sends them; let the proxy leave them alone.") \
    X(HEALTH_SERVER, "软件版本", "version of the software") \
    X(HEALTH_SERVER_HELP, "代理说出了自己的版本（server_tokens off）。", "The proxy tells its version (server_tokens off).") \
    X(HEALTH_METRICS, "/metrics", "/metrics") \
    X(HEALTH_METRICS_HELP, "公众可以读到运维指标：不要转发 --operator-listen 的地址。", "The public can read the operator’s metrics: don’t forward the address of --operator-listen.") \
    X(HEALTH_FORWARDED, "X-Forwarded-For", "X-Forwarded-For") \
    X(HEALTH_FORWARDED_HELP, "代理没有送来客户的地址：所有人共用一份限额。", "The proxy doesn’t say whose requests these are: all share one limit.") \
    X(HEALTH_UNTRUSTED_HELP, "serve 不信任这个代理：给它 --trusted-proxy，否则所有人共用一份限额。", "serve doesn’t believe this proxy: give it --trusted-proxy, or all share one limit.") \
    X(HEALTH_FORWARDED_UNKNOWN, "给出 --operator-listen，就能看出限额按谁计算。", "With --operator-listen it can be seen whom limits count for.")

#define LIFE_WORDS_HEALTH(X) \
    LIFE_WORDS_HEALTH_AREA(X) \
    LIFE_WORDS_HEALTH_MACHINE(X) \
    LIFE_WORDS_HEALTH_FILE(X) \
    LIFE_WORDS_HEALTH_PROXY(X)
/* clang-format on */

#endif
