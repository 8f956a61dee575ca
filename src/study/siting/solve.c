/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve.c - see solve.h.
 *
 *      greedy --> swaps --> prices --> branches
 *      a choice   better    a bound    the choice or the bound moves
 *
 * Branching takes a site that the prices like best, looks for the best choice
 * with it, then drops it and looks at what is left: deep first, each part cut
 * off where its bound is no more than what is known.
 */
#include "src/study/siting/solve.h"

#include "lifecircle/world/world.h"

/* Rounds of prices: at first, and of each branch. */
#define ROUNDS_FIRST  150
#define ROUNDS_BRANCH 12
#define ROUNDS_GOAL   60

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
    int64_t open;   /* the largest bound of what was not looked at */
    int64_t enough; /* no choice is worth more: one that is ends the search */
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
    while (!st && b->d.live_count && b->floor < b->enough) {
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
 * of them. */
static lc_status make_curve(lc_choice *c, const lc_site_vec *site,
                            lc_solution *out, lc_error *err)
{
    lc_status st = lc_choice_set(c, site->v, site->n, err);

    if (!st && !copy_sites(&out->site, c->site.v, c->site.n))
        st = no_room(err);
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

/* Prices first, with all sites live, so that the bounds of smaller numbers hold
 * too; then branches, which drop what can't be of a better choice. */
static lc_status search(branching *b, uint32_t k, lc_solution *out,
                        lc_error *err)
{
    const lc_dual_try first = {k, b->floor, b->floor, ROUNDS_FIRST, false};
    lc_status st = open_dual(b, err);

    if (!st)
        st = lc_dual_bound(&b->d, &first, &out->bound, err);
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

lc_status lc_solve_most(const lc_instance *in, uint32_t k, lc_work *work,
                        lc_solution *out, lc_error *err)
{
    branching b = {.enough = INT64_MAX};
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

/* ---- least ---- */

/* What a choice that serves every group is worth. */
static int64_t all_of(const lc_instance *in)
{
    int64_t sum = 0;

    for (uint32_t g = 0; g < in->groups; g++)
        sum += in->weight[g];
    return sum;
}

/* One less, and swaps to make up for it; false: they could not. */
static lc_status try_fewer(lc_choice *c, int64_t all, bool *done, lc_error *err)
{
    uint32_t worst = LIFE_NONE;
    int64_t least = INT64_MAX;
    lc_status st;

    for (size_t i = 0; i < c->site.n; i++) {
        uint32_t j = c->site.v[0];

        lc_choice_remove(c, j);
        if (c->gain[j] < least) {
            least = c->gain[j];
            worst = j;
        }
        if (!lc_choice_add(c, j))
            return no_room(err);
    }
    lc_choice_remove(c, worst);
    st = c->value < all ? lc_choice_swap(c, err) : LIFE_OK;
    *done = c->value >= all;
    return st;
}

/* A third of the work at most: the rest is for what proves it. */
static lc_status serve_all(branching *b, int64_t all, lc_error *err)
{
    lc_work *work = b->c.work;
    const lc_work whole = *work;
    bool fewer = true, more = true;
    lc_status st = lc_choice_greedy(&b->c, b->c.in->sites, err);

    work->most = work->done + (whole.most - work->done) / 3;
    work->until_ms = lc_work_until(work, 3);
    while (!st && fewer && more && b->c.site.n) {
        st = keep(b, LIFE_NONE, err);
        if (!st)
            st = lc_work_goes_on(work, &more, err);
        if (!st && more)
            st = try_fewer(&b->c, all, &fewer, err);
    }
    work->most = whole.most;
    work->until_ms = whole.until_ms;
    return st;
}

/* Whether k of them can: any that is worth `all` ends it. */
static lc_status look_for(branching *b, uint32_t k, int64_t all, int *can,
                          lc_error *err)
{
    lc_status st;

    b->floor = all - 1;
    b->enough = all;
    b->open = 0;
    st = branch(b, k, err);
    *can = b->floor >= all ? 1 : b->open > 0 ? -1 : 0;
    return st;
}

/* Prices of the first k sites, moved towards what these are worth: whether so
 * few, or even more, can't be enough. */
static lc_status price_first(branching *b, uint32_t k, int64_t all,
                             lc_error *err)
{
    lc_dual_try try = {k, all - 1, 0, ROUNDS_GOAL, false};
    int64_t bound;

    lc_choice_empty(&b->c);
    for (uint32_t i = 0; i < k; i++)
        if (!lc_choice_add(&b->c, b->best.v[i]))
            return no_room(err);
    try.aim = b->c.value;
    lc_dual_start(&b->d);
    lc_choice_empty(&b->c);
    return lc_dual_bound(&b->d, &try, &bound, err);
}

/* How many at least: one fewer than are known, then by halving, as prices show
 * little of numbers that are nearly enough. A third of the work at most. */
static lc_status price_fewer(branching *b, int64_t all, lc_error *err)
{
    lc_work *work = b->c.work;
    uint64_t most = work->most;
    uint32_t high = (uint32_t)b->best.n;
    lc_status st = lc_choice_set(&b->c, b->best.v, b->best.n, err);

    for (size_t i = 0; i < b->c.site.n && !st; i++)
        b->best.v[i] = b->c.site.v[i];
    work->most = work->done + (most - work->done) / 3;
    b->d.goal = all;
    b->d.least = 1;
    for (uint32_t k = high - 1;
         !st && k >= b->d.least && work->done < work->most;
         k = (b->d.least + high) / 2) {
        st = price_first(b, k, all, err);
        high = b->d.least > k ? high : k;
        if (high <= b->d.least)
            break;
    }
    b->d.goal = 0;
    work->most = most;
    return st;
}

/* One site fewer at a time, as long as branching finds how; none: as many as
 * there are is the least, if it came to an end. */
static lc_status lessen(branching *b, int64_t all, lc_error *err)
{
    lc_site_vec best = {0};
    int can = 1;
    lc_status st = LIFE_OK;

    if (!copy_sites(&best, b->best.v, b->best.n))
        st = no_room(err);
    while (!st && can == 1 && best.n > 1 && b->d.least < best.n) {
        uint32_t k = (uint32_t)best.n - 1;

        b->best.n = 0;
        st = look_for(b, k, all, &can, err);
        if (!st && can == 1 && !copy_sites(&best, b->best.v, b->best.n))
            st = no_room(err);
        if (!st && can == 0)
            b->d.least = (uint32_t)best.n;
    }
    if (!st && !copy_sites(&b->best, best.v, best.n))
        st = no_room(err);
    lc_vec_free(&best);
    return st;
}

lc_status lc_solve_least(const lc_instance *in, lc_work *work, lc_solution *out,
                         lc_error *err)
{
    branching b = {0};
    int64_t all = all_of(in);
    lc_status st = lc_choice_open(in, work, &b.c, err);

    *out = (lc_solution){.optimal = !in->groups};
    if (!st)
        st = serve_all(&b, all, err);
    if (!st && in->groups)
        st = open_dual(&b, err);
    if (!st && in->groups)
        st = price_fewer(&b, all, err);
    if (!st && in->groups)
        st = lessen(&b, all, err);
    if (!st && !copy_sites(&out->site, b.best.v, b.best.n))
        st = no_room(err);
    out->value = all;
    out->bound = b.d.least;
    out->optimal = out->bound >= (int64_t)out->site.n;
    clear_branching(&b);
    return st;
}

lc_status lc_solve_within(const lc_instance *in, uint32_t k, lc_work *work,
                          lc_solution *out, int *can, lc_error *err)
{
    branching b = {0};
    int64_t all = all_of(in);
    lc_status st = lc_choice_open(in, work, &b.c, err);

    *out = (lc_solution){0};
    *can = 1;
    if (!st)
        st = lc_choice_greedy(&b.c, k, err);
    if (!st && b.c.value < all)
        st = lc_choice_swap(&b.c, err);
    if (!st)
        st = keep(&b, LIFE_NONE, err);
    if (!st && b.c.value < all) {
        const lc_dual_try first = {k, all - 1, b.c.value, ROUNDS_FIRST, false};
        int64_t bound;

        b.best.n = 0;
        st = open_dual(&b, err);
        if (!st)
            st = lc_dual_bound(&b.d, &first, &bound, err);
        *can = 0;
        if (!st && bound >= all)
            st = look_for(&b, k, all, can, err);
    }
    if (!st && !copy_sites(&out->site, b.best.v, b.best.n))
        st = no_room(err);
    clear_branching(&b);
    return st;
}
