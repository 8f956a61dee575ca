/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/choice.c - see choice.h.
 *
 * What a candidate would add to a group is its weight times what it saves more
 * than the best that is chosen. So a site that comes or goes changes the gains
 * of those alone that serve a group whose best it changes.
 */
#include "src/study/siting/solve/choice.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/world/world.h"

#include <string.h>
#include <time.h>

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

/* A clock that nobody sets. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t lc_work_until(const lc_work *w, unsigned parts)
{
    int64_t now = w->until_ms ? now_ms() : 0;

    return w->until_ms > now ? now + (w->until_ms - now) / parts : w->until_ms;
}

lc_status lc_work_goes_on(lc_work *w, bool *more, lc_error *err)
{
    *more = w->until_ms ? now_ms() < w->until_ms : w->done < w->most;
    return lc_budget_spend(1, err);
}

lc_status lc_choice_open(const lc_instance *in, lc_work *work, lc_choice *out,
                         lc_error *err)
{
    *out = (lc_choice){.in = in, .work = work};
    out->chosen = lc_calloc(in->sites, sizeof *out->chosen);
    out->gain = lc_calloc(in->sites, sizeof *out->gain);
    out->best = lc_calloc(in->groups, sizeof *out->best);
    out->second = lc_calloc(in->groups, sizeof *out->second);
    out->by = lc_calloc(in->groups, sizeof *out->by);
    if (!out->chosen || !out->gain || !out->best || !out->second || !out->by)
        return no_room(err);
    lc_choice_empty(out);
    return LIFE_OK;
}

void lc_choice_clear(lc_choice *c)
{
    lc_vec_free(&c->site);
    lc_free(c->chosen);
    lc_free(c->gain);
    lc_free(c->best);
    lc_free(c->second);
    lc_free(c->by);
    *c = (lc_choice){0};
}

/* The gain of a site by itself is all that it saves. */
void lc_choice_empty(lc_choice *c)
{
    const lc_instance *in = c->in;

    c->site.n = 0;
    c->value = 0;
    for (uint32_t g = 0; g < in->groups; g++) {
        c->best[g] = c->second[g] = 0;
        c->by[g] = LIFE_NONE;
    }
    for (uint32_t j = 0; j < in->sites; j++) {
        c->chosen[j] = false;
        c->gain[j] = 0;
        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            c->gain[j] +=
                in->weight[in->group[i]] * lc_instance_saved(in->site_saved, i);
    }
    c->work->done += in->at_site[in->sites];
}

/* ---- one group ---- */

static int64_t over(uint32_t saved, uint32_t best)
{
    return saved > best ? (int64_t)saved - best : 0;
}

/* All who serve it would now add less, or more. */
static void set_best(lc_choice *c, uint32_t g, uint32_t best, uint32_t by)
{
    const lc_instance *in = c->in;
    uint32_t old = c->best[g];

    for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
        uint32_t saved = lc_instance_saved(in->group_saved, i);

        c->gain[in->site[i]] +=
            in->weight[g] * (over(saved, best) - over(saved, old));
    }
    c->work->done += in->at_group[g + 1] - in->at_group[g];
    c->value += in->weight[g] * ((int64_t)best - old);
    c->best[g] = best;
    c->by[g] = by;
}

/* A second is kept beside the best, so that a site can be taken away without
 * looking for who else serves. */
static void serve(lc_choice *c, uint32_t g, uint32_t saved, uint32_t site)
{
    if (saved > c->best[g] || c->by[g] == LIFE_NONE) {
        c->second[g] = c->best[g];
        set_best(c, g, saved, site);
    } else if (saved > c->second[g]) {
        c->second[g] = saved;
    }
}

/* The two best of those that are chosen now. */
static void look_again(lc_choice *c, uint32_t g)
{
    const lc_instance *in = c->in;
    uint32_t best = 0, second = 0, by = LIFE_NONE;

    for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
        uint32_t saved = lc_instance_saved(in->group_saved, i);

        if (!c->chosen[in->site[i]])
            continue;
        if (saved > best) {
            second = best;
            best = saved;
            by = in->site[i];
        } else if (saved > second) {
            second = saved;
        }
    }
    c->work->done += in->at_group[g + 1] - in->at_group[g];
    if (best != c->best[g])
        set_best(c, g, best, by);
    c->by[g] = by;
    c->second[g] = second;
}

/* ---- a site ---- */

/* What it would add again is 0 by itself: nobody is saved more than by it. */
bool lc_choice_add(lc_choice *c, uint32_t site)
{
    const lc_instance *in = c->in;

    if (!lc_vec_push(&c->site, site))
        return false;
    c->chosen[site] = true;
    for (uint32_t i = in->at_site[site]; i < in->at_site[site + 1]; i++)
        serve(c, in->group[i], lc_instance_saved(in->site_saved, i), site);
    c->work->done += in->at_site[site + 1] - in->at_site[site];
    return true;
}

/* Of a group whose best or second it was the two are looked for again, among
 * the few of its candidates that are chosen. */
void lc_choice_remove(lc_choice *c, uint32_t site)
{
    const lc_instance *in = c->in;
    size_t k = 0;

    while (c->site.v[k] != site)
        k++;
    memmove(&c->site.v[k], &c->site.v[k + 1],
            (--c->site.n - k) * sizeof *c->site.v);
    c->chosen[site] = false;
    for (uint32_t i = in->at_site[site]; i < in->at_site[site + 1]; i++) {
        uint32_t g = in->group[i];
        uint32_t saved = lc_instance_saved(in->site_saved, i);

        if (c->by[g] == site || saved >= c->second[g])
            look_again(c, g);
    }
    c->work->done += in->at_site[site + 1] - in->at_site[site];
}

/* ---- which ---- */

uint32_t lc_choice_next(const lc_choice *c)
{
    uint32_t best = LIFE_NONE;
    int64_t most = 0;

    for (uint32_t j = 0; j < c->in->sites; j++)
        if (!c->chosen[j] && c->gain[j] > most) {
            most = c->gain[j];
            best = j;
        }
    return best;
}

lc_status lc_choice_greedy(lc_choice *c, uint32_t k, lc_error *err)
{
    while (c->site.n < k) {
        uint32_t j = lc_choice_next(c);
        bool more;
        lc_status st = lc_work_goes_on(c->work, &more, err);

        if (st)
            return st;
        if (j == LIFE_NONE)
            break;
        if (!lc_choice_add(c, j))
            return no_room(err);
    }
    return LIFE_OK;
}

/* One that adds more than it, in its place. */
static lc_status try_another(lc_choice *c, uint32_t site, bool *better,
                             lc_error *err)
{
    uint32_t other;

    c->work->done += c->in->sites;
    lc_choice_remove(c, site);
    other = lc_choice_next(c);
    *better = other != LIFE_NONE && c->gain[other] > c->gain[site];
    return lc_choice_add(c, *better ? other : site) ? LIFE_OK : no_room(err);
}

/* The site that is looked at goes to the end of the list, or another does: so
 * the first is always the one that was looked at longest ago. */
lc_status lc_choice_swap(lc_choice *c, lc_error *err)
{
    size_t kept = 0; /* looked at since the last swap */

    while (kept < c->site.n) {
        bool more, better;
        lc_status st = lc_work_goes_on(c->work, &more, err);

        if (!st && more)
            st = try_another(c, c->site.v[0], &better, err);
        if (st || !more)
            return st;
        kept = better ? 0 : kept + 1;
    }
    return LIFE_OK;
}

/* The same among given ones; those that add nothing come last, by number. */
static uint32_t next_of(const lc_choice *c, const uint32_t *site, size_t n)
{
    uint32_t best = LIFE_NONE;

    for (size_t i = 0; i < n; i++)
        if (!c->chosen[site[i]] &&
            (best == LIFE_NONE || c->gain[site[i]] > c->gain[best] ||
             (c->gain[site[i]] == c->gain[best] && site[i] < best)))
            best = site[i];
    return best;
}

lc_status lc_choice_set(lc_choice *c, const uint32_t *site, size_t n,
                        lc_error *err)
{
    uint32_t next;

    lc_choice_empty(c);
    while ((next = next_of(c, site, n)) != LIFE_NONE)
        if (!lc_choice_add(c, next))
            return no_room(err);
    return LIFE_OK;
}

/* The first that came is looked at first: what was taken early for many may be
 * served by those that had to come for few. */
bool lc_choice_trim(lc_choice *c)
{
    for (size_t n = c->site.n; n > 0; n--) {
        uint32_t j = c->site.v[0];

        lc_choice_remove(c, j);
        if (c->gain[j] && !lc_choice_add(c, j))
            return false;
    }
    return true;
}
