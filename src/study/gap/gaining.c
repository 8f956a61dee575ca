/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gaining.c - see the header.
 */
#include "src/study/gap/gaining.h"

#include "lifecircle/base/budget.h"
#include "src/world/city.h"

lc_status lc_gaining_begin(lc_gaining *g, const lc_world *w,
                           const lc_site_home *home, size_t n, lc_error *err)
{
    g->home = home;
    g->n = n;
    if (!g->item)
        g->item = lc_calloc(w->home_count, sizeof *g->item);
    if (!g->item)
        return lc_no_memory(err, "the gaps");
    for (size_t i = 0; i < n; i++)
        g->item[home[i].home] = (uint32_t)i + 1;
    return LIFE_OK;
}

void lc_gaining_end(lc_gaining *g)
{
    for (size_t i = 0; i < g->n && g->item; i++)
        g->item[g->home[i].home] = 0;
    g->n = 0;
}

void lc_gaining_clear(lc_gaining *g)
{
    lc_catchment_room_clear(&g->catchment);
    lc_free(g->item);
    *g = (lc_gaining){0};
}

int64_t lc_gaining_about(const lc_gaining *g, const lc_world *w, lc_pt at,
                         double metres)
{
    lc_box box = lc_box_grown((lc_box){at.lon, at.lat, at.lon, at.lat}, metres);
    int64_t sum = 0;

    for (size_t i = 0; i < g->n; i++)
        if (lc_box_contains(box, w->home_pt[g->home[i].home]))
            sum += g->home[i].weight;
    return sum;
}

lc_status lc_gaining_found(const lc_gaining *g, int64_t *out, lc_error *err)
{
    const lc_catchment_room *room = &g->catchment;

    *out = 0;
    for (size_t i = 0; i < room->found.n; i++) {
        uint32_t item = g->item[room->found.v[i].home];

        if (item)
            *out += g->home[item - 1].weight;
    }
    return lc_budget_spend(room->found.n + 1, err);
}
