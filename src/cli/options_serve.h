/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/options_serve.h - the options of the server: rows as those of
 * options.h. What is limited, and to how much by default, is told in
 * SECURITY.md.
 */
#ifndef LIFECIRCLE_SRC_CLI_OPTIONS_SERVE_H
#define LIFECIRCLE_SRC_CLI_OPTIONS_SERVE_H

/* Of the server. The operator's address is another listener, to be kept from
 * the public: what it tells is the operator's alone. */
#define LIFE_OPTIONS_SERVE(X)                                                                            \
    X(CITIES, "city", 0, "[ID=]FILE...", NULL,                                                           \
      "城市文件，可多次给出：一个在 /，多个各在 /c/ID/（ID 默认为文件名）；" \
      "默认取环境变量 LIFECIRCLE_CITY",                                                                  \
      "a city file, may be repeated: one is at /, several at /c/ID/ each "                               \
      "(ID: by default the file's stem); default: LIFECIRCLE_CITY")                                      \
    X(UNVERIFIED, "unverified", 0, NULL, NULL,                                                           \
      "旁边没有 .sha256 的城市文件也提供，不核对",                                                       \
      "serve city files without their .sha256 too, as they are")                                         \
    X(LISTEN, "listen", 0, "ADDRESS:PORT", NULL,                                                         \
      "监听的地址和端口；默认用服务管理器传来的套接字，没有则为 "            \
      "127.0.0.1:8015",                                                                                  \
      "default: the socket that the service manager passes, else "                                       \
      "127.0.0.1:8015")                                                                                  \
    X(OPERATOR, "operator-listen", 0, "ADDRESS:PORT", NULL,                                              \
      "运维指标的地址和端口；默认不开",                                                                  \
      "metrics for the operator; default: nowhere")                                                      \
    X(LOG, "log", 0, "FORM", "plain json",                                                               \
      "日志每行的形式：plain 或 json；默认 plain",                                                       \
      "how lines of the log are written: plain or json; default plain")                                  \
    X(PUBLIC_URL, "public-url", 0, "URL", NULL,                                                          \
      "公众访问的网址，用于链接和二维码",                                                                \
      "the address under which people reach it, for links and QR codes")                                 \
    X(HOST, "host", 0, "NAME,...", NULL,                                                                 \
      "除本机、监听地址和 --public-url 外，还以哪些主机名应答（Host）",                                  \
      "names to answer for (Host), beside this machine, the address listened "                           \
      "on and --public-url")                                                                             \
    X(TRUSTED_PROXY, "trusted-proxy", 0, "ADDRESS,...", NULL,                                            \
      "可信的反向代理（如 10.0.0.0/8）：以其 X-Forwarded-For "                              \
      "中的地址计算限额；默认无",                                                                        \
      "proxies before it (10.0.0.0/8), whose X-Forwarded-For says whom "                                 \
      "limits count for; "                                                                               \
      "default: none")                                                                                   \
    X(CONNECTIONS, "connections", 0, "N", NULL,                                                          \
      "同时最多多少个连接，16 至 2048；默认 2048",                                                       \
      "at once, 16 to 2048; default 2048")                                                               \
    X(ADDRESS_CONNECTIONS, "address-connections", 0, "N", NULL,                                          \
      "一个地址同时最多多少个连接；默认 64，来自本机的不限",                                             \
      "of one address at once; default 64, of this machine any")                                         \
    X(ADDRESS_RATE, "address-rate", 0, "N", NULL,                                                        \
      "一个地址平均每秒最多多少个请求，1 至 10000；停顿之后一次最多 10 "       \
      "秒的量；默认不限",                                                                                \
      "requests of one address a second, on average, 1 to 10000; after a "                               \
      "pause as many at once as in 10 seconds; default any number")                                      \
    X(SENDING, "sending", 0, "MIB", NULL,                                                                \
      "发送中的较长应答一共最多多少 MiB，16 至 4096；默认 256",                                          \
      "longer answers being sent, of all together, 16 to 4096 MiB; default "                             \
      "256")                                                                                             \
    X(DEADLINE, "deadline", 0, "SECONDS", NULL,                                                          \
      "一个应答最多计算多少秒，1 至 600；默认 30",                                                       \
      "for an answer to be made, 1 to 600; default 30")                                                  \
    X(DOWNLOAD, "download", 0, "SECONDS", NULL,                                                          \
      "分段发送的长导出最多用多少秒读完，1 至 86400；默认 1800",                                         \
      "for a long export, which comes piece by piece, to be read, 1 to "                                 \
      "86400; default 1800")                                                                             \
    X(NO_SANDBOX, "no-sandbox", 0, NULL, NULL,                                                           \
      "不用 Landlock 和 seccomp 限制自己能打开的文件和系统调用",                                         \
      "don't give up files and system calls (Landlock, seccomp)")                                        \
    X(OPERATOR_NAME, "operator-name", 0, "TEXT", NULL,                                                   \
      "运营单位，写在每页的页脚", "who runs it, for the foot of every page")                             \
    X(ICP, "icp", 0, "NUMBER", NULL, "ICP备案号，写在页脚",                                              \
      "the ICP filing number, for the foot")                                                             \
    X(POLICE, "police", 0, "NUMBER", NULL, "公安备案号，写在页脚",                                       \
      "the public security filing number, for the foot")                                                 \
    X(MAP_APPROVAL, "map-approval", 0, "NUMBER", NULL, "审图号，写在页脚",                               \
      "the map's approval number, for the foot")

#endif
