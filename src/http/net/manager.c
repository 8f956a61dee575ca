/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/manager.c - see manager.h.
 */
#include "src/http/net/manager.h"

#include "lifecircle/base/parse.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The first socket that is passed: behind the three standard streams. */
#define LIFE_FIRST_PASSED 3
#define LIFE_MOST_PASSED  64

/* ---- sockets ---- */

static bool get_int(int fd, int option, int *out)
{
    socklen_t len = sizeof *out;

    return !getsockopt(fd, SOL_SOCKET, option, out, &len);
}

static const char *why_not(int fd)
{
    struct sockaddr_storage a = {0};
    socklen_t len = sizeof a;
    int type, listens;

    if (!get_int(fd, SO_TYPE, &type))
        return strerror(errno);
    if (type != SOCK_STREAM || getsockname(fd, (struct sockaddr *)&a, &len) ||
        (a.ss_family != AF_INET && a.ss_family != AF_INET6))
        return "it is no TCP socket";
    if (!get_int(fd, SO_ACCEPTCONN, &listens) || !listens)
        return "it does not listen";
    return NULL;
}

/* As lc_listen() makes them. */
static bool prepare(int fd)
{
    int flags = fcntl(fd, F_GETFL);

    return flags >= 0 && !fcntl(fd, F_SETFL, flags | O_NONBLOCK) &&
           !fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static lc_status take_socket(lc_manager *m, int fd, bool is_operator,
                             lc_error *err)
{
    const char *why = why_not(fd);

    if (!why && !prepare(fd))
        why = strerror(errno);
    if (why)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "the service manager passes socket %d, but %s", fd, why);
    if (m->socket[is_operator] >= 0)
        return lc_fail(err, LIFE_ERR_USAGE,
                       "the service manager passes more than one socket; "
                       "a second is the operator's, with "
                       "FileDescriptorName=metrics");
    m->socket[is_operator] = fd;
    return LIFE_OK;
}

/* `names` is as "lifecircle.socket:metrics", or NULL. */
static lc_status take_sockets(lc_manager *m, int count, const char *names,
                              lc_error *err)
{
    lc_status st = LIFE_OK;

    for (int i = 0; !st && i < count; i++) {
        size_t len = names ? strcspn(names, ":") : 0;
        bool is_operator = len == 7 && !memcmp(names, "metrics", len);

        st = take_socket(m, LIFE_FIRST_PASSED + i, is_operator, err);
        if (names)
            names += len + (names[len] == ':');
    }
    return st;
}

/* A variable that was meant for another process means nothing: a shell between
 * the manager and us hands on what it was given. */
static bool is_ours(const char *variable, bool absent)
{
    const char *text = getenv(variable);
    uint64_t pid;

    if (!text)
        return absent;
    return lc_parse_uint(text, INT32_MAX, &pid) && (pid_t)pid == getpid();
}

static lc_status meet_sockets(lc_manager *m, lc_error *err)
{
    const char *count = getenv("LISTEN_FDS");
    uint64_t n;
    lc_status st;

    if (!count || !is_ours("LISTEN_PID", false))
        return LIFE_OK;
    if (!lc_parse_uint(count, LIFE_MOST_PASSED, &n))
        return lc_fail(err, LIFE_ERR_USAGE,
                       "LISTEN_FDS is \"%.20s\", which is no number of sockets",
                       count);
    st = take_sockets(m, (int)n, getenv("LISTEN_FDNAMES"), err);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return st;
}

/* ---- what it is told ---- */

/* "/run/systemd/notify", or "@name" of a socket that is in no folder. Whoever
 * can't be reached is not told: that is no reason to serve nobody. */
static int open_line(const char *path)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    size_t len = path ? strlen(path) : 0;
    int fd;

    if (len < 2 || len >= sizeof a.sun_path || !strchr("/@", *path))
        return -1;
    memcpy(a.sun_path, path, len);
    if (*path == '@')
        a.sun_path[0] = '\0';
    fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (!fcntl(fd, F_SETFD, FD_CLOEXEC) &&
        !connect(fd, (const struct sockaddr *)&a,
                 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)))
        return fd;
    close(fd);
    return -1;
}

lc_status lc_manager_meet(lc_manager *m, lc_error *err)
{
    *m = (lc_manager){.socket = {-1, -1}};
    m->line = open_line(getenv("NOTIFY_SOCKET"));
    m->watches = getenv("WATCHDOG_USEC") && is_ours("WATCHDOG_PID", true);
    return meet_sockets(m, err);
}

/* Not waited for: a manager that hears nothing must not stop the server. */
void lc_manager_tell(const lc_manager *m, const char *state)
{
    if (m->line >= 0)
        (void)send(m->line, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT);
}

void lc_manager_leave(lc_manager *m)
{
    if (m->line >= 0)
        close(m->line);
    m->line = -1;
}
