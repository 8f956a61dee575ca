/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/health/fetch.c - see fetch.h.
 */
#include "src/cli/health/fetch.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define STEP_S 5

/* The port is what follows the last colon behind the brackets of an address. */
bool lc_fetch_parse(const char *url, lc_fetch_target *out)
{
    const char *s = url + 7, *close, *colon;
    size_t len, host, begin;

    if (strncasecmp(url, "http://", 7) != 0 || strpbrk(url, " \r\n?#@\\"))
        return false;
    len = strcspn(s, "/");
    close = *s == '[' ? memchr(s, ']', len) : NULL;
    begin = close ? (size_t)(close - s) : 0;
    colon = memchr(s + begin, ':', len - begin);
    host = colon ? (size_t)(colon - s) : len;
    snprintf(out->port, sizeof out->port, "%.*s",
             colon ? (int)(len - host - 1) : 2, colon ? colon + 1 : "80");
    if (close) {
        s++;
        host = begin - 1;
    }
    if (!host || host >= sizeof out->host || !*out->port ||
        strspn(out->port, "0123456789") != strlen(out->port))
        return false;
    snprintf(out->host, sizeof out->host, "%.*s", (int)host, s);
    snprintf(out->path, sizeof out->path, "%s", url + 7 + len);
    len = strlen(out->path);
    if (len && out->path[len - 1] == '/')
        out->path[len - 1] = '\0';
    return true;
}

/* Whoever does not answer in time is no answer. -1: nobody there. */
static int connect_to(const lc_fetch_target *t)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    const struct timeval most = {STEP_S, 0};
    struct addrinfo *list = NULL, *a;
    int fd = -1;

    if (getaddrinfo(t->host, t->port, &hints, &list) != 0)
        return -1;
    for (a = list; a && fd < 0; a = a->ai_next) {
        fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol);
        if (fd < 0)
            continue;
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
        if (connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(list);
    return fd;
}

static bool send_all(int fd, const char *s, size_t len)
{
    while (len) {
        ssize_t n = send(fd, s, len, MSG_NOSIGNAL);

        if (n <= 0)
            return false;
        s += n;
        len -= (size_t)n;
    }
    return true;
}

static void receive(int fd, bool whole, lc_fetched *out)
{
    size_t n = 0;
    ssize_t got;

    do {
        got = recv(fd, out->text + n, sizeof out->text - 1 - n, 0);
        n += got > 0 ? (size_t)got : 0;
        out->text[n] = '\0';
        out->body = strstr(out->text, "\r\n\r\n");
    } while (got > 0 && n + 1 < sizeof out->text && (whole || !out->body));
}

bool lc_fetch_get(const lc_fetch_target *t, const char *path, const char *host,
                  const char *fields, bool whole, lc_fetched *out)
{
    char request[2048];
    int fd = connect_to(t);
    int len = snprintf(request, sizeof request,
                       "GET %s%s HTTP/1.1\r\nHost: %s\r\n%sConnection: "
                       "close\r\n\r\n",
                       t->path, path, host, fields);

    out->status = 0;
    out->text[0] = out->version[0] = '\0';
    out->body = "";
    if (fd < 0 || len >= (int)sizeof request) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    if (send_all(fd, request, (size_t)len))
        receive(fd, whole, out);
    close(fd);
    if (!out->body ||
        sscanf(out->text, "%15s %3u", out->version, &out->status) != 2)
        out->status = 0;
    out->body = out->body ? out->body + 4 : "";
    return out->status != 0;
}

unsigned lc_fetch_field(const lc_fetched *f, const char *name, char *value,
                        size_t size)
{
    const char *line = strstr(f->text, "\r\n");
    size_t len = strlen(name);
    unsigned n = 0;

    *value = '\0';
    while (line && line + 2 < f->body) {
        line += 2;
        if (!strncasecmp(line, name, len) && line[len] == ':') {
            const char *v = line + len + 1;

            v += strspn(v, " \t");
            if (!n++)
                snprintf(value, size, "%.*s", (int)strcspn(v, "\r\n"), v);
        }
        line = strstr(line, "\r\n");
    }
    return n;
}
