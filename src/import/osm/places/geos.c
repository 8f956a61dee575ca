/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/places/geos.c - GEOS for units, by its reentrant interface.
 *
 * Validity is asked on the grid of 1e-7 degrees on which shapes are kept, as
 * that is what will be stored. Pictures are made in metres, on a plane that
 * touches the ellipsoid amid the centres.
 */
#include "src/import/osm/places/geos.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"

#include <geos_c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define REPAIR_MOST   5000   /* points; MakeValid grows by their square */
#define HOME_AROUND_M 150.0  /* land that a home stands for in a picture */
#define CENTRE_MOST_M 2000.0 /* as far as homes are given to a centre */
#define HOME_GRID_M   75.0   /* homes nearer than that are drawn as one */
#define SIMPLIFY_M    5.0
#define ARC_SEGMENTS  4 /* of a quarter circle */

struct lc_osm_geos {
    GEOSContextHandle_t h;
    char message[256];
};

static void keep_message(const char *message, void *ctx)
{
    lc_osm_geos *g = ctx;
    size_t len = strlen(message);

    if (len >= sizeof g->message)
        len = sizeof g->message - 1;
    memcpy(g->message, message, len);
    g->message[len] = '\0';
}

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for the units' outlines");
}

lc_status lc_osm_geos_open(lc_osm_geos **out, lc_error *err)
{
    lc_osm_geos *g = lc_calloc(1, sizeof *g);

    *out = NULL;
    if (g)
        g->h = GEOS_init_r();
    if (!g || !g->h) {
        lc_free(g);
        return no_memory(err);
    }
    GEOSContext_setNoticeMessageHandler_r(g->h, keep_message, g);
    GEOSContext_setErrorMessageHandler_r(g->h, keep_message, g);
    *out = g;
    return LIFE_OK;
}

void lc_osm_geos_close(lc_osm_geos *g)
{
    if (!g)
        return;
    GEOS_finish_r(g->h);
    lc_free(g);
}

const char *lc_osm_geos_message(const lc_osm_geos *g)
{
    return g->message;
}

/* ---- shapes to GEOS and back ---- */

/* Where points go: metres of a frame, or the grid itself where it is NULL. */
static lc_xy to_plane(const lc_frame *f, lc_pt p)
{
    lc_xy grid = {p.lon, p.lat};

    return f ? lc_frame_xy(f, p) : grid;
}

static GEOSGeometry *ring_from(lc_osm_geos *g, const lc_frame *f,
                               const lc_pt *pt, uint32_t n)
{
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(g->h, n, 2);

    for (uint32_t i = 0; seq && i < n; i++) {
        lc_xy p = to_plane(f, pt[i]);

        GEOSCoordSeq_setXY_r(g->h, seq, i, p.x, p.y);
    }
    return seq ? GEOSGeom_createLinearRing_r(g->h, seq) : NULL;
}

/* Twice the signed area; positive counter-clockwise. */
static double turn(const lc_pt *pt, uint32_t n)
{
    double sum = 0;

    for (uint32_t i = 0; i + 1 < n; i++)
        sum += ((double)pt[i].lon - pt[0].lon) *
                   ((double)pt[i + 1].lat - pt[0].lat) -
               ((double)pt[i + 1].lon - pt[0].lon) *
                   ((double)pt[i].lat - pt[0].lat);
    return sum;
}

/* The outer ring `first` and the holes after it; *next is the next outer. */
static GEOSGeometry *polygon_from(lc_osm_geos *g, const lc_frame *f,
                                  const lc_shape *s, uint32_t first,
                                  uint32_t *next)
{
    const uint32_t *part = s->part;
    uint32_t end = first + 1, count = 0;
    GEOSGeometry **hole;
    GEOSGeometry *outer, *polygon = NULL;

    while (end < s->part_count &&
           turn(s->pt + part[end], part[end + 1] - part[end]) < 0)
        end++;
    *next = end;
    outer = ring_from(g, f, s->pt + part[first], part[first + 1] - part[first]);
    hole = lc_calloc(end - first, sizeof(GEOSGeometry *));
    for (uint32_t i = first + 1; outer && hole && i < end; i++) {
        hole[count] = ring_from(g, f, s->pt + part[i], part[i + 1] - part[i]);
        count += hole[count] != NULL;
    }
    if (outer && hole)
        polygon = GEOSGeom_createPolygon_r(g->h, outer, hole, count);
    else
        GEOSGeom_destroy_r(g->h, outer);
    lc_free(hole);
    return polygon;
}

static GEOSGeometry *collect(lc_osm_geos *g, int type, GEOSGeometry **item,
                             uint32_t n)
{
    GEOSGeometry *all = GEOSGeom_createCollection_r(g->h, type, item, n);

    for (uint32_t i = 0; !all && i < n; i++)
        GEOSGeom_destroy_r(g->h, item[i]);
    return all;
}

static GEOSGeometry *area_from(lc_osm_geos *g, const lc_frame *f,
                               const lc_shape *s)
{
    GEOSGeometry **polygon = lc_calloc(s->part_count, sizeof(GEOSGeometry *));
    GEOSGeometry *area = NULL;
    uint32_t count = 0, i = 0;

    while (polygon && i < s->part_count) {
        polygon[count] = polygon_from(g, f, s, i, &i);
        count += polygon[count] != NULL;
    }
    if (count > 0)
        area = collect(g, GEOS_MULTIPOLYGON, polygon, count);
    lc_free(polygon);
    return area;
}

static lc_pt from_plane(const lc_frame *f, double x, double y)
{
    lc_pt grid = {(int32_t)lround(x), (int32_t)lround(y)};
    lc_xy m = {x, y};

    return f ? lc_frame_pt(f, m) : grid;
}

static lc_status add_ring(lc_osm_geos *g, const lc_frame *f,
                          const GEOSGeometry *ring, lc_shape *out,
                          lc_error *err)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(g->h, ring);
    unsigned n = 0;
    lc_pt *pt;
    lc_status st;

    if (!seq || !GEOSCoordSeq_getSize_r(g->h, seq, &n))
        return no_memory(err);
    pt = lc_calloc(n, sizeof *pt);
    if (!pt)
        return no_memory(err);
    for (unsigned i = 0; i < n; i++) {
        double x = 0, y = 0;

        GEOSCoordSeq_getXY_r(g->h, seq, i, &x, &y);
        pt[i] = from_plane(f, x, y);
    }
    out->kind = LIFE_SHAPE_AREA;
    st = n >= 4 ? lc_shape_add_part(out, pt, n, err) : LIFE_OK;
    lc_free(pt);
    return st;
}

/* The polygons of a geometry; lines and points that came along are left. */
static lc_status shape_from(lc_osm_geos *g, const lc_frame *f,
                            const GEOSGeometry *geom, lc_shape *out,
                            lc_error *err)
{
    int parts = GEOSGetNumGeometries_r(g->h, geom);
    lc_status st = LIFE_OK;

    for (int i = 0; !st && i < parts; i++) {
        const GEOSGeometry *p = GEOSGetGeometryN_r(g->h, geom, i);
        int holes;

        if (GEOSGeomTypeId_r(g->h, p) != GEOS_POLYGON || GEOSisEmpty_r(g->h, p))
            continue;
        holes = GEOSGetNumInteriorRings_r(g->h, p);
        st = add_ring(g, f, GEOSGetExteriorRing_r(g->h, p), out, err);
        for (int k = 0; !st && k < holes; k++)
            st = add_ring(g, f, GEOSGetInteriorRingN_r(g->h, p, k), out, err);
    }
    if (!st && out->kind == LIFE_SHAPE_AREA &&
        lc_shape_normalise(out, NULL) == LIFE_ERR_PARSE)
        lc_shape_clear(out);
    return st;
}

/* ---- validity, union ---- */

static bool is_valid(lc_osm_geos *g, const lc_shape *s)
{
    GEOSGeometry *geom = area_from(g, NULL, s);
    bool valid = geom && GEOSisValid_r(g->h, geom) == 1;

    GEOSGeom_destroy_r(g->h, geom);
    return valid;
}

static GEOSGeometry *make_valid(lc_osm_geos *g, const lc_shape *s)
{
    GEOSMakeValidParams *p = GEOSMakeValidParams_create_r(g->h);
    GEOSGeometry *geom = area_from(g, NULL, s);
    GEOSGeometry *out = NULL;

    if (p && geom &&
        GEOSMakeValidParams_setMethod_r(g->h, p, GEOS_MAKE_VALID_STRUCTURE))
        out = GEOSMakeValidWithParams_r(g->h, geom, p);
    GEOSMakeValidParams_destroy_r(g->h, p);
    GEOSGeom_destroy_r(g->h, geom);
    return out;
}

lc_status lc_osm_geos_repair(lc_osm_geos *g, lc_shape *area, bool *valid,
                             lc_error *err)
{
    GEOSGeometry *geom;
    lc_shape fixed = {0};
    lc_status st = LIFE_OK;

    *valid = is_valid(g, area);
    if (*valid || area->pt_count > REPAIR_MOST)
        return LIFE_OK;
    geom = make_valid(g, area);
    if (geom)
        st = shape_from(g, NULL, geom, &fixed, err);
    GEOSGeom_destroy_r(g->h, geom);
    /* Rounding back to the grid may have bent it again. */
    if (!st && fixed.kind == LIFE_SHAPE_AREA && is_valid(g, &fixed)) {
        lc_shape_clear(area);
        *area = fixed;
        *valid = true;
        return LIFE_OK;
    }
    lc_shape_clear(&fixed);
    return st;
}

lc_status lc_osm_geos_union(lc_osm_geos *g, const lc_shape *const *area,
                            size_t n, lc_shape *out, lc_error *err)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL, *joined = NULL;
    uint32_t count = 0;
    lc_status st = LIFE_OK;

    if (!item)
        return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        item[count] = area_from(g, NULL, area[i]);
        count += item[count] != NULL;
    }
    if (count > 0)
        all = collect(g, GEOS_GEOMETRYCOLLECTION, item, count);
    if (all)
        joined = GEOSUnaryUnion_r(g->h, all);
    if (joined)
        st = shape_from(g, NULL, joined, out, err);
    GEOSGeom_destroy_r(g->h, joined);
    GEOSGeom_destroy_r(g->h, all);
    lc_free(item);
    return st;
}

/* ---- pictures ---- */

struct lc_osm_cells {
    lc_osm_geos *g;
    const lc_pt *centre;
    size_t n;
    lc_frame frame;
    GEOSGeometry *diagram; /* NULL: there is one centre, and no edge */
    lc_index *index;       /* of the cells' boxes */
};

static GEOSGeometry *points_from(lc_osm_geos *g, const lc_xy *xy, size_t n)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    uint32_t count = 0;

    for (size_t i = 0; item && i < n; i++) {
        item[count] = GEOSGeom_createPointFromXY_r(g->h, xy[i].x, xy[i].y);
        count += item[count] != NULL;
    }
    if (item)
        all = collect(g, GEOS_MULTIPOINT, item, count);
    lc_free(item);
    return all;
}

static GEOSGeometry *diagram_of(lc_osm_cells *c)
{
    lc_osm_geos *g = c->g;
    lc_xy *xy = lc_calloc(c->n, sizeof *xy);
    GEOSGeometry *points = NULL, *around = NULL, *diagram = NULL;

    for (size_t i = 0; xy && i < c->n; i++)
        xy[i] = lc_frame_xy(&c->frame, c->centre[i]);
    if (xy)
        points = points_from(g, xy, c->n);
    if (points)
        around = GEOSBuffer_r(g->h, points, 2 * CENTRE_MOST_M, 1);
    if (around)
        diagram = GEOSVoronoiDiagram_r(g->h, points, around, 0, 0);
    GEOSGeom_destroy_r(g->h, around);
    GEOSGeom_destroy_r(g->h, points);
    lc_free(xy);
    return diagram;
}

static lc_status index_cells(lc_osm_cells *c, lc_error *err)
{
    GEOSContextHandle_t h = c->g->h;
    int n = GEOSGetNumGeometries_r(h, c->diagram);
    lc_box *box = lc_calloc((size_t)n, sizeof *box);
    lc_status st;

    if (!box)
        return no_memory(err);
    for (int i = 0; i < n; i++) {
        const GEOSGeometry *cell = GEOSGetGeometryN_r(h, c->diagram, i);
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

        GEOSGeom_getExtent_r(h, cell, &x0, &y0, &x1, &y1);
        box[i] = lc_box_empty();
        lc_box_add(&box[i], from_plane(&c->frame, x0, y0));
        lc_box_add(&box[i], from_plane(&c->frame, x1, y1));
    }
    st = lc_index_build(box, (size_t)n, &c->index, err);
    lc_free(box);
    return st;
}

lc_status lc_osm_cells_open(lc_osm_geos *g, const lc_pt *centre, size_t n,
                            lc_osm_cells **out, lc_error *err)
{
    lc_osm_cells *c = lc_calloc(1, sizeof *c);
    lc_box box = lc_box_empty();
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!c)
        return no_memory(err);
    *c = (lc_osm_cells){.g = g, .centre = centre, .n = n};
    for (size_t i = 0; i < n; i++)
        lc_box_add(&box, centre[i]);
    c->frame = lc_frame_at(
        (lc_pt){(int32_t)(((int64_t)box.min_lon + box.max_lon) / 2),
                (int32_t)(((int64_t)box.min_lat + box.max_lat) / 2)});
    if (n > 1)
        c->diagram = diagram_of(c);
    if (c->diagram)
        st = index_cells(c, err);
    if (st)
        lc_osm_cells_close(c);
    else
        *out = c;
    return st;
}

void lc_osm_cells_close(lc_osm_cells *c)
{
    if (!c)
        return;
    GEOSGeom_destroy_r(c->g->h, c->diagram);
    lc_index_free(c->index);
    lc_free(c);
}

typedef struct cell_search {
    const lc_osm_cells *c;
    const GEOSGeometry *point;
    const GEOSGeometry *found;
} cell_search;

static bool try_cell(void *ctx, uint32_t item)
{
    cell_search *s = ctx;
    GEOSContextHandle_t h = s->c->g->h;
    const GEOSGeometry *cell = GEOSGetGeometryN_r(h, s->c->diagram, (int)item);

    if (GEOSIntersects_r(h, cell, s->point) == 1)
        s->found = cell;
    return !s->found;
}

/* Replaces *geom by `next`, which may be NULL: no picture. */
static void take(lc_osm_geos *g, GEOSGeometry **geom, GEOSGeometry *next)
{
    GEOSGeom_destroy_r(g->h, *geom);
    *geom = next;
}

/* 2 km around the centre, cut to its cell. */
static GEOSGeometry *cell_around(lc_osm_cells *c, size_t at)
{
    GEOSContextHandle_t h = c->g->h;
    lc_xy xy = lc_frame_xy(&c->frame, c->centre[at]);
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(h, xy.x, xy.y);
    GEOSGeometry *area = NULL;
    cell_search s = {c, point, NULL};
    lc_box here = lc_box_empty();

    if (point)
        area = GEOSBuffer_r(h, point, CENTRE_MOST_M, 4 * ARC_SEGMENTS);
    if (area && c->n > 1) {
        lc_box_add(&here, c->centre[at]);
        if (c->index)
            lc_index_query(c->index, here, try_cell, &s);
        take(c->g, &area,
             s.found ? GEOSIntersection_r(h, area, s.found) : NULL);
    }
    GEOSGeom_destroy_r(h, point);
    return area;
}

/* By rows of the grid, from west to east. */
static int by_grid(const void *a, const void *b)
{
    const lc_xy *p = a, *q = b;

    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    return p->x < q->x ? -1 : p->x > q->x;
}

static GEOSGeometry *segment_from(lc_osm_geos *g, lc_xy from, lc_xy to)
{
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(g->h, 2, 2);

    if (!seq)
        return NULL;
    GEOSCoordSeq_setXY_r(g->h, seq, 0, from.x, from.y);
    GEOSCoordSeq_setXY_r(g->h, seq, 1, to.x, to.y);
    return GEOSGeom_createLineString_r(g->h, seq);
}

/* A line along each run of grid squares side by side in a row: far fewer than
 * the homes, and as good to draw a border around. `xy` is sorted. */
static GEOSGeometry *runs_from(lc_osm_geos *g, const lc_xy *xy, size_t n)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    uint32_t count = 0;
    size_t first = 0;

    for (size_t i = 0; item && i < n; i++) {
        lc_xy to = xy[i];

        if (i + 1 < n && xy[i + 1].y == to.y &&
            xy[i + 1].x - to.x < 1.5 * HOME_GRID_M)
            continue;
        to.x += 1; /* a line of one point is none */
        item[count] = segment_from(g, xy[first], to);
        count += item[count] != NULL;
        first = i + 1;
    }
    if (item)
        all = collect(g, GEOS_MULTILINESTRING, item, count);
    lc_free(item);
    return all;
}

/* 150 m around each home, homes of one grid square drawn as one. */
static GEOSGeometry *land_of(lc_osm_cells *c, const lc_pt *homes, size_t n)
{
    lc_xy *xy = lc_calloc(n, sizeof *xy);
    GEOSGeometry *runs = NULL, *land = NULL;

    for (size_t i = 0; xy && i < n; i++) {
        lc_xy p = lc_frame_xy(&c->frame, homes[i]);

        xy[i].x = (floor(p.x / HOME_GRID_M) + 0.5) * HOME_GRID_M;
        xy[i].y = (floor(p.y / HOME_GRID_M) + 0.5) * HOME_GRID_M;
    }
    if (xy) {
        qsort(xy, n, sizeof *xy, by_grid);
        runs = runs_from(c->g, xy, n);
    }
    if (runs)
        land = GEOSBuffer_r(c->g->h, runs, HOME_AROUND_M, ARC_SEGMENTS);
    GEOSGeom_destroy_r(c->g->h, runs);
    lc_free(xy);
    return land;
}

lc_status lc_osm_cells_picture(lc_osm_cells *c, size_t at,
                               const lc_osm_land *land, lc_shape *out,
                               lc_error *err)
{
    GEOSContextHandle_t h = c->g->h;
    GEOSGeometry *area = cell_around(c, at);
    GEOSGeometry *lived_on = land_of(c, land->homes, land->home_count);
    lc_status st = LIFE_OK;

    if (area)
        take(c->g, &area,
             lived_on ? GEOSIntersection_r(h, area, lived_on) : NULL);
    for (size_t i = 0; area && i < land->taken_count; i++) {
        GEOSGeometry *other = area_from(c->g, &c->frame, land->taken[i]);

        take(c->g, &area, other ? GEOSDifference_r(h, area, other) : NULL);
        GEOSGeom_destroy_r(h, other);
    }
    if (area)
        take(c->g, &area, GEOSTopologyPreserveSimplify_r(h, area, SIMPLIFY_M));
    if (area)
        st = shape_from(c->g, &c->frame, area, out, err);
    if (!st && out->kind == LIFE_SHAPE_AREA && !is_valid(c->g, out))
        lc_shape_clear(out);
    GEOSGeom_destroy_r(h, lived_on);
    GEOSGeom_destroy_r(h, area);
    return st;
}
