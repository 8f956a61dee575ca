/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/city.c - the city itself: its tables, names, facilities and
 * tiles; and the state of the server.
 */
#include "lifecircle/base/json_out.h"
#include "lifecircle/base/num.h"
#include "lifecircle/export/answers/answers.h"
#include "lifecircle/export/pages/qr.h"
#include "src/http/api/handlers.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/params.h"
#include "src/http/serve/service.h"

#include <inttypes.h>
#include <string.h>

#define LIFE_MAX_HITS 50

static const char json[] = "application/json";

LIFE_HANDLER(lc_api_categories)
{
    (void)req;
    lc_answer_categories(&res->body, ctx->world);
    return lc_response_done(res, json, err);
}

LIFE_HANDLER(lc_api_city)
{
    (void)req;
    lc_answer_city(&res->body, ctx->world);
    return lc_response_done(res, json, err);
}

/* lon and lat, where they are given: both or none. */
static lc_status get_near(const lc_request *req, lc_find *f, lc_error *err)
{
    lc_lonlat at;
    lc_status st;

    if (!lc_param_find(req, "lon") && !lc_param_find(req, "lat"))
        return LIFE_OK;
    st = lc_param_lonlat(req, &at, err);
    if (!st) {
        f->near = true;
        f->at = lc_pt_from(at);
    }
    return st;
}

LIFE_HANDLER(lc_api_search)
{
    uint32_t limit = 20;
    lc_find f = {0};
    lc_status st = lc_param_text(req, "q", &f.q, err);

    if (!st)
        st = lc_param_uint(req, "limit", 1, LIFE_MAX_HITS, &limit, err);
    if (!st)
        st = get_near(req, &f, err);
    f.limit = limit;
    if (!st)
        st = lc_answer_search(&res->body, ctx->world, &f, err);
    return st ? st : lc_response_done(res, json, err);
}

LIFE_HANDLER(lc_api_facility)
{
    const char *id = req->capture[0];
    uint32_t facility = lc_world_find_facility(ctx->world, id);

    if (facility == LIFE_NONE)
        return lc_fail_param(err, LIFE_ERR_NOT_FOUND, "id",
                             "there is no facility \"%.64s\"", id);
    lc_answer_facility(&res->body, ctx->world, facility);
    return lc_response_done(res, "application/geo+json", err);
}

LIFE_HANDLER(lc_api_qr)
{
    const char *url = lc_param_find(req, "url");
    lc_status st = LIFE_OK;

    if (strlen(url) > LIFE_QR_BYTES)
        st = lc_fail_param(err, LIFE_ERR_LIMIT, "url",
                           "url is longer than %d bytes", LIFE_QR_BYTES);
    else if (!lc_origin_owns(ctx, req, url))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "url",
                           "url must be an address of this server, "
                           "http://%.100s/...",
                           req->host);
    if (!st)
        st = lc_qr_svg(&res->body, url, err);
    return st ? st : lc_response_done(res, "image/svg+xml", err);
}

LIFE_HANDLER(lc_api_basemap)
{
    const lc_server_opts *opts = ctx->service->opts;
    lc_json j;

    (void)req;
    lc_json_init(&j, &res->body);
    lc_json_object(&j, NULL);
    lc_json_str(&j, "url", opts->basemap_url);
    lc_json_str(&j, "attribution", opts->basemap_attribution);
    lc_json_end(&j);
    return lc_response_done(res, json, err);
}

/* ---- tiles ---- */

LIFE_HANDLER(lc_api_tilejson)
{
    (void)req;
    lc_tiles_json(&res->body, ctx->world);
    return lc_response_done(res, json, err);
}

LIFE_HANDLER(lc_api_tile)
{
    static const char *const names[] = {"z", "x", "y"};
    uint64_t at[3];
    lc_status st;

    for (int i = 0; i < 3; i++)
        if (!lc_parse_uint(req->capture[i + 1], UINT32_MAX, &at[i]))
            return lc_fail_param(err, LIFE_ERR_RANGE, names[i],
                                 "%s is \"%.40s\"; it must be a whole number",
                                 names[i], req->capture[i + 1]);
    st = lc_tiles_get(ctx->tiles, req->capture[0], (unsigned)at[0],
                      (unsigned)at[1], (unsigned)at[2], &res->body, err);
    if (st)
        return st;
    if (!res->body.len)
        res->status = 204;
    else
        res->encoding = "gzip";
    return lc_response_done(res, "application/vnd.mapbox-vector-tile", err);
}

/* ---- the server's own state ---- */

static const char text[] = "text/plain; charset=utf-8";

LIFE_HANDLER(lc_api_healthz)
{
    (void)ctx;
    (void)req;
    lc_buf_puts(&res->body, "alive\n");
    return lc_response_done(res, text, err);
}

LIFE_HANDLER(lc_api_readyz)
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

LIFE_HANDLER(lc_api_metrics)
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
