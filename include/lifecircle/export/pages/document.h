/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/document.h - a JSON document as a page: all that it
 * says, member by member, so that the page can't say anything else.
 *
 * An object is a list of its members, one of objects alone a table, a row each;
 * what has "href" is a link. "paths", of an OpenAPI description, are a table of
 * what can be asked, what it does, by which parameters, and of which types the
 * answers are. The document's links to itself ("self", "alternate") are left
 * out, as the page has its own.
 *
 * Layer:   export.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_DOCUMENT_H
#define LIFECIRCLE_EXPORT_PAGES_DOCUMENT_H

#include "lifecircle/base/error.h"
#include "lifecircle/export/pages/page.h"
#include "lifecircle/export/pages/ways.h"

typedef struct lc_document_word {
    const char *key, *en, *zh;
} lc_document_word;

typedef struct lc_document { /* borrowed for the call */
    lc_page_head head;
    const lc_way *way; /* below the title */
    size_t ways;
    const lc_document_word *word; /* what members are called; others stand as
                                     they are */
    size_t words;
} lc_document;

/* LIFE_ERR_STATE: it is no JSON; LIFE_ERR_NOMEM. Else errors are those of
 * `out`. */
lc_status lc_document_page(lc_buf *out, const lc_document *d,
                           const lc_buf *json, lc_error *err);

#endif
