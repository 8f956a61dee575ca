/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/who.c - see who.h.
 */
#include "src/study/siting/who.h"

#include "src/study/walk/newcomer.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>
#include <string.h>

typedef struct gaining {
    const lc_catchments *all;
    int64_t *weight;
    lc_siting *out;
    lc_site_unit *of; /* by unit, and behind them those in none */
    LC_VEC(uint32_t) met;
    lc_catchment_room room;
    lc_newcomer newcomer;
} gaining;

/* A city without units has none of a finest level. */
static uint32_t unit_of(const lc_world *w, uint32_t home)
{
    return w->level.n ? lc_world_home_unit(w, home, (uint32_t)w->level.n - 1)
                      : LIFE_NONE;
}

static bool add_unit(gaining *g, uint32_t home, int64_t weight)
{
    const lc_world *w = g->all->w;
    uint32_t unit = unit_of(w, home);
    uint32_t at = unit == LIFE_NONE ? (uint32_t)w->unit.n : unit;

    if (!g->of[at].homes && !lc_vec_push(&g->met, at))
        return false;
    g->of[at].unit = unit;
    g->of[at].homes++;
    g->of[at].gained += weight;
    return true;
}

/* One home of which it is not known makes the sum not known: -1 stays. */
static void add_ages(const lc_lacking_bands *bands, lc_site *s, uint32_t home)
{
    for (size_t b = 0; b < bands->count; b++) {
        int64_t n = bands->weight[b][home];

        s->age[b] = s->age[b] < 0 || n < 0 ? -1 : s->age[b] + n;
    }
}

static int by_gain(const void *pa, const void *pb)
{
    const lc_site_unit *a = pa, *b = pb;

    if (a->gained != b->gained)
        return a->gained > b->gained ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* And forgotten for the next site. */
static bool put_units(gaining *g, lc_site *s)
{
    lc_siting *out = g->out;

    s->unit_first = out->unit.n;
    s->unit_count = g->met.n;
    for (size_t i = 0; i < g->met.n; i++) {
        if (!lc_vec_push(&out->unit, g->of[g->met.v[i]]))
            return false;
        g->of[g->met.v[i]] = (lc_site_unit){0};
    }
    if (g->met.n)
        qsort(out->unit.v + s->unit_first, g->met.n, sizeof *out->unit.v,
              by_gain);
    g->met.n = 0;
    return true;
}

/* Searched for once more, to the limit: what was kept of it may end at a time
 * that was there already, or lack homes that are covered. */
static lc_status one_site(gaining *g, lc_site *s, uint32_t limit_ms,
                          lc_error *err)
{
    bool ok = true;
    lc_status st = lc_newcomer_at(g->all->w, s->at, 0, g->all->g->gait.mode,
                                  &g->newcomer, err);

    if (!st)
        st = lc_catchment_search(g->all, g->newcomer.link.v, g->newcomer.link.n,
                                 limit_ms, &g->room, err);
    if (st)
        return st;
    for (size_t i = 0; i < g->room.found.n && ok; i++) {
        uint32_t home = g->room.found.v[i].home;

        if (!g->weight[home])
            continue;
        s->gained += g->weight[home];
        s->homes++;
        ok = add_unit(g, home, g->weight[home]);
        add_ages(&g->out->bands, s, home);
        g->weight[home] = 0;
    }
    g->out->gained += s->gained;
    return ok && put_units(g, s) ? LIFE_OK : lc_no_memory(err, "the sites");
}

lc_status lc_who_gains(const lc_catchments *all, uint32_t limit_ms,
                       int64_t *weight, lc_siting *out, lc_error *err)
{
    gaining g = {.all = all, .weight = weight, .out = out};
    lc_status st = LIFE_OK;

    g.of = lc_calloc(all->w->unit.n + 1, sizeof *g.of);
    if (!g.of)
        st = lc_no_memory(err, "the sites");
    for (size_t i = 0; i < out->site.n && !st; i++)
        st = one_site(&g, &out->site.v[i], limit_ms, err);
    lc_free(g.of);
    lc_vec_free(&g.met);
    lc_catchment_room_clear(&g.room);
    lc_newcomer_clear(&g.newcomer);
    return st;
}
