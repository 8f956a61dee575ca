/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/pages/features.h - pages of a layer's rows: a table of
 * many, and one alone, with its geometry as GeoJSON has it.
 *
 *     lc_features_begin, lc_features_row ..., lc_features_end
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 */
#ifndef LIFECIRCLE_EXPORT_PAGES_FEATURES_H
#define LIFECIRCLE_EXPORT_PAGES_FEATURES_H

#include "lifecircle/export/formats/row.h"
#include "lifecircle/export/pages/directory.h"

typedef struct lc_features_page { /* borrowed for each call */
    lc_page_head head;
    const char *about; /* a line below the title; "": none */
    const lc_directory_line *line;
    size_t lines; /* of links */
    lc_fields fields;
} lc_features_page;

/* Up to the head of the table. */
void lc_features_begin(lc_buf *out, const lc_features_page *p);
/* `id` leads to `href`. */
void lc_features_row(lc_buf *out, const lc_features_page *p, const char *href,
                     const char *id, const lc_row *row);
/* With more links; `lines` 0: none. */
void lc_features_end(lc_buf *out, const lc_directory_line *line, size_t lines);

/* The page of one; `geometry`: its text. */
void lc_features_one(lc_buf *out, const lc_features_page *p, const lc_row *row,
                     const char *geometry);

#endif
