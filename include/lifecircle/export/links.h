/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/links.h - every address of a city, made in one place: where
 * a server holds one city they begin at its root, where it holds several, below
 * each city's own base.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 * Threads: constant data; pure.
 */
#ifndef LIFECIRCLE_EXPORT_LINKS_H
#define LIFECIRCLE_EXPORT_LINKS_H

#include "lifecircle/base/buf.h"

/* What questions and the rest of the interface stand below. */
#define LIFE_API_ROOT "/api/v1"
/* The pages without scripts (export/pages/plain). */
#define LIFE_PLAIN_PATH "/plain"

typedef struct lc_links {
    const char *base; /* "/c/ID", without a slash behind, or "" */
} lc_links;

/* "/tiles/base/{z}/{x}/{y}.mvt" of the city, as it is. */
void lc_links_put(lc_buf *out, const lc_links *l, const char *path);
/* The address of a question's path, `code` percent-encoded in place of its
 * {...}; NULL where it has none. */
void lc_links_question(lc_buf *out, const lc_links *l, const char *path,
                       const char *code);

#endif
