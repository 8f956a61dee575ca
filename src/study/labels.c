/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/labels.c - the nearest facility of every vertex and every home: one
 * sweep a category and pace, done when it is first asked for and kept.
 */
#include "lifecircle/base/pool.h"
#include "src/world/world_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST (lc_label(LIFE_SEARCH_MS, 0xFFFFFF) | (LIFE_LABEL_RANKS - 1))

static lc_status no_memory(lc_error *err)
{
    return lc_fail(err, LIFE_ERR_NOMEM, "no memory for walk times");
}

uint32_t lc_world_rank(const lc_world *w, uint32_t category, uint32_t facility)
{
    uint32_t lo = 0, hi = w->category[category].facility_count;

    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;

        if (w->member[category][mid] < facility)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* ---- one category's sweep ---- */

/* Who reaches the link's edge at an end walks on to the facility. */
static bool seed_link(const lc_pace_graph *g, const lc_link *l, uint32_t rank,
                      lc_seed_vec *out)
{
    const lc_edge *e = &g->net->edge[l->edge];
    uint64_t leg = lc_gait_leg(&g->gait, l->leg_mm) | rank;
    const uint32_t end_mm[2] = {e->at_mm, e->at_mm + e->length_mm};

    if (g->end[l->edge][0] == LIFE_NO_EDGE)
        return true;
    for (int i = 0; i < 2; i++) {
        uint64_t label = lc_label_add(
            leg, lc_gait_stretch(&g->gait, e, end_mm[i], l->at_mm), MOST);
        lc_seed seed = {g->end[l->edge][i], label};

        if (label != LIFE_LABEL_NONE &&
            lc_gait_may(&g->gait, e, end_mm[i], l->at_mm) &&
            !lc_vec_push(out, seed))
            return false;
    }
    return true;
}

bool lc_world_seed_facility(const lc_world *w, const lc_pace_graph *g,
                            uint32_t facility, uint32_t rank, lc_seed_vec *out)
{
    const lc_link_table *t = &w->links[g->gait.mode].facility;
    bool ok = true;

    for (uint32_t i = t->first[facility]; ok && i < t->first[facility + 1]; i++)
        ok = seed_link(g, &t->link[i], rank, out);
    return ok;
}

static lc_status sweep(const lc_world *w, const lc_pace_graph *g,
                       uint32_t category, uint64_t **out, lc_error *err)
{
    lc_seed_vec seeds = {0};
    lc_queue *q = lc_queue_new();
    uint64_t *label = lc_calloc(g->vertex_count, sizeof *label);
    bool ok = q && label;
    lc_status st = LIFE_OK;

    for (uint32_t r = 0; ok && r < w->category[category].facility_count; r++)
        ok = lc_world_seed_facility(w, g, w->member[category][r], r, &seeds);
    if (!ok)
        st = no_memory(err);
    else
        st = lc_sweep(g, &g->in, seeds.v, seeds.n, MOST, q, label, err);
    lc_vec_free(&seeds);
    lc_queue_free(q);
    if (st)
        lc_free(label);
    else
        *out = label;
    return st;
}

/* ---- reading labels from a link ---- */

uint64_t lc_world_along(const lc_pace_graph *g, const lc_link *from,
                        const lc_link *to)
{
    const lc_edge *e = &g->net->edge[from->edge];
    uint64_t label;

    if (!lc_gait_may(&g->gait, e, from->at_mm, to->at_mm))
        return LIFE_LABEL_NONE;
    label = lc_label_add(lc_gait_leg(&g->gait, from->leg_mm),
                         lc_gait_stretch(&g->gait, e, from->at_mm, to->at_mm),
                         MOST);
    return lc_label_add(label, lc_gait_leg(&g->gait, to->leg_mm), MOST);
}

/* Straight along the edge to the facilities on it. */
static void along_edge(const lc_world *w, const lc_pace_graph *g,
                       const lc_link *l, uint32_t only, uint64_t *best)
{
    const lc_mode_links *m = &w->links[g->gait.mode];

    for (uint32_t i = m->edge_first[l->edge]; i < m->edge_first[l->edge + 1];
         i++) {
        const lc_edge_link *d = &m->by_edge[i];
        lc_catset set = d->categories & ~LIFE_ANY_FACILITY;
        uint64_t label;

        if (only != LIFE_NONE)
            set &= (lc_catset)1 << only;
        if (!set)
            continue;
        label = lc_world_along(g, l, &m->facility.link[d->link]);
        for (; set; set &= set - 1) {
            uint32_t c = (uint32_t)__builtin_ctzll(set);
            uint64_t sum =
                lc_label_add(label, lc_world_rank(w, c, d->facility), MOST);
            uint64_t *least = &best[only == LIFE_NONE ? c : 0];

            *least = sum < *least ? sum : *least;
        }
    }
}

void lc_world_along_edges(const lc_world *w, const lc_pace_graph *g,
                          const lc_link *link, size_t links, uint32_t only,
                          uint64_t *best)
{
    const uint64_t *used = w->links[g->gait.mode].edge_used;

    for (size_t i = 0; i < links; i++) {
        uint32_t e = link[i].edge;

        if (used[e / 64] >> e % 64 & 1 && g->end[e][0] != LIFE_NO_EDGE)
            along_edge(w, g, &link[i], only, best);
    }
}

size_t lc_world_entries(const lc_pace_graph *g, const lc_link *link,
                        size_t links, lc_entry *out)
{
    size_t n = 0;

    for (size_t i = 0; i < links; i++) {
        const lc_link *l = &link[i];
        const lc_edge *e = &g->net->edge[l->edge];
        const uint8_t perm = e->perm[g->gait.mode];
        const uint32_t end_mm[2] = {e->at_mm, e->at_mm + e->length_mm};
        uint64_t leg = lc_gait_leg(&g->gait, l->leg_mm);

        for (int k = 0; k < 2 && g->end[l->edge][0] != LIFE_NO_EDGE; k++) {
            uint64_t label = lc_label_add(
                leg, lc_gait_stretch(&g->gait, e, l->at_mm, end_mm[k]), MOST);

            if (label != LIFE_LABEL_NONE &&
                lc_gait_may(&g->gait, e, l->at_mm, end_mm[k]))
                out[n++] = (lc_entry){g->end[l->edge][k],
                                      perm & LIFE_PERM_PRIVATE, label};
        }
    }
    return n;
}

uint64_t lc_world_over_entries(const uint64_t *label, const lc_entry *entry,
                               size_t entries, uint64_t best)
{
    for (size_t i = 0; i < entries; i++) {
        uint64_t on = label[entry[i].vertex], sum;

        if (entry[i].twin && label[entry[i].vertex + 1] < on)
            on = label[entry[i].vertex + 1];
        sum = lc_label_add(entry[i].label, on, MOST);
        best = sum < best ? sum : best;
    }
    return best;
}

void lc_home_entries_clear(lc_home_entries *e)
{
    if (!e)
        return;
    lc_free(e->first);
    lc_free(e->entry);
    lc_free(e->beside);
    *e = (lc_home_entries){0};
}

static lc_catset beside(const lc_mode_links *m, const lc_link *link, size_t n)
{
    lc_catset set = 0;

    for (size_t k = 0; k < n; k++)
        for (uint32_t i = m->edge_first[link[k].edge];
             i < m->edge_first[link[k].edge + 1]; i++)
            set |= m->by_edge[i].categories;
    return set;
}

static lc_status make_entries(const lc_world *w, const lc_pace_graph *g,
                              lc_home_entries *out, lc_error *err)
{
    const lc_mode_links *m = &w->links[g->gait.mode];
    size_t links = 0;

    for (size_t h = 0; h < w->home_count; h++)
        links += m->home.n[h];
    out->first = lc_calloc(w->home_count + 1, sizeof *out->first);
    out->entry = lc_calloc(2 * links, sizeof *out->entry);
    out->beside = lc_calloc(w->home_count, sizeof *out->beside);
    if (!out->first || !out->entry || !out->beside) {
        lc_home_entries_clear(out);
        return no_memory(err);
    }
    for (uint32_t h = 0; h < w->home_count; h++) {
        const lc_link *link;
        size_t n = lc_world_home_links(w, h, g->gait.mode, &link);

        out->first[h + 1] =
            out->first[h] +
            (uint32_t)lc_world_entries(g, link, n, out->entry + out->first[h]);
        out->beside[h] = beside(m, link, n);
    }
    return LIFE_OK;
}

/* NULL: no memory. */
static uint64_t *read_homes(const lc_world *w, const lc_pace_graph *g,
                            const lc_home_entries *in, const uint64_t *label,
                            uint32_t category)
{
    uint64_t *home = lc_calloc(w->home_count, sizeof *home);

    for (uint32_t h = 0; home && h < w->home_count; h++) {
        uint32_t first = in->first[h];

        home[h] = LIFE_LABEL_NONE;
        if (in->beside[h] >> category & 1) { /* few are */
            const lc_link *link;
            size_t n = lc_world_home_links(w, h, g->gait.mode, &link);

            lc_world_along_edges(w, g, link, n, category, &home[h]);
        }
        home[h] = lc_world_over_entries(label, in->entry + first,
                                        in->first[h + 1] - first, home[h]);
    }
    return home;
}

/* ---- once, by who holds the lock ---- */

/* Calls for each facility along each edge and each vertex it is met at: once
 * to count, once to fill (`fill` set). A private edge's facility is met by who
 * came from inside and by who came in. */
static void each_stop(const lc_world *w, const lc_pace_graph *g,
                      lc_pace_slot *s, bool fill)
{
    const lc_mode_links *m = &w->links[g->gait.mode];

    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        const lc_edge *d = &w->net->edge[e];
        const uint32_t end_mm[2] = {d->at_mm, d->at_mm + d->length_mm};
        uint32_t copies = d->perm[g->gait.mode] & LIFE_PERM_PRIVATE ? 2 : 1;

        for (uint32_t i = m->edge_first[e];
             i < m->edge_first[e + 1] && g->end[e][0] != LIFE_NO_EDGE; i++) {
            const lc_edge_link *on = &m->by_edge[i];
            const lc_link *l = &m->facility.link[on->link];

            for (uint32_t k = 0; k < 2 * copies; k++) {
                uint32_t v = g->end[e][k % 2] + k / 2;
                uint64_t way =
                    lc_gait_stretch(&g->gait, d, end_mm[k % 2], l->at_mm);

                if (!lc_gait_may(&g->gait, d, end_mm[k % 2], l->at_mm))
                    continue;
                if (fill)
                    s->stop[s->stop_first[v + 1]] = (lc_stop){
                        lc_label_add(way, lc_gait_leg(&g->gait, l->leg_mm),
                                     MOST),
                        on->categories, on->facility};
                s->stop_first[fill ? v + 1 : v + 2]++;
            }
        }
    }
}

/* What a search meets at each vertex, with what it takes to get there, so
 * that it adds and does not divide. */
static lc_status list_stops(const lc_world *w, const lc_pace_graph *g,
                            lc_pace_slot *s, lc_error *err)
{
    uint32_t n = g->vertex_count;

    s->stop_first = lc_calloc((size_t)n + 2, sizeof *s->stop_first);
    if (!s->stop_first)
        return no_memory(err);
    each_stop(w, g, s, false);
    for (uint32_t v = 0; v < n; v++)
        s->stop_first[v + 2] += s->stop_first[v + 1];
    s->stop = lc_calloc(s->stop_first[n + 1], sizeof *s->stop);
    if (!s->stop)
        return no_memory(err);
    each_stop(w, g, s, true); /* moves every first to where the next begins */
    return LIFE_OK;
}

static lc_status need_graph(lc_world *w, uint32_t pace, lc_error *err)
{
    lc_gait gait = lc_pace_gait(&w->pace[pace]);
    lc_pace_slot *s = &w->slot[pace];
    lc_pace_graph *g;
    lc_status st;

    if (s->graph)
        return LIFE_OK;
    st = lc_pace_graph_make(w->net, &gait, &g, err);
    if (st)
        return st;
    st = list_stops(w, g, s, err);
    if (st) {
        lc_free(s->stop_first);
        lc_free(s->stop);
        s->stop_first = NULL;
        s->stop = NULL;
        lc_pace_graph_free(g);
        return st;
    }
    s->graph = g; /* last: who sees it may read the stops */
    return LIFE_OK;
}

static lc_status need_entries(lc_world *w, uint32_t pace, lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    lc_home_entries *e;
    lc_status st = need_graph(w, pace, err);

    if (st || s->entries)
        return st;
    e = lc_calloc(1, sizeof *e);
    if (!e)
        return no_memory(err);
    st = make_entries(w, s->graph, e, err);
    if (st)
        lc_free(e);
    else
        s->entries = e;
    return st;
}

static lc_status need_label(lc_world *w, uint32_t pace, uint32_t category,
                            lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    uint64_t *label;
    lc_status st = need_graph(w, pace, err);

    if (st || s->label[category])
        return st;
    st = sweep(w, s->graph, category, &label, err);
    if (!st)
        s->label[category] = label;
    return st;
}

static lc_status need_home_label(lc_world *w, uint32_t pace, uint32_t category,
                                 lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    lc_status st;

    if (s->home_label[category])
        return LIFE_OK;
    st = need_label(w, pace, category, err);
    if (!st)
        st = need_entries(w, pace, err);
    if (st)
        return st;
    s->home_label[category] =
        read_homes(w, s->graph, s->entries, s->label[category], category);
    return s->home_label[category] ? LIFE_OK : no_memory(err);
}

lc_status lc_world_home_entries(lc_world *w, uint32_t pace,
                                const lc_home_entries **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!w->slot[pace].entries) {
        pthread_mutex_lock(&w->lock);
        st = need_entries(w, pace, err);
        pthread_mutex_unlock(&w->lock);
    }
    *out = w->slot[pace].entries;
    return st;
}

lc_status lc_world_pace_graph(lc_world *w, uint32_t pace,
                              const lc_pace_graph **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!w->slot[pace].graph) {
        pthread_mutex_lock(&w->lock);
        st = need_graph(w, pace, err);
        pthread_mutex_unlock(&w->lock);
    }
    *out = w->slot[pace].graph;
    return st;
}

const uint64_t *lc_world_label_if(const lc_world *w, uint32_t pace,
                                  lc_catset set)
{
    if (!set || set & (set - 1))
        return NULL;
    return w->slot[pace].label[__builtin_ctzll(set)];
}

/* The lock is let go between two categories, so that who needs one graph
 * doesn't wait for all labels of another pace. */
lc_status lc_world_all_labels(lc_world *w, uint32_t pace, const uint64_t **out,
                              lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        if (w->category[c].facility_count && !s->label[c]) {
            pthread_mutex_lock(&w->lock);
            st = need_label(w, pace, c, err);
            pthread_mutex_unlock(&w->lock);
        }
        out[c] = s->label[c];
    }
    return st;
}

bool lc_world_pace_made(const lc_world *w, uint32_t pace)
{
    const lc_pace_slot *s = &w->slot[pace];

    for (uint32_t c = 0; c < w->category_count; c++)
        if (w->category[c].facility_count && !s->label[c])
            return false;
    return s->graph != NULL;
}

lc_status lc_world_home_labels(lc_world *w, uint32_t pace, uint32_t category,
                               const uint64_t **out, lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!w->category[category].facility_count)
        return LIFE_OK;
    if (!s->home_label[category]) {
        pthread_mutex_lock(&w->lock);
        st = need_home_label(w, pace, category, err);
        pthread_mutex_unlock(&w->lock);
    }
    *out = s->home_label[category];
    return st;
}

/* ---- all categories of a pace, on several threads ---- */

typedef struct sweeping {
    lc_world *w;
    uint32_t pace;
} sweeping;

static lc_status sweep_item(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    sweeping *s = ctx;
    uint32_t c = (uint32_t)item;

    (void)worker;
    /* Graph and entries are there: of the rest each item has its own. */
    return s->w->category[c].facility_count
               ? need_home_label(s->w, s->pace, c, err)
               : LIFE_OK;
}

lc_status lc_world_sweep_all(lc_world *w, uint32_t pace, lc_error *err)
{
    sweeping s = {w, pace};
    lc_status st;

    pthread_mutex_lock(&w->lock);
    st = need_entries(w, pace, err);
    if (!st)
        st = lc_pool_run(lc_pool_threads(), w->category_count, sweep_item, &s,
                         err);
    pthread_mutex_unlock(&w->lock);
    return st;
}

/* ---- stored labels ---- */

lc_status lc_world_store_labels(lc_city *c, const lc_world *w, uint32_t pace,
                                lc_error *err)
{
    const lc_pace_slot *s = &w->slot[pace];
    char name[96];
    lc_status st = LIFE_OK;

    for (uint32_t i = 0; i < w->category_count && !st; i++) {
        const uint64_t *label = s->label[i];

        if (!label)
            continue;
        snprintf(name, sizeof name, "label/%.40s/%.40s", w->pace[pace].id,
                 w->category[i].id);
        st = lc_city_array_put(c, name, label,
                               s->graph->vertex_count * sizeof *label, err);
    }
    return st;
}

lc_status lc_world_load_labels(lc_city *c, lc_world *w, uint32_t pace,
                               lc_error *err)
{
    lc_pace_slot *s = &w->slot[pace];
    char name[96];
    lc_status st = need_graph(w, pace, err);

    for (uint32_t i = 0; i < w->category_count && !st; i++) {
        const uint64_t *label;
        void *data;
        size_t n;

        if (!w->category[i].facility_count)
            continue;
        snprintf(name, sizeof name, "label/%.40s/%.40s", w->pace[pace].id,
                 w->category[i].id);
        st = lc_city_array_get(c, name, sizeof(uint64_t), &data, &n, err);
        if (st)
            return st;
        label = s->label[i] = data;
        if (n != s->graph->vertex_count)
            st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
        for (size_t v = 0; v < n && !st; v++)
            if (label[v] != LIFE_LABEL_NONE &&
                lc_label_rank(label[v]) >= w->category[i].facility_count)
                st = lc_fail(err, LIFE_ERR_DB, "array %s is damaged", name);
    }
    return st;
}

/* ---- straight distances ---- */

double lc_facility_distance_m(const lc_world *w, uint32_t facility, lc_pt p)
{
    const lc_facility *f = &w->facility.v[facility];

    if (f->shape != LIFE_NONE)
        return lc_shape_distance_m(&w->shape.v[f->shape], p, true, NULL);
    return f->placed ? lc_distance_m(p, f->pt) : HUGE_VAL;
}

typedef struct near_home {
    const lc_world *w;
    lc_pt p;
    uint32_t category;
    double best_m;
} near_home;

static void near_facility(void *ctx, uint32_t rank, double *limit_m)
{
    near_home *n = ctx;
    double m =
        lc_facility_distance_m(n->w, n->w->member[n->category][rank], n->p);

    if (m < n->best_m)
        n->best_m = m;
    if (m < *limit_m)
        *limit_m = m;
}

/* Distances are rounded up, so that "within" never counts one too many. */
static uint32_t to_mm(double m)
{
    return m < 4000000.0 ? (uint32_t)ceil(m * 1000.0) : LIFE_NONE;
}

/* The largest radius that may be asked for, and the search's end. */
#define STRAIGHT_MOST_M 20000.0

static lc_status make_straight(lc_world *w, uint32_t category, lc_error *err)
{
    uint32_t *mm = lc_calloc(w->home_count, sizeof *mm);

    if (!mm)
        return no_memory(err);
    for (size_t h = 0; h < w->home_count; h++) {
        near_home n = {w, w->home_pt[h], category, HUGE_VAL};

        lc_index_nearest(w->member_index[category], n.p, STRAIGHT_MOST_M,
                         near_facility, &n);
        mm[h] = to_mm(n.best_m);
    }
    w->straight_mm[category] = mm;
    return LIFE_OK;
}

lc_status lc_world_straight_mm(lc_world *w, uint32_t category,
                               const uint32_t **out, lc_error *err)
{
    lc_status st = LIFE_OK;

    if (!w->straight_mm[category]) {
        pthread_mutex_lock(&w->lock);
        if (!w->straight_mm[category])
            st = make_straight(w, category, err);
        pthread_mutex_unlock(&w->lock);
    }
    *out = w->straight_mm[category];
    return st;
}

typedef struct near_unlinked {
    const lc_world *w;
    const uint32_t *facility;
    lc_pt p;
    double best_m;
} near_unlinked;

static void try_unlinked(void *ctx, uint32_t item, double *limit_m)
{
    near_unlinked *n = ctx;
    double m = lc_facility_distance_m(n->w, n->facility[item], n->p);

    if (m <= *limit_m && m < n->best_m)
        *limit_m = n->best_m = m;
}

double lc_world_unlinked_m(const lc_world *w, lc_mode mode, uint32_t category,
                           lc_pt p, double limit_m)
{
    const lc_mode_links *m = &w->links[mode];
    near_unlinked n = {w, m->unlinked[category], p, HUGE_VAL};

    if (m->unlinked_count[category])
        lc_index_nearest(m->unlinked_index[category], p, limit_m, try_unlinked,
                         &n);
    return n.best_m;
}

static lc_status make_unlinked(lc_world *w, lc_mode mode, uint32_t category,
                               lc_error *err)
{
    uint32_t *mm = lc_calloc(w->home_count, sizeof *mm);

    if (!mm)
        return no_memory(err);
    for (size_t h = 0; h < w->home_count; h++)
        mm[h] = to_mm(lc_world_unlinked_m(w, mode, category, w->home_pt[h],
                                          STRAIGHT_MOST_M));
    w->links[mode].unlinked_mm[category] = mm;
    return LIFE_OK;
}

lc_status lc_world_unlinked_mm(lc_world *w, lc_mode mode, uint32_t category,
                               const uint32_t **out, lc_error *err)
{
    lc_mode_links *m = &w->links[mode];
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!m->unlinked_count[category])
        return LIFE_OK;
    if (!m->unlinked_mm[category]) {
        pthread_mutex_lock(&w->lock);
        if (!m->unlinked_mm[category])
            st = make_unlinked(w, mode, category, err);
        pthread_mutex_unlock(&w->lock);
    }
    *out = m->unlinked_mm[category];
    return st;
}
