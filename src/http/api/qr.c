/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/qr.c - see qr.h.
 */
#include "src/http/api/qr.h"

#include "lifecircle/export/pages/qr.h"
#include "src/http/serve/origin.h"
#include "src/http/serve/response.h"

#include <string.h>

lc_status lc_api_qr(const lc_context *ctx, lc_request *req, lc_response *res,
                    lc_error *err)
{
    const char *url = ctx->args->v[LIFE_PARAM_URL].text;
    lc_status st = LIFE_OK;

    if (strlen(url) > LIFE_QR_BYTES)
        st = lc_fail_param(err, LIFE_ERR_LIMIT, "url",
                           "url is longer than %d bytes", LIFE_QR_BYTES);
    else if (!lc_origin_owns(ctx, req, url))
        st = lc_fail_param(err, LIFE_ERR_RANGE, "url",
                           "url must be an address of this server");
    if (!st)
        st = lc_qr_svg(&res->body, url, err);
    return st ? st : lc_response_done(res, "image/svg+xml", err);
}
