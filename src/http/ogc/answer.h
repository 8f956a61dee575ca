/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/answer.h - what the answers of /ogc have in common: absolute
 * links, formats, parameters.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_ANSWER_H
#define LIFECIRCLE_SRC_HTTP_OGC_ANSWER_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/pages/page.h"
#include "src/http/http.h"
#include "src/http/ogc/data.h"
#include "src/http/ogc/systems.h"

#define LIFE_OGC_GEOJSON "application/geo+json"
#define LIFE_OGC_SCHEMA  "application/schema+json"
#define LIFE_OGC_API     "application/vnd.oai.openapi+json;version=3.0"

/* "https://HOST/c/ID/ogc" and the path, which begins with a slash or is "".
 * Clients of this kind can't do with less than the whole address. */
void lc_ogc_answer_href(const lc_context *ctx, const lc_request *req,
                        const char *path, lc_buf *out);

/* A link into the array that is open. */
typedef struct lc_ogc_link {
    const char *path, *rel, *type, *title; /* `path` as above */
} lc_ogc_link;
void lc_ogc_answer_link(lc_json *j, const lc_context *ctx,
                        const lc_request *req, const lc_ogc_link *link);

/* Which of two forms is asked for by `f` or Accept; LIFE_ERR_RANGE. */
lc_status lc_ogc_answer_form(const lc_request *req, bool *html, lc_error *err);
/* That no parameter is there but those of the list, and `f`; NULL behind the
 * last. */
lc_status lc_ogc_answer_only(const lc_request *req, const char *const *names,
                             lc_error *err);

/* The word in the language of the request. */
const char *lc_ogc_answer_say(const lc_request *req, const char *en,
                              const char *zh);
lc_box lc_ogc_answer_extent(const lc_context *ctx);

/* What all pages of HTML have in common; `title`, of the request. */
lc_page_head lc_ogc_answer_head(const lc_context *ctx, const lc_request *req,
                                const char *title);
/* The address, in the request's memory; "" where there is none. */
const char *lc_ogc_answer_address(const lc_context *ctx, const lc_request *req,
                                  const char *path);
/* A page is whole: its policy, and that Accept chose it. */
lc_status lc_ogc_answer_page(lc_request *req, lc_response *res, lc_error *err);

/* It is whole; kept by clients, who ask each time whether it is as it was. */
lc_status lc_ogc_answer_done(lc_response *res, const char *type, lc_error *err);

#endif
