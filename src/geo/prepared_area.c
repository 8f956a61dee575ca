/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepared_area.c - a grid over the area, and in each cell those edges alone
 * that a ray which runs east from there might cross.
 *
 *     cell      band of latitude * COLUMNS + column of longitude
 *     entry     of cell 0, of cell 1, ...; first[cell] .. first[cell + 1]
 *
 * An edge wholly west of the cell is left out. Edges wholly east of it that
 * run through the whole band are crossed from anywhere in the cell: all those
 * of a ring are one entry, ODD | ring, or none where they are even. All others
 * are entries by their index. Entries keep the order of the rings, and rings
 * that of the shape: a polygon's outer ring, its holes, the next outer ring.
 * So one run through a cell settles polygon after polygon.
 */
#include "lifecircle/geo/prepared_area.h"

#include "lifecircle/base/mem.h"
#include "src/geo/ring.h"

#include <math.h>

/* Bands are so many that an edge stands in about 16 of them. So an area of
 * 2,000 random positions has some 70 entries a cell, where 1,000 edges are at
 * its middle height; an outline of as many has one or two. */
#define BANDS_PER_EDGE 16
#define MOST_BANDS     256
#define COLUMNS        32u
#define ODD            0x80000000u

typedef struct edge {
    lc_pt a, b;
    uint32_t ring;
} edge;

struct lc_prepared_area {
    lc_box box;
    int64_t tall, wide; /* a cell, 1e-7 degrees */
    uint32_t bands;
    uint32_t *first; /* by cell, and the end */
    LC_VEC(uint32_t) entry;
    edge *edges;
    uint32_t edge_count;
    uint32_t *outer; /* by ring: its polygon's outer ring, maybe itself */
};

/* ---- making ---- */

/* Indices of edges and rings share their top bit with ODD: a shape of 2^31
 * points is refused as if there were no memory. */
static bool take_edges(lc_prepared_area *a, const lc_shape *s)
{
    uint32_t outer = 0;

    a->outer = lc_calloc(s->part_count, sizeof *a->outer);
    a->edges = lc_calloc(s->pt_count, sizeof *a->edges);
    if (!a->outer || !a->edges || s->pt_count >= ODD)
        return false;
    for (uint32_t r = 0; r < s->part_count; r++) {
        const lc_pt *pt = s->pt + s->part[r];
        uint32_t n = s->part[r + 1] - s->part[r];

        if (lc_ring_turn(pt, n) >= 0)
            outer = r;
        a->outer[r] = outer;
        for (uint32_t i = 0; i + 1 < n; i++)
            a->edges[a->edge_count++] = (edge){pt[i], pt[i + 1], r};
    }
    return true;
}

/* Bands and columns cover the box with both ends; the last of each may reach
 * beyond it. */
static void choose_cells(lc_prepared_area *a)
{
    int64_t high = (int64_t)a->box.max_lat - a->box.min_lat + 1;
    int64_t wide = (int64_t)a->box.max_lon - a->box.min_lon + 1;
    double spans = 1;
    int64_t bands;

    for (uint32_t i = 0; i < a->edge_count; i++)
        spans += fabs((double)a->edges[i].a.lat - a->edges[i].b.lat);
    bands = (int64_t)((double)BANDS_PER_EDGE * a->edge_count * (double)high /
                      spans);
    if (bands > MOST_BANDS)
        bands = MOST_BANDS;
    if (bands < 1)
        bands = 1;
    a->tall = (high + bands - 1) / bands;
    a->wide = (wide + COLUMNS - 1) / COLUMNS;
    a->bands = (uint32_t)((high + a->tall - 1) / a->tall);
}

/* An edge within one band: between which longitudes it surely lies there. */
typedef struct piece {
    uint32_t edge;
    bool through; /* a ray at any height of the band meets its height */
    int64_t west, east;
} piece;

typedef struct band {
    int64_t low, high; /* latitudes, inclusive */
    LC_VEC(piece) piece;
} band;

static double lon_at(const edge *e, int64_t lat)
{
    double share = ((double)lat - e->a.lat) / ((double)e->b.lat - e->a.lat);

    return e->a.lon + share * ((double)e->b.lon - e->a.lon);
}

/* Doubles are right to a hundredth of a unit here: one more is on the safe
 * side. Where the edge leaves the band is counted from its own ends, which are
 * exact. */
static piece piece_of(const lc_prepared_area *a, uint32_t i, const band *b)
{
    const edge *e = &a->edges[i];
    int64_t low = e->a.lat < e->b.lat ? e->a.lat : e->b.lat;
    int64_t high = e->a.lat < e->b.lat ? e->b.lat : e->a.lat;
    piece p = {.edge = i, .through = low <= b->low && high > b->high};
    double x = e->a.lon, y = e->b.lon;

    if (low < high) {
        x = lon_at(e, low > b->low ? low : b->low);
        y = lon_at(e, high < b->high ? high : b->high);
    }
    p.west = (int64_t)floor(fmin(x, y)) - 1;
    p.east = (int64_t)ceil(fmax(x, y)) + 1;
    return p;
}

static bool fill_cell(lc_prepared_area *a, const band *b, int64_t west)
{
    bool good = true, odd = false;

    for (size_t i = 0; i < b->piece.n && good; i++) {
        const piece *p = &b->piece.v[i];
        uint32_t ring = a->edges[p->edge].ring;

        if (p->through && p->west >= west + a->wide)
            odd = !odd;
        else if (p->east >= west)
            good = lc_vec_push(&a->entry, p->edge);
        if (odd && (i + 1 == b->piece.n ||
                    a->edges[b->piece.v[i + 1].edge].ring != ring)) {
            good = good && lc_vec_push(&a->entry, ODD | ring);
            odd = false;
        }
    }
    return good && a->entry.n <= UINT32_MAX;
}

/* `b` has the memory of the band before. All edges are looked at for each
 * band: 256 times their number at most. */
static bool fill_band(lc_prepared_area *a, uint32_t at, band *b)
{
    bool good = true;

    b->low = a->box.min_lat + at * a->tall;
    b->high = b->low + a->tall - 1;
    b->piece.n = 0;
    for (uint32_t i = 0; i < a->edge_count && good; i++) {
        const edge *e = &a->edges[i];

        if ((e->a.lat >= b->low || e->b.lat >= b->low) &&
            (e->a.lat <= b->high || e->b.lat <= b->high))
            good = lc_vec_push(&b->piece, piece_of(a, i, b));
    }
    for (uint32_t c = 0; c < COLUMNS && good; c++) {
        good = fill_cell(a, b, a->box.min_lon + c * a->wide);
        a->first[at * COLUMNS + c + 1] = (uint32_t)a->entry.n;
    }
    return good;
}

static bool fill(lc_prepared_area *a)
{
    band b = {0};
    bool good;

    a->first = lc_calloc((size_t)a->bands * COLUMNS + 1, sizeof *a->first);
    good = a->first != NULL;
    for (uint32_t i = 0; i < a->bands && good; i++)
        good = fill_band(a, i, &b);
    lc_vec_free(&b.piece);
    return good;
}

lc_status lc_prepared_area_make(const lc_shape *area, lc_prepared_area **out,
                                lc_error *err)
{
    lc_prepared_area *a = lc_calloc(1, sizeof *a);
    bool good = a && take_edges(a, area);

    *out = NULL;
    if (good) {
        a->box = lc_shape_box(area);
        choose_cells(a);
        good = fill(a);
    }
    if (!good) {
        lc_prepared_area_free(a);
        return lc_fail(err, LIFE_ERR_NOMEM, "no memory for an area");
    }
    *out = a;
    return LIFE_OK;
}

void lc_prepared_area_free(lc_prepared_area *a)
{
    if (!a)
        return;
    lc_free(a->first);
    lc_vec_free(&a->entry);
    lc_free(a->edges);
    lc_free(a->outer);
    lc_free(a);
}

/* ---- asking ---- */

/* WITHIN and ON_LINE are bits: each crossing turns the first over, and the
 * second stays once it is set. */
enum { OUTSIDE, WITHIN, ON_LINE };

/* What the rings run through so far make of the point. */
typedef struct standing {
    bool inside;    /* the polygon looked at last */
    uint32_t outer; /* its outer ring */
} standing;

/* With one more ring. A hole whose outer ring isn't in the cell belongs to a
 * polygon that doesn't hold the point anyway. */
static void settle(standing *s, const lc_prepared_area *a, uint32_t ring,
                   int side)
{
    if (a->outer[ring] == ring)
        *s = (standing){side != OUTSIDE, ring};
    else if (side == WITHIN && a->outer[ring] == s->outer)
        s->inside = false;
}

static uint32_t ring_of(const lc_prepared_area *a, uint32_t entry)
{
    return entry & ODD ? entry & ~ODD : a->edges[entry].ring;
}

/* What the ring of entry *at says; *at moves on to the next ring's. */
static int side_of(const lc_prepared_area *a, uint32_t *at, uint32_t end,
                   lc_pt p)
{
    uint32_t ring = ring_of(a, a->entry.v[*at]);
    int side = OUTSIDE;

    for (; *at < end && ring_of(a, a->entry.v[*at]) == ring; (*at)++) {
        uint32_t entry = a->entry.v[*at];
        int ray = LIFE_RAY_UP;

        if (!(entry & ODD))
            ray = lc_ray_edge(a->edges[entry].a, a->edges[entry].b, p);
        if (ray == LIFE_RAY_STARTS)
            side |= ON_LINE;
        else
            side ^= ray != LIFE_RAY_PASSES;
    }
    return side & ON_LINE ? ON_LINE : side;
}

bool lc_prepared_area_contains(const lc_prepared_area *a, lc_pt p)
{
    standing s = {false, 0};
    int64_t cell;
    uint32_t at, end;

    if (!lc_box_contains(a->box, p))
        return false;
    cell = ((int64_t)p.lat - a->box.min_lat) / a->tall * COLUMNS +
           ((int64_t)p.lon - a->box.min_lon) / a->wide;
    at = a->first[cell];
    end = a->first[cell + 1];
    while (at < end) {
        uint32_t ring = ring_of(a, a->entry.v[at]);

        if (s.inside && a->outer[ring] == ring)
            return true; /* the polygon before has it, holes and all */
        settle(&s, a, ring, side_of(a, &at, end, p));
    }
    return s.inside;
}

/* ---- bands ---- */

/* Edges by the bands of latitude that they come through: a grid without
 * columns, made by one look at each. Of a band they are in the order of the
 * shape, so that ring after ring is counted as it is among all. */
struct lc_prepared_bands {
    lc_shape shape; /* a view */
    lc_box box;
    int64_t tall; /* of a band, 1e-7 degrees */
    uint32_t count;
    uint32_t *first; /* by band, and the end */
    uint32_t *edge;  /* from this point to the next */
};

/* So many edges would stand in a band of a round outline; one that goes to and
 * fro has fewer bands, so that no edge stands in more than a few. */
#define BAND_EDGES 8

static void set_bands(lc_prepared_bands *b)
{
    double high = (double)b->box.max_lat - b->box.min_lat + 1, ways = high;
    double most = b->shape.pt_count * 2.0 / BAND_EDGES;

    for (uint32_t i = 1; i < b->shape.pt_count; i++)
        ways += fabs((double)b->shape.pt[i].lat - b->shape.pt[i - 1].lat);
    most = fmin(most, 2.0 * b->shape.pt_count * high / ways);
    b->tall = (int64_t)(high / fmax(most, 1)) + 1;
    b->count = (uint32_t)((int64_t)high / b->tall + 1);
}

static uint32_t band_of(const lc_prepared_bands *b, int32_t lat)
{
    return (uint32_t)(((int64_t)lat - b->box.min_lat) / b->tall);
}

/* Counts what stands in each band, or puts it there: first[k] is where the
 * next of band k goes. */
static void visit_edges(lc_prepared_bands *b, bool put)
{
    const lc_shape *s = &b->shape;

    for (uint32_t r = 0; r < s->part_count; r++)
        for (uint32_t i = s->part[r]; i + 1 < s->part[r + 1]; i++) {
            uint32_t from = band_of(b, s->pt[i].lat);
            uint32_t to = band_of(b, s->pt[i + 1].lat);
            uint32_t low = from < to ? from : to;
            uint32_t high = from < to ? to : from;

            for (uint32_t k = low; k <= high; k++)
                if (put)
                    b->edge[b->first[k + 1]++] = i;
                else
                    b->first[k + 2]++;
        }
}

/* A counting sort: first[] stands two places on while edges are counted, one
 * while they are put, and then where it belongs. */
static lc_status fill_bands(lc_prepared_bands *b, lc_error *err)
{
    set_bands(b);
    b->first = lc_calloc((size_t)b->count + 2, sizeof *b->first);
    if (!b->first)
        return lc_no_memory(err, "an area");
    visit_edges(b, false);
    for (uint32_t k = 1; k <= b->count; k++)
        b->first[k + 1] += b->first[k];
    b->edge = lc_calloc(b->first[b->count + 1], sizeof *b->edge);
    if (!b->edge)
        return lc_no_memory(err, "an area");
    visit_edges(b, true);
    return LIFE_OK;
}

lc_status lc_prepared_bands_make(const lc_shape *area, lc_prepared_bands **out,
                                 lc_error *err)
{
    lc_prepared_bands *b = lc_calloc(1, sizeof *b);
    lc_status st;

    *out = NULL;
    if (!b)
        return lc_no_memory(err, "an area");
    *b = (lc_prepared_bands){.shape = *area, .box = lc_shape_box(area)};
    st = area->kind == LIFE_SHAPE_AREA && area->pt_count ? fill_bands(b, err)
                                                         : LIFE_OK;
    if (st)
        lc_prepared_bands_free(b);
    else
        *out = b;
    return st;
}

void lc_prepared_bands_free(lc_prepared_bands *b)
{
    if (!b)
        return;
    lc_free(b->first);
    lc_free(b->edge);
    lc_free(b);
}

/* 0 outside, 2 on an outline, else inside. */
static int bands_side(const lc_prepared_bands *b, lc_pt p)
{
    const lc_shape *s = &b->shape;
    uint32_t at, end, ring = 0;
    lc_winding w = {0, 0};
    int depth = 0;

    if (!b->edge || !lc_box_contains(b->box, p))
        return 0;
    at = b->first[band_of(b, p.lat)];
    end = b->first[band_of(b, p.lat) + 1];
    for (; at < end; at++) {
        uint32_t i = b->edge[at];

        while (i >= s->part[ring + 1]) {
            depth += lc_winding_side(&w);
            w = (lc_winding){0, 0};
            ring++;
        }
        if (lc_winding_meets(&w, s->pt[i], s->pt[i + 1], p))
            return 2;
    }
    return depth + lc_winding_side(&w) != 0;
}

bool lc_prepared_bands_contain(const lc_prepared_bands *b, lc_pt p)
{
    return bands_side(b, p) != 0;
}

int lc_prepared_bands_side(const lc_prepared_bands *b, lc_pt p, uint64_t *sides)
{
    if (b->edge && lc_box_contains(b->box, p)) {
        uint32_t at = band_of(b, p.lat);

        *sides += b->first[at + 1] - b->first[at];
    }
    return bands_side(b, p);
}
