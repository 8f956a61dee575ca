/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * http.c - the plainest client: one connection, one request at a time.
 */
#include "http.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int start(const char *program, const char *city, pid_t *pid)
{
    int pipes[2];

    if (pipe(pipes))
        return -1;
    *pid = fork();
    if (*pid == 0) {
        dup2(pipes[1], STDERR_FILENO);
        close(pipes[0]);
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* not to outlive a failed run */
        execl(program, program, "serve", "--city", city, "--listen",
              "127.0.0.1:0", "--quiet", (char *)NULL);
        _exit(127);
    }
    close(pipes[1]);
    return pipes[0];
}

/* "listening on http://127.0.0.1:PORT"; 0: it ended without. The pipe is left
 * open, so that what the server says later has somewhere to go. */
static int read_port(int from)
{
    static const char mark[] = "listening on http://127.0.0.1:";
    char text[4096];
    size_t n = 0;
    ssize_t got;

    while (n + 1 < sizeof text &&
           (got = read(from, text + n, sizeof text - 1 - n)) > 0) {
        const char *at;

        n += (size_t)got;
        text[n] = '\0';
        at = strstr(text, mark);
        if (at && strchr(at, '\n'))
            return atoi(at + sizeof mark - 1);
    }
    return 0;
}

static int connect_to(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to)) {
        close(fd);
        return -1;
    }
    return fd;
}

bool served_start(served *s, const char *program, const char *city)
{
    int from = start(program, city, &s->pid);

    s->port = from < 0 ? 0 : read_port(from);
    s->socket = s->port ? connect_to(s->port) : -1;
    return s->socket >= 0;
}

void served_stop(served *s)
{
    if (s->socket >= 0)
        close(s->socket);
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
}

/* Reads until the body is whole: its length is in the head. */
static bool read_answer(served *s)
{
    static char text[sizeof s->body + 4096];
    size_t n = 0, need = SIZE_MAX, head = 0;

    while (n < need) {
        ssize_t got = n < sizeof text - 1
                          ? recv(s->socket, text + n, sizeof text - 1 - n, 0)
                          : 0;
        const char *end, *length;

        if (got <= 0)
            return false;
        n += (size_t)got;
        text[n] = '\0';
        if (need != SIZE_MAX || !(end = strstr(text, "\r\n\r\n")))
            continue;
        length = strstr(text, "ontent-Length: ");
        if (!length || length > end || strncmp(text + 8, " 200", 4) != 0)
            return false;
        head = (size_t)(end - text) + 4;
        need = head + strtoul(length + 15, NULL, 10);
    }
    s->bytes = (double)(n - head);
    if (n - head >= sizeof s->body)
        return false;
    memcpy(s->body, text + head, n - head);
    s->body[n - head] = '\0';
    return true;
}

/* A connection ends after so many requests: once more over a new one. */
static bool again(served *s)
{
    close(s->socket);
    s->socket = connect_to(s->port);
    return s->socket >= 0;
}

bool served_get(served *s, const char *target)
{
    char text[512];
    int n = snprintf(text, sizeof text,
                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", target,
                     s->port);
    bool got = false;

    for (int i = 0; i < 2 && n > 0 && (size_t)n < sizeof text && !got; i++)
        got = (!i || again(s)) &&
              send(s->socket, text, (size_t)n, MSG_NOSIGNAL) == n &&
              read_answer(s);
    return got;
}

double served_cpu_us(const served *s)
{
    char path[64];
    struct dirent *task;
    double ns = 0;
    DIR *tasks;

    snprintf(path, sizeof path, "/proc/%d/task", (int)s->pid);
    tasks = opendir(path);
    while (tasks && (task = readdir(tasks)) != NULL) {
        char name[128];
        double run_ns = 0;
        FILE *f;

        snprintf(name, sizeof name, "%s/%.16s/schedstat", path, task->d_name);
        f = fopen(name, "r");
        if (f && fscanf(f, "%lf", &run_ns) == 1)
            ns += run_ns;
        if (f)
            fclose(f);
    }
    if (tasks)
        closedir(tasks);
    return ns / 1e3;
}
