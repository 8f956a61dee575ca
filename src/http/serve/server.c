/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/server.c - the life of a server: start, signals, new
 * generations, the end.
 */
#include "lifecircle/http/server.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/process/privileges.h"
#include "lifecircle/base/process/traced.h"
#include "lifecircle/store/rollback.h"
#include "src/http/net/daemon.h"
#include "src/http/net/listen.h"
#include "src/http/net/manager.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/sandbox.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* How often the city files are looked at. A change is loaded when a second look
 * finds it unchanged, so within two of these. */
#define LIFE_LOOK_MS 1000
/* After a signal: first who still connects is served, so that a balancer can
 * see /readyz; then no more are let in, and the rest may finish. */
#define LIFE_GRACE_MS 1000
/* Until those let in last are among the connections that are counted. */
#define LIFE_SETTLE_MS 250
/* Answers that are not made by then are given up; and connections, with what is
 * left of them to be read. */
#define LIFE_MAKE_MS  6500
#define LIFE_DRAIN_MS 8500
/* What is given up comes to its end within milliseconds, where it looks. */
#define LIFE_STOP_MS  1000
#define LIFE_HURRY_MS 200 /* told twice */

/* Loading is another thread's: a signal must not wait for a city of gigabytes.
 */
typedef struct loading {
    lc_cities *cities;
    lc_recent *recent; /* answers of the cities before */
    const lc_sandbox *sandbox;
    bool *due;  /* by city; the thread's while it is running */
    bool first; /* that at least one is good is an error's absence */
    bool begun; /* there is a thread to join */
    bool again; /* all are asked for meanwhile */
    pthread_t thread;
    atomic_bool running;
    lc_status status; /* of the first */
    lc_error err;
} loading;

typedef struct server {
    lc_service *service;
    lc_reaper *reaper;
    lc_daemon *daemon[2]; /* public, operator's */
    lc_manager manager;
    lc_sandbox sandbox;
    lc_systems *systems; /* opened before files are given up */
    loading load;
    sigset_t signals;
} server;

/* ---- start ---- */

static lc_status check_basemap(const lc_server_opts *opts, lc_error *err)
{
    /* Their tiles are shifted (GCJ-02): streets drawn over them would lie
     * hundreds of metres off, and nothing would say so. */
    static const char *const shifted[] = {
        "autonavi.com", "amap.com", "gtimg.com", "map.qq.com", "map.baidu.com"};
    const char *url = opts->basemap_url;

    if (!url)
        return LIFE_OK;
    if ((strncmp(url, "https://", 8) && strncmp(url, "http://", 7)) ||
        strpbrk(url, " ;,'\"") || !strstr(url, "{z}"))
        return lc_fail_param(err, LIFE_ERR_USAGE, "basemap",
                             "\"%s\" is not a tile address such as "
                             "https://HOST/{z}/{x}/{y}.png",
                             url);
    for (size_t i = 0; i < sizeof shifted / sizeof *shifted; i++)
        if (strstr(url, shifted[i]))
            return lc_fail_param(err, LIFE_ERR_USAGE, "basemap",
                                 "%s serves tiles in GCJ-02 or BD-09, which "
                                 "don't fit; use one in WGS 84",
                                 shifted[i]);
    return LIFE_OK;
}

/* Twice the cores: these wait on sockets, and the workers do what takes long.
 */
static unsigned thread_count(const lc_server_opts *opts)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned most = cores > 2 ? 2 * (unsigned)cores : 4;

    return opts->threads && opts->threads < most ? opts->threads : most;
}

static lc_status load_city(const lc_served *city, lc_error *err)
{
    lc_generation_counts n;
    lc_status st = lc_generations_load(city->generations, err);

    if (st)
        return st;
    lc_generations_count(city->generations, &n);
    lc_log(LIFE_LOG_INFO, "city%s%s loaded: generation %.12s%s",
           *city->id ? " " : "", city->id, n.id,
           n.verified ? "" : ", unverified: there is no .sha256 beside it");
    return LIFE_OK;
}

static void tell_refused(const lc_served *city, const lc_error *err)
{
    lc_log(LIFE_LOG_ERROR, "city%s%s refused: %s%s%s", *city->id ? " " : "",
           city->id, err->source, err->source[0] ? ": " : "", err->text);
}

/* Never taken by itself: who runs the server would not know of what time its
 * answers are. */
static void offer_earlier(const lc_served *city, lc_error *why)
{
    const char *path = lc_generations_path(city->generations);
    char *kept = lc_rollback_offer(path);
    lc_error with = {0};

    if (kept) {
        lc_fail(&with, why->status,
                "%s; %s is whole: `lifecircle rollback --city %s` puts it in "
                "its place",
                why->text, kept, path);
        memcpy(why->text, with.text, sizeof why->text);
    }
    lc_free(kept);
}

/* One after another, as each may take the memory of its reading. A bad one of
 * several is told and passed over, or the power cut that spoilt it would put
 * out all; it is tried again when its file changes. */
static lc_status load_cities(const lc_cities *c, lc_error *err)
{
    size_t count = lc_cities_count(c);
    lc_error first = {0};

    for (size_t i = 0; i < count; i++) {
        lc_error why = {0};

        if (!load_city(lc_cities_at(c, i), &why))
            continue;
        offer_earlier(lc_cities_at(c, i), &why);
        if (!first.status)
            first = why;
        if (count > 1)
            tell_refused(lc_cities_at(c, i), &why);
    }
    if (lc_cities_ready(c))
        return LIFE_OK;
    if (err)
        *err = first;
    return first.status;
}

/* A bad file while serving is told and passed over: the old city goes on. */
static void reload_cities(loading *l)
{
    for (size_t i = 0; i < lc_cities_count(l->cities); i++) {
        const lc_served *city = lc_cities_at(l->cities, i);
        lc_error err = {0}, out = {0};

        if (l->due[i] && load_city(city, &err)) {
            bool left = lc_sandbox_reach(
                l->sandbox, lc_generations_path(city->generations), &out);

            tell_refused(city, left ? &out : &err);
        }
        if (l->due[i])
            lc_recent_forget(l->recent);
        l->due[i] = false;
    }
}

/* `running` is cleared last: from then on all of `l` is the main thread's. */
static void *run_load(void *arg)
{
    loading *l = arg;

    if (l->first)
        l->status = load_cities(l->cities, &l->err);
    else
        reload_cities(l);
    l->first = false;
    atomic_store(&l->running, false);
    return NULL;
}

/* Also makes what the thread wrote seen here. */
static void join_load(loading *l)
{
    if (l->begun)
        pthread_join(l->thread, NULL);
    l->begun = false;
}

/* Where no thread can be had, on this one. */
static void begin_load(loading *l)
{
    join_load(l);
    atomic_store(&l->running, true);
    l->begun = !pthread_create(&l->thread, NULL, run_load, l);
    if (!l->begun)
        run_load(l);
}

/* Looks at the files, unless they are being loaded; `all`: whether or not they
 * have changed. */
static void look_at_files(loading *l, bool all)
{
    bool any = false;

    l->again = l->again || all;
    if (atomic_load(&l->running))
        return;
    for (size_t i = 0; i < lc_cities_count(l->cities); i++) {
        bool changed =
            lc_generations_changed(lc_cities_at(l->cities, i)->generations);

        l->due[i] = changed || l->again;
        any = any || l->due[i];
    }
    l->again = false;
    if (any)
        begin_load(l);
}

/* ---- signals ---- */

static int wait_signal(const server *s, long ms)
{
    const struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    return sigtimedwait(&s->signals, NULL, &t); /* -1: none */
}

/* Ctrl-C on a terminal means the same as a service manager's TERM. */
static bool is_end(int signal)
{
    return signal == SIGTERM || signal == SIGINT;
}

/* ---- listening ---- */

/* On the socket that was passed, else on `address`. */
static lc_status open_socket(const server *s, int which, const char *address,
                             lc_daemon_opts *opts, lc_error *err)
{
    static const char *const option[] = {"listen", "operator-listen"};

    opts->listen_fd = s->manager.socket[which];
    opts->passed = opts->listen_fd >= 0;
    if (!opts->passed)
        return lc_listen(which || address ? address : "127.0.0.1:8015",
                         option[which], &opts->listen_fd, err);
    if (!address)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_USAGE, option[which],
                         "the service manager passes the socket to listen on; "
                         "leave this option out, or its socket unit");
}

/* A proxy or a monitor elsewhere is a reason; that it tells all who ask is for
 * the operator to know. */
static void warn_if_open(const char *address)
{
    lc_address a;

    if (lc_address_parse(address, strlen(address), &a) &&
        !lc_address_is_loopback(&a))
        lc_log(
            LIFE_LOG_WARN,
            "the operator's listener %s is not of this machine alone: whoever "
            "reaches it reads the metrics; keep it behind a firewall",
            address);
}

/* Without a word in front, for scripts that wait for it. */
static void tell_listening(const char *who, const char *name)
{
    if (lc_log_get_form() == LIFE_LOG_JSON)
        lc_log(LIFE_LOG_INFO, "%s on http://%s", who, name);
    else
        fprintf(stderr, "%s on http://%s\n", who, name);
    fflush(stderr);
}

static lc_status start_one(server *s, int which, const char *address,
                           lc_daemon_opts *opts, lc_error *err)
{
    char name[80];
    lc_status st = open_socket(s, which, address, opts, err);

    if (st)
        return st;
    opts->service = s->service;
    opts->reaper = s->reaper;
    opts->listener = which ? LIFE_OPERATOR : LIFE_PUBLIC;
    lc_listen_name(opts->listen_fd, name);
    if (which)
        warn_if_open(name);
    st = lc_daemon_start(opts, &s->daemon[which], err);
    if (st)
        return st;
    tell_listening(which ? "operator listening" : "listening", name);
    return LIFE_OK;
}

/* Before anything listens. LIFE_ERR_STATE: told to stop meanwhile. */
static lc_status load_first(server *s, lc_error *err)
{
    loading *l = &s->load;

    l->cities = s->service->cities;
    l->recent = s->service->recent;
    l->due = lc_calloc(lc_cities_count(l->cities), sizeof *l->due);
    if (!l->due)
        return lc_no_memory(err, "the cities");
    l->first = true;
    begin_load(l);
    while (atomic_load(&l->running))
        if (is_end(wait_signal(s, 20)))
            return lc_fail(err, LIFE_ERR_STATE, "stopped while loading");
    join_load(l);
    return l->status ? lc_fail_as(err, &l->err) : LIFE_OK;
}

static lc_status start(server *s, const lc_server_opts *opts, lc_error *err)
{
    lc_daemon_opts of_public = {.threads = thread_count(opts)};
    lc_daemon_opts of_operator = {.threads = 2,
                                  .connections = LIFE_HTTP_MIN_CONNECTIONS};
    lc_status st = lc_manager_meet(&s->manager, err);

    if (!st)
        st = check_basemap(opts, err);
    if (!st)
        st = lc_operator_check(&opts->operator, err);
    if (!st)
        st = lc_origin_check(opts, err);
    if (!st)
        st =
            lc_connection_limit(opts->connections, &of_public.connections, err);
    if (!st)
        st = lc_systems_open(&s->systems, err);
    if (!st && opts->sandbox)
        st = lc_sandbox_enter(&s->sandbox, opts, err);
    if (!st)
        st = lc_service_new(opts, &s->service, err);
    if (!st)
        st = lc_reaper_start(of_public.connections, &s->reaper, err);
    if (st)
        return st;
    s->service->reaper = s->reaper;
    s->service->systems = s->systems;
    s->service->sandbox = s->load.sandbox = &s->sandbox;
    s->service->connections = of_public.connections;
    st = load_first(s, err);
    if (!st && (opts->operator_listen || s->manager.socket[1] >= 0))
        st = start_one(s, 1, opts->operator_listen, &of_operator, err);
    if (!st)
        st = start_one(s, 0, opts->listen, &of_public, err);
    if (!st && opts->sandbox)
        lc_sandbox_settle(&s->sandbox);
    if (!st && lc_privileges_root())
        lc_log(LIFE_LOG_WARN, "runs as root; a user of its own that may read "
                              "the city files is enough");
    if (!st)
        lc_manager_tell(&s->manager, "READY=1");
    return st;
}

/* ---- run ---- */

static void run(server *s)
{
    for (;;) {
        int signal = wait_signal(s, LIFE_LOOK_MS);

        if (is_end(signal))
            return;
        if (s->manager.watches)
            lc_manager_tell(&s->manager, "WATCHDOG=1");
        look_at_files(&s->load, signal == SIGHUP);
    }
}

/* ---- end ---- */

/* Monotonic, so that a clock that is set does not end the grace early. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static unsigned connections(const server *s)
{
    unsigned n = 0;

    for (int i = 0; i < 2; i++)
        if (s->daemon[i])
            n += lc_daemon_connections(s->daemon[i]);
    return n;
}

/* Waits until `until`, or (with `all_gone`) until nobody is connected. False:
 * asked again to stop. */
static bool linger(const server *s, int64_t until, bool all_gone)
{
    while (now_ms() < until && !(all_gone && !connections(s))) {
        if (is_end(wait_signal(s, 50)))
            return false;
    }
    return true;
}

/* False: told again to stop. */
static bool drain(server *s)
{
    int64_t start_ms = now_ms();

    lc_log(LIFE_LOG_INFO, "stopping");
    lc_manager_tell(&s->manager, "STOPPING=1");
    atomic_store(&s->service->draining, true);
    lc_workers_end_slow(s->service->workers); /* these might outlast the end */
    if (!linger(s, start_ms + LIFE_GRACE_MS, false))
        return false;
    for (int i = 0; i < 2; i++)
        if (s->daemon[i])
            lc_daemon_quiesce(s->daemon[i]);
    lc_reaper_end_idle(s->reaper);
    if (!linger(s, now_ms() + LIFE_SETTLE_MS, false) ||
        !linger(s, start_ms + LIFE_MAKE_MS, true))
        return false;
    atomic_store(&s->service->stopping, true); /* with a 503 each */
    return linger(s, start_ms + LIFE_DRAIN_MS, true);
}

/* What is worked out once for all who ask, and a city that is being loaded,
 * come to no early end. Nothing is written by either, so that the process may
 * go as it is; taking apart what they use may not. */
static void leave_at_once(server *s)
{
    lc_log(LIFE_LOG_INFO, "stopped before all was done");
    lc_sandbox_leave(&s->sandbox);
    _exit(0);
}

/* First the workers, as the library takes no end while an answer is awaited. */
static void stop(server *s, int64_t most_ms)
{
    if (s->service) {
        atomic_store(&s->service->stopping, true);
        if (!lc_workers_stop(s->service->workers, most_ms) ||
            atomic_load(&s->load.running))
            leave_at_once(s);
    }
    join_load(&s->load);
    lc_free(s->load.due);
    linger(s, now_ms() + LIFE_SETTLE_MS, true); /* the last answers go out */
    lc_daemon_stop(s->daemon[0]);
    lc_daemon_stop(s->daemon[1]);
    lc_reaper_stop(s->reaper);
    lc_service_free(s->service);
    lc_systems_free(s->systems);
    lc_sandbox_leave(&s->sandbox);
}

/* A core would hold what people have asked with. The limit is for those that
 * the kernel writes; what it pipes to a program goes by the other, which is
 * left as it is where a sanitizer has to look into the process at its end. */
static void leave_no_core(void)
{
    const struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    if (!LIFE_TRACED)
        prctl(PR_SET_DUMPABLE, 0);
}

lc_status lc_server_run(const lc_server_opts *opts, lc_error *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old_pipe;
    sigset_t old_mask;
    server s = {.manager = {.socket = {-1, -1}, .line = -1}};
    bool hurry = false;
    lc_status st;

    sigemptyset(&s.signals);
    sigaddset(&s.signals, SIGTERM);
    sigaddset(&s.signals, SIGINT);
    sigaddset(&s.signals, SIGHUP);
    leave_no_core();
    lc_log_set_form(opts->log_json ? LIFE_LOG_JSON : LIFE_LOG_PLAIN);
    /* Blocked before any thread starts, so that each inherits it. */
    pthread_sigmask(SIG_BLOCK, &s.signals, &old_mask);
    sigaction(SIGPIPE, &ignore, &old_pipe);
    st = start(&s, opts, err);
    if (!st) {
        run(&s);
        hurry = !drain(&s);
    }
    stop(&s, hurry ? LIFE_HURRY_MS : LIFE_STOP_MS);
    lc_manager_leave(&s.manager);
    sigaction(SIGPIPE, &old_pipe, NULL);
    pthread_sigmask(SIG_SETMASK, &old_mask, NULL);
    return st;
}
