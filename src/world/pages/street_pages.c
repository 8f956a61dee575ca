/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/street_pages.c - see the headers.
 *
 * Edges lie along a Hilbert curve, and so do nodes: who goes through the edges
 * asks for nodes of few pages, again and again.
 */
#include "src/world/pages/street_pages.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/bend.h"
#include "lifecircle/store/rows/array.h"
#include "lifecircle/store/rows/array_pages.h"
#include "src/world/city.h"

struct lc_street_pages {
    lc_city *city;
    lc_world *world;
    bool open;
    lc_array_pages *array[LIFE_NETWORK_ARRAYS]; /* NULL: it is in memory */
    lc_edge edge;                               /* the one that is asked for */
    LC_VEC(lc_pt) pt;
    uint32_t *number; /* of the street of each edge; NULL: nobody asked */
};

/* ---- opening ---- */

static bool is_text(size_t array)
{
    return array == LIFE_NETWORK_NAMES || array == LIFE_NETWORK_KINDS;
}

/* Edges may have been opened for their numbers alone. */
static lc_status open_one(lc_street_pages *p, size_t i, lc_network_array *a,
                          lc_error *err)
{
    lc_status st = LIFE_OK;

    if (is_text(i))
        return lc_array_get(p->city, a->name, a->item, &a->data, &a->count,
                            err);
    if (!p->array[i])
        st = lc_array_pages_open(p->city, a->name, a->item, &p->array[i], err);
    a->count = st ? 0 : lc_array_pages_count(p->array[i]);
    return st;
}

static lc_status damaged(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB,
                   "the city's network is damaged: lines of streets");
}

/* As many bends as the points that the edges count, less their ends. */
static lc_status check_ends(const lc_street_pages *p, const lc_network *n,
                            lc_error *err)
{
    lc_array_pages *edges = p->array[LIFE_NETWORK_EDGE];
    const lc_edge *e = lc_array_pages_at(edges, 0, err);
    size_t bends = lc_array_pages_count(p->array[LIFE_NETWORK_BEND]);

    if (!e)
        return LIFE_ERR_DB;
    if (e->shape)
        return damaged(err);
    e = lc_array_pages_at(edges, n->edge_count, err);
    if (!e)
        return LIFE_ERR_DB;
    return e->shape == bends + 2 * (size_t)n->edge_count ? LIFE_OK
                                                         : damaged(err);
}

/* In place of the network without streets that the world began with. */
static lc_status open_all(lc_street_pages *p, lc_error *err)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];
    lc_network *net = NULL;
    lc_status st = LIFE_OK;

    lc_network_wanted(a);
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS && !st; i++)
        st = open_one(p, i, &a[i], err);
    if (!st)
        st = lc_network_from_arrays(a, &net, err);
    else
        for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
            lc_free(a[i].data);
    if (!st)
        st = check_ends(p, net, err);
    if (st) {
        lc_network_free(net);
        return st;
    }
    lc_network_free(p->world->net);
    p->world->net = net;
    p->open = true;
    return LIFE_OK;
}

/* Whoever is walked with would look how many edges there are. */
lc_status lc_street_pages_new(lc_city *c, lc_world *w, lc_error *err)
{
    lc_street_pages *p = lc_calloc(1, sizeof *p);

    w->street_pages = p;
    w->net = lc_calloc(1, sizeof *w->net);
    if (!p || !w->net)
        return lc_no_memory(err, "the street network");
    p->city = c;
    p->world = w;
    return LIFE_OK;
}

void lc_street_pages_close(lc_street_pages *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < LIFE_NETWORK_ARRAYS; i++)
        lc_array_pages_close(p->array[i]);
    lc_vec_free(&p->pt);
    lc_free(p->number);
    lc_free(p);
}

static lc_status read_numbers(lc_array_pages *edges, size_t n, uint32_t *out,
                              lc_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const lc_edge *e = lc_array_pages_at(edges, i, err);

        if (!e)
            return LIFE_ERR_DB;
        out[i] = e->street;
    }
    return LIFE_OK;
}

static lc_status make_numbers(lc_street_pages *p, size_t n, lc_error *err)
{
    lc_status st;

    p->number = lc_realloc(NULL, n, sizeof *p->number);
    if (!p->number)
        return lc_no_memory(err, "the numbers of streets");
    st = read_numbers(p->array[LIFE_NETWORK_EDGE], n, p->number, err);
    if (st) {
        lc_free(p->number);
        p->number = NULL;
    }
    return st;
}

/* Behind the last edge there is one that ends its points. */
lc_status lc_street_pages_numbers(lc_street_pages *p, const uint32_t **out,
                                  size_t *count, lc_error *err)
{
    lc_network_array a[LIFE_NETWORK_ARRAYS];
    lc_status st;

    lc_network_wanted(a);
    st = open_one(p, LIFE_NETWORK_EDGE, &a[LIFE_NETWORK_EDGE], err);
    *count = a[LIFE_NETWORK_EDGE].count;
    if (st)
        return st;
    if (!*count)
        return damaged(err);
    --*count;
    if (!p->number)
        st = make_numbers(p, *count, err);
    *out = p->number;
    return st;
}

/* ---- one after another ---- */

/* Nothing of the file is trusted: of each edge what is checked of all where
 * they are loaded. `*next`: where the points of the one behind begin. */
static lc_status read_edge(lc_street_pages *p, const lc_network *n, uint32_t i,
                           uint32_t *next, lc_error *err)
{
    lc_array_pages *edges = p->array[LIFE_NETWORK_EDGE];
    const lc_edge *e = lc_array_pages_at(edges, i, err);
    uint64_t ends = 2 * (uint64_t)i;

    if (!e)
        return LIFE_ERR_DB;
    p->edge = *e;
    e = lc_array_pages_at(edges, (size_t)i + 1, err);
    if (!e)
        return LIFE_ERR_DB;
    *next = e->shape;
    if (p->edge.shape < ends || *next < p->edge.shape ||
        *next - p->edge.shape < 2 ||
        *next - ends - 2 > lc_array_pages_count(p->array[LIFE_NETWORK_BEND]))
        return damaged(err);
    return lc_network_check_edge(n, &p->edge, err);
}

static lc_status read_node(lc_street_pages *p, uint32_t node, int64_t *id,
                           lc_pt *pt, lc_error *err)
{
    const int64_t *number =
        lc_array_pages_at(p->array[LIFE_NETWORK_NODE_ID], node, err);
    const lc_pt *at = lc_array_pages_at(p->array[LIFE_NETWORK_NODE], node, err);

    if (!number || !at)
        return LIFE_ERR_DB;
    *id = *number;
    *pt = *at;
    return LIFE_OK;
}

/* Into p->pt, but for the last, which is a node. */
static lc_status read_bends(lc_street_pages *p, size_t first, size_t count,
                            lc_pt from, lc_error *err)
{
    p->pt.n = 0;
    if (!lc_vec_reserve(&p->pt, count + 2))
        return lc_no_memory(err, "a street");
    p->pt.v[p->pt.n++] = from;
    for (size_t i = 0; i < count; i++) {
        const lc_bend *b =
            lc_array_pages_at(p->array[LIFE_NETWORK_BEND], first + i, err);

        if (!b)
            return LIFE_ERR_DB;
        from = lc_bend_from(from, b);
        p->pt.v[p->pt.n++] = from;
    }
    return LIFE_OK;
}

static lc_status read_street(lc_street_pages *p, const lc_network *n,
                             uint32_t i, lc_street_at *out, lc_error *err)
{
    uint32_t next;
    lc_pt from = {0, 0}, to = {0, 0};
    lc_status st = read_edge(p, n, i, &next, err);

    if (!st)
        st = read_node(p, p->edge.from, &out->from, &from, err);
    if (!st)
        st = read_node(p, p->edge.to, &out->to, &to, err);
    if (!st)
        st = read_bends(p, p->edge.shape - 2 * (size_t)i,
                        next - p->edge.shape - 2, from, err);
    if (st)
        return st;
    p->pt.v[p->pt.n++] = to;
    out->edge = &p->edge;
    out->pt = p->pt.v;
    out->pts = (uint32_t)p->pt.n;
    return LIFE_OK;
}

lc_status lc_world_street_rows(const lc_world *w, size_t *out, lc_error *err)
{
    lc_street_pages *p = w->street_pages;
    lc_status st = p && !p->open ? open_all(p, err) : LIFE_OK;

    *out = w->net->edge_count;
    return st;
}

lc_status lc_world_street(const lc_world *w, uint32_t i, lc_street_at *out,
                          lc_error *err)
{
    const lc_network *n = w->net;
    const lc_edge *e;

    if (w->street_pages)
        return read_street(w->street_pages, n, i, out, err);
    e = &n->edge[i];
    *out = (lc_street_at){e, n->node_id[e->from], n->node_id[e->to],
                          n->shape + e->shape, e[1].shape - e->shape};
    return LIFE_OK;
}
