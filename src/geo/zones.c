/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/zones.c - see zones.h.
 *
 * A zone has no outline here, only the place that it is named for, with its
 * position: the nearest one decides. That is wrong near borders, which is what
 * the import's option --timezone is for. The table is read for each question,
 * which comes once a city.
 */
#include "lifecircle/geo/zones.h"

#include "lifecircle/base/csv.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/table.h"
#include "lifecircle/base/zone.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A degree along a meridian is nowhere less, and no way from one latitude to
 * another is shorter. */
#define LEAST_DEGREE_M 110500.0

static lc_status bad_row(const lc_table *t, size_t row, lc_error *err)
{
    return lc_fail_at(err,
                      lc_fail(err, LIFE_ERR_PARSE,
                              "a time zone needs a name, lon, lat and a rule"),
                      lc_table_source(t), lc_table_line(t, row));
}

static lc_status take(const lc_table *t, size_t row, lc_zone *out,
                      lc_error *err)
{
    lc_status st = lc_zone_parse(lc_table_cell(t, row, "rule"), out, err);

    return st ? lc_fail_at(err, st, lc_table_source(t), lc_table_line(t, row))
              : LIFE_OK;
}

lc_status lc_zones_find(const char *name, lc_zone *out, lc_error *err)
{
    lc_table *t = NULL;
    size_t i = 0;
    lc_status st = lc_table_open("timezones.csv", &t, err);

    if (st)
        return st;
    while (i < lc_table_rows(t) &&
           strcmp(lc_table_cell(t, i, "timezone"), name) != 0)
        i++;
    if (i < lc_table_rows(t))
        st = take(t, i, out, err);
    else
        st = lc_fail_param(err, LIFE_ERR_RANGE, "timezone",
                           "\"%.40s\" is not a time zone, as Asia/Shanghai or "
                           "Europe/Berlin are (geodata/timezones.csv)",
                           name);
    lc_table_free(t);
    return st;
}

lc_status lc_zones_near(lc_pt p, lc_zone_name *name, lc_zone *out,
                        lc_error *err)
{
    lc_table *t = NULL;
    double best_m = HUGE_VAL;
    size_t best = 0;
    int lon_col, lat_col, name_col;
    lc_status st = lc_table_open("timezones.csv", &t, err);

    if (st)
        return st;
    lon_col = lc_table_column(t, "lon");
    lat_col = lc_table_column(t, "lat");
    name_col = lc_table_column(t, "timezone");
    for (size_t i = 0; i < lc_table_rows(t) && !st; i++) {
        lc_lonlat at;
        double m;

        if (!lc_parse_decimal(lc_table_get(t, i, lon_col), &at.lon) ||
            !lc_parse_decimal(lc_table_get(t, i, lat_col), &at.lat) ||
            !lc_lonlat_valid(at)) {
            st = bad_row(t, i, err);
            break;
        }
        /* Spares most of the ellipsoid's distances. */
        if (fabs(lc_pt_lonlat(p).lat - at.lat) * LEAST_DEGREE_M >= best_m)
            continue;
        m = lc_distance_m(p, lc_pt_from(at));
        if (m < best_m) {
            best_m = m;
            best = i;
        }
    }
    if (!st && best_m == HUGE_VAL)
        st = lc_fail(err, LIFE_ERR_PARSE, "%s has no time zone",
                     lc_table_source(t));
    if (!st)
        st = take(t, best, out, err);
    if (!st)
        snprintf(name->text, sizeof name->text, "%s",
                 lc_table_get(t, best, name_col));
    lc_table_free(t);
    return st;
}
