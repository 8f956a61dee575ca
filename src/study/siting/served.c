/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/served.c - see served.h.
 */
#include "src/study/siting/served.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/pool.h"
#include "src/world/city.h"

#include <stdatomic.h>

typedef struct worker {
    lc_catchment_room room;
    lc_newcomer newcomer;
} worker;

typedef struct finding {
    const lc_catchments *all;
    const lc_customers *who;
    const lc_pt *pt;
    lc_prospect *out;
    worker *worker;
    atomic_uint_fast64_t pairs;
} finding;

/* Homes that don't count, and those that walk no longer now, are left out. */
static lc_status keep(const finding *f, const lc_resident_vec *found,
                      lc_served *to, lc_error *err)
{
    const lc_customers *who = f->who;

    for (size_t i = 0; i < found->n; i++) {
        const lc_resident *r = &found->v[i];
        uint32_t h = who->local[r->home];

        if (h == LIFE_NONE || (who->base && r->ms >= who->base[h]))
            continue;
        if (!lc_vec_push(&to->home, h) ||
            (who->base && !lc_vec_push(&to->saved, who->base[h] - r->ms)))
            return lc_no_memory(err, "the candidates");
    }
    return LIFE_OK;
}

/* Who passes a place from which what is there is as near as the candidate gains
 * nothing by it, nor does anybody behind: so a search ends there. */
static lc_status look_at(void *ctx, size_t item, unsigned who, lc_error *err)
{
    finding *f = ctx;
    worker *k = &f->worker[who];
    lc_prospect *p = &f->out[item];
    lc_status st;

    if (atomic_load(&f->pairs) > LIFE_SERVED_MOST)
        return LIFE_OK;
    st = lc_budget_spend(1, err);
    if (!st)
        st = lc_newcomer_at(f->all->w, f->pt[item], 0, f->all->g->gait.mode,
                            &k->newcomer, err);
    if (st)
        return st;
    p->unit = k->newcomer.unit;
    p->reason =
        k->newcomer.outside ? LIFE_REASON_OUTSIDE_EXTENT : k->newcomer.reason;
    if (p->reason)
        return LIFE_OK;
    k->room.spread.nearer = f->who->there ? f->who->there->ms : NULL;
    st = lc_catchment_search(f->all, k->newcomer.link.v, k->newcomer.link.n,
                             f->who->limit_ms, &k->room, err);
    if (!st)
        st = keep(f, &k->room.found, &p->served, err);
    atomic_fetch_add(&f->pairs, p->served.home.n);
    return st;
}

lc_status lc_served_find(const lc_catchments *all, const lc_customers *who,
                         const lc_served_places *at, lc_prospect *out,
                         bool *over, lc_error *err)
{
    unsigned threads = lc_pool_threads();
    finding f = {.all = all, .who = who, .pt = at->v, .out = out};
    lc_status st;

    f.worker = lc_calloc(threads, sizeof *f.worker);
    if (!f.worker)
        return lc_no_memory(err, "the candidates");
    st = lc_pool_run(threads, at->n, look_at, &f, err);
    for (unsigned i = 0; i < threads; i++) {
        lc_catchment_room_clear(&f.worker[i].room);
        lc_newcomer_clear(&f.worker[i].newcomer);
    }
    lc_free(f.worker);
    *over = f.pairs > LIFE_SERVED_MOST;
    return st;
}

/* In place: the order of homes stays, as groups are made by it. */
void lc_served_keep(lc_served *served, const bool *kept)
{
    size_t n = 0;

    for (size_t i = 0; i < served->home.n; i++) {
        if (!kept[served->home.v[i]])
            continue;
        served->home.v[n] = served->home.v[i];
        if (served->saved.n)
            served->saved.v[n] = served->saved.v[i];
        n++;
    }
    served->home.n = n;
    served->saved.n = served->saved.n ? n : 0;
}

void lc_served_clear(lc_prospect *p, size_t count)
{
    for (size_t i = 0; p && i < count; i++) {
        lc_vec_free(&p[i].served.home);
        lc_vec_free(&p[i].served.saved);
    }
}
