/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * area.h - an area drawn by hand, as a request's body brings it.
 */
#ifndef LIFECIRCLE_SRC_HTTP_AREA_H
#define LIFECIRCLE_SRC_HTTP_AREA_H

#include "http.h"

/* A GeoJSON Polygon, MultiPolygon, or Feature of one, with at most 2,000
 * points. *out is the caller's to clear. LIFE_ERR_PARSE, LIFE_ERR_RANGE,
 * LIFE_ERR_LIMIT, LIFE_ERR_NOMEM. */
lc_status lc_area_parse(const char *text, size_t len, lc_shape *out,
                        lc_error *err);

#endif
