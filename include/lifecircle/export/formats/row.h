/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/row.h - one record on its way into a format: its
 * geometry, and a value for each field.
 *
 * Layer:   export.
 * Errors:  sticky. What found no memory sets `failed`, and whoever writes the
 *          row turns that into an error.
 * Threads: a row belongs to one thread at a time.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_ROW_H
#define LIFECIRCLE_EXPORT_FORMATS_ROW_H

#include "lifecircle/base/arena.h"
#include "lifecircle/base/buf.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/export/formats/field.h"
#include "lifecircle/geo/shape.h"

typedef struct lc_geometry { /* nothing set: null */
    const lc_shape *shape;   /* borrowed; wins over the point */
    lc_pt pt;
    bool placed; /* `pt` is one */
} lc_geometry;

typedef struct lc_row { /* `= {0}` is empty and valid */
    const char *id;     /* the Feature's; NULL: none. Borrowed */
    lc_geometry geometry;
    LC_VEC(lc_cell) value;
    lc_arena *scratch; /* of texts made for this row */
    lc_buf long_text;  /* one that each row has; its memory is kept */
    bool failed;
} lc_row;

void lc_row_clear(lc_row *r); /* empty again, memory kept, not failed */
void lc_row_free(lc_row *r);

/* The value of the next field. */
void lc_row_add(lc_row *r, lc_cell v);

/* The same of a text made for the row, which is copied; null where `text` has
 * nothing, `failed` where it failed. */
lc_cell lc_row_text(lc_row *r, const lc_buf *text);
/* The memory that lasts as long as the row's values; NULL and `failed`: none.
 */
lc_arena *lc_row_scratch(lc_row *r);
/* Room for `count` words, for lc_cell_list(); NULL: no memory. */
const char **lc_row_words(lc_row *r, size_t count);

#endif
