/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/listen.c - see listen.h.
 */
#include "src/http/net/listen.h"

#include "lifecircle/base/parse.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* Files that are not connections: the listening sockets, the epoll and event
 * descriptors of each thread, a city being loaded, standard streams. */
#define LIFE_OTHER_FILES 64
#define LIFE_BACKLOG     1024

typedef union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} address;

/* Splits "HOST:PORT" or "[HOST]:PORT". */
static bool parse_address(const char *text, address *out, socklen_t *len)
{
    const char *colon = strrchr(text, ':');
    bool v6 = *text == '[';
    char host[64];
    size_t n;
    uint64_t port;

    if (!colon || !lc_parse_uint(colon + 1, 65535, &port))
        return false;
    n = (size_t)(colon - text);
    if (n >= sizeof host || (v6 && (n < 3 || text[n - 1] != ']')))
        return false;
    memcpy(host, text + v6, n - 2 * (size_t)v6);
    host[n - 2 * (size_t)v6] = '\0';
    memset(out, 0, sizeof *out);
    if (v6) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons((uint16_t)port);
        *len = sizeof out->v6;
        return inet_pton(AF_INET6, host, &out->v6.sin6_addr) == 1;
    }
    out->v4.sin_family = AF_INET;
    out->v4.sin_port = htons((uint16_t)port);
    *len = sizeof out->v4;
    return inet_pton(AF_INET, host, &out->v4.sin_addr) == 1;
}

/* Non-blocking, as the library accepts until there is no more; closed on exec,
 * as nothing we start should hold the port. An IPv6 socket takes IPv6 alone:
 * both families by one socket would depend on the machine's settings. */
lc_status lc_listen(const char *text, const char *parameter, int *fd,
                    lc_error *err)
{
    const int on = 1;
    address a;
    socklen_t len;

    *fd = -1;
    if (!parse_address(text, &a, &len))
        return lc_fail_param(err, LIFE_ERR_USAGE, parameter,
                             "\"%s\" is not an address to listen on; it must "
                             "look like 127.0.0.1:8015 or [::1]:8015",
                             text);
    *fd = socket(a.any.sa_family, SOCK_STREAM, 0);
    if (*fd >= 0) {
        setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (a.any.sa_family == AF_INET6)
            setsockopt(*fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
        if (!fcntl(*fd, F_SETFL, O_NONBLOCK) &&
            !fcntl(*fd, F_SETFD, FD_CLOEXEC) && !bind(*fd, &a.any, len) &&
            !listen(*fd, LIFE_BACKLOG))
            return LIFE_OK;
    }
    lc_fail_param(err, LIFE_ERR_IO, parameter, "can't listen on %s: %s", text,
                  strerror(errno));
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
    return LIFE_ERR_IO;
}

/* What the kernel chose for port 0, so that tests and scripts need no fixed
 * port. */
void lc_listen_name(int fd, char out[80])
{
    address a;
    socklen_t len = sizeof a;
    char host[INET6_ADDRSTRLEN] = "?";

    memset(&a, 0, sizeof a);
    getsockname(fd, &a.any, &len);
    if (a.any.sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &a.v6.sin6_addr, host, sizeof host);
        snprintf(out, 80, "[%s]:%u", host, ntohs(a.v6.sin6_port));
    } else {
        inet_ntop(AF_INET, &a.v4.sin_addr, host, sizeof host);
        snprintf(out, 80, "%s:%u", host, ntohs(a.v4.sin_port));
    }
}

/* The soft limit is raised as far as the hard one allows before fewer
 * connections are settled for: 1,024, the usual soft limit, is for programs
 * that use select(). */
lc_status lc_connection_limit(unsigned wanted, unsigned *out, lc_error *err)
{
    unsigned most = wanted ? wanted : LIFE_HTTP_CONNECTIONS;
    struct rlimit files;

    if (wanted > LIFE_HTTP_CONNECTIONS)
        return lc_fail_param(err, LIFE_ERR_USAGE, "connections",
                             "%u connections are more than %d", wanted,
                             LIFE_HTTP_CONNECTIONS);
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return lc_fail(err, LIFE_ERR_IO, "can't read RLIMIT_NOFILE: %s",
                       strerror(errno));
    if (files.rlim_cur < most + LIFE_OTHER_FILES) {
        files.rlim_cur = most + LIFE_OTHER_FILES;
        if (files.rlim_cur > files.rlim_max)
            files.rlim_cur = files.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &files) != 0)
            getrlimit(RLIMIT_NOFILE, &files);
    }
    /* Out of descriptors, accept() fails over and over at full speed. */
    *out = most;
    if (files.rlim_cur >= most + LIFE_OTHER_FILES)
        return LIFE_OK;
    *out = files.rlim_cur > LIFE_OTHER_FILES
               ? (unsigned)files.rlim_cur - LIFE_OTHER_FILES
               : 0;
    if (!wanted && *out >= LIFE_HTTP_MIN_CONNECTIONS)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "the limit on open files is %llu; %u connections need %u "
                   "(ulimit -n, or LimitNOFILE= in the unit)",
                   (unsigned long long)files.rlim_cur,
                   wanted ? wanted : LIFE_HTTP_MIN_CONNECTIONS,
                   (wanted ? wanted : LIFE_HTTP_MIN_CONNECTIONS) +
                       LIFE_OTHER_FILES);
}

bool lc_listen_is_ipv6(int fd)
{
    struct sockaddr_storage a = {0};
    socklen_t len = sizeof a;

    return !getsockname(fd, (struct sockaddr *)&a, &len) &&
           a.ss_family == AF_INET6;
}
