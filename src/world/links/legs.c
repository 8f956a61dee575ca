/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/legs.c - see legs.h.
 *
 * A home has half a dozen legs of some ten metres, and they meet the same few
 * buildings: its own, which each of them leaves, and those beside. So chunks
 * about the place are found in the tree once, and whether a wall is one's own
 * is worked out once. Segments are compared exactly on the integer grid.
 */
#include "src/world/links/legs.h"

void lc_legs_begin(lc_legs *l, const lc_barriers *b, int layer, unsigned blocks)
{
    l->b = b;
    l->layer = layer;
    l->blocks = blocks;
    l->near = lc_box_empty();
    l->walls = 0;
}

void lc_legs_from(lc_legs *l, lc_pt from)
{
    l->from = from;
    l->walls = 0;
}

void lc_legs_clear(lc_legs *l)
{
    lc_vec_free(&l->chunk);
}

/* ---- what is near ---- */

static lc_box box_of(const lc_barriers *b, const lc_chunk *k)
{
    lc_box box = lc_box_empty();

    for (uint32_t i = k->first; i <= k->first + k->count; i++)
        lc_box_add(&box, b->pt[i]);
    return box;
}

static bool counts(const lc_legs *l, const lc_chunk *k)
{
    const lc_barrier *w = &l->b->barrier[k->barrier];

    return w->layer == l->layer && l->blocks >> w->block & 1;
}

static bool list_chunk(void *ctx, uint32_t item)
{
    lc_legs *l = ctx;
    const lc_chunk *k = &l->b->chunk[item];
    lc_legs_chunk c;

    if (!counts(l, k))
        return true;
    c = (lc_legs_chunk){box_of(l->b, k), item};
    if (lc_vec_push(&l->chunk, c))
        return true;
    l->near = lc_box_empty();
    return false;
}

void lc_legs_list(lc_legs *l, lc_box near)
{
    l->chunk.n = 0;
    l->near = near;
    lc_index_query(l->b->chunks, near, list_chunk, l);
}

bool lc_legs_listed(const lc_legs *l, unsigned blocks)
{
    for (size_t i = 0; i < l->chunk.n; i++) {
        const lc_chunk *k = &l->b->chunk[l->chunk.v[i].chunk];

        if (blocks >> l->b->barrier[k->barrier].block & 1)
            return true;
    }
    return l->near.min_lon > l->near.max_lon;
}

/* ---- one leg ---- */

typedef struct crossing {
    lc_legs *l;
    lc_pt to;
    lc_box box; /* of the leg */
    lc_between found;
    uint32_t last; /* the wall that was counted last */
} crossing;

/* A home is the middle of its building, a facility may lie in or on one: the
 * leg has to leave it, so its own wall is none. Who stands in a walled yard is
 * not in its wall. */
static bool is_own(const lc_legs *l, uint32_t barrier)
{
    lc_shape s = lc_barriers_shape(l->b, barrier);
    bool wall = l->b->barrier[barrier].block == LIFE_BLOCK_WALL;

    return (wall || s.kind == LIFE_SHAPE_AREA) &&
           lc_shape_distance_m(&s, l->from, !wall, NULL) <= LIFE_OWN_OUTLINE_M;
}

static bool is_own_once(lc_legs *l, uint32_t barrier)
{
    unsigned at, n = l->walls < LIFE_LEGS_WALLS ? l->walls : LIFE_LEGS_WALLS;

    for (unsigned i = 0; i < n; i++)
        if (l->wall[i] == barrier)
            return l->own[i];
    at = l->walls++ % LIFE_LEGS_WALLS;
    l->wall[at] = barrier;
    l->own[at] = is_own(l, barrier);
    return l->own[at];
}

static bool ends_on(lc_pt to, lc_pt a, lc_pt b)
{
    lc_frame f = lc_frame_at(to);
    double away_m;

    lc_segment_nearest(lc_frame_xy(&f, a), lc_frame_xy(&f, b), (lc_xy){0, 0},
                       &away_m);
    return away_m <= LIFE_OWN_OUTLINE_M;
}

/* Most segments of a chunk lie to one side of the leg. A street on a wall, or a
 * road that is closed to others, isn't beyond it: places are kept to a
 * centimetre, so a leg may end behind the line it ends on. */
static bool crosses(const crossing *x, lc_block block, uint32_t i)
{
    lc_pt a = x->l->b->pt[i], b = x->l->b->pt[i + 1];

    return !lc_box_beside(x->box, a, b) &&
           lc_segments_cross(x->l->from, x->to, a, b) &&
           ((block != LIFE_BLOCK_ROAD && block != LIFE_BLOCK_WALL) ||
            !ends_on(x->to, a, b));
}

/* Each barrier counts by the first of its segments that the leg crosses, so
 * that none needs to be remembered. */
static bool is_first(const crossing *x, uint32_t barrier, uint32_t segment)
{
    const lc_barriers *b = x->l->b;
    const lc_barrier *w = &b->barrier[barrier];

    for (uint32_t p = w->part; p < w->part + w->part_count; p++)
        for (uint32_t i = b->part[p]; i + 1 < b->part[p + 1]; i++) {
            if (i == segment)
                return true;
            if (crosses(x, (lc_block)w->block, i))
                return false;
        }
    return true;
}

static void count_wall(crossing *x, uint32_t barrier, uint32_t segment)
{
    if (barrier == x->last || is_own_once(x->l, barrier) ||
        !is_first(x, barrier, segment))
        return;
    x->last = barrier;
    x->found.walls++;
}

static bool cross_chunk(void *ctx, uint32_t item)
{
    crossing *x = ctx;
    const lc_barriers *b = x->l->b;
    const lc_chunk *k = &b->chunk[item];
    lc_block block = (lc_block)b->barrier[k->barrier].block;

    if (!counts(x->l, k))
        return true;
    for (uint32_t i = k->first; i < k->first + k->count; i++) {
        if (!crosses(x, block, i))
            continue;
        if (block == LIFE_BLOCK_WATER || block == LIFE_BLOCK_RAIL) {
            x->found.hard = true; /* nothing is graver */
            return false;
        }
        if (block == LIFE_BLOCK_ROAD)
            x->found.road = true;
        else if (block == LIFE_BLOCK_CARRIAGEWAY)
            x->found.carriageway = true;
        else
            count_wall(x, k->barrier, i);
    }
    return true;
}

lc_between lc_legs_between(lc_legs *l, lc_pt to)
{
    crossing x = {.l = l, .to = to, .box = lc_box_empty(), .last = UINT32_MAX};

    if (lc_pt_equal(l->from, to))
        return x.found;
    lc_box_add(&x.box, l->from);
    lc_box_add(&x.box, to);
    if (!lc_box_contains(l->near, l->from) || !lc_box_contains(l->near, to)) {
        lc_index_query(l->b->chunks, x.box, cross_chunk, &x);
        return x.found;
    }
    for (size_t i = 0; i < l->chunk.n; i++)
        if (lc_box_meets(l->chunk.v[i].box, x.box) &&
            !cross_chunk(&x, l->chunk.v[i].chunk))
            break;
    return x.found;
}
