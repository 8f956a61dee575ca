#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a response whose length isn't known (MHD_SIZE_UNKNOWN) answers a HEAD
# with its header, and the next response follows.
# Version: Debian 12, libmicrohttpd-dev 0.9.75-6.
# What happens: the last chunk of the body that a HEAD doesn't have is sent
# behind the header, and stands where the client looks for the next response:
# all that follow on the connection are taken for those of other requests.
# Source: RFC 9112, section 6.3, rule 1; microhttpd.h,
# MHD_create_response_from_callback().
# In lifecircle: src/http/net/daemon.c (make_unsized) has the connection end with
# such a response; tests/http/budget.py looks behind it.
. "$(dirname "$0")/form"
debian libmicrohttpd-dev 0.9.75-6

cat >head.c <<'C'
#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static ssize_t none(void *cls, uint64_t at, char *out, size_t most)
{
    (void)cls, (void)at, (void)out, (void)most;
    return MHD_CONTENT_READER_END_OF_STREAM;
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *len, void **context)
{
    struct MHD_Response *r;
    enum MHD_Result queued;

    (void)cls, (void)url, (void)method, (void)version, (void)upload, (void)len;
    if (!*context) {
        *context = handle;
        return MHD_YES;
    }
    r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, none, NULL,
                                          NULL);
    queued = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return queued;
}

int main(void)
{
    struct MHD_Daemon *d =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, handle,
                         NULL, MHD_OPTION_END);
    struct sockaddr_in to = {
        .sin_family = AF_INET,
        .sin_port = htons(
            MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port)};
    static const char ask[] = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    char got[4096] = "";
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) ||
        write(fd, ask, sizeof ask - 1) < 0)
        return 2;
    sleep(1);
    if (recv(fd, got, sizeof got - 1, MSG_DONTWAIT) < 0)
        return 2;
    printf("behind the header: \"");
    for (const char *s = strstr(got, "\r\n\r\n") + 4; *s; s++)
        printf(*s == '\r' ? "\\r" : *s == '\n' ? "\\n" : "%c", *s);
    printf("\"\n");
    MHD_stop_daemon(d);
    return 0;
}
C
cc head.c -lmicrohttpd -o head 2>cc.log || { cat cc.log >&2; exit 2; }
./head >seen
recorded seen <<'END'
behind the header: "0\r\n\r\n"
END
