/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/state.c - see state.h.
 */
#include "src/http/api/state.h"

#include "lifecircle/base/json_out.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

#include <inttypes.h>

static const char text[] = "text/plain; charset=utf-8";

lc_status lc_api_state_health(const lc_context *ctx, lc_request *req,
                              lc_response *res, lc_error *err)
{
    (void)ctx;
    (void)req;
    lc_buf_puts(&res->body, "alive\n");
    return lc_response_done(res, text, err);
}

lc_status lc_api_state_ready(const lc_context *ctx, lc_request *req,
                             lc_response *res, lc_error *err)
{
    lc_generation_counts n;

    (void)req;
    lc_generations_count(ctx->service->generations, &n);
    if (atomic_load(&ctx->service->draining)) {
        res->status = 503;
        lc_buf_puts(&res->body, "stopping\n");
    } else if (!n.ready) {
        res->status = 503;
        lc_buf_puts(&res->body, "no city is loaded\n");
    } else {
        lc_buf_puts(&res->body, "ready\n");
    }
    return lc_response_done(res, text, err);
}

lc_status lc_api_state_metrics(const lc_context *ctx, lc_request *req,
                               lc_response *res, lc_error *err)
{
    lc_generation_counts n;
    lc_worker_counts tasks;

    (void)req;
    lc_generations_count(ctx->service->generations, &n);
    lc_workers_count(ctx->service->workers, &tasks);
    lc_buf_printf(&res->body,
                  "# TYPE lifecircle_ready gauge\n"
                  "lifecircle_ready %d\n"
                  "# TYPE lifecircle_reloads_total counter\n"
                  "lifecircle_reloads_total{result=\"loaded\"} %" PRIu64 "\n"
                  "lifecircle_reloads_total{result=\"refused\"} %" PRIu64 "\n"
                  "# TYPE lifecircle_generation_info gauge\n"
                  "lifecircle_generation_info{generation=\"%s\"} 1\n",
                  n.ready && !atomic_load(&ctx->service->draining), n.loaded,
                  n.refused, n.id);
    lc_buf_printf(&res->body,
                  "# TYPE lifecircle_city_memory_bytes gauge\n"
                  "lifecircle_city_memory_bytes %" PRIu64 "\n"
                  "# TYPE lifecircle_tasks gauge\n"
                  "lifecircle_tasks{state=\"waiting\"} %u\n"
                  "lifecircle_tasks{state=\"running\"} %u\n"
                  "# TYPE lifecircle_tasks_refused_total counter\n"
                  "lifecircle_tasks_refused_total %" PRIu64 "\n",
                  n.memory_bytes, tasks.waiting, tasks.running, tasks.refused);
    lc_metrics_write(ctx->service->metrics, &res->body);
    return lc_response_done(res, "text/plain; version=0.0.4; charset=utf-8",
                            err);
}

lc_status lc_api_state_basemap(const lc_context *ctx, lc_request *req,
                               lc_response *res, lc_error *err)
{
    const lc_server_opts *opts = ctx->service->opts;
    lc_json j;

    (void)req;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "url", opts->basemap_url);
    lc_json_str(&j, "attribution", opts->basemap_attribution);
    lc_json_end(&j);
    return lc_response_done(res, "application/json", err);
}
