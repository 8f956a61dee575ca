/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/siting.c - see lifecircle/study/siting/siting.h.
 *
 *      homes that count --+
 *                         +--> whom each serves --> groups --> sites --> who
 *      candidates --------+      (served)        (instance)   (solve)    gains
 */
#include "lifecircle/study/siting/siting.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/ages.h"
#include "src/study/labels.h"
#include "src/study/siting/candidates.h"
#include "src/study/siting/centre.h"
#include "src/study/siting/least.h"
#include "src/study/siting/served.h"
#include "src/study/siting/solve.h"
#include "src/study/siting/who.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <string.h>
#include <time.h>

/* The first spacing of places on streets. */
#define SPACING_M 50

/* Pairs that are looked at: a second or two. */
#define WORK UINT64_C(400000000)

/* Candidates by which it is guessed how many can be kept. */
#define SAMPLE 64

/* Where nothing is within 60 minutes: of a mean the last minute that counts, of
 * a greatest time one more than any. */
#define BEYOND_MEAN_MS     LIFE_SEARCH_MS
#define BEYOND_GREATEST_MS (LIFE_SEARCH_MS + 1)

typedef struct siting {
    lc_study *study;
    const lc_world *w;
    const lc_site_query *q;
    lc_siting *out;
    const lc_catchments *all;
    int64_t *weight; /* by home of the world: who is asked about; else 0 */
    uint8_t *answer; /* by home of the world, as lc_coverage_homes() */
    lc_customers who;
    lc_prospect *prospect; /* by candidate */
    int64_t asked;         /* weight of the customers */
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

/* Whether a walk counts by how long it is, and not by whether it is within the
 * limit: then homes that are covered count too. */
static bool is_timed(const siting *s)
{
    return s->q->model == LIFE_SITE_MEDIAN || s->q->model == LIFE_SITE_CENTRE;
}

/* ---- who is asked about ---- */

/* As gaps do: who asks for ages that nobody told is refused, with those that
 * are known. */
static lc_status weigh(siting *s, lc_error *err)
{
    const lc_world *w = s->w;
    lc_error why = {0};
    lc_status st = LIFE_OK;

    if (!s->q->ages) {
        memcpy(s->weight, w->home_weight, w->home_count * sizeof *s->weight);
        return LIFE_OK;
    }
    st = lc_world_age_weights(w, s->q->ages, s->weight, &why);
    return st ? lc_fail_param(err, st, "age", "%s", why.text) : LIFE_OK;
}

/* Those of other units count nothing, nor those of unknown ages. */
static void keep_unit(siting *s)
{
    uint32_t unit = s->q->unit;
    uint32_t level = unit == LIFE_NONE ? 0 : s->w->unit.v[unit].level_index;

    for (uint32_t h = 0; h < s->w->home_count; h++) {
        if (unit != LIFE_NONE && lc_world_home_unit(s->w, h, level) != unit)
            s->weight[h] = 0;
        if (s->weight[h] < 0) {
            s->out->untold += s->w->home_weight[h];
            s->weight[h] = 0;
        }
        s->out->total += s->weight[h];
        if ((s->answer[h] & 3) == LIFE_COVERED)
            s->out->covered += s->weight[h];
    }
}

/* Coverage itself says who is covered, so that a gain can be no other than what
 * it says more afterwards. */
static lc_status ask_coverage(siting *s, lc_error *err)
{
    const lc_coverage_query c = {.pace = s->q->pace,
                                 .limit_ms = s->q->limit_ms,
                                 .category = s->q->category};

    s->weight = lc_calloc(s->w->home_count, sizeof *s->weight);
    s->answer = lc_calloc(s->w->home_count, 1);
    if (!s->weight || !s->answer)
        return no_room(err);
    return lc_coverage_homes(s->study, &c, NULL, s->w->home_count, s->answer,
                             err);
}

/* How long a home's walk takes now, as far as it counts. */
static uint32_t base_of(const siting *s, const uint64_t *label, uint32_t h)
{
    uint32_t beyond =
        s->q->model == LIFE_SITE_MEDIAN ? BEYOND_MEAN_MS : BEYOND_GREATEST_MS;

    return label && label[h] != LIFE_LABEL_NONE ? lc_label_ms(label[h])
                                                : beyond;
}

static lc_status list_customers(siting *s, const uint64_t *label, lc_error *err)
{
    lc_customers *c = &s->who;
    size_t n = s->w->home_count;
    uint32_t most = 0;

    c->home = lc_calloc(n, sizeof *c->home);
    c->local = lc_calloc(n, sizeof *c->local);
    c->weight = lc_calloc(n, sizeof *c->weight);
    c->base = is_timed(s) ? lc_calloc(n, sizeof *c->base) : NULL;
    if (!c->home || !c->local || !c->weight || (is_timed(s) && !c->base))
        return no_room(err);
    for (uint32_t h = 0; h < n; h++) {
        c->local[h] = LIFE_NONE;
        if (!s->weight[h] ||
            (!is_timed(s) && (s->answer[h] & 3) == LIFE_COVERED))
            continue;
        c->local[h] = c->count;
        c->home[c->count] = h;
        c->weight[c->count] = s->weight[h];
        s->asked += s->weight[h];
        if (c->base) {
            c->base[c->count] = base_of(s, label, h);
            most = c->base[c->count] > most ? c->base[c->count] : most;
        }
        c->count++;
    }
    c->limit_ms = !c->base                ? s->q->limit_ms
                  : most < LIFE_SEARCH_MS ? most
                                          : LIFE_SEARCH_MS;
    return LIFE_OK;
}

/* Labels of homes are made for every model: with them come those of vertices,
 * at which searches end (lc_customers.there). */
static lc_status find_customers(siting *s, lc_error *err)
{
    const lc_catset set = lc_catset_of(s->q->category);
    const uint64_t *label = NULL;
    lc_status st = ask_coverage(s, err);

    if (!st)
        st = weigh(s, err);
    if (!st)
        st = lc_labels_homes(s->study, s->q->pace, s->q->category, &label, err);
    if (st)
        return st;
    s->who.there = lc_labels_made(s->study, s->q->pace, &set);
    keep_unit(s);
    return list_customers(s, label, err);
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
    return lc_served_find(s->all, &s->who,
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
    st = lc_served_find(s->all, &s->who, &(lc_served_places){pt, taken}, some,
                        &over, err);
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
    const lc_customers *c = &s->who;
    uint8_t *served = lc_calloc(c->count, 1);

    if (!served)
        return no_room(err);
    for (size_t j = 0; j < s->out->candidate.n; j++)
        for (size_t i = 0; i < s->prospect[j].served.home.n; i++)
            served[s->prospect[j].served.home.v[i]] = 1;
    for (uint32_t h = 0; h < c->count; h++) {
        if (served[h])
            continue;
        if (c->base && c->base[h] < BEYOND_MEAN_MS) {
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
    const lc_homes_given homes = {s->who.count, s->who.weight, s->who.base};
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

/* The bound of each number of sites goes to the answer, beside the curve. */
static lc_status solve_cover(siting *s, lc_error *err)
{
    lc_status st = lc_solve_most(&s->in, s->q->k, &s->work, &s->found, err);

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
    const lc_customers *c = &s->who;
    int64_t sum = 0, weight = s->asked;
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

/* Who can't be helped holds the greatest time up, unless it is over 60 minutes:
 * those are told apart, or no choice would be better than another. */
static lc_status solve_centre(siting *s, lc_error *err)
{
    lc_centre c = {.least = s->least_ms};
    lc_status st =
        lc_centre_find(&s->in, s->q->k, &s->work, &c, &s->found, err);

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
        site.saved_ms = mean_of(saved, s->asked, true);
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
        if ((s->answer[h] & 3) == LIFE_COVERED)
            s->weight[h] = 0;
    return lc_who_gains(s->all, s->q->limit_ms, s->weight, s->out, err);
}

/* Also one that was filled in part. */
static void clear(siting *s)
{
    forget_prospects(s);
    lc_instance_clear(&s->in);
    lc_solution_clear(&s->found);
    lc_free(s->weight);
    lc_free(s->answer);
    lc_free(s->who.home);
    lc_free(s->who.local);
    lc_free(s->who.weight);
    lc_free(s->who.base);
}

lc_status lc_siting_find(lc_study *study, const lc_site_query *q,
                         lc_siting *out, lc_error *err)
{
    siting s = {.study = study, .w = study->w, .q = q, .out = out};
    lc_status st;

    *out = (lc_siting){0};
    st = lc_slot_catchments(study, q->pace, &s.all, err);
    if (!st)
        st = find_customers(&s, err);
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
