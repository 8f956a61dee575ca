/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/walk/walker.c - see walker.h.
 *
 * A search from a place spreads over the pace's graph bucket by bucket. As a
 * vertex is settled, the facilities linked to its edges are looked at; a
 * facility's label is the least over its links and the place's.
 */
#include "src/study/walk/walker.h"

#include "lifecircle/world/wheels.h"
#include "src/study/labels.h"
#include "src/study/study.h"

#include <string.h>

/* The largest label of a search: its last millisecond, and whatever length that
 * fits a label's 24 bits of millimetres. */
#define MOST lc_label(LIFE_SEARCH_MS, 0xFFFFFF)

/* Its arrays are as long as the city has facilities and edges, and are kept
 * from one question to the next. */
lc_walker *lc_walker_new(lc_study *s)
{
    const lc_world *w = s->w;
    lc_walker *a = lc_calloc(1, sizeof *a);

    if (!a)
        return NULL;
    a->study = s;
    a->w = w;
    a->facility_label = lc_calloc(w->facility.n, sizeof *a->facility_label);
    a->edge_seen = lc_calloc(w->net->edge_count / 64 + 1, sizeof *a->edge_seen);
    a->block_seen =
        lc_calloc(w->net->edge_count / 4096 + 1, sizeof *a->block_seen);
    if (!a->facility_label || !a->edge_seen || !a->block_seen) {
        lc_walker_free(a);
        return NULL;
    }
    memset(a->facility_label, 0xFF, w->facility.n * sizeof *a->facility_label);
    return a;
}

void lc_walker_free(lc_walker *a)
{
    if (!a)
        return;
    lc_spread_free(&a->spread);
    lc_free(a->facility_label);
    lc_free(a->edge_seen);
    lc_free(a->block_seen);
    lc_vec_free(&a->seen);
    lc_vec_free(&a->stretch);
    lc_vec_free(&a->link);
    lc_vec_free(&a->entry);
    lc_vec_free(&a->seed);
    lc_opening_states_clear(&a->open);
    lc_shut_clear(&a->shut);
    lc_vec_free(&a->closing);
    lc_free(a);
}

/* Closings of all ways of an answer lie in one list; a way keeps where its own
 * begin. */
const uint32_t *lc_walker_closings(const lc_walker *a, uint32_t first)
{
    return lc_vec_at(&a->closing, first);
}

/* ---- spreading ---- */

/* In a city of many categories a fold alone does not tell. */
static bool is_wanted(const lc_walker *a, uint32_t f)
{
    return !a->folded ||
           lc_catset_meets(a->w->facility.v[f].categories, &a->search.wanted);
}

/* A facility is met once for each of its links; the least label stands. */
static void meet(lc_walker *a, uint32_t f, uint64_t label)
{
    if (label >= a->facility_label[f] || !lc_search_counts(&a->search, f) ||
        !is_wanted(a, f))
        return;
    if (a->facility_label[f] == LIFE_LABEL_NONE)
        a->seen.v[a->seen.n++] = f; /* room was made for every facility */
    a->facility_label[f] = label;
}

/* Facilities on the very edge the place is linked to. */
static void meet_own_edge(lc_walker *a, const lc_pace_graph *g,
                          const lc_link *from)
{
    const lc_mode_links *m = &a->w->links[g->gait.mode];
    const lc_edge *d = &g->net->edge[from->edge];
    uint64_t leg = lc_gait_leg(&g->gait, from->leg_mm);

    for (uint32_t i = m->edge_first[from->edge];
         i < m->edge_first[from->edge + 1]; i++) {
        const lc_link *l = &m->facility.link[m->by_edge[i].link];
        uint64_t sum;

        if (!(m->by_edge[i].fold & a->wanted) ||
            !lc_wheels_may(&a->w->facility.v[m->by_edge[i].facility],
                           g->gait.wheels) ||
            !lc_gait_may(&g->gait, d, from->at_mm, l->at_mm))
            continue;
        sum = lc_label_add(
            leg, lc_gait_stretch(&g->gait, d, from->at_mm, l->at_mm), MOST);
        sum = lc_label_add(sum, lc_gait_leg(&g->gait, l->leg_mm), MOST);
        meet(a, m->by_edge[i].facility, sum);
    }
}

lc_status lc_walker_shut(lc_walker *a, const lc_pace_graph *g, lc_when when,
                         lc_error *err)
{
    lc_status st = lc_shut_at(a->w, g, when, &a->shut, err);
    bool any = !st && lc_shut_is_any(&a->shut);

    a->spread.shut_edge = any ? a->shut.edge_bits : NULL;
    a->spread.shut_vertex = any ? a->shut.vertex_bits : NULL;
    return st;
}

/* At most two vertices a link: the ends of its edge. */
lc_status lc_walker_entries(lc_walker *a, const lc_pace_graph *g,
                            const lc_place *from, const lc_entry **out,
                            size_t *count, lc_error *err)
{
    lc_status st = lc_walker_shut(a, g, from->when, err);

    a->entry.n = 0;
    if (!st && !lc_vec_reserve(&a->entry, 2 * (size_t)from->link_count))
        st = lc_no_memory(err, "a question");
    for (uint32_t i = 0; !st && i < from->link_count; i++)
        if (!lc_walker_is_shut(a, from->link[i].edge))
            a->entry.n += lc_entries_of_links(g, &from->link[i], 1,
                                              a->entry.v + a->entry.n);
    *count = a->entry.n;
    *out = a->entry.v;
    return st;
}

/* States of opening hours are worked out for the whole city at one time and
 * kept with the walker, as many questions ask the same time. */
lc_status lc_walker_asked(lc_walker *a, const lc_place *from, lc_search *search,
                          lc_error *err)
{
    search->menu = from->menu;
    search->offer = a->w->services.offer;
    if (from->when.kind == LIFE_WHEN_ANY)
        return LIFE_OK;
    search->open = &a->open;
    search->state = from->when.unknown ? LIFE_HOURS_UNKNOWN : LIFE_HOURS_OPEN;
    search->may_be_open = from->menu.unstated;
    return lc_opening_states_at(a->w, from->when, &a->open, err);
}

/* Only facilities that the last search met are set back, so a short search
 * costs little in a large city. */
lc_status lc_walker_begin(lc_walker *a, const lc_place *from,
                          const lc_search *search, lc_error *err)
{
    const lc_pace_graph *g;
    const lc_entry *entry;
    const lc_kept_labels *ahead;
    size_t n;
    lc_status st = lc_slot_graph(a->study, from->pace, &g, err);

    if (st)
        return st;
    for (size_t i = 0; i < a->seen.n; i++)
        a->facility_label[a->seen.v[i]] = LIFE_LABEL_NONE;
    a->seen.n = 0;
    a->search = *search;
    a->wanted =
        search->all ? LIFE_CATFOLD_ALL : lc_catset_fold(&search->wanted);
    a->folded = !search->all && a->w->category_count > LIFE_CATSET_FOLDED;
    a->slot = &a->study->slot[from->pace];
    st = lc_walker_entries(a, g, from, &entry, &n, err);
    if (st)
        return st;
    a->seed.n = 0;
    if (!lc_vec_reserve(&a->seen, a->w->facility.n) ||
        !lc_vec_reserve(&a->seed, n))
        return lc_no_memory(err, "a question");
    for (size_t i = 0; i < n; i++)
        a->seed.v[a->seed.n++] = (lc_seed){entry[i].vertex, entry[i].label};
    ahead = search->all ? NULL
                        : lc_labels_made(a->study, from->pace, &search->wanted);
    st = lc_spread_begin(&a->spread, g, a->seed.v, a->seed.n,
                         lc_label(search->limit_ms, 0xFFFFFF),
                         ahead ? ahead->ms : NULL, err);
    if (st)
        return st;
    for (uint32_t i = 0; i < from->link_count; i++)
        if (g->end[from->link[i].edge][0] != LIFE_NO_EDGE &&
            !lc_walker_is_shut(a, from->link[i].edge))
            meet_own_edge(a, g, &from->link[i]);
    return LIFE_OK;
}

lc_status lc_walker_next(lc_walker *a, bool *more, uint32_t *floor_ms,
                         lc_error *err)
{
    const lc_pace_slot *slot = a->slot;
    lc_status st = lc_spread_next(&a->spread, more, floor_ms, err);

    if (st)
        return st;
    /* Labels of the bucket are final now, so that what stands along its
     * vertices may be reckoned. */
    for (size_t i = 0; i < a->spread.settled_count; i++) {
        uint32_t v = a->spread.settled[i];
        uint64_t label = a->spread.at[v].label;

        for (uint32_t k = slot->stop_first[v]; k < slot->stop_first[v + 1]; k++)
            if (slot->stop[k].fold & a->wanted &&
                !lc_walker_is_shut(a, slot->stop[k].edge))
                meet(a, slot->stop[k].facility,
                     lc_label_add(label, slot->stop[k].label, MOST));
    }
    return LIFE_OK;
}
