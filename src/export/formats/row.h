/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/formats/row.h - one record, written as JSON members or as CSV
 * cells, so that what an answer says of a thing is written down once for every
 * format.
 */
#ifndef LIFECIRCLE_SRC_EXPORT_FORMATS_ROW_H
#define LIFECIRCLE_SRC_EXPORT_FORMATS_ROW_H

#include "lifecircle/export/answers/answers.h"
#include "lifecircle/study/cover/coverage.h"

typedef struct lc_row {
    lc_json *json; /* members go here; NULL: cells go to `csv` */
    lc_buf *csv;
    bool names_only; /* CSV: write the keys, for the header line */
    bool started;    /* CSV: the line has a cell */
} lc_row;

/* A GeoJSON Feature, or a line of CSV. The geometry comes first: as a member
 * and the opening of `properties`, or as the cells lon and lat, or `geometry`
 * in WKT. `id` (may be NULL) is the Feature's. */
void lc_row_begin(lc_row *r, const char *id);
void lc_row_point(lc_row *r, lc_pt p, bool placed);
void lc_row_shape(lc_row *r, const lc_shape *s); /* NULL or NONE: null */
void lc_row_end(lc_row *r);

/* Members. What is NULL, NaN or LIFE_NONE is null, or an empty cell. */
void lc_row_str(lc_row *r, const char *key, const char *s);
void lc_row_known(lc_row *r, const char *key, const char *s); /* "": null */
void lc_row_int(lc_row *r, const char *key, int64_t v);
void lc_row_double(lc_row *r, const char *key, double v, int decimals);
void lc_row_milli(lc_row *r, const char *key, int64_t thousandths);
/* Milliseconds as seconds, or millimetres as metres. */
void lc_row_time(lc_row *r, const char *key, uint32_t ms);
void lc_row_bool(lc_row *r, const char *key, bool v);
/* part / whole with 6 decimals; null where there is no whole. */
void lc_row_share(lc_row *r, const char *key, int64_t part, int64_t whole);
/* An array of strings; in CSV words with spaces between. */
void lc_row_list(lc_row *r, const char *key, const char *const *item, size_t n);
/* Ready JSON text; in CSV the text of it. */
void lc_row_json(lc_row *r, const char *key, const lc_buf *json);

/* The coordinates array of a line; the text of a shape as WKT. */
void lc_geojson_line(lc_buf *out, const lc_pt *pt, size_t n);
void lc_wkt_shape(lc_buf *out, const lc_shape *s);

/* UTF-8 byte order mark, which spreadsheets need to tell the encoding. */
#define LIFE_CSV_BOM "\xEF\xBB\xBF"

/* What is known of a facility; `category` may be LIFE_ANY_CATEGORY. */
void lc_row_facility(lc_row *r, const lc_world *w, const lc_facility *f,
                     uint32_t category);
void lc_row_unit(lc_row *r, const lc_world *w, const lc_unit *u);
/* The unit, its name and level of a row of coverage: `outside` where it has
 * none, null for a drawn area. */
void lc_row_where(lc_row *r, const lc_world *w, const lc_coverage_request *req,
                  uint32_t unit);
/* A row of coverage for what was asked. */
void lc_row_coverage(lc_row *r, const lc_world *w,
                     const lc_coverage_request *req, const lc_coverage_query *q,
                     const lc_coverage_row *row);
const char *lc_unit_code(const lc_world *w, uint32_t unit); /* or NULL */
/* An indicator; `unit` LIFE_NONE: of the whole city. */
void lc_row_indicator(lc_row *r, const lc_world *w, uint32_t unit,
                      const lc_indicator *v);
const char *lc_category_id(const lc_world *w, uint32_t category);

#endif
