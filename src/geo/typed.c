/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/typed.c - see typed.h.
 *
 * A small grammar, read from left to right, one number being put back at
 * most: [mark] coordinate [comma] coordinate [mark]. What says which number is
 * the longitude decides; in a geo: URI (RFC 5870) latitude comes first; where
 * nothing says it both readings are given, without those that are no place on
 * earth.
 */
#include "lifecircle/geo/typed.h"

#include "lifecircle/base/parse.h"
#include "lifecircle/geo/crs.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct word {
    const char *text;
    int value;
} word;

/* What a mark stands for. */
#define WGS84 LIFE_DEGREES_WGS84
#define GCJ02 LIFE_DEGREES_GCJ02
#define BD09  LIFE_DEGREES_BD09

/* Of two that fit, the first. */
static const word marks[] = {
    {"wgs-84", WGS84}, {"wgs84", WGS84}, {"gps", WGS84},     {"geo:", WGS84},
    {"gcj-02", GCJ02}, {"gcj02", GCJ02}, {"高德", GCJ02},    {"amap", GCJ02},
    {"腾讯", GCJ02},   {"騰訊", GCJ02},  {"tencent", GCJ02}, {"bd-09", BD09},
    {"bd09ll", BD09},  {"bd09", BD09},   {"百度", BD09},     {"baidu", BD09},
};

/* What says which number is which, and its sign; they may stand on either
 * side of it. */
static const word sides[] = {
    {"北纬", 'N'}, {"南纬", 'S'}, {"东经", 'E'}, {"西经", 'W'}, {"纬度", 'N'},
    {"经度", 'E'}, {"lat", 'N'},  {"lon", 'E'},  {"lng", 'E'},  {"N", 'N'},
    {"S", 'S'},    {"E", 'E'},    {"W", 'W'},
};

static const char *const blanks[] = {
    " ", "\t", "　", "(", ")", "（", "）", "[", "]", ":", "：", "=",
};
static const char *const commas[] = {",", "，", ";", "；", "、", "/"};
static const char *const degrees[] = {"°", "º", "度"};
static const char *const minutes[] = {"'", "′", "’", "分"};
static const char *const seconds[] = {"\"", "″", "”", "''", "秒"};

static bool skip(const char **s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!strncmp(*s, list[i], strlen(list[i]))) {
            *s += strlen(list[i]);
            return true;
        }
    }
    return false;
}

static void skip_blanks(const char **s)
{
    while (skip(s, blanks, COUNT(blanks)))
        ;
}

/* Blanks on both sides go with it. Latin letters in any case; `none` where no
 * word of the list stands there. */
static int take_word(const char **s, const word *list, size_t n, int none)
{
    skip_blanks(s);
    for (size_t i = 0; i < n; i++) {
        if (!strncasecmp(*s, list[i].text, strlen(list[i].text))) {
            *s += strlen(list[i].text);
            skip_blanks(s);
            return list[i].value;
        }
    }
    return none;
}

/* 24 digits at most, as lc_parse_decimal() takes; the sign was taken before. */
static bool take_number(const char **s, double *out)
{
    char digits[25];
    size_t n = strspn(*s, "0123456789.");

    if (!n || n >= sizeof digits)
        return false;
    memcpy(digits, *s, n);
    digits[n] = '\0';
    if (!lc_parse_decimal(digits, out))
        return false;
    *s += n;
    return true;
}

/* Degrees, perhaps minutes, perhaps seconds. A number without a sign behind it
 * is degrees. Behind "30°" a number that no sign of minutes follows is the
 * next coordinate's, and is put back. */
static bool take_angle(const char **s, double *out)
{
    double m = 0, sec = 0;

    if (!take_number(s, out))
        return false;
    if (!skip(s, degrees, COUNT(degrees)))
        return true;
    skip_blanks(s);
    if (!isdigit((unsigned char)**s))
        return true;
    {
        const char *at = *s;

        if (!take_number(s, &m))
            return false;
        if (!skip(s, minutes, COUNT(minutes))) {
            *s = at; /* it was the next number */
            return true;
        }
    }
    skip_blanks(s);
    if (isdigit((unsigned char)**s)) {
        const char *at = *s;

        if (!take_number(s, &sec))
            return false;
        if (!skip(s, seconds, COUNT(seconds))) {
            *s = at;
            sec = 0;
        }
    }
    *out += m / 60 + sec / 3600;
    return m < 60 && sec < 60;
}

typedef struct angle {
    double v;
    int side; /* N, S, E, W; 0: not said */
} angle;

/* Behind a number only N, S, E and W are its own: a word like 东经 there
 * belongs to the next one. South and west are negative, with a minus before
 * them or without: "-30 S" is no place in the north. */
static bool take_coordinate(const char **s, angle *out)
{
    int after;
    bool minus;

    out->side = take_word(s, sides, COUNT(sides), 0);
    minus = **s == '-';
    *s += minus || **s == '+';
    if (!take_angle(s, &out->v))
        return false;
    after = out->side ? 0 : take_word(s, sides + COUNT(sides) - 4, 4, 0);
    if (after)
        out->side = after;
    if (minus || out->side == 'S' || out->side == 'W')
        out->v = -out->v;
    return true;
}

/* Looked at before and after it is moved: both must be places on earth. */
static void add(lc_typed *out, double lon, double lat, int system)
{
    lc_lonlat p = {lon, lat};

    if (!lc_lonlat_valid(p))
        return;
    p = lc_crs_degrees_to_wgs84((lc_crs_degrees)system, p);
    if (lc_lonlat_valid(p))
        out->at[out->count++] = p;
}

static bool is_lon(int side)
{
    return side == 'E' || side == 'W';
}

bool lc_typed_read(const char *text, lc_crs_degrees unmarked, lc_typed *out)
{
    const char *s = text;
    int system = take_word(&s, marks, COUNT(marks), -1), after;
    bool geo = s != text && strstr(text, "geo:") != NULL;
    angle a, b;

    *out = (lc_typed){0};
    if (!take_coordinate(&s, &a))
        return false;
    skip_blanks(&s);
    skip(&s, commas, COUNT(commas));
    if (!take_coordinate(&s, &b))
        return false;
    after = take_word(&s, marks, COUNT(marks), -1); /* "30.6,104.0 高德" */
    if (system < 0)
        system = after < 0 ? (int)unmarked : after;
    if (*s || (a.side && b.side && is_lon(a.side) == is_lon(b.side)))
        return false;
    out->system = (lc_crs_degrees)system;
    if (!a.side && b.side)
        a.side = is_lon(b.side) ? 'N' : 'E';
    if (geo || a.side == 'N' || a.side == 'S')
        add(out, b.v, a.v, system);
    else if (a.side)
        add(out, a.v, b.v, system);
    if (a.side || geo)
        return out->count > 0;
    add(out, a.v, b.v, system);
    add(out, b.v, a.v, system);
    return out->count > 0;
}
