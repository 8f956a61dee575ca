/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/ways.h - the line of links by which a page leads on.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_WAYS_H
#define LIFECIRCLE_EXPORT_PAGES_WAYS_H

#include "lifecircle/base/buf.h"

#include <stddef.h>

typedef struct lc_way {
    const char *href, *title, *rel; /* `rel` "": none is said */
} lc_way;

/* Nothing where there are none. */
void lc_ways_put(lc_buf *out, const lc_way *way, size_t ways);

#endif
