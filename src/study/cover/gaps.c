/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/cover/gaps.c - uncovered homes in clusters, each with its cause and
 * its mend.
 *
 * The mend of a gap: every home reaches some stretches of street within the
 * limit; a new facility at a place covers the homes whose stretches lie over
 * it. So the best place is where the most weight of stretches overlaps, found
 * edge by edge by walking over their ends.
 *
 * Clusters are the connected components of "within 100 m" (single linkage), by
 * union-find over the neighbours that an index gives: so a gap's shape is its
 * own and no number of gaps is set beforehand. Cause and nearest facility are
 * those of its middle home, which stands for it. Walking over the sorted ends
 * of stretches is a sweep line: exact for one site on a street. Cost: a reach
 * for each home of the gaps that are asked for, and a sort of the
 * ends of their stretches; whole edges are sums.
 */
#include "lifecircle/study/cover/gaps.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/sets.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/cover/coverage.h"
#include "lifecircle/study/walk/reach.h"
#include "lifecircle/world/ages.h"
#include "lifecircle/world/home.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/reason.h"
#include "src/study/labels.h"
#include "src/study/straight.h"
#include "src/study/walk/outline.h"
#include "src/study/walk/walker.h"
#include "src/world/city.h"
#include "src/world/facilities/facility.h"
#include "src/world/pace.h"
#include "src/world/units/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEIGHBOUR_M 100.0 /* homes nearer than this are of one gap */
#define OUTLINE_M   55.0  /* a little over half of it, so outlines join */
/* Kept at once: 32 MB of ends. A gap that has more is gone over in parts. */
#define MOST_ENDS ((size_t)2000000)

/* Homes between two looks at the budget, where none of them takes a search. */
#define SPENT_AT_ONCE 1024

const char *lc_gap_cause_id(lc_cause c)
{
    static const char *const id[LIFE_CAUSE_COUNT] = {"far", "detour"};

    return c < LIFE_CAUSE_COUNT ? id[c] : NULL;
}

/* ---- clusters ---- */

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

/* Each pair is met twice; the second time it is one group already. The lower
 * place becomes the root, so the numbering is the same each time. */
static bool join_near(void *ctx, uint32_t other)
{
    joining *j = ctx;

    if (other > j->self &&
        lc_distance_m(j->w->home_pt[j->l->home[j->self]],
                      j->w->home_pt[j->l->home[other]]) <= NEIGHBOUR_M)
        lc_sets_unite(j->l->root, j->self, other);
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
    const lc_world *w = lc_study_world(study);
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

/* ---- one gap ---- */

typedef struct group { /* homes of one cluster: home[first .. first + n] */
    uint32_t first, n;
    int64_t weight;
} group;

typedef struct member {
    uint32_t root, home;
    int64_t weight;
} member;

static int by_root(const void *pa, const void *pb)
{
    const member *a = pa, *b = pb;

    if (a->root != b->root)
        return a->root < b->root ? -1 : 1;
    return a->home < b->home ? -1 : a->home > b->home;
}

/* Heaviest first; of equals the one whose first home comes first. */
static int by_weight(const void *pa, const void *pb)
{
    const group *a = pa, *b = pb;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* The home nearest to the weighted mean of all. In a plane that touches the
 * ground at the first home: good enough to choose a home by. */
static uint32_t middle_home(const lc_world *w, const member *m, uint32_t n)
{
    lc_frame f = lc_frame_at(w->home_pt[m[0].home]);
    double x = 0, y = 0, total = 0, best_m = HUGE_VAL;
    uint32_t best = m[0].home;

    for (uint32_t i = 0; i < n; i++) {
        lc_xy p = lc_frame_xy(&f, w->home_pt[m[i].home]);
        double weight = (double)m[i].weight;

        x += p.x * weight;
        y += p.y * weight;
        total += weight;
    }
    for (uint32_t i = 0; i < n && total > 0; i++) {
        lc_xy p = lc_frame_xy(&f, w->home_pt[m[i].home]);
        double m_off = hypot(p.x - x / total, p.y - y / total);

        if (m_off < best_m) {
            best_m = m_off;
            best = m[i].home;
        }
    }
    return best;
}

/* `weight` is scratch, one for each unit. Of equals the lower number. */
static uint32_t main_unit(const lc_world *w, const member *m, uint32_t n,
                          const uint32_t *asked, int64_t *weight)
{
    uint32_t level = asked ? *asked : (uint32_t)w->level.n - 1;
    uint32_t best = LIFE_NONE;

    if (!w->level.n)
        return LIFE_NONE;
    memset(weight, 0, w->unit.n * sizeof *weight);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t u = lc_world_home_unit(w, m[i].home, level);

        if (u == LIFE_NONE)
            continue;
        weight[u] += m[i].weight;
        if (best == LIFE_NONE || weight[u] > weight[best] ||
            (u < best && weight[u] == weight[best]))
            best = u;
    }
    return best;
}

/* Homes were linked when the city was computed. */
static lc_place home_place(const lc_world *w, uint32_t pace, uint32_t home)
{
    lc_place p = {.pt = w->home_pt[home], .pace = pace, .unit = LIFE_NONE};

    p.link_count =
        (uint32_t)lc_world_home_links(w, home, w->pace[pace].mode, &p.link);
    return p;
}

/* The facility is near enough in a straight line and still too far to walk: a
 * detour, that a path or a gate could mend. */
static lc_status explain(lc_study *study, const lc_gap_query *q, uint32_t home,
                         lc_gap *gap, lc_error *err)
{
    const lc_world *w = lc_study_world(study);
    const uint64_t *label;
    uint32_t c = q->category;
    lc_status st = lc_labels_homes(study, q->pace, c, &label, err);

    if (st)
        return st;
    gap->middle = w->home_pt[home];
    gap->nearest = (lc_near){LIFE_NONE, LIFE_NONE, LIFE_NONE, 0, 0, 0};
    gap->cause = lc_straight_home_mm(study, w->pace[q->pace].wheels, c, home) <=
                         lc_pace_reach_mm(&w->pace[q->pace], q->limit_ms)
                     ? LIFE_CAUSE_DETOUR
                     : LIFE_CAUSE_FAR;
    if (label[home] == LIFE_LABEL_NONE)
        return LIFE_OK;
    gap->nearest.facility = w->member[c][lc_label_rank(label[home])];
    gap->nearest.walk_ms = lc_label_ms(label[home]);
    gap->nearest.walk_mm = lc_label_mm(label[home]);
    gap->nearest.straight_m =
        lc_facility_distance_m(w, gap->nearest.facility, w->home_pt[home]);
    return LIFE_OK;
}

/* ---- the mend ---- */

typedef struct step { /* where a home's stretch of an edge begins or ends */
    uint32_t edge, at_mm;
    int64_t weight; /* negative at the end */
} step;

typedef LC_VEC(step) step_vec;

static int by_position(const void *pa, const void *pb)
{
    const step *a = pa, *b = pb;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->at_mm != b->at_mm)
        return a->at_mm < b->at_mm ? -1 : 1;
    /* ends are inclusive: what begins here meets what ends here */
    return a->weight > b->weight ? -1 : a->weight < b->weight;
}

/* The mend of one gap in the making. What covers a whole edge, which most
 * stretches do, is summed; the ends of the others are kept, for as many edges
 * at a time as fit. */
typedef struct mending {
    const lc_network *net;
    int64_t *whole;       /* per edge */
    uint32_t *count;      /* per edge: ends that are kept */
    uint32_t first, last; /* the edges whose ends are kept now */
    bool summed, over;    /* whole and count are there; more came than fit */
    step_vec v;
    lc_gap *gap;
} mending;

static bool add_stretch(mending *b, uint32_t e, uint32_t from, uint32_t to,
                        int64_t weight)
{
    const lc_edge *d = &b->net->edge[e];

    if (from == d->at_mm && to == d->at_mm + d->length_mm) {
        b->whole[e] += b->summed ? 0 : weight;
        return true;
    }
    b->count[e] += b->summed ? 0 : 2;
    if (e < b->first || e > b->last || b->over)
        return true;
    if (!b->summed && b->v.n >= MOST_ENDS) {
        b->over = true;
        return true;
    }
    if (!lc_vec_reserve(&b->v, 2))
        return false;
    b->v.v[b->v.n++] = (step){e, from, weight};
    b->v.v[b->v.n++] = (step){e, to, -weight};
    return true;
}

/* Stretches of one home that touch are one: it must not count twice where
 * they meet. */
static bool add_stretches(mending *b, const lc_stretch *s, size_t n,
                          int64_t weight)
{
    for (size_t i = 0; i < n;) {
        uint32_t from = s[i].from_mm, to = s[i].to_mm, edge = s[i].edge;

        for (i++; i < n && s[i].edge == edge && s[i].from_mm <= to; i++)
            to = s[i].to_mm > to ? s[i].to_mm : to;
        if (!add_stretch(b, edge, from, to, weight))
            return false;
    }
    return true;
}

/* Keeps the ends of the edges from first to last that all homes reach. */
static lc_status sweep_homes(lc_walker *a, const lc_gap_query *q,
                             const member *m, mending *b, lc_error *err)
{
    lc_status st = LIFE_OK;

    b->v.n = 0;
    for (uint32_t i = 0; i < b->gap->homes && !st; i++) {
        lc_place p = home_place(a->w, q->pace, m[i].home);
        const lc_stretch *s;
        size_t count;

        st = lc_reach_find(a, &p, q->limit_ms, &s, &count, err);
        if (!st)
            st = lc_budget_spend(count + 1, err); /* a search each */
        if (!st && !add_stretches(b, s, count, m[i].weight))
            st = lc_no_memory(err, "the gaps");
    }
    b->summed = true;
    return st;
}

static void offer(mending *b, uint32_t edge, uint32_t at_mm, int64_t weight)
{
    if (weight <= b->gap->mend_weight)
        return;
    b->gap->mend_weight = weight;
    b->gap->mend = lc_network_point(b->net, edge, at_mm);
}

/* Walks over the ends of all stretches of an edge; the sum is the weight of
 * the homes that reach the place. Of equal sums the first place along the first
 * edge. */
static void pick_best(mending *b)
{
    size_t i = 0;

    if (b->v.n)
        qsort(b->v.v, b->v.n, sizeof *b->v.v, by_position);
    for (uint32_t e = b->first; e <= b->last; e++) {
        int64_t sum = b->whole[e];

        offer(b, e, b->net->edge[e].at_mm, sum);
        for (; i < b->v.n && b->v.v[i].edge == e; i++) {
            sum += b->v.v[i].weight;
            offer(b, e, b->v.v[i].at_mm, sum);
        }
    }
}

/* One sweep where all ends fit, as of most gaps; else one more for each run of
 * edges whose ends do. */
static lc_status find_best(lc_walker *a, const lc_gap_query *q, const member *m,
                           mending *b, lc_error *err)
{
    uint32_t edges = b->net->edge_count;
    lc_status st = sweep_homes(a, q, m, b, err);

    if (!st && !b->over)
        pick_best(b);
    for (uint32_t e = 0; !st && b->over && e < edges; e = b->last + 1) {
        size_t ends = b->count[e];

        b->first = b->last = e;
        while (b->last + 1 < edges && ends + b->count[b->last + 1] <= MOST_ENDS)
            ends += b->count[++b->last];
        b->over = false;
        st = sweep_homes(a, q, m, b, err);
        if (!st)
            pick_best(b);
        b->over = true;
    }
    return st;
}

static lc_status find_mend(lc_walker *a, const lc_gap_query *q, const member *m,
                           lc_gap *gap, lc_error *err)
{
    const lc_network *n = a->w->net;
    mending b = {.net = n,
                 .whole = lc_calloc(n->edge_count, sizeof *b.whole),
                 .count = lc_calloc(n->edge_count, sizeof *b.count),
                 .last = n->edge_count - 1,
                 .gap = gap};
    lc_status st = b.whole && b.count ? find_best(a, q, m, &b, err)
                                      : lc_no_memory(err, "the gaps");

    lc_vec_free(&b.v);
    lc_free(b.whole);
    lc_free(b.count);
    return st;
}

static lc_status draw(const lc_world *w, const member *m, uint32_t n,
                      lc_gap *gap, lc_error *err)
{
    lc_pt *pt = lc_calloc(n, sizeof *pt);
    lc_status st;

    if (!pt)
        return lc_no_memory(err, "the gaps");
    for (uint32_t i = 0; i < n; i++)
        pt[i] = w->home_pt[m[i].home];
    st = lc_outline_discs(pt, n, OUTLINE_M, &gap->outline, err);
    lc_free(pt);
    return st;
}

/* Asked for one unit, all its gaps are that unit's. */
static lc_status name_unit(const lc_world *w, const lc_gap_query *q,
                           const member *m, lc_gap *gap, lc_error *err)
{
    int64_t *weight;

    gap->unit = q->unit;
    if (q->unit != LIFE_NONE)
        return LIFE_OK;
    weight = lc_calloc(w->unit.n, sizeof *weight);
    if (!weight)
        return lc_no_memory(err, "the gaps");
    gap->unit = main_unit(w, m, gap->homes, q->level, weight);
    lc_free(weight);
    return LIFE_OK;
}

static lc_status fill_gap(lc_walker *a, const lc_gap_query *q, const member *m,
                          lc_gap *gap, lc_error *err)
{
    const lc_world *w = a->w;
    lc_status st = name_unit(w, q, m, gap, err);

    if (!st)
        st = explain(a->study, q, middle_home(w, m, gap->homes), gap, err);
    if (!st)
        st = draw(w, m, gap->homes, gap, err);
    if (!st)
        st = find_mend(a, q, m, gap, err);
    return st;
}

/* ---- all of them ---- */

/* Members of a gap come to stand side by side, by home number within it. */
static size_t make_groups(const home_list *l, member *m, group *g)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n; i++)
        m[i] = (member){lc_sets_root(l->root, (uint32_t)i), l->home[i],
                        l->weight[l->home[i]]};
    if (l->n)
        qsort(m, l->n, sizeof *m, by_root);
    for (size_t i = 0; i < l->n; i++) {
        if (!i || m[i].root != m[i - 1].root)
            g[n++] = (group){(uint32_t)i, 0, 0};
        g[n - 1].n++;
        g[n - 1].weight += m[i].weight;
    }
    if (n)
        qsort(g, n, sizeof *g, by_weight);
    return n;
}

lc_status lc_gaps_find(lc_walker *a, const lc_gap_query *q, lc_gap_list *out,
                       lc_error *err)
{
    home_list l = {0};
    member *m = NULL;
    group *g = NULL;
    lc_status st;

    *out = (lc_gap_list){0};
    st = list_uncovered(a->study, q, &l, out, err);
    if (st)
        goto done;
    m = lc_calloc(l.n, sizeof *m);
    g = lc_calloc(l.n, sizeof *g);
    if (!m || !g) {
        st = lc_no_memory(err, "the gaps");
        goto done;
    }
    out->found = make_groups(&l, m, g);
    out->gap = lc_calloc(out->found, sizeof *out->gap);
    if (!out->gap)
        st = lc_no_memory(err, "the gaps");
    while (!st && out->count < out->found && out->count < q->most) {
        lc_gap *gap = &out->gap[out->count];

        gap->weight = g[out->count].weight;
        gap->homes = g[out->count].n;
        st = fill_gap(a, q, m + g[out->count].first, gap, err);
        out->count++;
    }

done:
    lc_free(g);
    lc_free(m);
    lc_free(l.aged);
    lc_free(l.home);
    lc_free(l.root);
    if (st)
        lc_gap_list_clear(out);
    return st;
}

void lc_gap_list_clear(lc_gap_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        lc_shape_clear(&l->gap[i].outline);
    lc_free(l->gap);
    *l = (lc_gap_list){0};
}
