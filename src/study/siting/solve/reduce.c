/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/siting/solve/reduce.c - see reduce.h.
 */
#include "src/study/siting/solve/reduce.h"

#include "lifecircle/world/world.h"

#include <stdlib.h>
#include <string.h>

/* Each round is of use to the next; after a few there is little left. */
#define ROUNDS 20

typedef struct reducing {
    lc_instance in;   /* what is left */
    uint32_t *number; /* of its sites, in the whole */
    uint32_t *place;  /* by site: scratch of lc_instance_of() */
    bool *no_site, *no_group;
    uint32_t *site, *group; /* lists of what stays */
    uint32_t changed;
    lc_work *work;
    lc_reduced *out;
} reducing;

static lc_status no_room(lc_error *err)
{
    return lc_no_memory(err, "the sites");
}

static void clear(reducing *r)
{
    lc_instance_clear(&r->in);
    lc_free(r->number);
    lc_free(r->place);
    lc_free(r->no_site);
    lc_free(r->no_group);
    lc_free(r->site);
    lc_free(r->group);
}

/* ---- what is within what ---- */

/* Sites of groups, or groups of sites: both are rising. */
typedef struct lists {
    const uint32_t *at, *v;
} lists;

static uint32_t length(lists l, uint32_t i)
{
    return l.at[i + 1] - l.at[i];
}

/* Whether all of a's are b's. Ends at the first that isn't. */
static bool is_within(lists l, uint32_t a, uint32_t b, lc_work *work)
{
    uint32_t i = l.at[a], k = l.at[b];

    while (i < l.at[a + 1] && k < l.at[b + 1] && l.v[i] >= l.v[k]) {
        i += l.v[i] == l.v[k];
        k++;
    }
    work->done += k - l.at[b] + 1;
    return i == l.at[a + 1];
}

/* The member of a's that is in the fewest of the others' lists: whoever has all
 * of a's is among those. */
static uint32_t rarest(lists own, lists other, uint32_t a)
{
    uint32_t best = own.v[own.at[a]];

    for (uint32_t i = own.at[a]; i < own.at[a + 1]; i++)
        if (length(other, own.v[i]) < length(other, best))
            best = own.v[i];
    return best;
}

/* Of equal ones the first is the one that stays. */
static bool goes_before(lists l, uint32_t a, uint32_t b)
{
    return length(l, a) < length(l, b) ||
           (length(l, a) == length(l, b) && a < b);
}

/* Groups that others stand for: all of whose sites serve them too. Whoever has
 * all sites of a group is served by its rarest one, so only those are looked
 * at, and most comparisons end at the first site. */
static void drop_groups(reducing *r)
{
    const lists groups = {r->in.at_group, r->in.site};
    const lists sites = {r->in.at_site, r->in.group};

    for (uint32_t g = 0; g < r->in.groups && r->work->done < r->work->most;
         g++) {
        uint32_t j = rarest(groups, sites, g);

        for (uint32_t i = sites.at[j]; i < sites.at[j + 1] && !r->no_group[g];
             i++) {
            uint32_t h = sites.v[i];

            if (h == g || r->no_group[h] || !goes_before(groups, g, h) ||
                !is_within(groups, g, h, r->work))
                continue;
            r->no_group[h] = true;
            r->changed++;
        }
        r->work->done += sites.at[j + 1] - sites.at[j];
    }
}

/* Whether another would serve all that it would. */
static bool is_needless(reducing *r, uint32_t j)
{
    const lists groups = {r->in.at_group, r->in.site};
    const lists sites = {r->in.at_site, r->in.group};
    uint32_t g = rarest(sites, groups, j);

    r->work->done += length(groups, g);
    for (uint32_t i = groups.at[g]; i < groups.at[g + 1]; i++) {
        uint32_t k = groups.v[i];

        /* The larger stays; of equal ones the first. */
        if (k != j && !r->no_site[k] &&
            (length(sites, k) > length(sites, j) ||
             (length(sites, k) == length(sites, j) && k < j)) &&
            is_within(sites, j, k, r->work))
            return true;
    }
    return false;
}

/* Also those that serve nobody who is left. */
static void drop_sites(reducing *r)
{
    for (uint32_t j = 0; j < r->in.sites && r->work->done < r->work->most; j++)
        if (r->in.at_site[j] == r->in.at_site[j + 1] || is_needless(r, j)) {
            r->no_site[j] = true;
            r->changed++;
        }
}

/* Sites without which some group is not served. What else they serve is served
 * then, and goes with them. */
static bool take_sites(reducing *r)
{
    const lc_instance *in = &r->in;

    for (uint32_t g = 0; g < in->groups; g++) {
        uint32_t j = in->site[in->at_group[g]];

        if (r->no_group[g] || in->at_group[g + 1] - in->at_group[g] != 1)
            continue;
        if (!lc_vec_push(&r->out->taken, r->number[j]))
            return false;
        r->no_site[j] = true;
        r->changed++;
        for (uint32_t i = in->at_site[j]; i < in->at_site[j + 1]; i++)
            r->no_group[in->group[i]] = true;
    }
    return true;
}

/* ---- what stays ---- */

/* What is not marked, in its order. */
static uint32_t list(const bool *no, uint32_t n, uint32_t *out)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < n; i++)
        if (!no[i])
            out[count++] = i;
    return count;
}

/* What is marked goes, and the rest is numbered anew. */
static lc_status let_go(reducing *r, lc_error *err)
{
    lc_instance_some some = {
        .site = r->site, .group = r->group, .place = r->place};
    lc_instance next;
    lc_status st;

    some.sites = list(r->no_site, r->in.sites, r->site);
    some.groups = list(r->no_group, r->in.groups, r->group);
    st = lc_instance_of(&r->in, &some, &next, err);
    for (uint32_t j = 0; j < some.sites; j++)
        r->number[j] = r->number[r->site[j]];
    memset(r->no_site, 0, r->in.sites * sizeof *r->no_site);
    memset(r->no_group, 0, r->in.groups * sizeof *r->no_group);
    lc_instance_clear(&r->in);
    r->in = next;
    return st;
}

/* Sites and groups in turn: a list that is compared must not have any in it
 * that has gone, or less would be found. */
static lc_status one_round(reducing *r, lc_error *err)
{
    lc_status st;

    r->changed = 0;
    drop_groups(r);
    st = let_go(r, err);
    if (st)
        return st;
    drop_sites(r);
    st = let_go(r, err);
    if (st)
        return st;
    return take_sites(r) ? let_go(r, err) : no_room(err);
}

/* ---- parts ---- */

typedef struct parting {
    const reducing *r;
    uint32_t *of_site; /* by site: it is listed, or LIFE_NONE */
    bool *listed;      /* by group */
    uint32_t sites, groups;
} parting;

/* All that hangs together with this group, as lists of r->site and r->group
 * from where they end. */
static void gather(parting *p, uint32_t first)
{
    const lc_instance *in = &p->r->in;
    uint32_t next = p->groups;

    p->r->group[p->groups++] = first;
    p->listed[first] = true;
    for (; next < p->groups; next++) {
        uint32_t g = p->r->group[next];

        for (uint32_t i = in->at_group[g]; i < in->at_group[g + 1]; i++) {
            uint32_t j = in->site[i];

            if (p->of_site[j] != LIFE_NONE)
                continue;
            p->of_site[j] = 0;
            p->r->site[p->sites++] = j;
            for (uint32_t k = in->at_site[j]; k < in->at_site[j + 1]; k++)
                if (!p->listed[in->group[k]]) {
                    p->listed[in->group[k]] = true;
                    p->r->group[p->groups++] = in->group[k];
                }
        }
    }
}

static int by_number(const void *pa, const void *pb)
{
    const uint32_t *a = pa, *b = pb;

    return *a < *b ? -1 : *a > *b;
}

/* In the order of the whole, so that lists stay rising. */
static lc_status put_part(const parting *p, uint32_t site, uint32_t group,
                          lc_error *err)
{
    const reducing *r = p->r;
    const lc_instance_some some = {r->site + site, p->sites - site,
                                   r->group + group, p->groups - group,
                                   r->place};
    lc_part part = {0};
    lc_status st;

    qsort(r->site + site, some.sites, sizeof *r->site, by_number);
    qsort(r->group + group, some.groups, sizeof *r->group, by_number);
    part.site = lc_calloc(some.sites, sizeof *part.site);
    if (!part.site)
        return no_room(err);
    for (uint32_t j = 0; j < some.sites; j++)
        part.site[j] = r->number[some.site[j]];
    st = lc_instance_of(&r->in, &some, &part.in, err);
    if (st || !lc_vec_push(&r->out->part, part)) {
        lc_instance_clear(&part.in);
        lc_free(part.site);
        return st ? st : no_room(err);
    }
    return LIFE_OK;
}

/* From each group that is in none yet. */
static lc_status make_parts(const reducing *r, lc_error *err)
{
    parting p = {.r = r};
    lc_status st = LIFE_OK;

    p.of_site = lc_calloc(r->in.sites, sizeof *p.of_site);
    p.listed = lc_calloc(r->in.groups, sizeof *p.listed);
    if (!p.of_site || !p.listed)
        st = no_room(err);
    else
        memset(p.of_site, 0xff, r->in.sites * sizeof *p.of_site);
    for (uint32_t g = 0; g < r->in.groups && !st; g++) {
        uint32_t site = p.sites, group = p.groups;

        if (p.listed[g])
            continue;
        gather(&p, g);
        st = put_part(&p, site, group, err);
    }
    lc_free(p.of_site);
    lc_free(p.listed);
    return st;
}

/* ---- all of it ---- */

/* Lists are of what there was: what is left needs no more. */
static bool make_room(reducing *r, const lc_instance *in)
{
    r->number = lc_calloc(in->sites, sizeof *r->number);
    r->place = lc_calloc(in->sites, sizeof *r->place);
    r->no_site = lc_calloc(in->sites, sizeof *r->no_site);
    r->no_group = lc_calloc(in->groups, sizeof *r->no_group);
    r->site = lc_calloc(in->sites, sizeof *r->site);
    r->group = lc_calloc(in->groups, sizeof *r->group);
    return r->number && r->place && r->no_site && r->no_group && r->site &&
           r->group;
}

/* A copy that may be made smaller, of which all counts alike. */
static lc_status begin(reducing *r, const lc_instance *in, lc_error *err)
{
    lc_instance_some all = {.place = r->place};

    for (uint32_t j = 0; j < in->sites; j++) {
        r->number[j] = r->site[j] = j;
        r->place[j] = LIFE_NONE;
    }
    for (uint32_t g = 0; g < in->groups; g++)
        r->group[g] = g;
    all.site = r->site;
    all.sites = in->sites;
    all.group = r->group;
    all.groups = in->groups;
    return lc_instance_of(in, &all, &r->in, err);
}

/* Parts have no site in common, so the first of each tells them apart. */
static int by_size(const void *pa, const void *pb)
{
    const lc_part *a = pa, *b = pb;
    uint32_t of_a = a->in.at_site[a->in.sites];
    uint32_t of_b = b->in.at_site[b->in.sites];

    if (of_a != of_b)
        return of_a < of_b ? -1 : 1;
    return a->site[0] < b->site[0] ? -1 : a->site[0] > b->site[0];
}

lc_status lc_reduce(const lc_instance *in, lc_work *work, lc_reduced *out,
                    lc_error *err)
{
    reducing r = {.work = work, .out = out, .changed = 1};
    bool more = true;
    lc_status st = make_room(&r, in) ? LIFE_OK : no_room(err);

    *out = (lc_reduced){0};
    if (!st)
        st = begin(&r, in, err);
    for (uint32_t g = 0; !st && g < r.in.groups; g++)
        r.in.weight[g] = 1;
    for (int i = 0; i < ROUNDS && r.changed && more && !st; i++) {
        st = one_round(&r, err);
        if (!st)
            st = lc_work_goes_on(work, &more, err);
    }
    if (!st)
        st = make_parts(&r, err);
    if (out->part.n)
        qsort(out->part.v, out->part.n, sizeof *out->part.v, by_size);
    clear(&r);
    return st;
}

lc_status lc_reduce_sites(const lc_instance *in, lc_work *work, lc_part *out,
                          lc_error *err)
{
    reducing r = {.work = work};
    lc_status st = make_room(&r, in) ? LIFE_OK : no_room(err);

    *out = (lc_part){0};
    if (!st)
        st = begin(&r, in, err);
    if (!st) {
        drop_sites(&r);
        st = let_go(&r, err);
    }
    out->in = r.in;
    out->site = r.number;
    r.in = (lc_instance){0};
    r.number = NULL;
    clear(&r);
    return st;
}

void lc_part_clear(lc_part *p)
{
    lc_instance_clear(&p->in);
    lc_free(p->site);
    *p = (lc_part){0};
}

void lc_reduced_clear(lc_reduced *r)
{
    for (size_t i = 0; i < r->part.n; i++)
        lc_part_clear(&r->part.v[i]);
    lc_vec_free(&r->part);
    lc_vec_free(&r->taken);
}
