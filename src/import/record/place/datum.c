/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/datum.c - see datum.h.
 *
 * Every position that can't be placed gets a sentence that says what is likely
 * wrong: swapped columns, metres taken for degrees, or a system of another
 * region.
 */
#include "src/import/record/place/datum.h"

#include "src/import/record/reject.h"

#include <math.h>
#include <stddef.h>
#include <strings.h>

lc_status lc_datum_open(const char *name, lc_datum *out, lc_error *err)
{
    out->name = name ? name : "wgs84";
    return lc_crs_open(out->name, &out->crs, err);
}

void lc_datum_close(lc_datum *d)
{
    lc_crs_close(d->crs);
    *d = (lc_datum){0};
}

bool lc_datum_in_degrees(const lc_datum *d)
{
    return strncasecmp(d->name, "EPSG:", 5);
}

/* The zone that a Chinese easting of eight digits begins with, as EPSG has
 * it: CGCS2000 in strips of 3 degrees, 25 to 45, or of 6, 13 to 23. */
static int zone_code(double easting)
{
    int zone = easting >= 0 && easting < 1e9 ? (int)(easting / 1e6) : 0;

    if (zone >= 25 && zone <= 45)
        return 4513 + zone - 25;
    return zone >= 13 && zone <= 23 ? 4491 + zone - 13 : 0;
}

/* Degrees times a million, as some map services store them: no easting is over
 * the 60 zones that those of eight digits begin with, nor any y over 21,000 km
 * (Mercator's at 85 degrees of latitude). */
static bool are_millionths(double x, double y)
{
    bool zone = zone_code(x) || zone_code(y);

    return fabs(x) <= 180e6 && fabs(y) <= 90e6 &&
           (fabs(x) > 61e6 || (fabs(y) > 21e6 && !zone));
}

/* Metres of a projection where degrees should be. */
static lc_status metres(double x, double y, lc_error *err)
{
    int code = zone_code(x) ? zone_code(x) : zone_code(y);

    if (are_millionths(x, y))
        return lc_reject(err, LIFE_ERR_RANGE, "metres",
                         "%.10g, %.10g are millionths of degrees; write "
                         "degrees: %.6f, %.6f",
                         x, y, x / 1e6, y / 1e6);
    if (code)
        return lc_reject(err, LIFE_ERR_RANGE, "metres",
                         "%.10g, %.10g are metres of a projection and not "
                         "degrees; by their zone, --crs EPSG:%d (CGCS2000) or "
                         "its like",
                         x, y, code);
    return lc_reject(err, LIFE_ERR_RANGE, "metres",
                     "%.10g, %.10g are metres of a projection and not degrees; "
                     "name it with --crs EPSG:n",
                     x, y);
}

/* The likely cause is named: it is nearly always one of three. */
static lc_status outside(const lc_datum *d, double x, double y, lc_error *err)
{
    lc_lonlat unused;
    bool swapped = !lc_crs_to_wgs84(d->crs, y, x, &unused, NULL);
    const char *hint =
        swapped ? "; are longitude and latitude (x and y) swapped?" : "";
    const char *id = swapped ? "row_swapped" : "row_position";

    if (lc_datum_in_degrees(d) && fabs(x) > 1000 && fabs(y) > 1000)
        return metres(x, y, err);
    if (lc_datum_in_degrees(d) && !(y >= -90 && y <= 90))
        return lc_fail_param(err, LIFE_ERR_RANGE, id,
                             "latitude %.10g is not in -90..90%s", y, hint);
    if (lc_datum_in_degrees(d))
        return lc_fail_param(err, LIFE_ERR_RANGE, id,
                             "longitude %.10g is not in -180..180%s", x, hint);
    return lc_fail_param(err, LIFE_ERR_RANGE, id,
                         "%.10g, %.10g lies outside the area of %s%s", x, y,
                         d->name, hint);
}

lc_status lc_datum_place(const lc_datum *d, double x, double y, lc_pt *out,
                         lc_error *err)
{
    lc_lonlat p;

    if (lc_crs_to_wgs84(d->crs, x, y, &p, NULL))
        return outside(d, x, y, err);
    *out = lc_pt_from(p);
    return LIFE_OK;
}

lc_status lc_datum_place_one(const lc_datum *d, double x, double y, lc_pt *out,
                             lc_error *err)
{
    if (x == 0 && y == 0)
        return lc_reject(err, LIFE_ERR_RANGE, "zero",
                         "0, 0 stands for no position; leave it empty");
    return lc_datum_place(d, x, y, out, err);
}
