/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/geometry.h - well-known text, GeoJSON and what other
 * files hold into shapes, each point by way of the table's system.
 *
 * Shapes are as written: normalise or repair them before anything is measured.
 * At most 1,000,000 points.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_GEOMETRY_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_GEOMETRY_H

#include "lifecircle/geo/shape.h"
#include "src/import/record/place/datum.h"
#include "src/import/table/raw.h"

struct json_t; /* jansson's */

/* POINT, LINESTRING, POLYGON and the MULTI of the latter two; EMPTY is kind
 * NONE. Rings are turned as lc_shape wants them; their validity is not
 * checked. LIFE_ERR_PARSE, LIFE_ERR_RANGE, LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_geometry_wkt(const lc_datum *d, const char *text, lc_shape *out,
                          lc_error *err);
/* NULL and null are kind NONE. */
lc_status lc_geometry_json(const lc_datum *d, const struct json_t *geometry,
                           lc_shape *out, lc_error *err);
/* The system that JSON says itself that it is in, as before RFC 7946 it could,
 * or by a word of its own ("crs":"gcj02"); NULL: none, or WGS 84 by any of its
 * names. */
const char *lc_geometry_named_crs(const struct json_t *root);
lc_status lc_geometry_raw(const lc_datum *d, const lc_raw_shape *raw,
                          lc_shape *out, lc_error *err);

#endif
