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

#include <jansson.h>
#include <math.h>
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
           lc_columns_have(c, LIFE_FIELD_latlon) ||
           (lc_columns_have(c, LIFE_FIELD_lon) &&
            lc_columns_have(c, LIFE_FIELD_lat));
}

/* GeoJSON as a cell, or as Python prints it. */
static lc_status read_json_cell(const lc_shapes *s, const char *text,
                                lc_shape *out, lc_error *err)
{
    json_t *v = json_loads(text, 0, NULL);
    char *copy = v ? NULL : lc_strdup(text);
    lc_status st;

    for (char *c = copy; c && *c; c++)
        *c = (char)(*c == '\'' ? '"' : *c == '(' ? '[' : *c == ')' ? ']' : *c);
    if (copy)
        v = json_loads(copy, 0, NULL);
    lc_free(copy);
    st = v ? lc_geometry_json(&s->datum, v, out, err)
           : lc_fail(err, LIFE_ERR_PARSE,
                     "the geometry is neither GeoJSON nor a position: "
                     "\"%.40s\"",
                     text);
    json_decref(v);
    return st;
}

lc_status lc_shapes_read_raw(const lc_shapes *s, const lc_record *r,
                             lc_shape *out, lc_error *err)
{
    const char *wkt = lc_columns_get(s->columns, r, LIFE_FIELD_geometry);
    const char *latlon = lc_columns_get(s->columns, r, LIFE_FIELD_latlon);
    const char *lon = lc_columns_get(s->columns, r, LIFE_FIELD_lon);
    const char *lat = lc_columns_get(s->columns, r, LIFE_FIELD_lat);
    char x[LIFE_POSITION_BYTES], y[LIFE_POSITION_BYTES];
    lc_status st;
    lc_pt p;

    *out = (lc_shape){0};
    if (r->raw)
        return lc_geometry_raw(&s->datum, r->raw, out, err);
    if (r->geometry)
        return lc_geometry_json(&s->datum, r->geometry, out, err);
    if (lc_position_split(wkt, x, y) || lc_position_split_latlon(latlon, x, y))
        lon = x, lat = y;
    else if (*latlon)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%.40s\" is no latitude and longitude", latlon);
    else if (*wkt == '{')
        return read_json_cell(s, wkt, out, err);
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
