/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/extent.c - see extent.h.
 */
#include "src/import/extent.h"

#include "lifecircle/base/file.h"
#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/import/area.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A boundary of a country has some hundred thousand points, in some megabytes.
 * A margin beyond 100 km would make one city's extract a country's. */
#define FILE_MAX   ((size_t)64 << 20)
#define POINTS_MAX 1000000
#define MARGIN_MAX 100000.0 /* m */

/* In the order of a GeoJSON bbox. A NULL text is no option and no fault. */
lc_status lc_extent_parse(const char *text, const char *parameter, lc_box *out,
                          lc_error *err)
{
    double v[4];
    const char *s = text;
    size_t n = 0;

    *out = lc_box_empty();
    while (s && n < 4) {
        char number[32] = "";
        size_t len = strcspn(s, ",");

        if (len >= sizeof number)
            break;
        memcpy(number, s, len);
        if (!lc_parse_decimal(number, &v[n]))
            break;
        n++;
        s = s[len] ? s + len + 1 : NULL;
    }
    if (!text)
        return LIFE_OK;
    if (s || n != 4 || !lc_lonlat_valid((lc_lonlat){v[0], v[1]}) ||
        !lc_lonlat_valid((lc_lonlat){v[2], v[3]}) || v[0] >= v[2] ||
        v[1] >= v[3])
        return lc_fail_param(err, LIFE_ERR_RANGE, parameter,
                             "\"%.80s\" is not W,S,E,N: four numbers in"
                             " degrees, west below east, south below north",
                             text);
    lc_box_add(out, lc_pt_from((lc_lonlat){v[0], v[1]}));
    lc_box_add(out, lc_pt_from((lc_lonlat){v[2], v[3]}));
    return LIFE_OK;
}

/* Metres unless "km" stands behind the number. */
lc_status lc_extent_margin(const char *text, const char *parameter, double *out,
                           lc_error *err)
{
    size_t len = text ? strspn(text, "0123456789.") : 0;
    const char *unit = text ? text + len : "";
    char number[32] = "";

    *out = 0;
    if (!text)
        return LIFE_OK;
    if (len < sizeof number)
        memcpy(number, text, len);
    if ((*unit && strcmp(unit, "m") && strcmp(unit, "km")) ||
        !lc_parse_decimal(number, out) ||
        (*out *= *unit == 'k' ? 1000 : 1) > MARGIN_MAX)
        return lc_fail_param(err, LIFE_ERR_RANGE, parameter,
                             "\"%.40s\" is no distance: 500m or 3km, at most "
                             "100km",
                             text);
    return LIFE_OK;
}

/* Counter-clockwise from the south-west, as outer rings run. */
lc_status lc_extent_shape(lc_box b, lc_shape *out, lc_error *err)
{
    lc_pt ring[5] = {{b.min_lon, b.min_lat},
                     {b.max_lon, b.min_lat},
                     {b.max_lon, b.max_lat},
                     {b.min_lon, b.max_lat},
                     {b.min_lon, b.min_lat}};

    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, out, err);
}

/* ---- files ---- */

/* A .poly of Osmosis: a name, then sections of "longitude latitude" between a
 * name and END; that of a hole begins with "!". */
typedef struct poly {
    lc_shape *out;
    LC_VEC(lc_pt) ring;
    bool inside, hole; /* a section; one of a hole */
    bool ended;
} poly;

/* Most writers of .poly close their rings, some leave the last point out. */
static lc_status end_ring(poly *p, lc_error *err)
{
    bool kept;

    p->inside = false;
    if (p->ring.n && !lc_pt_equal(p->ring.v[0], p->ring.v[p->ring.n - 1]) &&
        !lc_vec_push(&p->ring, p->ring.v[0]))
        return lc_no_memory(err, "the extent");
    return lc_shape_add_ring(p->out, p->ring.v, p->ring.n, p->hole, &kept, err);
}

/* One line behind the file's first. What stands behind the last END is not
 * looked at. */
static lc_status read_line(poly *p, const char *line, lc_error *err)
{
    double lon, lat;
    int end = 0;
    lc_pt pt;

    line += strspn(line, " \t");
    if (!*line || p->ended)
        return LIFE_OK;
    if (!strcmp(line, "END")) {
        p->ended = !p->inside;
        return p->inside ? end_ring(p, err) : LIFE_OK;
    }
    if (!p->inside) {
        p->inside = true;
        p->hole = *line == '!';
        p->ring.n = 0;
        return LIFE_OK;
    }
    if (sscanf(line, "%lf %lf %n", &lon, &lat, &end) != 2 || line[end] ||
        !lc_lonlat_valid((lc_lonlat){lon, lat}))
        return lc_fail(err, LIFE_ERR_PARSE,
                       "\"%.60s\" is no longitude and latitude in degrees",
                       line);
    pt = lc_pt_from((lc_lonlat){lon, lat});
    if (p->ring.n >= POINTS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT, "over %d points", POINTS_MAX);
    return lc_vec_push(&p->ring, pt) ? LIFE_OK
                                     : lc_no_memory(err, "the extent");
}

static void trim_end(char *line)
{
    size_t len = strlen(line);

    while (len && strchr(" \t", line[len - 1]))
        line[--len] = '\0';
}

/* `text` is cut into its lines. The first line is the polygon's name, which
 * says nothing here. */
static lc_status parse_poly(const char *path, char *text, lc_shape *out,
                            lc_error *err)
{
    poly p = {.out = out};
    uint32_t number = 1;
    char *line = strchr(text, '\n');
    lc_status st = LIFE_OK;

    out->kind = LIFE_SHAPE_AREA;
    while (!st && line) {
        char *next = strchr(++line, '\n');

        if (next)
            *next = '\0';
        line[strcspn(line, "\r")] = '\0';
        trim_end(line);
        number++;
        st = read_line(&p, line, err);
        if (st)
            st = lc_fail_at(err, st, path, number);
        line = next;
    }
    lc_vec_free(&p.ring);
    if (!st && (!p.ended || !out->part_count))
        st = lc_fail(err, LIFE_ERR_PARSE,
                     "%s is no .poly file: sections of \"longitude latitude\" "
                     "that end with END, and END behind the last",
                     path);
    return st ? st : lc_shape_normalise(out, err);
}

/* .POLY is the same as .poly. */
static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);

    return n > m && !strcasecmp(text + n - m, end);
}

static lc_status read_file(const char *path, lc_shape *out, lc_error *err)
{
    char *text;
    size_t len;
    lc_status st = lc_file_read(path, FILE_MAX, &text, &len, err);

    if (st)
        return st;
    st = ends_with(path, ".poly")
             ? parse_poly(path, text, out, err)
             : lc_area_parse(text, len, NULL, POINTS_MAX, out, err);
    lc_free(text);
    if (st)
        lc_shape_clear(out);
    return st;
}

/* A file is told by its ending, as a box has none. */
lc_status lc_extent_read(const char *text, const char *parameter, lc_shape *out,
                         lc_error *err)
{
    lc_box box;
    lc_status st;

    *out = (lc_shape){0};
    if (!text)
        return LIFE_OK;
    if (ends_with(text, ".poly") || ends_with(text, ".geojson") ||
        ends_with(text, ".json"))
        return read_file(text, out, err);
    st = lc_extent_parse(text, parameter, &box, err);
    return st ? st : lc_extent_shape(box, out, err);
}
