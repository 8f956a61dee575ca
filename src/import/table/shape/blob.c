/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/shape/blob.c - geometries as databases keep them: well-known
 * binary (also PostGIS's), GeoPackage's with its header, SpatiaLite's.
 *
 *     WKB         order 1 | type 4 | body; a part is a geometry of its own
 *     GeoPackage  "GP" | version | flags | srs 4 | box 0-64 | WKB
 *     SpatiaLite  00 | order | srid 4 | box 32 | 7C | type 4 | body | FE;
 *                 a part is 69 | type 4 | body
 *     its points  00 | 80 + order | srid 4 | dimensions 1 | numbers | FE, where
 *                 "TinyPoint" is on; in our files it never is, as GDAL reads
 *                 them as no geometry (findings/)
 *
 * From OGC 06-103r4 (clause 8), OGC 12-128r18 (clause 2.1.3) and SpatiaLite's
 * description of its BLOBs. Heights and measures are passed over.
 */
#include "src/import/table/shape/blob.h"

#include "lifecircle/geo/wkb.h"

#include <math.h>
#include <string.h>

#define POINTS_MAX      ((size_t)1000000)
#define POSTGIS_Z       0x80000000u
#define POSTGIS_M       0x40000000u
#define POSTGIS_SRID    0x20000000u
#define GEOPACKAGE_HEAD 8
#define SPATIALITE_HEAD 39 /* up to and with 7C */
#define SPATIALITE_BOX  38 /* where 7C stands */
#define PART_MARK       0x69
#define TINY            0x80 /* to the order */
#define TINY_HEAD       6    /* up to the dimensions */

/* Types as the standard numbers them. */
enum { POINT = 1, LINE, POLYGON, MULTI_POINT, MULTI_LINE, MULTI_POLYGON, ANY };

typedef struct cursor {
    lc_wkb in;
    bool spatialite;
    bool tiny;
    unsigned spare; /* numbers of a point behind x and y */
    lc_raw_shape *out;
} cursor;

/* Heights, measures or both follow x and y. */
static unsigned spare_of(uint32_t dimensions)
{
    return dimensions == 3 ? 2 : dimensions > 0;
}

/* XY, XYZ, XYM, XYZM. */
static const unsigned tiny_spare[] = {0, 0, 1, 1, 2};

/* By its length too: in the other order a point of PostGIS with a height has
 * the same two bytes in front. */
static bool is_tiny(const unsigned char *at, size_t len)
{
    return len > TINY_HEAD && at[0] == 0 && (at[1] & ~1u) == TINY &&
           at[TINY_HEAD] >= 1 && at[TINY_HEAD] <= 4 &&
           len == TINY_HEAD + 2 + 8 * (2 + tiny_spare[at[TINY_HEAD]]);
}

/* The kind 1-7, with what a point holds noted; 0: not known. */
static uint32_t take_kind(cursor *c)
{
    uint32_t type, kind;

    if (c->tiny) {
        c->spare = tiny_spare[lc_wkb_take(&c->in, 1)];
        return POINT;
    }
    if (c->spatialite)
        type = (uint32_t)lc_wkb_take(&c->in, 4);
    else {
        c->in.little = lc_wkb_take(&c->in, 1) == 1;
        type = (uint32_t)lc_wkb_take(&c->in, 4);
        if (type & POSTGIS_SRID)
            lc_wkb_take(&c->in, 4);
    }
    kind = type & ~(POSTGIS_Z | POSTGIS_M | POSTGIS_SRID);
    c->spare = spare_of(kind / 1000);
    if (type & (POSTGIS_Z | POSTGIS_M))
        c->spare = (type & POSTGIS_Z ? 1u : 0) + (type & POSTGIS_M ? 1u : 0);
    return kind / 1000 <= 3 && kind % 1000 <= ANY ? kind % 1000 : 0;
}

/* An empty point is two NaNs; it adds nothing. */
static bool add_point(cursor *c)
{
    lc_lonlat p;

    p.lon = lc_wkb_double(&c->in);
    p.lat = lc_wkb_double(&c->in);
    for (unsigned i = 0; i < c->spare; i++)
        lc_wkb_take(&c->in, 8);
    if (c->in.bad || c->out->pt.n >= POINTS_MAX)
        return false;
    if (isnan(p.lon) && isnan(p.lat)) /* how a point is empty */
        return true;
    return lc_vec_push(&c->out->pt, p);
}

/* Rings and lines without points are none. */
static bool end_part(cursor *c, size_t before, bool hole)
{
    lc_raw_part part = {c->out->pt.n, hole};

    return c->out->pt.n == before || lc_vec_push(&c->out->part, part);
}

/* Points up to the end of a line or ring. */
static bool add_run(cursor *c, uint32_t points, bool hole)
{
    size_t before = c->out->pt.n;
    bool good = true;

    for (uint32_t i = 0; good && i < points; i++)
        good = add_point(c);
    return good && end_part(c, before, hole);
}

/* So that a count can be checked against what is left. */
static size_t point_bytes(const cursor *c)
{
    return 8 * (2 + (size_t)c->spare);
}

/* A point, a line, or a polygon's rings. */
static bool add_single(cursor *c, uint32_t kind)
{
    uint32_t rings;
    bool good = true;

    if (kind == POINT)
        return add_run(c, 1, false);
    if (kind == LINE)
        return add_run(c, lc_wkb_count(&c->in, point_bytes(c)), false) &&
               !c->in.bad;
    rings = lc_wkb_count(&c->in, 4);
    for (uint32_t i = 0; good && i < rings; i++)
        good = add_run(c, lc_wkb_count(&c->in, point_bytes(c)), i > 0) &&
               !c->in.bad;
    return good && !c->in.bad;
}

/* Parts of a MULTI are geometries with heads of their own; deeper nesting is
 * no data. */
static bool add_geometry(cursor *c, uint32_t kind, bool may_nest)
{
    static const lc_shape_kind shapes[] = {LIFE_SHAPE_NONE, LIFE_SHAPE_POINT,
                                           LIFE_SHAPE_LINE, LIFE_SHAPE_AREA};
    uint32_t parts;
    bool good = true;

    if (kind >= POINT && kind <= POLYGON) {
        c->out->kind = shapes[kind];
        return add_single(c, kind);
    }
    parts = lc_wkb_count(&c->in, 5);
    if (kind == 0 || !may_nest || (kind == ANY && parts > 1))
        return false;
    if (kind != ANY)
        c->out->kind = shapes[kind - MULTI_POINT + POINT];
    for (uint32_t i = 0; good && i < parts; i++) {
        uint32_t own;

        if (c->spatialite && lc_wkb_take(&c->in, 1) != PART_MARK)
            c->in.bad = true;
        own = take_kind(c);
        good = !c->in.bad &&
               (kind == ANY || own == kind - MULTI_POINT + POINT) &&
               add_geometry(c, own, kind == ANY);
    }
    return good && !c->in.bad;
}

/* Moves the cursor behind a header; false: the blob says it is empty. */
static bool skip_head(cursor *c)
{
    static const size_t box[] = {0, 32, 48, 48, 64};
    size_t len = (size_t)(c->in.end - c->in.at);
    unsigned flags, corners;

    if (len > SPATIALITE_HEAD && c->in.at[0] == 0 &&
        c->in.at[SPATIALITE_BOX] == 0x7c) {
        c->spatialite = true;
        c->in.little = c->in.at[1] == 1;
        c->in.at += SPATIALITE_HEAD;
        return true;
    }
    if (is_tiny(c->in.at, len)) {
        c->tiny = true;
        c->in.little = c->in.at[1] & 1;
        c->in.at += TINY_HEAD;
        return true;
    }
    if (len < GEOPACKAGE_HEAD || memcmp(c->in.at, "GP", 2))
        return true;
    flags = c->in.at[3];
    corners = flags >> 1 & 7;
    c->in.bad = corners >= sizeof box / sizeof *box ||
                len - GEOPACKAGE_HEAD < box[corners];
    if (!c->in.bad)
        c->in.at += GEOPACKAGE_HEAD + box[corners];
    return !(flags >> 4 & 1);
}

lc_status lc_table_blob_read(const void *blob, size_t len, lc_raw_shape *out,
                             lc_error *err)
{
    const unsigned char *bytes = blob;
    cursor c = {.in = {.at = bytes, .end = bytes + len}, .out = out};

    lc_raw_clear(out);
    if (len == 0 || !skip_head(&c))
        return LIFE_OK;
    if (!c.in.bad && add_geometry(&c, take_kind(&c), true) && !c.in.bad) {
        if (out->pt.n == 0)
            out->kind = LIFE_SHAPE_NONE;
        return LIFE_OK;
    }
    lc_raw_clear(out);
    return lc_fail(err, LIFE_ERR_PARSE,
                   "the geometry is damaged, too large, or neither point, line "
                   "nor polygon");
}
