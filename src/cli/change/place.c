/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/cli/change/place.c - see place.h.
 */
#include "src/cli/change/place.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/geo/crs.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/store/rows/street.h"

#include <string.h>

/* Nobody walks so far within an hour, nor do the data reach so far beyond the
 * last street. */
#define FAR_M 20000.0

/* The number behind "NAME=" among the arguments; false: none that is one. */
static bool read_field(const lc_opts *o, const char *name, double *out)
{
    size_t len = strlen(name);

    for (int i = 1; i < o->args; i++)
        if (!strncmp(o->arg[i], name, len) && o->arg[i][len] == '=')
            return lc_parse_decimal(o->arg[i] + len + 1, out);
    return false;
}

static lc_status to_wgs84(const lc_opts *o, double x, double y, lc_lonlat *out,
                          lc_error *err)
{
    const char *name = o->value[LIFE_OPT_POINT_CRS];
    lc_crs *crs = NULL;
    lc_status st;

    *out = (lc_lonlat){x, y};
    if (!name)
        return LIFE_OK;
    st = lc_crs_open(name, &crs, err);
    if (!st)
        st = lc_crs_to_wgs84(crs, x, y, out, err);
    lc_crs_close(crs);
    return st;
}

static int32_t within(int32_t v, int32_t least, int32_t most)
{
    if (v < least)
        return least;
    return v > most ? most : v;
}

/* To the box, whose nearest point is the point itself where it lies inside. */
static double metres_outside(lc_box b, lc_pt p)
{
    lc_pt nearest = {within(p.lon, b.min_lon, b.max_lon),
                     within(p.lat, b.min_lat, b.max_lat)};

    return lc_distance_m(p, nearest);
}

/* As most are. The index finds it, where the box of all streets takes a look at
 * each of them; a box's corners are no farther from its middle than FAR_M. */
static lc_status has_street_near(lc_city *c, lc_pt p, bool *out, lc_error *err)
{
    lc_box box = {p.lon, p.lat, p.lon, p.lat};

    return lc_street_rows_near(c, lc_box_grown(box, FAR_M / 2), out, err);
}

lc_status lc_change_place_check(lc_city *c, const lc_opts *o, lc_error *err)
{
    double x, y, metres;
    lc_lonlat p;
    lc_box streets = {0};
    bool near = false;
    lc_status st;

    if (o->value[LIFE_OPT_TRUST_CRS] || !read_field(o, "lon", &x) ||
        !read_field(o, "lat", &y))
        return LIFE_OK;
    st = to_wgs84(o, x, y, &p, err);
    if (!st && lc_lonlat_valid(p))
        st = has_street_near(c, lc_pt_from(p), &near, err);
    if (st || near || !lc_lonlat_valid(p))
        return st;
    st = lc_street_rows_box(c, &streets, err);
    if (st || streets.min_lon > streets.max_lon)
        return st;
    metres = metres_outside(streets, lc_pt_from(p));
    if (metres <= FAR_M)
        return LIFE_OK;
    return lc_fail_param(err, LIFE_ERR_RANGE, "lon",
                         "%.6f, %.6f lies %.0f km outside the city; if it is "
                         "meant so, add --trust-crs",
                         p.lon, p.lat, metres / 1000);
}
