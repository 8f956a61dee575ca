/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/shapes.c - the shape of a record, and words of its cells
 * that have a fixed spelling.
 */
#include "src/import/osm/places/geos.h"
#include "src/import/table/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

lc_status lc_shape_reader_open(const char *crs, const lc_columns *columns,
                               lc_shape_reader *out, lc_error *err)
{
    lc_status st;

    *out = (lc_shape_reader){.columns = columns};
    st = lc_datum_open(crs, &out->datum, err);
    if (!st)
        st = lc_osm_geos_open(&out->geos, err);
    if (st)
        lc_shape_reader_close(out);
    return st;
}

void lc_shape_reader_close(lc_shape_reader *s)
{
    lc_osm_geos_close(s->geos);
    lc_datum_close(&s->datum);
    *s = (lc_shape_reader){0};
}

bool lc_shape_columns_exist(const lc_columns *c)
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

lc_status lc_shape_read_raw(const lc_shape_reader *s, const lc_record *r,
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

static lc_status make_valid(const lc_shape_reader *s, lc_shape *area,
                            lc_repair *repair, lc_error *err)
{
    double before = fabs(lc_shape_area_m2(area));
    uint32_t points = area->pt_count;
    bool valid = false;
    lc_pt *pt = area->pt; /* a repair makes new ones */
    lc_status st = lc_osm_geos_repair(s->geos, area, &valid, err);

    if (st)
        return st;
    if (!valid)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "the polygon is not valid and can't be repaired (%u "
                       "points): %.80s",
                       (unsigned)points, lc_osm_geos_message(s->geos));
    repair->done = area->pt != pt;
    st = lc_shape_normalise(area, err);
    if (st || !repair->done)
        return st;
    repair->before_m2 = before;
    repair->after_m2 = lc_shape_area_m2(area);
    return LIFE_OK;
}

double lc_repair_change(const lc_repair *r)
{
    if (!r->done)
        return 0;
    return r->before_m2 > 0 ? (r->after_m2 - r->before_m2) / r->before_m2 : 1;
}

lc_status lc_shape_read(const lc_shape_reader *s, const lc_record *r,
                        lc_shape *out, lc_repair *repair, lc_error *err)
{
    lc_status st;

    *repair = (lc_repair){0};
    st = lc_shape_read_raw(s, r, out, err);
    if (!st && out->kind == LIFE_SHAPE_AREA)
        st = make_valid(s, out, repair, err);
    else if (!st && out->kind == LIFE_SHAPE_LINE)
        st = lc_shape_normalise(out, err);
    if (!st)
        return st;
    lc_shape_clear(out);
    if (err && !err->parameter[0]) /* what is said of a place says more */
        snprintf(err->parameter, sizeof err->parameter, "row_geometry");
    return st;
}

/* Up to `most` digits at *s as a number, -1 where there are none. */
static int digits(const char **s, int most)
{
    int v = -1;

    for (; most > 0 && **s >= '0' && **s <= '9'; most--, (*s)++)
        v = (v < 0 ? 0 : v * 10) + (**s - '0');
    return v;
}

/* What stands between the numbers of a date. */
static bool skip_mark(const char **s)
{
    static const char *const mark[] = {"-", "/", ".", "年",
                                       "月"}; /* year, month */

    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (!strncmp(*s, mark[i], strlen(mark[i]))) {
            *s += strlen(mark[i]);
            return true;
        }
    return false;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool lc_date_parse(const char *s, char out[16])
{
    const char *start = s;
    int year = digits(&s, 4), month, day;

    if (s - start != 4 || year < 1000)
        return false;
    snprintf(out, 16, "%04u", (unsigned)year % 10000);
    if (!*s || (skip_mark(&s) && !*s))
        return true;
    month = digits(&s, 2);
    if (month < 1 || month > 12)
        return false;
    snprintf(out, 16, "%04u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100);
    if (!*s || (skip_mark(&s) && !*s))
        return true;
    day = digits(&s, 2);
    if (day < 1 || day > days_in(year, month))
        return false;
    if (!strncmp(s, "日", 3)) /* day */
        s += 3;
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100, (unsigned)day % 100);
    return !*s || *s == ' ' || *s == 'T'; /* a time of day may follow */
}

const char *lc_wheelchair_word(const char *s)
{
    static const char *const word[][2] = {
        {"1", "yes"},  {"true", "yes"}, {"是", "yes"},
        {"有", "yes"}, {"0", "no"},     {"false", "no"},
        {"否", "no"},  {"无", "no"},    {"部分", "limited"},
    };

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (!strcasecmp(s, word[i][0]))
            return word[i][1];
    return s;
}
