/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/siting.c - see lifecircle/study/siting/siting.h.
 *
 *      homes that count --+
 *                         +--> whom each serves --> groups --> sites --> who
 *      candidates --------+      (served)        (instance)   (solve)    gains
 */
#include "lifecircle/study/siting/siting.h"

#include "src/study/siting/asked.h"
#include "src/study/siting/candidates.h"
#include "src/study/siting/refine.h"
#include "src/study/siting/served.h"
#include "src/study/siting/solve/centre.h"
#include "src/study/siting/solve/least.h"
#include "src/study/siting/solve/solve.h"
#include "src/study/siting/who.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <time.h>

/* The first spacing of places on streets. */
#define SPACING_M 50

/* Pairs that are looked at: a second or two. */
#define WORK UINT64_C(400000000)

/* Candidates by which it is guessed how many can be kept. */
#define SAMPLE 64

typedef struct siting {
    lc_study *study;
    const lc_world *w;
    const lc_site_query *q;
    lc_siting *out;
    const lc_catchments *all;
    lc_asked asked;
    lc_prospect *prospect; /* by candidate */
    uint32_t least_ms;     /* CENTRE: of who is served by no candidate */
    lc_instance in;
    lc_work work;
    lc_solution found;
} siting;

const char *lc_site_model_id(lc_site_model m)
{
    static const char *const id[] = {"cover", "suffice", "median", "centre"};

    return m < LIFE_SITE_MODELS ? id[m] : NULL;
}

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

/* ---- candidates ---- */

/* All of them, those that can't be used too: they keep their numbers, by which
 * whoever gave them knows them. */
static lc_status take_given(siting *s, lc_error *err)
{
    lc_siting *out = s->out;

    if (s->q->candidates > LIFE_SITING_CANDIDATES)
        return lc_fail_param(err, LIFE_ERR_LIMIT, "candidates",
                             "there are %zu candidates; at most %d are "
                             "compared at once",
                             s->q->candidates, LIFE_SITING_CANDIDATES);
    if (!lc_vec_reserve(&out->candidate, s->q->candidates))
        return no_room(err);
    for (size_t i = 0; i < s->q->candidates; i++)
        out->candidate.v[out->candidate.n++] = s->q->candidate[i];
    return LIFE_OK;
}

/* Candidates of before are forgotten: they may have been too many. */
static lc_status take_streets(siting *s, size_t most, lc_error *err)
{
    lc_candidates all = {.spacing_m = SPACING_M};
    lc_status st =
        lc_candidates_streets(s->w, s->all->g, s->q->unit, most, &all, err);

    s->out->spacing_m = all.spacing_m;
    s->out->candidate.n = 0;
    if (!st && !lc_vec_reserve(&s->out->candidate, all.at.n))
        st = no_room(err);
    for (size_t i = 0; i < all.at.n && !st; i++)
        s->out->candidate.v[s->out->candidate.n++] = all.at.v[i];
    lc_vec_free(&all.at);
    return st;
}

static void forget_prospects(siting *s)
{
    lc_served_clear(s->prospect, s->out->candidate.n);
    lc_free(s->prospect);
    s->prospect = NULL;
}

static lc_status look_at_candidates(siting *s, bool *over, lc_error *err)
{
    size_t n = s->out->candidate.n;

    s->prospect = lc_calloc(n, sizeof *s->prospect);
    if (!s->prospect)
        return no_room(err);
    return lc_served_find(s->all, &s->asked.who,
                          &(lc_served_places){s->out->candidate.v, n},
                          s->prospect, over, err);
}

/* How many places on streets can be kept, by some of them all over the city: so
 * that few are searched from in vain. */
static lc_status guess_most(siting *s, size_t *most, lc_error *err)
{
    lc_prospect some[SAMPLE] = {{0}};
    lc_pt pt[SAMPLE] = {{0}};
    size_t n = s->out->candidate.n, taken = n < SAMPLE ? n : SAMPLE, pairs = 1;
    bool over;
    lc_status st;

    for (size_t i = 0; i < taken; i++)
        pt[i] = s->out->candidate.v[i * n / taken];
    st = lc_served_find(s->all, &s->asked.who, &(lc_served_places){pt, taken},
                        some, &over, err);
    for (size_t i = 0; i < taken; i++)
        pairs += some[i].served.home.n;
    lc_served_clear(some, taken);
    /* A tenth less, as a guess may be low. */
    *most = (size_t)LIFE_SERVED_MOST / 10 * 9 * (taken + 1) / pairs;
    *most = *most < LIFE_SITING_CANDIDATES ? *most : LIFE_SITING_CANDIDATES;
    return st;
}

/* Half as many places on streets, until what they reach can be kept. */
static lc_status find_candidates(siting *s, lc_error *err)
{
    size_t most = LIFE_SITING_CANDIDATES;
    bool over = true;
    lc_status st = LIFE_OK;

    if (!s->q->candidate)
        st = take_streets(s, most, err);
    if (!st && !s->q->candidate)
        st = guess_most(s, &most, err);
    for (; over && !st; most /= 2) {
        forget_prospects(s);
        st = s->q->candidate ? take_given(s, err) : take_streets(s, most, err);
        if (!st)
            st = look_at_candidates(s, &over, err);
        if (!st && over && (s->q->candidate || most < 16))
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "over %d homes are within reach of these %zu "
                           "candidates, each counted for each: take fewer of "
                           "them, a unit, or fewer minutes",
                           LIFE_SERVED_MOST, s->out->candidate.n);
    }
    for (uint32_t j = 0; j < s->out->candidate.n && !st; j++)
        if (s->prospect[j].reason &&
            !lc_vec_push(&s->out->left,
                         ((lc_site_left){j, s->prospect[j].reason})))
            st = no_room(err);
    return st;
}

/* ---- groups ---- */

/* Who is served by none of them: told apart, and in no group. */
static lc_status count_unreached(siting *s, lc_error *err)
{
    const lc_customers *c = &s->asked.who;
    uint8_t *served = lc_calloc(c->count, 1);

    if (!served)
        return no_room(err);
    for (size_t j = 0; j < s->out->candidate.n; j++)
        for (size_t i = 0; i < s->prospect[j].served.home.n; i++)
            served[s->prospect[j].served.home.v[i]] = 1;
    for (uint32_t h = 0; h < c->count; h++) {
        if (served[h])
            continue;
        if (c->base && c->base[h] < lc_asked_beyond_ms(s->q->model)) {
            s->least_ms = c->base[h] > s->least_ms ? c->base[h] : s->least_ms;
            continue;
        }
        s->out->unreached += c->weight[h];
        s->out->unreached_homes++;
    }
    lc_free(served);
    return LIFE_OK;
}

/* The lists stay the candidates' own; the instance copies what it needs. */
static lc_status make_groups(siting *s, lc_error *err)
{
    const lc_homes_given homes = {s->asked.who.count, s->asked.who.weight,
                                  s->asked.who.base};
    uint32_t n = (uint32_t)s->out->candidate.n;
    lc_served *served = lc_calloc(n, sizeof *served);
    lc_status st;

    if (!served)
        return no_room(err);
    for (uint32_t j = 0; j < n; j++)
        served[j] = s->prospect[j].served;
    st = lc_instance_make(served, n, &homes, &s->in, err);
    s->out->groups = s->in.groups;
    lc_free(served);
    return st;
}

/* ---- each model ---- */

/* One more candidate, behind the others. Its unit, and whom it serves, are
 * looked for as of any; *better: it can be one, is of the unit that is asked
 * about, and serves more weight than `beat`. */
static lc_status try_place(siting *s, lc_pt at, int64_t beat, bool *better,
                           lc_error *err)
{
    const lc_world *w = s->w;
    uint32_t unit = s->q->unit, n = (uint32_t)s->out->candidate.n;
    lc_prospect *all = lc_realloc(s->prospect, n + 1, sizeof *all);
    lc_prospect *new = all ? &all[n] : NULL;
    int64_t sum = 0;
    bool over;
    lc_status st;

    s->prospect = all ? all : s->prospect;
    if (!all || !lc_vec_push(&s->out->candidate, at))
        return no_room(err);
    *new = (lc_prospect){0};
    st = lc_served_find(s->all, &s->asked.who, &(lc_served_places){&at, 1}, new,
                        &over, err);
    for (size_t i = 0; i < new->served.home.n; i++)
        sum += s->asked.who.weight[new->served.home.v[i]];
    *better = !new->reason &&sum > beat &&
              (unit == LIFE_NONE ||
               lc_world_unit_of(w, at, w->unit.v[unit].level_index) == unit);
    if (st || !*better) {
        lc_served_clear(new, 1);
        s->out->candidate.n--;
    }
    return st;
}

/* One site among places on streets: some place between them may be better, and
 * is a candidate then, the best there is. */
static lc_status refine(siting *s, lc_error *err)
{
    lc_refined best = {.weight = s->found.value};
    bool better = false;
    lc_status st = LIFE_OK;

    if (s->q->candidate || s->q->k != 1)
        return LIFE_OK;
    st = lc_refine_find(s->study, s->q->pace, &s->asked.who, &best, err);
    if (!st && best.weight)
        st = try_place(s, best.at, s->found.value, &better, err);
    if (st || !better)
        return st;
    lc_instance_clear(&s->in);
    lc_solution_clear(&s->found);
    st = make_groups(s, err);
    return st ? st : lc_solve_most(&s->in, s->q->k, &s->work, &s->found, err);
}

/* The bound of each number of sites goes to the answer, beside the curve. */
static lc_status solve_cover(siting *s, lc_error *err)
{
    lc_status st = lc_solve_most(&s->in, s->q->k, &s->work, &s->found, err);

    if (!st)
        st = refine(s, err);
    if (st)
        return st;
    s->out->bound = s->found.bound;
    s->out->ahead = s->found.ahead;
    s->found.ahead = NULL;
    return LIFE_OK;
}

static lc_status solve_suffice(siting *s, lc_error *err)
{
    lc_least least;
    lc_status st = lc_least_find(&s->in, 0, &s->work, &least, err);

    s->found.site = least.site;
    s->found.optimal = least.bound >= least.site.n;
    s->out->bound = least.bound;
    return st;
}

/* Whole milliseconds, to the nearest or (a bound) down. */
static int64_t mean_of(int64_t sum, int64_t weight, bool up)
{
    return weight ? (sum + (up ? weight / 2 : 0)) / weight : 0;
}

/* Least time is most time saved; the mean is over all that are asked about,
 * also those whom no candidate helps. Of a bound the part below a millisecond
 * is dropped, so that it stays one. */
static lc_status solve_median(siting *s, lc_error *err)
{
    const lc_customers *c = &s->asked.who;
    int64_t sum = 0, weight = s->asked.sum;
    lc_status st;

    for (uint32_t h = 0; h < c->count; h++) {
        int64_t part;

        if (__builtin_mul_overflow(c->weight[h], (int64_t)c->base[h], &part) ||
            __builtin_add_overflow(sum, part, &sum))
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "the homes weigh too much for a mean");
    }
    st = lc_solve_most(&s->in, s->q->k, &s->work, &s->found, err);
    if (st)
        return st;
    s->out->before_ms = mean_of(sum, weight, true);
    s->out->after_ms = mean_of(sum - s->found.value, weight, true);
    s->out->bound = s->found.optimal
                        ? s->out->after_ms
                        : mean_of(sum - s->found.bound, weight, false);
    return LIFE_OK;
}

/* Groups that have nothing within 60 minutes, and who could bring it to them,
 * by what they weigh. */
static lc_status take_remote(const siting *s, lc_instance *out, lc_error *err)
{
    lc_status st = lc_instance_within(&s->in, LIFE_SEARCH_MS, 1, out, err);

    for (uint32_t g = 0, n = 0; g < s->in.groups && !st; g++)
        if (s->in.base[g] > LIFE_SEARCH_MS)
            out->weight[n++] = s->in.weight[g];
    return st;
}

/* Homes that have nothing within 60 minutes with these sites either count for
 * nothing from here on. */
static lc_status leave_out(siting *s, const lc_site_vec *site, lc_error *err)
{
    const lc_customers *c = &s->asked.who;
    bool *helped = lc_calloc(c->count, sizeof *helped);

    if (!helped)
        return no_room(err);
    for (uint32_t h = 0; h < c->count; h++)
        helped[h] = c->base[h] <= LIFE_SEARCH_MS;
    for (size_t i = 0; i < site->n; i++) {
        const lc_served *v = &s->prospect[site->v[i]].served;

        for (size_t k = 0; k < v->home.n; k++)
            helped[v->home.v[k]] = true;
    }
    for (size_t j = 0; j < s->out->candidate.n; j++)
        lc_served_keep(&s->prospect[j].served, helped);
    lc_free(helped);
    lc_instance_clear(&s->in);
    s->out->unreached = 0;
    s->out->unreached_homes = 0;
    return LIFE_OK;
}

/* Who stays over 60 minutes away whatever is built would make all choices
 * alike. So first comes whom k sites bring within 60 minutes, as much as they
 * can; the others are left out, and told. A third of the work at most. */
static lc_status set_aside(siting *s, bool *proven, lc_error *err)
{
    const lc_work all = s->work;
    lc_instance remote;
    lc_solution near = {0};
    int64_t sum = 0;
    lc_status st = take_remote(s, &remote, err);

    *proven = true;
    for (uint32_t g = 0; !st && g < remote.groups; g++)
        sum += remote.weight[g];
    s->work.most = all.most / 3;
    s->work.until_ms = lc_work_until(&all, 3);
    if (!st && remote.groups)
        st = lc_solve_most(&remote, s->q->k, &s->work, &near, err);
    s->work.most = all.most;
    s->work.until_ms = all.until_ms;
    if (!st && near.value < sum) {
        *proven = near.optimal;
        st = leave_out(s, &near.site, err);
        if (!st)
            st = count_unreached(s, err);
        if (!st)
            st = make_groups(s, err);
    }
    lc_instance_clear(&remote);
    lc_solution_clear(&near);
    return st;
}

/* Who can't be helped holds the greatest time up, unless it is over 60
 * minutes: those are left out. */
static lc_status solve_centre(siting *s, lc_error *err)
{
    lc_centre c = {.least = s->least_ms};
    bool proven;
    lc_status st = set_aside(s, &proven, err);

    if (!st)
        st = lc_centre_find(&s->in, s->q->k, &s->work, &c, &s->found, err);
    s->found.optimal = s->found.optimal && proven;
    s->out->before_ms = s->least_ms;
    for (uint32_t g = 0; g < s->in.groups; g++)
        if (s->in.base[g] > s->out->before_ms)
            s->out->before_ms = s->in.base[g];
    s->out->after_ms = c.greatest;
    s->out->bound = c.bound;
    return st;
}

static lc_status (*const solvers[LIFE_SITE_MODELS])(siting *, lc_error *) = {
    [LIFE_SITE_COVER] = solve_cover,
    [LIFE_SITE_SUFFICE] = solve_suffice,
    [LIFE_SITE_MEDIAN] = solve_median,
    [LIFE_SITE_CENTRE] = solve_centre,
};

static lc_status solve(siting *s, lc_error *err)
{
    struct timespec t;

    s->work.most = WORK;
    clock_gettime(CLOCK_MONOTONIC, &t);
    if (s->q->seconds)
        s->work.until_ms = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 +
                           (int64_t)s->q->seconds * 1000;
    return solvers[s->q->model](s, err);
}

/* ---- what was found ---- */

/* Who adds just as much, were it the last. */
static void find_ties(const lc_choice *c, int64_t gain, uint32_t self,
                      lc_site *s)
{
    for (uint32_t j = 0; j < c->in->sites; j++) {
        if (c->chosen[j] || j == self || c->gain[j] != gain)
            continue;
        if (s->ties < LIFE_SITING_TIES)
            s->tie[s->ties] = j;
        s->ties++;
    }
}

/* Of CENTRE nothing is said of ties: most sites could be many others. */
static lc_status find_all_ties(siting *s, lc_choice *c, lc_error *err)
{
    for (size_t i = 0; i < s->out->site.n && s->q->model != LIFE_SITE_CENTRE;
         i++) {
        lc_site *site = &s->out->site.v[i];

        lc_choice_remove(c, site->candidate);
        find_ties(c, c->gain[site->candidate], site->candidate, site);
        if (!lc_choice_add(c, site->candidate))
            return no_room(err);
    }
    return LIFE_OK;
}

static lc_status put_site(siting *s, uint32_t j, int64_t saved, lc_error *err)
{
    lc_site site = {.candidate = j,
                    .at = s->out->candidate.v[j],
                    .unit = s->prospect[j].unit};

    if (s->q->model == LIFE_SITE_MEDIAN)
        site.saved_ms = mean_of(saved, s->asked.sum, true);
    return lc_vec_push(&s->out->site, site) ? LIFE_OK : no_room(err);
}

/* In the order in which each adds most. */
static lc_status put_sites(siting *s, lc_error *err)
{
    lc_choice c;
    lc_status st = lc_choice_open(&s->in, &s->work, &c, err);
    int64_t value = 0;

    if (!st)
        st = lc_choice_set(&c, s->found.site.v, s->found.site.n, err);
    for (size_t i = 0; i < s->found.site.n && !st; i++)
        s->found.site.v[i] = c.site.v[i];
    if (!st)
        lc_choice_empty(&c);
    for (size_t i = 0; i < s->found.site.n && !st; i++) {
        if (!lc_choice_add(&c, s->found.site.v[i]))
            st = no_room(err);
        else
            st = put_site(s, s->found.site.v[i], c.value - value, err);
        value = c.value;
    }
    if (!st)
        st = find_all_ties(s, &c, err);
    lc_choice_clear(&c);
    return st;
}

/* Who is covered already gains nothing, whatever the model was. */
static lc_status tell_who(siting *s, lc_error *err)
{
    lc_status st = lc_lacking_bands_make(s->study, &s->out->bands, err);

    if (st)
        return st;
    for (uint32_t h = 0; h < s->w->home_count; h++)
        if ((s->asked.answer[h] & 3) == LIFE_COVERED)
            s->asked.weight[h] = 0;
    return lc_who_gains(s->all, s->q->limit_ms, s->asked.weight, s->out, err);
}

/* Also one that was filled in part. */
static void clear(siting *s)
{
    forget_prospects(s);
    lc_instance_clear(&s->in);
    lc_solution_clear(&s->found);
    lc_asked_clear(&s->asked);
}

lc_status lc_siting_find(lc_study *study, const lc_site_query *q,
                         lc_siting *out, lc_error *err)
{
    siting s = {.study = study, .w = study->w, .q = q, .out = out};
    lc_status st;

    *out = (lc_siting){0};
    st = lc_slot_catchments(study, q->pace, &s.all, err);
    if (!st)
        st = lc_asked_find(study, q, &s.asked, out, err);
    if (!st)
        st = find_candidates(&s, err);
    if (!st)
        st = count_unreached(&s, err);
    if (!st)
        st = make_groups(&s, err);
    if (!st)
        st = solve(&s, err);
    if (!st)
        st = put_sites(&s, err);
    if (!st)
        st = tell_who(&s, err);
    out->optimal = s.found.optimal;
    clear(&s);
    return st;
}

void lc_siting_clear(lc_siting *s)
{
    lc_vec_free(&s->site);
    lc_vec_free(&s->unit);
    lc_vec_free(&s->candidate);
    lc_vec_free(&s->left);
    lc_lacking_bands_clear(&s->bands);
    lc_free(s->ahead);
    *s = (lc_siting){0};
}
