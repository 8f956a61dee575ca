/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/network.c - streets into flat arrays, and arrays as a network.
 *
 * Nodes and edges are numbered along a Hilbert curve, so that a search that
 * spreads over a neighbourhood spreads over few cache lines too.
 *
 * Streets come with the nodes' OSM ids; here both get numbers by their place on
 * the curve, and ids are looked up once for each end of an edge (n log n in
 * all). Texts are kept once. What is made and what is loaded are the same
 * arrays, and arrays of a file are checked here, edge by edge, before anything
 * trusts them: whoever walks the network later looks at no bound. The index
 * isn't stored, it is built at either end.
 */
#include "lifecircle/graph/network.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/memory/shared.h"
#include "lifecircle/graph/edge_index.h"
#include "src/graph/bends.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(lc_edge) == 40, "city files have edges of 40 bytes");

/* ---- building ---- */

/* An edge before it has its place: shape and shape_count are in the builder's
 * own points. */
typedef struct raw_edge {
    int64_t from, to; /* OSM node ids */
    uint64_t order;   /* Hilbert */
    uint32_t shape, shape_count;
    lc_edge e;
} raw_edge;

typedef struct raw_node {
    int64_t id;
    lc_pt pt;
    uint64_t order;
} raw_node;

struct lc_network_builder {
    LC_VEC(raw_edge) edges;
    LC_VEC(raw_node) nodes;
    LC_VEC(lc_pt) shape;
    LC_VEC(char) names;
    LC_VEC(uint32_t) name_at; /* offsets, sorted by text */
    LC_VEC(char) kinds;       /* one after another, as they came */
    size_t kind_count;
};

typedef lc_network_builder builder;

void lc_network_builder_free(builder *b)
{
    if (!b)
        return;
    lc_vec_free(&b->edges);
    lc_vec_free(&b->nodes);
    lc_vec_free(&b->shape);
    lc_vec_free(&b->names);
    lc_vec_free(&b->name_at);
    lc_vec_free(&b->kinds);
    lc_free(b);
}

/* Offset of `name` in the names, added where it is new. By halving; putting one
 * in moves those behind it, which a city's thousands of names bear, since most
 * streets find theirs. */
static lc_status intern_name(builder *b, const char *name, uint32_t *out,
                             lc_error *err)
{
    size_t lo = 0, hi = b->name_at.n, len = strlen(name) + 1;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int cmp = strcmp(b->names.v + b->name_at.v[mid], name);

        if (!cmp) {
            *out = b->name_at.v[mid];
            return LIFE_OK;
        }
        if (cmp < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (!lc_vec_reserve(&b->names, len) || !lc_vec_reserve(&b->name_at, 1))
        return lc_no_memory(err, "the street network");
    memmove(b->name_at.v + lo + 1, b->name_at.v + lo,
            (b->name_at.n - lo) * sizeof *b->name_at.v);
    b->name_at.n++;
    *out = b->name_at.v[lo] = (uint32_t)b->names.n;
    memcpy(b->names.v + b->names.n, name, len);
    b->names.n += len;
    return LIFE_OK;
}

/* A byte an edge, so at most 255 values. They are so few that going through
 * them is as quick as anything. */
static lc_status intern_kind(builder *b, const char *kind, uint8_t *out,
                             lc_error *err)
{
    size_t len = strlen(kind) + 1;
    uint8_t number = 0;

    for (size_t at = 0; at < b->kinds.n; number++) {
        if (!strcmp(b->kinds.v + at, kind)) {
            *out = number;
            return LIFE_OK;
        }
        at += strlen(b->kinds.v + at) + 1;
    }
    if (b->kind_count == 255)
        return lc_fail(err, LIFE_ERR_LIMIT, "more than 255 kinds of street");
    if (!lc_vec_reserve(&b->kinds, len))
        return lc_no_memory(err, "the street network");
    memcpy(b->kinds.v + b->kinds.n, kind, len);
    b->kinds.n += len;
    b->kind_count++;
    *out = number;
    return LIFE_OK;
}

/* The curve's place of an edge is that of its middle point, by number and not
 * by length: near enough for order. Both ends come as nodes; doubles go
 * later. */
static lc_status add_shape(builder *b, const lc_shape *s, raw_edge *raw,
                           lc_error *err)
{
    if (s->kind != LIFE_SHAPE_LINE || s->part_count != 1 || s->pt_count < 2)
        return lc_fail(err, LIFE_ERR_DB, "street %u is not a simple line",
                       (unsigned)raw->e.street);
    raw->shape = (uint32_t)b->shape.n;
    raw->shape_count = s->pt_count;
    raw->order = lc_hilbert(s->pt[s->pt_count / 2]);
    if (!lc_vec_reserve(&b->shape, s->pt_count) ||
        !lc_vec_reserve(&b->nodes, 2))
        return lc_no_memory(err, "the street network");
    memcpy(b->shape.v + b->shape.n, s->pt, s->pt_count * sizeof *s->pt);
    b->shape.n += s->pt_count;
    for (int end = 0; end < 2; end++) {
        raw_node n = {.id = end ? raw->to : raw->from,
                      .pt = s->pt[end ? s->pt_count - 1 : 0]};

        n.order = lc_hilbert(n.pt);
        b->nodes.v[b->nodes.n++] = n;
    }
    return LIFE_OK;
}

/* Where it fails the builder is for its _free() only: nodes of the street may
 * be in it already. */
lc_status lc_network_builder_add(builder *b, const lc_street *s, lc_error *err)
{
    raw_edge raw = {.from = s->from,
                    .to = s->to,
                    .e = {.at_mm = s->at_mm,
                          .length_mm = s->length_mm,
                          .street = s->id,
                          .layer = s->layer,
                          .flags = s->flags}};
    lc_status st;

    memcpy(raw.e.perm, s->perm, sizeof raw.e.perm);
    memcpy(raw.e.perm_more, s->perm + LIFE_EDGE_MODES, sizeof raw.e.perm_more);
    st = intern_name(b, s->name, &raw.e.name, err);
    if (!st)
        st = intern_kind(b, s->highway, &raw.e.kind, err);
    if (!st)
        st = add_shape(b, s->line, &raw, err);
    if (!st && !lc_vec_push(&b->edges, raw))
        st = lc_no_memory(err, "the street network");
    return st;
}

/* The empty name goes first, so that offset 0 is "". */
lc_status lc_network_builder_new(builder **out, lc_error *err)
{
    builder *b = lc_calloc(1, sizeof *b);
    uint32_t empty;
    lc_status st = b ? intern_name(b, "", &empty, err)
                     : lc_no_memory(err, "the street network");

    *out = b;
    if (st) {
        lc_network_builder_free(b);
        *out = NULL;
    }
    return st;
}

static int by_id(const void *pa, const void *pb)
{
    const raw_node *a = pa, *b = pb;

    return a->id < b->id ? -1 : a->id > b->id;
}

/* Ties by id: two nodes may stand on one spot, on two layers. */
static int by_curve(const void *pa, const void *pb)
{
    const raw_node *a = pa, *b = pb;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return by_id(pa, pb);
}

/* Ties by the street's number, so the order is whole and bytes repeat. */
static int edge_by_curve(const void *pa, const void *pb)
{
    const raw_edge *a = pa, *b = pb;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->e.street < b->e.street ? -1 : a->e.street > b->e.street;
}

typedef struct id_number {
    int64_t id;
    uint32_t number;
} id_number;

static int number_by_id(const void *pa, const void *pb)
{
    const id_number *a = pa, *b = pb;

    return a->id < b->id ? -1 : a->id > b->id;
}

/* Drops doubles, sorts along the curve, gives edges their node numbers. */
static lc_status number_nodes(builder *b, lc_error *err)
{
    id_number *map;
    size_t n = 0;

    qsort(b->nodes.v, b->nodes.n, sizeof *b->nodes.v, by_id);
    for (size_t i = 0; i < b->nodes.n; i++) {
        if (!n || b->nodes.v[n - 1].id != b->nodes.v[i].id)
            b->nodes.v[n++] = b->nodes.v[i];
    }
    b->nodes.n = n;
    qsort(b->nodes.v, n, sizeof *b->nodes.v, by_curve);
    map = lc_calloc(n, sizeof *map);
    if (!map)
        return lc_no_memory(err, "the street network");
    for (size_t i = 0; i < n; i++)
        map[i] = (id_number){b->nodes.v[i].id, (uint32_t)i};
    qsort(map, n, sizeof *map, number_by_id);
    for (size_t i = 0; i < b->edges.n; i++) {
        raw_edge *e = &b->edges.v[i];
        id_number from = {e->from, 0}, to = {e->to, 0}, *at;

        /* Found always: every edge brought its two nodes. */
        at = bsearch(&from, map, n, sizeof *map, number_by_id);
        e->e.from = at->number;
        at = bsearch(&to, map, n, sizeof *map, number_by_id);
        e->e.to = at->number;
    }
    lc_free(map);
    return LIFE_OK;
}

/* at_mm at each point of an edge: the edge's own figures at its ends, and the
 * ellipsoid's lengths between. The last point is exactly where the next edge of
 * the way begins, whatever rounding did between; at_mm never falls. */
static void measure_shape(const lc_edge *e, const lc_pt *pt, uint32_t n,
                          uint32_t *mm)
{
    double at_m = 0;
    uint32_t end = e->at_mm + e->length_mm;

    mm[0] = e->at_mm;
    for (uint32_t i = 1; i < n; i++) {
        double at;

        at_m += lc_distance_m(pt[i - 1], pt[i]);
        at = e->at_mm + at_m * 1000.0;
        mm[i] = at >= end ? end : (uint32_t)llround(at);
    }
    mm[n - 1] = end;
}

static lc_status damaged(lc_error *err, const char *what)
{
    return lc_fail(err, LIFE_ERR_DB, "the city's network is damaged: %s", what);
}

/* What is said of a kind of way is looked up here once, not edge by edge. */
static lc_status describe_kinds(lc_network *n, lc_error *err)
{
    lc_highway_table *t;
    lc_status st = lc_highway_table_open(&t, err);

    for (size_t i = 0; !st && n->kinds[i]; i++)
        n->highway[i] = *lc_highway_of(t, n->kinds[i]);
    lc_highway_table_free(t);
    return st;
}

/* Pointers into the text by number; the NUL at its end is what ends the
 * last. */
static lc_status find_kinds(lc_network *n, lc_error *err)
{
    size_t kinds = 0;

    if (!n->kind_bytes || n->kind_text[n->kind_bytes - 1])
        return damaged(err, "kinds of street");
    for (size_t at = 0; at < n->kind_bytes; kinds++) {
        if (kinds == 255)
            return damaged(err, "too many kinds of street");
        n->kinds[kinds] = n->kind_text + at;
        at += strlen(n->kind_text + at) + 1;
    }
    return describe_kinds(n, err);
}

static lc_status fill(builder *b, lc_network *n, lc_error *err)
{
    uint32_t at = 0;

    n->node_count = (uint32_t)b->nodes.n;
    n->edge_count = (uint32_t)b->edges.n;
    n->shape_count = (uint32_t)b->shape.n;
    n->node_id = lc_calloc(n->node_count, sizeof *n->node_id);
    n->node = lc_calloc(n->node_count, sizeof *n->node);
    n->edge = lc_calloc((size_t)n->edge_count + 1, sizeof *n->edge);
    n->shape = lc_calloc(n->shape_count, sizeof *n->shape);
    n->shape_mm = lc_calloc(n->shape_count, sizeof *n->shape_mm);
    if (!n->node_id || !n->node || !n->edge || !n->shape || !n->shape_mm)
        return lc_no_memory(err, "the street network");
    for (uint32_t i = 0; i < n->node_count; i++) {
        n->node_id[i] = b->nodes.v[i].id;
        n->node[i] = b->nodes.v[i].pt;
    }
    for (uint32_t i = 0; i < n->edge_count; i++) {
        const raw_edge *raw = &b->edges.v[i];

        n->edge[i] = raw->e;
        n->edge[i].shape = at;
        memcpy(n->shape + at, b->shape.v + raw->shape,
               raw->shape_count * sizeof *n->shape);
        /* As it is made of its bends: a node has one place. */
        n->shape[at] = n->node[raw->e.from];
        n->shape[at + raw->shape_count - 1] = n->node[raw->e.to];
        measure_shape(&raw->e, n->shape + at, raw->shape_count,
                      n->shape_mm + at);
        at += raw->shape_count;
    }
    n->edge[n->edge_count].shape = at;
    n->names = b->names.v;
    n->names_bytes = b->names.n;
    /* The network's from now on. */
    b->names.v = NULL;
    n->kind_text = b->kinds.v;
    n->kind_bytes = b->kinds.n;
    b->kinds.v = NULL;
    return LIFE_OK;
}

lc_status lc_network_builder_finish(builder *b, lc_network **out, lc_error *err)
{
    lc_network *n;
    lc_status st;

    *out = NULL;
    if (!b->edges.n)
        return lc_fail(err, LIFE_ERR_STATE,
                       "the city has no streets yet: import an OSM extract");
    n = lc_calloc(1, sizeof *n);
    if (!n)
        return lc_no_memory(err, "the street network");
    st = number_nodes(b, err);
    if (!st) {
        qsort(b->edges.v, b->edges.n, sizeof *b->edges.v, edge_by_curve);
        st = fill(b, n, err);
    }
    if (!st)
        st = lc_edge_index_make(n, NULL, 0, err);
    if (!st)
        st = find_kinds(n, err);
    if (st)
        lc_network_free(n);
    else
        *out = n;
    return st;
}

/* ---- as arrays ---- */

static void list(const lc_network *n, const lc_bend *bend,
                 lc_network_array out[LIFE_NETWORK_ARRAYS])
{
    const lc_network_array a[LIFE_NETWORK_ARRAYS] = {
        [LIFE_NETWORK_KINDS] = {"net/kinds", n->kind_text, 1, n->kind_bytes},
        [LIFE_NETWORK_NODE_ID] = {"net/node_id", n->node_id, sizeof *n->node_id,
                                  n->node_count},
        [LIFE_NETWORK_NODE] = {"net/node", n->node, sizeof *n->node,
                               n->node_count},
        [LIFE_NETWORK_EDGE] = {"net/edge", n->edge, sizeof *n->edge,
                               (size_t)n->edge_count + 1},
        [LIFE_NETWORK_BEND] = {"net/bend", (void *)bend, sizeof *bend,
                               n->shape_count - 2 * (size_t)n->edge_count},
        [LIFE_NETWORK_NAMES] = {"net/names", n->names, 1, n->names_bytes}};

    memcpy(out, a, sizeof a);
}

lc_status lc_network_arrays(const lc_network *n,
                            lc_network_array out[LIFE_NETWORK_ARRAYS],
                            void **bends, lc_error *err)
{
    lc_bend *bend;
    lc_status st = lc_bends_of(n, &bend, err);

    *bends = bend;
    list(n, bend, out);
    return st;
}

/* The same list with nothing in it, so that writing and reading can't differ in
 * a name or a size. */
void lc_network_wanted(lc_network_array out[LIFE_NETWORK_ARRAYS])
{
    const lc_network none = {0};

    list(&none, NULL, out);
}

/* at + length must fit, as it is summed without a look. */
lc_status lc_network_check_edge(const lc_network *n, const lc_edge *e,
                                lc_error *err)
{
    return e->from < n->node_count && e->to < n->node_count &&
                   e->name < n->names_bytes && n->kinds[e->kind] &&
                   e->at_mm <= UINT32_MAX - e->length_mm
               ? LIFE_OK
               : damaged(err, "an edge points outside");
}

/* Every index in bounds, so that no query needs to look again; those of points
 * are looked at where points are made. */
static lc_status check_edges(const lc_network *n, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t e = 0; e < n->edge_count && !st; e++)
        st = lc_network_check_edge(n, &n->edge[e], err);
    return st;
}

/* Their texts, and how many of each. */
static lc_status take_texts(lc_network *n,
                            const lc_network_array a[LIFE_NETWORK_ARRAYS],
                            lc_error *err)
{
    n->names = a[LIFE_NETWORK_NAMES].data;
    n->names_bytes = a[LIFE_NETWORK_NAMES].count;
    n->kind_text = a[LIFE_NETWORK_KINDS].data;
    n->kind_bytes = a[LIFE_NETWORK_KINDS].count;
    if (a[LIFE_NETWORK_NODE_ID].count != a[LIFE_NETWORK_NODE].count ||
        a[LIFE_NETWORK_EDGE].count < 2)
        return damaged(err, "arrays of different length");
    n->node_count = (uint32_t)a[LIFE_NETWORK_NODE].count;
    n->edge_count = (uint32_t)a[LIFE_NETWORK_EDGE].count - 1;
    if (!n->names_bytes || n->names[n->names_bytes - 1])
        return damaged(err, "names");
    return find_kinds(n, err);
}

/* All data are the network's, but for the bends. */
static lc_status take_arrays(lc_network *n,
                             const lc_network_array a[LIFE_NETWORK_ARRAYS],
                             lc_error *err)
{
    lc_status st;

    n->node_id = a[LIFE_NETWORK_NODE_ID].data;
    n->node = a[LIFE_NETWORK_NODE].data;
    n->edge = a[LIFE_NETWORK_EDGE].data;
    st = take_texts(n, a, err);
    if (!st && n->edge)
        st = check_edges(n, err);
    if (!st && n->edge)
        st = lc_bends_unfold(n, a[LIFE_NETWORK_BEND].data,
                             a[LIFE_NETWORK_BEND].count, err);
    return st;
}

lc_status lc_network_from_arrays(lc_network_array a[LIFE_NETWORK_ARRAYS],
                                 lc_network **out, lc_error *err)
{
    lc_network *n = lc_calloc(1, sizeof *n);
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!n) {
        for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
            lc_free(a[i].data);
        return lc_no_memory(err, "the street network");
    }
    st = take_arrays(n, a, err);
    lc_free(a[LIFE_NETWORK_BEND].data);
    if (st)
        lc_network_free(n);
    else
        *out = n;
    return st;
}

void lc_network_free(lc_network *n)
{
    if (!n || !lc_shared_drop(n))
        return;
    lc_free(n->node_id);
    lc_free(n->node);
    lc_free(n->edge);
    lc_free(n->shape);
    lc_free(n->shape_mm);
    lc_free(n->names);
    lc_free(n->kind_text);
    lc_index_free(n->index);
    lc_free(n);
}

uint64_t lc_network_bytes(const lc_network *n)
{
    return n->node_count * (sizeof *n->node_id + sizeof *n->node) +
           n->edge_count * sizeof *n->edge +
           n->shape_count * (sizeof *n->shape + sizeof *n->shape_mm) +
           n->names_bytes + (n->index ? lc_index_bytes(n->index) : 0);
}

/* ---- positions on an edge ---- */

/* By halving over the points' at_mm. The point behind is farther along than the
 * place, so nothing is divided by 0. */
lc_pt lc_network_point(const lc_network *n, uint32_t e, uint32_t at_mm)
{
    uint32_t lo = n->edge[e].shape, hi = n->edge[e + 1].shape - 1;
    double f;

    if (at_mm <= n->shape_mm[lo])
        return n->shape[lo];
    if (at_mm >= n->shape_mm[hi])
        return n->shape[hi];
    while (hi - lo > 1) {
        uint32_t mid = (lo + hi) / 2;

        if (n->shape_mm[mid] <= at_mm)
            lo = mid;
        else
            hi = mid;
    }
    f = (double)(at_mm - n->shape_mm[lo]) /
        (double)(n->shape_mm[hi] - n->shape_mm[lo]);
    return lc_pt_between(n->shape[lo], n->shape[hi], f);
}

/* In a plane that touches the ground at p: right to 5 mm within 300 m, which is
 * farther than links reach. Of equal places the first along the edge counts. */
double lc_network_project(const lc_network *n, uint32_t e, lc_pt p,
                          uint32_t *at_mm, lc_pt *at)
{
    lc_frame f = lc_frame_at(p);

    return lc_network_project_from(n, e, &f, at_mm, at);
}

double lc_network_project_from(const lc_network *n, uint32_t e,
                               const lc_frame *from, uint32_t *at_mm, lc_pt *at)
{
    uint32_t first = n->edge[e].shape, best;
    double f, m;

    m = lc_line_nearest(n->shape + first, n->edge[e + 1].shape - first, from,
                        &best, &f);
    best += first;
    *at_mm = n->shape_mm[best] +
             (uint32_t)llround(
                 f * (double)(n->shape_mm[best + 1] - n->shape_mm[best]));
    *at = lc_pt_between(n->shape[best], n->shape[best + 1], f);
    return m;
}
