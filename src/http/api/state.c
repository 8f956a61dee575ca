/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/state.c - see state.h.
 */
#include "src/http/api/state.h"

#include "lifecircle/base/json.h"
#include "src/http/serve/response.h"
#include "src/http/serve/service.h"

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
