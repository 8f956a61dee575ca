/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/dual.c - see dual.h.
 */
#include "src/study/siting/solve/dual.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of the step: its first length, how many rounds may bring nothing before it
 * is halved, and below which it is of no use. */
#define STEP_FIRST   1.5
#define STEP_PATIENT 6
#define STEP_LEAST   0.002

/* What any site saves a group at most: a price above it would never be paid. */
static void look_at_groups(lc_dual *d)
{
    const lc_instance *in = d->chosen->in;

    for (uint32_t g = 0; g < in->groups; g++)
        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
            uint32_t saved = lc_instance_saved(in->group_saved, i);

            if (saved > d->most_saved[g])
                d->most_saved[g] = saved;
        }
}

/* The greatest that all weights are multiples of: 1000, where people are told
 * whole. */
static int64_t unit_of(const lc_instance *in)
{
    int64_t unit = 0;

    for (uint32_t g = 0; g < in->groups && unit != 1; g++)
        for (int64_t w = in->weight[g], rest; w; w = rest) {
            rest = unit % w;
            unit = w;
        }
    return unit ? unit : 1;
}

/* A bound as a value that there may be. */
static int64_t whole(const lc_dual *d, int64_t bound)
{
    return bound - bound % d->unit;
}

static void start(lc_dual *d)
{
    const lc_choice *c = d->chosen;

    for (uint32_t g = 0; g < c->in->groups; g++)
        d->u[g] = d->kept[g] = c->in->weight[g] * c->best[g];
}

lc_status lc_dual_open(const lc_choice *chosen, lc_dual *out, lc_error *err)
{
    const lc_instance *in = chosen->in;

    *out = (lc_dual){.chosen = chosen};
    out->u = lc_calloc(in->groups, sizeof *out->u);
    out->paid = lc_calloc(in->groups, sizeof *out->paid);
    out->kept = lc_calloc(in->groups, sizeof *out->kept);
    out->most_saved = lc_calloc(in->groups, sizeof *out->most_saved);
    out->takers = lc_calloc(in->groups, sizeof *out->takers);
    out->price = lc_calloc(in->sites, sizeof *out->price);
    out->live = lc_calloc(in->sites, sizeof *out->live);
    out->place = lc_calloc(in->sites, sizeof *out->place);
    if (!out->u || !out->paid || !out->kept || !out->most_saved ||
        !out->takers || !out->price || !out->live || !out->place)
        return lc_no_memory(err, "the sites");
    for (uint32_t j = 0; j < in->sites; j++)
        out->live[j] = out->place[j] = j;
    out->live_count = in->sites;
    out->unit = unit_of(in);
    look_at_groups(out);
    start(out);
    return LIFE_OK;
}

void lc_dual_clear(lc_dual *d)
{
    lc_free(d->u);
    lc_free(d->paid);
    lc_free(d->kept);
    lc_free(d->most_saved);
    lc_free(d->takers);
    lc_free(d->price);
    lc_free(d->live);
    lc_free(d->place);
    *d = (lc_dual){0};
}

/* To the end of those that are live, where it waits to be one again. */
void lc_dual_drop(lc_dual *d, uint32_t site)
{
    uint32_t at = d->place[site], last = d->live[--d->live_count];

    d->live[at] = last;
    d->place[last] = at;
    d->live[d->live_count] = site;
    d->place[site] = d->live_count;
}

void lc_dual_restore(lc_dual *d, uint32_t live_count)
{
    d->live_count = live_count;
}

/* ---- one round ---- */

/* What a group has to gain at most beyond what is chosen. */
static int64_t most_of(const lc_dual *d, uint32_t g)
{
    const lc_choice *c = d->chosen;

    return d->most_saved[g] > c->best[g]
               ? c->in->weight[g] * ((int64_t)d->most_saved[g] - c->best[g])
               : 0;
}

/* Prices of groups that are served already count for nothing: `u` keeps them
 * for the branch in which they aren't. */
static int64_t pay(lc_dual *d)
{
    int64_t sum = 0;

    for (uint32_t g = 0; g < d->chosen->in->groups; g++) {
        int64_t most = most_of(d, g);

        d->paid[g] = d->u[g] < most ? d->u[g] : most;
        sum += d->paid[g];
    }
    return sum;
}

/* What it saves the group beyond what is chosen, less the price; 0 or less:
 * nothing is left to it. */
static inline int64_t left_of(const lc_dual *d, uint32_t i)
{
    const lc_choice *c = d->chosen;
    uint32_t g = c->in->group[i];
    int64_t saved = lc_instance_saved(c->in->site_saved, i);

    return c->in->weight[g] * (saved - c->best[g]) - d->paid[g];
}

static int by_rho(const void *pa, const void *pb)
{
    const lc_price *a = pa, *b = pb;

    if (a->rho != b->rho)
        return a->rho > b->rho ? -1 : 1;
    return a->site < b->site ? -1 : a->site > b->site;
}

/* The one costly step of a round: every pair of a live site is looked at. */
static void price_all(lc_dual *d)
{
    const lc_instance *in = d->chosen->in;

    for (uint32_t n = 0; n < d->live_count; n++) {
        uint32_t j = d->live[n];
        int64_t rho = 0;

        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++) {
            int64_t left = left_of(d, i);

            rho += left > 0 ? left : 0;
        }
        d->price[n] = (lc_price){rho, j};
        d->chosen->work->done += in->at_site[j + 1] - in->at_site[j];
    }
    if (d->live_count)
        qsort(d->price, d->live_count, sizeof *d->price, by_rho);
}

/* L(u) of dual.h, for k more sites. */
static int64_t value_of(lc_dual *d, uint32_t k)
{
    int64_t sum = d->chosen->value + pay(d);

    /* Few sites may be live, and all groups are gone through four times. */
    d->chosen->work->done += (uint64_t)d->chosen->in->groups * 4;
    price_all(d);
    for (uint32_t n = 0; n < k && n < d->live_count; n++)
        sum += d->price[n].rho;
    return sum;
}

/* ---- the next prices ---- */

/* Of the k sites that the prices like best; the subgradient is 1 less that. */
static void count_takers(lc_dual *d, uint32_t k)
{
    const lc_instance *in = d->chosen->in;

    memset(d->takers, 0, in->groups * sizeof *d->takers);
    for (uint32_t n = 0; n < k && n < d->live_count; n++) {
        uint32_t j = d->price[n].site;

        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            d->takers[in->group[i]] += left_of(d, i) > 0;
    }
}

/* Down where nobody takes a group, up where several do; 0 where the price is
 * at its end already. */
static int direction(const lc_dual *d, uint32_t g)
{
    if (!d->takers[g])
        return d->paid[g] > 0 ? 1 : 0;
    return d->paid[g] < most_of(d, g) ? 1 - (int)d->takers[g] : 0;
}

/* Polyak's step: as long as the bound is from its aim, over the square of the
 * direction. Prices are rounded to whole thousandths; any will do. */
static void move(lc_dual *d, double ahead, double step)
{
    uint32_t groups = d->chosen->in->groups;
    double norm = 0;

    for (uint32_t g = 0; g < groups; g++)
        norm += (double)direction(d, g) * direction(d, g);
    if (norm <= 0)
        return;
    for (uint32_t g = 0; g < groups; g++) {
        int64_t most = most_of(d, g);
        double u = (double)d->paid[g] - step * ahead / norm * direction(d, g);

        if (!direction(d, g))
            continue;
        d->u[g] = u <= 0 ? 0 : u >= (double)most ? most : (int64_t)llround(u);
    }
}

/* Those that, taken in place of the least of the k, come to no more than what
 * is known. The prices are sorted: from the last on, until one may do. */
static void drop_hopeless(lc_dual *d, const lc_dual_try *try, int64_t value)
{
    int64_t least = 0;
    uint32_t n = d->live_count;

    if (n <= try->k)
        return;
    least = try->k ? d->price[try->k - 1].rho : 0;
    while (n > try->k &&
           whole(d, value - least + d->price[n - 1].rho) <= try->floor)
        lc_dual_drop(d, d->price[--n].site);
}

typedef struct walk { /* of the prices */
    int64_t least;    /* bound so far */
    double step;
    unsigned idle; /* rounds that brought little */
} walk;

/* The best prices are kept: later ones may be worse. */
static void note(lc_dual *d, walk *k, int64_t value)
{
    if (value < k->least) {
        k->least = value;
        k->idle = 0;
        memcpy(d->kept, d->u, d->chosen->in->groups * sizeof *d->kept);
    } else if (++k->idle >= STEP_PATIENT) {
        k->idle = 0;
        k->step /= 2;
    }
}

lc_status lc_dual_bound(lc_dual *d, const lc_dual_try *try, int64_t *bound,
                        lc_error *err)
{
    walk k = {INT64_MAX, STEP_FIRST, 0};
    bool more = true;
    lc_status st = LIFE_OK;

    for (unsigned n = 0; n < try->rounds && more && !st; n++) {
        int64_t value = value_of(d, try->k);

        note(d, &k, value);
        if (whole(d, k.least) <= try->floor || k.step < STEP_LEAST)
            break;
        if (try->drop)
            drop_hopeless(d, try, value);
        count_takers(d, try->k);
        move(d, (double)(value - try->aim), k.step);
        st = lc_work_goes_on(d->chosen->work, &more, err);
    }
    *bound = whole(d, k.least);
    return st;
}

void lc_dual_curve(lc_dual *d, uint32_t k, int64_t *bound)
{
    int64_t sum;

    memcpy(d->u, d->kept, d->chosen->in->groups * sizeof *d->u);
    sum = value_of(d, 0);
    for (uint32_t n = 0; n < k; n++) {
        sum += n < d->live_count ? d->price[n].rho : 0;
        bound[n] = whole(d, sum);
    }
}
