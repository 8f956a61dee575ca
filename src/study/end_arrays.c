/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/end_arrays.c - see end_arrays.h.
 *
 * Looking for the ends takes a question at each edge and node, and their
 * arrays a few kilobytes: places along edges, and a bit a node, 32 to a word.
 */
#include "src/study/end_arrays.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/store/rows/array.h"
#include "src/study/ends.h"
#include "src/study/study.h"
#include "src/world/city.h"

#define HOMES   "home/end"
#define LEAVING "end/leaving"
#define OUTSIDE "end/outside"

enum { BITS = 32 }; /* of a word */

static size_t words_of(const lc_world *w)
{
    return ((size_t)w->net->node_count + BITS - 1) / BITS;
}

static lc_status damaged(const char *name, lc_error *err)
{
    return lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
}

/* ---- writing ---- */

static lc_status store_outside(lc_city *c, const lc_world *w,
                               const uint8_t *outside, lc_error *err)
{
    size_t words = words_of(w);
    uint32_t *bit = lc_calloc(words, sizeof *bit);
    lc_status st;

    if (!bit)
        return lc_no_memory(err, "the ends of the data");
    for (uint32_t i = 0; i < w->net->node_count; i++)
        bit[i / BITS] |= (uint32_t)(outside[i] != 0) << i % BITS;
    st = lc_array_put(c, OUTSIDE, bit, sizeof *bit, words, err);
    lc_free(bit);
    return st;
}

lc_status lc_end_arrays_store(lc_city *c, lc_study *s, lc_error *err)
{
    lc_reach_end *r = &s->ends.v.v[0];
    const uint32_t *ms;
    lc_status st = lc_ends_homes_of_city(s, 0, &ms, err);

    if (!st)
        st = lc_ends_look(s->w, r, err);
    if (!st)
        st = lc_array_put(c, HOMES, ms, sizeof *ms, s->w->home_count, err);
    if (!st)
        st = lc_array_put(c, LEAVING, r->leaving.v, sizeof *r->leaving.v,
                          r->leaving.n, err);
    return st ? st : store_outside(c, s->w, r->outside, err);
}

/* ---- reading ---- */

lc_status lc_end_arrays_homes(lc_city *c, lc_study *s, lc_error *err)
{
    void *data;
    size_t n;
    lc_status st = lc_array_get(c, HOMES, sizeof(uint32_t), &data, &n, err);

    if (st)
        return st;
    s->ends.v.v[0].home_ms[0] = data;
    return n == s->w->home_count ? LIFE_OK : damaged(HOMES, err);
}

/* On the edges that they name, and in their order: they are found by
 * halving. */
static bool are_on_edges(const lc_network *n, const lc_leaving *l, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const lc_edge *e;

        if (l[i].edge >= n->edge_count || (i && l[i].edge < l[i - 1].edge))
            return false;
        e = &n->edge[l[i].edge];
        if (l[i].at_mm < e->at_mm || l[i].at_mm - e->at_mm > e->length_mm)
            return false;
    }
    return true;
}

static lc_status load_leaving(lc_city *c, const lc_network *n, lc_reach_end *r,
                              lc_error *err)
{
    void *data;
    size_t count;
    lc_status st =
        lc_array_get(c, LEAVING, sizeof *r->leaving.v, &data, &count, err);

    if (st)
        return st;
    r->leaving.v = data;
    r->leaving.n = r->leaving.cap = count;
    return are_on_edges(n, data, count) ? LIFE_OK : damaged(LEAVING, err);
}

static lc_status load_outside(lc_city *c, const lc_world *w, lc_reach_end *r,
                              lc_error *err)
{
    uint32_t nodes = w->net->node_count;
    uint32_t *bit;
    void *data;
    size_t words;
    lc_status st = lc_array_get(c, OUTSIDE, sizeof *bit, &data, &words, err);

    if (st)
        return st;
    bit = data;
    if (words != words_of(w)) {
        lc_free(bit);
        return damaged(OUTSIDE, err);
    }
    r->outside = lc_calloc(nodes, 1);
    for (uint32_t i = 0; r->outside && i < nodes; i++)
        r->outside[i] = bit[i / BITS] >> i % BITS & 1;
    lc_free(bit);
    return r->outside ? LIFE_OK : lc_no_memory(err, "the ends of the data");
}

lc_status lc_end_arrays_streets(lc_city *c, lc_study *s, lc_error *err)
{
    lc_reach_end *r = &s->ends.v.v[0];
    lc_error why = {0}; /* that it isn't there is no failure */
    lc_status st = load_leaving(c, s->w->net, r, &why);

    if (st == LIFE_ERR_NOT_FOUND)
        return LIFE_OK;
    if (!st)
        st = load_outside(c, s->w, r, &why);
    if (st && err)
        *err = why;
    r->looked = !st;
    return st;
}
