/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/state.c - see state.h.
 */
#include "src/http/api/state.h"

#include "lifecircle/base/json.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

#include <inttypes.h>
#include <stdio.h>

static const char text[] = "text/plain; charset=utf-8";

/* Says that the process answers and no more: whoever restarts it on a failure
 * should not do so because a city is bad. */
lc_status lc_api_state_health(const lc_context *ctx, lc_request *req,
                              lc_response *res, lc_error *err)
{
    (void)ctx;
    (void)req;
    lc_buf_puts(&res->body, "alive\n");
    return lc_response_done(res, text, err);
}

/* 503 while there is no city, and from the signal to stop on, so that a
 * balancer sends no more before connections are closed. */
lc_status lc_api_state_ready(const lc_context *ctx, lc_request *req,
                             lc_response *res, lc_error *err)
{
    (void)req;
    if (atomic_load(&ctx->service->draining)) {
        res->status = 503;
        lc_buf_puts(&res->body, "stopping\n");
    } else if (!lc_cities_ready(ctx->service->cities)) {
        res->status = 503;
        lc_buf_puts(&res->body, "no city is loaded\n");
    } else {
        lc_buf_puts(&res->body, "ready\n");
    }
    return lc_response_done(res, text, err);
}

/* One metric of each city; the format wants all values of a name together. */
static void put_reloads(lc_buf *out, const lc_served *city,
                        const lc_generation_counts *n)
{
    lc_buf_puts(out, "lifecircle_reloads_total");
    lc_cities_label(out, city, "result=\"loaded\"");
    lc_buf_printf(out, " %" PRIu64 "\nlifecircle_reloads_total", n->loaded);
    lc_cities_label(out, city, "result=\"refused\"");
    lc_buf_printf(out, " %" PRIu64 "\n", n->refused);
}

static void put_generation(lc_buf *out, const lc_served *city,
                           const lc_generation_counts *n)
{
    char generation[sizeof n->id + 16];

    if (!n->ready)
        return;
    snprintf(generation, sizeof generation, "generation=\"%s\"", n->id);
    lc_buf_puts(out, "lifecircle_generation_info");
    lc_cities_label(out, city, generation);
    lc_buf_puts(out, " 1\n");
}

static void put_ready(lc_buf *out, const lc_served *city,
                      const lc_generation_counts *n)
{
    lc_buf_puts(out, "lifecircle_city_ready");
    lc_cities_label(out, city, "");
    lc_buf_printf(out, " %d\n", n->ready);
}

/* 0: it was taken without the .sha256 of its file. */
static void put_verified(lc_buf *out, const lc_served *city,
                         const lc_generation_counts *n)
{
    lc_buf_puts(out, "lifecircle_city_verified");
    lc_cities_label(out, city, "");
    lc_buf_printf(out, " %d\n", n->verified);
}

static void put_memory(lc_buf *out, const lc_served *city,
                       const lc_generation_counts *n)
{
    lc_buf_puts(out, "lifecircle_city_memory_bytes");
    lc_cities_label(out, city, "");
    lc_buf_printf(out, " %" PRIu64 "\n", n->memory_bytes);
}

static void put_cities(lc_buf *out, const lc_cities *cities)
{
    static const struct {
        const char *head;
        void (*put)(lc_buf *out, const lc_served *city,
                    const lc_generation_counts *n);
    } metric[] = {
        {"# TYPE lifecircle_city_ready gauge\n", put_ready},
        {"# TYPE lifecircle_reloads_total counter\n", put_reloads},
        {"# TYPE lifecircle_generation_info gauge\n", put_generation},
        {"# TYPE lifecircle_city_verified gauge\n", put_verified},
        {"# TYPE lifecircle_city_memory_bytes gauge\n", put_memory},
    };

    for (size_t m = 0; m < sizeof metric / sizeof *metric; m++) {
        lc_buf_puts(out, metric[m].head);
        for (size_t i = 0; i < lc_cities_count(cities); i++) {
            const lc_served *city = lc_cities_at(cities, i);
            lc_generation_counts n;

            lc_generations_count(city->generations, &n);
            metric[m].put(out, city, &n);
        }
    }
}

/* What limits are there for: held now, and how often one was met. */
static void put_quota(lc_buf *out, lc_quota *quota)
{
    static const char *const name[LIFE_HOLDINGS] = {
        [LIFE_HOLD_CONNECTION] = "connections",
        [LIFE_HOLD_REQUEST] = "requests",
        [LIFE_HOLD_TASK] = "tasks",
        [LIFE_HOLD_BYTES] = "sending_bytes"};
    uint64_t held[LIFE_HOLDINGS], refused[LIFE_HOLDINGS];

    for (int i = 0; i < LIFE_HOLDINGS; i++)
        lc_quota_count(quota, (lc_holding)i, &held[i], &refused[i]);
    lc_buf_puts(out, "# TYPE lifecircle_held gauge\n");
    for (int i = 0; i < LIFE_HOLDINGS; i++)
        lc_buf_printf(out, "lifecircle_held{of=\"%s\"} %" PRIu64 "\n", name[i],
                      held[i]);
    lc_buf_puts(out, "# TYPE lifecircle_over_limit_total counter\n");
    for (int i = 0; i < LIFE_HOLDINGS; i++)
        lc_buf_printf(out,
                      "lifecircle_over_limit_total{of=\"%s\"} %" PRIu64 "\n",
                      name[i], refused[i]);
}

lc_status lc_api_state_metrics(const lc_context *ctx, lc_request *req,
                               lc_response *res, lc_error *err)
{
    lc_service *s = ctx->service;
    lc_worker_counts tasks;

    (void)req;
    lc_workers_count(s->workers, &tasks);
    lc_buf_printf(&res->body,
                  "# TYPE lifecircle_ready gauge\n"
                  "lifecircle_ready %d\n",
                  lc_cities_ready(s->cities) && !atomic_load(&s->draining));
    put_cities(&res->body, s->cities);
    lc_buf_printf(&res->body,
                  "# TYPE lifecircle_tasks gauge\n"
                  "lifecircle_tasks{state=\"waiting\"} %u\n"
                  "lifecircle_tasks{state=\"running\"} %u\n"
                  "# TYPE lifecircle_tasks_refused_total counter\n"
                  "lifecircle_tasks_refused_total %" PRIu64 "\n",
                  tasks.waiting, tasks.running, tasks.refused);
    put_quota(&res->body, s->quota);
    lc_metrics_write(s->metrics, &res->body);
    return lc_response_done(res, "text/plain; version=0.0.4; charset=utf-8",
                            err);
}

/* Null members where the operator has set none: the page then asks nobody else
 * for anything. */
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
