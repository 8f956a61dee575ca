/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * area.c - an area drawn by hand, from a GeoJSON file: a Polygon or
 * MultiPolygon, a Feature of one, or a FeatureCollection of one.
 */
#include "cli.h"
#include "lifecircle/base/file.h"

#include <jansson.h>
#include <string.h>

#define AREA_BYTES  (16u << 20) /* more than 2,000 points ever take */
#define AREA_POINTS 2000        /* as lc_coverage_area takes */

static lc_status malformed(const char *what, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_PARSE, "%s", what);
}

static lc_status read_position(const json_t *v, lc_pt *out, lc_error *err)
{
    lc_lonlat at;

    if (json_array_size(v) < 2 || !json_is_number(json_array_get(v, 0)) ||
        !json_is_number(json_array_get(v, 1)))
        return malformed("a position is not [longitude, latitude]", err);
    at.lon = json_number_value(json_array_get(v, 0));
    at.lat = json_number_value(json_array_get(v, 1));
    if (!lc_lonlat_valid(at))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%g, %g is not a longitude and latitude in degrees",
                       at.lon, at.lat);
    *out = lc_pt_from(at);
    return LIFE_OK;
}

static lc_status read_ring(const json_t *ring, lc_shape *out, lc_error *err)
{
    lc_pt pt[AREA_POINTS];
    size_t n = json_array_size(ring);
    lc_status st = LIFE_OK;

    if (n < 4)
        return malformed("a ring has fewer than four positions", err);
    if (n > AREA_POINTS - out->pt_count)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "the area has more than %d positions", AREA_POINTS);
    for (size_t i = 0; !st && i < n; i++)
        st = read_position(json_array_get(ring, i), &pt[i], err);
    if (st)
        return st;
    if (!lc_pt_equal(pt[0], pt[n - 1]))
        return malformed("a ring is not closed", err);
    return lc_shape_add_part(out, pt, n, err);
}

static lc_status read_polygon(const json_t *rings, lc_shape *out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (json_array_size(rings) == 0)
        return malformed("a polygon has no rings", err);
    for (size_t i = 0; !st && i < json_array_size(rings); i++)
        st = read_ring(json_array_get(rings, i), out, err);
    return st;
}

/* Down through a collection of one and a Feature to the geometry itself. */
static const json_t *find_geometry(const json_t *v)
{
    const json_t *features = json_object_get(v, "features");

    if (features && json_array_size(features) == 1)
        v = json_array_get(features, 0);
    return json_object_get(v, "geometry") ? json_object_get(v, "geometry") : v;
}

static lc_status read_area(const json_t *root, lc_shape *out, lc_error *err)
{
    const json_t *g = find_geometry(root);
    const char *type = json_string_value(json_object_get(g, "type"));
    const json_t *coordinates = json_object_get(g, "coordinates");
    lc_status st = LIFE_OK;

    if (!type)
        return malformed("this is not a GeoJSON object", err);
    if (strcmp(type, "Polygon") == 0)
        return read_polygon(coordinates, out, err);
    if (strcmp(type, "MultiPolygon") != 0)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "a %.40s is not one Polygon or MultiPolygon", type);
    for (size_t i = 0; !st && i < json_array_size(coordinates); i++)
        st = read_polygon(json_array_get(coordinates, i), out, err);
    return st;
}

lc_status lc_cli_area(const char *path, lc_shape *out, lc_error *err)
{
    json_error_t detail;
    json_t *root = NULL;
    char *text = NULL;
    size_t len;
    lc_status st = lc_file_read(path, AREA_BYTES, &text, &len, err);

    *out = (lc_shape){.kind = LIFE_SHAPE_AREA};
    if (st)
        return st;
    root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &detail);
    if (!root) {
        lc_fail(err, LIFE_ERR_PARSE, "%s", detail.text);
        st = lc_fail_at(err, LIFE_ERR_PARSE, path, (uint32_t)detail.line);
        goto done;
    }
    st = read_area(root, out, err);
    if (!st)
        st = lc_shape_normalise(out, err);
    if (st)
        lc_fail_at(err, st, path, 0);
done:
    json_decref(root);
    lc_free(text);
    if (st)
        lc_shape_clear(out);
    return st;
}
