/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/linking.c - see linking.h.
 *
 * Homes keep runs in one array that all modes share; facilities have an array a
 * mode, and are found by the edge they are linked to as well. Owners are linked
 * one by one, with no regard to each other, so threads take them in blocks.
 * Modes differ at few places: where all streets that the first mode's search
 * met are to another as to that, its links are the same, and elsewhere
 * distances and barriers are. Cost: a search in the edges' R-tree an owner, and
 * half a one a mode more; by edge, linear in links and edges.
 */
#include "src/world/links/linking.h"

#include "lifecircle/base/log.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/world/facility.h"
#include "src/world/city.h"
#include "src/world/links/candidates.h"
#include "src/world/links/detached.h"
#include "src/world/links/links.h"
#include "src/world/links/mixed.h"
#include "src/world/links/unlinked.h"
#include "src/world/pace.h"

#include <stdlib.h>
#include <string.h>

/* The permissions of a mode do not depend on speed; whether steps are open
 * does, so the mode's first pace decides. A mode that no pace has gets no
 * links: to its gait nothing is open. */
static lc_gait mode_gait(const lc_world *w, lc_mode m)
{
    for (size_t p = 0; p < w->pace_count; p++)
        if (w->pace[p].mode == m)
            return lc_pace_gait(&w->pace[p]);
    return (lc_gait){.mode = m,
                     .perm_at = lc_edge_perm_at(m),
                     .level = {0, 1},
                     .steps = {0, 1}};
}

lc_linker lc_linking_linker(const lc_world *w, lc_mode m)
{
    return (lc_linker){.net = w->net,
                       .barriers = w->barriers,
                       .compound = w->compound,
                       .gait = mode_gait(w, m)};
}

/* ---- making ---- */

/* Owners in blocks, so that each item of the pool is worth its hand-over. */
#define BLOCK 256

/* A count: the mode's links are those of the first mode. */
#define AS_FIRST UINT32_MAX

typedef struct linking {
    lc_world *w;
    const lc_linker *k;              /* of each mode */
    const lc_linking_before *before; /* of facilities; NULL: all are new */
    bool homes;
    size_t owners, blocks;
    /* [mode * blocks + block] links of its owners, one after another, but for
     * those who have the first mode's; [mode * owners + owner] how many */
    lc_joint_vec *block;
    uint32_t *count;
} linking;

/* An outline goes before the position; without either there is no link, and
 * unplaced.c tells what that means. */
static lc_status link_facility(const linking *g, const lc_linker *k, size_t f,
                               lc_joint_vec *out, lc_error *err)
{
    const lc_world *w = g->w;
    const lc_facility *d = &w->facility.v[f];
    uint32_t first = w->entrance_first[f];

    if (d->shape != LIFE_NONE)
        return lc_link_shape(k, &w->shape.v[d->shape], w->facility_layer[f],
                             lc_vec_at(&w->entrance, first),
                             w->entrance_first[f + 1] - first, out, err);
    if (!d->placed)
        return LIFE_OK;
    return lc_link_point(k, d->pt, w->facility_layer[f], out, err);
}

/* All that link_facility() reads of it, and the unit that it names. */
uint64_t lc_linking_key(const lc_world *w, size_t f)
{
    const lc_facility *d = &w->facility.v[f];
    const char *code = w->facility_unit_code[f];
    uint32_t first = w->entrance_first[f];
    uint64_t h = lc_mixed((uint8_t)w->facility_layer[f], d->placed);

    h = lc_mixed_text(lc_mixed(h, code != NULL), code ? code : "");
    h = lc_mixed_points(h, &d->pt, d->placed);
    if (d->shape != LIFE_NONE)
        h = lc_mixed_shape(h, &w->shape.v[d->shape]);
    return lc_mixed_points(h, lc_vec_at(&w->entrance, first),
                           w->entrance_first[f + 1] - first);
}

/* An outline's, its entrances' and the position's, as link_facility() asks from
 * them. */
static lc_box reach_of(const lc_world *w, size_t f)
{
    const lc_facility *d = &w->facility.v[f];
    lc_box box = d->shape != LIFE_NONE ? lc_shape_box(&w->shape.v[d->shape])
                                       : lc_box_empty();

    if (d->placed)
        lc_box_add(&box, d->pt);
    for (uint32_t i = w->entrance_first[f]; i < w->entrance_first[f + 1]; i++)
        lc_box_add(&box, w->entrance.v[i]);
    return box.min_lon > box.max_lon
               ? box
               : lc_box_grown(box, LIFE_LINK_REACH_M + LIFE_LINK_SLACK_M + 1);
}

lc_status lc_linking_reach(const lc_world *w, const lc_linking_before *before,
                           lc_box **out, lc_error *err)
{
    size_t n = 0;

    *out = lc_calloc(before->fresh, sizeof **out);
    if (!*out)
        return lc_no_memory(err, "links");
    for (size_t f = 0; f < w->facility.n && n < before->fresh; f++)
        if (before->was[f] == LIFE_NONE)
            (*out)[n++] = reach_of(w, f);
    return LIFE_OK;
}

static lc_status copy_before(const linking *g, size_t i, uint32_t was,
                             lc_error *err)
{
    for (lc_mode m = 0; m < g->w->mode_count; m++) {
        const lc_link_table *t = &g->before->table[m];
        lc_joint_vec *out = &g->block[m * g->blocks + i / BLOCK];
        uint32_t n = t->n[was];

        if (!lc_vec_reserve(out, n))
            return lc_no_memory(err, "links");
        for (uint32_t k = t->at[was]; k < t->at[was] + n; k++)
            out->v[out->n++] = lc_table_joint(t, k);
        g->count[m * g->owners + i] = n;
    }
    return LIFE_OK;
}

/* For each mode, but where all edges that the first mode's search met are to
 * another as they are to that: then the search would be the same. */
static lc_status link_owner(const linking *g, size_t i, lc_candidate_memo *memo,
                            lc_error *err)
{
    const lc_world *w = g->w;
    uint8_t seen = UINT8_MAX;
    lc_status st = LIFE_OK;

    if (g->before) {
        uint32_t was = g->before->was[i];

        if (was != LIFE_NONE)
            return copy_before(g, i, was, err);
    }

    for (lc_mode m = 0; m < w->mode_count && !st; m++) {
        lc_joint_vec *out = &g->block[m * g->blocks + i / BLOCK];
        uint32_t *count = &g->count[m * g->owners + i];
        size_t before = out->n;
        lc_linker k = g->k[m];

        *count = AS_FIRST;
        if (m && seen >> m & 1)
            continue;
        k.memo = memo;
        k.seen = m ? NULL : &seen;
        st = g->homes
                 ? lc_link_point(&k, w->home_pt[i], w->home_layer[i], out, err)
                 : link_facility(g, &k, i, out, err);
        *count = (uint32_t)(out->n - before);
    }
    return st;
}

/* A thread fills its own blocks; they are joined in order, so that threads
 * change no byte. */
static lc_status link_block(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    const linking *g = ctx;
    lc_candidate_memo memo = {0};
    size_t end = (item + 1) * BLOCK;
    lc_status st = LIFE_OK;

    (void)worker;
    if (end > g->owners)
        end = g->owners;
    lc_progress(g->homes ? "linking homes" : "linking facilities", item * BLOCK,
                g->owners);
    for (size_t i = item * BLOCK; i < end && !st; i++)
        st = link_owner(g, i, &memo, err);
    lc_candidates_forget(&memo);
    return st;
}

/* The links of owner after owner of one mode, as blocks hold them. */
typedef struct cursor {
    size_t owner, own, first; /* how far in its blocks, and the first mode's */
} cursor;

static uint32_t next_links(const linking *g, lc_mode m, cursor *c,
                           const lc_joint **out)
{
    size_t i = c->owner++, block = i / BLOCK;
    uint32_t n = g->count[m * g->owners + i], first = g->count[i];

    if (i % BLOCK == 0)
        c->own = c->first = 0;
    if (n == AS_FIRST) {
        *out = lc_vec_at(&g->block[block], c->first);
        n = first;
    } else {
        *out = lc_vec_at(&g->block[m * g->blocks + block], c->own);
        c->own += n;
    }
    c->first += first;
    return n;
}

static lc_status make_table(const linking *g, lc_mode m, lc_link_table *out,
                            lc_error *err)
{
    cursor c = {0};

    out->owners = g->owners;
    out->at = lc_calloc(g->owners, sizeof *out->at);
    out->n = lc_calloc(g->owners, sizeof *out->n);
    if (!out->at || !out->n)
        return lc_no_memory(err, "links");
    for (size_t i = 0; i < g->owners; i++) {
        uint32_t n = g->count[m * g->owners + i];

        out->at[i] = (uint32_t)out->count;
        out->n[i] = n == AS_FIRST ? g->count[i] : n;
        out->count += out->n[i];
    }
    out->stored_count = out->count;
    out->link = lc_calloc(out->count, sizeof *out->link);
    out->leg = lc_calloc(out->count, sizeof *out->leg);
    if (!out->link || !out->leg)
        return lc_no_memory(err, "links");
    for (size_t i = 0; i < g->owners; i++) {
        const lc_joint *joint;
        uint32_t n = next_links(g, m, &c, &joint);

        for (uint32_t k = 0; k < n; k++)
            lc_table_put(out, out->at[i] + k, &joint[k]);
    }
    return LIFE_OK;
}

static void clear_table(lc_link_table *t)
{
    lc_free(t->at);
    lc_free(t->n);
    if (!t->lent) {
        lc_free(t->link);
        lc_free(t->leg);
    }
    *t = (lc_link_table){0};
}

static bool are_same(const lc_link *link, const lc_joint *joint, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (link[i].edge != joint[i].edge || link[i].at_mm != joint[i].at_mm ||
            link[i].leg_mm != joint[i].leg_mm)
            return false;
    return true;
}

/* Where the same links of a home are already, as those of another mode. */
static bool find_run(lc_world *w, uint32_t home, lc_mode mode,
                     const lc_joint *joint, size_t n)
{
    for (lc_mode m = 0; m < mode; m++) {
        const lc_home_runs *r = &w->links[m].home;

        if (r->n[home] != n ||
            !are_same(lc_vec_at(&w->home_link, r->at[home]), joint, n))
            continue;
        w->links[mode].home.at[home] = r->at[home];
        return true;
    }
    return false;
}

static lc_status make_runs(const linking *g, lc_mode mode, lc_error *err)
{
    lc_world *w = g->w;
    lc_home_runs *r = &w->links[mode].home;
    cursor c = {0};

    r->at = lc_calloc(w->home_count, sizeof *r->at);
    r->n = lc_calloc(w->home_count, sizeof *r->n);
    if (!r->at || !r->n)
        return lc_no_memory(err, "links");
    for (uint32_t h = 0; h < w->home_count; h++) {
        const lc_joint *joint;

        r->n[h] = next_links(g, mode, &c, &joint);
        if (find_run(w, h, mode, joint, r->n[h]))
            continue;
        r->at[h] = (uint32_t)w->home_link.n;
        for (size_t i = 0; i < r->n[h]; i++)
            if (!lc_vec_push(&w->home_link, lc_joint_link(&joint[i])))
                return lc_no_memory(err, "links");
    }
    return LIFE_OK;
}

/* Homes' as runs, facilities' as a table a mode. */
static lc_status make_links(lc_world *w, const lc_linker *k,
                            const lc_linking_before *before, bool homes,
                            lc_error *err)
{
    linking g = {.w = w, .k = k, .before = before, .homes = homes};
    lc_status st;

    g.owners = homes ? w->home_count : w->facility.n;
    g.blocks = (g.owners + BLOCK - 1) / BLOCK;
    g.block = lc_calloc(w->mode_count * g.blocks, sizeof *g.block);
    g.count = lc_calloc(w->mode_count * g.owners, sizeof *g.count);
    if (!g.block || !g.count)
        st = lc_no_memory(err, "links");
    else
        st = lc_pool_run(lc_pool_threads(), g.blocks, link_block, &g, err);
    for (lc_mode m = 0; m < w->mode_count && !st; m++)
        st = homes ? make_runs(&g, m, err)
                   : make_table(&g, m, &w->links[m].facility, err);
    for (size_t b = 0; g.block && b < w->mode_count * g.blocks; b++)
        lc_vec_free(&g.block[b]);
    lc_free(g.block);
    lc_free(g.count);
    return st;
}

/* Bit m of an edge: mode m may join it, and privately, as the first may. */
static void mark_agreeing(const lc_network *n, const lc_linker *k, size_t modes,
                          uint8_t *agree)
{
    for (uint32_t e = 0; e < n->edge_count; e++)
        for (size_t m = 0; m < modes; m++) {
            const lc_edge *d = &n->edge[e];
            bool open = lc_gait_open(&k[m].gait, d);
            uint8_t both =
                lc_gait_perm(&k[0].gait, d) ^ lc_gait_perm(&k[m].gait, d);

            if (open == lc_gait_open(&k[0].gait, d) &&
                !(open && both & LIFE_PERM_PRIVATE))
                agree[e] |= (uint8_t)(1U << m);
        }
}

lc_status lc_linking_make(lc_world *w, const lc_linking_before *before,
                          lc_error *err)
{
    return lc_linking_make_some(w, before, !before, true, err);
}

lc_status lc_linking_make_some(lc_world *w, const lc_linking_before *before,
                               bool homes, bool facilities, lc_error *err)
{
    uint8_t *agree = lc_calloc(w->net->edge_count, 1);
    lc_linker k[LIFE_MAX_MODES];
    lc_status st = agree ? LIFE_OK : lc_no_memory(err, "links");

    for (lc_mode m = 0; m < w->mode_count; m++) {
        k[m] = lc_linking_linker(w, m);
        k[m].agree = agree;
    }
    if (!st) {
        if (!before || before->fresh)
            mark_agreeing(w->net, k, w->mode_count, agree);
        if (homes)
            st = make_links(w, k, NULL, true, err);
    }
    if (!st && facilities)
        st = make_links(w, k, before, false, err);
    lc_free(agree);
    return st;
}

void lc_linking_before_clear(lc_linking_before *b)
{
    lc_free(b->was);
    for (size_t m = 0; m < LIFE_MAX_MODES; m++)
        clear_table(&b->table[m]);
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
    if (x->link.facility != y->link.facility)
        return x->link.facility < y->link.facility ? -1 : 1;
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
    for (size_t f = 0; f < t->owners; f++)
        for (uint32_t i = 0; i < t->n[f]; i++)
            m->edge_first[t->link[t->at[f] + i].edge + 2]++;
    for (uint32_t e = 1; e <= w->net->edge_count; e++)
        m->edge_first[e + 1] += m->edge_first[e];
    next = m->edge_first + 1;
    for (uint32_t f = 0; f < t->owners; f++) {
        uint64_t fold =
            lc_catset_fold(w->facility.v[f].categories) | LIFE_CATFOLD_ANY;

        for (uint32_t i = t->at[f]; i < t->at[f] + t->n[f]; i++) {
            uint32_t e = t->link[i].edge;

            m->by_edge[next[e]++] = (lc_edge_link){f, i, fold};
            m->edge_used[e / 64] |= UINT64_C(1) << e % 64;
        }
    }
    return sort_many(m, w->net->edge_count, err);
}

/* Asked for each category of a home that lacks it. Few cities have such
 * edges; most homes have the same links in each mode as in the first. */
static lc_status mark_detached(const lc_world *w, bool any, lc_home_runs *r,
                               const lc_home_runs *first, lc_error *err)
{
    r->detached = lc_calloc(w->home_count / 64 + 1, sizeof *r->detached);
    if (!r->detached)
        return lc_no_memory(err, "links");
    for (size_t h = 0; any && h < w->home_count; h++) {
        uint64_t bit = UINT64_C(1) << h % 64;

        if (first && first->at[h] == r->at[h] && first->n[h] == r->n[h])
            r->detached[h / 64] |= first->detached[h / 64] & bit;
        else if (lc_detached_links(w->net, lc_vec_at(&w->home_link, r->at[h]),
                                   r->n[h]))
            r->detached[h / 64] |= bit;
    }
    return LIFE_OK;
}

static bool any_detached(const lc_network *n)
{
    for (uint32_t e = 0; e < n->edge_count; e++)
        if (n->edge[e].flags & LIFE_EDGE_DETACHED)
            return true;
    return false;
}

lc_status lc_linking_index(lc_world *w, lc_mode modes, lc_error *err)
{
    bool any = any_detached(w->net);
    lc_status st = LIFE_OK;

    for (lc_mode m = 0; m < modes && !st; m++) {
        st = mark_detached(w, any, &w->links[m].home,
                           m ? &w->links[0].home : NULL, err);
        if (!st)
            st = lc_unlinked_list(w, &w->links[m], err);
    }
    return st;
}

static void clear_by_edge(lc_mode_links *m)
{
    lc_free(m->edge_first);
    lc_free(m->by_edge);
    lc_free(m->edge_used);
    m->edge_first = NULL;
    m->by_edge = NULL;
    m->edge_used = NULL;
}

lc_status lc_linking_by_edge(const lc_world *w, lc_mode m, lc_error *err)
{
    lc_mode_links *links = &w->links[m];
    lc_status st;

    if (links->edge_first)
        return LIFE_OK;
    st = index_edges(w, links, err);
    if (st) /* the next who wants them begins anew */
        clear_by_edge(links);
    return st;
}

uint64_t lc_linking_by_edge_bytes(const lc_world *w, lc_mode m)
{
    uint64_t edges = w->net->edge_count;

    return w->links[m].facility.count * sizeof(lc_edge_link) +
           edges * sizeof(uint32_t) + edges / 8;
}

void lc_linking_clear(lc_mode_links *m)
{
    lc_free(m->home.at);
    lc_free(m->home.n);
    lc_free(m->home.detached);
    clear_table(&m->facility);
    clear_by_edge(m);
    for (size_t c = 0; c < LIFE_MAX_CATEGORIES; c++) {
        lc_free(m->unlinked[c]);
        lc_index_free(m->unlinked_index[c]);
    }
}
