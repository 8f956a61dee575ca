/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/formats/geometry.h - positions and shapes as GeoJSON (RFC
 * 7946: WGS 84, at most 7 decimals, outer rings counter-clockwise, no crs) and
 * as WKT.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf beneath.
 */
#ifndef LIFECIRCLE_EXPORT_FORMATS_GEOMETRY_H
#define LIFECIRCLE_EXPORT_FORMATS_GEOMETRY_H

#include "lifecircle/base/json.h"
#include "lifecircle/export/formats/row.h"
#include "lifecircle/export/formats/system.h"

/* A geometry object ({"type":"Point",...}) as a member `key`; null where there
 * is no shape, or no point. Areas are always multipolygons. */
void lc_geometry_put(lc_json *j, const char *key, const lc_geometry *g);
void lc_geometry_shape(lc_json *j, const char *key, const lc_shape *s);

/* The coordinates of a line alone, as an array of positions. */
void lc_geometry_line(lc_buf *out, const lc_pt *pt, size_t n);

/* The same in a system; NULL is WGS 84. */
void lc_geometry_put_in(lc_json *j, const char *key, const lc_geometry *g,
                        lc_export_system *in);
/* "MULTIPOLYGON (((..." - nothing where there is no shape. */
void lc_geometry_as_wkt(lc_buf *out, const lc_shape *s, lc_export_system *in);

/* Whether a ring of an area opens a polygon; else it is a hole of the one that
 * is open. */
bool lc_geometry_is_outer(const lc_shape *s, uint32_t part);

#endif
