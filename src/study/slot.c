/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/slot.c - see slot.h.
 */
#include "src/study/slot.h"

#include "lifecircle/base/budget.h"
#include "src/study/stops.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"
#include "src/world/pace.h"

/* ---- once, by who holds the lock ---- */

lc_status lc_slot_need_graph(lc_study *s, uint32_t pace, lc_error *err)
{
    lc_gait gait = lc_pace_gait(&s->w->pace[pace]);
    lc_pace_slot *p = &s->slot[pace];
    lc_pace_graph *g;
    lc_status st;

    if (p->graph)
        return LIFE_OK;
    st = lc_linking_by_edge(s->w, gait.mode, err);
    if (!st)
        st = lc_pace_graph_make(s->w->net, &gait, &g, err);
    if (st)
        return st;
    if (!s->homes_alone)
        st = lc_stops_list(s->w, g, p, err);
    if (st) {
        lc_free(p->stop_first);
        lc_free(p->stop);
        p->stop_first = NULL;
        p->stop = NULL;
        lc_pace_graph_free(g);
        return st;
    }
    p->graph = g; /* last: who sees it may read the stops */
    return LIFE_OK;
}

/* Memory: 16 bytes a link end, for all homes; so only when homes are asked for,
 * as coverage does, and not for a life circle. */
lc_status lc_slot_need_entries(lc_study *s, uint32_t pace, lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    lc_home_entries *e;
    lc_status st = lc_slot_need_graph(s, pace, err);

    if (st || p->entries)
        return st;
    e = lc_calloc(1, sizeof *e);
    if (!e)
        return lc_no_memory(err, "walk times");
    st = lc_entries_of_homes(s->w, p->graph, e, err);
    if (st)
        lc_free(e);
    else
        p->entries = e;
    return st;
}

static lc_status need_catchments(lc_study *s, uint32_t pace, lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    lc_catchments *made;
    lc_status st = lc_slot_need_entries(s, pace, err);

    if (st || p->catchments)
        return st;
    st = lc_catchments_make(s->w, p->graph, p->entries, &made, err);
    if (!st)
        p->catchments = made;
    return st;
}

/* ---- for all others ---- */

/* The first look takes no lock: who finds the pointer finds all that is
 * behind it. */
lc_status lc_slot_graph(lc_study *s, uint32_t pace, const lc_pace_graph **out,
                        lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->slot[pace].graph) {
        pthread_mutex_lock(&s->making);
        st = lc_budget_spend(1, err);
        if (!st)
            st = lc_slot_need_graph(s, pace, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = s->slot[pace].graph;
    return st;
}

lc_status lc_slot_entries(lc_study *s, uint32_t pace,
                          const lc_home_entries **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->slot[pace].entries) {
        pthread_mutex_lock(&s->making);
        st = lc_slot_need_entries(s, pace, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = s->slot[pace].entries;
    return st;
}

lc_status lc_slot_catchments(lc_study *s, uint32_t pace,
                             const lc_catchments **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!s->slot[pace].catchments) {
        pthread_mutex_lock(&s->making);
        st = need_catchments(s, pace, err);
        pthread_mutex_unlock(&s->making);
    }
    *out = s->slot[pace].catchments;
    return st;
}

lc_status lc_slot_open(const lc_world *w, lc_pace_slot *p, lc_error *err)
{
    p->label = lc_calloc(w->category_count, sizeof *p->label);
    p->home_label = lc_calloc(w->category_count, sizeof *p->home_label);
    return p->label && p->home_label ? LIFE_OK
                                     : lc_no_memory(err, "walk times");
}

/* Also one that was never opened. */
void lc_slot_clear(const lc_world *w, lc_pace_slot *p)
{
    for (size_t i = 0; p->label && i < w->category_count; i++)
        lc_kept_labels_free(p->label[i]);
    for (size_t i = 0; p->home_label && i < w->category_count; i++)
        lc_free(p->home_label[i]);
    lc_free((void *)p->label);
    lc_free((void *)p->home_label);
    lc_catchments_free(p->catchments);
    lc_entries_clear(p->entries);
    lc_free(p->entries);
    lc_free(p->stop_first);
    lc_free(p->stop);
    lc_pace_graph_free(p->graph);
}

/* For metrics: what a pace costs in memory. */
uint64_t lc_slot_bytes(const lc_world *w, const lc_pace_slot *p)
{
    const lc_pace_graph *g = p->graph;
    const lc_home_entries *in = p->entries;
    uint64_t bytes;

    if (!g)
        return 0;
    bytes = lc_pace_graph_bytes(g) + g->vertex_count * sizeof *p->stop_first +
            p->stop_first[g->vertex_count] * sizeof *p->stop;
    if (in)
        bytes += in->first[w->home_count] * sizeof(lc_entry) +
                 w->home_count * (sizeof *in->first + sizeof *in->near);
    bytes += lc_catchments_bytes(p->catchments);
    for (size_t c = 0; c < w->category_count; c++) {
        bytes += p->label[c] ? lc_kept_labels_bytes(p->label[c]) : 0;
        bytes += p->home_label[c] ? w->home_count * 8u : 0;
    }
    return bytes;
}
