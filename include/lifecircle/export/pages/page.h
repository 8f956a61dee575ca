/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/page.h - the frame that every page of HTML stands in:
 * its head, its one style, its policy.
 *
 * A page needs nothing beside it: its style is inside, it runs no script, and
 * its policy, which stands in the page too, lets nothing else in.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_PAGE_H
#define LIFECIRCLE_EXPORT_PAGES_PAGE_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/export/links.h"

typedef enum lc_page_kind {
    LIFE_PAGE_PLAIN,  /* answers without scripts; has forms */
    LIFE_PAGE_REPORT, /* a unit against its standard */
    LIFE_PAGE_DATA,   /* what is odd in a city or a table */
    LIFE_PAGE_LIST,   /* a list of the plan, as a wide table */
    LIFE_PAGE_MATRIX, /* units by services */
    LIFE_PAGE_KINDS
} lc_page_kind;

typedef struct lc_page_head {
    lc_page_kind kind;
    lc_lang lang;
    const char *title;     /* the page's own; "": the site's alone */
    const char *site;      /* behind it in the title */
    const lc_links *links; /* where its icon is; NULL: it shows none */
} lc_page_head;

/* Up to and with <body>. */
void lc_page_begin(lc_buf *out, const lc_page_head *head);
void lc_page_end(lc_buf *out);

/* What a page may do, as a Content-Security-Policy: its own style, by hash;
 * the icon and forms to the server that a plain page comes from. */
void lc_page_policy(lc_buf *out, lc_page_kind kind);

#endif
