/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/service.h - everything a request can meet, without the
 * network: from a raw target to a finished response.
 *
 * Threads: safe; an lc_exchange belongs to one thread at a time.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_SERVICE_H
#define LIFECIRCLE_SRC_HTTP_SERVE_SERVICE_H

#include "lifecircle/base/budget.h"
#include "src/http/monitor/metrics.h"
#include "src/http/monitor/usage.h"
#include "src/http/net/address.h"
#include "src/http/net/guard.h"
#include "src/http/net/quota.h"
#include "src/http/net/reaper.h"
#include "src/http/net/workers.h"
#include "src/http/ogc/systems.h"
#include "src/http/serve/cities.h"
#include "src/http/serve/files.h"
#include "src/http/serve/generation.h"
#include "src/http/serve/recent.h"
#include "src/http/serve/sandbox.h"

#include <stdatomic.h>

/* Made before anything listens; constant but for what is atomic or locks
 * itself. `opts` are the caller's, and outlive it. */
struct lc_service {
    const lc_server_opts *opts;
    lc_cities *cities;
    const lc_sandbox *sandbox; /* the server's */
    lc_files *files;
    lc_metrics *metrics;
    lc_workers
        *workers; /* stopped by serve.c, while there are connections yet */
    lc_quota *quota;
    lc_recent *recent;
    const lc_systems *systems; /* the server's */
    lc_reaper *reaper;         /* set by server.c, before anything listens */
    unsigned connections;      /* most at once; set there too */
    lc_usage usage;
    lc_address_list trusted; /* proxies */
    unsigned max_minutes, deadline_s, download_s;
    atomic_bool draining; /* on the way out: no new connections, please */
    atomic_bool stopping; /* answers under way come to their end */
    atomic_uint_fast64_t next_id;
};

/* LIFE_ERR_NOMEM. Starts the workers, and loads no city yet. */
lc_status lc_service_new(const lc_server_opts *opts, lc_service **out,
                         lc_error *err);
void lc_service_free(lc_service *s); /* NULL is fine */

/* Lives in the connection's memory from the request's header to the end of its
 * response. Zeroed before begin(). */
typedef struct lc_exchange { /* one request, on its way to its response */
    /* what the caller sets */
    lc_listener listener;
    lc_request req;      /* method, body, header fields and arena */
    const char *raw;     /* the target as it came */
    lc_verdict refused;  /* what the guard says of it */
    lc_rejection reason; /* of `refused`, for the metrics */
    bool crowded;        /* its address has too many connections */
    lc_address client;   /* whom limits count for */
    lc_address local;    /* that was connected to */
    lc_budget *budget;   /* of a long answer; NULL: of a light one */
    /* what is held of the quota, until lc_service_end() */
    bool request_held, task_held;
    uint64_t bytes_held;
    /* what lc_service_find() finds */
    bool may_keep;
    uint64_t stamp;
    /* what lc_service_begin() finds */
    bool routed;
    lc_endpoint route; /* if there is one */
    lc_args args;      /* the parameters it takes */
    const lc_file *file;
    const lc_served *city; /* NULL: the path is no city's */
    lc_error err;          /* of the target, if it can't be read */
    lc_error wrong;        /* with a parameter */
    bool head_only;        /* of a long answer the header alone is made */
    char etag[40];         /* of a long answer that may be kept, or "" */
    size_t row;            /* of the metrics */
    char generation[16];   /* that answers, or "": for the log */
    uint64_t start_us;
    /* of an answer that is sent piece by piece (send/flow.h) */
    bool flows, is_whole; /* the client has all of it */
    lc_lease lease;       /* that it is made from, to its end */
    uint64_t sent;        /* bytes */
    uint64_t made_us;     /* what making it has taken */
} lc_exchange;

/* Before begin(), which is left out then: the answer that somebody had who
 * asked the same, logged and counted, to be sent and dropped (recent.h). NULL:
 * none. */
const lc_recent_answer *lc_service_find(lc_service *s, lc_exchange *x);
/* Behind answer(), where find() found nothing: whether `reply`, a whole
 * response with a body of `bytes`, is kept for others. */
bool lc_service_keep(lc_service *s, const lc_exchange *x,
                     const lc_response *res, size_t bytes, void *reply,
                     void (*drop)(void *reply));
/* Reads the target and says how long the answer will take: LIFE_LIGHT,
 * LIFE_MEDIUM or LIFE_SLOW. */
lc_weight lc_service_begin(lc_service *s, lc_exchange *x);
/* One of these two follows, on any thread. The response is complete then, and
 * the request logged and counted. */
void lc_service_answer(lc_service *s, lc_exchange *x, lc_response *res);
/* No worker has time for it, or (where no task is held) its address has as many
 * of them as it may. */
void lc_service_refuse(lc_service *s, lc_exchange *x, lc_response *res);
/* The same response as was made for another who asked the same, but for the
 * body of `bytes`, which is the caller's to send. */
void lc_service_repeat(lc_service *s, lc_exchange *x, const lc_response *made,
                       size_t bytes, lc_response *res);
/* Of an answer that flows: nothing more of it is made. */
void lc_service_give_city(lc_exchange *x);
/* The response is sent, or never will be. */
void lc_service_end(lc_service *s, lc_exchange *x);

#endif
