/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/filter/filter.h - which rows of a layer are wanted, in the
 * text form of CQL2 (OGC 21-065r2).
 *
 *     name = 'x' and (minutes between 5 and 10 or not checked_on is null)
 *
 * Understood: and or not, true, false; = <> < > <= >= of fields and values in
 * either order; [not] in (...), [not] like (% _ and \ before either), [not]
 * between, is [not] null; casei(...) around texts; DATE('2026-01-31') and
 * TIMESTAMP('2026-01-31T12:00:00Z'), also as plain texts beside a date;
 * s_intersects(geometry, ...) with BBOX(w,s,e,n) or well-known text of points,
 * lines and polygons. Names of fields may stand in double quotes.
 *
 * Where a value is not known a comparison is neither true nor false, as in SQL:
 * such rows are not kept, nor by its `not`. Numbers are compared as they are
 * written, so a decimal by its decimals. Texts by their characters' numbers. A
 * list of texts is = or like or in what any of its items is, and <> where none
 * is. A date of a day alone is its midnight in UTC; held against DATE() it is
 * days that are compared.
 *
 * Layer:   export.
 * Errors:  LIFE_ERR_PARSE naming `filter`, the character and the word there:
 *          no such form, no such field, or one of another type; LIFE_ERR_LIMIT:
 *          nested deeper than 32, more than 20,000 words or 5,000 positions;
 *          LIFE_ERR_NOMEM.
 * Threads: one that is made may be asked by any number of threads, each with a
 *          row of its own.
 */
#ifndef LIFECIRCLE_EXPORT_FILTER_FILTER_H
#define LIFECIRCLE_EXPORT_FILTER_FILTER_H

#include "lifecircle/base/error.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/geo/point.h"

typedef struct lc_filter lc_filter;

/* The rows that it is for. */
typedef struct lc_filter_rows {
    lc_fields fields; /* need not live on; rows have a value for each */
    bool geometry;    /* they may have one, which is called "geometry" */
    /* From what positions in the filter are to WGS 84; false: outside of where
     * that system is. NULL: they are longitude, latitude. Called while parsing
     * alone. */
    bool (*place)(void *ctx, double x, double y, lc_lonlat *out);
    void *ctx;
} lc_filter_rows;

/* *out is the caller's to free. */
lc_status lc_filter_parse(const char *text, const lc_filter_rows *rows,
                          lc_filter **out, lc_error *err);
void lc_filter_free(lc_filter *f); /* NULL is fine */

/* Whether the row is kept: the filter is true of it, neither false nor unknown.
 * Uses the row's scratch memory; want of it is the row's `failed`. Cost: linear
 * in the filter, 0.1 us a comparison; with casei() 1 us. */
bool lc_filter_keeps(const lc_filter *f, lc_row *row);

/* What narrows it before rows are looked at: a box in which all lie that are
 * kept (false: it says nothing); a field and the text that it is then equal to
 * (NULL: none), whose row may be kept. */
bool lc_filter_box(const lc_filter *f, lc_box *box);
const char *lc_filter_equal(const lc_filter *f, size_t *field);

#endif
