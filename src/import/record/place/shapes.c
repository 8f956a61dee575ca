/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/shapes.c - see shapes.h.
 *
 * One cell may hold both coordinates, as map services copy them; then it goes
 * before the geometry's notations.
 */
#include "src/import/record/place/shapes.h"

#include "src/import/record/place/geometry.h"
#include "src/import/record/place/position.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

lc_status lc_shapes_open(const char *crs, const lc_columns *columns,
                         lc_shapes *out, lc_error *err)
{
    lc_status st;

    *out = (lc_shapes){.columns = columns};
    st = lc_datum_open(crs, &out->datum, err);
    if (!st)
        st = lc_areas_open(&out->areas, err);
    if (st)
        lc_shapes_close(out);
    return st;
}

void lc_shapes_close(lc_shapes *s)
{
    lc_areas_close(s->areas);
    lc_datum_close(&s->datum);
    *s = (lc_shapes){0};
}

bool lc_shapes_have_columns(const lc_columns *c)
{
    return lc_columns_have(c, LIFE_FIELD_geometry) ||
           (lc_columns_have(c, LIFE_FIELD_lon) &&
            lc_columns_have(c, LIFE_FIELD_lat));
}

/* What stands between the two numbers of one cell: a comma, also the wide
 * one and that of lists, a semicolon or spaces. */
static size_t pair_mark(const char *s)
{
    static const char *const mark[] = {",", ";", "，", "、", "；"};
    size_t n = strspn(s, " \t");

    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (!strncmp(s + n, mark[i], strlen(mark[i]))) {
            n += strlen(mark[i]);
            return n + strspn(s + n, " \t");
        }
    return n;
}

/* "lon,lat" in one cell, in brackets or not. False: something else. */
static bool split_pair(const char *s, char lon[64], char lat[64])
{
    static const char number[] = "+-.0123456789eE";
    size_t n, m, mark;

    s += strspn(s, "([ ");
    n = strspn(s, number);
    mark = pair_mark(s + n);
    m = strspn(s + n + mark, number);
    if (n == 0 || n >= 64 || m == 0 || m >= 64 || mark == 0 ||
        s[n + mark + m + strspn(s + n + mark + m, ")] ")])
        return false;
    memcpy(lon, s, n);
    lon[n] = '\0';
    memcpy(lat, s + n + mark, m);
    lat[m] = '\0';
    return true;
}

lc_status lc_shapes_read_raw(const lc_shapes *s, const lc_record *r,
                             lc_shape *out, lc_error *err)
{
    const char *wkt = lc_columns_get(s->columns, r, LIFE_FIELD_geometry);
    const char *lon = lc_columns_get(s->columns, r, LIFE_FIELD_lon);
    const char *lat = lc_columns_get(s->columns, r, LIFE_FIELD_lat);
    char x[64], y[64];
    lc_status st;
    lc_pt p;

    *out = (lc_shape){0};
    if (r->raw)
        return lc_geometry_raw(&s->datum, r->raw, out, err);
    if (r->geometry)
        return lc_geometry_json(&s->datum, r->geometry, out, err);
    if (split_pair(wkt, x, y))
        lon = x, lat = y;
    else if (*wkt)
        return lc_geometry_wkt(&s->datum, wkt, out, err);
    if (!*lon && !*lat)
        return LIFE_OK;
    st = lc_position_parse(&s->datum, lon, lat, &p, err);
    if (st)
        return st;
    return lc_shape_make(LIFE_SHAPE_POINT, &p, 1, out, err);
}

/* Areas that cross themselves have no inside that all programs agree on. They
 * are repaired, and what the repair did to their size is told. */
static lc_status make_valid(const lc_shapes *s, lc_shape *area,
                            lc_repair *repair, lc_error *err)
{
    double before = fabs(lc_shape_area_m2(area));
    uint32_t points = area->pt_count;
    bool valid = false;
    lc_pt *pt = area->pt; /* a repair makes new ones */
    lc_status st = lc_areas_repair(s->areas, area, &valid, err);

    if (st)
        return st;
    if (!valid)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "the polygon is not valid and can't be repaired (%u "
                       "points): %.80s",
                       (unsigned)points, lc_areas_message(s->areas));
    repair->done = area->pt != pt;
    st = lc_shape_normalise(area, err);
    if (st || !repair->done)
        return st;
    repair->before_m2 = before;
    repair->after_m2 = lc_shape_area_m2(area);
    return LIFE_OK;
}

double lc_shapes_repair_change(const lc_repair *r)
{
    if (!r->done)
        return 0;
    return r->before_m2 > 0 ? (r->after_m2 - r->before_m2) / r->before_m2 : 1;
}

lc_status lc_shapes_read(const lc_shapes *s, const lc_record *r, lc_shape *out,
                         lc_repair *repair, lc_error *err)
{
    lc_status st;

    *repair = (lc_repair){0};
    st = lc_shapes_read_raw(s, r, out, err);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = make_valid(s, out, repair, err);
    else if (!st && out->kind == LIFE_SHAPE_LINE)
        st = lc_shape_normalise(out, err);
    if (!st)
        return st;
    lc_shape_clear(out);
    return lc_fail_blame(err, st,
                         "row_geometry"); /* unless a place says more */
}
