/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/world.c - a city in memory.
 *
 * Opening and freeing, and figures of the whole; load.c fills it. One arena
 * holds every text, so that freeing takes no look at them.
 */
#include "src/world/world.h"

#include "lifecircle/world/links.h"
#include "src/world/city.h"
#include "src/world/extent.h"
#include "src/world/facilities/facility.h"
#include "src/world/facilities/fact.h"
#include "src/world/facilities/members.h"
#include "src/world/facilities/service.h"
#include "src/world/links/arrays.h"
#include "src/world/links/barriers.h"
#include "src/world/links/linking.h"
#include "src/world/load.h"
#include "src/world/pages/facility_pages.h"
#include "src/world/pages/home_pages.h"
#include "src/world/pages/street_pages.h"
#include "src/world/pages/unit_pages.h"
#include "src/world/people/ages.h"
#include "src/world/people/home.h"
#include "src/world/units/unit.h"

static lc_world *world_new(void)
{
    lc_world *w = lc_calloc(1, sizeof *w);

    if (!w)
        return NULL;
    w->text = lc_arena_new(0);
    w->links = lc_calloc(LIFE_MAX_MODES, sizeof *w->links);
    if (w->text && w->links)
        return w;
    lc_arena_free(w->text);
    lc_free(w->links);
    lc_free(w);
    return NULL;
}

/* In any state, as loading may end anywhere. */
void lc_world_free(lc_world *w)
{
    if (!w)
        return;
    lc_links_arrays_clear(w);
    for (int m = 0; m < LIFE_MAX_MODES; m++)
        lc_linking_clear(&w->links[m]);
    lc_free(w->links);
    lc_vec_free(&w->home_link);
    lc_members_clear(w);
    lc_world_service_clear(w);
    lc_world_fact_clear(w);
    lc_world_facility_clear(w);
    lc_world_unit_clear(w);
    lc_world_home_clear(w);
    lc_world_age_clear(w);
    lc_world_extent_clear(w);
    lc_network_free(w->net);
    lc_street_pages_close(w->street_pages);
    lc_home_pages_close(w->home_pages);
    lc_facility_pages_close(w->facility_pages);
    lc_unit_pages_close(w->unit_pages);
    lc_barriers_free(w->barriers);
    lc_free(w->compound);
    lc_vec_free(&w->statistic);
    lc_vec_free(&w->setting);
    lc_vec_free(&w->standard);
    lc_vec_free(&w->term);
    lc_vec_free(&w->source);
    lc_vec_free(&w->hours);
    lc_vec_free(&w->closing);
    lc_vec_free(&w->gate_end);
    lc_vec_free(&w->way);
    lc_hours_calendar_free(w->calendar);
    lc_vec_free(&w->catset);
    lc_free(w->category);
    lc_free(w->pace);
    lc_arena_free(w->text);
    lc_free(w);
}

lc_status lc_world_load(lc_city *c, lc_load_from from, lc_world **out,
                        lc_error *err)
{
    lc_world *w = world_new();
    lc_status st =
        w ? lc_load_all(c, from, w, err) : lc_no_memory(err, "the city");

    *out = st ? NULL : w;
    if (st)
        lc_world_free(w);
    return st;
}

lc_status lc_world_load_units(lc_city *c, lc_world **out, lc_error *err)
{
    lc_world *w = world_new();
    lc_status st = w ? lc_load_units(c, w, err) : lc_no_memory(err, "the city");

    *out = st ? NULL : w;
    if (st)
        lc_world_free(w);
    return st;
}

lc_status lc_world_open(const char *path, bool verify, lc_world **out,
                        lc_error *err)
{
    lc_city *c;
    /* Apart from `err`, so that lc_load_end() can put other words in its
     * place. */
    lc_error why = {0};
    lc_status st = lc_load_begin(path, verify, &c, err);

    *out = NULL;
    if (st)
        return st;
    st = lc_world_load(c, LIFE_LOAD_ARRAYS, out, &why);
    return lc_load_end(c, path, st, &why, err);
}

/* ---- as a whole ---- */

const lc_network *lc_world_network(const lc_world *w)
{
    return w->net;
}

int64_t lc_world_total_weight(const lc_world *w)
{
    return w->total_weight;
}

/* The large arrays; the rest is noise beside them. 24 bytes a home and 64 a
 * facility stand for the small arrays by owner and for texts: it is a figure
 * for metrics. */
uint64_t lc_world_memory_bytes(const lc_world *w)
{
    const lc_network *n = w->net;
    uint64_t bytes = lc_barriers_bytes(w->barriers) +
                     w->net->edge_count * sizeof *w->compound;

    bytes += lc_network_bytes(n);
    for (size_t m = 0; m < w->mode_count; m++) {
        bytes += w->home_count *
                 (sizeof *w->links[m].home.at + sizeof *w->links[m].home.n);
        bytes += w->links[m].facility.stored_count *
                 (sizeof(lc_link) + sizeof(lc_leg));
    }
    bytes += w->home_link.n * sizeof *w->home_link.v;
    return bytes + w->home_count * 24 +
           w->facility.n * (sizeof(lc_facility) + 64);
}

/* By the links of the default pace's mode: who has none there is unlinked. */
void lc_world_get_stats(const lc_world *w, lc_world_stats *out)
{
    const lc_mode_links *m = &w->links[w->pace[0].mode];

    *out = (lc_world_stats){.assumed_weight = w->assumed_weight};
    for (size_t h = 0; h < w->home_count; h++) {
        if (!m->home.n[h]) {
            out->unlinked_homes++;
            out->unlinked_weight += w->home_weight[h];
        }
    }
    for (size_t f = 0; f < w->facility.n; f++)
        out->unlinked_facilities += !m->facility.n[f];
    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        out->island_edges += (w->net->edge[e].flags & LIFE_EDGE_ISLAND) != 0;
        out->street_m += w->net->edge[e].length_mm / 1000.0;
    }
}
