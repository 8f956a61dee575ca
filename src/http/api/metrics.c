/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/metrics.c - see metrics.h.
 */
#include "src/http/api/metrics.h"

#include "lifecircle/base/version.h"
#include "src/http/limits.h"
#include "src/http/monitor/exposition.h"
#include "src/http/net/reaper.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

#include <stdio.h>

/* ---- cities ---- */

static uint64_t ready_of(const lc_generation_counts *n)
{
    return n->ready;
}

static uint64_t verified_of(const lc_generation_counts *n)
{
    return n->verified;
}

static uint64_t memory_of(const lc_generation_counts *n)
{
    return n->memory_bytes;
}

static uint64_t loaded_of(const lc_generation_counts *n)
{
    return n->loaded_s;
}

static uint64_t computed_of(const lc_generation_counts *n)
{
    return n->computed_s;
}

static uint64_t data_of(const lc_generation_counts *n)
{
    return n->data_s;
}

static void put_city(lc_buf *out, const char *name, const lc_served *city,
                     const char *more, uint64_t value)
{
    lc_buf labels = {0};

    lc_cities_label(&labels, city, more);
    lc_exposition_value(out, name, labels.len ? labels.data : "", value);
    lc_buf_free(&labels);
}

/* A time of 0 is not known, and would be an age of half a century. */
static void put_each(lc_buf *out, const lc_cities *cities)
{
    static const struct {
        const char *name, *help;
        uint64_t (*value)(const lc_generation_counts *n);
        bool is_time;
    } metric[] = {
        {"lifecircle_city_ready", "1: the city is loaded and answers.",
         ready_of, false},
        {"lifecircle_city_verified",
         "0: it was taken without the .sha256 of its file.", verified_of,
         false},
        {"lifecircle_city_memory_bytes", "Memory of its streets and results.",
         memory_of, false},
        {"lifecircle_city_loaded_timestamp_seconds",
         "When the present generation was loaded.", loaded_of, true},
        {"lifecircle_city_computed_timestamp_seconds",
         "When its results were computed.", computed_of, true},
        {"lifecircle_city_data_timestamp_seconds",
         "The day of its streets' data.", data_of, true},
    };

    for (size_t m = 0; m < sizeof metric / sizeof *metric; m++) {
        lc_exposition_head(out, metric[m].name, "gauge", metric[m].help);
        for (size_t i = 0; i < lc_cities_count(cities); i++) {
            const lc_served *city = lc_cities_at(cities, i);
            lc_generation_counts n;
            uint64_t value;

            lc_generations_count(city->generations, &n);
            value = metric[m].value(&n);
            if (value || !metric[m].is_time)
                put_city(out, metric[m].name, city, "", value);
        }
    }
}

static void put_reloads(lc_buf *out, const lc_cities *cities)
{
    static const char name[] = "lifecircle_reloads_total";

    lc_exposition_head(out, name, "counter",
                       "City files loaded, and those refused.");
    for (size_t i = 0; i < lc_cities_count(cities); i++) {
        const lc_served *city = lc_cities_at(cities, i);
        lc_generation_counts n;

        lc_generations_count(city->generations, &n);
        put_city(out, name, city, "result=\"loaded\"", n.loaded);
        put_city(out, name, city, "result=\"refused\"", n.refused);
    }
}

static void put_generations(lc_buf *out, const lc_cities *cities)
{
    static const char name[] = "lifecircle_generation_info";
    char label[sizeof((lc_generation_counts *)0)->id + 16];

    lc_exposition_head(out, name, "gauge",
                       "1, with the generation being served.");
    for (size_t i = 0; i < lc_cities_count(cities); i++) {
        const lc_served *city = lc_cities_at(cities, i);
        lc_generation_counts n;

        lc_generations_count(city->generations, &n);
        snprintf(label, sizeof label, "generation=\"%s\"", n.id);
        if (n.ready)
            put_city(out, name, city, label, 1);
    }
}

/* ---- limits ---- */

/* Long answers: those that a worker makes. */
static void put_gate(lc_buf *out, lc_workers *workers)
{
    lc_worker_counts n;

    lc_workers_count(workers, &n);
    lc_exposition_head(out, "lifecircle_tasks", "gauge",
                       "Long answers waiting for a worker, and being made.");
    lc_exposition_value(out, "lifecircle_tasks", "{state=\"waiting\"}",
                        n.waiting);
    lc_exposition_value(out, "lifecircle_tasks", "{state=\"running\"}",
                        n.running);
    lc_exposition_counter(out, "lifecircle_tasks_refused_total",
                          "Long answers that no worker had time for.",
                          n.refused);
}

/* What limits are there for: held now, and how often one was met. */
static void put_quota(lc_buf *out, lc_quota *quota)
{
    static const struct {
        const char *gauge, *help, *label;
    } of[LIFE_HOLDINGS] = {
        [LIFE_HOLD_CONNECTION] = {"lifecircle_held_connections",
                                  "Connections counted by address.",
                                  "{of=\"connections\"}"},
        [LIFE_HOLD_REQUEST] = {"lifecircle_held_requests",
                               "Requests under way.", "{of=\"requests\"}"},
        [LIFE_HOLD_TASK] = {"lifecircle_held_tasks",
                            "Long answers asked for and not made yet.",
                            "{of=\"tasks\"}"},
        [LIFE_HOLD_BYTES] = {"lifecircle_sending_bytes",
                             "Answers over 64 KiB being sent.",
                             "{of=\"sending_bytes\"}"}};
    uint64_t held[LIFE_HOLDINGS], refused[LIFE_HOLDINGS];

    for (int i = 0; i < LIFE_HOLDINGS; i++) {
        lc_quota_count(quota, (lc_holding)i, &held[i], &refused[i]);
        lc_exposition_gauge(out, of[i].gauge, of[i].help, held[i]);
    }
    lc_exposition_head(out, "lifecircle_over_limit_total", "counter",
                       "How often a limit was met, by what it is of.");
    for (int i = 0; i < LIFE_HOLDINGS; i++)
        lc_exposition_value(out, "lifecircle_over_limit_total", of[i].label,
                            refused[i]);
}

/* The ceilings, so that an alert needs not repeat what the operator has set. */
static void put_ceilings(lc_buf *out, const lc_service *s)
{
    unsigned mib = s->opts->sending_mib;

    lc_exposition_gauge(out, "lifecircle_connections_limit",
                        "Most connections at once.", s->connections);
    lc_exposition_gauge(out, "lifecircle_sending_limit_bytes",
                        "Most bytes of answers being sent.",
                        (uint64_t)(mib ? mib : LIFE_SENDING_MIB) << 20);
    if (s->reaper)
        lc_exposition_counter(out, "lifecircle_connections_evicted_total",
                              "Connections ended to make room for new ones.",
                              lc_reaper_count(s->reaper));
}

/* As far as the kernel has what that takes, and unless --no-sandbox. */
static void put_sandbox(lc_buf *out, const lc_sandbox *of)
{
    lc_exposition_head(out, "lifecircle_sandboxed", "gauge",
                       "1: the kernel keeps the server from other files, from "
                       "other system calls.");
    lc_exposition_value(out, "lifecircle_sandboxed", "{from=\"files\"}",
                        of->files > 0);
    lc_exposition_value(out, "lifecircle_sandboxed", "{from=\"calls\"}",
                        of->calls);
}

lc_status lc_api_metrics(const lc_context *ctx, lc_request *req,
                         lc_response *res, lc_error *err)
{
    lc_service *s = ctx->service;
    lc_buf *out = &res->body;

    (void)req;
    lc_exposition_head(out, "lifecircle_build_info", "gauge",
                       "1, with the version of the program.");
    lc_exposition_value(out, "lifecircle_build_info",
                        "{version=\"" LIFE_VERSION "\"}", 1);
    lc_exposition_gauge(
        out, "lifecircle_ready", "1: a city is loaded and it doesn't stop.",
        lc_cities_ready(s->cities) && !atomic_load(&s->draining));
    put_each(out, s->cities);
    put_reloads(out, s->cities);
    put_generations(out, s->cities);
    put_gate(out, s->workers);
    put_quota(out, s->quota);
    put_ceilings(out, s);
    put_sandbox(out, s->sandbox);
    lc_metrics_write(s->metrics, out);
    lc_usage_write(&s->usage, out);
    return lc_response_done(res, "text/plain; version=0.0.4; charset=utf-8",
                            err);
}
