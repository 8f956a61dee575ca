/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/stops.c - see stops.h.
 */
#include "src/study/stops.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/wheels.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#define MOST LIFE_LABEL_MOST

/* Each end of an edge meets a facility on it, where one may go on to it from
 * there. Counting asks whether it is met, not how far it is. */
static void each_end(const lc_pace_graph *g, lc_pace_slot *p, uint32_t e,
                     const lc_link *l, const lc_edge_link *on, bool fill)
{
    const lc_edge *d = &g->net->edge[e];
    const uint32_t end_mm[2] = {d->at_mm, d->at_mm + d->length_mm};
    uint32_t copies = lc_gait_perm(&g->gait, d) & LIFE_PERM_PRIVATE ? 2 : 1;
    uint64_t leg = fill ? lc_gait_leg(&g->gait, l->leg_mm) : 0;

    for (uint32_t k = 0; k < 2; k++) {
        uint64_t cost = 0;

        if (!lc_gait_may(&g->gait, d, end_mm[k], l->at_mm))
            continue;
        if (fill)
            cost = lc_label_add(
                lc_gait_stretch(&g->gait, d, end_mm[k], l->at_mm), leg, MOST);
        for (uint32_t v = g->end[e][k]; v < g->end[e][k] + copies; v++) {
            if (fill)
                p->stop[p->stop_first[v + 1]] =
                    (lc_stop){cost, on->fold, on->facility, e};
            p->stop_first[fill ? v + 1 : v + 2]++;
        }
    }
}

/* Calls for each facility along each edge and each vertex it is met at: once
 * to count, once to fill (`fill` set). A private edge's facility is met by who
 * came from inside and by who came in. Vertex + 1 is its copy C, see
 * pace_graph.h. Cost: linear in facility links. */
static void each_stop(const lc_world *w, const lc_pace_graph *g,
                      lc_pace_slot *p, bool fill)
{
    const lc_mode_links *m = &w->links[g->gait.mode];

    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        if (g->end[e][0] == LIFE_NO_EDGE)
            continue;
        for (uint32_t i = m->edge_first[e]; i < m->edge_first[e + 1]; i++) {
            const lc_edge_link *on = &m->by_edge[i];

            if (lc_wheels_may(&w->facility.v[on->facility], g->gait.wheels))
                each_end(g, p, e, &m->facility.link[on->link], on, fill);
        }
    }
}

lc_status lc_stops_list(const lc_world *w, const lc_pace_graph *g,
                        lc_pace_slot *p, lc_error *err)
{
    uint32_t n = g->vertex_count;

    p->stop_first = lc_calloc((size_t)n + 2, sizeof *p->stop_first);
    if (!p->stop_first)
        return lc_no_memory(err, "walk times");
    each_stop(w, g, p, false);
    for (uint32_t v = 0; v < n; v++)
        p->stop_first[v + 2] += p->stop_first[v + 1];
    p->stop = lc_realloc(NULL, p->stop_first[n + 1], sizeof *p->stop);
    if (!p->stop)
        return lc_no_memory(err, "walk times");
    each_stop(w, g, p, true); /* moves every first to where the next begins */
    return LIFE_OK;
}
