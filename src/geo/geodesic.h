/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/geodesic.h - the ellipsoid and exact differences, for geo
 * alone.
 */
#ifndef LIFECIRCLE_SRC_GEO_GEODESIC_H
#define LIFECIRCLE_SRC_GEO_GEODESIC_H

#include "lifecircle/geo/point.h"

#include <geodesic.h>

#define LIFE_UNITS_PER_DEG 1e7
#define LIFE_WGS84_A_M     6378137.0 /* NGA.STND.0036, table 3.1 */
#define LIFE_WGS84_F       (1 / 298.257223563)

/* Differences of lc_pt take 33 bits, their products 66. */
__extension__ typedef __int128 lc_wide;

/* Twice the area of triangle abc, positive when it turns left. Exact. */
static inline lc_wide lc_turn(lc_pt a, lc_pt b, lc_pt c)
{
    return (lc_wide)((int64_t)b.lon - a.lon) * ((int64_t)c.lat - a.lat) -
           (lc_wide)((int64_t)b.lat - a.lat) * ((int64_t)c.lon - a.lon);
}

/* PROJ's form of the ellipsoid, made once. Any thread. */
const struct geod_geodesic *lc_geodesic_wgs84(void);

/* Metres between latitudes that lie dlon_deg of longitude apart. */
double lc_geodesic_m(double lat1_deg, double lat2_deg, double dlon_deg);

/* Metres in 1e-7 degree of longitude and of latitude at a latitude. */
void lc_geodesic_unit_metres(double lat_deg, double *x, double *y);

#endif
