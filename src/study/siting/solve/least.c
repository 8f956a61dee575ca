/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/least.c - see least.h.
 *
 * Branching takes the group that the fewest sites can serve: one of those must
 * be chosen, so it is tried with each, and without those that were tried. Each
 * branch is cut off where its bound is no less than what is known, and sites
 * that would cost too much by its shares are shut in it.
 */
#include "src/study/siting/solve/least.h"

#include "lifecircle/world/world.h"
#include "src/study/siting/solve/reduce.h"
#include "src/study/siting/solve/shares.h"

#include <stdlib.h>
#include <string.h>

/* Rounds of shares: of a part at a time, how many times, and of each branch. */
#define ROUNDS_PART   100
#define TIMES_PART    8
#define ROUNDS_BRANCH 16

typedef struct solving { /* a part */
    const lc_part *part;
    lc_work *work;
    lc_site_vec best;   /* by the part's numbers */
    uint32_t bound;     /* sites at least */
    lc_site_vec chosen; /* of the branch */
    lc_site_vec trail;  /* sites that were shut, in their order */
    bool *shut;         /* by site */
    uint32_t *served;   /* by group: by how many that are chosen */
    uint32_t *open;     /* by group: of sites that are not shut */
    lc_shares shares;
    bool over; /* the work is: something was not looked at */
} solving;

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

static bool copy(lc_site_vec *to, const lc_site_vec *from)
{
    to->n = 0;
    if (!lc_vec_reserve(to, from->n))
        return false;
    for (size_t i = 0; i < from->n; i++)
        to->v[to->n++] = from->v[i];
    return true;
}

/* ---- a good choice ---- */

/* Greedily from what there is; kept where it is the best so far. What is
 * needless is let go after each, or a choice by shares would bring its waste
 * along. */
static lc_status fill_up(lc_choice *c, solving *s, lc_error *err)
{
    for (uint32_t j; (j = lc_choice_next(c)) != LIFE_NONE;)
        if (!lc_choice_add(c, j))
            return no_room(err);
    if (!lc_choice_trim(c))
        return no_room(err);
    if (!s->best.n || c->site.n < s->best.n)
        return copy(&s->best, &c->site) ? LIFE_OK : no_room(err);
    return LIFE_OK;
}

/* One less, the one that would be missed least, and swaps to make up for it; as
 * long as they can. */
static lc_status try_fewer(lc_choice *c, solving *s, lc_error *err)
{
    bool more = true;
    lc_status st = lc_work_goes_on(s->work, &more, err);

    while (!st && more && s->best.n > s->bound) {
        uint32_t worst = c->site.v[0];
        int64_t least = INT64_MAX;

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
        st = lc_choice_swap(c, err);
        if (st || c->value < (int64_t)s->part->in.groups)
            break;
        st = fill_up(c, s, err);
        if (!st)
            st = lc_work_goes_on(s->work, &more, err);
    }
    return st;
}

typedef struct ranked {
    int64_t left;
    uint32_t site;
} ranked;

/* Of equal ones the first, so that the answer is the same each time. */
static int by_left(const void *pa, const void *pb)
{
    const ranked *a = pa, *b = pb;

    if (a->left != b->left)
        return a->left < b->left ? -1 : 1;
    return a->site < b->site ? -1 : a->site > b->site;
}

/* Sites that are paid for by these shares, the best paid first, as far as each
 * adds something; then greedily. */
static lc_status by_shares(lc_choice *c, solving *s, lc_error *err)
{
    const lc_instance *in = &s->part->in;
    ranked *paid = lc_calloc(in->sites, sizeof *paid);
    size_t n = 0;
    bool ok = paid != NULL;

    for (uint32_t j = 0; ok && j < in->sites; j++)
        if (s->shares.left[j] <= LIFE_SHARE_ONE / 1000)
            paid[n++] = (ranked){s->shares.left[j], j};
    if (ok && n)
        qsort(paid, n, sizeof *paid, by_left);
    lc_choice_empty(c);
    for (size_t i = 0; ok && i < n; i++)
        if (c->gain[paid[i].site])
            ok = lc_choice_add(c, paid[i].site);
    lc_free(paid);
    return ok ? fill_up(c, s, err) : no_room(err);
}

/* ---- a part ---- */

/* Nothing is chosen and nothing shut; one site at least is needed, as a part
 * has groups. */
static lc_status open_part(solving *s, lc_error *err)
{
    const lc_instance *in = &s->part->in;

    s->shut = lc_calloc(in->sites, sizeof *s->shut);
    s->served = lc_calloc(in->groups, sizeof *s->served);
    s->open = lc_calloc(in->groups, sizeof *s->open);
    if (!s->shut || !s->served || !s->open)
        return no_room(err);
    for (uint32_t g = 0; g < in->groups; g++)
        s->open[g] = in->at_group[g + 1] - in->at_group[g];
    s->bound = 1;
    s->shares.in = in;
    s->shares.shut = s->shut;
    s->shares.served = s->served;
    s->shares.work = s->work;
    return lc_shares_open(&s->shares, err);
}

static void clear_part(solving *s)
{
    lc_vec_free(&s->best);
    lc_vec_free(&s->chosen);
    lc_vec_free(&s->trail);
    lc_free(s->shut);
    lc_free(s->served);
    lc_free(s->open);
    lc_shares_clear(&s->shares);
}

/* A choice and a bound, in turn: the shares of the bound make a better choice,
 * and by that they are moved on. Swaps come last: where the bound is met there
 * is nothing to better, and they cost as much as all the rest. */
static lc_status solve_part(solving *s, lc_error *err)
{
    lc_choice c;
    bool more = true;
    lc_status st = lc_choice_open(&s->part->in, s->work, &c, err);

    if (!st)
        st = fill_up(&c, s, err);
    lc_shares_start(&s->shares);
    for (int i = 0; i < TIMES_PART && !st && more && s->bound < s->best.n;
         i++) {
        int64_t bound;

        st = lc_shares_bound(&s->shares, (uint32_t)s->best.n, ROUNDS_PART,
                             &bound, err);
        if (!st && lc_shares_sites(bound) > s->bound)
            s->bound = lc_shares_sites(bound);
        if (!st && s->bound < s->best.n)
            st = by_shares(&c, s, err);
        if (!st)
            st = lc_work_goes_on(s->work, &more, err);
    }
    if (!st && s->bound < s->best.n)
        st = lc_choice_set(&c, s->best.v, s->best.n, err);
    if (!st && s->bound < s->best.n)
        st = try_fewer(&c, s, err);
    lc_choice_clear(&c);
    return st;
}

/* ---- branches ---- */

/* Counted, and not marked, so that going back asks nothing of other sites. */
static bool choose(solving *s, uint32_t j)
{
    const lc_instance *in = &s->part->in;

    if (!lc_vec_push(&s->chosen, j))
        return false;
    for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
        s->served[in->group[i]]++;
    return true;
}

/* The latest of them. */
static void let_go(solving *s)
{
    const lc_instance *in = &s->part->in;
    uint32_t j = s->chosen.v[--s->chosen.n];

    for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
        s->served[in->group[i]]--;
}

/* From here on, until the trail is gone back to where it is now. */
static bool shut(solving *s, uint32_t j)
{
    const lc_instance *in = &s->part->in;

    if (!lc_vec_push(&s->trail, j))
        return false;
    s->shut[j] = true;
    for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
        s->open[in->group[i]]--;
    return true;
}

static void reopen(solving *s, size_t until)
{
    const lc_instance *in = &s->part->in;

    while (s->trail.n > until) {
        uint32_t j = s->trail.v[--s->trail.n];

        s->shut[j] = false;
        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            s->open[in->group[i]]++;
    }
}

/* By the shares of a bound a site that is chosen costs what is left of it more:
 * with these a choice would be no better than what is known. One that would
 * serve nobody any more has all of it left; shutting it changes nothing. */
static bool shut_dear(solving *s, int64_t bound)
{
    const int64_t better = (int64_t)s->best.n - 1 - (int64_t)s->chosen.n;

    for (uint32_t j = 0; j < s->part->in.sites; j++)
        if (!s->shut[j] && s->shares.left[j] > 0 &&
            bound + s->shares.left[j] > better * LIFE_SHARE_ONE && !shut(s, j))
            return false;
    return true;
}

/* The group that the fewest sites can serve; LIFE_NONE: all are served. */
static uint32_t hardest(const solving *s)
{
    uint32_t best = LIFE_NONE;

    for (uint32_t g = 0; g < s->part->in.groups; g++)
        if (!s->served[g] && (best == LIFE_NONE || s->open[g] < s->open[best]))
            best = g;
    return best;
}

/* Of those that can serve it the best paid one. */
static uint32_t best_of(const solving *s, uint32_t g)
{
    const lc_instance *in = &s->part->in;
    uint32_t best = LIFE_NONE;

    for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
        uint32_t j = in->site[i];

        if (!s->shut[j] &&
            (best == LIFE_NONE || s->shares.left[j] < s->shares.left[best]))
            best = j;
    }
    return best;
}

static lc_status branch(solving *s, lc_error *err);

/* With the site, then without it from here on. */
static lc_status branch_on(solving *s, uint32_t j, lc_error *err)
{
    lc_status st;

    if (!choose(s, j))
        return no_room(err);
    st = branch(s, err);
    let_go(s);
    return !st && !shut(s, j) ? no_room(err) : st;
}

/* *g: what is to be decided next; LIFE_NONE: nothing here is any better, or it
 * was kept. */
static lc_status look_at(solving *s, uint32_t *g, lc_error *err)
{
    uint32_t known = (uint32_t)(s->best.n - s->chosen.n);
    int64_t bound;
    lc_status st;

    *g = hardest(s);
    if (*g == LIFE_NONE)
        return s->chosen.n >= s->best.n || copy(&s->best, &s->chosen)
                   ? LIFE_OK
                   : no_room(err);
    st = lc_shares_bound(&s->shares, known, ROUNDS_BRANCH, &bound, err);
    if (st)
        return st;
    if (!s->open[*g] || lc_shares_sites(bound) >= known)
        *g = LIFE_NONE;
    else if (!shut_dear(s, bound))
        return no_room(err);
    else
        *g = hardest(s);
    return LIFE_OK;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as there are sites to choose */
static lc_status branch(solving *s, lc_error *err)
{
    size_t trail = s->trail.n;
    bool more = true;
    lc_status st = LIFE_OK;

    while (!st && s->chosen.n < s->best.n && s->bound < s->best.n) {
        uint32_t g, j;

        st = lc_work_goes_on(s->work, &more, err);
        if (st || !more)
            break;
        st = look_at(s, &g, err);
        if (st || g == LIFE_NONE || (j = best_of(s, g)) == LIFE_NONE)
            break;
        st = branch_on(s, j, err);
    }
    s->over = s->over || !more;
    reopen(s, trail);
    return st;
}

/* Come to its end, what is known is the least. */
static lc_status prove(solving *s, lc_error *err)
{
    lc_status st = branch(s, err);

    if (!st && !s->over)
        s->bound = (uint32_t)s->best.n;
    return st;
}

/* ---- all parts ---- */

typedef struct asking {
    const lc_reduced *left;
    uint32_t enough;
    lc_work *work;
    solving *part; /* as left->part */
} asking;

static uint64_t pairs_of(const lc_part *p)
{
    return p->in.at_site[p->in.sites] + 1;
}

/* The part's share of what is left of the work, by its pairs. */
static lc_status with_share(asking *a, size_t i, uint64_t rest,
                            lc_status (*what)(solving *, lc_error *),
                            lc_error *err)
{
    const lc_work all = *a->work;
    uint64_t parts =
        (rest + pairs_of(a->part[i].part) - 1) / pairs_of(a->part[i].part);
    lc_status st;

    a->work->most =
        all.done + (all.most > all.done ? all.most - all.done : 0) / parts;
    a->work->until_ms = lc_work_until(&all, (unsigned)parts);
    st = what(&a->part[i], err);
    a->work->most = all.most;
    a->work->until_ms = all.until_ms;
    return st;
}

/* Sites that do for all parts together. */
static uint32_t known_of(const asking *a)
{
    uint32_t sum = (uint32_t)a->left->taken.n;

    for (size_t i = 0; i < a->left->part.n; i++)
        sum += (uint32_t)a->part[i].best.n;
    return sum;
}

/* Parts have no site in common: what each needs at least adds up, and as each
 * is rounded up by itself, that is more than one bound of all would be. */
static uint32_t bound_of(const asking *a)
{
    uint32_t sum = (uint32_t)a->left->taken.n;

    for (size_t i = 0; i < a->left->part.n; i++)
        sum += a->part[i].bound;
    return sum;
}

/* Whether so few are enough, either way. */
static bool is_answered(const asking *a)
{
    return a->enough && (known_of(a) <= a->enough || bound_of(a) > a->enough);
}

/* Of the parts that are open, the small ones first: what they leave of their
 * shares of the work is there for the large ones. */
static lc_status for_all(asking *a, lc_status (*what)(solving *, lc_error *),
                         lc_error *err)
{
    uint64_t rest = 0;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < a->left->part.n; i++)
        if (!a->part[i].best.n || a->part[i].bound < a->part[i].best.n)
            rest += pairs_of(a->part[i].part);
    for (size_t i = 0; i < a->left->part.n && !st; i++) {
        if (a->part[i].best.n && a->part[i].bound >= a->part[i].best.n)
            continue;
        if (a->part[i].best.n && is_answered(a))
            break;
        st = with_share(a, i, rest, what, err);
        rest -= pairs_of(a->part[i].part);
    }
    return st;
}

/* By their numbers in the whole. */
static bool put_sites(const asking *a, lc_least *out)
{
    bool ok = copy(&out->site, &a->left->taken);

    for (size_t i = 0; i < a->left->part.n; i++)
        for (size_t k = 0; k < a->part[i].best.n && ok; k++)
            ok = lc_vec_push(&out->site,
                             a->left->part.v[i].site[a->part[i].best.v[k]]);
    return ok;
}

/* Half of the work for what is known and proven of all parts, the rest for
 * branching. */
static lc_status solve_parts(asking *a, lc_error *err)
{
    const lc_work all = *a->work;
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < a->left->part.n && !st; i++) {
        a->part[i].part = &a->left->part.v[i];
        a->part[i].work = a->work;
        st = open_part(&a->part[i], err);
    }
    a->work->most =
        all.done + (all.most > all.done ? all.most - all.done : 0) / 2;
    a->work->until_ms = lc_work_until(&all, 2);
    if (!st)
        st = for_all(a, solve_part, err);
    a->work->most = all.most;
    a->work->until_ms = all.until_ms;
    return st ? st : for_all(a, prove, err);
}

lc_status lc_least_find(const lc_instance *in, uint32_t enough, lc_work *work,
                        lc_least *out, lc_error *err)
{
    const lc_work all = *work;
    lc_reduced left;
    asking a = {&left, enough, work, NULL};
    lc_status st;

    *out = (lc_least){0};
    work->most = all.done + (all.most > all.done ? all.most - all.done : 0) / 4;
    st = lc_reduce(in, work, &left, err);
    work->most = all.most;
    a.part = lc_calloc(left.part.n, sizeof *a.part);
    if (!st && !a.part)
        st = no_room(err);
    if (!st)
        st = solve_parts(&a, err);
    if (!st && !put_sites(&a, out))
        st = no_room(err);
    if (!st)
        out->bound = bound_of(&a);
    for (size_t i = 0; a.part && i < left.part.n; i++)
        clear_part(&a.part[i]);
    lc_free(a.part);
    lc_reduced_clear(&left);
    return st;
}

void lc_least_clear(lc_least *l)
{
    lc_vec_free(&l->site);
    *l = (lc_least){0};
}
