/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/answers/answers.h - answers as JSON and GeoJSON, written
 * once for the command line and for HTTP, so that both have the same members.
 *
 * GeoJSON is RFC 7946: WGS 84, at most 7 decimals, outer rings
 * counter-clockwise, no crs. Times are seconds with three decimals at most,
 * distances metres with three, weights and shares exact decimals; what is not
 * known is null, with its reason beside it.
 *
 * Layer:   export, over analysis.
 * Errors:  those of the lc_buf, checked by the caller at the end; functions
 *          that ask the world return its status.
 */
#ifndef LIFECIRCLE_EXPORT_ANSWERS_ANSWERS_H
#define LIFECIRCLE_EXPORT_ANSWERS_ANSWERS_H

#include "lifecircle/base/json_out.h"
#include "lifecircle/base/lang.h"
#include "lifecircle/study/assess/indicators.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/cover/gaps.h"
#include "lifecircle/study/study.h"
#include "lifecircle/study/walk/circle.h"
#include "lifecircle/study/walk/place.h"
#include "lifecircle/study/walk/walker.h"
#include "lifecircle/world/world.h"

/* A geometry object ({"type":"Point",...}) as a member `key`. */
void lc_geojson_shape(lc_json *j, const char *key, const lc_shape *s);
void lc_geojson_point(lc_json *j, const char *key, lc_pt p);

/* FeatureCollection of the k nearest facilities of a set of categories.
 * `category` is the one asked for, or LIFE_ANY_CATEGORY (then the facility's
 * first is named). Asked for a time (from->when), `features` are open then,
 * and `unknown_hours` has as many of which that isn't known. */
#define LIFE_MOST_NEAREST 50
typedef struct lc_nearest_query {
    lc_catset set;
    uint32_t category;
    uint32_t k; /* at most LIFE_MOST_NEAREST */
    bool straight;
} lc_nearest_query;
lc_status lc_answer_nearest(lc_buf *out, lc_walker *a, const lc_world *w,
                            const lc_place *from, const lc_nearest_query *q,
                            lc_error *err);
/* `from`, the rows of lc_circle_make and the limit they were asked with. */
void lc_answer_circle(lc_buf *out, lc_walker *a, const lc_world *w,
                      const lc_place *from, uint32_t limit_ms,
                      const lc_circle_row *rows);
/* One Feature a limit: MULTIPOLYGON, or MULTILINESTRING of the reached parts
 * with `streets`. Asks the world. */
lc_status lc_answer_isochrone(lc_buf *out, lc_walker *a, const lc_world *w,
                              const lc_place *from, const uint32_t *minutes,
                              size_t limits, bool streets, lc_error *err);
/* The way to a facility, with its steps in Chinese or English. */
lc_status lc_answer_route(lc_buf *out, lc_walker *a, const lc_world *w,
                          const lc_place *from, uint32_t facility, lc_lang lang,
                          lc_error *err);
/* {"rows":[...]}: the units of `level` (or one `unit`, or an `area`) for each
 * category in `categories`, in order; all_basic where `basic`. With
 * `as_geojson` a FeatureCollection of the units with these properties.
 * `q->category` is ignored. */
typedef struct lc_coverage_request {
    lc_coverage_query q;
    lc_catset categories;
    bool basic;
    uint32_t level;       /* LIFE_NONE: by unit or area */
    uint32_t unit;        /* LIFE_NONE: by level or area */
    const lc_shape *area; /* NULL: by level or unit */
    bool as_geojson;
    const char *standard; /* of the indicators layer; NULL: the first */
    bool named; /* the categories were asked for by name: the homes layer
                   then says each home's answer to them */
} lc_coverage_request;
lc_status lc_answer_coverage(lc_buf *out, lc_study *study,
                             const lc_coverage_request *r, lc_error *err);
/* What stands behind it: `fn` gets the rows of each category in turn, and
 * the query they answer; its failure ends the run. */
typedef lc_status (*lc_coverage_fn)(void *ctx, const lc_coverage_query *q,
                                    const lc_coverage_row *rows, size_t count,
                                    lc_error *err);
lc_status lc_coverage_each(lc_study *study, const lc_coverage_request *r,
                           lc_coverage_fn fn, void *ctx, lc_error *err);
/* The same as CSV with a header line, UTF-8 with BOM, RFC 4180. */
lc_status lc_answer_coverage_csv(lc_buf *out, lc_study *study,
                                 const lc_coverage_request *r, lc_error *err);

/* FeatureCollection of the gaps, the heaviest first: outlines with category,
 * weight, total, cause, nearest, walk_seconds, detour, mend. */
void lc_answer_gaps(lc_buf *out, const lc_world *w, const lc_gap_query *q,
                    const lc_gap_list *l);

/* {"units":[...]} of a level (LIFE_NONE: all), whose name or code contains
 * `q` ("" for all), under `parent` (LIFE_NONE: any). `shapes`: as a
 * FeatureCollection. */
void lc_answer_units(lc_buf *out, const lc_world *w, uint32_t level,
                     const char *q, uint32_t parent, bool shapes);
void lc_answer_unit(lc_buf *out, const lc_world *w, uint32_t unit);
/* One facility as a Feature. */
void lc_answer_facility(lc_buf *out, const lc_world *w, uint32_t facility);
void lc_answer_categories(lc_buf *out, const lc_world *w);
/* Name, extent, sources, generation, home kind, levels, paces, attribution,
 * totals: /city and `info --format json`. */
void lc_answer_city(lc_buf *out, const lc_world *w);
lc_status lc_answer_search(lc_buf *out, const lc_world *w, const lc_find *find,
                           lc_error *err);

/* ---- the standard ---- */

/* {"unit","standard","indicators":[...],"next_steps":[...], ...} */
void lc_answer_report(lc_buf *out, const lc_report *r, const lc_assessment *a);
/* The same rules as CSV, a line each; `unit` LIFE_NONE with a `level`: those
 * of all its units. */
lc_status lc_answer_report_csv(lc_buf *out, lc_study *study,
                               const lc_assessment *a, uint32_t level,
                               const lc_report_query *q, lc_error *err);
/* The lists of the plan: rules in force; facilities lacking, by unit, with the
 * weight they would serve, the most first; data on hand, with age and source.
 * {"list","rows":[...]}, or CSV. `unit` LIFE_NONE: the whole city. */
typedef enum lc_list {
    LIFE_LIST_POLICY,
    LIFE_LIST_PROJECTS,
    LIFE_LIST_DATA,
    LIFE_LIST_COUNT
} lc_list;
extern const char *const lc_list_names[LIFE_LIST_COUNT + 1]; /* NULL ends it */
typedef struct lc_list_query {
    lc_list which;
    uint32_t unit;
    bool csv;
} lc_list_query;
lc_status lc_answer_list(lc_buf *out, lc_study *study, const lc_assessment *a,
                         const lc_list_query *q, lc_error *err);
/* {"standards":[...]}: the standards built in, with their rules. */
lc_status lc_answer_standards(lc_buf *out, const lc_world *w, lc_error *err);

/* ---- whole layers, streamed ---- */

/* Takes bytes as they come; a failure ends the export. */
typedef lc_status (*lc_sink_fn)(void *ctx, const void *bytes, size_t len,
                                lc_error *err);

typedef enum lc_layer_format {
    LIFE_FORMAT_GEOJSON,
    LIFE_FORMAT_GEOJSONSEQ,
    LIFE_FORMAT_CSV
} lc_layer_format;

/* Layers: facilities units homes streets coverage indicators. `q` serves the
 * last two (level, limit, standard) and may be NULL for the defaults.
 * LIFE_ERR_NOT_FOUND: no such layer, with the list. */
lc_status lc_export_layer(lc_study *study, const char *layer_name,
                          lc_layer_format format, const lc_coverage_request *q,
                          lc_sink_fn sink, void *ctx, lc_error *err);

#endif
