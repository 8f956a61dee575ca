/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_clusters.c - see the header.
 *
 * Clusters are the connected components of "within 100 m" (single linkage), by
 * union-find over the neighbours that an index gives: so a gap's shape is its
 * own and no number of gaps is set beforehand.
 */
#include "src/study/gap/gap_clusters.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/geo/index.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <stdlib.h>

#define NEIGHBOUR_M 100.0 /* homes nearer than this are of one gap */

/* Homes between two looks at the budget, where none of them takes a search. */
#define SPENT_AT_ONCE 1024

typedef struct joining {
    const lc_world *w;
    const lc_uncovered *l;
    uint32_t *root; /* union-find over their places in the list */
    uint32_t self;
} joining;

/* Each pair is met twice; the second time it is one group already, as most are
 * the first time. The lower place becomes the root, so the numbering is the
 * same each time. */
static bool join_near(void *ctx, uint32_t other)
{
    joining *j = ctx;
    uint32_t *root = j->root;

    if (other > j->self &&
        lc_sets_root(root, other) != lc_sets_root(root, j->self) &&
        lc_distance_m(j->w->home_pt[j->l->home[j->self].home],
                      j->w->home_pt[j->l->home[other].home]) <= NEIGHBOUR_M)
        lc_sets_unite(root, j->self, other);
    return true;
}

static lc_status cluster(const lc_world *w, const lc_uncovered *l,
                         uint32_t *root, lc_error *err)
{
    lc_box *box = lc_calloc(l->n, sizeof *box);
    lc_index *index = NULL;
    lc_status st;

    if (!box)
        return lc_no_memory(err, "the gaps");
    for (size_t i = 0; i < l->n; i++) {
        lc_pt p = w->home_pt[l->home[i].home];

        box[i] = (lc_box){p.lon, p.lat, p.lon, p.lat};
    }
    lc_sets_begin(root, (uint32_t)l->n);
    st = lc_index_build(box, l->n, &index, err);
    for (uint32_t i = 0; i < l->n && !st; i++) {
        joining j = {w, l, root, i};

        lc_index_query(index, lc_box_grown(box[i], NEIGHBOUR_M), join_near, &j);
        if (i % SPENT_AT_ONCE == SPENT_AT_ONCE - 1)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    lc_index_free(index);
    lc_free(box);
    return st;
}

/* ---- clusters in order ---- */

typedef struct member {
    uint32_t root;
    lc_site_home home;
} member;

static int by_root(const void *pa, const void *pb)
{
    const member *a = pa, *b = pb;

    if (a->root != b->root)
        return a->root < b->root ? -1 : 1;
    return a->home.home < b->home.home ? -1 : a->home.home > b->home.home;
}

static int by_weight(const void *pa, const void *pb)
{
    const lc_gap_cluster *a = pa, *b = pb;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static void put_in_order(const lc_uncovered *l, uint32_t *root, member *m,
                         lc_gap_clusters *out)
{
    for (size_t i = 0; i < l->n; i++)
        m[i] = (member){lc_sets_root(root, (uint32_t)i), l->home[i]};
    if (l->n)
        qsort(m, l->n, sizeof *m, by_root);
    for (size_t i = 0; i < l->n; i++) {
        if (!i || m[i].root != m[i - 1].root)
            out->cluster[out->n++] = (lc_gap_cluster){(uint32_t)i, 0, 0};
        out->cluster[out->n - 1].n++;
        out->cluster[out->n - 1].weight += m[i].home.weight;
        out->home[i] = m[i].home;
    }
    out->homes = l->n;
    if (out->n)
        qsort(out->cluster, out->n, sizeof *out->cluster, by_weight);
}

lc_status lc_gap_clusters_make(lc_study *s, const lc_uncovered *l,
                               lc_gap_clusters *out, lc_error *err)
{
    uint32_t *root = lc_calloc(l->n, sizeof *root);
    member *m = lc_calloc(l->n, sizeof *m);
    lc_status st;

    *out = (lc_gap_clusters){.home = lc_calloc(l->n, sizeof *out->home),
                             .cluster = lc_calloc(l->n, sizeof *out->cluster)};
    st = root && m && out->home && out->cluster ? cluster(s->w, l, root, err)
                                                : lc_no_memory(err, "the gaps");
    if (!st)
        put_in_order(l, root, m, out);
    lc_free(m);
    lc_free(root);
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
