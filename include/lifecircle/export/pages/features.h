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
#include "lifecircle/export/pages/page.h"
#include "lifecircle/export/pages/ways.h"

typedef struct lc_features_page { /* borrowed for each call */
    lc_page_head head;
    const char *about; /* a line below the title; "": none */
    const lc_way *way;
    size_t ways;
    lc_fields fields;
} lc_features_page;

/* Up to the head of the table, whose last column is the geometry. */
void lc_features_begin(lc_buf *out, const lc_features_page *p);
typedef struct lc_features_one_of {
    const char *href, *id; /* the one leads to the other */
    const char *geometry;  /* its text */
} lc_features_one_of;
void lc_features_row(lc_buf *out, const lc_features_page *p,
                     const lc_features_one_of *one, const lc_row *row);
/* A line more, and more links. */
void lc_features_end(lc_buf *out, const char *about, const lc_way *way,
                     size_t ways);

/* The page of one; `geometry`: its text. */
void lc_features_one(lc_buf *out, const lc_features_page *p, const lc_row *row,
                     const char *geometry);

#endif
