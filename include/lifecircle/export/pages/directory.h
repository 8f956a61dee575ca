/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/directory.h - a page of links, each with a few words.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_DIRECTORY_H
#define LIFECIRCLE_EXPORT_PAGES_DIRECTORY_H

#include "lifecircle/export/pages/page.h"

#include <stddef.h>

typedef struct lc_directory_line {
    const char *href, *title, *about; /* `about` "": none */
} lc_directory_line;

void lc_directory_page(lc_buf *out, const lc_page_head *head,
                       const lc_directory_line *line, size_t lines);

#endif
