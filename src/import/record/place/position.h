/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/position.h - a position out of two cells.
 */
#ifndef LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_POSITION_H
#define LIFECIRCLE_SRC_IMPORT_RECORD_PLACE_POSITION_H

#include "src/import/record/place/datum.h"

#include <stdbool.h>

#define LIFE_POSITION_BYTES 64 /* of one coordinate's text, with its NUL */

/* The two texts of one cell that holds a whole position: "lon,lat" in brackets
 * or not, {'lng': 104.06, 'lat': 30.65}, 104.06E 30.65N, 东经104.06 北纬30.65;
 * marked ones in either order. False: something else. */
bool lc_position_split(const char *cell, char lon[LIFE_POSITION_BYTES],
                       char lat[LIFE_POSITION_BYTES]);
/* As "lat,lon" of open data portals; what is marked says itself which it is. */
bool lc_position_split_latlon(const char *cell, char lon[LIFE_POSITION_BYTES],
                              char lat[LIFE_POSITION_BYTES]);
/* A coordinate with a mark of degrees or a point of the compass, before or
 * behind it, is read (104.0632°E, 东经104.0632). LIFE_ERR_PARSE: a cell is
 * empty or no number; degrees and minutes are told from a decimal, with the
 * decimal to be written. LIFE_ERR_RANGE says whether the two seem to be
 * swapped. */
lc_status lc_position_parse(const lc_datum *d, const char *lon, const char *lat,
                            lc_pt *out, lc_error *err);

#endif
