/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/crs.h - coordinates of other systems into WGS 84 and back.
 *
 * GCJ-02 and BD-09 are the shifted systems of Chinese map services; their
 * formulae are published only informally (see src/geo/crs.c). CGCS2000 is
 * taken as WGS 84 (they differ by less than a metre). Anything else is PROJ's.
 *
 * Layer:   geo, over base.
 * Threads: an lc_crs belongs to one thread (it holds a PROJ context).
 */
#ifndef LIFECIRCLE_GEO_CRS_H
#define LIFECIRCLE_GEO_CRS_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

typedef struct lc_crs lc_crs;

/* `name`: wgs84, gcj02, bd09, cgcs2000, bd09mc (Baidu's metres) or EPSG:n
 * (any case), this also with +gcj02 or +bd09 behind it: points that a map
 * service shifted before they were projected.
 * LIFE_ERR_RANGE: not known, with the list of what is. */
lc_status lc_crs_open(const char *name, lc_crs **out, lc_error *err);
void lc_crs_close(lc_crs *c); /* NULL is fine */

/* The "EPSG:n" of a description as .prj files have it (well-known text of any
 * kind). LIFE_ERR_PARSE: it is none; LIFE_ERR_RANGE with "crs": no system of
 * EPSG's is plainly the same. */
lc_status lc_crs_identify(const char *wkt, char name[32], lc_error *err);

/* x, y in the order longitude/easting, latitude/northing. LIFE_ERR_RANGE
 * when the point is not finite or lies outside where the system is defined.
 * Inverses of GCJ-02 and BD-09 iterate to 1 mm. Outside the rectangle lon
 * 72.004-137.8347, lat 0.8293-55.8271 GCJ-02 is WGS 84. */
lc_status lc_crs_to_wgs84(lc_crs *c, double x, double y, lc_lonlat *out,
                          lc_error *err);
lc_status lc_crs_from_wgs84(lc_crs *c, lc_lonlat p, double *x, double *y,
                            lc_error *err);

/* How other programs know it: EPSG's code (of wgs84 4326, of cgcs2000 4490), 0
 * where no authority defines it, as of all that is shifted. */
int lc_crs_epsg(const lc_crs *c);
bool lc_crs_is_degrees(const lc_crs *c);
/* Its name, and where it has a code its definition as well-known text (of
 * GDAL's kind) behind `wkt`. LIFE_ERR_NOMEM; LIFE_ERR_RANGE: it has no such
 * text. */
lc_status lc_crs_describe(const lc_crs *c, lc_buf *name, lc_buf *wkt,
                          lc_error *err);

/* The datum of a system whose way to WGS 84 PROJ doesn't know where it was
 * used last, so that it left its degrees as they are ("Xian 1980"); NULL: the
 * way is known. It lives as long as `c`. */
const char *lc_crs_unshifted(lc_crs *c);

/* The systems that positions come in, by their formulae; no lc_crs is needed.
 * Names by the value, NULL behind the last. */
typedef enum lc_crs_degrees {
    LIFE_DEGREES_WGS84,
    LIFE_DEGREES_GCJ02, /* AMap, Tencent */
    LIFE_DEGREES_BD09,  /* Baidu */
    LIFE_DEGREES_COUNT
} lc_crs_degrees;
extern const char *const lc_crs_degrees_names[LIFE_DEGREES_COUNT + 1];
/* To 1 mm. May come to no place on earth (lc_lonlat_valid()), where `p` lies at
 * its edge. */
lc_lonlat lc_crs_degrees_to_wgs84(lc_crs_degrees of, lc_lonlat p);

/* The formulae themselves. */
lc_lonlat lc_wgs84_to_gcj02(lc_lonlat p);
lc_lonlat lc_gcj02_to_wgs84(lc_lonlat p);
lc_lonlat lc_gcj02_to_bd09(lc_lonlat p);
lc_lonlat lc_bd09_to_gcj02(lc_lonlat p);

#endif
