/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/solve.c - see solve.h.
 *
 *      greedy --> swaps --> prices --> branches
 *      a choice   better    a bound    the choice or the bound moves
 *
 * Branching takes a site that the prices like best, looks for the best choice
 * with it, then drops it and looks at what is left: deep first, each part cut
 * off where its bound is no more than what is known.
 */
#include "src/study/siting/solve/solve.h"

#include "lifecircle/world/world.h"
#include "src/study/siting/solve/reduce.h"

/* Rounds of prices: at first, and of each branch. */
#define ROUNDS_FIRST  150
#define TIMES_FIRST   4
#define ROUNDS_BRANCH 12

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

/* False: no memory. `to` may be longer than it was. */
static bool copy_sites(lc_site_vec *to, const uint32_t *site, size_t n)
{
    to->n = 0;
    if (!lc_vec_reserve(to, n))
        return false;
    for (size_t i = 0; i < n; i++)
        to->v[to->n++] = site[i];
    return true;
}

void lc_solution_clear(lc_solution *s)
{
    lc_vec_free(&s->site);
    lc_free(s->first);
    lc_free(s->ahead);
    *s = (lc_solution){0};
}

/* ---- branches ---- */

typedef struct branching {
    lc_choice c; /* the sites of the branch that is looked at */
    lc_dual d;
    lc_site_vec
        best; /* worth `floor`; or none yet, and anything more will do */
    int64_t floor;
    int64_t open; /* the largest bound of what was not looked at */
} branching;

static void clear_branching(branching *b)
{
    lc_choice_clear(&b->c);
    lc_dual_clear(&b->d);
    lc_vec_free(&b->best);
}

/* The choice of now, and one more, is the best so far. */
static lc_status keep(branching *b, uint32_t last, lc_error *err)
{
    if (!copy_sites(&b->best, b->c.site.v, b->c.site.n) ||
        (last != LIFE_NONE && !lc_vec_push(&b->best, last)))
        return no_room(err);
    b->floor = b->c.value + (last != LIFE_NONE ? b->c.gain[last] : 0);
    return LIFE_OK;
}

/* Of one more site the gains say all. */
static lc_status take_last(branching *b, lc_error *err)
{
    uint32_t best = LIFE_NONE;

    for (uint32_t n = 0; n < b->d.live_count; n++) {
        uint32_t j = b->d.live[n];

        if (best == LIFE_NONE || b->c.gain[j] > b->c.gain[best] ||
            (j < best && b->c.gain[j] == b->c.gain[best]))
            best = j;
    }
    if (best == LIFE_NONE || b->c.value + b->c.gain[best] <= b->floor)
        return LIFE_OK;
    return keep(b, best, err);
}

static lc_status branch(branching *b, uint32_t k, lc_error *err);

/* With the site, then without it from here on. */
static lc_status branch_on(branching *b, uint32_t site, uint32_t k,
                           lc_error *err)
{
    lc_status st;

    lc_dual_drop(&b->d, site);
    if (!lc_choice_add(&b->c, site))
        return no_room(err);
    st = branch(b, k - 1, err);
    lc_choice_remove(&b->c, site);
    return st;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as there are sites to choose */
static lc_status branch(branching *b, uint32_t k, lc_error *err)
{
    uint32_t live = b->d.live_count;
    lc_status st = LIFE_OK;

    if (k == 1) {
        b->c.work->done += live;
        return take_last(b, err);
    }
    while (!st && b->d.live_count) {
        const lc_dual_try try = {k, b->floor, b->floor, ROUNDS_BRANCH, true};
        int64_t bound;
        bool more;

        st = lc_dual_bound(&b->d, &try, &bound, err);
        if (st || bound <= b->floor)
            break;
        st = lc_work_goes_on(b->c.work, &more, err);
        if (!st && !more) {
            b->open = bound > b->open ? bound : b->open;
            break;
        }
        if (!st)
            st = branch_on(b, b->d.price[0].site, k, err);
    }
    lc_dual_restore(&b->d, live);
    return st;
}

/* ---- most ---- */

/* Sites in the order in which each adds most: a plan may be stopped after any
 * of them. Those that are needless are left off. */
static lc_status make_curve(lc_choice *c, const lc_site_vec *site,
                            lc_solution *out, lc_error *err)
{
    lc_status st = lc_choice_set(c, site->v, site->n, err);

    if (!st &&
        (!lc_choice_trim(c) || !copy_sites(&out->site, c->site.v, c->site.n)))
        st = no_room(err);
    if (!st)
        st = lc_choice_set(c, out->site.v, out->site.n, err);
    for (size_t i = 0; i < out->site.n && !st; i++)
        out->site.v[i] = c->site.v[i];
    if (st)
        return st;
    out->value = c->value;
    lc_choice_empty(c);
    for (size_t i = 0; i < out->site.n; i++) {
        if (!lc_choice_add(c, out->site.v[i]))
            return no_room(err);
        out->first[i] = c->value;
    }
    return LIFE_OK;
}

/* Prices of what greedy sites save, so that they are near; then none is
 * chosen. */
static lc_status open_dual(branching *b, lc_error *err)
{
    lc_status st = lc_dual_open(&b->c, &b->d, err);

    lc_choice_empty(&b->c);
    return st;
}

/* The sites that prices like best, bettered by swaps, may be a better choice
 * than what was found greedily: it is near the bound. */
static lc_status choose_by_prices(branching *b, uint32_t k, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (uint32_t n = 0; n < k && n < b->d.live_count && !st; n++)
        st = lc_choice_add(&b->c, b->d.price[n].site) ? LIFE_OK : no_room(err);
    if (!st)
        st = lc_choice_swap(&b->c, err);
    if (!st && b->c.value > b->floor)
        st = keep(b, LIFE_NONE, err);
    lc_choice_empty(&b->c);
    return st;
}

/* In turn, as long as a better choice moves the prices on; not all of the
 * work, which branches need. */
static lc_status price(branching *b, uint32_t k, lc_solution *out,
                       lc_error *err)
{
    lc_work *work = b->c.work;
    const lc_work all = *work;
    bool more = true;
    lc_status st = LIFE_OK;

    work->most = all.most - (all.most > all.done ? all.most - all.done : 0) / 4;
    work->until_ms = lc_work_until(work, 2);
    out->bound = INT64_MAX;
    for (int i = 0; i < TIMES_FIRST && more && !st && out->bound > b->floor;
         i++) {
        const lc_dual_try first = {k, b->floor, b->floor, ROUNDS_FIRST, false};
        int64_t bound, floor = b->floor;

        st = lc_dual_bound(&b->d, &first, &bound, err);
        out->bound = bound < out->bound ? bound : out->bound;
        if (!st && out->bound > b->floor)
            st = choose_by_prices(b, k, err);
        if (!st)
            st = lc_work_goes_on(work, &more, err);
        more = more && b->floor > floor;
    }
    work->most = all.most;
    work->until_ms = all.until_ms;
    return st;
}

/* Prices first, with all sites live, so that the bounds of smaller numbers hold
 * too; then branches, which drop what can't be of a better choice. */
static lc_status search(branching *b, uint32_t k, lc_solution *out,
                        lc_error *err)
{
    lc_status st = open_dual(b, err);

    if (!st)
        st = price(b, k, out, err);
    if (st)
        return st;
    if (out->ahead)
        lc_dual_curve(&b->d, k, out->ahead);
    if (out->bound <= b->floor)
        return LIFE_OK;
    b->open = b->floor;
    st = branch(b, k, err);
    /* The branches are all there is: what was not looked at is in `open`. */
    b->open = b->open > b->floor ? b->open : b->floor;
    out->bound = b->open < out->bound ? b->open : out->bound;
    return st;
}

static lc_status solve_most(const lc_instance *in, uint32_t k, lc_work *work,
                            lc_solution *out, lc_error *err)
{
    branching b = {0};
    const lc_work all = *work;
    lc_status st = lc_choice_open(in, work, &b.c, err);

    *out = (lc_solution){0};
    out->first = lc_calloc(k, sizeof *out->first);
    out->ahead = lc_calloc(k, sizeof *out->ahead);
    if (!st && (!out->first || !out->ahead))
        st = no_room(err);
    if (!st)
        st = lc_choice_greedy(&b.c, k, err);
    work->most = work->done + (all.most - work->done) / 3; /* for swaps */
    work->until_ms = lc_work_until(work, 3);
    if (!st)
        st = lc_choice_swap(&b.c, err);
    work->most = all.most;
    work->until_ms = all.until_ms;
    if (!st)
        st = keep(&b, LIFE_NONE, err);
    if (!st)
        st = search(&b, k, out, err);
    if (!st)
        st = make_curve(&b.c, &b.best, out, err);
    out->bound = out->bound > out->value ? out->bound : out->value;
    out->optimal = out->bound == out->value;
    for (size_t i = 0; !st && i < k; i++)
        out->ahead[i] = out->ahead[i] < out->bound ? out->ahead[i] : out->bound;
    clear_branching(&b);
    return st;
}

/* Where a walk counts by its length hardly any site is as good for all. */
lc_status lc_solve_most(const lc_instance *in, uint32_t k, lc_work *work,
                        lc_solution *out, lc_error *err)
{
    const lc_work all = *work;
    lc_part part;
    lc_status st;

    if (in->site_saved)
        return solve_most(in, k, work, out, err);
    *out = (lc_solution){0};
    work->most = all.done + (all.most > all.done ? all.most - all.done : 0) / 4;
    st = lc_reduce_sites(in, work, &part, err);
    work->most = all.most;
    if (!st)
        st = solve_most(&part.in, k, work, out, err);
    for (size_t i = 0; i < out->site.n; i++)
        out->site.v[i] = part.site[out->site.v[i]];
    lc_part_clear(&part);
    return st;
}
