/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/seeds.c - see seeds.h.
 */
#include "src/study/seeds.h"

#include "lifecircle/world/links.h"
#include "src/study/entries.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#define MOST LIFE_LABEL_MOST

/* Who reaches the link's edge at an end walks on to the facility. */
static bool seed_link(const lc_pace_graph *g, const lc_link *l, uint32_t rank,
                      lc_seed_vec *out)
{
    const lc_edge *e = &g->net->edge[l->edge];
    uint64_t leg = lc_gait_leg(&g->gait, l->leg_mm) | rank;
    const uint32_t end_mm[2] = {e->at_mm, e->at_mm + e->length_mm};

    if (g->end[l->edge][0] == LIFE_NO_EDGE)
        return true;
    for (int i = 0; i < 2; i++) {
        uint64_t label = lc_label_add(
            leg, lc_gait_stretch(&g->gait, e, end_mm[i], l->at_mm), MOST);
        lc_seed seed = {g->end[l->edge][i], label};

        /* An end over an hour away, or one that a one-way street doesn't lead
         * from, is no way to it. */
        if (label != LIFE_LABEL_NONE &&
            lc_gait_may(&g->gait, e, end_mm[i], l->at_mm) &&
            !lc_vec_push(out, seed))
            return false;
    }
    return true;
}

bool lc_seeds_add_links(const lc_pace_graph *g, const lc_link *link,
                        size_t links, uint32_t rank, lc_seed_vec *out)
{
    bool ok = true;

    for (size_t i = 0; ok && i < links; i++)
        ok = seed_link(g, &link[i], rank, out);
    return ok;
}

/* A facility with several links is entered by each of them. */
bool lc_seeds_add(const lc_world *w, const lc_pace_graph *g, uint32_t facility,
                  uint32_t rank, lc_seed_vec *out)
{
    const lc_link_table *t = &w->links[g->gait.mode].facility;

    return lc_seeds_add_links(g, t->link + t->at[facility], t->n[facility],
                              rank, out);
}
