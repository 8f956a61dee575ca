/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/gap_barrier.c - see the header.
 *
 * A line across a town meets many barriers, and of most one goes round in a
 * minute. So each is asked what it costs:
 *
 *      home ---- a |barrier| b ---- facility
 *
 *      a, b    the nearest streets on this side of it and on the other
 *      cost    walk from a to the facility, less the walk from b and the line
 *              from a to b
 *
 * That with the largest cost is why. A barrier that one can cross near by has
 * next to none, whatever it is.
 */
#include "src/study/gap/gap_barrier.h"

#include "lifecircle/graph/pace_graph.h"
#include "src/study/entries.h"
#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/straight.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/links/compounds.h"

#include <math.h>
#include <string.h>

#define BESIDE_M  10.0  /* from the barrier, where the streets are looked for */
#define STREET_M  150.0 /* and how far from there */
#define LEAST_MS  60000 /* what costs less is no barrier */
#define OVER_PART 3     /* nor what is less than that of what is too far */
#define ALIKE     9     /* costs are, within a tenth */
#define NAMED_M   5.0   /* the street with the road's name is there */
#define SAME_M    30.0  /* so near a river's line and its banks are one */
#define BESIDE_OF 50.0  /* what stands by itself and is no wider bars nobody */
#define NO_WAY_MS 3600000

lc_status lc_gap_barriers_begin(lc_gap_barriers *b, lc_study *s,
                                const lc_gap_query *q, lc_error *err)
{
    const lc_world *w = s->w;
    lc_status st = lc_slot_graph(s, q->pace, &b->g, err);

    b->study = s;
    b->category = q->category;
    b->limit_ms = q->limit_ms;
    if (!st)
        st = lc_labels_one(s, q->pace, q->category, &b->label, err);
    if (st)
        return st;
    b->compound =
        lc_calloc(w->barriers->barrier_count / 64 + 1, sizeof *b->compound);
    if (!b->compound)
        return lc_no_memory(err, "the gaps");
    for (uint32_t e = 0; e < w->net->edge_count; e++) {
        uint32_t k = w->compound[e];

        if (k != LIFE_NO_COMPOUND)
            b->compound[k / 64] |= UINT64_C(1) << k % 64;
    }
    return LIFE_OK;
}

void lc_gap_barriers_clear(lc_gap_barriers *b)
{
    lc_free(b->compound);
    lc_vec_free(&b->met);
}

/* ---- a street beside ---- */

typedef struct beside {
    const lc_gap_barriers *b;
    uint32_t barrier;
    lc_pt from;
    double best_m;
    lc_link link; /* where the nearest is, without a leg */
    lc_pt at;
} beside;

/* The nearest, and on the same side of the barrier. */
static bool look_at(void *ctx, uint32_t edge)
{
    beside *x = ctx;
    const lc_network *net = x->b->g->net;
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (x->b->g->end[edge][0] == LIFE_NO_EDGE)
        return true;
    m = lc_network_project(net, edge, x->from, &at_mm, &at);
    if (m > STREET_M || m > x->best_m ||
        (m == x->best_m && edge > x->link.edge) ||
        lc_met_by(x->b->study->w->barriers, x->barrier, x->from, at))
        return true;
    x->best_m = m;
    x->link = (lc_link){edge, at_mm, 0};
    x->at = at;
    return true;
}

static bool find_beside(beside *x)
{
    lc_box box = {x->from.lon, x->from.lat, x->from.lon, x->from.lat};

    x->best_m = HUGE_VAL;
    lc_index_query(x->b->g->net->index, lc_box_grown(box, STREET_M), look_at,
                   x);
    return x->best_m < HUGE_VAL;
}

/* From a place of a street to the nearest facility; LIFE_NONE: over an hour,
 * which then stands for it. */
static uint32_t walk_ms(const lc_gap_barriers *b, const lc_link *link)
{
    uint64_t best = LIFE_LABEL_NONE;
    lc_entry entry[2];
    size_t n = lc_entries_of_links(b->g, link, 1, entry);
    uint64_t label;

    lc_entries_along_edges(b->study->w, b->g, link, 1, b->category, &best);
    label = lc_entries_least_kept(b->label, entry, n, best);
    return label == LIFE_LABEL_NONE ? LIFE_NONE : lc_label_ms(label);
}

/* ---- what a barrier costs ---- */

/* From a home to the nearest facility. */
typedef struct line_of_sight {
    lc_pt from, to;
    uint32_t walk_ms; /* what the way is; LIFE_NONE: over an hour */
} line_of_sight;

static lc_pt along(lc_pt from, lc_pt to, double t)
{
    return lc_pt_between(from, to, t > 0 ? t < 1 ? t : 1 : 0);
}

static int64_t hour_at_most(uint32_t ms)
{
    return ms == LIFE_NONE ? LIFE_SEARCH_MS : ms;
}

static int64_t straight_ms(const lc_gap_barriers *b, lc_pt from, lc_pt to)
{
    double mm = lc_distance_m(from, to) * 1000;

    return lc_label_ms(lc_gait_leg(&b->g->gait, (uint32_t)llround(mm)));
}

/* Milliseconds, of whoever stands beside it, and no more than it can cost the
 * home from where the line sets out; less than 0 where no streets are beside,
 * or none that lead anywhere. */
static int64_t cost_of(const lc_gap_barriers *b, const lc_met *m,
                       const line_of_sight *l)
{
    double part = BESIDE_M / fmax(lc_distance_m(l->from, l->to), BESIDE_M);
    beside near = {.b = b,
                   .barrier = m->barrier,
                   .from = along(l->from, l->to, m->first - part)};
    beside far = {.b = b,
                  .barrier = m->barrier,
                  .from = along(l->from, l->to, m->last + part)};
    uint32_t here_ms, there_ms;
    int64_t cost, most;

    if (!find_beside(&near) || !find_beside(&far))
        return -1;
    here_ms = walk_ms(b, &near.link);
    there_ms = walk_ms(b, &far.link);
    if (there_ms == LIFE_NONE ||
        (here_ms == LIFE_NONE && l->walk_ms != LIFE_NONE))
        return -1;
    cost = hour_at_most(here_ms) - straight_ms(b, near.at, far.at) - there_ms;
    most = hour_at_most(l->walk_ms) - straight_ms(b, l->from, near.at) -
           straight_ms(b, near.at, far.at) - there_ms;
    return cost < most ? cost : most;
}

/* Grounds stop nobody but where their streets are private. */
static bool kind_of(const lc_gap_barriers *b, uint32_t barrier,
                    lc_gap_barrier_kind *out)
{
    static const lc_gap_barrier_kind kind[] = {
        [LIFE_BLOCK_WATER] = LIFE_GAP_BARRIER_WATER,
        [LIFE_BLOCK_RAIL] = LIFE_GAP_BARRIER_RAILWAY,
        [LIFE_BLOCK_BUILDING] = LIFE_GAP_BARRIER_BUILDING,
        [LIFE_BLOCK_ROAD] = LIFE_GAP_BARRIER_ROAD,
        [LIFE_BLOCK_WALL] = LIFE_GAP_BARRIER_WALL,
        [LIFE_BLOCK_CARRIAGEWAY] = LIFE_GAP_BARRIER_CROSSING};
    lc_block block = (lc_block)b->study->w->barriers->barrier[barrier].block;

    if (b->compound[barrier / 64] >> barrier % 64 & 1)
        *out = LIFE_GAP_BARRIER_COMPOUND;
    else if (block == LIFE_BLOCK_NONE || block == LIFE_BLOCK_GROUNDS)
        return false;
    else
        *out = kind[block];
    return true;
}

/* ---- what one passes beside ---- */

/* How wide it stands across the line. */
static double width_m(const lc_barriers *b, uint32_t barrier,
                      const line_of_sight *l)
{
    const lc_frame f = lc_frame_at(l->from);
    lc_xy to = lc_frame_xy(&f, l->to);
    lc_shape s = lc_barriers_shape(b, barrier);
    double length = hypot(to.x, to.y), least = HUGE_VAL, most = -HUGE_VAL;

    for (uint32_t i = s.part[0]; i < s.part[s.part_count] && length > 0; i++) {
        lc_xy p = lc_frame_xy(&f, s.pt[i]);
        double off = (p.x * to.y - p.y * to.x) / length;

        least = fmin(least, off);
        most = fmax(most, off);
    }
    return most - least;
}

/* Between two roads of a slope there is a house or a wall nearly everywhere,
 * and room beside it: what is missing there is a way, and not that it is away.
 * Of rivers and roads what is short is a piece of a longer one. */
static bool is_passed_beside(const lc_gap_barriers *b, uint32_t barrier,
                             lc_gap_barrier_kind kind, const line_of_sight *l)
{
    bool alone = kind == LIFE_GAP_BARRIER_BUILDING ||
                 kind == LIFE_GAP_BARRIER_WALL ||
                 kind == LIFE_GAP_BARRIER_COMPOUND;

    return alone && width_m(b->study->w->barriers, barrier, l) <= BESIDE_OF;
}

/* ---- its name ---- */

typedef struct naming {
    const lc_network *net;
    lc_pt at;
    double best_m;
    const char *name;
} naming;

static bool look_for_name(void *ctx, uint32_t edge)
{
    naming *x = ctx;
    const char *name = x->net->names + x->net->edge[edge].name;
    uint32_t at_mm;
    lc_pt at;
    double m;

    if (!*name)
        return true;
    m = lc_network_project(x->net, edge, x->at, &at_mm, &at);
    if (m < x->best_m || (m == x->best_m && strcmp(name, x->name) < 0)) {
        x->best_m = m;
        x->name = name;
    }
    return true;
}

/* Of a road that is in the network too, as that has the names of streets. */
static const char *street_name(const lc_gap_barriers *b, lc_pt at)
{
    naming n = {.net = b->g->net, .at = at, .best_m = NAMED_M, .name = ""};
    lc_box box = {at.lon, at.lat, at.lon, at.lat};

    lc_index_query(n.net->index, lc_box_grown(box, NAMED_M), look_for_name, &n);
    return *n.name ? n.name : NULL;
}

/* How far apart two barriers are met, as parts of the line; 0: one within the
 * other. */
static double apart(const lc_met *a, const lc_met *b)
{
    return fmax(fmax(a->first - b->last, b->first - a->last), 0);
}

/* A river is drawn as its banks, which have no name, and as a line that has it;
 * of a railway's tracks often one alone has it. */
static const char *name_beside(const lc_gap_barriers *b, const lc_met *m,
                               lc_gap_barrier_kind kind, double line_m)
{
    const lc_barriers *all = b->study->w->barriers;
    const char *best = NULL;
    double best_m = SAME_M;

    for (size_t i = 0; i < b->met.n; i++) {
        const lc_met *x = &b->met.v[i];
        const char *name = lc_barriers_name(all, x->barrier);
        double m_apart = apart(m, x) * line_m;
        lc_gap_barrier_kind of;

        if (name && kind_of(b, x->barrier, &of) && of == kind &&
            (m_apart < best_m || (m_apart == best_m && !best))) {
            best = name;
            best_m = m_apart;
        }
    }
    return best;
}

/* Of one that is a line of its kind others beside it tell; a house or a
 * compound beside is another one. */
static const char *name_of(const lc_gap_barriers *b, const lc_met *m,
                           const lc_gap_barrier *x, double line_m)
{
    bool road = x->kind == LIFE_GAP_BARRIER_ROAD ||
                x->kind == LIFE_GAP_BARRIER_CROSSING;
    const char *name = lc_barriers_name(b->study->w->barriers, m->barrier);

    if (!name && (road || x->kind == LIFE_GAP_BARRIER_WATER ||
                  x->kind == LIFE_GAP_BARRIER_RAILWAY))
        name = name_beside(b, m, x->kind, line_m);
    return name || !road ? name : street_name(b, x->at);
}

/* What costs less is not why, however much there is of it. */
static uint32_t least_ms(const lc_gap_barriers *b, uint32_t walk_ms)
{
    uint32_t over_ms = 0;

    if (walk_ms != LIFE_NONE && walk_ms > b->limit_ms)
        over_ms = walk_ms - b->limit_ms;
    return over_ms / OVER_PART > LEAST_MS ? over_ms / OVER_PART : LEAST_MS;
}

/* Whether the other is rather why: where nothing but the two is between the
 * streets, as of a river with its railing, both cost the same. */
static bool is_rather(const lc_gap_barrier *a, const lc_gap_barrier *b)
{
    if (b->cost_ms > a->cost_ms / ALIKE * (ALIKE + 1))
        return true;
    return b->cost_ms > a->cost_ms / (ALIKE + 1) * ALIKE && b->kind < a->kind;
}

lc_status lc_gap_barriers_find(lc_gap_barriers *b, lc_pt from, uint32_t walk_ms,
                               lc_gap_barrier *out, lc_error *err)
{
    const lc_world *w = b->study->w;
    line_of_sight l = {from, from, walk_ms};
    const lc_met *best = NULL;
    uint32_t facility;
    double line_m = lc_straight_place_m(b->study, b->g->gait.wheels,
                                        b->category, from, &facility, &l.to);
    lc_status st = lc_met_along(w->barriers, from, l.to, &b->met, err);

    *out = (lc_gap_barrier){.kind = LIFE_GAP_BARRIER_WAY, .at = from};
    for (size_t i = 0; i < b->met.n && !st; i++) {
        const lc_met *m = &b->met.v[i];
        lc_gap_barrier x = {.at = along(from, l.to, m->first)};
        int64_t ms;

        if (!kind_of(b, m->barrier, &x.kind) ||
            is_passed_beside(b, m->barrier, x.kind, &l))
            continue;
        ms = cost_of(b, m, &l);
        x.cost_ms = ms > 0 ? (uint32_t)ms : 0;
        if (x.cost_ms >= least_ms(b, walk_ms) && is_rather(out, &x)) {
            *out = x;
            best = m;
        }
    }
    if (best)
        out->name = name_of(b, best, out, line_m);
    out->facility = facility;
    return st;
}
