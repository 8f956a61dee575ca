/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/daemon.c - the connection to libmicrohttpd, which no other file
 * names.
 *
 *      connection opened   -> watch (reaper.h)
 *      request line read   -> begin(): keeps the raw target
 *      header read         -> handle(), first call: checks target and fields
 *      body, then nothing  -> handle() again: answers what is light
 *                             else suspends the connection, adds a task;
 *                             a worker answers (workers.h), and resumes it:
 *                          -> handle() once more: sends the worker's answer
 *      response sent       -> end()
 *
 * While a connection is suspended nothing looks at its socket, and the worker
 * alone touches its call.
 *
 * A response queued on the first call would close the connection behind it,
 * so that is kept for requests that are refused.
 *
 * Not used, on purpose: the post processor, authentication, TLS, upgrading; a
 * reverse proxy in front does what is wanted of these.
 */
#include "src/http/net/daemon.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "src/http/serve/problem.h"
#include "src/http/serve/response.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LIFE_CONNECTION_BYTES    32768
#define LIFE_REQUEST_ARENA       65536
#define LIFE_REQUESTS_CONNECTION 1000
/* A backstop: the reaper's deadlines all come first. */
#define LIFE_INACTIVITY_S         600
#define LIFE_LIBRARY_LINES_MINUTE 10

struct lc_daemon {
    struct MHD_Daemon *mhd;
    lc_daemon_opts opts;
    pthread_mutex_t log_lock;
    time_t log_minute;
    unsigned log_lines;
};

typedef struct peer { /* one connection */
    lc_watch *watch;
    unsigned requests;
} peer;

typedef struct call { /* one request */
    lc_task task;     /* first, so that a task of ours is a call */
    lc_daemon *daemon;
    struct MHD_Connection *connection;
    lc_arena *arena;
    lc_exchange x;
    lc_buf body;
    lc_response res; /* a worker's */
    bool begun;
    bool done;  /* `res` is there */
    bool left;  /* the client went while it waited */
    char raw[]; /* the target, cut off where it is too long */
} call;

/* The library keeps a pointer for each connection, which on_connection() set.
 */
static peer *get_peer(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static void enter(struct MHD_Connection *c, lc_phase phase)
{
    peer *p = get_peer(c);

    if (p)
        lc_watch_enter(p->watch, phase);
}

static void on_connection(void *cls, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    lc_daemon *d = cls;
    const union MHD_ConnectionInfo *info;
    peer *p = *context;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        lc_metrics_connections(d->opts.service->metrics, -1);
        if (p)
            lc_reaper_remove(d->opts.reaper, p->watch);
        lc_free(p);
        *context = NULL;
        return;
    }
    lc_metrics_connections(d->opts.service->metrics, 1);
    info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    p = lc_calloc(1, sizeof *p);
    if (p && info)
        p->watch = lc_reaper_add(d->opts.reaper, info->connect_fd);
    *context = p;
}

/* The target before anything decodes it, and a byte more than is allowed, so
 * that one that is too long is known to be. */
static void *begin(void *cls, const char *uri, struct MHD_Connection *c)
{
    size_t len = strnlen(uri, LIFE_HTTP_TARGET_BYTES + 1);
    call *k = lc_calloc(1, sizeof *k + len + 1);

    enter(c, LIFE_PHASE_HEADER);
    if (!k)
        return NULL;
    k->daemon = cls;
    k->connection = c;
    memcpy(k->raw, uri, len);
    k->body.limit = LIFE_HTTP_BODY_BYTES;
    k->x.raw = k->raw;
    return k;
}

static void end(void *cls, struct MHD_Connection *c, void **context,
                enum MHD_RequestTerminationCode why)
{
    call *k = *context;

    (void)cls;
    (void)why;
    enter(c, LIFE_PHASE_IDLE);
    if (!k)
        return;
    lc_response_clear(&k->res);
    lc_arena_free(k->arena);
    lc_buf_free(&k->body);
    lc_free(k);
    *context = NULL;
}

/* ---- a request's header ---- */

static enum MHD_Result on_field(void *cls, enum MHD_ValueKind kind,
                                const char *name, size_t name_len,
                                const char *value, size_t value_len)
{
    (void)kind;
    lc_guard_field(cls, name, name_len, value ? value : "", value_len);
    return MHD_YES;
}

static const char *get_field(struct MHD_Connection *c, const char *name)
{
    const char *v = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);

    return v ? v : "";
}

static void read_header(call *k, struct MHD_Connection *c, const char *method,
                        const char *version)
{
    lc_request *req = &k->x.req;
    lc_guard g = {0};
    lc_verdict v;

    k->begun = true;
    k->arena = lc_arena_new(LIFE_REQUEST_ARENA);
    k->x.listener = k->daemon->opts.listener;
    req->arena = k->arena;
    req->method = lc_method_parse(method);
    req->content_type = get_field(c, "Content-Type");
    req->if_none_match = get_field(c, "If-None-Match");
    req->accept_encoding = get_field(c, "Accept-Encoding");
    req->host = get_field(c, "Host");
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, on_field, &g);
    v = lc_guard_finish(&g, req->method, version);
    k->x.refused = lc_guard_target(k->raw);
    /* Of two faults the more telling status is said. */
    if (!k->x.refused.status || (v.status && v.status != 400))
        k->x.refused = v;
    if (!k->arena)
        k->x.refused = (lc_verdict){503, "the server is out of memory"};
}

/* ---- its response ---- */

static void free_body(void *body)
{
    lc_free(body);
}

/* The library takes a plain pointer to bytes that it only reads. */
static void *unconst(const void *p)
{
    void *same;

    memcpy(&same, &p, sizeof same);
    return same;
}

static struct MHD_Response *make_response(lc_response *res)
{
    size_t len = 0;
    char *body;

    if (res->fixed)
        return MHD_create_response_from_buffer(
            res->fixed_len, unconst(res->fixed), MHD_RESPMEM_PERSISTENT);
    if (!res->body.len)
        return MHD_create_response_from_buffer(0, unconst(""),
                                               MHD_RESPMEM_PERSISTENT);
    body = lc_buf_steal(&res->body, &len);
    return body ? MHD_create_response_from_buffer_with_free_callback(len, body,
                                                                     free_body)
                : NULL;
}

static enum MHD_Result send_response(struct MHD_Connection *c, lc_response *res)
{
    struct MHD_Response *r = make_response(res);
    enum MHD_Result sent;

    if (!r)
        return MHD_NO; /* closes the connection: there is no memory */
    for (size_t i = 0; i < res->header_count; i++)
        MHD_add_response_header(r, res->header[i].name, res->header[i].value);
    sent = MHD_queue_response(c, res->status, r);
    MHD_destroy_response(r);
    return sent;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, call *k)
{
    enum MHD_Result sent;

    enter(c, LIFE_PHASE_SEND);
    sent = send_response(c, &k->res);
    lc_response_clear(&k->res);
    return sent;
}

/* ---- by a worker ---- */

/* Whether the client has closed its end, and nobody waits for the answer. */
static bool has_left(struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;

    return info && !recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
}

/* After the resume the call is its connection's thread's again, which may
 * free it at once. */
static void run_task(lc_task *task, bool refused)
{
    call *k = (call *)task;
    lc_service *s = k->daemon->opts.service;

    if (refused)
        lc_service_refuse(s, &k->x, &k->res);
    else if (has_left(k->connection))
        k->left = true;
    else
        lc_service_answer(s, &k->x, &k->res);
    k->done = true;
    MHD_resume_connection(k->connection);
}

static enum MHD_Result answer(struct MHD_Connection *c, call *k)
{
    lc_service *s = k->daemon->opts.service;
    peer *p = get_peer(c);
    lc_weight weight;

    k->x.req.body = k->body.data;
    k->x.req.body_len = k->body.len;
    k->res.close = p && ++p->requests >= LIFE_REQUESTS_CONNECTION;
    enter(c, LIFE_PHASE_WORK);
    weight = lc_service_begin(s, &k->x);
    if (weight == LIFE_LIGHT) {
        lc_service_answer(s, &k->x, &k->res);
        return send_answer(c, k);
    }
    k->task.run = run_task;
    MHD_suspend_connection(c); /* before a worker can resume it */
    if (!lc_workers_add(s->workers, &k->task, weight == LIFE_SLOW))
        run_task(&k->task, true);
    return MHD_YES;
}

/* NOLINTNEXTLINE(readability-function-size): the library's signature */
static enum MHD_Result handle(void *cls, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_len, void **context)
{
    call *k = *context;

    (void)cls;
    (void)url; /* decoded by the library's rules, not by ours */
    if (!k)
        return MHD_NO;
    if (!k->begun) {
        enter(c, LIFE_PHASE_BODY);
        read_header(k, c, method, version);
        return k->x.refused.status ? answer(c, k) : MHD_YES;
    }
    if (k->done)
        return k->left ? MHD_NO : send_answer(c, k);
    if (*upload_len) {
        lc_buf_put(&k->body, upload, *upload_len);
        *upload_len = 0;
        return k->body.failed ? MHD_NO : MHD_YES;
    }
    return answer(c, k);
}

/* ---- the daemon ---- */

/* What the library has to say, a few lines a minute: some of it repeats with
 * every attempt to accept a connection. */
__attribute__((format(printf, 2, 0))) static void
log_library(void *cls, const char *fmt, va_list args)
{
    lc_daemon *d = cls;
    time_t minute = time(NULL) / 60;
    char text[256];
    bool wanted;

    pthread_mutex_lock(&d->log_lock);
    if (d->log_minute != minute)
        d->log_lines = 0;
    d->log_minute = minute;
    wanted = d->log_lines++ < LIFE_LIBRARY_LINES_MINUTE;
    pthread_mutex_unlock(&d->log_lock);
    if (!wanted)
        return;
    vsnprintf(text, sizeof text, fmt, args);
    text[strcspn(text, "\r\n")] = '\0';
    lc_log(LIFE_LOG_WARN, "libmicrohttpd: %s", text);
}

static bool is_ipv6(int fd)
{
    struct sockaddr_storage a = {0};
    socklen_t len = sizeof a;

    return !getsockname(fd, (struct sockaddr *)&a, &len) &&
           a.ss_family == AF_INET6;
}

lc_status lc_daemon_start(const lc_daemon_opts *opts, lc_daemon **out,
                          lc_error *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
                     MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (is_ipv6(opts->listen_fd) ? MHD_USE_IPv6 : 0);
    lc_daemon *d = lc_calloc(1, sizeof *d);

    *out = NULL;
    if (!d) {
        close(opts->listen_fd);
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    }
    d->opts = *opts;
    pthread_mutex_init(&d->log_lock, NULL);
    /* clang-format off */
    d->mhd = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, d,
        MHD_OPTION_EXTERNAL_LOGGER, log_library, d,
        MHD_OPTION_LISTEN_SOCKET, opts->listen_fd,
        MHD_OPTION_THREAD_POOL_SIZE, opts->threads,
        MHD_OPTION_CONNECTION_LIMIT, opts->connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIFE_CONNECTION_BYTES,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)LIFE_INACTIVITY_S,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, begin, d,
        MHD_OPTION_NOTIFY_COMPLETED, end, d,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, d,
        MHD_OPTION_END);
    /* clang-format on */
    if (!d->mhd) {
        pthread_mutex_destroy(&d->log_lock);
        lc_free(d);
        return lc_fail(err, LIFE_ERR_IO, "the HTTP library doesn't start");
    }
    *out = d;
    return LIFE_OK;
}

/* Who waits in the backlog when the socket closes would be cut off: they are
 * let in first. */
void lc_daemon_quiesce(lc_daemon *d)
{
    int fd = MHD_quiesce_daemon(d->mhd);

    if (fd < 0)
        return;
    for (;;) {
        struct sockaddr_storage from;
        socklen_t len = sizeof from;
        int client = accept(fd, (struct sockaddr *)&from, &len);

        if (client < 0)
            break;
        MHD_add_connection(d->mhd, client, (struct sockaddr *)&from, len);
    }
    close(fd);
}

unsigned lc_daemon_connections(const lc_daemon *d)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(d->mhd, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

    return info ? info->num_connections : 0;
}

void lc_daemon_stop(lc_daemon *d)
{
    if (!d)
        return;
    MHD_stop_daemon(d->mhd);
    pthread_mutex_destroy(&d->log_lock);
    lc_free(d);
}
