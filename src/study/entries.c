/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/entries.c - see entries.h.
 *
 * A walk between two links leaves the one's edge at an end and comes to the
 * other's edge at an end; in between are vertices of the graph. The part before
 * the first vertex is worked out here once a link (leg, and the way along the
 * edge to either end), so that a home's time to a category is the least of at
 * most eight sums. Two links on one edge need no vertex: that way is looked at
 * on its own, as at x mm of an edge the least of both ends and the straight way
 * along it counts. Every sum is a label, bounded by an hour.
 */
#include "src/study/entries.h"

#include "lifecircle/graph/search.h"
#include "lifecircle/world/wheels.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#define MOST LIFE_LABEL_MOST

/* Members are in rising order, so by halving. */
uint32_t lc_entries_rank(const lc_world *w, uint32_t category,
                         uint32_t facility)
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

/* Who is on the same edge as the facility need not pass a junction. */
uint64_t lc_entries_along(const lc_pace_graph *g, const lc_link *from,
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

/* What a walk along an edge needs to know. */
typedef struct along {
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_mode_links *m;
    const lc_link *from;
    uint32_t only;
    uint64_t *best;       /* by category, or of `only` alone */
    const uint8_t *keep;  /* by facility: those that count; NULL: all do */
    const uint64_t *shut; /* a bit an edge; NULL: none is */
} along;

static void lower(const along *a, uint32_t c, uint32_t facility, uint64_t label,
                  uint64_t *least)
{
    uint64_t sum =
        lc_label_add(label, lc_entries_rank(a->w, c, facility), MOST);

    *least = sum < *least ? sum : *least;
}

/* The time to one facility on the edge. As integers: by time, then length,
 * then rank, which is the order of ids. */
static void look_at(const along *a, const lc_edge_link *d)
{
    const lc_facility *f = &a->w->facility.v[d->facility];
    const lc_catset *set = f->categories;
    uint64_t label;

    if (!lc_wheels_may(f, a->g->gait.wheels) ||
        (a->keep && !a->keep[d->facility]) ||
        (a->only == LIFE_NONE ? lc_catset_is_empty(set)
                              : !lc_catset_has(set, a->only)))
        return;
    label = lc_entries_along(a->g, a->from, &a->m->facility.link[d->link]);
    if (a->only != LIFE_NONE) {
        lower(a, a->only, d->facility, label, a->best);
        return;
    }
    for (LIFE_CATSET_EACH(c, set))
        lower(a, c, d->facility, label, &a->best[c]);
}

/* Whether the way along the edge to a place on it takes longer by itself than
 * all that was found, so that nothing behind it is nearer. */
static bool is_beyond(const along *a, uint32_t at_mm)
{
    const lc_edge *e = &a->g->net->edge[a->from->edge];

    return a->only != LIFE_NONE &&
           lc_gait_stretch(&a->g->gait, e, a->from->at_mm, at_mm) > a->best[0];
}

/* Of links by their place, the nearest first to either side. */
static void look_around(const along *a, uint32_t lo, uint32_t hi)
{
    const lc_link *link = a->m->facility.link;
    const lc_edge_link *v = a->m->by_edge;
    uint32_t first = lo, end = hi;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (link[v[mid].link].at_mm < a->from->at_mm)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (uint32_t i = lo; i < end && !is_beyond(a, link[v[i].link].at_mm); i++)
        look_at(a, &v[i]);
    for (uint32_t i = lo; i-- > first && !is_beyond(a, link[v[i].link].at_mm);)
        look_at(a, &v[i]);
}

/* Straight along the edge to the facilities on it. */
static void along_edge(const along *a)
{
    uint32_t e = a->from->edge;
    uint32_t i = a->m->edge_first[e], end = a->m->edge_first[e + 1];

    if (end - i > LIFE_EDGE_LINKS_MANY) {
        look_around(a, i, end);
        return;
    }
    for (; i < end; i++)
        look_at(a, &a->m->by_edge[i]);
}

/* Most edges have no facility; the bits say so without a look at the lists. A
 * closed edge (LIFE_NO_EDGE) has no vertex and no way along it. */
static void along_edges(along *a, const lc_link *link, size_t links)
{
    for (size_t i = 0; i < links; i++) {
        uint32_t e = link[i].edge;

        a->from = &link[i];
        if (a->m->edge_used[e / 64] >> e % 64 & 1 &&
            a->g->end[e][0] != LIFE_NO_EDGE && !lc_spread_is_shut(a->shut, e))
            along_edge(a);
    }
}

void lc_entries_along_edges(const lc_world *w, const lc_pace_graph *g,
                            const lc_link *link, size_t links, uint32_t only,
                            uint64_t *best)
{
    along a = {.w = w,
               .g = g,
               .m = &w->links[g->gait.mode],
               .only = only,
               .best = best};

    along_edges(&a, link, links);
}

void lc_entries_along_kept(const lc_world *w, const lc_pace_graph *g,
                           uint32_t home, uint32_t category,
                           const uint8_t *keep, uint64_t *best)
{
    along a = {.w = w,
               .g = g,
               .m = &w->links[g->gait.mode],
               .only = category,
               .keep = keep,
               .best = best};
    const lc_link *link;
    size_t n = lc_world_home_links(w, home, g->gait.mode, &link);

    along_edges(&a, link, n);
}

/* One-way streets: an end that may not be walked to gives no entry. */
size_t lc_entries_of_links(const lc_pace_graph *g, const lc_link *link,
                           size_t links, lc_entry *out)
{
    size_t n = 0;

    for (size_t i = 0; i < links; i++) {
        const lc_link *l = &link[i];
        const lc_edge *e = &g->net->edge[l->edge];
        const uint8_t perm = lc_gait_perm(&g->gait, e);
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

uint64_t lc_entries_least(const uint64_t *label, const lc_entry *entry,
                          size_t entries, uint64_t best)
{
    for (size_t i = 0; i < entries; i++) {
        uint64_t on = label[entry[i].vertex], sum;

        /* Who begins on a private edge may walk out of it (vertex A) or be on
         * its last part already (C, the next number): the better counts. */
        if (entry[i].twin && label[entry[i].vertex + 1] < on)
            on = label[entry[i].vertex + 1];
        sum = lc_label_add(entry[i].label, on, MOST);
        best = sum < best ? sum : best;
    }
    return best;
}

/* What a vertex gives where its time may be the least: few are, so that times
 * are looked at first. */
static uint64_t lower_kept(const lc_kept_labels *label, const lc_entry *entry,
                           uint32_t vertex, uint64_t best)
{
    uint64_t sum;

    if (lc_label_ms(entry->label) + lc_kept_labels_ms(label->ms, vertex) >
        lc_label_ms(best))
        return best;
    sum = lc_label_add(entry->label, lc_kept_labels_get(label, vertex), MOST);
    return sum < best ? sum : best;
}

uint64_t lc_entries_least_kept(const lc_kept_labels *label,
                               const lc_entry *entry, size_t entries,
                               uint64_t best)
{
    for (size_t i = 0; i < entries; i++) {
        best = lower_kept(label, &entry[i], entry[i].vertex, best);
        if (entry[i].twin) /* as above */
            best = lower_kept(label, &entry[i], entry[i].vertex + 1, best);
    }
    return best;
}

/* ---- of all homes ---- */

/* Also of entries that are made in part. */
void lc_entries_clear(lc_home_entries *e)
{
    if (!e)
        return;
    lc_free(e->first);
    lc_free(e->entry);
    lc_free(e->near);
    *e = (lc_home_entries){0};
}

/* The categories on an edge, as a fold; homes of one edge follow one
 * another. */
typedef struct on_edge {
    uint32_t edge;
    uint64_t fold;
} on_edge;

/* A fold, as there is one a home. */
static uint64_t near(const lc_mode_links *m, const lc_link *link, size_t n,
                     on_edge *last)
{
    uint64_t fold = 0;

    for (size_t k = 0; k < n; k++) {
        if (link[k].edge != last->edge) {
            *last = (on_edge){link[k].edge, 0};
            for (uint32_t i = m->edge_first[last->edge];
                 i < m->edge_first[last->edge + 1]; i++)
                last->fold |= m->by_edge[i].fold;
        }
        fold |= last->fold;
    }
    return fold;
}

/* Two at most for each link: one at either end of its edge. */
lc_status lc_entries_of_homes(const lc_world *w, const lc_pace_graph *g,
                              lc_home_entries *out, lc_error *err)
{
    const lc_mode_links *m = &w->links[g->gait.mode];
    on_edge last = {LIFE_NONE, 0};
    size_t links = 0;

    for (size_t h = 0; h < w->home_count; h++)
        links += m->home.n[h];
    out->first = lc_calloc(w->home_count + 1, sizeof *out->first);
    out->entry = lc_calloc(2 * links, sizeof *out->entry);
    out->near = lc_calloc(w->home_count, sizeof *out->near);
    if (!out->first || !out->entry || !out->near) {
        lc_entries_clear(out);
        return lc_no_memory(err, "walk times");
    }
    for (uint32_t h = 0; h < w->home_count; h++) {
        const lc_link *link;
        size_t n = lc_world_home_links(w, h, g->gait.mode, &link);

        out->first[h + 1] =
            out->first[h] + (uint32_t)lc_entries_of_links(
                                g, link, n, out->entry + out->first[h]);
        out->near[h] = near(m, link, n, &last);
    }
    return LIFE_OK;
}

/* By those links whose street is open: which entry is of which link is not
 * kept, as few homes are linked to a street that may be closed. */
static uint64_t least_open(const along *a, const lc_home_entries *in,
                           uint32_t home, const uint64_t *label, uint64_t best)
{
    const lc_link *link;
    size_t n = lc_world_home_links(a->w, home, a->g->gait.mode, &link);
    uint32_t first = in->first[home];
    bool open = true;

    for (size_t i = 0; i < n && a->shut; i++)
        open = open && !lc_spread_is_shut(a->shut, link[i].edge);
    if (open)
        return lc_entries_least(label, in->entry + first,
                                in->first[home + 1] - first, best);
    for (size_t i = 0; i < n; i++) {
        lc_entry entry[2];
        size_t entries;

        if (lc_spread_is_shut(a->shut, link[i].edge))
            continue;
        entries = lc_entries_of_links(a->g, &link[i], 1, entry);
        best = lc_entries_least(label, entry, entries, best);
    }
    return best;
}

/* By its vertex and its time: two links that have both are as good. */
bool lc_entries_is_open(const lc_world *w, const lc_pace_graph *g,
                        uint32_t home, const lc_entry *entry,
                        const uint64_t *shut)
{
    const lc_link *link;
    size_t n = lc_world_home_links(w, home, g->gait.mode, &link);
    bool all = true;

    for (size_t i = 0; i < n && shut; i++)
        all = all && !lc_spread_is_shut(shut, link[i].edge);
    if (all) /* as nearly always */
        return true;
    for (size_t i = 0; i < n; i++) {
        lc_entry to[2];
        size_t ends = lc_spread_is_shut(shut, link[i].edge)
                          ? 0
                          : lc_entries_of_links(g, &link[i], 1, to);

        while (ends-- > 0)
            if (to[ends].vertex == entry->vertex &&
                to[ends].label == entry->label)
                return true;
    }
    return false;
}

uint64_t *lc_entries_home_labels(const lc_world *w, const lc_pace_graph *g,
                                 const lc_home_entries *in,
                                 const uint64_t *label,
                                 const lc_entries_some *of)
{
    along a = {.w = w,
               .g = g,
               .m = &w->links[g->gait.mode],
               .only = of->category,
               .keep = of->keep,
               .shut = of->shut};
    uint64_t *home = lc_calloc(w->home_count, sizeof *home);
    const uint64_t fold = lc_catset_fold_of(of->category);

    for (uint32_t h = 0; home && h < w->home_count; h++) {
        home[h] = LIFE_LABEL_NONE;
        if (in->near[h] & fold) { /* few are */
            const lc_link *link;
            size_t n = lc_world_home_links(w, h, g->gait.mode, &link);

            a.best = &home[h];
            along_edges(&a, link, n);
        }
        home[h] = least_open(&a, in, h, label, home[h]);
    }
    return home;
}
