/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/relabel.c - see relabel.h.
 *
 * A corner's label is its nearest facility's (resettle.h). Arrivals, and what
 * is taken from a facility on an edge, carry the last rank: a tie leaves what
 * is there. So ranks say nothing here, and times, which are all that anybody
 * asks for, are those of a sweep. Homes are looked at on the edges of corners
 * whose labels changed, and on those that themselves did.
 */
#include "src/study/whatif/relabel.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/world/wheels.h"
#include "src/study/study.h"
#include "src/study/whatif/resettle.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#define MOST LIFE_LABEL_MOST
#define LAST (LIFE_LABEL_RANKS - 1) /* the rank that loses every tie */

/* Homes between two looks at the budget. */
#define SPENT_AT_ONCE 1024

typedef struct relabel {
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_pace_slot *slot;
    const lc_roster *roster;
    uint32_t category;
    lc_resettle settle;
    lc_edges_seen seen;
} relabel;

/* ---- corners ---- */

static bool stays(const relabel *r, uint32_t facility)
{
    return (!r->roster->keep || r->roster->keep[facility]) &&
           lc_catset_has(r->w->facility.v[facility].categories, r->category);
}

/* What stands on its edges. */
static uint64_t beside(void *ctx, uint32_t v)
{
    relabel *r = ctx;
    const uint64_t fold = lc_catset_fold_of(r->category);
    uint64_t best = LIFE_LABEL_NONE;

    for (uint32_t i = r->slot->stop_first[v]; i < r->slot->stop_first[v + 1];
         i++) {
        const lc_stop *p = &r->slot->stop[i];

        if (p->fold & fold && p->label != LIFE_LABEL_NONE &&
            (p->label | LAST) < best &&
            !lc_works_is_altered(r->roster->works, p->edge) &&
            stays(r, p->facility))
            best = p->label | LAST;
    }
    return best;
}

/* Where walks to those end, if these are the nearest there. */
static void forget_gone(relabel *r)
{
    const lc_roster *o = r->roster;
    lc_seed_vec seeds = {0};

    for (size_t i = 0; i < o->gone.n; i++)
        if (lc_roster_counted(o, o->gone.v[i], r->category) &&
            !lc_seeds_add(r->w, r->g, o->gone.v[i],
                          lc_entries_rank(r->w, r->category, o->gone.v[i]),
                          &seeds))
            r->settle.no_memory = true;
    for (size_t k = 0; k < seeds.n; k++)
        lc_resettle_forget_label(&r->settle, seeds.v[k].vertex,
                                 seeds.v[k].label);
    lc_vec_free(&seeds);
}

/* By the whole edge, or by the piece of it that is left. */
static bool seed_link(const relabel *r, const lc_link *link, lc_seed_vec *out)
{
    return lc_works_is_altered(r->roster->works, link->edge)
               ? lc_works_seeds(r->roster->works, link, LAST, out)
               : lc_seeds_add_links(r->g, link, 1, LAST, out);
}

static bool seed_arrivals(const relabel *r, lc_seed_vec *out)
{
    const lc_roster *o = r->roster;
    bool ok = true;

    for (size_t i = 0; i < o->come.n; i++) {
        const lc_roster_arrival *a = &o->come.v[i];

        for (uint32_t k = 0;
             ok && lc_roster_counts(o, a, r->category) && k < a->n; k++)
            ok = seed_link(r, &o->link.v[a->first + k], out);
    }
    return ok;
}

/* By the pieces of these. */
static bool seed_altered(const relabel *r, lc_seed_vec *out)
{
    const lc_works *k = r->roster->works;
    const lc_mode_links *m = &r->w->links[r->g->gait.mode];
    bool ok = true;

    for (size_t i = 0; k && i < k->edge.n; i++) {
        uint32_t e = k->edge.v[i].edge;

        for (uint32_t x = m->edge_first[e]; ok && x < m->edge_first[e + 1]; x++)
            if (stays(r, m->by_edge[x].facility) &&
                lc_wheels_may(&r->w->facility.v[m->by_edge[x].facility],
                              r->g->gait.wheels))
                ok = seed_link(r, &m->facility.link[m->by_edge[x].link], out);
    }
    return ok;
}

/* What goes first: while it is looked for, labels must be as they were. */
static lc_status relabel_vertices(relabel *r, lc_error *err)
{
    lc_seed_vec seeds = {0};
    lc_status st;

    forget_gone(r);
    st = lc_resettle_spread(&r->settle, err);
    if (!st)
        lc_resettle_borders(&r->settle);
    if (!st && (!seed_arrivals(r, &seeds) || !seed_altered(r, &seeds)))
        r->settle.no_memory = true;
    for (size_t k = 0; k < seeds.n; k++)
        lc_resettle_lower(&r->settle, seeds.v[k].vertex, seeds.v[k].label);
    lc_vec_free(&seeds);
    return st ? st : lc_resettle_walk(&r->settle, err);
}

/* ---- homes ---- */

/* On all edges of vertices that changed, and of who goes or comes: along these
 * a walk needs no vertex. */
static void see_edges(relabel *r)
{
    const lc_roster *o = r->roster;
    const lc_link *link;

    lc_edges_seen_changed(&r->seen, &r->settle);
    for (size_t i = 0; i < o->gone.n; i++)
        if (lc_roster_counted(o, o->gone.v[i], r->category))
            for (size_t n = lc_world_facility_links(r->w, o->gone.v[i],
                                                    r->g->gait.mode, &link);
                 n; n--)
                lc_edges_seen_one(&r->seen, link[n - 1].edge);
    for (size_t i = 0; i < o->come.n; i++)
        if (lc_roster_counts(o, &o->come.v[i], r->category))
            for (uint32_t k = 0; k < o->come.v[i].n; k++)
                lc_edges_seen_one(&r->seen,
                                  o->link.v[o->come.v[i].first + k].edge);
}

/* Straight along an edge to a link of who is there. */
static uint64_t along(const relabel *r, const lc_link *from, const lc_link *to,
                      uint64_t best)
{
    uint64_t sum;

    if (to->edge != from->edge || r->g->end[to->edge][0] == LIFE_NO_EDGE ||
        !lc_works_same_piece(r->roster->works, from, to))
        return best;
    sum = lc_entries_along(r->g, from, to);
    return sum < best ? sum : best;
}

static uint64_t along_to_arrivals(const relabel *r, uint32_t home,
                                  uint64_t best)
{
    const lc_roster *o = r->roster;
    const lc_link *from;
    size_t n = lc_world_home_links(r->w, home, r->g->gait.mode, &from);

    for (size_t i = 0; i < o->come.n; i++) {
        const lc_roster_arrival *a = &o->come.v[i];

        if (!lc_roster_counts(o, a, r->category))
            continue;
        for (size_t k = 0; k < n * a->n; k++)
            best = along(r, &from[k % n], &o->link.v[a->first + k / n], best);
    }
    return best;
}

/* From a link of a home that is on an altered edge, or has another on one. */
static uint64_t along_to_staying(const relabel *r, const lc_link *from,
                                 uint64_t best)
{
    const lc_mode_links *m = &r->w->links[r->g->gait.mode];

    for (uint32_t x = m->edge_first[from->edge];
         x < m->edge_first[from->edge + 1]; x++) {
        const lc_edge_link *on = &m->by_edge[x];

        if (stays(r, on->facility) &&
            lc_wheels_may(&r->w->facility.v[on->facility], r->g->gait.wheels))
            best = along(r, from, &m->facility.link[on->link], best);
    }
    return best;
}

/* As lc_entries_least() has it. */
static uint64_t least(relabel *r, const lc_entry *e, size_t n, uint64_t best)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t on = lc_resettle_label(&r->settle, e[i].vertex), sum;

        if (e[i].twin && lc_resettle_label(&r->settle, e[i].vertex + 1) < on)
            on = lc_resettle_label(&r->settle, e[i].vertex + 1);
        sum = lc_label_add(e[i].label, on, MOST);
        best = sum < best ? sum : best;
    }
    return best;
}

/* Of a home on an altered edge, link by link. */
static uint64_t by_pieces(relabel *r, uint32_t home, uint64_t best)
{
    const lc_link *link;
    size_t n = lc_world_home_links(r->w, home, r->g->gait.mode, &link);

    for (size_t i = 0; i < n; i++) {
        lc_entry entry[2];
        size_t entries =
            lc_works_is_altered(r->roster->works, link[i].edge)
                ? lc_works_entries(r->roster->works, &link[i], entry)
                : lc_entries_of_links(r->g, &link[i], 1, entry);

        best = least(r, entry, entries, along_to_staying(r, &link[i], best));
    }
    return best;
}

/* As lc_entries_home_labels() has it. */
static uint32_t home_ms(relabel *r, uint32_t home)
{
    const lc_home_entries *in = r->slot->entries;
    uint64_t best = along_to_arrivals(r, home, LIFE_LABEL_NONE);

    if (lc_edges_seen_is_altered(r->w, r->g, r->roster->works, home)) {
        best = by_pieces(r, home, best);
    } else {
        if (in->near[home] & lc_catset_fold_of(r->category))
            lc_entries_along_kept(r->w, r->g, home, r->category,
                                  r->roster->keep, &best);
        best = least(r, in->entry + in->first[home],
                     in->first[home + 1] - in->first[home], best);
    }
    return best == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(best);
}

static bool look_at_home(relabel *r, uint32_t home, const uint64_t *before,
                         lc_relabelled_vec *out)
{
    uint32_t was = LIFE_NONE, ms = home_ms(r, home);

    if (before && before[home] != LIFE_LABEL_NONE)
        was = lc_label_ms(before[home]);
    return ms == was || lc_vec_push(out, ((lc_relabelled){home, ms}));
}

static lc_status relabel_homes(relabel *r, const lc_homes_on *on,
                               lc_relabelled_vec *out, lc_error *err)
{
    const uint64_t *before = r->slot->home_label[r->category];
    uint32_t looked = 0;
    lc_status st = LIFE_OK;

    see_edges(r);
    lc_edges_seen_homes(&r->seen, on);
    for (uint32_t h = 0; lc_edges_seen_next(&r->seen, &h) && !st; h++) {
        if (!look_at_home(r, h, before, out))
            r->settle.no_memory = true;
        if (++looked % SPENT_AT_ONCE == 0)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

/* ---- all of it ---- */

lc_status lc_relabel(lc_study *s, const lc_roster *roster, uint32_t category,
                     const lc_homes_on *on, lc_relabelled_vec *out,
                     lc_error *err)
{
    const lc_pace_slot *slot = &s->slot[roster->pace_index];
    relabel r = {.w = s->w,
                 .g = slot->graph,
                 .slot = slot,
                 .roster = roster,
                 .category = category};
    lc_status st = LIFE_OK;

    r.settle = (lc_resettle){.g = slot->graph,
                             .works = roster->works,
                             .kept = slot->label[category],
                             .beside = beside,
                             .ctx = &r};
    if (lc_resettle_begin(&r.settle) && lc_edges_seen_begin(&r.seen, s->w)) {
        st = relabel_vertices(&r, err);
        if (!st && !r.settle.no_memory)
            st = relabel_homes(&r, on, out, err);
    } else {
        r.settle.no_memory = true;
    }
    if (!st && (r.settle.no_memory || r.seen.no_memory))
        st = lc_no_memory(err, "a scenario");
    lc_resettle_clear(&r.settle);
    lc_edges_seen_clear(&r.seen);
    return st;
}
