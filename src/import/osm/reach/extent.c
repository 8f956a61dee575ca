/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/osm/reach/extent.c - see extent.h.
 *
 * What a person said goes first, then what the file says of itself, where the
 * streets bear it out: osmium writes boxes such as 0,0,180,90. A coast ends
 * nothing: there the streets stop before the data do.
 */
#include "src/import/osm/reach/extent.h"

#include "lifecircle/geo/areas.h"
#include "lifecircle/geo/prepared_area.h"
#include "lifecircle/store/rows/street.h"
#include "src/import/extent.h"
#include "src/import/osm/reach/sea.h"

#include <math.h>
#include <stdlib.h>

/* CELL_M is the raster's around streets: a fifth of AROUND_M, so that its
 * outline is near enough to a circle's. */
#define SIDE_M                                                                 \
    500.0             /* a street comes as near to a side of the header's box  \
                       */
#define SIDE_ASK 64   /* places of a side that are asked whether they are sea */
#define DEAD_M   20.0 /* of the outline: a dead end there was cut */
#define AROUND_M 250.0 /* of streets, where nothing says how far data reach */
#define CELL_M   50.0

/* A box of one point or line says nothing of an extent. */
static bool has_area(lc_box b)
{
    return b.min_lon < b.max_lon && b.min_lat < b.max_lat;
}

/* ---- the header's box ---- */

typedef struct side { /* of a box */
    lc_pt a, b;
    bool met; /* a street comes near, or lies beyond */
} side;

/* `near` is the box drawn in by SIDE_M: a point beyond one of its sides lies
 * near that side of the box, or outside it. */
static void add_point(side s[4], lc_box near, lc_pt p)
{
    s[0].met |= p.lon <= near.min_lon;
    s[1].met |= p.lon >= near.max_lon;
    s[2].met |= p.lat <= near.min_lat;
    s[3].met |= p.lat >= near.max_lat;
}

/* Nine tenths of it: where a coast is cut by the side itself, which side of it
 * a corner lies on is no more than a guess. */
static bool is_sea(const lc_osm_sea *sea, const side *s)
{
    int in = 0;

    for (int i = 0; i <= SIDE_ASK; i++)
        in += lc_osm_sea_holds(sea,
                               lc_pt_between(s->a, s->b, (double)i / SIDE_ASK));
    return in * 10 >= (SIDE_ASK + 1) * 9;
}

/* As far inside a side as lc_box_grown() went outside, which near a pole may be
 * round the world. */
static int32_t inside(int32_t at, int32_t far)
{
    int64_t mirrored = 2 * (int64_t)at - far;

    return (int32_t)(mirrored > INT32_MAX   ? INT32_MAX
                     : mirrored < INT32_MIN ? INT32_MIN
                                            : mirrored);
}

/* Whether on every side off the sea a street comes within 500 m. Extracts of
 * streets alone have no coast: there two sides of a box are enough, as a city
 * may lie in a corner of the land. */
static bool is_borne_out(const lc_osm_import *im, const lc_osm_sea *sea,
                         lc_box b)
{
    lc_pt sw = {b.min_lon, b.min_lat}, nw = {b.min_lon, b.max_lat};
    lc_pt se = {b.max_lon, b.min_lat}, ne = {b.max_lon, b.max_lat};
    side s[4] = {
        {sw, nw, false}, {se, ne, false}, {sw, se, false}, {nw, ne, false}};
    int met = 0;
    lc_box far = lc_box_grown(b, SIDE_M);
    lc_box near = {
        inside(b.min_lon, far.min_lon), inside(b.min_lat, far.min_lat),
        inside(b.max_lon, far.max_lon), inside(b.max_lat, far.max_lat)};

    for (size_t i = 0; i < im->streets.v.n; i++)
        for (uint32_t k = 0; k < im->streets.v.v[i].line.pt_count; k++)
            add_point(s, near, im->streets.v.v[i].line.pt[k]);
    for (int i = 0; i < 4; i++)
        met += s[i].met || (lc_osm_sea_is_known(sea) && is_sea(sea, &s[i]));
    return met == 4 || (met >= 2 && !lc_osm_sea_is_known(sea));
}

/* ---- around the streets ---- */

/* A picture of what lies within AROUND_M of a street: one byte a cell, row by
 * row from the south-west corner `low`, in metres of a plane. */
typedef struct raster {
    lc_frame frame;
    lc_xy low;
    double cell_m;
    size_t wide, high;
    uint8_t *on;
} raster;

/* The middle of a cell is what counts as the cell. */
static void mark_around(const raster *r, lc_pt p)
{
    lc_xy xy = lc_frame_xy(&r->frame, p);
    double x = (xy.x - r->low.x) / r->cell_m, y = (xy.y - r->low.y) / r->cell_m;
    double far = AROUND_M / r->cell_m;
    size_t x0 = (size_t)fmax(0, floor(x - far)), x1 = (size_t)(x + far) + 1;
    size_t y0 = (size_t)fmax(0, floor(y - far)), y1 = (size_t)(y + far) + 1;

    for (size_t j = y0; j < y1 && j < r->high; j++)
        for (size_t i = x0; i < x1 && i < r->wide; i++) {
            uint8_t *on = &r->on[j * r->wide + i];

            /* Most are on already: circles overlap. */
            *on = *on || hypot((double)i + .5 - x, (double)j + .5 - y) <= far;
        }
}

/* A point every cell along a line, so that none between is left out. */
static void mark_line(const raster *r, const lc_shape *line)
{
    for (uint32_t k = 0; k + 1 < line->pt_count; k++) {
        double m = lc_distance_m(line->pt[k], line->pt[k + 1]);
        int n = (int)fmin(10000, ceil(m / r->cell_m));

        for (int i = 0; i < n; i++)
            mark_around(
                r, lc_pt_between(line->pt[k], line->pt[k + 1], (double)i / n));
    }
    if (line->pt_count)
        mark_around(r, line->pt[line->pt_count - 1]);
}

/* One rectangle for a run of cells in a row, as there are far fewer runs than
 * cells to join. */
static lc_status add_rectangle(const raster *r, size_t from, size_t to,
                               size_t row, lc_shape *out, lc_error *err)
{
    double x0 = r->low.x + (double)from * r->cell_m;
    double x1 = r->low.x + (double)to * r->cell_m;
    double y0 = r->low.y + (double)row * r->cell_m;
    double y1 = y0 + r->cell_m;
    lc_pt a = lc_frame_pt(&r->frame, (lc_xy){x0, y0});
    lc_pt b = lc_frame_pt(&r->frame, (lc_xy){x1, y1});
    lc_pt ring[5] = {a, {b.lon, a.lat}, b, {a.lon, b.lat}, a};

    return lc_shape_make(LIFE_SHAPE_AREA, ring, 5, out, err);
}

/* Runs of cells as rectangles, joined. */
static lc_status outline_of(const raster *r, lc_shape *out, lc_error *err)
{
    LC_VEC(lc_shape) part = {0};
    const lc_shape **all = NULL;
    lc_areas *areas = NULL;
    lc_status st = lc_areas_open(&areas, err);

    for (size_t j = 0; !st && j < r->high; j++)
        for (size_t i = 0, from = 0; !st && i <= r->wide; i++) {
            lc_shape one;

            if (i < r->wide && r->on[j * r->wide + i])
                continue;
            if (i > from)
                st = add_rectangle(r, from, i, j, &one, err);
            if (!st && i > from && !lc_vec_push(&part, one))
                st = lc_no_memory(err, "the extent");
            from = i + 1;
        }
    all = lc_calloc(part.n, sizeof *all);
    if (!st && !all)
        st = lc_no_memory(err, "the extent");
    for (size_t i = 0; !st && i < part.n; i++)
        all[i] = &part.v[i];
    if (!st && part.n)
        st = lc_areas_join(areas, all, part.n, out, err);
    for (size_t i = 0; i < part.n; i++)
        lc_shape_clear(&part.v[i]);
    lc_vec_free(&part);
    lc_free(all);
    lc_areas_close(areas);
    return st;
}

/* In a plane at the middle: cells are no picture of anything, so it matters
 * little how long a metre is at the rim of a large city. */
static lc_status around_streets(const lc_osm_import *im, lc_shape *out,
                                lc_error *err)
{
    raster r = {.cell_m = CELL_M};
    lc_box b = lc_box_empty();
    lc_xy high;
    lc_status st;

    for (size_t i = 0; i < im->streets.v.n; i++)
        for (uint32_t k = 0; k < im->streets.v.v[i].line.pt_count; k++)
            lc_box_add(&b, im->streets.v.v[i].line.pt[k]);
    if (b.min_lon > b.max_lon)
        return LIFE_OK;
    r.frame = lc_frame_at(
        (lc_pt){b.min_lon / 2 + b.max_lon / 2, b.min_lat / 2 + b.max_lat / 2});
    b = lc_box_grown(b, AROUND_M + 2 * CELL_M);
    r.low = lc_frame_xy(&r.frame, (lc_pt){b.min_lon, b.min_lat});
    high = lc_frame_xy(&r.frame, (lc_pt){b.max_lon, b.max_lat});
    while ((high.x - r.low.x) * (high.y - r.low.y) / r.cell_m / r.cell_m > 2e7)
        r.cell_m *= 2;
    r.wide = (size_t)ceil((high.x - r.low.x) / r.cell_m);
    r.high = (size_t)ceil((high.y - r.low.y) / r.cell_m);
    r.on = lc_calloc(r.wide * r.high, 1);
    if (!r.on)
        return lc_no_memory(err, "the extent");
    for (size_t i = 0; i < im->streets.v.n; i++)
        mark_line(&r, &im->streets.v.v[i].line);
    st = outline_of(&r, out, err);
    lc_free(r.on);
    return st;
}

/* ---- the extent ---- */

static void move(lc_shape *from, lc_shape *to)
{
    *to = *from;
    *from = (lc_shape){0};
}

/* The boundary is asked about once more, when ends are marked, so it stays. */
static lc_status copy(const lc_shape *from, lc_shape *to, lc_error *err)
{
    lc_status st = LIFE_OK;

    to->kind = from->kind;
    for (uint32_t i = 0; !st && i < from->part_count; i++)
        st = lc_shape_add_part(to, from->pt + from->part[i],
                               from->part[i + 1] - from->part[i], err);
    return st;
}

/* What goes first is defined: option, clip, header, boundaries, streets. `rule`
 * is kept beside the extent, so that people see on what it rests. A header of
 * over 180 degrees of longitude is of no city. */
static lc_status choose(lc_osm_import *im, const lc_osm_sea *sea,
                        lc_osm_extent *x, lc_error *err)
{
    lc_box header = im->data->header;
    bool far = (int64_t)header.max_lon - header.min_lon > 1800000000;

    if (x->option.kind == LIFE_SHAPE_AREA) {
        x->rule = "option";
        move(&x->option, &x->shape);
        return LIFE_OK;
    }
    if (x->clip_to.kind == LIFE_SHAPE_AREA) {
        x->rule = "clip";
        move(&x->clip_to, &x->shape);
        return LIFE_OK;
    }
    if (has_area(x->clip)) {
        x->rule = "clip";
        return lc_extent_shape(x->clip, &x->shape, err);
    }
    if (has_area(header) && !far && is_borne_out(im, sea, header)) {
        x->rule = "header";
        return lc_extent_shape(header, &x->shape, err);
    }
    if (x->boundary.kind == LIFE_SHAPE_AREA) {
        x->rule = "boundary";
        return copy(&x->boundary, &x->shape, err);
    }
    x->rule = "streets";
    return around_streets(im, &x->shape, err);
}

/* ---- where streets are cut ---- */

typedef struct near_edge {
    const lc_shape *edge;
    lc_pt p;
    bool near;
} near_edge;

static bool ask_edge(void *ctx, uint32_t item)
{
    near_edge *n = ctx;
    const lc_pt *line = &n->edge->pt[n->edge->part[item]];
    lc_frame f = lc_frame_at(n->p);
    double m;

    lc_segment_nearest(lc_frame_xy(&f, line[0]), lc_frame_xy(&f, line[1]),
                       (lc_xy){0, 0}, &m);
    n->near = m <= DEAD_M;
    return !n->near;
}

/* A node that is missing is proof by itself. Else the end has to lie at the
 * outline off the sea, or outside the boundaries that hold nearly all
 * streets. */
static bool is_cut(const lc_osm_extent *x, const lc_index *index,
                   const lc_osm_end *end)
{
    near_edge n = {&x->land_edge, end->pt, false};
    lc_box here = {end->pt.lon, end->pt.lat, end->pt.lon, end->pt.lat};

    if (end->missing)
        return true;
    lc_index_query(index, lc_box_grown(here, DEAD_M + 1), ask_edge, &n);
    return n.near || (x->boundary.kind == LIFE_SHAPE_AREA &&
                      !lc_shape_contains(&x->boundary, end->pt));
}

/* Each part of a land edge is one segment of two points. */
static lc_status index_edge(const lc_shape *edge, lc_index **out, lc_error *err)
{
    lc_box *box = lc_calloc(edge->part_count, sizeof *box);
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the extent");
    for (uint32_t i = 0; i < edge->part_count; i++) {
        box[i] = lc_box_empty();
        lc_box_add(&box[i], edge->pt[edge->part[i]]);
        lc_box_add(&box[i], edge->pt[edge->part[i] + 1]);
    }
    st = lc_index_build(box, edge->part_count, out, err);
    lc_free(box);
    return st;
}

/* Of a compound the extract tells nothing but that it may be none. */
static lc_status mark_end(lc_osm_import *im, lc_osm_extent *x,
                          const lc_osm_end *end, lc_error *err)
{
    int bits = end->side ? LIFE_STORED_CUT_LAST : LIFE_STORED_CUT_FIRST;

    if (end->compound)
        return lc_vec_push(&x->in_compounds,
                           ((lc_osm_cut){end->way_id, end->pt}))
                   ? LIFE_OK
                   : lc_no_memory(err, "the extent");
    x->cut += !end->again;
    if (end->missing)
        bits |= LIFE_STORED_CUT_MISSING;
    return lc_street_rows_cut(im->city, end->row + 1, bits, err);
}

lc_status lc_osm_extent_mark(lc_osm_import *im, lc_osm_extent *x, lc_error *err)
{
    lc_index *index = NULL;
    lc_status st = index_edge(&x->land_edge, &index, err);

    x->cut = 0;
    for (size_t i = 0; !st && i < im->network.ends.n; i++)
        if (is_cut(x, index, &im->network.ends.v[i]))
            st = mark_end(im, x, &im->network.ends.v[i], err);
    lc_index_free(index);
    return st;
}

/* Streets of compounds that leave the extent. */
static lc_status find_leaving(lc_osm_import *im, lc_osm_extent *x,
                              lc_error *err)
{
    lc_prepared_area *area = NULL;
    lc_status st = x->shape.kind == LIFE_SHAPE_AREA && im->network.compounds.n
                       ? lc_prepared_area_make(&x->shape, &area, err)
                       : LIFE_OK;

    for (size_t i = 0; area && !st && i < im->network.compounds.n; i++) {
        const lc_osm_road *r = &im->streets.v.v[im->network.compounds.v[i]];
        uint32_t k = 0;

        while (k < r->line.pt_count &&
               lc_prepared_area_contains(area, r->line.pt[k]))
            k++;
        if (k < r->line.pt_count &&
            !lc_vec_push(&x->in_compounds,
                         ((lc_osm_cut){r->way_id, r->line.pt[k]})))
            st = lc_no_memory(err, "the extent");
    }
    lc_prepared_area_free(area);
    return st;
}

/* By way, as streets are looked up when the network is built again. */
static int by_way(const void *a, const void *b)
{
    int64_t x = ((const lc_osm_cut *)a)->way_id;
    int64_t y = ((const lc_osm_cut *)b)->way_id;

    return (x > y) - (x < y);
}

/* Ends are marked behind the extent, as the outline says which are cut. */
lc_status lc_osm_extent_find(lc_osm_import *im, lc_osm_extent *x, lc_error *err)
{
    lc_osm_sea *sea;
    lc_status st = lc_osm_sea_open(im->data, &sea, err);

    if (!st)
        st = choose(im, sea, x, err);
    if (!st)
        st = lc_osm_sea_land_edge(sea, &x->shape, &x->land_edge, err);
    if (!st)
        st = lc_osm_extent_mark(im, x, err);
    if (!st)
        st = find_leaving(im, x, err);
    if (x->in_compounds.n)
        qsort(x->in_compounds.v, x->in_compounds.n, sizeof *x->in_compounds.v,
              by_way);
    lc_osm_sea_close(sea);
    return st;
}

void lc_osm_extent_clear(lc_osm_extent *x)
{
    lc_shape_clear(&x->option);
    lc_shape_clear(&x->clip_to);
    lc_shape_clear(&x->boundary);
    lc_shape_clear(&x->shape);
    lc_shape_clear(&x->land_edge);
    lc_vec_free(&x->in_compounds);
}
