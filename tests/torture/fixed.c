/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fixed.c - the least that a server on libmicrohttpd can be: fixed BYTES
 * answers everything with as many, says its port, and ends with its standard
 * input. What load.py measures the program beside.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS 4 /* as the program on two cores */

static struct MHD_Response *answer;
static char body[1 << 20];

/* Answered on the second call, as on the first the library would close the
 * connection. */
/* NOLINTNEXTLINE(readability-function-size): the library's signature */
static enum MHD_Result handle(void *cls, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_len, void **context)
{
    static int seen;

    (void)cls, (void)url, (void)method, (void)version;
    (void)upload, (void)upload_len;
    if (!*context) {
        *context = &seen;
        return MHD_YES;
    }
    *context = NULL;
    return MHD_queue_response(c, MHD_HTTP_OK, answer);
}

int main(int argc, char **argv)
{
    size_t bytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *d;

    if (bytes > sizeof body)
        bytes = sizeof body;
    memset(body, 'x', bytes);
    answer =
        MHD_create_response_from_buffer(bytes, body, MHD_RESPMEM_PERSISTENT);
    d = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, handle,
                         NULL, MHD_OPTION_THREAD_POOL_SIZE, THREADS,
                         MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
                         MHD_OPTION_END);
    if (!d)
        return 1;
    printf("%u\n", MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    MHD_stop_daemon(d);
    MHD_destroy_response(answer);
    return 0;
}
