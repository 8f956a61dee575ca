/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/relabel.c - see relabel.h.
 *
 * A vertex's label is its nearest facility's. Those of one that is gone are
 * found from where it joins the streets, by arcs that stay among them: along
 * the walk to it each vertex has its label. They lose it, and take what their
 * neighbours outside, or other facilities on their own edges, give; then all
 * of these, and where arrivals join the streets, are walked from, and a label
 * that is no less than the one that is there ends the way (label correcting).
 *
 *      . . . k k k k . .      .: of others; k: of one that is gone
 *      . . k k K k k k .      border: k beside .
 *
 * Arrivals, and what is taken from a facility on an edge, carry the last rank:
 * a tie leaves what is there. So ranks say nothing here, and times, which are
 * all that anybody asks for, are those of a sweep.
 *
 * Labels are unpacked page by page where they are looked at, so that a question
 * about a part of the city costs nothing elsewhere.
 */
#include "src/study/whatif/relabel.h"

#include "lifecircle/base/budget.h"
#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/world/wheels.h"
#include "src/study/seeds.h"
#include "src/study/study.h"
#include "src/study/whatif/waiting.h"
#include "src/world/city.h"
#include "src/world/links/linking.h"

#define MOST LIFE_LABEL_MOST
#define LAST (LIFE_LABEL_RANKS - 1) /* the rank that loses every tie */

/* Vertices walked between two looks at the budget. */
#define SPENT_AT_ONCE 1024

enum { PAGE = 1024 }; /* vertices */

typedef struct relabel {
    lc_study *s;
    const lc_world *w;
    const lc_pace_graph *g;
    const lc_pace_slot *slot;
    const lc_kept_labels *kept; /* NULL: the category has no facility */
    const lc_roster *roster;
    uint32_t category;
    uint64_t **page;          /* labels, from their first vertex on; or NULL */
    LC_VEC(uint32_t) changed; /* vertices, some twice */
    uint64_t *edge_seen, *home_seen; /* a bit each */
    LC_VEC(uint32_t) edge;           /* of those bits */
    lc_waiting waiting;
    bool no_memory;
} relabel;

/* ---- labels ---- */

static uint64_t *open_page(relabel *r, uint32_t page)
{
    uint32_t from = page * PAGE, n = r->g->vertex_count - from;
    uint64_t *v = lc_realloc(NULL, PAGE, sizeof *v);

    n = n < PAGE ? n : PAGE;
    if (!v) {
        r->no_memory = true;
        return NULL;
    }
    if (r->kept)
        lc_kept_labels_read_some(r->kept, from, n, v);
    for (uint32_t i = 0; i < n && !r->kept; i++)
        v[i] = LIFE_LABEL_NONE;
    return r->page[page] = v;
}

/* Where its label is, to be read and written; NULL: no memory. */
static inline uint64_t *label_at(relabel *r, uint32_t vertex)
{
    uint64_t *page = r->page[vertex / PAGE];

    if (!page)
        page = open_page(r, vertex / PAGE);
    return page ? page + vertex % PAGE : NULL;
}

static inline uint64_t label_of(relabel *r, uint32_t vertex)
{
    const uint64_t *at = label_at(r, vertex);

    return at ? *at : LIFE_LABEL_NONE;
}

/* Lower than what is there, it stands, and waits for its arcs to be walked. */
static inline void lower(relabel *r, uint32_t vertex, uint64_t label)
{
    uint64_t *at = label_at(r, vertex);

    if (!at || label >= *at)
        return;
    *at = label;
    if (!lc_vec_push(&r->changed, vertex) ||
        !lc_waiting_push(&r->waiting, vertex, label))
        r->no_memory = true;
}

/* ---- who is gone ---- */

/* The vertex's label is of that rank: no more, and the search for others of it
 * goes on from here. */
static void forget(relabel *r, uint32_t vertex, uint32_t rank)
{
    uint64_t *at = label_at(r, vertex);

    if (!at || *at == LIFE_LABEL_NONE || lc_label_rank(*at) != rank)
        return;
    *at = LIFE_LABEL_NONE;
    if (!lc_vec_push(&r->changed, vertex))
        r->no_memory = true;
}

static lc_status forget_facility(relabel *r, uint32_t facility, lc_error *err)
{
    uint32_t rank = lc_entries_rank(r->w, r->category, facility);
    const lc_arcs *in = &r->g->in;
    lc_seed_vec seeds = {0};
    lc_status st = LIFE_OK;
    size_t i = r->changed.n;

    if (!lc_seeds_add(r->w, r->g, facility, rank, &seeds))
        r->no_memory = true;
    for (size_t k = 0; k < seeds.n; k++)
        forget(r, seeds.v[k].vertex, rank);
    lc_vec_free(&seeds);
    for (; i < r->changed.n && !r->no_memory && !st; i++) {
        uint32_t v = r->changed.v[i];

        for (uint32_t a = in->first[v]; a < in->first[v + 1]; a++)
            forget(r, in->arc[a].to, rank);
        if (i % SPENT_AT_ONCE == 0)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

/* ---- their border ---- */

/* The free arc of g->in that leads to a vertex comes from its node's other
 * copies: to C from P, or from A where there is no P; to P from A. They stand
 * side by side, A, C, P (pace_graph.c). */
static uint64_t free_arc(relabel *r, uint32_t v)
{
    const lc_pace_graph *g = r->g;
    const uint32_t from[] = {v - 1, v - 2, v + 1};

    for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
        uint32_t u = from[k];

        if (u >= g->vertex_count) /* v - 1 of 0, too */
            continue;
        for (uint32_t a = g->in.first[u]; a < g->in.first[u + 1]; a++)
            if (g->in.arc[a].edge == LIFE_NO_EDGE && g->in.arc[a].to == v)
                return label_of(r, u);
    }
    return LIFE_LABEL_NONE;
}

/* The least that its neighbours and what stands on its edges give. Arcs of
 * g->out lead where those of g->in come from, but for the free ones. */
static uint64_t least_beside(relabel *r, uint32_t v)
{
    const lc_arcs *out = &r->g->out;
    const uint64_t fold = lc_catset_fold_of(r->category);
    uint64_t best = free_arc(r, v);

    for (uint32_t a = out->first[v]; a < out->first[v + 1]; a++) {
        uint64_t sum;

        if (out->arc[a].edge == LIFE_NO_EDGE)
            continue;
        sum = lc_label_add(label_of(r, out->arc[a].to), out->arc[a].cost, MOST);
        best = sum < best ? sum : best;
    }
    for (uint32_t i = r->slot->stop_first[v]; i < r->slot->stop_first[v + 1];
         i++) {
        const lc_stop *p = &r->slot->stop[i];

        if (p->fold & fold && p->label != LIFE_LABEL_NONE &&
            (p->label | LAST) < best && r->roster->keep[p->facility] &&
            lc_catset_has(r->w->facility.v[p->facility].categories,
                          r->category))
            best = p->label | LAST;
    }
    return best;
}

/* A vertex that was forgotten stands there once. */
static void take_borders(relabel *r)
{
    size_t n = r->changed.n;

    for (size_t i = 0; i < n && !r->no_memory; i++)
        lower(r, r->changed.v[i], least_beside(r, r->changed.v[i]));
}

/* ---- who comes ---- */

static void seed_arrivals(relabel *r)
{
    lc_seed_vec seeds = {0};

    for (size_t i = 0; i < r->roster->come.n; i++) {
        const lc_roster_arrival *a = &r->roster->come.v[i];

        if (lc_roster_counts(r->roster, a, r->category) &&
            !lc_seeds_add_links(r->g, lc_vec_at(&r->roster->link, a->first),
                                a->n, LAST, &seeds))
            r->no_memory = true;
    }
    for (size_t k = 0; k < seeds.n; k++)
        lower(r, seeds.v[k].vertex, seeds.v[k].label);
    lc_vec_free(&seeds);
}

static lc_status walk(relabel *r, lc_error *err)
{
    const lc_arcs *in = &r->g->in;
    lc_status st = LIFE_OK;
    uint32_t walked = 0;
    lc_seed e;

    while (!st && !r->no_memory && lc_waiting_pop(&r->waiting, &e)) {
        if (label_of(r, e.vertex) != e.label)
            continue;
        for (uint32_t a = in->first[e.vertex]; a < in->first[e.vertex + 1]; a++)
            lower(r, in->arc[a].to,
                  lc_label_add(e.label, in->arc[a].cost, MOST));
        if (++walked % SPENT_AT_ONCE == 0)
            st = lc_budget_spend(SPENT_AT_ONCE, err);
    }
    return st;
}

static lc_status relabel_vertices(relabel *r, lc_error *err)
{
    lc_status st = LIFE_OK;

    for (size_t i = 0; i < r->roster->gone.n && !st; i++)
        if (lc_roster_counted(r->roster, r->roster->gone.v[i], r->category))
            st = forget_facility(r, r->roster->gone.v[i], err);
    if (!st)
        take_borders(r);
    seed_arrivals(r);
    return st ? st : walk(r, err);
}

/* ---- homes ---- */

static void see_edge(relabel *r, uint32_t e)
{
    if (e == LIFE_NO_EDGE || r->edge_seen[e / 64] >> e % 64 & 1)
        return;
    r->edge_seen[e / 64] |= UINT64_C(1) << e % 64;
    if (!lc_vec_push(&r->edge, e))
        r->no_memory = true;
}

static void see_arcs(relabel *r, const lc_arcs *arcs, uint32_t v)
{
    for (uint32_t a = arcs->first[v]; a < arcs->first[v + 1]; a++)
        see_edge(r, arcs->arc[a].edge);
}

/* On all edges of vertices that changed, and of who goes or comes: along these
 * a walk needs no vertex. */
static void see_edges(relabel *r)
{
    const lc_roster *o = r->roster;
    const lc_link *link;

    for (size_t i = 0; i < r->changed.n; i++) {
        see_arcs(r, &r->g->out, r->changed.v[i]);
        if (r->g->in.first != r->g->out.first)
            see_arcs(r, &r->g->in, r->changed.v[i]);
    }
    for (size_t i = 0; i < o->gone.n; i++)
        if (lc_roster_counted(o, o->gone.v[i], r->category))
            for (size_t n = lc_world_facility_links(r->w, o->gone.v[i],
                                                    r->g->gait.mode, &link);
                 n; n--)
                see_edge(r, link[n - 1].edge);
    for (size_t i = 0; i < o->come.n; i++)
        if (lc_roster_counts(o, &o->come.v[i], r->category))
            for (uint32_t k = 0; k < o->come.v[i].n; k++)
                see_edge(r, o->link.v[o->come.v[i].first + k].edge);
}

/* Straight along an edge to who comes. */
static uint64_t along_to_arrivals(const relabel *r, uint32_t home,
                                  uint64_t best)
{
    const lc_roster *o = r->roster;
    const lc_link *from;
    size_t n = lc_world_home_links(r->w, home, r->g->gait.mode, &from);

    for (size_t i = 0; i < o->come.n; i++) {
        const lc_roster_arrival *a = &o->come.v[i];

        if (!lc_roster_counts(o, a, r->category))
            continue;
        for (size_t k = 0; k < n * a->n; k++) {
            const lc_link *to = &o->link.v[a->first + k / n];
            uint64_t sum;

            if (to->edge != from[k % n].edge ||
                r->g->end[to->edge][0] == LIFE_NO_EDGE)
                continue;
            sum = lc_entries_along(r->g, &from[k % n], to);
            best = sum < best ? sum : best;
        }
    }
    return best;
}

/* As lc_entries_home_labels() has it. */
static uint32_t home_ms(relabel *r, uint32_t home)
{
    const lc_home_entries *in = r->slot->entries;
    uint64_t best = LIFE_LABEL_NONE;

    if (in->near[home] & lc_catset_fold_of(r->category))
        lc_entries_along_kept(r->w, r->g, home, r->category, r->roster->keep,
                              &best);
    best = along_to_arrivals(r, home, best);
    for (uint32_t i = in->first[home]; i < in->first[home + 1]; i++) {
        const lc_entry *e = &in->entry[i];
        uint64_t on = label_of(r, e->vertex), sum;

        if (e->twin && label_of(r, e->vertex + 1) < on)
            on = label_of(r, e->vertex + 1);
        sum = lc_label_add(e->label, on, MOST);
        best = sum < best ? sum : best;
    }
    return best == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(best);
}

static void look_at_home(relabel *r, uint32_t home, const uint64_t *before,
                         lc_relabelled_vec *out)
{
    uint32_t was = LIFE_NONE, ms = home_ms(r, home);

    if (before && before[home] != LIFE_LABEL_NONE)
        was = lc_label_ms(before[home]);
    if (ms != was && !lc_vec_push(out, ((lc_relabelled){home, ms})))
        r->no_memory = true;
}

/* Bits first: so each home is looked at once, and in order. */
static void see_homes(relabel *r, const lc_homes_on *on)
{
    for (size_t i = 0; i < r->edge.n; i++) {
        uint32_t e = r->edge.v[i];

        for (uint32_t k = on->first[e]; k < on->first[e + 1]; k++)
            r->home_seen[on->home[k] / 64] |= UINT64_C(1) << on->home[k] % 64;
    }
}

static lc_status relabel_homes(relabel *r, const lc_homes_on *on,
                               lc_relabelled_vec *out, lc_error *err)
{
    const uint64_t *before = r->slot->home_label[r->category];
    size_t words = r->w->home_count / 64 + 1;
    uint32_t looked = 0;
    lc_status st = LIFE_OK;

    see_edges(r);
    see_homes(r, on);
    for (size_t i = 0; i < words && !r->no_memory && !st; i++)
        for (uint64_t bits = r->home_seen[i]; bits && !st; bits &= bits - 1) {
            look_at_home(r,
                         (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(bits),
                         before, out);
            if (++looked % SPENT_AT_ONCE == 0)
                st = lc_budget_spend(SPENT_AT_ONCE, err);
        }
    return st;
}

/* ---- all of it ---- */

static void clear(relabel *r)
{
    size_t pages = r->g->vertex_count / PAGE + 1;

    for (size_t i = 0; r->page && i < pages; i++)
        lc_free(r->page[i]);
    lc_free((void *)r->page);
    lc_free(r->edge_seen);
    lc_free(r->home_seen);
    lc_vec_free(&r->changed);
    lc_vec_free(&r->edge);
    lc_waiting_clear(&r->waiting);
}

lc_status lc_relabel(lc_study *s, const lc_roster *roster, uint32_t category,
                     const lc_homes_on *on, lc_relabelled_vec *out,
                     lc_error *err)
{
    const lc_pace_slot *slot = &s->slot[roster->pace_index];
    relabel r = {.s = s,
                 .w = s->w,
                 .g = slot->graph,
                 .slot = slot,
                 .kept = slot->label[category],
                 .roster = roster,
                 .category = category};
    lc_status st = LIFE_OK;

    r.page =
        (uint64_t **)lc_calloc(r.g->vertex_count / PAGE + 1, sizeof *r.page);
    r.edge_seen = lc_calloc(s->w->net->edge_count / 64 + 1, sizeof(uint64_t));
    r.home_seen = lc_calloc(s->w->home_count / 64 + 1, sizeof(uint64_t));
    r.no_memory = !r.page || !r.edge_seen || !r.home_seen;
    if (!r.no_memory)
        st = relabel_vertices(&r, err);
    if (!st && !r.no_memory)
        st = relabel_homes(&r, on, out, err);
    if (!st && r.no_memory)
        st = lc_no_memory(err, "a scenario");
    clear(&r);
    return st;
}
