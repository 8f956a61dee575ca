/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/geodesic.c - lengths on the WGS 84 ellipsoid.
 *
 * Nearly all that is measured is near by, so it goes by the chord and a
 * series; geod_inverse() (Karney 2013, "Algorithms for geodesics") is for the
 * rest. Where one hands over to the other they agree to a tenth of a
 * micrometre.
 */
#include "src/geo/geodesic.h"

#include <math.h>
#include <pthread.h>

#define RAD_PER_DEG 0.017453292519943295

/* n is the radius of curvature across the meridian, m along it; a degree of
 * longitude is measured on the parallel, whose radius is n cos(lat). */
void lc_geodesic_unit_metres(double lat_deg, double *x, double *y)
{
    const double e2 = LIFE_WGS84_F * (2 - LIFE_WGS84_F);
    double s = sin(lat_deg * RAD_PER_DEG), w = 1 - e2 * s * s;
    double n = LIFE_WGS84_A_M / sqrt(w); /* across the meridian */
    double m = n * (1 - e2) / w;         /* along it */

    *x = n * cos(lat_deg * RAD_PER_DEG) * RAD_PER_DEG / LIFE_UNITS_PER_DEG;
    *y = m * RAD_PER_DEG / LIFE_UNITS_PER_DEG;
}

static struct geod_geodesic wgs84;

static void make_wgs84(void)
{
    geod_init(&wgs84, LIFE_WGS84_A_M, LIFE_WGS84_F);
}

/* Made once, and only read afterwards: no lock is needed then. */
const struct geod_geodesic *lc_geodesic_wgs84(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_wgs84);
    return &wgs84;
}

/* A place on the ellipsoid: from the axis, from the equator's plane, and the
 * radii of curvature, in metres. */
typedef struct on_ellipsoid {
    double p, z, n, m;
} on_ellipsoid;

static on_ellipsoid ellipsoid_at(double lat_deg)
{
    const double e2 = LIFE_WGS84_F * (2 - LIFE_WGS84_F);
    double s = sin(lat_deg * RAD_PER_DEG), c = cos(lat_deg * RAD_PER_DEG);
    double w = 1 / (1 - e2 * s * s), n = LIFE_WGS84_A_M * sqrt(w);

    return (on_ellipsoid){n * c, n * (1 - e2) * s, n, n * (1 - e2) * w};
}

/* Up to here a chord tells the way along the ground to a tenth of a
 * micrometre. */
#define CHORD_MOST_M 20000.0

/* The arc over a chord, as on a circle that is bent like the ellipsoid is
 * between the two places (Euler's theorem gives its radius): 1 + c^2/24r^2 +
 * 3c^4/640r^4. A tenth of geod_inverse()'s time. HUGE_VAL: too far for it. The
 * cosine of the longitudes' difference is 1 - 2 sin^2 of its half: so nothing
 * is lost where two near places have nearly the same distance from the axis. */
static double chord_m(double lat1_deg, double lat2_deg, double dlon_deg)
{
    on_ellipsoid a = ellipsoid_at(lat1_deg), b = ellipsoid_at(lat2_deg);
    double half = dlon_deg * RAD_PER_DEG / 2, sh = sin(half), ch = cos(half);
    double x = b.p - a.p - 2 * b.p * sh * sh, y = 2 * b.p * sh * ch;
    double z = b.z - a.z, square = x * x + y * y + z * z;
    double east, north, bent;

    if (!(square <= CHORD_MOST_M * CHORD_MOST_M))
        return HUGE_VAL;
    if (!(square > 0))
        return 0;
    east = y * y;
    north = x * x + z * z;
    bent = (east * 2 / (a.n + b.n) + north * 2 / (a.m + b.m)) / square;
    bent *= bent * square;
    return sqrt(square) * (1 + bent / 24 + bent * bent * 3 / 640);
}

double lc_geodesic_m(double lat1_deg, double lat2_deg, double dlon_deg)
{
    double metres = chord_m(lat1_deg, lat2_deg, dlon_deg);

    if (metres < HUGE_VAL)
        return metres;
    geod_inverse(lc_geodesic_wgs84(), lat1_deg, 0, lat2_deg, dlon_deg, &metres,
                 NULL, NULL);
    return metres;
}
