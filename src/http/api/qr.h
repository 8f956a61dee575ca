/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/api/qr.h - a QR code of an address of this server.
 */
#ifndef LIFECIRCLE_SRC_HTTP_API_QR_H
#define LIFECIRCLE_SRC_HTTP_API_QR_H

#include "src/http/http.h"

lc_status lc_api_qr(const lc_context *ctx, lc_request *req, lc_response *res,
                    lc_error *err);

#endif
