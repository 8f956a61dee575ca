/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/instance.c - see instance.h.
 *
 * Homes are grouped by a number made of their candidates, and what that puts
 * together is compared in full: a group is never a guess.
 */
#include "src/study/siting/solve/instance.h"

#include "lifecircle/base/memory/runs.h"
#include "lifecircle/world/world.h"

#include <stdlib.h>
#include <string.h>

#define MOST_VALUE (INT64_C(1) << 62)

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

/* ---- by home ---- */

typedef struct alike { /* a home, and the number of what serves it */
    uint64_t key;
    uint32_t home;
} alike;

typedef struct sorting { /* pairs by home, before homes are groups */
    const lc_homes_given *homes;
    uint32_t *first; /* homes + 1 */
    uint32_t *site, *saved;
    bool graded;
    alike *by_key;
    uint32_t n; /* homes that somebody serves */
} sorting;

static void clear_sorting(sorting *s)
{
    lc_free(s->first);
    lc_free(s->site);
    lc_free(s->saved);
    lc_free(s->by_key);
}

/* Candidates come in their order, so each home's are rising. */
static lc_status turn_round(sorting *s, const lc_served *served, uint32_t sites,
                            lc_error *err)
{
    uint32_t pairs;

    s->first = lc_calloc((size_t)s->homes->count + 1, sizeof *s->first);
    if (!s->first)
        return no_room(err);
    for (uint32_t j = 0; j < sites; j++) {
        s->graded = s->graded || served[j].saved.n;
        for (size_t i = 0; i < served[j].home.n; i++)
            s->first[served[j].home.v[i]]++;
    }
    pairs = lc_runs_begin(s->first, s->homes->count);
    s->site = lc_calloc(pairs, sizeof *s->site);
    s->saved = s->graded ? lc_calloc(pairs, sizeof *s->saved) : NULL;
    if (!s->site || (s->graded && !s->saved))
        return no_room(err);
    for (uint32_t j = 0; j < sites; j++)
        for (size_t i = 0; i < served[j].home.n; i++) {
            uint32_t at = s->first[served[j].home.v[i]]++;

            s->site[at] = j;
            if (s->graded)
                s->saved[at] = served[j].saved.v[i];
        }
    lc_runs_end(s->first, s->homes->count);
    return LIFE_OK;
}

/* The finalizer of SplitMix64 (G. Steele, D. Lea, C. Flood, Fast splittable
 * pseudorandom number generators, OOPSLA 2014). */
static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

/* Where walks don't count, being served is all there is to save. */
static uint32_t base_of(const sorting *s, uint32_t home)
{
    return s->homes->base ? s->homes->base[home] : 1;
}

/* Of all that decides to which group a home belongs, so that homes of one group
 * come together when they are sorted. */
static uint64_t key_of(const sorting *s, uint32_t home)
{
    uint64_t key = mix(base_of(s, home));

    for (uint32_t i = s->first[home]; i < s->first[home + 1]; i++)
        key = mix(key ^ ((uint64_t)s->site[i] << 32 |
                         lc_instance_saved(s->saved, i)));
    return key;
}

static int by_key(const void *pa, const void *pb)
{
    const alike *a = pa, *b = pb;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->home < b->home ? -1 : a->home > b->home;
}

static lc_status sort_homes(sorting *s, lc_error *err)
{
    s->by_key = lc_calloc(s->homes->count, sizeof *s->by_key);
    if (!s->by_key)
        return no_room(err);
    for (uint32_t h = 0; h < s->homes->count; h++)
        if (s->first[h + 1] > s->first[h])
            s->by_key[s->n++] = (alike){key_of(s, h), h};
    if (s->n)
        qsort(s->by_key, s->n, sizeof *s->by_key, by_key);
    return LIFE_OK;
}

/* The keys are equal already; only here that becomes certain. */
static bool is_served_alike(const sorting *s, uint32_t a, uint32_t b)
{
    uint32_t n = s->first[a + 1] - s->first[a];
    uint32_t i = s->first[a], k = s->first[b];

    return s->first[b + 1] - k == n && base_of(s, a) == base_of(s, b) &&
           !memcmp(s->site + i, s->site + k, n * sizeof *s->site) &&
           (!s->graded ||
            !memcmp(s->saved + i, s->saved + k, n * sizeof *s->saved));
}

/* ---- groups ---- */

typedef struct group { /* the first of its homes stands for all */
    uint32_t home;
    int64_t weight;
} group;

typedef LC_VEC(group) group_vec;

static int by_home(const void *pa, const void *pb)
{
    const group *a = pa, *b = pb;

    return a->home < b->home ? -1 : a->home > b->home;
}

/* Into the order of homes, so that who lives near is near in memory. */
static lc_status merge(const sorting *s, group_vec *out, lc_error *err)
{
    size_t run = 0; /* the first group of this key */

    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t h = s->by_key[i].home;
        size_t k;

        if (i && s->by_key[i].key != s->by_key[i - 1].key)
            run = out->n;
        for (k = run; k < out->n; k++)
            if (is_served_alike(s, out->v[k].home, h))
                break;
        if (k == out->n && !lc_vec_push(out, ((group){h, 0})))
            return no_room(err);
        out->v[k].weight += s->homes->weight[h];
    }
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_home);
    return LIFE_OK;
}

/* ---- both ways ---- */

/* Whatever was had is freed by lc_instance_clear(). */
static bool make_room(lc_instance *in, size_t pairs, bool graded)
{
    in->weight = lc_calloc(in->groups, sizeof *in->weight);
    in->base = lc_calloc(in->groups, sizeof *in->base);
    in->at_group = lc_calloc((size_t)in->groups + 1, sizeof *in->at_group);
    in->at_site = lc_calloc((size_t)in->sites + 1, sizeof *in->at_site);
    in->site = lc_calloc(pairs, sizeof *in->site);
    in->group = lc_calloc(pairs, sizeof *in->group);
    if (graded) {
        in->group_saved = lc_calloc(pairs, sizeof *in->group_saved);
        in->site_saved = lc_calloc(pairs, sizeof *in->site_saved);
    }
    return in->weight && in->base && in->at_group && in->at_site && in->site &&
           in->group && (!graded || (in->group_saved && in->site_saved));
}

/* Pairs by group are there; those by site are made of them. */
static void fill_sites(lc_instance *in)
{
    for (uint32_t i = 0; i < in->at_group[in->groups]; i++)
        in->at_site[in->site[i]]++;
    lc_runs_begin(in->at_site, in->sites);
    for (uint32_t g = 0; g < in->groups; g++)
        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
            uint32_t at = in->at_site[in->site[i]]++;

            in->group[at] = g;
            if (in->site_saved)
                in->site_saved[at] = in->group_saved[i];
        }
    lc_runs_end(in->at_site, in->sites);
}

/* Of the group's first home, which stands for all of them. */
static void copy_pairs(lc_instance *in, const sorting *s, const group *from,
                       uint32_t g)
{
    uint32_t first = s->first[from->home];
    uint32_t n = s->first[from->home + 1] - first, at = in->at_group[g];

    memcpy(in->site + at, s->site + first, n * sizeof *in->site);
    if (s->graded)
        memcpy(in->group_saved + at, s->saved + first,
               n * sizeof *in->group_saved);
    in->at_group[g + 1] = at + n;
}

/* Sums of values are kept in 64 bits, and twice as much must fit them. */
static lc_status check_size(const lc_instance *in, lc_error *err)
{
    int64_t left = MOST_VALUE;

    for (uint32_t g = 0; g < in->groups; g++) {
        int64_t worth;

        if (__builtin_mul_overflow(in->weight[g], (int64_t)in->base[g],
                                   &worth) ||
            worth > left)
            return lc_fail(err, LIFE_ERR_LIMIT,
                           "the homes weigh too much for a question of sites");
        left -= worth;
    }
    return LIFE_OK;
}

static lc_status take_groups(const sorting *s, const group_vec *v,
                             uint32_t sites, lc_instance *in, lc_error *err)
{
    size_t pairs = 0;

    for (size_t g = 0; g < v->n; g++)
        pairs += s->first[v->v[g].home + 1] - s->first[v->v[g].home];
    in->sites = sites;
    in->groups = (uint32_t)v->n;
    if (!make_room(in, pairs, s->graded))
        return no_room(err);
    for (uint32_t g = 0; g < v->n; g++) {
        in->weight[g] = v->v[g].weight;
        in->base[g] = base_of(s, v->v[g].home);
        copy_pairs(in, s, &v->v[g], g);
    }
    fill_sites(in);
    return check_size(in, err);
}

lc_status lc_instance_make(const lc_served *served, uint32_t sites,
                           const lc_homes_given *homes, lc_instance *out,
                           lc_error *err)
{
    sorting s = {.homes = homes};
    group_vec v = {0};
    lc_status st = turn_round(&s, served, sites, err);

    *out = (lc_instance){0};
    if (!st)
        st = sort_homes(&s, err);
    if (!st)
        st = merge(&s, &v, err);
    if (!st)
        st = take_groups(&s, &v, sites, out, err);
    clear_sorting(&s);
    lc_vec_free(&v);
    return st;
}

void lc_instance_clear(lc_instance *in)
{
    lc_free(in->weight);
    lc_free(in->base);
    lc_free(in->at_site);
    lc_free(in->group);
    lc_free(in->site_saved);
    lc_free(in->at_group);
    lc_free(in->site);
    lc_free(in->group_saved);
    *in = (lc_instance){0};
}

/* ---- within a limit ---- */

/* base - saved is the walk, or 0 where walks don't count. */
static bool is_within(const lc_instance *in, uint32_t g, uint32_t i,
                      uint32_t limit)
{
    return in->base[g] - lc_instance_saved(in->group_saved, i) <= limit;
}

lc_status lc_instance_within(const lc_instance *in, uint32_t limit,
                             int64_t weight, lc_instance *out, lc_error *err)
{
    size_t pairs = 0;
    uint32_t n = 0;

    *out = (lc_instance){.sites = in->sites, .groups = 0};
    for (uint32_t g = 0; g < in->groups; g++)
        for (uint32_t i = in->at_group[g];
             in->base[g] > limit && i < in->at_group[g + 1]; i++)
            pairs += is_within(in, g, i, limit);
    out->groups = in->groups; /* at most */
    if (!make_room(out, pairs, false))
        return no_room(err);
    for (uint32_t g = 0; g < in->groups; g++) {
        uint32_t at = out->at_group[n];

        if (in->base[g] <= limit)
            continue;
        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++)
            if (is_within(in, g, i, limit))
                out->site[at++] = in->site[i];
        out->weight[n] = weight;
        out->base[n] = 1;
        out->at_group[++n] = at;
    }
    out->groups = n;
    fill_sites(out);
    return LIFE_OK;
}

/* ---- some of it ---- */

/* As there are sites that are listed; the others are LIFE_NONE. */
static size_t count_pairs(const lc_instance *in, const lc_instance_some *some)
{
    size_t pairs = 0;

    for (uint32_t g = 0; g < some->groups; g++)
        for (uint32_t i = in->at_group[some->group[g]];
             i < in->at_group[some->group[g] + 1]; i++)
            pairs += some->place[in->site[i]] != LIFE_NONE;
    return pairs;
}

/* Sites are in rising order, so those of a group stay so. */
static void copy_some(const lc_instance *in, const lc_instance_some *some,
                      lc_instance *out)
{
    uint32_t at = 0;

    for (uint32_t g = 0; g < some->groups; g++) {
        uint32_t from = some->group[g];

        out->weight[g] = in->weight[from];
        out->base[g] = 1;
        for (uint32_t i = in->at_group[from]; i < in->at_group[from + 1]; i++)
            if (some->place[in->site[i]] != LIFE_NONE)
                out->site[at++] = some->place[in->site[i]];
        out->at_group[g + 1] = at;
    }
}

lc_status lc_instance_of(const lc_instance *in, const lc_instance_some *some,
                         lc_instance *out, lc_error *err)
{
    bool ok;

    *out = (lc_instance){.sites = some->sites, .groups = some->groups};
    for (uint32_t j = 0; j < some->sites; j++)
        some->place[some->site[j]] = j;
    ok = make_room(out, count_pairs(in, some), false);
    if (ok) {
        copy_some(in, some, out);
        fill_sites(out);
    }
    for (uint32_t j = 0; j < some->sites; j++)
        some->place[some->site[j]] = LIFE_NONE;
    return ok ? LIFE_OK : no_room(err);
}
