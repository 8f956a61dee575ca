/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/home_times.c - see home_times.h.
 *
 * A label is compared by its time first, and times are added by themselves, so
 * that the least of the sums has the least time: lengths and ranks, two thirds
 * of the labels, are not read. Cost: a number a vertex and category, and a home
 * some vectors for each of its entries.
 */
#include "src/study/home_times.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/world/wheels.h"
#include "src/study/entries.h"
#include "src/study/label_arrays.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"

#include <string.h>

enum {
    FOUR = 4,                 /* numbers of a vector */
    NO_WAY = INT32_C(1) << 30 /* more than any sum, and with any still one */
};

typedef int32_t four __attribute__((vector_size(16)));

struct lc_home_times {
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_home_entries *entries;
    uint32_t category[LIFE_MAX_CATEGORIES], count;
    uint64_t fold;   /* theirs */
    uint32_t fours;  /* that the times of a vertex take */
    int32_t *vertex; /* FOUR * fours each */
};

static four load_four(const int32_t *v)
{
    four z;

    memcpy(&z, v, sizeof z);
    return z;
}

/* Of each the less. */
static four least(four a, four b)
{
    const four less = a < b;

    return (a & less) | (b & ~less);
}

static void list_categories(lc_home_times *t, const bool *of)
{
    for (uint32_t c = 0; c < t->w->category_count; c++)
        if (of[c] && t->w->category[c].facility_count) {
            t->category[t->count++] = c;
            t->fold |= lc_catset_fold_of(c);
        }
    t->fours = (t->count + FOUR - 1) / FOUR;
}

/* What the room behind the last category holds is never looked at. */
static lc_status read_vertices(lc_home_times *t, lc_city *c, lc_error *err)
{
    size_t wide = (size_t)t->fours * FOUR;

    t->vertex = lc_calloc(t->g->vertex_count, wide * sizeof *t->vertex);
    return t->vertex ? lc_label_arrays_times(
                           c, t->w, t->category, t->count,
                           &(lc_label_times){t->g->vertex_count, wide, NO_WAY,
                                             t->vertex},
                           err)
                     : lc_no_memory(err, "walk times");
}

lc_status lc_home_times_open(lc_city *c, lc_study *s, const bool *of,
                             lc_home_times **out, lc_error *err)
{
    lc_home_times *t = lc_calloc(1, sizeof *t);
    lc_status st = LIFE_OK;

    *out = t;
    if (!t)
        return lc_no_memory(err, "walk times");
    t->w = s->w;
    list_categories(t, of);
    st = lc_slot_graph(s, 0, &t->g, err);
    if (!st)
        st = lc_slot_entries(s, 0, &t->entries, err);
    if (!st)
        st = read_vertices(t, c, err);
    if (st) {
        lc_home_times_close(t);
        *out = NULL;
    }
    return st;
}

void lc_home_times_close(lc_home_times *t)
{
    if (!t)
        return;
    lc_free(t->vertex);
    lc_free(t);
}

/* By the ends of the edges that it is linked to. */
static void by_vertices(const lc_home_times *t, uint32_t home, four *best)
{
    const lc_home_entries *in = t->entries;

    for (uint32_t i = in->first[home]; i < in->first[home + 1]; i++) {
        const lc_entry *e = &in->entry[i];
        const int32_t *at = t->vertex + (size_t)e->vertex * t->fours * FOUR;
        const int32_t way = (int32_t)lc_label_ms(e->label);

        for (uint32_t k = 0; k < t->fours; k++, at += FOUR) {
            four on = load_four(at);

            if (e->twin) /* as lc_entries_least() has it */
                on = least(on, load_four(at + (size_t)t->fours * FOUR));
            best[k] = least(best[k], on + way);
        }
    }
}

/* To one facility on an edge of the home's. */
static void look_at(const lc_home_times *t, const lc_link *from,
                    const lc_edge_link *to, uint32_t *ms)
{
    const lc_mode_links *m = &t->w->links[t->g->gait.mode];
    const lc_facility *f = &t->w->facility.v[to->facility];
    uint64_t label;

    if (!(to->fold & t->fold) || !lc_wheels_may(f, t->g->gait.wheels))
        return;
    label = lc_entries_along(t->g, from, &m->facility.link[to->link]);
    if (label == LIFE_LABEL_NONE)
        return;
    for (LIFE_CATSET_EACH(c, f->categories))
        if (lc_label_ms(label) < ms[c])
            ms[c] = lc_label_ms(label);
}

/* Of an edge with thousands of links those near the home are enough, which
 * differ by category. */
static void along_many(const lc_home_times *t, const lc_link *from,
                       uint64_t near, uint32_t *ms)
{
    for (uint32_t k = 0; k < t->count; k++) {
        uint32_t c = t->category[k];
        uint64_t label = LIFE_LABEL_NONE;

        if (!(near & lc_catset_fold_of(c)))
            continue;
        lc_entries_along_edges(t->w, t->g, from, 1, c, &label);
        if (label != LIFE_LABEL_NONE && lc_label_ms(label) < ms[c])
            ms[c] = lc_label_ms(label);
    }
}

/* Also of categories that nobody asked for, whose places are not looked at. */
static void along_edges(const lc_home_times *t, uint32_t home, uint32_t *ms)
{
    const lc_mode_links *m = &t->w->links[t->g->gait.mode];
    const lc_link *link;
    size_t n = lc_world_home_links(t->w, home, t->g->gait.mode, &link);

    for (size_t i = 0; i < n; i++) {
        uint32_t e = link[i].edge, k = m->edge_first[e];
        uint32_t end = m->edge_first[e + 1];

        if (t->g->end[e][0] == LIFE_NO_EDGE)
            continue;
        if (end - k > LIFE_EDGE_LINKS_MANY)
            along_many(t, &link[i], t->entries->near[home], ms);
        else
            for (; k < end; k++)
                look_at(t, &link[i], &m->by_edge[k], ms);
    }
}

void lc_home_times_of(const lc_home_times *t, uint32_t home, uint32_t *ms)
{
    const four none = {NO_WAY, NO_WAY, NO_WAY, NO_WAY};
    four best[LIFE_MAX_CATEGORIES / FOUR + 1] = {none};

    for (uint32_t k = 0; k < t->fours; k++)
        best[k] = none;
    by_vertices(t, home, best);
    for (uint32_t k = 0; k < t->count; k++) {
        uint32_t one = (uint32_t)best[k / FOUR][k % FOUR];

        ms[t->category[k]] = one <= LIFE_SEARCH_MS ? one : LIFE_NONE;
    }
    if (t->entries->near[home] & t->fold)
        along_edges(t, home, ms);
}
