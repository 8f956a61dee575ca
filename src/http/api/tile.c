/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/tile.c - see tile.h.
 */
#include "src/http/api/tile.h"

#include "lifecircle/base/parse.h"
#include "src/http/serve/response.h"

lc_status lc_api_tile_json(const lc_context *ctx, lc_request *req,
                           lc_response *res, lc_error *err)
{
    (void)req;
    lc_tiles_json(&res->body, ctx->world, &ctx->links);
    return lc_response_done(res, "application/json", err);
}

/* The segments are z, x and y as digits alone; what tiles there are is for
 * lc_tiles_get() to say. */
lc_status lc_api_tile(const lc_context *ctx, lc_request *req, lc_response *res,
                      lc_error *err)
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
