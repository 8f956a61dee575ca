/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/area.c - see lifecircle/import/area.h.
 *
 * An area comes from a map page or a file of one shape, so a Feature and a
 * collection of one are looked through, and what is said of rows of tables is
 * not said here.
 */
#include "lifecircle/import/area.h"

#include "src/import/record/place/geometry.h"

#include <jansson.h>
#include <string.h>

#define HALF_ROUND 1800000000 /* 180 degrees */

/* GeoJSON says of each object what it is. */
static bool is_type(const json_t *v, const char *type)
{
    const char *own = json_string_value(json_object_get(v, "type"));

    return own && !strcmp(own, type);
}

/* Down through a collection of one and a Feature to the geometry itself. */
static const json_t *find_geometry(const json_t *v)
{
    const json_t *features = json_object_get(v, "features");

    if (is_type(v, "FeatureCollection") && json_array_size(features) == 1)
        v = json_array_get(features, 0);
    return is_type(v, "Feature") ? json_object_get(v, "geometry") : v;
}

/* A ring across the antimeridian looks, in plain degrees, like one around the
 * rest of the world; its area would be the wrong one. */
static lc_status check_width(const lc_shape *s, lc_error *err)
{
    for (uint32_t i = 0; i < s->part_count; i++) {
        lc_box box = lc_box_empty();

        for (uint32_t k = s->part[i]; k < s->part[i + 1]; k++)
            lc_box_add(&box, s->pt[k]);
        if ((int64_t)box.max_lon - box.min_lon > HALF_ROUND)
            return lc_fail(err, LIFE_ERR_RANGE,
                           "a ring is wider than 180 degrees; areas across "
                           "the antimeridian are not taken");
    }
    return LIFE_OK;
}

/* Rings as drawn become polygons as they are kept; `first` is that of the
 * outer one. What an outer ring without ground holds is no ground either. */
static lc_status add_polygon(const lc_shape *drawn, uint32_t first,
                             size_t rings, lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t i = first; !st && i < first + rings; i++) {
        uint32_t n = drawn->part[i + 1] - drawn->part[i];
        bool kept;

        st = lc_shape_add_ring(out, drawn->pt + drawn->part[i], n, i > first,
                               &kept, err);
        if (i == first && !kept)
            break;
    }
    return st;
}

/* Which ring is whose is said by the lists that they stand in, so polygons
 * that overlap, or lie within one another, stay what they are. */
static lc_status tidy(const json_t *geometry, lc_shape *area, lc_error *err)
{
    const json_t *list = json_object_get(geometry, "coordinates");
    bool one = is_type(geometry, "Polygon");
    size_t polygons = one ? 1 : json_array_size(list);
    lc_shape drawn = *area;
    uint32_t first = 0;
    lc_status st = LIFE_OK;

    *area = (lc_shape){.kind = LIFE_SHAPE_AREA};
    for (size_t i = 0; !st && i < polygons; i++) {
        size_t rings = json_array_size(one ? list : json_array_get(list, i));

        st = add_polygon(&drawn, first, rings, area, err);
        first += (uint32_t)rings;
    }
    if (!st && !area->part_count)
        st = lc_fail(err, LIFE_ERR_PARSE, "the area covers no ground");
    lc_shape_clear(&drawn);
    return st;
}

/* Down to the geometry, and from its lists to rings. */
static lc_status read_area(const json_t *root, const char *crs,
                           uint32_t most_points, lc_shape *out, lc_error *err)
{
    const json_t *geometry = find_geometry(root);
    const char *named = lc_geometry_named_crs(root);
    lc_datum datum;
    lc_error why = {0};
    lc_status st;

    if (!is_type(geometry, "Polygon") && !is_type(geometry, "MultiPolygon"))
        return lc_fail(err, LIFE_ERR_PARSE,
                       "it must be a GeoJSON Polygon, MultiPolygon, or a "
                       "Feature of one");
    if (named && !crs)
        return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                             "the area says that its positions are in "
                             "\"%.60s\", which is not WGS 84",
                             named);
    st = lc_datum_open(crs, &datum, err);
    if (!st)
        st = lc_geometry_json(&datum, geometry, out, &why);
    lc_datum_close(&datum);
    if (!strcmp(why.parameter, "row_metres")) /* by no option of theirs */
        return lc_fail(err, why.status,
                       "its positions are metres of a projection; draw it in "
                       "degrees, longitude first");
    if (why.status) /* without the finding's id: there are no rows here */
        return lc_fail(err, why.status, "%s", why.text);
    if (st)
        return st;
    if (out->pt_count > most_points)
        st = lc_fail(err, LIFE_ERR_LIMIT,
                     "the area has %u positions, more than %u",
                     (unsigned)out->pt_count, (unsigned)most_points);
    if (st)
        return st;
    st = check_width(out, err);
    return st ? st : tidy(geometry, out, err);
}

lc_status lc_area_parse(const char *text, size_t len, const char *crs,
                        uint32_t most_points, lc_shape *out, lc_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
    lc_status st;

    *out = (lc_shape){0};
    if (root) {
        st = read_area(root, crs, most_points, out, err);
    } else if (json_error_code(&why) == json_error_out_of_memory) {
        st = lc_no_memory(err, "an area");
    } else {
        st = lc_fail(err, LIFE_ERR_PARSE, "not JSON: line %d, column %d: %s",
                     why.line, why.column, why.text);
    }
    json_decref(root);
    if (st)
        lc_shape_clear(out);
    return st;
}
