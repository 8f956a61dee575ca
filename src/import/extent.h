/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/extent.h - where data reach, as options say it: --clip,
 * --margin, --extent.
 *
 * Degrees of WGS 84, west before east: boxes across the antimeridian are not
 * taken.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_EXTENT_H
#define LIFECIRCLE_SRC_IMPORT_EXTENT_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/shape.h"

/* "W,S,E,N" in degrees; NULL gives an empty box. LIFE_ERR_RANGE. */
lc_status lc_extent_parse(const char *text, const char *parameter, lc_box *out,
                          lc_error *err);
/* The option --extent: such a box, or the name of a .poly or .geojson file.
 * NULL text: kind NONE. Also what reading a file says. */
lc_status lc_extent_read(const char *text, const char *parameter, lc_shape *out,
                         lc_error *err);
/* "3km", "500m" or "500", at most 100 km; NULL: 0. LIFE_ERR_RANGE. */
lc_status lc_extent_margin(const char *text, const char *parameter, double *out,
                           lc_error *err);
lc_status lc_extent_shape(lc_box b, lc_shape *out, lc_error *err);

#endif
