/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/ogc/document.h - what is no feature: a document of JSON, or the same
 * as a page.
 */
#ifndef LIFECIRCLE_SRC_HTTP_OGC_DOCUMENT_H
#define LIFECIRCLE_SRC_HTTP_OGC_DOCUMENT_H

#include "src/http/ogc/answer.h"

#define LIFE_OGC_TITLE "OGC API - Features" /* what all belongs to */

typedef struct lc_ogc_document {
    const char *path;               /* its own, below /ogc */
    const char *title;              /* of the page */
    const char *type;               /* of the JSON */
    const char *up_path, *up_title; /* what it belongs to; NULL: all */
    bool html;                      /* what was asked for */
} lc_ogc_document;

/* Of a document that takes no parameter but `f`; LIFE_ERR_USAGE,
 * LIFE_ERR_RANGE. */
lc_status lc_ogc_document_form(const lc_request *req, bool *html,
                               lc_error *err);
/* The body of `res` is the JSON; it is made a page where one was asked for. The
 * other form is named in the header, as a schema has no place for links. */
lc_status lc_ogc_document_done(const lc_context *ctx, lc_request *req,
                               const lc_ogc_document *d, lc_response *res,
                               lc_error *err);

#endif
