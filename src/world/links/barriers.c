/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/barriers.c - water, railways, roads, walls and
 * buildings, as legs meet them.
 *
 * The question is one segment, the leg (legs.c), against all outlines of the
 * city. The outlines are cut into chunks of a few segments in a packed R-tree,
 * so a leg is held against those whose boxes meet its own: some dozen, whatever
 * the length of a river's bank. A second tree has the areas as wholes, for
 * whether a point is in the water. Compute lays barriers along a Hilbert curve,
 * as trees want them, so that each load makes chunks and trees in one pass over
 * the points, without sorting; and differences between points are smaller so.
 * Rejected: chunks as they are stored, in an order of their own, which takes
 * long to sort and is more than what tells them, the parts.
 */
#include "src/world/links/barriers.h"

#include "lifecircle/store/rows/array.h"
#include "src/world/city.h"

#include <stdlib.h>
#include <string.h>

/* Segments a chunk: short enough for a tight box, long enough that the index
 * stays small. */
#define CHUNK_SEGMENTS 8

double lc_barriers_ring_size(const lc_pt *pt, uint32_t n)
{
    lc_frame f = lc_frame_at(pt[0]);
    double sum = 0;

    for (uint32_t i = 0; i + 1 < n; i++) {
        lc_xy a = lc_frame_xy(&f, pt[i]), b = lc_frame_xy(&f, pt[i + 1]);

        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

/* ---- chunks and trees ---- */

/* Chunks share their end points, so that no segment between two is lost. A part
 * of one point has no segment and makes no chunk, and neither do grounds. */
static size_t chunks_of(const lc_barriers *b, const lc_barrier *w)
{
    size_t n = 0;

    for (uint32_t p = w->part;
         w->block != LIFE_BLOCK_GROUNDS && p < w->part + w->part_count; p++)
        n +=
            (b->part[p + 1] - b->part[p] + CHUNK_SEGMENTS - 2) / CHUNK_SEGMENTS;
    return n;
}

/* `by` is not empty. */
static void join(lc_box *box, lc_box by)
{
    lc_box_add(box, (lc_pt){by.min_lon, by.min_lat});
    lc_box_add(box, (lc_pt){by.max_lon, by.max_lat});
}

/* The chunks of one part, from b->chunk_count on. */
static void make_chunks(lc_barriers *b, uint32_t barrier, uint32_t part,
                        lc_box *chunk, lc_box *whole)
{
    uint32_t at = b->part[part], last = b->part[part + 1] - 1;

    for (; at < last; at += CHUNK_SEGMENTS) {
        uint32_t n = last - at < CHUNK_SEGMENTS ? last - at : CHUNK_SEGMENTS;
        lc_box box = lc_points_box(b->pt + at, n + 1);

        b->chunk[b->chunk_count] =
            (lc_chunk){.first = at,
                       .barrier = barrier & (LIFE_BARRIERS_MOST - 1),
                       .count = n & 15};
        chunk[b->chunk_count++] = box;
        join(whole, box);
    }
}

/* All points once: the box of an area is that of its chunks, but of grounds,
 * and of a part of one point, that have none. A line has an empty one. */
static void make_boxes(lc_barriers *b, lc_box *chunk, lc_box *area)
{
    for (uint32_t i = 0; i < b->barrier_count; i++) {
        const lc_barrier *w = &b->barrier[i];
        lc_box whole = lc_box_empty();

        for (uint32_t p = w->part; p < w->part + w->part_count; p++) {
            uint32_t n = b->part[p + 1] - b->part[p];

            if (n > 1 && w->block != LIFE_BLOCK_GROUNDS) {
                make_chunks(b, i, p, chunk, &whole);
            } else if (n) {
                join(&whole, lc_points_box(b->pt + b->part[p], n));
            }
        }
        area[i] = w->area ? whole : lc_box_empty();
    }
}

static bool find_any(void *ctx, uint32_t item)
{
    (void)item;
    *(bool *)ctx = true;
    return false;
}

/* What has an empty box is not found. */
static void leave_out(lc_box *box, size_t count, const lc_index *places)
{
    for (size_t i = 0; places && i < count; i++) {
        bool near = false;

        lc_index_query(places, box[i], find_any, &near);
        if (!near)
            box[i] = lc_box_empty();
    }
}

lc_status lc_barriers_index(lc_barriers *b, const lc_index *places,
                            lc_error *err)
{
    lc_box *chunk, *area;
    size_t chunks = 0;
    lc_status st;

    if (b->barrier_count > LIFE_BARRIERS_MOST)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "%zu boxes are too many for an index", b->barrier_count);
    for (size_t i = 0; i < b->barrier_count; i++)
        chunks += chunks_of(b, &b->barrier[i]);
    st = lc_index_begin(chunks, &b->chunks, &chunk, err);
    if (!st)
        st = lc_index_begin(b->barrier_count, &b->areas, &area, err);
    if (st)
        return st;
    b->chunk = lc_realloc(NULL, chunks, sizeof *b->chunk);
    if (!b->chunk)
        return lc_no_memory(err, "water and buildings");
    make_boxes(b, chunk, area);
    leave_out(chunk, b->chunk_count, places);
    leave_out(area, b->barrier_count, places);
    lc_index_finish(b->chunks);
    lc_index_finish(b->areas);
    return LIFE_OK;
}

/* ---- the file ---- */

enum { ARRAYS = 5 };

static const char *const name[ARRAYS] = {"bar/pt", "bar/points", "bar/kind",
                                         "bar/called", "bar/texts"};

/* As the file has a barrier; where its parts begin is told by those before. */
typedef struct kind {
    uint32_t part_count;
    uint8_t block, area;
    int8_t layer;
    uint8_t reserved;
} kind;

lc_status lc_barriers_store(lc_city *c, const lc_barriers *b, lc_error *err)
{
    kind *kept = lc_calloc(b->barrier_count, sizeof *kept);
    uint32_t *points = lc_calloc(b->part_count, sizeof *points);
    lc_status st =
        kept && points ? LIFE_OK : lc_no_memory(err, "water and buildings");

    for (size_t i = 0; i < b->barrier_count && !st; i++) {
        const lc_barrier *w = &b->barrier[i];

        kept[i] = (kind){w->part_count, w->block, w->area, w->layer, 0};
    }
    for (size_t i = 0; i < b->part_count && !st; i++)
        points[i] = b->part[i + 1] - b->part[i];
    if (!st)
        st = lc_array_put(c, name[0], b->pt, sizeof *b->pt, b->pt_count, err);
    if (!st)
        st = lc_array_put(c, name[1], points, sizeof *points, b->part_count,
                          err);
    if (!st)
        st =
            lc_array_put(c, name[2], kept, sizeof *kept, b->barrier_count, err);
    if (!st)
        st = lc_array_put(c, name[3], b->called, sizeof *b->called,
                          b->called_count, err);
    if (!st)
        st = lc_array_put(c, name[4], b->texts, 1, b->text_bytes, err);
    lc_free(points);
    lc_free(kept);
    return st;
}

static lc_status damaged(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB,
                   "the city's water and buildings are damaged");
}

/* Each part is one barrier's, so that no more chunks are made than there are
 * points. */
static lc_status take_kinds(lc_barriers *b, const kind *kept, size_t n,
                            lc_error *err)
{
    uint32_t next = 0;

    b->barrier = lc_realloc(NULL, n, sizeof *b->barrier);
    if (!b->barrier)
        return lc_no_memory(err, "water and buildings");
    for (size_t i = 0; i < n; i++) {
        if (kept[i].part_count > b->part_count - next)
            return damaged(err);
        b->barrier[i] =
            (lc_barrier){next,         kept[i].part_count, kept[i].block,
                         kept[i].area, kept[i].layer,      0};
        next += kept[i].part_count;
    }
    b->barrier_count = n;
    return LIFE_OK;
}

/* Whatever is used as an index later must be within its array: in place of how
 * many points a part has, where they begin, and behind them where all end. */
static bool find_parts(lc_barriers *b)
{
    uint32_t next = 0;

    for (size_t i = 0; i < b->part_count; i++) {
        uint32_t n = b->part[i];

        if (n > b->pt_count - next)
            return false;
        b->part[i] = next;
        next += n;
    }
    b->part[b->part_count] = next;
    return next == b->pt_count;
}

static lc_status take_parts(lc_barriers *b, const uint32_t *points,
                            size_t parts, lc_error *err)
{
    b->part = lc_realloc(NULL, parts + 1, sizeof *b->part);
    if (!b->part)
        return lc_no_memory(err, "water and buildings");
    if (parts)
        memcpy(b->part, points, parts * sizeof *points);
    b->part_count = parts;
    return find_parts(b) ? LIFE_OK : damaged(err);
}

/* Each once, of a barrier that there is, and with a text that ends. */
static lc_status check_names(const lc_barriers *b, lc_error *err)
{
    if (b->text_bytes && b->texts[b->text_bytes - 1])
        return damaged(err);
    for (size_t i = 0; i < b->called_count; i++)
        if (b->called[i].barrier >= b->barrier_count ||
            b->called[i].text >= b->text_bytes ||
            (i && b->called[i].barrier <= b->called[i - 1].barrier))
            return damaged(err);
    return LIFE_OK;
}

static lc_status read_names(lc_city *c, lc_barriers *b, lc_error *err)
{
    void *called = NULL, *texts = NULL;
    lc_status st = lc_array_get(c, name[3], sizeof *b->called, &called,
                                &b->called_count, err);

    b->called = called;
    if (st == LIFE_ERR_NOT_FOUND) {
        *err = (lc_error){0};
        return LIFE_OK;
    }
    if (!st)
        st = lc_array_get(c, name[4], 1, &texts, &b->text_bytes, err);
    b->texts = texts;
    return st ? st : check_names(b, err);
}

static lc_status read_arrays(lc_city *c, lc_barriers *b, lc_error *err)
{
    void *pt = NULL, *points = NULL, *kept = NULL;
    size_t parts, kinds;
    lc_status st =
        lc_array_get(c, name[0], sizeof *b->pt, &pt, &b->pt_count, err);

    b->pt = pt;
    if (!st)
        st = lc_array_get(c, name[1], sizeof(uint32_t), &points, &parts, err);
    if (!st)
        st = lc_array_get(c, name[2], sizeof(kind), &kept, &kinds, err);
    if (!st)
        st = take_parts(b, points, parts, err);
    if (!st)
        st = take_kinds(b, kept, kinds, err);
    if (!st)
        st = read_names(c, b, err);
    lc_free(points);
    lc_free(kept);
    return st;
}

static lc_status load(lc_city *c, const lc_index *places, lc_barriers **out,
                      lc_error *err)
{
    lc_barriers *b = lc_calloc(1, sizeof *b);
    lc_status st =
        b ? read_arrays(c, b, err) : lc_no_memory(err, "water and buildings");

    if (!st)
        st = lc_barriers_index(b, places, err);
    if (st)
        lc_barriers_free(b);
    else
        *out = b;
    return st;
}

/* As the streets: of the same arrays those that another load made. */
lc_status lc_barriers_load(lc_city *c, lc_barriers **out, lc_error *err)
{
    lc_shared_key key;
    lc_status st;

    *out = NULL;
    st = lc_array_key(c, name, ARRAYS, &key, err);
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
    lc_free(b->called);
    lc_free(b->texts);
    lc_index_free(b->chunks);
    lc_index_free(b->areas);
    lc_free(b);
}

uint64_t lc_barriers_bytes(const lc_barriers *b)
{
    return b->pt_count * sizeof *b->pt + b->part_count * sizeof *b->part +
           b->barrier_count * sizeof *b->barrier +
           b->chunk_count * sizeof *b->chunk +
           b->called_count * sizeof *b->called + b->text_bytes +
           lc_index_bytes(b->chunks) + lc_index_bytes(b->areas);
}

/* ---- asking ---- */

const char *lc_barriers_name(const lc_barriers *b, uint32_t barrier)
{
    size_t low = 0, high = b->called_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (b->called[mid].barrier < barrier)
            low = mid + 1;
        else
            high = mid;
    }
    return low < b->called_count && b->called[low].barrier == barrier
               ? b->texts + b->called[low].text
               : NULL;
}

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
        a.size += lc_barriers_ring_size(l->b->pt + l->b->part[p],
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
