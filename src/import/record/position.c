/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/position.c - coordinates, WKT and GeoJSON geometry of
 * tables, each point by way of the table's coordinate system.
 */
#include "lifecircle/base/num.h"
#include "src/import/record/intake.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define RING_POINTS_MAX  100000u
#define SHAPE_POINTS_MAX 1000000u

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

/* lc_parse_decimal() takes 24 characters and no exponent: longer decimals are
 * cut behind the point, where they say nothing more. */
bool lc_number_parse(const char *s, double *out)
{
    char plain[32];
    size_t n = strcspn(s, "eE"), take = n;
    int64_t exponent = 0;
    double v;

    if (s[n] &&
        !lc_parse_int(s + n + 1 + (s[n + 1] == '+'), -40, 40, &exponent))
        return false;
    if (n > 24) {
        take = 24;
        if (!memchr(s, '.', take - 1) ||
            strspn(s + take, "0123456789") < n - take)
            return false;
    }
    memcpy(plain, s, take);
    plain[take] = '\0';
    if (!lc_parse_decimal(plain, &v))
        return false;
    *out = exponent ? v * pow(10, (double)exponent) : v;
    return true;
}

static bool is_degrees(const lc_datum *d)
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

/* Metres of a projection where degrees should be. */
static lc_status metres(double x, double y, lc_error *err)
{
    int code = zone_code(x) ? zone_code(x) : zone_code(y);

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

static lc_status outside(const lc_datum *d, double x, double y, lc_error *err)
{
    lc_lonlat unused;
    bool swapped = !lc_crs_to_wgs84(d->crs, y, x, &unused, NULL);
    const char *hint =
        swapped ? "; are longitude and latitude (x and y) swapped?" : "";
    const char *id = swapped ? "row_swapped" : "row_position";

    if (is_degrees(d) && fabs(x) > 1000 && fabs(y) > 1000)
        return metres(x, y, err);
    if (is_degrees(d) && !(y >= -90 && y <= 90))
        return lc_fail_param(err, LIFE_ERR_RANGE, id,
                             "latitude %.10g is not in -90..90%s", y, hint);
    if (is_degrees(d))
        return lc_fail_param(err, LIFE_ERR_RANGE, id,
                             "longitude %.10g is not in -180..180%s", x, hint);
    return lc_fail_param(err, LIFE_ERR_RANGE, id,
                         "%.10g, %.10g lies outside the area of %s%s", x, y,
                         d->name, hint);
}

/* Of a place on its own: a vertex of an area may well lie there. */
static lc_status check_some(double x, double y, lc_error *err)
{
    if (x != 0 || y != 0)
        return LIFE_OK;
    return lc_reject(err, LIFE_ERR_RANGE, "zero",
                     "0, 0 stands for no position; leave it empty");
}

static lc_status place(const lc_datum *d, double x, double y, lc_pt *out,
                       lc_error *err)
{
    lc_lonlat p;

    if (lc_crs_to_wgs84(d->crs, x, y, &p, NULL))
        return outside(d, x, y, err);
    *out = lc_pt_from(p);
    return LIFE_OK;
}

/* Degrees, minutes and seconds, with any marks and a letter of the compass
 * before or behind them; they are told from a decimal, not taken. */
static bool sexagesimal(const char *s, double *out)
{
    double part[3] = {0};
    bool negative = strpbrk(s, "SWsw-") != NULL;
    size_t n = 0;

    while (*s) {
        char word[24];
        size_t len = strspn(s, "0123456789.");

        if (len == 0) {
            s++;
            continue;
        }
        if (n == 3 || len >= sizeof word)
            return false;
        memcpy(word, s, len);
        word[len] = '\0';
        if (!lc_parse_decimal(word, &part[n++]))
            return false;
        s += len;
    }
    if (n < 2 || part[0] > 180 || part[1] >= 60 || part[2] >= 60)
        return false;
    *out = part[0] + part[1] / 60 + part[2] / 3600;
    if (negative)
        *out = -*out;
    return true;
}

static lc_status read_degrees(const char *what, const char *s, double *out,
                              lc_error *err)
{
    double v;

    if (lc_number_parse(s, out))
        return LIFE_OK;
    if (!*s)
        return lc_reject(err, LIFE_ERR_PARSE, "position", "the %s is missing",
                         what);
    if (sexagesimal(s, &v))
        return lc_reject(err, LIFE_ERR_PARSE, "degrees",
                         "%s \"%.40s\" is in degrees and minutes; write the "
                         "decimal %.6f",
                         what, s, v);
    return lc_reject(err, LIFE_ERR_PARSE, "position",
                     "%s \"%.40s\" is not a number", what, s);
}

lc_status lc_position_parse(const lc_datum *d, const char *lon, const char *lat,
                            lc_pt *out, lc_error *err)
{
    double x, y;

    if (read_degrees("longitude", lon, &x, err) ||
        read_degrees("latitude", lat, &y, err))
        return LIFE_ERR_PARSE;
    if (check_some(x, y, err))
        return LIFE_ERR_RANGE;
    return place(d, x, y, out, err);
}

/* ---- what WKT and GeoJSON have in common ---- */

/* How deep the lists of each kind are, and what comes of them. */
typedef struct form {
    const char *name;
    lc_shape_kind kind;
    int depth; /* of lists of points: 0 a point, 1 a line, 2 rings, ... */
} form;

static const form forms[] = {
    {"Point", LIFE_SHAPE_POINT, 0},          {"LineString", LIFE_SHAPE_LINE, 1},
    {"MultiLineString", LIFE_SHAPE_LINE, 2}, {"Polygon", LIFE_SHAPE_AREA, 2},
    {"MultiPolygon", LIFE_SHAPE_AREA, 3},
};

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

typedef struct builder {
    const lc_datum *datum;
    lc_shape *out;
    LC_VEC(lc_pt) run;
    lc_error *err;
} builder;

static lc_status add_point(builder *b, double x, double y)
{
    lc_pt p = {0, 0};
    lc_status st = LIFE_OK;

    if (b->out->kind == LIFE_SHAPE_POINT)
        st = check_some(x, y, b->err);
    if (!st)
        st = place(b->datum, x, y, &p, b->err);
    if (st)
        return st;
    if (b->run.n == RING_POINTS_MAX || b->out->pt_count >= SHAPE_POINTS_MAX)
        return lc_fail(b->err, LIFE_ERR_LIMIT,
                       "the geometry has more than %u points in a ring or %u "
                       "in all",
                       RING_POINTS_MAX, SHAPE_POINTS_MAX);
    return lc_vec_push(&b->run, p)
               ? LIFE_OK
               : lc_fail(b->err, LIFE_ERR_NOMEM, "no memory for a geometry");
}

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

static lc_status finish(builder *b, lc_status st)
{
    lc_vec_free(&b->run);
    if (st)
        lc_shape_clear(b->out);
    return st;
}

/* ---- WKT ---- */

static const char *skip_space(const char *s)
{
    return s + strspn(s, " \t\r\n");
}

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
    st = wkt_list(&b, &at, f->depth ? f->depth : 1, 0);
    if (!st && *skip_space(at))
        st = bad_wkt(err, at);
    if (!st && f->depth == 0 && out->pt_count != 1)
        st = bad_wkt(err, text);
    return finish(&b, st);
}

/* ---- GeoJSON ---- */

static lc_status json_point(builder *b, const json_t *v)
{
    const json_t *x = json_array_get(v, 0), *y = json_array_get(v, 1);

    if (!json_is_number(x) || !json_is_number(y))
        return lc_fail(b->err, LIFE_ERR_PARSE,
                       "a position is not a list of two numbers");
    return add_point(b, json_number_value(x), json_number_value(y));
}

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
    if (raw->kind == LIFE_SHAPE_POINT && raw->pt.n > 1)
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "the geometry is of %zu points; a place has one",
                     raw->pt.n);
    for (size_t i = 0; !st && i < raw->part.n; i++) {
        for (; !st && at < raw->part.v[i].end; at++)
            st = add_point(&b, raw->pt.v[at].lon, raw->pt.v[at].lat);
        if (!st)
            st = end_run(&b, raw->part.v[i].hole);
    }
    return finish(&b, st);
}
