/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/refine.c - see refine.h.
 */
#include "src/study/siting/refine.h"

#include "lifecircle/study/walk/walker.h"
#include "src/study/gap/best_site.h"
#include "src/study/study.h"
#include "src/world/city.h"

/* As a gap lists them: every customer, by its number. */
static lc_site_home *list_homes(const lc_customers *who)
{
    lc_site_home *home = lc_calloc(who->count, sizeof *home);

    for (uint32_t h = 0; home && h < who->count; h++)
        home[h] = (lc_site_home){who->home[h], who->weight[h]};
    return home;
}

lc_status lc_refine_find(lc_study *study, uint32_t pace,
                         const lc_customers *who, lc_refined *out,
                         lc_error *err)
{
    lc_site_home *home = list_homes(who);
    lc_walker *walker = lc_walker_new(study);
    const lc_site_query q = {
        .pace = pace, .limit_ms = who->limit_ms, .home = home, .n = who->count};
    lc_site_ground *ground = NULL;
    lc_best_site best = {.weight = out->weight};
    lc_status st =
        home && walker ? LIFE_OK : lc_no_memory(err, "the best place");

    *out = (lc_refined){0};
    if (!st)
        st = lc_site_ground_make(study, &q, &ground, err);
    if (!st)
        st = lc_best_site_find(ground, walker, 0, who->count, &best, err);
    if (!st && best.weight) {
        out->at = lc_network_point(study->w->net, best.edge, best.at_mm);
        out->weight = best.weight;
    }
    lc_site_ground_free(ground);
    lc_walker_free(walker);
    lc_free(home);
    return st;
}
