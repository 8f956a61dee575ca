/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/import/area.h - an area drawn by hand, as GeoJSON.
 *
 * Layer:   import, over geo.
 * Threads: pure function.
 */
#ifndef LIFECIRCLE_IMPORT_AREA_H
#define LIFECIRCLE_IMPORT_AREA_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

#include <stddef.h>
#include <stdint.h>

#define LIFE_AREA_POINTS_MAX 2000 /* of a request, and of the command */

/* A Polygon or MultiPolygon, a Feature of one, or a FeatureCollection of one,
 * with at most `most_points` positions in `crs` (geo/crs.h; NULL: WGS 84, and
 * an area that names another system itself, as before RFC 7946, is refused by
 * LIFE_ERR_RANGE with "crs"). Rings may be drawn either way round; which is a
 * hole is said by their order: the first of a polygon is its outer ring, all
 * others are holes in it. Polygons may overlap, and rings cross themselves
 * (prepared_area.h says what is inside then). *out is the caller's to clear.
 * LIFE_ERR_PARSE with the line where it is not JSON, LIFE_ERR_RANGE,
 * LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_area_parse(const char *text, size_t len, const char *crs,
                        uint32_t most_points, lc_shape *out, lc_error *err);

#endif
