/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/barriers.c - water, railways, roads, walls and
 * buildings, as legs meet them.
 *
 * The question is one segment, the leg (legs.c), against all outlines of the
 * city. The outlines are cut into chunks of a few segments in a packed R-tree,
 * so a leg is held against those whose boxes meet its own: some dozen, whatever
 * the length of a river's bank. A second tree has the areas as wholes, for
 * whether a point is in the water. The trees are not stored: each load builds
 * them, O(n log n) in chunks.
 */
#include "src/world/links/barriers.h"

#include "lifecircle/base/log.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/feature.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

/* Segments a chunk: short enough for a tight box, long enough that the index
 * stays small. */
#define CHUNK_SEGMENTS 8

typedef struct collector {
    LC_VEC(lc_pt) pt;
    LC_VEC(uint32_t) part;
    LC_VEC(lc_barrier) barrier;
    LC_VEC(lc_chunk) chunk;
} collector;

/* Chunks share their end points, so that no segment between two is lost. A part
 * of one point has no segment and makes no chunk. */
static lc_status add_chunks(collector *c, uint32_t base, uint32_t n,
                            lc_error *err)
{
    for (uint32_t at = 0; at + 1 < n; at += CHUNK_SEGMENTS) {
        uint32_t left = n - 1 - at;
        lc_chunk k = {base + at, (uint32_t)c->barrier.n,
                      left < CHUNK_SEGMENTS ? left : CHUNK_SEGMENTS};

        if (!lc_vec_push(&c->chunk, k))
            return lc_no_memory(err, "water and buildings");
    }
    return LIFE_OK;
}

/* Twice the area of a ring, more than nothing where it runs as outer ones do;
 * in units of its first point's frame. */
static double ring_size(const lc_pt *pt, uint32_t n)
{
    lc_frame f = lc_frame_at(pt[0]);
    double sum = 0;

    for (uint32_t i = 0; i + 1 < n; i++) {
        lc_xy a = lc_frame_xy(&f, pt[i]), b = lc_frame_xy(&f, pt[i + 1]);

        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

static lc_status add_part(collector *c, const lc_pt *pt, uint32_t n, bool turn,
                          bool bars, lc_error *err)
{
    uint32_t base = (uint32_t)c->pt.n;

    if (!lc_vec_reserve(&c->pt, n) || !lc_vec_push(&c->part, base))
        return lc_no_memory(err, "water and buildings");
    for (uint32_t i = 0; i < n; i++)
        c->pt.v[base + i] = pt[turn ? n - 1 - i : i];
    c->pt.n += n;
    return bars ? add_chunks(c, base, n, err) : LIFE_OK;
}

/* A line that comes back to where it began goes around something. */
static bool closes(const lc_shape *s)
{
    return s->kind == LIFE_SHAPE_LINE && s->part_count == 1 &&
           s->pt_count > 3 && lc_pt_equal(s->pt[0], s->pt[s->pt_count - 1]);
}

/* Water that is in no tunnel is open: below others it is drawn by mappers who
 * mean that bridges are above. */
static int8_t layer_of(const lc_stored_feature *f)
{
    return (int8_t)(f->blocks == LIFE_BLOCK_WATER && f->layer < 0 ? 0
                                                                  : f->layer);
}

/* Points bar nobody. Parts are pushed before the feature, whose first part is
 * the number of those there were before. */
static lc_status add_feature(collector *c, const lc_stored_feature *f,
                             lc_error *err)
{
    const lc_shape *s = &f->shape;
    bool ring = f->blocks == LIFE_BLOCK_WALL && closes(s);
    lc_barrier b = {.part = (uint32_t)c->part.n,
                    .part_count = s->part_count,
                    .block = (uint8_t)f->blocks,
                    .area = s->kind == LIFE_SHAPE_AREA || ring,
                    .layer = layer_of(f)};
    lc_status st = LIFE_OK;

    if (s->kind != LIFE_SHAPE_AREA && s->kind != LIFE_SHAPE_LINE)
        return LIFE_OK;
    for (uint32_t i = 0; i < s->part_count && !st; i++) {
        const lc_pt *pt = s->pt + s->part[i];
        uint32_t n = s->part[i + 1] - s->part[i];

        st = add_part(c, pt, n, ring && ring_size(pt, n) < 0,
                      f->blocks != LIFE_BLOCK_GROUNDS, err);
    }
    if (!st && !lc_vec_push(&c->barrier, b))
        st = lc_no_memory(err, "water and buildings");
    return st;
}

/* One offset more than parts ends the last part. */
static lc_status collect(lc_city *city, collector *c, lc_error *err)
{
    lc_stored_feature row = {0};
    lc_rows *rows = NULL;
    int64_t last = 0;
    lc_status st = lc_feature_rows_last(city, &last, err);

    if (!st)
        st = lc_feature_rows_blocking(city, &row, &rows, err);
    while (lc_rows_next(&rows, &st, err)) {
        lc_progress("loading water and buildings", (uint64_t)row.id,
                    (uint64_t)last);
        st = add_feature(c, &row, err);
    }
    if (!st && !lc_vec_push(&c->part, (uint32_t)c->pt.n))
        st = lc_no_memory(err, "water and buildings");
    return st;
}

static lc_box box_of_points(const lc_barriers *b, uint32_t first, uint32_t end)
{
    lc_box box = lc_box_empty();

    for (; first < end; first++)
        lc_box_add(&box, b->pt[first]);
    return box;
}

static void chunk_boxes(const lc_barriers *b, lc_box *box)
{
    for (size_t i = 0; i < b->chunk_count; i++)
        box[i] = box_of_points(b, b->chunk[i].first,
                               b->chunk[i].first + b->chunk[i].count + 1);
}

static void join(lc_box *box, const lc_box *by)
{
    lc_box_add(box, (lc_pt){by->min_lon, by->min_lat});
    lc_box_add(box, (lc_pt){by->max_lon, by->max_lat});
}

/* A line gets an empty box in the tree of areas, so that an item's number there
 * is still a barrier's. Points are most of all, so that they aren't gone
 * through again where chunks have them: those of grounds are in none, and
 * neither is one that is a part by itself. */
static void area_boxes(const lc_barriers *b, const lc_box *chunk, lc_box *box)
{
    for (size_t i = 0; i < b->barrier_count; i++) {
        const lc_barrier *w = &b->barrier[i];

        box[i] = lc_box_empty();
        for (uint32_t p = w->part; w->area && p < w->part + w->part_count; p++)
            if (w->block == LIFE_BLOCK_GROUNDS ||
                b->part[p + 1] - b->part[p] == 1) {
                lc_box all = box_of_points(b, b->part[p], b->part[p + 1]);

                if (b->part[p] < b->part[p + 1])
                    join(&box[i], &all);
            }
    }
    for (size_t i = 0; i < b->chunk_count; i++)
        if (b->barrier[b->chunk[i].barrier].area)
            join(&box[b->chunk[i].barrier], &chunk[i]);
}

static bool find_any(void *ctx, uint32_t item)
{
    (void)item;
    *(bool *)ctx = true;
    return false;
}

/* A tree leaves out what has an empty box. */
static void leave_out(lc_box *box, size_t count, const lc_index *places)
{
    for (size_t i = 0; places && i < count; i++) {
        bool near = false;

        lc_index_query(places, box[i], find_any, &near);
        if (!near)
            box[i] = lc_box_empty();
    }
}

/* `places` NULL: whatever lies anywhere is to be found. */
static lc_status build_indexes(lc_barriers *b, const lc_index *places,
                               lc_error *err)
{
    lc_box *chunk = lc_realloc(NULL, b->chunk_count, sizeof *chunk);
    lc_box *area = lc_realloc(NULL, b->barrier_count, sizeof *area);
    lc_status st = LIFE_OK;

    if (!chunk || !area)
        st = lc_no_memory(err, "water and buildings");
    if (!st) {
        chunk_boxes(b, chunk);
        area_boxes(b, chunk, area);
        leave_out(chunk, b->chunk_count, places);
        leave_out(area, b->barrier_count, places);
        st = lc_index_build(chunk, b->chunk_count, &b->chunks, err);
    }
    lc_free(chunk);
    if (!st)
        st = lc_index_build(area, b->barrier_count, &b->areas, err);
    lc_free(area);
    return st;
}

/* Takes `b` over: it is freed where anything failed. */
static lc_status finish(lc_barriers *b, const lc_index *places, lc_status st,
                        lc_barriers **out, lc_error *err)
{
    if (!st)
        st = build_indexes(b, places, err);
    if (st)
        lc_barriers_free(b);
    else
        *out = b;
    return st;
}

lc_status lc_barriers_build(lc_city *city, lc_barriers **out, lc_error *err)
{
    collector c = {0};
    lc_barriers *b = lc_calloc(1, sizeof *b);
    lc_status st;

    *out = NULL;
    if (!b)
        return lc_no_memory(err, "water and buildings");
    st = collect(city, &c, err);
    /* Also where it failed: finish() frees what was collected until then. */
    *b = (lc_barriers){.pt = c.pt.v,
                       .part = c.part.v,
                       .barrier = c.barrier.v,
                       .chunk = c.chunk.v,
                       .pt_count = c.pt.n,
                       .part_count = c.part.n ? c.part.n - 1 : 0,
                       .barrier_count = c.barrier.n,
                       .chunk_count = c.chunk.n};
    return finish(b, NULL, st, out, err);
}

enum { PARTS = 4 };

typedef struct stored {
    const char *name;
    void **data;
    size_t item;
    size_t count;
} stored;

/* The arrays by name, for writing and for reading alike. */
static void list(lc_barriers *b, stored p[PARTS])
{
    p[0] = (stored){"bar/pt", (void **)&b->pt, sizeof *b->pt, b->pt_count};
    p[1] = (stored){"bar/part", (void **)&b->part, sizeof *b->part,
                    b->part_count + 1};
    p[2] = (stored){"bar/barrier", (void **)&b->barrier, sizeof *b->barrier,
                    b->barrier_count};
    p[3] = (stored){"bar/chunk", (void **)&b->chunk, sizeof *b->chunk,
                    b->chunk_count};
}

/* The list points to where arrays would be put, so it is made of a copy;
 * nothing is written through it. */
lc_status lc_barriers_store(lc_city *c, const lc_barriers *b, lc_error *err)
{
    lc_barriers copy = *b;
    stored p[PARTS];
    lc_status st = LIFE_OK;

    list(&copy, p);
    for (size_t i = 0; i < PARTS && !st; i++)
        st = lc_array_put(c, p[i].name, *p[i].data, p[i].item, p[i].count, err);
    return st;
}

/* Whatever is used as an index later must be within its array. Differences are
 * compared and not sums, which could overflow. */
static bool sound(const lc_barriers *b)
{
    for (size_t i = 0; i < b->part_count; i++)
        if (b->part[i] > b->part[i + 1])
            return false;
    if (b->part[b->part_count] > b->pt_count)
        return false;
    for (size_t i = 0; i < b->barrier_count; i++)
        if (b->barrier[i].part > b->part_count ||
            b->barrier[i].part_count > b->part_count - b->barrier[i].part)
            return false;
    for (size_t i = 0; i < b->chunk_count; i++)
        if (b->chunk[i].count > CHUNK_SEGMENTS ||
            b->chunk[i].first >= b->pt_count ||
            b->chunk[i].count >= b->pt_count - b->chunk[i].first ||
            b->chunk[i].barrier >= b->barrier_count)
            return false;
    return true;
}

static lc_status load(lc_city *c, const lc_index *places, lc_barriers **out,
                      lc_error *err)
{
    lc_barriers *b = lc_calloc(1, sizeof *b);
    stored p[PARTS];
    lc_status st = LIFE_OK;

    if (!b)
        return lc_no_memory(err, "water and buildings");
    list(b, p);
    for (size_t i = 0; i < PARTS && !st; i++)
        st = lc_array_get(c, p[i].name, p[i].item, p[i].data, &p[i].count, err);
    if (!st) {
        b->pt_count = p[0].count;
        b->part_count = p[1].count ? p[1].count - 1 : 0;
        b->barrier_count = p[2].count;
        b->chunk_count = p[3].count;
        if (!p[1].count || !sound(b))
            st = lc_fail(err, LIFE_ERR_DB,
                         "the city's water and buildings are damaged");
    }
    return finish(b, places, st, out, err);
}

/* As the streets: of the same arrays those that another load made. */
lc_status lc_barriers_load(lc_city *c, lc_barriers **out, lc_error *err)
{
    lc_barriers none = {0};
    stored p[PARTS];
    const char *name[PARTS];
    lc_shared_key key;
    lc_status st;

    *out = NULL;
    list(&none, p);
    for (size_t i = 0; i < PARTS; i++)
        name[i] = p[i].name;
    st = lc_array_key(c, name, PARTS, &key, err);
    if (st)
        return st;
    *out = lc_shared_get(key);
    if (*out)
        return LIFE_OK;
    st = load(c, NULL, out, err);
    lc_shared_put(key, *out);
    return st;
}

/* For a few places most of a load would be the trees. */
lc_status lc_barriers_load_near(lc_city *c, const lc_box *place, size_t places,
                                lc_barriers **out, lc_error *err)
{
    lc_index *index = NULL;
    lc_status st = lc_index_build(place, places, &index, err);

    *out = NULL;
    if (!st)
        st = load(c, index, out, err);
    lc_index_free(index);
    return st;
}

void lc_barriers_free(lc_barriers *b)
{
    if (!b || !lc_shared_drop(b))
        return;
    lc_free(b->pt);
    lc_free(b->part);
    lc_free(b->barrier);
    lc_free(b->chunk);
    lc_index_free(b->chunks);
    lc_index_free(b->areas);
    lc_free(b);
}

uint64_t lc_barriers_bytes(const lc_barriers *b)
{
    return b->pt_count * sizeof *b->pt + b->part_count * sizeof *b->part +
           b->barrier_count * sizeof *b->barrier +
           b->chunk_count * sizeof *b->chunk + lc_index_bytes(b->chunks) +
           lc_index_bytes(b->areas);
}

/* ---- asking ---- */

lc_shape lc_barriers_shape(const lc_barriers *b, uint32_t barrier)
{
    const lc_barrier *w = &b->barrier[barrier];

    /* A view: part offsets are absolute, so pt is the whole array. */
    return (lc_shape){.kind = w->area ? LIFE_SHAPE_AREA : LIFE_SHAPE_LINE,
                      .pt = b->pt,
                      .part = b->part + w->part,
                      .part_count = w->part_count,
                      .pt_count = (uint32_t)b->pt_count};
}

/* ---- areas ---- */

bool lc_barriers_inside(const lc_barriers *b, uint32_t barrier, lc_pt p)
{
    lc_shape s = lc_barriers_shape(b, barrier);

    return lc_shape_contains(&s, p) &&
           lc_shape_distance_m(&s, p, false, NULL) > LIFE_OWN_OUTLINE_M;
}

typedef struct area {
    double size;
    uint32_t barrier;
} area;

typedef struct area_list {
    const lc_barriers *b;
    unsigned blocks;
    LC_VEC(area) v;
    bool no_memory;
} area_list;

/* Holes are taken off: their rings run the other way. */
static bool list_area(void *ctx, uint32_t item)
{
    area_list *l = ctx;
    const lc_barrier *w = &l->b->barrier[item];
    area a = {0, item};

    if (!(l->blocks >> w->block & 1))
        return true;
    for (uint32_t p = w->part; p < w->part + w->part_count; p++)
        a.size += ring_size(l->b->pt + l->b->part[p],
                            l->b->part[p + 1] - l->b->part[p]);
    l->no_memory = !lc_vec_push(&l->v, a);
    return !l->no_memory;
}

static int smaller_area(const void *pa, const void *pb)
{
    const area *a = pa, *b = pb;

    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return (a->barrier > b->barrier) - (a->barrier < b->barrier);
}

lc_status lc_barriers_areas(const lc_barriers *b, unsigned blocks, lc_box box,
                            lc_barrier_vec *out, lc_error *err)
{
    area_list l = {.b = b, .blocks = blocks};

    out->n = 0;
    lc_index_query(b->areas, box, list_area, &l);
    if (l.v.n)
        qsort(l.v.v, l.v.n, sizeof *l.v.v, smaller_area);
    l.no_memory = l.no_memory || !lc_vec_reserve(out, l.v.n);
    for (size_t i = 0; i < l.v.n && !l.no_memory; i++)
        out->v[out->n++] = l.v.v[i].barrier;
    lc_vec_free(&l.v);
    return l.no_memory ? lc_no_memory(err, "water and buildings") : LIFE_OK;
}

typedef struct inside {
    const lc_barriers *b;
    lc_pt p;
    bool found;
} inside;

static bool inside_water(void *ctx, uint32_t item)
{
    inside *x = ctx;
    lc_shape s = lc_barriers_shape(x->b, item);

    if (x->b->barrier[item].block == LIFE_BLOCK_WATER &&
        lc_shape_contains(&s, x->p))
        x->found = true;
    return !x->found;
}

bool lc_barriers_in_water(const lc_barriers *b, lc_pt p)
{
    inside x = {b, p, false};
    lc_box box = {p.lon, p.lat, p.lon, p.lat};

    lc_index_query(b->areas, box, inside_water, &x);
    return x.found;
}

typedef struct water_visit {
    const lc_barriers *b;
    void (*fn)(void *ctx, const lc_shape *area);
    void *ctx;
} water_visit;

static bool visit_water(void *ctx, uint32_t item)
{
    water_visit *v = ctx;
    lc_shape s = lc_barriers_shape(v->b, item);

    if (v->b->barrier[item].block == LIFE_BLOCK_WATER)
        v->fn(v->ctx, &s);
    return true;
}

void lc_barriers_each_water(const lc_barriers *b, lc_box box,
                            void (*fn)(void *ctx, const lc_shape *area),
                            void *ctx)
{
    water_visit v = {b, fn, ctx};

    lc_index_query(b->areas, box, visit_water, &v);
}
