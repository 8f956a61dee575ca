/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/cells.c - see cells.h.
 *
 * Pictures are made in metres, on a plane that touches the ellipsoid amid the
 * centres.
 *
 * A cell is the ground nearer to its centre than to any other: the Voronoi
 * diagram, by GEOS, of all centres at once. A picture is that cell, cut to a
 * disc around the centre and to the ground around the homes. It is there to be
 * looked at, so a failure of GEOS is no error: the unit then has none.
 *
 * The diagram is read by several threads at once. GEOS works out the box of a
 * geometry when it is first asked for it; index_cells() has asked for all.
 */
#include "lifecircle/geo/cells.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/geo/index.h"
#include "src/geo/geos.h"

#include <math.h>
#include <stdlib.h>

#define HOME_AROUND_M 150.0  /* land that a home stands for in a picture */
#define CENTRE_MOST_M 2000.0 /* as far as homes are given to a centre */
#define HOME_GRID_M   75.0   /* homes nearer than that are drawn as one */
#define SIMPLIFY_M    5.0
#define ARC_SEGMENTS  4 /* of a quarter circle */

struct lc_cells {
    lc_areas *g;
    const lc_pt *centre;
    size_t n;
    lc_frame frame;
    GEOSGeometry *diagram; /* NULL: there is one centre, and no edge */
    lc_index *index;       /* of the cells' boxes */
};

static GEOSGeometry *points_from(lc_areas *g, const lc_xy *xy, size_t n)
{
    GEOSGeometry **item = lc_calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    uint32_t count = 0;

    for (size_t i = 0; item && i < n; i++) {
        item[count] = GEOSGeom_createPointFromXY_r(g->h, xy[i].x, xy[i].y);
        count += item[count] != NULL;
    }
    if (item)
        all = lc_geos_collect(g, GEOS_MULTIPOINT, item, count);
    lc_free(item);
    return all;
}

/* Clipped to a box that reaches 4 km beyond the outermost centres: so the
 * border of the diagram cuts no disc of 2 km. */
static GEOSGeometry *diagram_of(lc_cells *c)
{
    lc_areas *g = c->g;
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

/* GEOS gives the cells in an order of its own. Which one is whose is found by
 * asking which holds the centre, among those whose boxes do. */
static lc_status index_cells(lc_cells *c, lc_error *err)
{
    GEOSContextHandle_t h = c->g->h;
    int n = GEOSGetNumGeometries_r(h, c->diagram);
    lc_box *box = lc_calloc((size_t)n, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "outlines");
    for (int i = 0; i < n; i++) {
        const GEOSGeometry *cell = GEOSGetGeometryN_r(h, c->diagram, i);
        double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

        GEOSGeom_getExtent_r(h, cell, &x0, &y0, &x1, &y1);
        box[i] = lc_box_empty();
        lc_box_add(&box[i], lc_geos_pt(&c->frame, x0, y0));
        lc_box_add(&box[i], lc_geos_pt(&c->frame, x1, y1));
    }
    st = lc_index_build(box, (size_t)n, &c->index, err);
    lc_free(box);
    return st;
}

lc_status lc_cells_open(lc_areas *g, const lc_pt *centre, size_t n,
                        lc_cells **out, lc_error *err)
{
    lc_cells *c = lc_calloc(1, sizeof *c);
    lc_box box = lc_box_empty();
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!c)
        return lc_no_memory(err, "outlines");
    *c = (lc_cells){.g = g, .centre = centre, .n = n};
    for (size_t i = 0; i < n; i++)
        lc_box_add(&box, centre[i]);
    c->frame = lc_frame_at(lc_pt_middle((lc_pt){box.min_lon, box.min_lat},
                                        (lc_pt){box.max_lon, box.max_lat}));
    if (n > 1)
        c->diagram = diagram_of(c);
    if (c->diagram)
        st = index_cells(c, err);
    if (st)
        lc_cells_close(c);
    else
        *out = c;
    return st;
}

void lc_cells_close(lc_cells *c)
{
    if (!c)
        return;
    GEOSGeom_destroy_r(c->g->h, c->diagram);
    lc_index_free(c->index);
    lc_free(c);
}

/* With the context of the thread that draws. */
typedef struct drawing {
    const lc_cells *c;
    lc_areas *g;
} drawing;

typedef struct cell_search {
    const drawing *d;
    const GEOSGeometry *point;
    const GEOSGeometry *found;
} cell_search;

/* Stops at the first: a centre lies well inside its own cell, and in no
 * other. */
static bool try_cell(void *ctx, uint32_t item)
{
    cell_search *s = ctx;
    GEOSContextHandle_t h = s->d->g->h;
    const GEOSGeometry *cell =
        GEOSGetGeometryN_r(h, s->d->c->diagram, (int)item);

    if (GEOSIntersects_r(h, cell, s->point) == 1)
        s->found = cell;
    return !s->found;
}

/* Replaces *geom by `next`, which may be NULL: no picture. */
static void take(lc_areas *g, GEOSGeometry **geom, GEOSGeometry *next)
{
    GEOSGeom_destroy_r(g->h, *geom);
    *geom = next;
}

/* 2 km around the centre, cut to its cell. */
static GEOSGeometry *cell_around(const drawing *d, size_t at)
{
    const lc_cells *c = d->c;
    GEOSContextHandle_t h = d->g->h;
    lc_xy xy = lc_frame_xy(&c->frame, c->centre[at]);
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(h, xy.x, xy.y);
    GEOSGeometry *area = NULL;
    cell_search s = {d, point, NULL};
    lc_box here = lc_box_empty();

    if (point)
        area = GEOSBuffer_r(h, point, CENTRE_MOST_M, 4 * ARC_SEGMENTS);
    if (area && c->n > 1) {
        lc_box_add(&here, c->centre[at]);
        if (c->index)
            lc_index_query(c->index, here, try_cell, &s);
        take(d->g, &area,
             s.found ? GEOSIntersection_r(h, area, s.found) : NULL);
    }
    GEOSGeom_destroy_r(h, point);
    return area;
}

/* By rows of the grid, from west to east. Squares of one row have the very
 * same y, as it comes from one multiplication. */
static int by_grid(const void *a, const void *b)
{
    const lc_xy *p = a, *q = b;

    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    return p->x < q->x ? -1 : p->x > q->x;
}

static GEOSGeometry *segment_from(lc_areas *g, lc_xy from, lc_xy to)
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
static GEOSGeometry *runs_from(lc_areas *g, const lc_xy *xy, size_t n)
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
        all = lc_geos_collect(g, GEOS_MULTILINESTRING, item, count);
    lc_free(item);
    return all;
}

/* 150 m around each home, homes of one grid square drawn as one. A home is
 * moved by half a square at most, 53 m, and stays within the land that is
 * drawn around it. */
static GEOSGeometry *land_of(const drawing *d, const lc_pt *homes, size_t n)
{
    lc_xy *xy = lc_calloc(n, sizeof *xy);
    GEOSGeometry *runs = NULL, *land = NULL;

    for (size_t i = 0; xy && i < n; i++) {
        lc_xy p = lc_frame_xy(&d->c->frame, homes[i]);

        xy[i].x = (floor(p.x / HOME_GRID_M) + 0.5) * HOME_GRID_M;
        xy[i].y = (floor(p.y / HOME_GRID_M) + 0.5) * HOME_GRID_M;
    }
    if (xy) {
        qsort(xy, n, sizeof *xy, by_grid);
        runs = runs_from(d->g, xy, n);
    }
    if (runs)
        land = GEOSBuffer_r(d->g->h, runs, HOME_AROUND_M, ARC_SEGMENTS);
    GEOSGeom_destroy_r(d->g->h, runs);
    lc_free(xy);
    return land;
}

/* Less `other`, or only what lies in it; a shape that GEOS can't read leaves no
 * picture. */
static void cut(const drawing *d, GEOSGeometry **area, const lc_shape *other,
                bool away)
{
    GEOSContextHandle_t h = d->g->h;
    GEOSGeometry *geom = lc_geos_from_shape(d->g, &d->c->frame, other);
    GEOSGeometry *left = NULL;

    if (geom)
        left = away ? GEOSDifference_r(h, *area, geom)
                    : GEOSIntersection_r(h, *area, geom);
    take(d->g, area, left);
    GEOSGeom_destroy_r(h, geom);
}

/* In this order, as the first cut makes all that follow small. Simplified
 * last, within 5 m, and without what is narrower than that, of which cuts along
 * borders leave much; rounding to the grid may then bend it, so it is looked at
 * again. */
lc_status lc_cells_picture(const lc_cells *c, lc_areas *g, size_t at,
                           const lc_cells_land *land, lc_shape *out,
                           lc_error *err)
{
    drawing d = {c, g};
    GEOSContextHandle_t h = g->h;
    GEOSGeometry *area = cell_around(&d, at);
    GEOSGeometry *lived_on = land_of(&d, land->homes, land->home_count);
    lc_status st = LIFE_OK;

    if (area)
        take(g, &area, lived_on ? GEOSIntersection_r(h, area, lived_on) : NULL);
    if (area && land->within)
        cut(&d, &area, land->within, false);
    for (size_t i = 0; area && i < land->taken_count; i++)
        cut(&d, &area, land->taken[i], true);
    if (area)
        take(g, &area, GEOSTopologyPreserveSimplify_r(h, area, SIMPLIFY_M));
    if (area)
        take(g, &area, lc_geos_thick(g, area, SIMPLIFY_M / 2));
    if (area)
        st = lc_geos_to_shape(g, &c->frame, area, out, err);
    if (!st && out->kind == LIFE_SHAPE_AREA && !lc_geos_is_valid(g, out))
        lc_shape_clear(out);
    GEOSGeom_destroy_r(h, lived_on);
    GEOSGeom_destroy_r(h, area);
    return st;
}
