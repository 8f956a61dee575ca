/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/crs.c - other coordinate systems.
 *
 * GCJ-02 and BD-09 have never been published by their makers. The formulae
 * here are those that have been known since 2013 and that many projects have
 * checked against the map services; they are series of sines around lon 105,
 * lat 35 on the Krasovsky 1940 ellipsoid. Their inverses are found by
 * iteration, as none is known in closed form.
 *
 * All others are PROJ's, without its network: an answer must not depend on
 * what grids a machine can fetch. They count only where the system is meant to
 * be used, as a projection gives numbers far outside it too, and wrong ones.
 */
#include "lifecircle/geo/crs.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/parse.h"
#include "lifecircle/base/utf8.h"
#include "src/geo/baidu.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The ellipsoid and the constants of the formulae below are as those projects
 * have them (eviltransform, PRCoords); 3000/180 is BD-09's frequency per
 * degree. */
#define PI              3.14159265358979323846
#define KRASOVSKY_A_M   6378245.0
#define KRASOVSKY_E2    0.00669342162296594323
#define BD_TURNS        (PI * 3000 / 180)
#define STEPS_MAX       50
#define CLOSE_ENOUGH    1e-11 /* degrees: a micrometre */
#define EPSG_MAX        1000000
#define SURE            70 /* per cent: the same system under another name */
#define BAIDU_X_MAX     20037726.4
#define BAIDU_Y_MAX     16000000.0
#define AREA_MARGIN_DEG 2.0 /* data do run over the edge of their zone */

/* The rectangle within which GCJ-02 is shifted at all; it takes in much that
 * is not China. */
static bool is_shifted(lc_lonlat p)
{
    return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 &&
           p.lat <= 55.8271;
}

/* The terms that both directions share. */
static double waves(double t, double u)
{
    return 20 * sin(6 * t * PI) + 20 * sin(2 * t * PI) + 20 * sin(u * PI) +
           40 * sin(u / 3 * PI);
}

/* GCJ-02 less WGS 84 at a WGS 84 point, in degrees. The series give metres
 * north and east; the radii of curvature of the ellipsoid at this latitude
 * turn them into degrees. */
static lc_lonlat shift(lc_lonlat p)
{
    double x = p.lon - 105, y = p.lat - 35, root = sqrt(fabs(x));
    double north =
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
        (waves(x, y) + 160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
    double east =
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
        (waves(x, x) + 150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
    double lat = p.lat * PI / 180;
    double w = 1 - KRASOVSKY_E2 * sin(lat) * sin(lat);
    double n = KRASOVSKY_A_M / sqrt(w), m = n * (1 - KRASOVSKY_E2) / w;

    return (lc_lonlat){east * 180 / (n * cos(lat) * PI),
                       north * 180 / (m * PI)};
}

lc_lonlat lc_wgs84_to_gcj02(lc_lonlat p)
{
    lc_lonlat d = {0, 0};

    if (is_shifted(p))
        d = shift(p);
    return (lc_lonlat){p.lon + d.lon, p.lat + d.lat};
}

lc_lonlat lc_gcj02_to_bd09(lc_lonlat p)
{
    double r = hypot(p.lon, p.lat) + 0.00002 * sin(p.lat * BD_TURNS);
    double a = atan2(p.lat, p.lon) + 0.000003 * cos(p.lon * BD_TURNS);

    return (lc_lonlat){r * cos(a) + 0.0065, r * sin(a) + 0.006};
}

/* The GCJ-02 formula without the edge of its rectangle, where it jumps. */
static lc_lonlat shifted(lc_lonlat p)
{
    lc_lonlat d = shift(p);

    return (lc_lonlat){p.lon + d.lon, p.lat + d.lat};
}

/* The point that f() takes to `to`: f() moves points by nearly the same
 * vector all around, so each step leaves a few per cent of the error. */
static lc_lonlat undo(lc_lonlat (*f)(lc_lonlat), lc_lonlat to)
{
    lc_lonlat p = to;

    for (int i = 0; i < STEPS_MAX; i++) {
        lc_lonlat got = f(p);
        double x = to.lon - got.lon, y = to.lat - got.lat;

        p.lon += x;
        p.lat += y;
        if (fabs(x) < CLOSE_ENOUGH && fabs(y) < CLOSE_ENOUGH)
            break;
    }
    return p;
}

/* Undone first and looked at then: what comes from outside the rectangle was
 * never shifted. */
lc_lonlat lc_gcj02_to_wgs84(lc_lonlat p)
{
    lc_lonlat was = undo(shifted, p);

    return is_shifted(was) ? was : p;
}

lc_lonlat lc_bd09_to_gcj02(lc_lonlat p)
{
    return undo(lc_gcj02_to_bd09, p);
}

static lc_lonlat same(lc_lonlat p)
{
    return p;
}

static lc_lonlat wgs84_to_bd09(lc_lonlat p)
{
    return lc_gcj02_to_bd09(lc_wgs84_to_gcj02(p));
}

static lc_lonlat bd09_to_wgs84(lc_lonlat p)
{
    return lc_gcj02_to_wgs84(lc_bd09_to_gcj02(p));
}

const char *const lc_crs_degrees_names[LIFE_DEGREES_COUNT + 1] = {
    [LIFE_DEGREES_WGS84] = "wgs84",
    [LIFE_DEGREES_GCJ02] = "gcj02",
    [LIFE_DEGREES_BD09] = "bd09"};

lc_lonlat lc_crs_degrees_to_wgs84(lc_crs_degrees of, lc_lonlat p)
{
    static lc_lonlat (*const ways[LIFE_DEGREES_COUNT])(lc_lonlat) = {
        [LIFE_DEGREES_WGS84] = same,
        [LIFE_DEGREES_GCJ02] = lc_gcj02_to_wgs84,
        [LIFE_DEGREES_BD09] = bd09_to_wgs84};

    return ways[of](p);
}

static lc_lonlat bd09mc_to_wgs84(lc_lonlat p)
{
    return bd09_to_wgs84(lc_baidu_to_degrees(p));
}

static lc_lonlat wgs84_to_bd09mc(lc_lonlat p)
{
    return lc_baidu_to_metres(wgs84_to_bd09(p));
}

typedef struct formula {
    const char *name;
    lc_lonlat (*to_wgs84)(lc_lonlat);
    lc_lonlat (*from_wgs84)(lc_lonlat);
    bool metres;
} formula;

static const formula formulae[] = {
    {"wgs84", same, same, false},
    {"gcj02", lc_gcj02_to_wgs84, lc_wgs84_to_gcj02, false},
    {"bd09", bd09_to_wgs84, wgs84_to_bd09, false},
    {"cgcs2000", same, same, false},
    {"bd09mc", bd09mc_to_wgs84, wgs84_to_bd09mc, true},
};

struct lc_crs {
    const formula *formula; /* NULL: PROJ's */
    const formula *shift;   /* of the degrees that PROJ gives, or NULL */
    char name[32];          /* "EPSG:4547", "EPSG:3857+gcj02" */
    char datum[64];         /* of PROJ's system, or "" */
    PJ_CONTEXT *proj;
    PJ *to_wgs84;
    double west, south, east, north; /* where the system is meant for */
};

static lc_status unknown(const char *name, lc_error *err)
{
    return lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                         "'%s' is not a known coordinate system; known are "
                         "wgs84, gcj02, bd09, cgcs2000, bd09mc and "
                         "EPSG:number, also with +gcj02 or +bd09 behind it",
                         name);
}

/* In degrees. Of a system that lies across 180 degrees west is greater than
 * east; nothing is asked of it then. */
/* For who is told that its shift is not known. */
static void read_datum(lc_crs *c, PJ *system)
{
    PJ *geodetic = system ? proj_crs_get_geodetic_crs(c->proj, system) : NULL;
    PJ *datum = geodetic ? proj_crs_get_datum_forced(c->proj, geodetic) : NULL;

    if (datum)
        lc_utf8_format(c->datum, sizeof c->datum, "%s", proj_get_name(datum));
    proj_destroy(datum);
    proj_destroy(geodetic);
}

static void read_system(lc_crs *c, const char *name)
{
    PJ *system = proj_create(c->proj, name);

    if (!system ||
        !proj_get_area_of_use(c->proj, system, &c->west, &c->south, &c->east,
                              &c->north, NULL) ||
        c->west < -180 || c->west > c->east) { /* none given, or over 180 */
        c->west = -180, c->east = 180;
        c->south = -90, c->north = 90;
    }
    read_datum(c, system);
    proj_destroy(system);
}

/* Many systems of EPSG's have northing first; the normalised form has x first,
 * always, as data have it. */
static lc_status open_epsg(lc_crs *c, lc_error *err)
{
    char base[32];
    PJ *plain;

    snprintf(base, sizeof base, "%.*s", (int)strcspn(c->name, "+"), c->name);
    c->proj = proj_context_create();
    if (!c->proj)
        return lc_no_memory(err, "PROJ");
    proj_log_level(c->proj, PJ_LOG_NONE);
    proj_context_set_enable_network(c->proj, 0);
    plain = proj_create_crs_to_crs(c->proj, base, "EPSG:4326", NULL);
    if (plain)
        c->to_wgs84 = proj_normalize_for_visualization(c->proj, plain);
    proj_destroy(plain);
    if (!c->to_wgs84)
        return unknown(c->name, err);
    read_system(c, base);
    return LIFE_OK;
}

/* What stands in front of a shift. */
static PJ *read_base(const lc_crs *c)
{
    char base[32];

    snprintf(base, sizeof base, "%.*s", (int)strcspn(c->name, "+"), c->name);
    return proj_create(c->proj, base);
}

/* "EPSG:4547", or "EPSG:4547+gcj02" for points that a map service shifted
 * before they were projected. */
static bool read_epsg(lc_crs *c, const char *name)
{
    const char *plus = strchr(name, '+');
    char base[24];
    uint64_t code;

    if (strncasecmp(name, "EPSG:", 5) || strlen(name) >= sizeof base)
        return false;
    snprintf(base, sizeof base, "%.*s", (int)strcspn(name, "+"), name);
    for (size_t i = 0; plus && i < sizeof formulae / sizeof *formulae; i++)
        if (!strcasecmp(plus + 1, formulae[i].name) &&
            formulae[i].to_wgs84 != same && !formulae[i].metres)
            c->shift = &formulae[i];
    if ((plus && !c->shift) || !lc_parse_uint(base + 5, EPSG_MAX, &code))
        return false;
    snprintf(c->name, sizeof c->name, "EPSG:%u%s%s", (unsigned)code,
             c->shift ? "+" : "", c->shift ? c->shift->name : "");
    return true;
}

lc_status lc_crs_open(const char *name, lc_crs **out, lc_error *err)
{
    lc_crs *c;
    lc_status st;

    *out = NULL;
    c = lc_calloc(1, sizeof *c);
    if (!c)
        return lc_no_memory(err, "a system");
    for (size_t i = 0; i < sizeof formulae / sizeof *formulae; i++)
        if (strcasecmp(name, formulae[i].name) == 0)
            c->formula = &formulae[i];
    if (c->formula) {
        snprintf(c->name, sizeof c->name, "%s", c->formula->name);
        st = LIFE_OK;
    } else if (read_epsg(c, name)) {
        st = open_epsg(c, err);
    } else {
        st = unknown(name, err);
    }
    if (st == LIFE_OK)
        *out = c;
    else
        lc_crs_close(c);
    return st;
}

void lc_crs_close(lc_crs *c)
{
    if (!c)
        return;
    proj_destroy(c->to_wgs84);
    if (c->proj)
        proj_context_destroy(c->proj);
    lc_free(c);
}

int lc_crs_epsg(const lc_crs *c)
{
    if (c->formula && !strcmp(c->formula->name, "cgcs2000"))
        return 4490;
    if (c->formula)
        return strcmp(c->formula->name, "wgs84") ? 0 : 4326;
    return c->shift ? 0 : (int)strtol(c->name + 5, NULL, 10);
}

/* By PROJ's own words, as a code says nothing of it. */
bool lc_crs_is_degrees(const lc_crs *c)
{
    PJ *system;
    PJ_TYPE type;

    if (c->formula)
        return !c->formula->metres;
    system = read_base(c);
    type = system ? proj_get_type(system) : PJ_TYPE_UNKNOWN;
    proj_destroy(system);
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS ||
           type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

static lc_status describe(PJ_CONTEXT *proj, int epsg, lc_buf *name, lc_buf *wkt,
                          lc_error *err)
{
    static const char *const options[] = {"MULTILINE=NO", NULL};
    char code[24];
    PJ *system;
    const char *text;

    snprintf(code, sizeof code, "EPSG:%d", epsg);
    system = proj_create(proj, code);
    text = system ? proj_as_wkt(proj, system, PJ_WKT1_GDAL, options) : NULL;
    if (text) {
        lc_buf_puts(name, proj_get_name(system));
        lc_buf_puts(wkt, text);
    }
    proj_destroy(system);
    if (name->failed || wkt->failed)
        return lc_no_memory(err, "a system");
    return text ? LIFE_OK
                : lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                                "%s can't be described as other programs "
                                "would read it",
                                code);
}

lc_status lc_crs_describe(const lc_crs *c, lc_buf *name, lc_buf *wkt,
                          lc_error *err)
{
    int epsg = lc_crs_epsg(c);
    PJ_CONTEXT *proj;
    lc_status st;

    if (!epsg) {
        lc_buf_puts(name, c->name);
        return name->failed ? lc_no_memory(err, "a system") : LIFE_OK;
    }
    proj = proj_context_create();
    if (!proj)
        return lc_no_memory(err, "PROJ");
    proj_log_level(proj, PJ_LOG_NONE);
    proj_context_set_enable_network(proj, 0);
    st = describe(proj, epsg, name, wkt, err);
    proj_context_destroy(proj);
    return st;
}

/* The code of the surest match, or NULL; to be freed with the list. PROJ's
 * confidence is 100 or 90 where also the names agree, 70 where the systems are
 * equivalent, and 25 where only the names are alike. */
static const char *best_match(PJ_OBJ_LIST *list, const int *confidence,
                              PJ **owner, PJ_CONTEXT *proj)
{
    if (!list || proj_list_get_count(list) == 0 || confidence[0] < SURE)
        return NULL;
    *owner = proj_list_get(proj, list, 0);
    return *owner ? proj_get_id_code(*owner, 0) : NULL;
}

static lc_status identify(PJ_CONTEXT *proj, const char *wkt, char name[32],
                          lc_error *err)
{
    PJ *system = proj_create_from_wkt(proj, wkt, NULL, NULL, NULL), *match;
    PJ_OBJ_LIST *list;
    const char *code;
    int *confidence = NULL;

    if (!system)
        return lc_fail(err, LIFE_ERR_PARSE,
                       "is no description of a coordinate system");
    match = NULL;
    list = proj_identify(proj, system, "EPSG", NULL, &confidence);
    code = best_match(list, confidence, &match, proj);
    if (code)
        snprintf(name, 32, "EPSG:%.20s", code);
    else
        lc_fail_param(err, LIFE_ERR_RANGE, "crs",
                      "the coordinates are in '%.80s', which EPSG has not by "
                      "that name; say which it is with --crs EPSG:n",
                      proj_get_name(system));
    proj_destroy(match);
    proj_list_destroy(list);
    proj_int_list_destroy(confidence);
    proj_destroy(system);
    return name[0] ? LIFE_OK : LIFE_ERR_RANGE;
}

lc_status lc_crs_identify(const char *wkt, char name[32], lc_error *err)
{
    PJ_CONTEXT *proj = proj_context_create();
    lc_status st;

    name[0] = '\0';
    if (!proj)
        return lc_no_memory(err, "PROJ");
    proj_log_level(proj, PJ_LOG_NONE);
    proj_context_set_enable_network(proj, 0);
    st = identify(proj, wkt, name, err);
    proj_context_destroy(proj);
    return st;
}

/* False where PROJ has no answer. Its error stays with the object until it is
 * taken off, and the next point would seem to have failed too. */
static bool run_proj(lc_crs *c, PJ_DIRECTION way, double *x, double *y)
{
    PJ_COORD p = proj_trans(c->to_wgs84, way, proj_coord(*x, *y, 0, 0));

    proj_errno_reset(c->to_wgs84);
    *x = p.xy.x;
    *y = p.xy.y;
    return isfinite(*x) && isfinite(*y);
}

static bool in_area_of_use(const lc_crs *c, lc_lonlat p)
{
    return p.lon >= c->west - AREA_MARGIN_DEG &&
           p.lon <= c->east + AREA_MARGIN_DEG &&
           p.lat >= c->south - AREA_MARGIN_DEG &&
           p.lat <= c->north + AREA_MARGIN_DEG;
}

/* Degrees, or the metres of the whole world. */
static bool is_in_reach(const formula *f, lc_lonlat p)
{
    if (!f->metres)
        return lc_lonlat_valid(p);
    return fabs(p.lon) <= BAIDU_X_MAX && fabs(p.lat) <= BAIDU_Y_MAX &&
           (fabs(p.lon) > 180 || fabs(p.lat) > 90);
}

const char *lc_crs_unshifted(lc_crs *c)
{
    PJ *used =
        c->to_wgs84 ? proj_trans_get_last_used_operation(c->to_wgs84) : NULL;
    bool rough =
        used && proj_coordoperation_has_ballpark_transformation(c->proj, used);

    proj_destroy(used);
    return rough && *c->datum ? c->datum : NULL;
}

lc_status lc_crs_to_wgs84(lc_crs *c, double x, double y, lc_lonlat *out,
                          lc_error *err)
{
    lc_lonlat p = {x, y};
    bool good;

    if (c->formula) {
        good = is_in_reach(c->formula, p);
        if (good)
            p = c->formula->to_wgs84(p);
    } else {
        good = isfinite(x) && isfinite(y) &&
               run_proj(c, PJ_FWD, &p.lon, &p.lat) && in_area_of_use(c, p);
        if (good && c->shift)
            p = c->shift->to_wgs84(p);
    }
    if (!good || !lc_lonlat_valid(p))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%.10g, %.10g lies outside the area of %s", x, y,
                       c->name);
    *out = p;
    return LIFE_OK;
}

lc_status lc_crs_from_wgs84(lc_crs *c, lc_lonlat p, double *x, double *y,
                            lc_error *err)
{
    lc_lonlat q = p;
    bool good = lc_lonlat_valid(p);

    if (good && c->formula)
        q = c->formula->from_wgs84(p);
    else if (good && c->shift)
        q = c->shift->from_wgs84(p);
    if (good && !c->formula)
        good = in_area_of_use(c, p) && run_proj(c, PJ_INV, &q.lon, &q.lat);
    if (!good)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%.10g, %.10g lies outside the area of %s", p.lon, p.lat,
                       c->name);
    *x = q.lon;
    *y = q.lat;
    return LIFE_OK;
}
