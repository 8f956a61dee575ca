/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/geometry.c - see geometry.h.
 *
 * Three notations come down to one builder: it is given points, then the end
 * of each point, line or ring. Rings are turned here (outer ones counter-
 * clockwise, holes clockwise), since files disagree about it and shapes don't.
 */
#include "src/import/record/place/geometry.h"

#include "lifecircle/base/mem.h"
#include "src/import/record/words/number.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

/* The coast of a province is one ring of some 100,000. */
#define SHAPE_POINTS_MAX 1000000u

/* ---- what WKT and GeoJSON have in common ---- */

/* How deep the lists of each kind are, and what comes of them. */
typedef struct form {
    const char *name;
    lc_shape_kind kind;
    int depth; /* of lists of points: 0 a point, 1 a line, 2 rings, ... */
} form;

/* What can be a facility or a unit; curves and collections can't. */
static const form forms[] = {
    {"Point", LIFE_SHAPE_POINT, 0},     {"MultiPoint", LIFE_SHAPE_POINT, 1},
    {"LineString", LIFE_SHAPE_LINE, 1}, {"MultiLineString", LIFE_SHAPE_LINE, 2},
    {"Polygon", LIFE_SHAPE_AREA, 2},    {"MultiPolygon", LIFE_SHAPE_AREA, 3},
};

/* Notations differ in case. */
static const form *find_form(const char *name, size_t len, lc_error *err)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strlen(forms[i].name) == len &&
            !strncasecmp(forms[i].name, name, len))
            return &forms[i];
    lc_fail(err, LIFE_ERR_PARSE,
            "the geometry is a \"%.*s\"; it must be a point, line or polygon",
            (int)(len > 30 ? 30 : len), name);
    return NULL;
}

/* The shape so far, and the run of points at hand. */
typedef struct builder {
    const lc_datum *datum;
    lc_shape *out;
    LC_VEC(lc_pt) run;
    lc_error *err;
} builder;

/* Limits are checked as points come, so that a file can't ask for all the
 * memory. */
static lc_status add_point(builder *b, double x, double y)
{
    lc_pt p = {0, 0};
    lc_status st;

    if (b->out->kind == LIFE_SHAPE_POINT)
        st = lc_datum_place_one(b->datum, x, y, &p, b->err);
    else
        st = lc_datum_place(b->datum, x, y, &p, b->err);
    if (st)
        return st;
    if (b->run.n + b->out->pt_count >= SHAPE_POINTS_MAX)
        return lc_fail(b->err, LIFE_ERR_LIMIT,
                       "the geometry has more than %u points",
                       SHAPE_POINTS_MAX);
    return lc_vec_push(&b->run, p) ? LIFE_OK
                                   : lc_no_memory(b->err, "a geometry");
}

/* Twice the signed area, in small numbers from the first point on. */
static double ring_turn(const lc_pt *pt, size_t n)
{
    double sum = 0;

    for (size_t i = 1; i + 2 < n; i++)
        sum += ((double)pt[i].lon - pt[0].lon) *
                   ((double)pt[i + 1].lat - pt[0].lat) -
               ((double)pt[i + 1].lon - pt[0].lon) *
                   ((double)pt[i].lat - pt[0].lat);
    return sum;
}

/* Ends a point, line or ring; `hole` matters to rings alone. */
static lc_status end_run(builder *b, bool hole)
{
    lc_pt *pt = b->run.v;
    size_t n = b->run.n, least = b->out->kind == LIFE_SHAPE_LINE ? 2 : 1;
    lc_status st;

    if (b->out->kind == LIFE_SHAPE_AREA) {
        least = 4;
        if (n >= 3 && !lc_pt_equal(pt[0], pt[n - 1]))
            return lc_fail(b->err, LIFE_ERR_PARSE,
                           "a ring of the polygon is not closed: its last "
                           "point must be its first");
    }
    if (n < least)
        return lc_fail(b->err, LIFE_ERR_PARSE,
                       "a line or ring has %zu points, fewer than %zu", n,
                       least);
    if (b->out->kind == LIFE_SHAPE_AREA && (ring_turn(pt, n) < 0) != hole)
        for (size_t i = 0, k = n - 1; i < k; i++, k--) {
            lc_pt swap = pt[i];

            pt[i] = pt[k];
            pt[k] = swap;
        }
    st = lc_shape_add_part(b->out, pt, n, b->err);
    b->run.n = 0;
    return st;
}

/* A shape that failed half way is none; a multipoint of one is a point. */
static lc_status finish(builder *b, lc_status st)
{
    if (!st && b->out->kind == LIFE_SHAPE_POINT && b->out->pt_count != 1)
        st = lc_fail(b->err, LIFE_ERR_PARSE,
                     "the geometry is of %u points; a place has one",
                     (unsigned)b->out->pt_count);
    lc_vec_free(&b->run);
    if (st)
        lc_shape_clear(b->out);
    return st;
}

/* ---- WKT ---- */

/* Well-known text allows it between any two words. */
static const char *skip_space(const char *s)
{
    return s + strspn(s, " \t\r\n");
}

/* With what stands where it was not expected. */
static lc_status bad_wkt(lc_error *err, const char *at)
{
    return lc_fail(err, LIFE_ERR_PARSE,
                   "the geometry is not well-known text at \"%.30s\"", at);
}

/* "x y [z [m]]"; *s is moved behind it. */
static lc_status wkt_point(builder *b, const char **s)
{
    double v[4];
    size_t n = 0;

    for (;;) {
        char word[64];
        const char *at = skip_space(*s);
        size_t len = strcspn(at, " \t\r\n,()");

        if (len == 0)
            break;
        if (n == 4 || len >= sizeof word)
            return bad_wkt(b->err, at);
        memcpy(word, at, len);
        word[len] = '\0';
        if (!lc_number_parse(word, &v[n++]))
            return bad_wkt(b->err, at);
        *s = at + len;
    }
    if (n < 2)
        return bad_wkt(b->err, *s);
    return add_point(b, v[0], v[1]);
}

/* Brackets around points, or around such lists. */
static lc_status wkt_list(builder *b, const char **s, int depth, size_t nth)
{
    const char *at = skip_space(*s);
    lc_status st;

    if (*at != '(')
        return bad_wkt(b->err, at);
    for (size_t i = 0;; i++) {
        *s = at + 1;
        st = depth > 1 ? wkt_list(b, s, depth - 1, i) : wkt_point(b, s);
        if (st)
            return st;
        at = skip_space(*s);
        if (*at != ',')
            break;
    }
    if (*at != ')')
        return bad_wkt(b->err, at);
    *s = at + 1;
    return depth > 1 ? LIFE_OK : end_run(b, nth > 0);
}

lc_status lc_geometry_wkt(const lc_datum *d, const char *text, lc_shape *out,
                          lc_error *err)
{
    builder b = {.datum = d, .out = out, .err = err};
    const char *at = skip_space(text), *semicolon = strchr(at, ';');
    const form *f;
    size_t len;
    int depth;
    lc_status st;

    *out = (lc_shape){0};
    if (!strncasecmp(at, "SRID=", 5) && semicolon)
        at = skip_space(semicolon + 1);
    len = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    if (len == 0)
        return bad_wkt(err, at);
    f = find_form(at, len, err);
    if (!f)
        return LIFE_ERR_PARSE;
    at = skip_space(at + len);
    at = skip_space(at + strspn(at, "ZMzm"));
    if (!strncasecmp(at, "EMPTY", 5))
        return LIFE_OK;
    out->kind = f->kind;
    depth = f->depth ? f->depth : 1;
    if (f->kind == LIFE_SHAPE_POINT && *at == '(' && *skip_space(at + 1) == '(')
        depth++; /* MULTIPOINT((1 2)) */
    st = wkt_list(&b, &at, depth, 0);
    if (!st && *skip_space(at))
        st = bad_wkt(err, at);
    if (!st && f->depth == 0 && out->pt_count != 1)
        st = bad_wkt(err, text);
    return finish(&b, st);
}

/* ---- GeoJSON ---- */

/* More than two numbers are heights and measures, which are not needed. */
static lc_status json_point(builder *b, const json_t *v)
{
    const json_t *x = json_array_get(v, 0), *y = json_array_get(v, 1);

    if (!json_is_number(x) || !json_is_number(y))
        return lc_fail(b->err, LIFE_ERR_PARSE,
                       "a position is not a list of two numbers");
    return add_point(b, json_number_value(x), json_number_value(y));
}

/* As wkt_list(): the type says how deep the lists are. */
static lc_status json_list(builder *b, const json_t *v, int depth, size_t nth)
{
    lc_status st = LIFE_OK;

    if (!json_is_array(v) || json_array_size(v) == 0)
        return lc_fail(b->err, LIFE_ERR_PARSE,
                       "the coordinates are not nested as the type demands");
    for (size_t i = 0; !st && i < json_array_size(v); i++) {
        const json_t *item = json_array_get(v, i);

        st = depth > 1 ? json_list(b, item, depth - 1, i) : json_point(b, item);
    }
    if (st || depth > 1)
        return st;
    /* Rings of a polygon come one level up: the first is the outer one. */
    return end_run(b, nth > 0);
}

const char *lc_geometry_named_crs(const struct json_t *root)
{
    static const char *const same[] = {"CRS84", "CRS84h", "4326", "4490",
                                       "WGS84"};
    const json_t *crs = json_object_get(root, "crs");
    const char *name = json_is_string(crs)
                           ? json_string_value(crs)
                           : json_string_value(json_object_get(
                                 json_object_get(crs, "properties"), "name"));
    const char *tail = name ? strrchr(name, ':') : NULL;

    tail = tail ? tail + 1 : name;
    for (size_t i = 0; name && i < sizeof same / sizeof *same; i++)
        if (!strcasecmp(tail, same[i]))
            return NULL;
    return name;
}

lc_status lc_geometry_json(const lc_datum *d, const struct json_t *geometry,
                           lc_shape *out, lc_error *err)
{
    builder b = {.datum = d, .out = out, .err = err};
    const json_t *coordinates = json_object_get(geometry, "coordinates");
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const form *f;
    lc_status st;

    *out = (lc_shape){0};
    if (!geometry || json_is_null(geometry))
        return LIFE_OK;
    if (!type)
        return lc_fail(err, LIFE_ERR_PARSE, "the geometry has no type");
    f = find_form(type, strlen(type), err);
    if (!f)
        return LIFE_ERR_PARSE;
    out->kind = f->kind;
    if (f->depth == 0) {
        st = json_point(&b, coordinates);
        if (!st)
            st = end_run(&b, false);
    } else {
        st = json_list(&b, coordinates, f->depth, 0);
    }
    return finish(&b, st);
}

/* ---- what other files hold ---- */

lc_status lc_geometry_raw(const lc_datum *d, const lc_raw_shape *raw,
                          lc_shape *out, lc_error *err)
{
    builder b = {.datum = d, .out = out, .err = err};
    lc_status st = LIFE_OK;
    size_t at = 0;

    *out = (lc_shape){.kind = raw->kind};
    for (size_t i = 0; !st && i < raw->part.n; i++) {
        for (; !st && at < raw->part.v[i].end; at++)
            st = add_point(&b, raw->pt.v[at].lon, raw->pt.v[at].lat);
        if (!st)
            st = end_run(&b, raw->part.v[i].hole);
    }
    return finish(&b, st);
}
