/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/daemon.c - the connection to libmicrohttpd, which no file but
 * this and reply.c names.
 *
 *      connection opened   -> watch (reaper.h)
 *      request line read   -> begin(): keeps the raw target
 *      header read         -> handle(), first call: checks target and fields
 *      body, then nothing  -> handle() again: answers what is light
 *                             else suspends the connection, adds a task;
 *                             a worker answers (workers.h), and resumes it:
 *                          -> handle() once more: sends the worker's answer
 *      response sent       -> end(), or (send/flow.h) its next piece is made
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

#include "lifecircle/base/mem.h"
#include "src/http/limits.h"
#include "src/http/net/body.h"
#include "src/http/net/library_log.h"
#include "src/http/net/listen.h"
#include "src/http/net/reply.h"
#include "src/http/net/sharing.h"
#include "src/http/send/flow.h"
#include "src/http/serve/admit.h"
#include "src/http/serve/response.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIFE_CONNECTION_BYTES    32768
#define LIFE_REQUEST_ARENA       65536
#define LIFE_REQUESTS_CONNECTION 1000
/* A backstop: the reaper's deadlines all come first. */
#define LIFE_INACTIVITY_S 600

struct lc_daemon {
    struct MHD_Daemon *mhd;
    lc_daemon_opts opts;
    int quiesced; /* the listening socket, taken back; -1: not yet */
    lc_sharing sharing;
};

typedef struct peer { /* one connection */
    lc_watch *watch;
    lc_address address, local;
    bool is_proxy; /* one that is trusted */
    bool is_held;  /* of the quota */
    unsigned requests;
} peer;

typedef struct call { /* one request */
    lc_task task;     /* first, so that a task of ours is a call */
    lc_daemon *daemon;
    struct MHD_Connection *connection;
    lc_arena *arena;
    lc_exchange x;
    lc_buf upload;
    lc_response res; /* a worker's */
    lc_body *bytes;  /* of `res`, unless they are fixed */
    lc_flow flow;    /* or what makes them piece by piece */
    lc_budget budget;
    lc_shared shared; /* what it has made */
    lc_sharer sharer; /* or what it waits for */
    bool begun;
    bool done;  /* `res` is there */
    bool left;  /* all who waited for it went */
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

/* A proxy's connections are all its clients'; their requests are counted
 * instead. A connection over the limit is open until its first request, which
 * hears why. */
static void read_peer(const lc_daemon *d, peer *p, struct MHD_Connection *c,
                      int fd)
{
    lc_service *s = d->opts.service;
    struct sockaddr_storage name = {0};
    socklen_t len = sizeof name;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    if (info && info->client_addr)
        p->address = lc_address_of(info->client_addr);
    if (!getsockname(fd, (struct sockaddr *)&name, &len))
        p->local = lc_address_of((struct sockaddr *)&name);
    p->is_proxy = lc_address_list_has(&s->trusted, &p->address);
    p->is_held = !p->is_proxy && d->opts.listener == LIFE_PUBLIC &&
                 lc_quota_take(s->quota, &p->address, LIFE_HOLD_CONNECTION, 1);
}

/* The watch goes while its descriptor is still the connection's. */
static void forget_peer(const lc_daemon *d, peer *p)
{
    if (!p)
        return;
    if (p->is_held)
        lc_quota_give(d->opts.service->quota, &p->address, LIFE_HOLD_CONNECTION,
                      1);
    lc_reaper_remove(d->opts.reaper, p->watch);
    lc_free(p);
}

static void on_connection(void *cls, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    lc_daemon *d = cls;
    const union MHD_ConnectionInfo *info;
    peer *p = *context;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        lc_metrics_connections(d->opts.service->metrics, -1);
        forget_peer(d, p);
        *context = NULL;
        return;
    }
    lc_metrics_connections(d->opts.service->metrics, 1);
    info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    p = lc_calloc(1, sizeof *p);
    if (p && info) {
        read_peer(d, p, c, info->connect_fd);
        p->watch = lc_reaper_add(d->opts.reaper, info->connect_fd);
    }
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
    k->upload.limit = LIFE_HTTP_BODY_BYTES;
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
    lc_body_drop(k->bytes);
    lc_flow_clear(&k->flow);
    lc_response_clear(&k->res);
    lc_service_end(k->daemon->opts.service, &k->x);
    lc_arena_free(k->arena);
    lc_buf_free(&k->upload);
    lc_free(k);
    *context = NULL;
}

/* ---- a request's header ---- */

typedef struct reading {
    lc_guard guard;
    const peer *proxy; /* whose word on the client counts; or NULL */
    call *k;
} reading;

static enum MHD_Result on_field(void *cls, enum MHD_ValueKind kind,
                                const char *name, size_t name_len,
                                const char *value, size_t value_len)
{
    static const char forwarded[] = "X-Forwarded-For";
    reading *r = cls;
    lc_service *s = r->k->daemon->opts.service;

    (void)kind;
    value = value ? value : "";
    lc_guard_field(&r->guard, name, name_len, value, value_len);
    if (name_len != sizeof forwarded - 1 ||
        strncasecmp(name, forwarded, name_len) != 0)
        return MHD_YES;
    lc_metrics_forwarded(s->metrics, r->proxy);
    if (r->proxy)
        lc_address_forwarded(value, value_len, &s->trusted, &r->proxy->address,
                             &r->k->x.client);
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
    const peer *p = get_peer(c);
    reading r = {.proxy = p && p->is_proxy ? p : NULL, .k = k};
    lc_verdict v;

    k->begun = true;
    k->arena = lc_arena_new(LIFE_REQUEST_ARENA);
    k->x.listener = k->daemon->opts.listener;
    req->arena = k->arena;
    req->method = lc_method_parse(method);
    req->content_type = get_field(c, "Content-Type");
    req->if_none_match = get_field(c, "If-None-Match");
    req->accept_encoding = get_field(c, "Accept-Encoding");
    req->accept = get_field(c, "Accept");
    req->accept_language = get_field(c, "Accept-Language");
    req->host = get_field(c, "Host");
    req->chunks = !strcmp(version, MHD_HTTP_VERSION_1_1);
    if (p) {
        k->x.client = p->address;
        k->x.local = p->local;
    }
    MHD_get_connection_values_n(c, MHD_HEADER_KIND, on_field, &r);
    v = lc_guard_finish(&r.guard, req->method, version);
    k->x.refused = lc_guard_target(k->raw);
    /* Of two faults the more telling status is said. */
    if (!k->x.refused.status || (v.status && v.status != 400))
        k->x.refused = v;
    if (!k->arena)
        k->x.refused = (lc_verdict){503, "the server is out of memory"};
    k->x.crowded = p && !p->is_proxy && !p->is_held;
    lc_admit(k->daemon->opts.service, &k->x);
}

/* ---- its response ---- */

/* NULL: there was no memory for one; then nobody is seen to leave. */
static lc_watch *watch_of(const call *k)
{
    peer *p = get_peer(k->connection);

    return p ? p->watch : NULL;
}

/* Takes the bytes out of the response, and what they hold of the quota with
 * them; or what will make them, whose share the exchange holds. */
static bool take_body(call *k)
{
    lc_service *s = k->daemon->opts.service;

    if (k->res.rest.of)
        return lc_flow_begin(&k->flow, s, &k->x,
                             lc_reply_way(k->connection, watch_of(k)), &k->res);
    if (k->res.fixed || !k->res.body.len)
        return true;
    k->bytes =
        lc_body_new(&k->res.body, s->quota, &k->x.client, k->x.bytes_held);
    if (k->bytes)
        k->x.bytes_held = 0;
    return k->bytes;
}

static enum MHD_Result send_response(struct MHD_Connection *c, call *k,
                                     bool light)
{
    size_t bytes = lc_body_len(k->bytes);
    struct MHD_Response *r =
        lc_reply_make(&k->res, k->bytes, k->flow.rest.of ? &k->flow : NULL);
    enum MHD_Result sent;

    k->bytes = NULL;
    if (!r)
        return MHD_NO; /* closes the connection: there is no memory */
    sent = MHD_queue_response(c, k->res.status, r);
    if (!light || !lc_service_keep(k->daemon->opts.service, &k->x, &k->res,
                                   bytes, r, lc_reply_drop))
        lc_reply_drop(r);
    return sent;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, call *k,
                                   bool light)
{
    enum MHD_Result sent;

    enter(c, LIFE_PHASE_SEND);
    sent = send_response(c, k, light);
    lc_response_clear(&k->res);
    return sent;
}

/* By the thread that has read the request. */
static enum MHD_Result answer_at_once(struct MHD_Connection *c, call *k)
{
    return take_body(k) ? send_answer(c, k, true) : MHD_NO;
}

/* What another had who asked the same. */
static enum MHD_Result send_kept(struct MHD_Connection *c,
                                 const lc_recent_answer *a)
{
    enum MHD_Result sent;

    enter(c, LIFE_PHASE_SEND);
    sent = MHD_queue_response(c, MHD_HTTP_OK, lc_recent_reply(a));
    lc_recent_drop(a);
    return sent;
}

/* ---- by a worker ---- */

/* After the resume the call is its connection's thread's again, which may
 * free it at once. */
static void resume(call *k)
{
    lc_watch_wait(k->daemon->opts.reaper, watch_of(k), NULL);
    k->done = true;
    MHD_resume_connection(k->connection);
}

/* What is sent piece by piece is one client's: who has waited for it has its
 * own made, as one that is known to be long. */
static void ask_again(call *k)
{
    lc_daemon *d = k->daemon;

    k->x.req.is_long = true;
    lc_watch_wait(d->opts.reaper, watch_of(k), &k->budget);
    if (!lc_workers_add(d->opts.service->workers, &k->task, LIFE_LANE_MEDIUM))
        k->task.run(&k->task, true);
}

static void give_same(const call *k, call *other)
{
    other->left = k->left;
    if (!k->left)
        lc_service_repeat(k->daemon->opts.service, &other->x, &k->res,
                          lc_body_len(k->bytes), &other->res);
    other->bytes = lc_body_ref(k->bytes);
    resume(other);
}

/* Whoever has waited for the answer of `k` gets the same. */
static void give_to_all(call *k)
{
    lc_sharer *next = lc_sharing_end(&k->daemon->sharing, &k->shared);

    while (next) {
        call *other = (call *)((char *)next - offsetof(call, sharer));

        next = next->next;
        if (k->flow.rest.of)
            ask_again(other);
        else
            give_same(k, other);
    }
}

/* Nothing is made for who has gone by now; who goes later ends the budget. */
static void run_task(lc_task *task, bool refused)
{
    call *k = (call *)task;
    lc_service *s = k->daemon->opts.service;

    lc_watch_look(k->daemon->opts.reaper, watch_of(k));
    lc_budget_start(&k->budget);
    if (refused)
        lc_service_refuse(s, &k->x, &k->res);
    else if (lc_budget_wanted(&k->budget))
        lc_service_answer(s, &k->x, &k->res);
    else
        k->left = true;
    k->left = k->left || !take_body(k);
    give_to_all(k);
    resume(k);
}

/* Of one who waits for an answer that another has made. */
static void wait_for(lc_sharer *who, lc_budget *budget)
{
    call *k = (call *)((char *)who - offsetof(call, sharer));

    lc_watch_wait(k->daemon->opts.reaper, watch_of(k), budget);
}

/* What is asked for while it is being made is made once; the coding is part of
 * the answer. */
static void share(call *k)
{
    const lc_request *req = &k->x.req;

    if (!k->x.etag[0])
        return;
    snprintf(k->shared.key, sizeof k->shared.key, "%s%s", k->x.etag,
             lc_response_accepts(req->accept_encoding, "gzip") ? "gzip" : "");
    k->shared.budget = &k->budget;
    k->sharer.wait = wait_for;
}

/* The connection is suspended before a worker can resume it. */
static enum MHD_Result answer_later(struct MHD_Connection *c, call *k,
                                    bool slow)
{
    lc_daemon *d = k->daemon;
    lc_service *s = d->opts.service;

    k->x.task_held = lc_quota_take(s->quota, &k->x.client, LIFE_HOLD_TASK, 1);
    if (!k->x.task_held) {
        lc_service_refuse(s, &k->x, &k->res);
        return answer_at_once(c, k);
    }
    lc_budget_begin(&k->budget, s->deadline_s, LIFE_ANSWER_STEPS, &s->stopping);
    k->x.budget = &k->budget;
    k->task.run = run_task;
    share(k);
    MHD_suspend_connection(c);
    if (lc_sharing_join(&d->sharing, &k->shared, &k->sharer))
        return MHD_YES;
    lc_watch_wait(d->opts.reaper, watch_of(k), &k->budget);
    if (!lc_workers_add(s->workers, &k->task,
                        slow ? LIFE_LANE_SLOW : LIFE_LANE_MEDIUM))
        run_task(&k->task, true);
    return MHD_YES;
}

static enum MHD_Result answer(struct MHD_Connection *c, call *k)
{
    lc_service *s = k->daemon->opts.service;
    peer *p = get_peer(c);
    const lc_recent_answer *kept;
    lc_weight weight;

    k->x.req.body = k->upload.data;
    k->x.req.body_len = k->upload.len;
    k->res.close = p && ++p->requests >= LIFE_REQUESTS_CONNECTION;
    kept = k->res.close ? NULL : lc_service_find(s, &k->x);
    if (kept)
        return send_kept(c, kept);
    enter(c, LIFE_PHASE_WORK);
    weight = lc_service_begin(s, &k->x);
    if (weight != LIFE_LIGHT)
        return answer_later(c, k, weight == LIFE_SLOW);
    lc_service_answer(s, &k->x, &k->res);
    return answer_at_once(c, k);
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
        return k->left ? MHD_NO : send_answer(c, k, false);
    if (*upload_len) {
        lc_buf_put(&k->upload, upload, *upload_len);
        *upload_len = 0;
        return k->upload.failed ? MHD_NO : MHD_YES;
    }
    return answer(c, k);
}

/* ---- the daemon ---- */

/* What is malformed is for the guard to say, in a document; the library's own
 * strictness would say the half of it first, and without one. */
lc_status lc_daemon_start(const lc_daemon_opts *opts, lc_daemon **out,
                          lc_error *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
                     MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                     (lc_listen_is_ipv6(opts->listen_fd) ? MHD_USE_IPv6 : 0);
    lc_daemon *d = lc_calloc(1, sizeof *d);

    *out = NULL;
    if (!d) {
        close(opts->listen_fd);
        return lc_fail(err, LIFE_ERR_NOMEM, "out of memory");
    }
    d->opts = *opts;
    d->quiesced = -1;
    pthread_mutex_init(&d->sharing.lock, NULL);
    /* clang-format off */
    d->mhd = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, d,
        MHD_OPTION_EXTERNAL_LOGGER, lc_library_log_line, lc_reply_unconst(&opts->service->opts->quiet),
        MHD_OPTION_LISTEN_SOCKET, opts->listen_fd,
        MHD_OPTION_THREAD_POOL_SIZE, opts->threads,
        MHD_OPTION_CONNECTION_LIMIT, opts->connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIFE_CONNECTION_BYTES,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)LIFE_INACTIVITY_S,
        MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, begin, d,
        MHD_OPTION_NOTIFY_COMPLETED, end, d,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, d,
        MHD_OPTION_END);
    /* clang-format on */
    if (!d->mhd) {
        pthread_mutex_destroy(&d->sharing.lock);
        lc_free(d);
        return lc_fail(err, LIFE_ERR_IO, "the HTTP library doesn't start");
    }
    *out = d;
    return LIFE_OK;
}

/* Who waits in the backlog when the socket closes would be cut off: they are
 * let in first, unless the socket was passed to us, and the next server's. From
 * then on it refuses, but is open until the daemon ends, as threads of the
 * library may still have it (microhttpd.h, and TSan agrees). */
void lc_daemon_quiesce(lc_daemon *d)
{
    int fd = MHD_quiesce_daemon(d->mhd);

    if (fd < 0)
        return;
    d->quiesced = fd;
    if (d->opts.passed)
        return;
    for (;;) {
        struct sockaddr_storage from;
        socklen_t len = sizeof from;
        int client = accept(fd, (struct sockaddr *)&from, &len);

        if (client < 0)
            break;
        MHD_add_connection(d->mhd, client, (struct sockaddr *)&from, len);
    }
    shutdown(fd, SHUT_RD);
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
    if (d->opts.passed) /* or the library would shut it down for all */
        lc_daemon_quiesce(d);
    MHD_stop_daemon(d->mhd);
    if (d->quiesced >= 0)
        close(d->quiesced);
    pthread_mutex_destroy(&d->sharing.lock);
    lc_free(d);
}
