/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * area.c - see area.h.
 */
#include "area.h"

#include <jansson.h>
#include <string.h>

static lc_status bad_body(lc_error *err, lc_status st, const char *text)
{
    return lc_fail_param(err, st, "body", "body: %s", text);
}

/* A position: two numbers, and a height that is not looked at. */
static lc_status get_position(const json_t *at, lc_pt *out, lc_error *err)
{
    const json_t *x = json_array_get(at, 0), *y = json_array_get(at, 1);
    lc_lonlat p;

    if (!json_is_number(x) || !json_is_number(y) || json_array_size(at) > 3)
        return bad_body(err, LIFE_ERR_PARSE,
                        "a position is not [longitude, latitude]");
    p = (lc_lonlat){json_number_value(x), json_number_value(y)};
    if (!lc_lonlat_valid(p))
        return bad_body(err, LIFE_ERR_RANGE,
                        "a position is outside -180..180, -90..90");
    *out = lc_pt_from(p);
    return LIFE_OK;
}

static lc_status check_ring(const lc_pt *pt, size_t n, lc_error *err)
{
    lc_box box = lc_box_empty();

    if (n < 4)
        return bad_body(err, LIFE_ERR_PARSE,
                        "a ring has fewer than four positions");
    if (!lc_pt_equal(pt[0], pt[n - 1]))
        return bad_body(err, LIFE_ERR_PARSE,
                        "a ring does not end where it begins");
    for (size_t i = 0; i < n; i++)
        lc_box_add(&box, pt[i]);
    if ((int64_t)box.max_lon - box.min_lon > 1800000000)
        return bad_body(err, LIFE_ERR_RANGE,
                        "a ring is wider than 180 degrees; areas across the "
                        "antimeridian are not taken");
    return LIFE_OK;
}

/* Twice the signed area on the degree grid: positive when the ring runs
 * counter-clockwise. In long double, as products reach 2^63. */
static long double turn(const lc_pt *pt, size_t n)
{
    long double sum = 0;

    for (size_t i = 0; i + 1 < n; i++)
        sum += (long double)pt[i].lon * pt[i + 1].lat -
               (long double)pt[i + 1].lon * pt[i].lat;
    return sum;
}

/* Clients draw rings either way round; which is a hole is said by order. */
static void orient(lc_pt *pt, size_t n, bool hole)
{
    if ((turn(pt, n) < 0) == hole)
        return;
    for (size_t i = 0, j = n - 1; i < j; i++, j--) {
        lc_pt swap = pt[i];

        pt[i] = pt[j];
        pt[j] = swap;
    }
}

static lc_status add_ring(const json_t *ring, bool hole, lc_shape *out,
                          lc_error *err)
{
    lc_pt pt[LIFE_HTTP_AREA_POINTS];
    size_t n = json_array_size(ring);
    lc_status st;

    if (!json_is_array(ring))
        return bad_body(err, LIFE_ERR_PARSE, "a ring is not an array");
    if (n + out->pt_count > LIFE_HTTP_AREA_POINTS)
        return bad_body(err, LIFE_ERR_LIMIT,
                        "the area has more than 2000 positions");
    for (size_t i = 0; i < n; i++) {
        st = get_position(json_array_get(ring, i), &pt[i], err);
        if (st)
            return st;
    }
    st = check_ring(pt, n, err);
    if (st)
        return st;
    orient(pt, n, hole);
    return lc_shape_add_part(out, pt, n, err);
}

static lc_status add_polygon(const json_t *rings, lc_shape *out, lc_error *err)
{
    if (!json_is_array(rings) || !json_array_size(rings))
        return bad_body(err, LIFE_ERR_PARSE, "a polygon has no rings");
    for (size_t i = 0; i < json_array_size(rings); i++) {
        lc_status st = add_ring(json_array_get(rings, i), i > 0, out, err);

        if (st)
            return st;
    }
    return LIFE_OK;
}

static lc_status add_geometry(const json_t *geometry, lc_shape *out,
                              lc_error *err)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *at = json_object_get(geometry, "coordinates");

    if (type && !strcmp(type, "Polygon"))
        return add_polygon(at, out, err);
    if (!type || strcmp(type, "MultiPolygon") != 0 || !json_array_size(at))
        return bad_body(err, LIFE_ERR_PARSE,
                        "it must be a GeoJSON Polygon, MultiPolygon, or a "
                        "Feature of one");
    for (size_t i = 0; i < json_array_size(at); i++) {
        lc_status st = add_polygon(json_array_get(at, i), out, err);

        if (st)
            return st;
    }
    return LIFE_OK;
}

lc_status lc_area_parse(const char *text, size_t len, lc_shape *out,
                        lc_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
    const json_t *geometry = root;
    const char *type;
    lc_status st;

    *out = (lc_shape){.kind = LIFE_SHAPE_AREA};
    if (!root)
        return lc_fail_param(err, LIFE_ERR_PARSE, "body",
                             "body: not JSON: line %d, column %d", why.line,
                             why.column);
    type = json_string_value(json_object_get(root, "type"));
    if (type && !strcmp(type, "Feature"))
        geometry = json_object_get(root, "geometry");
    st = add_geometry(geometry, out, err);
    if (!st && lc_shape_normalise(out, NULL))
        st = bad_body(err, LIFE_ERR_PARSE, "the area covers no ground");
    json_decref(root);
    if (st)
        lc_shape_clear(out);
    return st;
}
