/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/gap_clusters.c - see the header.
 *
 * Clusters are the connected components of "within 100 m" (single linkage), by
 * union-find over the neighbours that an index gives: so a gap's shape is its
 * own and no number of gaps is set beforehand.
 */
#include "src/study/cover/gap_clusters.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/world/ages.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/units/unit.h"

#include <stdlib.h>

#define NEIGHBOUR_M 100.0 /* homes nearer than this are of one gap */

/* Homes between two looks at the budget, where none of them takes a search. */
#define SPENT_AT_ONCE 1024

typedef struct home_list {
    int64_t *aged;         /* of the ages that were asked for, or NULL */
    const int64_t *weight; /* of each home of the world; -1: not known */
    uint32_t *home;        /* uncovered */
    uint32_t *root;        /* union-find over their places in the list */
    size_t n;
} home_list;

typedef struct joining {
    const lc_world *w;
    home_list *l;
    uint32_t self;
} joining;

/* Each pair is met twice; the second time it is one group already, as most are
 * the first time. The lower place becomes the root, so the numbering is the
 * same each time. */
static bool join_near(void *ctx, uint32_t other)
{
    joining *j = ctx;
    uint32_t *root = j->l->root;

    if (other > j->self &&
        lc_sets_root(root, other) != lc_sets_root(root, j->self) &&
        lc_distance_m(j->w->home_pt[j->l->home[j->self]],
                      j->w->home_pt[j->l->home[other]]) <= NEIGHBOUR_M)
        lc_sets_unite(root, j->self, other);
    return true;
}

static lc_status cluster(const lc_world *w, home_list *l, lc_error *err)
{
    lc_box *box = lc_calloc(l->n, sizeof *box);
    lc_index *index = NULL;
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the gaps");
    for (size_t i = 0; i < l->n; i++) {
        lc_pt p = w->home_pt[l->home[i]];

        box[i] = (lc_box){p.lon, p.lat, p.lon, p.lat};
    }
    lc_sets_begin(l->root, (uint32_t)l->n);
    st = lc_index_build(box, l->n, &index, err);
    for (uint32_t i = 0; i < l->n && !st; i++) {
        joining j = {w, l, i};

        lc_index_query(index, lc_box_grown(box[i], NEIGHBOUR_M), join_near, &j);
        if (i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    lc_index_free(index);
    lc_free(box);
    return st;
}

static lc_status weigh(const lc_world *w, const lc_gap_query *q, home_list *l,
                       lc_error *err)
{
    lc_error why = {0};
    lc_status st;

    l->weight = w->home_weight;
    if (!q->ages)
        return LIFE_OK;
    l->weight = l->aged = lc_calloc(w->home_count, sizeof *l->aged);
    if (!l->aged)
        return lc_no_memory(err, "the gaps");
    st = lc_world_age_weights(w, q->ages, l->aged, &why);
    return st ? lc_fail_param(err, st, "age", "%s", why.text) : LIFE_OK;
}

/* A home where nobody of these ages lives is no gap of theirs. */
static bool is_counted(const home_list *l, const lc_world *w, uint32_t h,
                       lc_gap_list *out)
{
    if (l->weight[h] < 0)
        out->untold += w->home_weight[h];
    else
        out->total += l->weight[h];
    return !l->aged || l->weight[h] > 0;
}

/* The homes that are asked about, counted: those of a unit, or NULL: all. */
static const uint32_t *homes_of(const lc_world *w, uint32_t unit, uint32_t *n)
{
    uint32_t level;

    *n = (uint32_t)w->home_count;
    if (unit == LIFE_NONE)
        return NULL;
    level = w->unit.v[unit].level_index;
    return lc_world_unit_homes(w, level, unit - w->level_first[level], n);
}

/* Unknown homes are no part of a gap: nobody can say that they lack it. */
static void sort_out(const lc_world *w, const uint32_t *homes, uint32_t n,
                     const uint8_t *answer, home_list *l, lc_gap_list *out)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t h = homes ? homes[i] : i;

        if (!is_counted(l, w, h, out))
            continue;
        if ((answer[i] & 3) == LIFE_UNKNOWN)
            out->unknown += l->weight[h];
        if ((answer[i] & 3) != LIFE_UNCOVERED)
            continue;
        out->uncovered += l->weight[h];
        l->home[l->n++] = h;
    }
}

static lc_status list_uncovered(lc_study *study, const lc_gap_query *q,
                                home_list *l, lc_gap_list *out, lc_error *err)
{
    const lc_world *w = study->w;
    lc_coverage_query c = {
        .pace = q->pace, .limit_ms = q->limit_ms, .category = q->category};
    uint32_t n;
    const uint32_t *homes = homes_of(w, q->unit, &n);
    uint8_t *answer = lc_calloc((size_t)n + 1, 1);
    lc_status st = answer ? weigh(w, q, l, err) : lc_no_memory(err, "the gaps");

    if (!st) {
        l->home = lc_calloc(n, sizeof *l->home);
        l->root = lc_calloc(n, sizeof *l->root);
        st = l->home && l->root
                 ? lc_coverage_homes(study, &c, homes, n, answer, err)
                 : lc_no_memory(err, "the gaps");
    }
    if (!st)
        sort_out(w, homes, n, answer, l, out);
    lc_free(answer);
    return st ? st : cluster(w, l, err);
}

/* ---- clusters in order ---- */

typedef struct member {
    uint32_t root, home;
} member;

static int by_root(const void *pa, const void *pb)
{
    const member *a = pa, *b = pb;

    if (a->root != b->root)
        return a->root < b->root ? -1 : 1;
    return a->home < b->home ? -1 : a->home > b->home;
}

static int by_weight(const void *pa, const void *pb)
{
    const lc_gap_cluster *a = pa, *b = pb;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static void put_in_order(const home_list *l, member *m, lc_gap_clusters *out)
{
    for (size_t i = 0; i < l->n; i++)
        m[i] = (member){lc_sets_root(l->root, (uint32_t)i), l->home[i]};
    if (l->n)
        qsort(m, l->n, sizeof *m, by_root);
    for (size_t i = 0; i < l->n; i++) {
        int64_t weight = l->weight[m[i].home];

        if (!i || m[i].root != m[i - 1].root)
            out->cluster[out->n++] = (lc_gap_cluster){(uint32_t)i, 0, 0};
        out->cluster[out->n - 1].n++;
        out->cluster[out->n - 1].weight += weight;
        out->home[i] = (lc_site_home){m[i].home, weight};
    }
    out->homes = l->n;
    if (out->n)
        qsort(out->cluster, out->n, sizeof *out->cluster, by_weight);
}

lc_status lc_gap_clusters_make(lc_study *s, const lc_gap_query *q,
                               lc_gap_clusters *out, lc_gap_list *sum,
                               lc_error *err)
{
    home_list l = {0};
    member *m = NULL;
    lc_status st = list_uncovered(s, q, &l, sum, err);

    *out = (lc_gap_clusters){0};
    if (!st) {
        m = lc_calloc(l.n, sizeof *m);
        out->home = lc_calloc(l.n, sizeof *out->home);
        out->cluster = lc_calloc(l.n, sizeof *out->cluster);
        if (!m || !out->home || !out->cluster)
            st = lc_no_memory(err, "the gaps");
    }
    if (!st)
        put_in_order(&l, m, out);
    lc_free(m);
    lc_free(l.aged);
    lc_free(l.home);
    lc_free(l.root);
    if (st)
        lc_gap_clusters_clear(out);
    return st;
}

void lc_gap_clusters_clear(lc_gap_clusters *c)
{
    lc_free(c->home);
    lc_free(c->cluster);
    *c = (lc_gap_clusters){0};
}
