/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/record/place/position.c - see position.h.
 *
 * What marks a coordinate (E, 东经, 'lng':) also says which of the two it is,
 * so cells that are swapped are found out where they are marked.
 */
#include "src/import/record/place/position.h"

#include "lifecircle/base/parse.h"
#include "src/import/record/reject.h"
#include "src/import/record/words/number.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

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

/* ---- points of the compass ---- */

typedef enum axis { NEITHER, LON, LAT } axis;

/* How a coordinate is marked, the longer words first. */
static const struct {
    const char *word;
    axis axis;
    bool negative;
} marks[] = {
    {"longitude", LON, false}, {"latitude", LAT, false}, {"东经", LON, false},
    {"東經", LON, false},      {"西经", LON, true},      {"西經", LON, true},
    {"北纬", LAT, false},      {"北緯", LAT, false},     {"南纬", LAT, true},
    {"南緯", LAT, true},       {"经度", LON, false},     {"經度", LON, false},
    {"纬度", LAT, false},      {"緯度", LAT, false},     {"lng", LON, false},
    {"lon", LON, false},       {"lat", LAT, false},      {"经", LON, false},
    {"纬", LAT, false},        {"e", LON, false},        {"w", LON, true},
    {"n", LAT, false},         {"s", LAT, true},         {"x", LON, false},
    {"y", LAT, false},
};

/* What may stand around a number and says nothing. */
static const char *const filling[] = {"°",  "º", "˚", "度", "\"", "'", ":",
                                      "：", "=", " ", "\t", "(",  "[", "{"};

/* Bytes of filling at the text. */
static size_t skip_filling(const char *s)
{
    size_t n = 0;

    for (size_t i = 0; i < sizeof filling / sizeof *filling;) {
        size_t len = strlen(filling[i]);

        if (!strncmp(s + n, filling[i], len)) {
            n += len;
            i = 0;
        } else {
            i++;
        }
    }
    return n;
}

/* The mark that stands at the text; letters are none within a word. */
static size_t mark_at(const char *s, axis *which, bool *negative)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = strlen(marks[i].word);

        if (strncasecmp(s, marks[i].word, len) ||
            (isalpha((unsigned char)*s) && isalpha((unsigned char)s[len])))
            continue;
        *which = marks[i].axis;
        *negative ^= marks[i].negative;
        return len;
    }
    return 0;
}

/* A number with marks before or behind it, one of them at most; the bytes of
 * it all, 0: it is something else. *which: what the mark says it is. */
static size_t take_marked(const char *s, char out[LIFE_POSITION_BYTES],
                          axis *which)
{
    static const char digits[] = "+-.0123456789";
    bool negative = false;
    size_t n = skip_filling(s), len, mark;

    *which = NEITHER;
    n += mark_at(s + n, which, &negative);
    n += skip_filling(s + n);
    len = strspn(s + n, digits);
    if (len == 0 || len + 2 > LIFE_POSITION_BYTES)
        return 0;
    memcpy(out + 1, s + n, len);
    out[len + 1] = '\0';
    n += len;
    n += skip_filling(s + n);
    if (*which == NEITHER) {
        mark = mark_at(s + n, which, &negative);
        n += mark + (mark ? skip_filling(s + n + mark) : 0);
    }
    *out = negative ? '-' : '+';
    return n;
}

/* ---- one coordinate ---- */

/* "104,0632", as half of Europe writes it. In metres three digits behind the
 * comma would be thousands. */
static bool with_comma(const lc_datum *d, const char *s, double *out)
{
    char plain[LIFE_POSITION_BYTES];
    const char *comma = strchr(s, ',');
    size_t len = strlen(s), behind;

    if (!comma || len >= sizeof plain)
        return false;
    behind = strspn(comma + 1, "0123456789");
    if (comma == s || behind == 0 || (behind == 3 && !lc_datum_in_degrees(d)) ||
        comma[1 + behind])
        return false;
    memcpy(plain, s, len + 1);
    plain[comma - s] = '.';
    return lc_number_parse(plain, out);
}

/* Degrees and minutes are not taken silently: which of several notations it is
 * would be a guess. */
static lc_status read_degrees(const lc_datum *d, const char *what, axis is,
                              const char *s, double *out, lc_error *err)
{
    char plain[LIFE_POSITION_BYTES];
    axis which;
    size_t n;
    double v;

    if (lc_number_parse(s, out) || with_comma(d, s, out))
        return LIFE_OK;
    if (!*s)
        return lc_reject(err, LIFE_ERR_PARSE, "position", "the %s is missing",
                         what);
    n = take_marked(s, plain, &which);
    if (n > 0 && !s[n] && which != NEITHER && which != is)
        return lc_reject(err, LIFE_ERR_RANGE, "swapped",
                         "the %s \"%.40s\" is marked as the other one; are "
                         "longitude and latitude (x and y) swapped?",
                         what, s);
    if (n > 0 && !s[n] && lc_number_parse(plain + (*plain == '+'), out))
        return LIFE_OK;
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
    lc_status st = read_degrees(d, "longitude", LON, lon, &x, err);

    if (!st)
        st = read_degrees(d, "latitude", LAT, lat, &y, err);
    return st ? st : lc_datum_place_one(d, x, y, out, err);
}

/* ---- both in one cell ---- */

/* What stands between the two numbers of one cell: a comma, also the wide
 * one and that of lists, a semicolon or spaces. */
static size_t pair_mark(const char *s)
{
    static const char *const mark[] = {",", ";", "，", "、", "；", "/", "|"};
    size_t n = strspn(s, " \t");

    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (!strncmp(s + n, mark[i], strlen(mark[i]))) {
            n += strlen(mark[i]);
            return n + strspn(s + n, " \t");
        }
    return n;
}

/* "lon,lat" in one cell, in brackets or not. */
static bool split_plain(const char *s, char lon[LIFE_POSITION_BYTES],
                        char lat[LIFE_POSITION_BYTES])
{
    static const char number[] = "+-.0123456789eE";
    size_t n, m, mark;

    s += strspn(s, "([ ");
    n = strspn(s, number);
    mark = pair_mark(s + n);
    m = strspn(s + n + mark, number);
    if (n == 0 || n >= LIFE_POSITION_BYTES || m == 0 ||
        m >= LIFE_POSITION_BYTES || mark == 0 ||
        s[n + mark + m + strspn(s + n + mark + m, ")] ")])
        return false;
    memcpy(lon, s, n);
    lon[n] = '\0';
    memcpy(lat, s + n + mark, m);
    lat[m] = '\0';
    return true;
}

/* Two numbers, each with its mark, as dictionaries and people write them. */
static bool split_marked(const char *s, char lon[LIFE_POSITION_BYTES],
                         char lat[LIFE_POSITION_BYTES])
{
    char text[2][LIFE_POSITION_BYTES];
    axis which[2];
    size_t n = take_marked(s, text[0], &which[0]), m;

    if (n == 0 || which[0] == NEITHER)
        return false;
    n += pair_mark(s + n);
    m = take_marked(s + n, text[1], &which[1]);
    n += m;
    if (m == 0 || which[1] == NEITHER || which[0] == which[1] ||
        s[n + strspn(s + n, ")]}; ")])
        return false;
    for (size_t i = 0; i < 2; i++)
        snprintf(which[i] == LON ? lon : lat, LIFE_POSITION_BYTES, "%s",
                 text[i] + (*text[i] == '+'));
    return true;
}

bool lc_position_split(const char *cell, char lon[LIFE_POSITION_BYTES],
                       char lat[LIFE_POSITION_BYTES])
{
    /* One number, as in nearly every row: E alone marks no two of them. */
    if (!cell[strspn(cell, "+-.0123456789eE")])
        return false;
    return split_plain(cell, lon, lat) || split_marked(cell, lon, lat);
}

/* Bare numbers alone are turned round. */
bool lc_position_split_latlon(const char *cell, char lon[LIFE_POSITION_BYTES],
                              char lat[LIFE_POSITION_BYTES])
{
    bool bare = !cell[strspn(cell, "0123456789.+-,;()[] \t")];

    return bare ? lc_position_split(cell, lat, lon)
                : lc_position_split(cell, lon, lat);
}
