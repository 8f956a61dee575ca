/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/items.h - features of a collection, page by page.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_ITEMS_H
#define LIFECIRCLE_SRC_HTTP_OGC_ITEMS_H

#include "lifecircle/ask/question.h"
#include "src/http/http.h"
#include "src/http/serve/generation.h"

/* /ogc/collections/{layer}/items */
lc_status lc_ogc_items(const lc_context *ctx, lc_request *req, lc_response *res,
                       lc_error *err);
/* Medium, but for a few features as they come of a collection that is open:
 * these are light. */
lc_weight lc_ogc_items_weigh(lc_generations *g, const lc_request *req);

#endif
