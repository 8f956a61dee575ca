/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/geo/index.c - the packed R-tree.
 *
 * All boxes lie in one array: the items' in Hilbert order, then the nodes of
 * each level above, up to the root. Children of node k of a level are
 * 16 k .. 16 k + 15 of the level below, so no pointers are kept:
 *
 *     box   [items ............][level 1 ...][level 2 .][root]
 *           ^ start[0]          ^ start[1]   ^ start[2] ^ start[3]
 *
 * Items near on the ground are mostly near on the Hilbert curve, so full nodes
 * of 16 in a row have small boxes without any search for the best split.
 * Longitudes are not taken round the globe: what lies across 180 degrees is
 * far.
 */
#include "lifecircle/geo/index.h"

#include "lifecircle/base/mem.h"
#include "src/geo/geodesic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FANOUT     16u
#define LEVELS_MAX 9                     /* 16^8 > 2^31 items, and a root */
#define ITEMS_MAX  ((size_t)1 << 31)     /* box numbers are 32 bits */
#define STACK_MAX  (LEVELS_MAX * FANOUT) /* depth first */
#define NEAR_MAX_M 100000.0              /* as the header promises */
#define HEAP_START 64u

struct lc_index {
    lc_box *box;
    uint32_t *item; /* of the boxes of level 0; NULL: their own numbers */
    unsigned levels;
    uint32_t start[LEVELS_MAX + 1]; /* start[levels] is the end */
};

typedef struct keyed {
    uint64_t key;
    uint32_t item;
} keyed;

/* Such a box is in no order along the curve and can meet nothing: left out. */
static bool is_empty(lc_box b)
{
    return b.min_lon > b.max_lon || b.min_lat > b.max_lat;
}

static lc_pt middle(lc_box b)
{
    return lc_pt_middle((lc_pt){b.min_lon, b.min_lat},
                        (lc_pt){b.max_lon, b.max_lat});
}

/* Bits of a digit: with more of them there are fewer passes, and more counts
 * to go through in each. */
enum { DIGIT_FEW = 8, DIGIT_MANY = 11, MANY_ITEMS = 4096 };

/* Where in `next` the items of each digit go. */
static void count_digits(const keyed *v, uint32_t n, unsigned shift,
                         uint32_t digits, uint32_t *next)
{
    uint32_t at = 0;

    memset(next, 0, digits * sizeof *next);
    for (uint32_t i = 0; i < n; i++)
        next[v[i].key >> shift & (digits - 1)]++;
    for (uint32_t d = 0; d < digits; d++) {
        uint32_t count = next[d];

        next[d] = at;
        at += count;
    }
}

/* By key; equal ones stay as they come, which is by item. A digit at a time
 * from the lowest, through `spare`; bits that all have in common (the upper
 * ones of a city) are passed over. */
static void sort_by_key(keyed *v, keyed *spare, uint32_t n)
{
    const unsigned bits = n < MANY_ITEMS ? DIGIT_FEW : DIGIT_MANY;
    const uint32_t digits = UINT32_C(1) << bits;
    uint32_t next[1 << DIGIT_MANY];
    keyed *from = v, *to = spare;
    uint64_t differ = 0;

    for (uint32_t i = 1; i < n; i++)
        differ |= v[i].key ^ v[0].key;
    for (unsigned shift = 0; shift < 64; shift += bits) {
        if (!(differ >> shift & (digits - 1)))
            continue;
        count_digits(from, n, shift, digits, next);
        for (uint32_t i = 0; i < n; i++)
            to[next[from[i].key >> shift & (digits - 1)]++] = from[i];
        to = from;
        from = from == v ? spare : v;
    }
    if (from != v)
        memcpy(v, from, n * sizeof *v);
}

/* The number of boxes. All nodes are full but the last of each level, so a
 * child's number follows from its parent's. */
static uint32_t lay_out(lc_index *ix, uint32_t items)
{
    uint32_t width = items, end = items;

    ix->start[0] = 0;
    ix->levels = items > 0;
    while (width > 1) {
        width = (width + FANOUT - 1) / FANOUT;
        ix->start[ix->levels++] = end;
        end += width;
    }
    ix->start[ix->levels] = end;
    return end;
}

/* Side by side, as an empty box adds nothing so. */
static void join(lc_box *all, lc_box b)
{
    all->min_lon = b.min_lon < all->min_lon ? b.min_lon : all->min_lon;
    all->min_lat = b.min_lat < all->min_lat ? b.min_lat : all->min_lat;
    all->max_lon = b.max_lon > all->max_lon ? b.max_lon : all->max_lon;
    all->max_lat = b.max_lat > all->max_lat ? b.max_lat : all->max_lat;
}

/* From the bottom up: a level is read only when it is whole. */
void lc_index_finish(lc_index *ix)
{
    for (unsigned level = 1; level < ix->levels; level++) {
        uint32_t below = ix->start[level - 1];
        uint32_t width = ix->start[level] - below;

        for (uint32_t k = 0; k < ix->start[level + 1] - ix->start[level]; k++) {
            lc_box all = lc_box_empty();

            for (uint32_t i = k * FANOUT; i < width && i < (k + 1) * FANOUT;
                 i++)
                join(&all, ix->box[below + i]);
            ix->box[ix->start[level] + k] = all;
        }
    }
}

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for an index");
}

lc_status lc_index_begin(size_t n, lc_index **out, lc_box **box, lc_error *err)
{
    lc_index *ix;

    *out = NULL;
    if (n > ITEMS_MAX)
        return lc_fail(err, LIFE_ERR_LIMIT,
                       "%zu boxes are too many for an index", n);
    ix = lc_calloc(1, sizeof *ix);
    if (!ix)
        return no_memory(err);
    ix->box = lc_realloc(NULL, lay_out(ix, (uint32_t)n), sizeof *ix->box);
    if (!ix->box) {
        lc_free(ix);
        return no_memory(err);
    }
    *out = ix;
    *box = ix->box;
    return LIFE_OK;
}

/* Those that are not empty, in order; *order is for lc_free(), and has a second
 * half for the sort. */
static lc_status put_in_order(const lc_box *box, size_t n, keyed **order,
                              uint32_t *items, lc_error *err)
{
    *items = 0;
    *order = lc_realloc(NULL, 2 * n, sizeof **order);
    if (!*order)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        if (!is_empty(box[i]))
            (*order)[(*items)++] =
                (keyed){lc_hilbert(middle(box[i])), (uint32_t)i};
    sort_by_key(*order, *order + n, *items);
    return LIFE_OK;
}

lc_status lc_index_order(const lc_box *box, size_t n, uint32_t *order,
                         lc_error *err)
{
    keyed *sorted;
    uint32_t items;
    lc_status st = put_in_order(box, n, &sorted, &items, err);

    for (uint32_t i = 0; i < items && !st; i++)
        order[i] = sorted[i].item;
    for (size_t i = 0; i < n && !st; i++)
        if (is_empty(box[i]))
            order[items++] = (uint32_t)i;
    lc_free(sorted);
    return st;
}

/* Nothing of the caller's is kept. */
lc_status lc_index_build(const lc_box *box, size_t n, lc_index **out,
                         lc_error *err)
{
    lc_index *ix = NULL;
    keyed *order = NULL;
    uint32_t items = 0;
    lc_box *to = NULL;
    lc_status st = LIFE_OK;

    *out = NULL;
    if (n <= ITEMS_MAX)
        st = put_in_order(box, n, &order, &items, err);
    if (!st)
        st = lc_index_begin(order ? items : n, &ix, &to, err);
    if (!st) {
        ix->item = lc_realloc(NULL, items, sizeof *ix->item);
        st = ix->item ? LIFE_OK : no_memory(err);
    }
    for (uint32_t i = 0; !st && order && i < items; i++) {
        ix->item[i] = order[i].item;
        to[i] = box[order[i].item];
    }
    lc_free(order);
    if (st) {
        lc_index_free(ix);
        return st;
    }
    lc_index_finish(ix);
    *out = ix;
    return LIFE_OK;
}

void lc_index_free(lc_index *ix)
{
    if (!ix)
        return;
    lc_free(ix->box);
    lc_free(ix->item);
    lc_free(ix);
}

size_t lc_index_bytes(const lc_index *ix)
{
    return sizeof *ix + ix->start[ix->levels] * sizeof *ix->box +
           (ix->item && ix->levels ? ix->start[1] : 0) * sizeof *ix->item;
}

static uint32_t item_at(const lc_index *ix, uint32_t at)
{
    return ix->item ? ix->item[at] : at;
}

/* A box of the tree, by its level and its number in the whole array. */
typedef struct spot {
    uint32_t at;
    uint32_t level;
} spot;

static spot root(const lc_index *ix)
{
    return (spot){ix->start[ix->levels] - 1, ix->levels - 1};
}

/* The children of a node are first .. *end - 1. */
static uint32_t children(const lc_index *ix, spot s, uint32_t *end)
{
    uint32_t first =
        ix->start[s.level - 1] + (s.at - ix->start[s.level]) * FANOUT;

    *end = first + FANOUT;
    if (*end > ix->start[s.level])
        *end = ix->start[s.level];
    return first;
}

/* The items of a lowest node; false: fn wants no more. */
static bool give_items(const lc_index *ix, spot node, lc_box area,
                       lc_index_fn fn, void *ctx)
{
    uint32_t at, first = children(ix, node, &at);

    while (at-- > first)
        if (lc_box_meets(ix->box[at], area) && !fn(ctx, item_at(ix, at)))
            return false;
    return true;
}

/* Depth first with a stack of its own: a level leaves 15 brothers behind at
 * most, so STACK_MAX is never reached, whatever the boxes. What does not meet
 * the area is not put on it, and neither are items: they are most of what is
 * met. */
void lc_index_query(const lc_index *ix, lc_box area, lc_index_fn fn, void *ctx)
{
    spot stack[STACK_MAX];
    size_t depth = 0;

    if (ix->levels == 0 || is_empty(area) ||
        !lc_box_meets(ix->box[root(ix).at], area))
        return;
    stack[depth++] = root(ix);
    while (depth > 0) {
        spot s = stack[--depth];
        uint32_t end;

        if (s.level <= 1) {
            if (!(s.level ? give_items(ix, s, area, fn, ctx)
                          : fn(ctx, item_at(ix, s.at))))
                return;
            continue;
        }
        for (uint32_t i = children(ix, s, &end); i < end; i++)
            if (lc_box_meets(ix->box[i], area))
                stack[depth++] = (spot){i, s.level - 1};
    }
}

typedef struct bounded {
    double bound_m;
    spot spot;
} bounded;

typedef struct walk {
    const lc_index *ix;
    lc_pt from;
    double x_per_unit, y_per_unit;
    double limit_m;
    lc_index_near_fn fn;
    void *ctx;
    LC_VEC(bounded) heap; /* least bound first */
} walk;

/* A way of length d never leaves the belt of latitudes within d of p, and in
 * that belt no degree is shorter than at its ends: so the plane measured with
 * the shortest ones gives a lower bound. */
static void set_scales(walk *w, double limit_m)
{
    double reach_m = fmin(limit_m, NEAR_MAX_M), unused, y;
    double lat = fabs(w->from.lat / LIFE_UNITS_PER_DEG), belt;

    lc_geodesic_unit_metres(0, &unused, &y);
    belt = reach_m / y / LIFE_UNITS_PER_DEG;
    lc_geodesic_unit_metres(fmin(lat + belt, 90), &w->x_per_unit, &unused);
    lc_geodesic_unit_metres(fmax(lat - belt, 0), &unused, &w->y_per_unit);
    w->x_per_unit = fmax(w->x_per_unit, 0);
}

/* 0 inside. In doubles, as the difference of two int32_t needs 33 bits. */
static double gap(int32_t from, int32_t low, int32_t high)
{
    if (from < low)
        return (double)low - from;
    return from > high ? (double)from - high : 0;
}

static double square(const walk *w, uint32_t at)
{
    const lc_box *b = &w->ix->box[at];
    double x = gap(w->from.lon, b->min_lon, b->max_lon) * w->x_per_unit;
    double y = gap(w->from.lat, b->min_lat, b->max_lat) * w->y_per_unit;

    return x * x + y * y;
}

static bounded bound(const walk *w, spot s)
{
    return (bounded){sqrt(square(w, s.at)), s};
}

/* Without memory for the heap the walk goes on depth first: every item is
 * still visited once, in a poorer order. */
static void visit_all(walk *w, bounded b)
{
    uint32_t end;

    if (b.bound_m > w->limit_m)
        return;
    if (b.spot.level == 0) {
        w->fn(w->ctx, item_at(w->ix, b.spot.at), &w->limit_m);
        return;
    }
    for (uint32_t i = children(w->ix, b.spot, &end); i < end; i++)
        visit_all(w, bound(w, (spot){i, b.spot.level - 1}));
}

/* A binary heap. What is beyond the limit already need not go in; what is as
 * far as the limit still does. */
static void push(walk *w, bounded b)
{
    size_t i;

    if (b.bound_m > w->limit_m)
        return;
    if (!lc_vec_push(&w->heap, b)) {
        visit_all(w, b);
        return;
    }
    i = w->heap.n - 1;
    while (i > 0 && w->heap.v[(i - 1) / 2].bound_m > b.bound_m) {
        w->heap.v[i] = w->heap.v[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    w->heap.v[i] = b;
}

/* Most are beyond the limit by so much that no root is needed to tell. */
static void push_children(walk *w, spot s)
{
    double most = w->limit_m * w->limit_m * (1 + 1e-12);
    uint32_t end;

    for (uint32_t i = children(w->ix, s, &end); i < end; i++) {
        double sq = square(w, i);

        if (!(sq > most))
            push(w, (bounded){sqrt(sq), {i, s.level - 1}});
    }
}

static bounded pop(walk *w)
{
    bounded *v = w->heap.v, least = v[0], last = v[--w->heap.n];
    size_t i = 0, n = w->heap.n;

    for (;;) {
        size_t child = 2 * i + 1;

        if (child + 1 < n && v[child + 1].bound_m < v[child].bound_m)
            child++;
        if (child >= n || v[child].bound_m >= last.bound_m)
            break;
        v[i] = v[child];
        i = child;
    }
    v[i] = last;
    return least;
}

/* Best-first search (Hjaltason and Samet 1999): the node or item with the
 * least bound is next, so items come by rising bound and the walk ends at the
 * first that is beyond the limit. */
void lc_index_nearest(const lc_index *ix, lc_pt p, double limit_m,
                      lc_index_near_fn fn, void *ctx)
{
    walk w = {.ix = ix, .from = p, .limit_m = limit_m, .fn = fn, .ctx = ctx};

    if (ix->levels == 0 || !(limit_m >= 0))
        return;
    set_scales(&w, limit_m);
    (void)lc_vec_reserve(&w.heap, HEAP_START); /* else it grows, or fails */
    push(&w, bound(&w, root(ix)));
    while (w.heap.n > 0) {
        bounded b = pop(&w);

        if (b.bound_m > w.limit_m)
            break;
        if (b.spot.level == 0) {
            fn(ctx, item_at(ix, b.spot.at), &w.limit_m);
            continue;
        }
        push_children(&w, b.spot);
    }
    lc_vec_free(&w.heap);
}
