/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/serve/service.h - everything a request can meet, without the
 * network: from a raw target to a finished response.
 *
 * Threads: lc_service_answer() may be called from any number of threads.
 */
#ifndef LIFECIRCLE_SRC_HTTP_SERVE_SERVICE_H
#define LIFECIRCLE_SRC_HTTP_SERVE_SERVICE_H

#include "src/http/net/guard.h"
#include "src/http/serve/files.h"
#include "src/http/serve/generation.h"
#include "src/http/serve/metrics.h"

#include <stdatomic.h>

struct lc_service {
    const lc_server_opts *opts;
    lc_generations *generations;
    lc_files *files;
    lc_metrics *metrics;
    unsigned max_minutes;
    atomic_bool draining; /* on the way out: no new connections, please */
    atomic_uint_fast64_t next_id;
    atomic_uint heavy; /* requests under way that may take seconds */
};

lc_status lc_service_new(const lc_server_opts *opts, lc_service **out,
                         lc_error *err);
void lc_service_free(lc_service *s); /* NULL is fine */

/* Answers a request whose method, body, header fields and arena are set.
 * `raw` is the target as it came; `refused` what the guard says of it. The
 * response is complete and the request logged and counted. */
void lc_service_answer(lc_service *s, lc_listener listener, lc_request *req,
                       const char *raw, lc_verdict refused, lc_response *res);

#endif
