/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/gap/best_gate.c - see the header.
 *
 *      home ----walk----> a |gate| b ----walk----> facility
 *
 * A gate is some nodes on one spot; opened, they are one. A way that is the
 * shortest passes it once. So what it is to the category from each of its
 * vertices is then the least of what it is from any of them, as private and
 * public streets allow; and who gains are the homes that come to one that is
 * nearer so within what is left of the limit: one search against the walks.
 *
 * Labels are of searches against the walks, in which who began in a private
 * street (A) may come out to a public one (P) and go into a private one (C):
 * free arcs lead A -> P -> C.
 */
#include "src/study/gap/best_gate.h"

#include "src/study/labels.h"
#include "src/study/slot.h"
#include "src/study/study.h"
#include "src/world/city.h"
#include "src/world/pace.h"

typedef struct opening {
    const lc_pace_graph *g;
    const lc_kept_labels *label;
    const lc_closed_gates *gates;
    lc_best_gates *out;
} opening;

static uint32_t ms_at(const opening *o, uint32_t vertex)
{
    return lc_kept_labels_ms(o->label->ms, vertex);
}

static bool is_private(const opening *o, uint32_t edge)
{
    return lc_gait_perm(&o->g->gait, &o->g->net->edge[edge]) &
           LIFE_PERM_PRIVATE;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* From the one vertex that the gate's are then, by copy. */
static void join(const opening *o, const lc_closed_gate *g, uint32_t ms[3])
{
    ms[LIFE_COPY_A] = ms[LIFE_COPY_P] = ms[LIFE_COPY_C] = LIFE_KEPT_NONE;
    for (uint32_t i = g->first; i < g->first + g->count; i++) {
        lc_gate_side s = o->gates->side.v[i];
        uint32_t v = o->g->end[s.edge][s.end];

        if (is_private(o, s.edge)) {
            ms[LIFE_COPY_A] = least(ms[LIFE_COPY_A], ms_at(o, v));
            ms[LIFE_COPY_C] = least(ms[LIFE_COPY_C], ms_at(o, v + 1));
        } else {
            ms[LIFE_COPY_P] = least(ms[LIFE_COPY_P], ms_at(o, v));
        }
    }
    ms[LIFE_COPY_P] = least(ms[LIFE_COPY_P], ms[LIFE_COPY_A]);
    ms[LIFE_COPY_C] = least(ms[LIFE_COPY_C], ms[LIFE_COPY_P]);
}

/* Nothing where it is no nearer than before. */
static bool add_seed(const opening *o, uint32_t vertex, uint32_t ms,
                     uint32_t *best)
{
    if (ms >= ms_at(o, vertex) || ms > o->out->limit_ms)
        return true;
    *best = least(*best, ms);
    return lc_vec_push(&o->out->seed, ((lc_seed){vertex, lc_label(ms, 0)}));
}

/* The first that has one: sides are in the order of their streets. */
static const char *name_of(const opening *o, const lc_closed_gate *g)
{
    const lc_network *n = o->g->net;

    for (uint32_t i = g->first; i < g->first + g->count; i++) {
        const char *name = n->names + n->edge[o->gates->side.v[i].edge].name;

        if (*name)
            return name;
    }
    return NULL;
}

static bool add_gate(const opening *o, const lc_closed_gate *g)
{
    lc_helping_gate x = {
        .at = g->at, .name = name_of(o, g), .first = (uint32_t)o->out->seed.n};
    uint32_t ms[3], best = LIFE_KEPT_NONE;
    bool ok = true;

    join(o, g, ms);
    for (uint32_t i = g->first; i < g->first + g->count && ok; i++) {
        lc_gate_side s = o->gates->side.v[i];
        uint32_t v = o->g->end[s.edge][s.end];
        bool within = is_private(o, s.edge);

        ok = add_seed(o, v, ms[within ? LIFE_COPY_A : LIFE_COPY_P], &best) &&
             (!within || add_seed(o, v + 1, ms[LIFE_COPY_C], &best));
    }
    x.count = (uint32_t)o->out->seed.n - x.first;
    if (!ok || !x.count)
        return ok;
    x.left_ms = o->out->limit_ms - best;
    return lc_vec_push(&o->out->gate, x);
}

lc_status lc_best_gates_begin(lc_best_gates *b, lc_study *s,
                              const lc_gap_query *q, lc_error *err)
{
    lc_closed_gates gates = {0};
    opening o = {.gates = &gates, .out = b};
    lc_status st = lc_slot_graph(s, q->pace, &o.g, err);

    *b = (lc_best_gates){.study = s, .pace = q->pace, .limit_ms = q->limit_ms};
    if (!st)
        st = lc_labels_one(s, q->pace, q->category, &o.label, err);
    if (st || !o.label)
        return st;
    st = lc_closed_gates_find(s->w->net, &o.g->gait, &gates, err);
    for (size_t i = 0; i < gates.gate.n && !st; i++)
        if (!add_gate(&o, &gates.gate.v[i]))
            st = lc_no_memory(err, "the gaps");
    lc_closed_gates_clear(&gates);
    return st;
}

void lc_best_gates_clear(lc_best_gates *b)
{
    lc_vec_free(&b->gate);
    lc_vec_free(&b->seed);
}

/* ---- of one gap ---- */

static lc_status weigh(const lc_best_gates *b, const lc_helping_gate *g,
                       lc_gaining *who, int64_t *gained, lc_error *err)
{
    const lc_catchments *c;
    lc_status st = lc_slot_catchments(b->study, b->pace, &c, err);

    if (!st)
        st = lc_catchment_search_from(c, b->seed.v + g->first, g->count,
                                      b->limit_ms, &who->catchment, err);
    return st ? st : lc_gaining_found(who, gained, err);
}

/* That which could gain most comes first, until none can be better. */
static lc_helping_gate *next(const lc_best_gates *b)
{
    lc_helping_gate *best = NULL;

    for (size_t i = 0; i < b->gate.n; i++)
        if (b->gate.v[i].most > (best ? best->most : 0))
            best = &b->gate.v[i];
    return best;
}

lc_status lc_best_gates_find(const lc_best_gates *b, lc_gaining *who,
                             lc_gap_gate *out, lc_error *err)
{
    const lc_world *w = b->study->w;
    const lc_pace *pace = &w->pace[b->pace];
    const lc_helping_gate *best = NULL;
    lc_helping_gate *g;
    lc_status st = LIFE_OK;

    *out = (lc_gap_gate){0};
    for (size_t i = 0; i < b->gate.n; i++) {
        g = &b->gate.v[i];
        g->most = lc_gaining_about(
            who, w, g->at, lc_pace_reach_mm(pace, g->left_ms) / 1000.0 + 1);
    }
    while (!st && (g = next(b)) && g->most >= out->gained) {
        int64_t gained;

        g->most = 0;
        st = weigh(b, g, who, &gained, err);
        if (st || !gained || gained < out->gained ||
            (gained == out->gained && g > best))
            continue;
        best = g;
        *out = (lc_gap_gate){g->at, g->name, gained};
    }
    return st;
}
