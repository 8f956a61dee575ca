/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/linking.c - see linking.h.
 *
 * Homes keep runs in one array that all modes share; facilities have an array a
 * mode, and are found by the edge they are linked to as well. Owners are linked
 * one by one, with no regard to each other, so threads take them in blocks.
 * Cost: a search in the edges' R-tree an owner and mode; by edge, linear in
 * links and edges.
 */
#include "src/world/links/linking.h"

#include "lifecircle/base/pool.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/facility.h"
#include "src/world/city.h"
#include "src/world/links/links.h"
#include "src/world/links/unlinked.h"
#include "src/world/pace.h"

#include <stdlib.h>
#include <string.h>

/* The permissions of a mode do not depend on speed; whether steps are open
 * does, so the mode's first pace decides. A mode that no pace has gets no
 * links. */
static bool mode_gait(const lc_world *w, lc_mode m, lc_gait *out)
{
    for (size_t p = 0; p < w->pace_count; p++) {
        if (w->pace[p].mode == m) {
            *out = lc_pace_gait(&w->pace[p]);
            return true;
        }
    }
    return false;
}

/* ---- making ---- */

/* Owners in blocks, so that each item of the pool is worth its hand-over. */
#define BLOCK 256

typedef struct linking {
    lc_world *w;
    lc_linker k;
    bool homes;
    size_t owners;
    lc_link_vec *block; /* links of each block, owner after owner */
    uint32_t *count;    /* links of each owner */
} linking;

/* An outline goes before the position; without either there is no link, and
 * unplaced.c tells what that means. */
static lc_status link_facility(const linking *g, size_t f, lc_link_vec *out,
                               lc_error *err)
{
    const lc_world *w = g->w;
    const lc_facility *d = &w->facility.v[f];
    uint32_t first = w->entrance_first[f];

    if (d->shape != LIFE_NONE)
        return lc_link_shape(&g->k, &w->shape.v[d->shape], w->facility_layer[f],
                             lc_vec_at(&w->entrance, first),
                             w->entrance_first[f + 1] - first, out, err);
    if (!d->placed)
        return LIFE_OK;
    return lc_link_point(&g->k, d->pt, w->facility_layer[f], out, err);
}

static lc_status link_home(const linking *g, size_t h, lc_link_vec *out,
                           lc_error *err)
{
    return lc_link_point(&g->k, g->w->home_pt[h], g->w->home_layer[h], out,
                         err);
}

/* A thread fills its own block; the blocks are joined in order, so that
 * threads change no byte. */
static lc_status link_block(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    linking *g = ctx;
    size_t end = (item + 1) * BLOCK;
    lc_status st = LIFE_OK;

    (void)worker;
    if (end > g->owners)
        end = g->owners;
    for (size_t i = item * BLOCK; i < end && !st; i++) {
        size_t before = g->block[item].n;

        st = g->homes ? link_home(g, i, &g->block[item], err)
                      : link_facility(g, i, &g->block[item], err);
        g->count[i] = (uint32_t)(g->block[item].n - before);
    }
    return st;
}

/* In the order of the blocks, which is that of the owners. */
static lc_status join_blocks(const linking *g, size_t blocks,
                             lc_link_table *out, lc_error *err)
{
    size_t n = 0;

    for (size_t b = 0; b < blocks; b++)
        n += g->block[b].n;
    out->owners = g->owners;
    out->count = n;
    out->first = lc_calloc(g->owners + 1, sizeof *out->first);
    out->link = lc_calloc(n, sizeof *out->link);
    if (!out->first || !out->link)
        return lc_no_memory(err, "links");
    n = 0;
    for (size_t b = 0; b < blocks; b++) {
        if (g->block[b].n)
            memcpy(out->link + n, g->block[b].v,
                   g->block[b].n * sizeof *out->link);
        n += g->block[b].n;
    }
    for (size_t i = 0; i < g->owners; i++)
        out->first[i + 1] = out->first[i] + g->count[i];
    return LIFE_OK;
}

static lc_status make_table(lc_world *w, const lc_linker *k, bool homes,
                            lc_link_table *out, lc_error *err)
{
    linking g = {.w = w, .k = *k, .homes = homes};
    size_t blocks;
    lc_status st;

    g.owners = homes ? w->home_count : w->facility.n;
    blocks = (g.owners + BLOCK - 1) / BLOCK;
    g.block = lc_calloc(blocks, sizeof *g.block);
    g.count = lc_calloc(g.owners, sizeof *g.count);
    if (!g.block || !g.count)
        st = lc_no_memory(err, "links");
    else
        st = lc_pool_run(lc_pool_threads(), blocks, link_block, &g, err);
    if (!st)
        st = join_blocks(&g, blocks, out, err);
    for (size_t b = 0; g.block && b < blocks; b++)
        lc_vec_free(&g.block[b]);
    lc_free(g.block);
    lc_free(g.count);
    return st;
}

static void clear_table(lc_link_table *t)
{
    lc_free(t->first);
    lc_free(t->link);
    *t = (lc_link_table){0};
}

/* Where the same links of a home are already, as those of another mode. lc_link
 * has no padding, so its bytes may be compared. */
static bool find_run(lc_world *w, uint32_t home, lc_mode mode,
                     const lc_link *link, size_t n)
{
    for (lc_mode m = 0; m < mode; m++) {
        const lc_home_runs *r = &w->links[m].home;

        if (r->n[home] != n || (n && memcmp(w->home_link.v + r->at[home], link,
                                            n * sizeof *link) != 0))
            continue;
        w->links[mode].home.at[home] = r->at[home];
        return true;
    }
    return false;
}

static lc_status make_runs(lc_world *w, lc_mode mode, const lc_link_table *t,
                           lc_error *err)
{
    lc_home_runs *r = &w->links[mode].home;

    r->at = lc_calloc(w->home_count, sizeof *r->at);
    r->n = lc_calloc(w->home_count, sizeof *r->n);
    if (!r->at || !r->n)
        return lc_no_memory(err, "links");
    for (uint32_t h = 0; h < w->home_count; h++) {
        const lc_link *link = t->link + t->first[h];

        r->n[h] = t->first[h + 1] - t->first[h];
        if (find_run(w, h, mode, link, r->n[h]))
            continue;
        r->at[h] = (uint32_t)w->home_link.n;
        for (size_t i = 0; i < r->n[h]; i++)
            if (!lc_vec_push(&w->home_link, link[i]))
                return lc_no_memory(err, "links");
    }
    return LIFE_OK;
}

/* By owner first, as threads make them; then as runs, one home after
 * another. */
static lc_status make_homes(lc_world *w, lc_mode mode, const lc_linker *k,
                            lc_error *err)
{
    lc_link_table t = {0};
    lc_status st = make_table(w, k, true, &t, err);

    if (!st)
        st = make_runs(w, mode, &t, err);
    clear_table(&t);
    return st;
}

lc_status lc_linking_make(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (lc_mode m = 0; m < w->mode_count && !st; m++) {
        lc_linker k = {
            .net = w->net, .barriers = w->barriers, .compound = w->compound};

        /* nobody goes by this mode: a gait to which nothing is open */
        if (!mode_gait(w, m, &k.gait))
            k.gait = (lc_gait){.mode = m,
                               .perm_at = lc_edge_perm_at(m),
                               .level = {0, 1},
                               .steps = {0, 1}};
        st = make_homes(w, m, &k, err);
        if (!st)
            st = make_table(w, &k, false, &w->links[m].facility, err);
    }
    return st;
}

/* ---- by edge ---- */

/* The place on its edge of each of `count` entries. */
typedef struct on_edge {
    uint32_t at_mm;
    lc_edge_link link;
} on_edge;

static int by_place(const void *a, const void *b)
{
    const on_edge *x = a, *y = b;

    if (x->at_mm != y->at_mm)
        return x->at_mm < y->at_mm ? -1 : 1;
    return (x->link.link > y->link.link) - (x->link.link < y->link.link);
}

/* An edge with many links, as where the outline of a park crosses it over and
 * over, has them by their place, so that those near a home are found by
 * halving. */
static lc_status sort_many(lc_mode_links *m, uint32_t edges, lc_error *err)
{
    for (uint32_t e = 0; e < edges; e++) {
        lc_edge_link *v = m->by_edge + m->edge_first[e];
        uint32_t n = m->edge_first[e + 1] - m->edge_first[e];
        on_edge *o;

        if (n <= LIFE_EDGE_LINKS_MANY)
            continue;
        o = lc_calloc(n, sizeof *o);
        if (!o)
            return lc_no_memory(err, "links");
        for (uint32_t i = 0; i < n; i++)
            o[i] = (on_edge){m->facility.link[v[i].link].at_mm, v[i]};
        qsort(o, n, sizeof *o, by_place);
        for (uint32_t i = 0; i < n; i++)
            v[i] = o[i].link;
        lc_free(o);
    }
    return LIFE_OK;
}

/* A counting sort by edge. Counts are put two places on, so that their sums
 * leave the begin of edge e at e + 1; filling then moves that on to the begin
 * of edge e + 1, where it belongs. Facilities of an edge stay in their
 * order. */
static lc_status index_edges(const lc_world *w, lc_mode_links *m, lc_error *err)
{
    const lc_link_table *t = &m->facility;
    uint32_t *next;

    m->edge_first =
        lc_calloc((size_t)w->net->edge_count + 2, sizeof *m->edge_first);
    m->by_edge = lc_calloc(t->count, sizeof *m->by_edge);
    m->edge_used = lc_calloc(w->net->edge_count / 64 + 1, sizeof(uint64_t));
    if (!m->edge_first || !m->by_edge || !m->edge_used)
        return lc_no_memory(err, "links");
    for (size_t i = 0; i < t->count; i++)
        m->edge_first[t->link[i].edge + 2]++;
    for (uint32_t e = 1; e <= w->net->edge_count; e++)
        m->edge_first[e + 1] += m->edge_first[e];
    next = m->edge_first + 1;
    for (uint32_t f = 0; f < t->owners; f++) {
        uint64_t fold =
            lc_catset_fold(w->facility.v[f].categories) | LIFE_CATFOLD_ANY;

        for (uint32_t i = t->first[f]; i < t->first[f + 1]; i++) {
            uint32_t e = t->link[i].edge;

            m->by_edge[next[e]++] = (lc_edge_link){f, i, fold};
            m->edge_used[e / 64] |= UINT64_C(1) << e % 64;
        }
    }
    return sort_many(m, w->net->edge_count, err);
}

lc_status lc_linking_index(lc_world *w, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (lc_mode m = 0; m < w->mode_count && !st; m++) {
        st = index_edges(w, &w->links[m], err);
        if (!st)
            st = lc_unlinked_list(w, &w->links[m], err);
    }
    return st;
}

void lc_linking_clear(lc_mode_links *m)
{
    lc_free(m->home.at);
    lc_free(m->home.n);
    clear_table(&m->facility);
    lc_free(m->edge_first);
    lc_free(m->by_edge);
    lc_free(m->edge_used);
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_free(m->unlinked[c]);
        lc_index_free(m->unlinked_index[c]);
    }
}
