/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/ends_after.c - see ends_after.h.
 *
 * As walks to a category are found again (relabel.c), with the ends of the data
 * in the place of its facilities: they stay where they are, and only streets
 * change.
 */
#include "src/study/whatif/ends_after.h"

#include "src/study/study.h"
#include "src/study/whatif/edges_seen.h"
#include "src/study/whatif/resettle.h"
#include "src/world/city.h"

#include <string.h>

#define MOST LIFE_LABEL_MOST

typedef struct finding {
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_reach_end *r;
    const lc_works *k;
    const lc_home_entries *in;
    lc_resettle settle;
    lc_edges_seen seen;
} finding;

/* As ends.c has it: driveways and private ways lead to no end. */
static bool counts(const finding *f, uint32_t e)
{
    return f->g->end[e][0] != LIFE_NO_EDGE &&
           lc_ends_count(f->g->net, e, f->g->gait.mode);
}

static bool ends_at(const finding *f, uint32_t e, int side)
{
    const lc_edge *d = &f->g->net->edge[e];

    return side ? d->flags & LIFE_EDGE_CUT_TO || f->r->outside[d->to]
                : d->flags & LIFE_EDGE_CUT_FROM || f->r->outside[d->from];
}

/* ---- corners ---- */

/* From one place of an edge to where it leaves the extent at another. */
static uint64_t to_leaving(const finding *f, uint32_t e, uint32_t from_mm,
                           size_t i)
{
    const lc_edge *d = &f->g->net->edge[e];
    uint32_t to_mm = f->r->leaving.v[i].at_mm;
    uint64_t way = lc_gait_stretch(&f->g->gait, d, from_mm, to_mm);

    return lc_gait_may(&f->g->gait, d, from_mm, to_mm) && way <= MOST
               ? way
               : LIFE_LABEL_NONE;
}

/* From a vertex at either end of it. */
static uint64_t along_edge(const finding *f, uint32_t e, uint32_t v,
                           uint64_t best)
{
    const lc_edge *d = &f->g->net->edge[e];

    if (e == LIFE_NO_EDGE || !counts(f, e) || lc_works_is_altered(f->k, e))
        return best;
    for (int side = 0; side < 2; side++) {
        uint32_t at_mm = d->at_mm + (side ? d->length_mm : 0);
        size_t i = lc_ends_leaving(f->r, e);

        if (f->g->end[e][side] != v)
            continue;
        if (ends_at(f, e, side))
            best = 0;
        for (; i < f->r->leaving.n && f->r->leaving.v[i].edge == e; i++) {
            uint64_t way = to_leaving(f, e, at_mm, i);

            best = way < best ? way : best;
        }
    }
    return best;
}

/* By the edges that one may leave on, and those that one may come on. */
static uint64_t beside(void *ctx, uint32_t v)
{
    const finding *f = ctx;
    const lc_arcs *arcs[] = {&f->g->out, &f->g->in};
    uint64_t best = LIFE_LABEL_NONE;

    for (int i = 0; i < 2; i++)
        for (uint32_t a = arcs[i]->first[v]; a < arcs[i]->first[v + 1]; a++)
            best = along_edge(f, arcs[i]->arc[a].edge, v, best);
    return best;
}

/* On the pieces of an altered edge: where it ends, and where it leaves. */
static void seed_edge(finding *f, const lc_works_edge *e)
{
    const lc_works_mark *m = f->k->mark.v + e->first;
    size_t i = lc_ends_leaving(f->r, e->edge);

    if (!counts(f, e->edge))
        return;
    if (ends_at(f, e->edge, 0))
        lc_resettle_lower(&f->settle, m[0].begin, 0);
    if (ends_at(f, e->edge, 1))
        lc_resettle_lower(&f->settle, m[e->n - 1].end, 0);
    for (; i < f->r->leaving.n && f->r->leaving.v[i].edge == e->edge; i++) {
        uint32_t p =
            lc_works_piece(f->k, e, f->r->leaving.v[i].at_mm) - e->first;

        lc_resettle_lower(&f->settle, m[p].begin,
                          to_leaving(f, e->edge, m[p].at_mm, i));
        lc_resettle_lower(&f->settle, m[p + 1].end,
                          to_leaving(f, e->edge, m[p + 1].at_mm, i));
    }
}

static lc_status find_vertices(finding *f, lc_error *err)
{
    lc_status st = lc_resettle_spread(&f->settle, err);

    if (st)
        return st;
    lc_resettle_borders(&f->settle);
    for (size_t i = 0; i < f->k->edge.n; i++)
        seed_edge(f, &f->k->edge.v[i]);
    return lc_resettle_walk(&f->settle, err);
}

/* ---- homes ---- */

/* Straight along the edge that a home is linked to. */
static uint64_t along(const finding *f, const lc_link *from, uint64_t best)
{
    size_t i = lc_ends_leaving(f->r, from->edge);
    uint64_t leg = lc_gait_leg(&f->g->gait, from->leg_mm), sum;

    if (!counts(f, from->edge))
        return best;
    for (; i < f->r->leaving.n && f->r->leaving.v[i].edge == from->edge; i++) {
        const lc_link to = {from->edge, f->r->leaving.v[i].at_mm, 0};

        if (!lc_works_same_piece(f->k, from, &to))
            continue;
        sum =
            lc_label_add(leg, to_leaving(f, from->edge, from->at_mm, i), MOST);
        best = sum < best ? sum : best;
    }
    return best;
}

static uint64_t from_link(finding *f, const lc_link *from, uint64_t best)
{
    lc_entry entry[2];
    size_t n = lc_works_is_altered(f->k, from->edge)
                   ? lc_works_entries(f->k, from, entry)
                   : lc_entries_of_links(f->g, from, 1, entry);

    for (size_t i = 0; i < n; i++) {
        uint64_t on = lc_resettle_label(&f->settle, entry[i].vertex), sum;

        if (entry[i].twin &&
            lc_resettle_label(&f->settle, entry[i].vertex + 1) < on)
            on = lc_resettle_label(&f->settle, entry[i].vertex + 1);
        sum = lc_label_add(entry[i].label, on, MOST);
        best = sum < best ? sum : best;
    }
    return along(f, from, best);
}

/* Who lives beyond the extent is at the end of the data where they are. */
static uint32_t home_ms(finding *f, uint32_t home)
{
    const lc_link *link;
    size_t n = lc_world_home_links(f->w, home, f->g->gait.mode, &link);
    uint64_t best = LIFE_LABEL_NONE;

    if (!lc_world_extent_home_mm(f->w, home, f->r->extents))
        return 0;
    for (size_t i = 0; i < n; i++)
        best = from_link(f, &link[i], best);
    return best == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(best);
}

static void find_homes(finding *f, const lc_homes_on *on, lc_ends_after *out)
{
    lc_edges_seen_changed(&f->seen, &f->settle);
    lc_edges_seen_homes(&f->seen, on);
    for (uint32_t h = 0; lc_edges_seen_next(&f->seen, &h); h++) {
        uint32_t ms = home_ms(f, h);

        if (ms != out->ms[h] && !lc_vec_push(&out->changed, h))
            f->settle.no_memory = true;
        out->ms[h] = ms;
    }
}

/* ---- all of it ---- */

lc_status lc_ends_after_make(lc_study *s, const lc_ends_after_of *of,
                             lc_ends_after *out, lc_error *err)
{
    const lc_reach_end *r = of->reach;
    finding f = {
        .w = s->w, .g = s->slot[of->pace].graph, .r = r, .k = of->works};
    lc_status st = LIFE_OK;
    bool ok;

    *out = (lc_ends_after){.ms = lc_calloc(s->w->home_count, sizeof *out->ms)};
    f.settle = (lc_resettle){.g = f.g,
                             .works = of->works,
                             .was = r->label[of->pace],
                             .beside = beside,
                             .ctx = &f};
    ok = out->ms && lc_resettle_begin(&f.settle) &&
         lc_edges_seen_begin(&f.seen, s->w);
    if (ok) {
        memcpy(out->ms, r->home_ms[of->pace],
               s->w->home_count * sizeof *out->ms);
        st = find_vertices(&f, err);
        if (!st && !f.settle.no_memory)
            find_homes(&f, of->on, out);
    }
    if (!st && (!ok || f.settle.no_memory || f.seen.no_memory))
        st = lc_no_memory(err, "a scenario");
    lc_resettle_clear(&f.settle);
    lc_edges_seen_clear(&f.seen);
    return st;
}

void lc_ends_after_clear(lc_ends_after *a)
{
    lc_free(a->ms);
    lc_vec_free(&a->changed);
}
