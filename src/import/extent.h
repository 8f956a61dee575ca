/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/extent.h - boxes that options give: --clip, --extent.
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
lc_status lc_extent_shape(lc_box b, lc_shape *out, lc_error *err);

#endif
