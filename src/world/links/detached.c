/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/detached.c - see detached.h.
 *
 * A piece is what is joined on foot at all, private ways and gates that are
 * open to some included. All but the longest are looked at, place by place: a
 * straight line to a street of another piece that crosses a road which walkers
 * don't use, and no water or railway, shows what keeps the two apart. An island
 * in the sea, or a village across a river, is answered by itself.
 */
#include "src/world/links/detached.h"

#include "lifecircle/base/sets.h"
#include "src/world/links/legs.h"

/* As wide as a motorway with its verges: farther streets across a road are
 * no other side of it. */
#define ACROSS_M 100.0

/* What keeps two streets apart, and what does so for another reason. */
#define ROADS  (1U << LIFE_BLOCK_ROAD | 1U << LIFE_BLOCK_CARRIAGEWAY)
#define WATERS (1U << LIFE_BLOCK_WATER | 1U << LIFE_BLOCK_RAIL)

typedef struct finder {
    lc_network *net;
    const lc_barriers *b;
    uint32_t *piece; /* of a node */
    uint64_t *mm;    /* of a piece, at its root */
    uint32_t longest;
    uint8_t *cut; /* of a piece: a road cuts it off */
} finder;

static bool is_walked(const lc_edge *e)
{
    return lc_edge_perm(e, LIFE_MODE_MAIN) &
           (LIFE_PERM_FORWARD | LIFE_PERM_BACK);
}

static void find_pieces(finder *f)
{
    const lc_network *n = f->net;

    lc_sets_begin(f->piece, n->node_count);
    for (uint32_t e = 0; e < n->edge_count; e++)
        if (is_walked(&n->edge[e]))
            lc_sets_unite(f->piece, n->edge[e].from, n->edge[e].to);
    for (uint32_t e = 0; e < n->edge_count; e++) {
        uint32_t own;

        if (!is_walked(&n->edge[e]))
            continue;
        own = lc_sets_root(f->piece, n->edge[e].from);
        f->mm[own] += n->edge[e].length_mm;
        if (f->mm[own] > f->mm[f->longest])
            f->longest = own;
    }
}

typedef struct looking {
    finder *f;
    uint32_t own;
    int8_t layer;
    LC_VEC(uint32_t) other;
    lc_legs legs; /* to them */
    bool no_memory;
} looking;

/* Whether it is a street that might be across a road from here. */
static bool is_other(const looking *l, uint32_t e)
{
    const lc_edge *d = &l->f->net->edge[e];

    return is_walked(d) && d->layer == l->layer &&
           !(d->flags & LIFE_EDGE_ISLAND) &&
           lc_sets_root(l->f->piece, d->from) != l->own;
}

/* Streets of other pieces about a street of this one. */
static bool list_other(void *ctx, uint32_t e)
{
    looking *l = ctx;

    l->no_memory |= is_other(l, e) && !lc_vec_push(&l->other, e);
    return !l->no_memory;
}

/* Barriers first: where there is no road there are no two sides of it. */
static void list_others(looking *l, uint32_t edge)
{
    const lc_network *n = l->f->net;
    lc_box box = lc_box_empty();

    for (uint32_t i = n->edge[edge].shape; i < n->edge[edge + 1].shape; i++)
        lc_box_add(&box, n->shape[i]);
    box = lc_box_grown(box, ACROSS_M + 1);
    l->other.n = 0;
    lc_legs_begin(&l->legs, l->f->b, l->layer, ROADS | WATERS);
    lc_legs_list(&l->legs, box);
    if (lc_legs_listed(&l->legs, ROADS))
        lc_index_query(n->index, box, list_other, l);
}

static bool is_across(looking *l, const lc_frame *from, uint32_t e)
{
    lc_between between;
    uint32_t at_mm;
    lc_pt at;

    if (lc_network_project_from(l->f->net, e, from, &at_mm, &at) > ACROSS_M)
        return false;
    between = lc_legs_between(&l->legs, at);
    return !between.hard && (between.road || between.carriageway);
}

/* Islands take no links, so nobody asks about them. */
static bool is_looked_at(finder *f, uint32_t edge, uint32_t *own)
{
    const lc_edge *e = &f->net->edge[edge];

    if (!is_walked(e) || e->flags & LIFE_EDGE_ISLAND)
        return false;
    *own = lc_sets_root(f->piece, e->from);
    return *own != f->longest;
}

/* From each point of a street to each of the others. */
static bool looks_across(looking *l, uint32_t edge)
{
    const lc_network *n = l->f->net;

    for (uint32_t i = n->edge[edge].shape;
         i < n->edge[edge + 1].shape && l->other.n; i++) {
        lc_frame from = lc_frame_at(n->shape[i]);

        lc_legs_from(&l->legs, n->shape[i]);
        for (size_t k = 0; k < l->other.n; k++)
            if (is_across(l, &from, l->other.v[k]))
                return true;
    }
    return false;
}

static void look_at(looking *l, uint32_t edge)
{
    finder *f = l->f;

    if (!is_looked_at(f, edge, &l->own) || f->cut[l->own])
        return;
    l->layer = f->net->edge[edge].layer;
    list_others(l, edge);
    f->cut[l->own] = !l->no_memory && looks_across(l, edge);
}

lc_status lc_detached_mark(lc_network *n, const lc_barriers *b, lc_error *err)
{
    finder f = {n,
                b,
                lc_calloc(n->node_count, sizeof *f.piece),
                lc_calloc(n->node_count, sizeof *f.mm),
                0,
                lc_calloc(n->node_count, sizeof *f.cut)};
    looking l = {.f = &f};
    lc_status st = LIFE_OK;

    if (!f.piece || !f.mm || !f.cut)
        st = lc_no_memory(err, "the streets");
    if (!st)
        find_pieces(&f);
    for (uint32_t e = 0; e < n->edge_count && !st; e++)
        look_at(&l, e);
    if (!st && l.no_memory)
        st = lc_no_memory(err, "the streets");
    lc_vec_free(&l.other);
    lc_legs_clear(&l.legs);
    for (uint32_t e = 0; e < n->edge_count && !st; e++) {
        uint32_t own;

        if (is_looked_at(&f, e, &own) && f.cut[own])
            n->edge[e].flags |= LIFE_EDGE_DETACHED;
    }
    lc_free(f.piece);
    lc_free(f.mm);
    lc_free(f.cut);
    return st;
}

bool lc_detached_links(const lc_network *n, const lc_link *link, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(n->edge[link[i].edge].flags & LIFE_EDGE_DETACHED))
            return false;
    return count > 0;
}
