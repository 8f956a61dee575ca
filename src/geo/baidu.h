/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/baidu.h - the metres of Baidu's maps (BD-09 MC) into its degrees
 * (BD-09) and back.
 *
 * They look like Web Mercator's and lie some 20 km beside them. Lon is the
 * easting, lat the northing. There and back again is exact to a metre.
 *
 * Threads: any.
 */
#ifndef LIFECIRCLE_SRC_GEO_BAIDU_H
#define LIFECIRCLE_SRC_GEO_BAIDU_H

#include "lifecircle/geo/point.h"

lc_lonlat lc_baidu_to_degrees(lc_lonlat metres);
lc_lonlat lc_baidu_to_metres(lc_lonlat degrees);

#endif
