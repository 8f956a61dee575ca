/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/centre.c - see centre.h.
 */
#include "src/study/siting/solve/centre.h"

#include "src/study/siting/solve/least.h"

#include <stdlib.h>

/* Of all work, for one time: some twenty are looked at. */
#define PART 12

typedef LC_VEC(uint32_t) times;

static int by_time(const void *pa, const void *pb)
{
    const uint32_t *a = pa, *b = pb;

    return *a < *b ? -1 : *a > *b;
}

/* Every time that may be the greatest, rising, each once. */
static lc_status list_times(const lc_instance *in, uint32_t least, times *out,
                            lc_error *err)
{
    size_t n = 0;
    bool ok = lc_vec_push(out, least);

    for (uint32_t g = 0; g < in->groups && ok; g++) {
        ok = in->base[g] <= least || lc_vec_push(out, in->base[g]);
        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1] && ok; i++) {
            uint32_t ms = in->base[g] - lc_instance_saved(in->group_saved, i);

            ok = ms <= least || lc_vec_push(out, ms);
        }
    }
    if (!ok)
        return lc_no_memory(err, "the sites");
    qsort(out->v, out->n, sizeof *out->v, by_time);
    for (size_t i = 0; i < out->n; i++)
        if (!i || out->v[i] != out->v[n - 1])
            out->v[n++] = out->v[i];
    out->n = n;
    return LIFE_OK;
}

/* What these sites come to may be less than the time that was asked for. */
static lc_status greatest_of(const lc_instance *in, const lc_site_vec *site,
                             uint32_t least, uint32_t *out, lc_error *err)
{
    lc_work none = {0};
    lc_choice c;
    lc_status st = lc_choice_open(in, &none, &c, err);

    if (!st)
        st = lc_choice_set(&c, site->v, site->n, err);
    *out = least;
    for (uint32_t g = 0; g < in->groups && !st; g++)
        if (in->base[g] - c.best[g] > *out)
            *out = in->base[g] - c.best[g];
    lc_choice_clear(&c);
    return st;
}

/* It is one of them: each walk was listed. */
static size_t place_of(const times *t, uint32_t ms)
{
    const uint32_t *at = bsearch(&ms, t->v, t->n, sizeof *t->v, by_time);

    return (size_t)(at - t->v);
}

typedef struct halving {
    const lc_instance *in;
    uint32_t k;
    lc_work *work;
    times t;
    size_t low;    /* below it none is looked for any more */
    size_t proven; /* below it none can be */
    size_t high;   /* the best that was found */
} halving;

/* Whether k sites serve everybody within the time (a group that none serves
 * says no at once): 1 yes (and these do), 0 proven that none do, -1 open. */
static lc_status ask(halving *h, const lc_instance *within, lc_least *found,
                     int *can, lc_error *err)
{
    const lc_work all = *h->work;
    lc_status st;

    *can = 0;
    for (uint32_t g = 0; g < within->groups; g++)
        if (within->at_group[g] == within->at_group[g + 1])
            return LIFE_OK;
    h->work->most = all.done + all.most / PART;
    h->work->until_ms = lc_work_until(&all, PART);
    st = lc_least_find(within, h->k, h->work, found, err);
    h->work->most = all.most;
    h->work->until_ms = all.until_ms;
    *can = found->site.n <= h->k ? 1 : found->bound > h->k ? 0 : -1;
    return st;
}

/* Found: nothing longer is looked at. Proven not to be: nothing shorter can be
 * either. Open: shorter ones are left alone, and the bound stays. */
static lc_status look_at(halving *h, size_t at, uint32_t least,
                         lc_solution *best, lc_error *err)
{
    lc_instance within;
    lc_least found = {0};
    int can = -1;
    uint32_t ms;
    lc_status st = lc_instance_within(h->in, h->t.v[at], 1, &within, err);

    if (!st)
        st = ask(h, &within, &found, &can, err);
    lc_instance_clear(&within);
    if (!st && can == 1) {
        st = greatest_of(h->in, &found.site, least, &ms, err);
        h->high = place_of(&h->t, ms);
        lc_solution_clear(best);
        best->site = found.site;
        return st;
    }
    lc_least_clear(&found);
    h->low = at + 1;
    h->proven = can == 0 ? at + 1 : h->proven;
    return st;
}

lc_status lc_centre_find(const lc_instance *in, uint32_t k, lc_work *work,
                         lc_centre *c, lc_solution *out, lc_error *err)
{
    halving h = {.in = in, .k = k, .work = work};
    lc_status st = list_times(in, c->least, &h.t, err);

    *out = (lc_solution){0};
    if (!st)
        h.high = h.t.n - 1;
    while (!st && h.low < h.high)
        st = look_at(&h, h.low + (h.high - h.low) / 2, c->least, out, err);
    if (!st) {
        c->greatest = h.t.v[h.high];
        c->bound = h.t.v[h.proven];
        out->optimal = h.proven == h.high;
    }
    lc_vec_free(&h.t);
    return st;
}
