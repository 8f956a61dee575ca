/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/labels.c - see labels.h: one sweep a category and pace.
 *
 * Labels of vertices are swept once for all homes and places and then kept in 5
 * bytes each; homes' are an addition more. Which of them are there is told by
 * atomic pointers, see study.h. Cost: one search of the whole graph a category
 * and pace.
 */
#include "src/study/labels.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/base/log.h"
#include "lifecircle/base/pool.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/sweep.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/wheels.h"
#include "src/study/entries.h"
#include "src/study/label_arrays.h"
#include "src/study/seeds.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

/* ---- one category ---- */

/* Nobody comes to a facility by a closed street, nor from a closed gate. */
static bool add_seeds(const lc_world *w, const lc_pace_graph *g,
                      uint32_t facility, uint32_t rank, const lc_shut *shut,
                      lc_seed_vec *out)
{
    const lc_link *link;
    size_t n = lc_world_facility_links(w, facility, g->gait.mode, &link);
    bool ok = true;

    if (!shut)
        return lc_seeds_add(w, g, facility, rank, out);
    for (size_t i = 0; i < n && ok; i++) {
        size_t end, kept = out->n;

        if (lc_shut_edge(shut, link[i].edge))
            continue;
        ok = lc_seeds_add_links(g, &link[i], 1, rank, out);
        end = out->n;
        for (out->n = kept; kept < end; kept++)
            if (!lc_shut_vertex(shut, out->v[kept].vertex))
                out->v[out->n++] = out->v[kept];
    }
    return ok;
}

/* Backwards from all facilities at once: each vertex learns the one that is
 * reached soonest from it. The rank in a label decides between equals, so
 * that the answer does not depend on the order of the search. */
static lc_status sweep(const lc_world *w, const lc_pace_graph *g,
                       const lc_labels_some *of, uint64_t **out, lc_error *err)
{
    const lc_arcs *arcs = of->shut ? &of->shut->in : &g->in;
    const uint64_t most =
        lc_label(of->limit_ms, 0xFFFFFF) | (LIFE_LABEL_RANKS - 1);
    const uint32_t *member = w->member[of->category];
    lc_seed_vec seeds = {0};
    lc_sweep_room *room = NULL;
    uint64_t *label = lc_calloc(g->vertex_count, sizeof *label);
    bool ok = label != NULL;
    lc_status st = LIFE_OK;

    for (uint32_t r = 0; ok && r < w->category[of->category].facility_count;
         r++)
        if ((!of->keep || of->keep[member[r]]) &&
            lc_wheels_may(&w->facility.v[member[r]], g->gait.wheels))
            ok = add_seeds(w, g, member[r], r, of->shut, &seeds);
    if (ok)
        room = lc_sweep_room_new();
    if (!room)
        st = lc_no_memory(err, "walk times");
    else
        st = lc_sweep(g, arcs, seeds.v, seeds.n, most, room, label, err);
    lc_vec_free(&seeds);
    lc_sweep_room_free(room);
    if (st)
        lc_free(label);
    else
        *out = label;
    return st;
}

/* ---- once, by who holds the category's lock ---- */

/* Swept, and kept. *label is the caller's, for lc_free(). The pointer is stored
 * when the labels are whole: see study.h. */
static lc_status make_label(lc_study *s, uint32_t pace, uint32_t category,
                            uint64_t **label, lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    const lc_pace_graph *g = p->graph;
    const lc_labels_some all = {
        .pace = pace, .category = category, .limit_ms = LIFE_SEARCH_MS};
    lc_kept_labels *kept;
    lc_status st = sweep(s->w, g, &all, label, err);

    if (st)
        return st;
    kept = lc_kept_labels_make(*label, g->vertex_count, g->gait.level);
    p->label[category] = kept;
    return kept ? LIFE_OK : lc_no_memory(err, "walk times");
}

/* Of a city that was opened for one question. The file is the names' too. */
static lc_status load_label(lc_study *s, uint32_t pace, uint32_t category,
                            lc_error *err)
{
    bool of[LIFE_MAX_CATEGORIES] = {false};
    lc_status st;

    if (!s->once || pace || s->slot[pace].label[category])
        return LIFE_OK;
    of[category] = true;
    pthread_mutex_lock(&s->naming);
    st = lc_label_arrays_load(s->own_file, s, pace, of, err);
    pthread_mutex_unlock(&s->naming);
    return st;
}

/* Graph and entries have a lock of their own, and one that all categories
 * want: they are made before this one's is held. */
static lc_status need_label(lc_study *s, uint32_t pace, uint32_t category,
                            lc_error *err)
{
    const lc_pace_graph *g;
    uint64_t *label = NULL;
    lc_status st = lc_slot_graph(s, pace, &g, err);

    if (st)
        return st;
    pthread_mutex_lock(&s->making_of[category]);
    st = load_label(s, pace, category, err);
    if (!st && !s->slot[pace].label[category])
        st = make_label(s, pace, category, &label, err);
    pthread_mutex_unlock(&s->making_of[category]);
    lc_free(label);
    return st;
}

/* As a sweep made them, for who reads all: the caller's, for lc_free(). */
static lc_status whole_label(lc_study *s, uint32_t pace, uint32_t category,
                             uint64_t **label, lc_error *err)
{
    const lc_kept_labels *kept;
    lc_status st = load_label(s, pace, category, err);

    if (st)
        return st;
    kept = s->slot[pace].label[category];
    if (!kept)
        return make_label(s, pace, category, label, err);
    /* Every one is written. */
    *label = lc_realloc(NULL, kept->count, sizeof **label);
    if (!*label)
        return lc_no_memory(err, "walk times");
    lc_kept_labels_read(kept, *label);
    return LIFE_OK;
}

static lc_status make_home_label(lc_study *s, uint32_t pace, uint32_t category,
                                 const lc_home_entries *entries, lc_error *err)
{
    const lc_entries_some all = {.category = category};
    lc_pace_slot *p = &s->slot[pace];
    uint64_t *label = NULL;
    lc_status st = whole_label(s, pace, category, &label, err);

    if (!st)
        p->home_label[category] =
            lc_entries_home_labels(s->w, p->graph, entries, label, &all);
    if (!st && !p->home_label[category])
        st = lc_no_memory(err, "walk times");
    lc_free(label);
    return st;
}

static lc_status need_home_label(lc_study *s, uint32_t pace, uint32_t category,
                                 lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    const lc_home_entries *entries;
    lc_status st = lc_slot_entries(s, pace, &entries, err);

    if (st)
        return st;
    pthread_mutex_lock(&s->making_of[category]);
    if (!p->home_label[category])
        st = make_home_label(s, pace, category, entries, err);
    pthread_mutex_unlock(&s->making_of[category]);
    return st;
}

/* ---- for all others ---- */

const lc_kept_labels *lc_labels_made(const lc_study *s, uint32_t pace,
                                     const lc_catset *set)
{
    uint32_t c = lc_catset_only(set);

    return c == LIFE_CATSET_END ? NULL : s->slot[pace].label[c];
}

lc_status lc_labels_one(lc_study *s, uint32_t pace, uint32_t category,
                        const lc_kept_labels **out, lc_error *err)
{
    lc_status st = s->w->category[category].facility_count
                       ? need_label(s, pace, category, err)
                       : LIFE_OK;

    *out = st ? NULL : s->slot[pace].label[category];
    return st;
}

lc_status lc_labels_all(lc_study *s, uint32_t pace, const lc_kept_labels **out,
                        lc_error *err)
{
    const lc_world *w = s->w;
    lc_pace_slot *p = &s->slot[pace];
    lc_status st = LIFE_OK;

    for (uint32_t c = 0; c < w->category_count && !st; c++) {
        if (w->category[c].facility_count && !p->label[c]) {
            st = lc_budget_spend(1, err);
            if (st)
                return st;
            st = need_label(s, pace, c, err);
        }
        out[c] = p->label[c];
    }
    return st;
}

lc_status lc_labels_homes(lc_study *s, uint32_t pace, uint32_t category,
                          const uint64_t **out, lc_error *err)
{
    lc_pace_slot *p = &s->slot[pace];
    lc_status st = LIFE_OK;

    *out = NULL;
    if (!s->w->category[category].facility_count)
        return LIFE_OK;
    if (!p->home_label[category])
        st = need_home_label(s, pace, category, err);
    *out = p->home_label[category];
    return st;
}

/* Nothing of it is kept: graph and entries are, and once there constant. */
lc_status lc_labels_of_some(lc_study *s, const lc_labels_some *of,
                            uint64_t **out, lc_error *err)
{
    const lc_entries_some some = {of->category, of->keep,
                                  of->shut ? of->shut->edge_bits : NULL};
    const lc_home_entries *entries;
    const lc_pace_graph *g = NULL;
    uint64_t *label = NULL;
    lc_status st = lc_slot_graph(s, of->pace, &g, err);

    *out = NULL;
    if (!st)
        st = lc_slot_entries(s, of->pace, &entries, err);
    if (!st)
        st = sweep(s->w, g, of, &label, err);
    if (st)
        return st;
    *out = lc_entries_home_labels(s->w, g, entries, label, &some);
    lc_free(label);
    return *out ? LIFE_OK : lc_no_memory(err, "walk times");
}

/* ---- all categories of a pace, on several threads ---- */

/* Compute wants all categories, so each goes to whatever thread is free; the
 * bytes are the same for any number of threads. */
typedef struct sweeping {
    lc_study *s;
    uint32_t pace, from;
} sweeping;

static lc_status sweep_item(void *ctx, size_t item, unsigned worker,
                            lc_error *err)
{
    sweeping *all = ctx;
    uint32_t c = all->from + (uint32_t)item;

    (void)worker;
    lc_progress("walk times", item, all->s->w->category_count);
    return all->s->w->category[c].facility_count
               ? need_home_label(all->s, all->pace, c, err)
               : LIFE_OK;
}

lc_status lc_labels_sweep(lc_study *s, uint32_t pace, uint32_t from,
                          uint32_t to, lc_error *err)
{
    sweeping all = {s, pace, from};
    const lc_home_entries *entries;
    lc_status st = lc_slot_entries(s, pace, &entries, err);

    return st ? st
              : lc_pool_run(lc_pool_threads(), to - from, sweep_item, &all,
                            err);
}

void lc_labels_forget(lc_study *s, uint32_t pace, uint32_t category)
{
    lc_pace_slot *p = &s->slot[pace];

    lc_kept_labels_free(p->label[category]);
    p->label[category] = NULL;
    lc_free(p->home_label[category]);
    p->home_label[category] = NULL;
}
