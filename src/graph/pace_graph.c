/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/pace_graph.c - vertices and arcs for one pace.
 *
 * Three passes over the edges: which kinds of edge a node touches gives it its
 * vertices (one to three), then each edge its ends, then arcs are counted and
 * filled in (compressed sparse rows). Times are made of whole numbers, as a
 * fraction without a common divisor: so they are the same on every processor.
 * Memory: 16 bytes an arc, two a two-way edge, four a private one.
 */
#include "lifecircle/graph/pace_graph.h"

#include "lifecircle/base/mem.h"
#include "lifecircle/base/memory/shared.h"

#include <math.h>
#include <string.h>

/* What the fields of a label hold; more is cut off, which is over an hour or
 * 16.7 km either way, and so never within a limit. */
#define MAX_MS ((UINT32_C(1) << 22) - 1)
#define MAX_MM ((UINT32_C(1) << 24) - 1)

/* Euclid's: small numbers keep the products of to_ms() within 64 bits. */
static uint64_t divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

static lc_rate make_rate(uint64_t num, uint64_t den)
{
    uint64_t d = divisor(num, den);

    return (lc_rate){num / d, den / d};
}

lc_status lc_gait_make(lc_mode mode, double metres, double seconds,
                       double steps_factor, lc_gait *out, lc_error *err)
{
    uint64_t m, s, f;

    if (!(metres >= 0.001 && metres <= 1e6 && seconds >= 0.001 &&
          seconds <= 1e6 && metres / seconds >= 0.1 && metres / seconds <= 4.6))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%g m in %g s is not a speed of 0.1 to 4.6 m/s", metres,
                       seconds);
    if (!(steps_factor >= 0 && steps_factor <= 100) ||
        (steps_factor > 0 && metres / seconds / steps_factor > 4.6))
        return lc_fail(err, LIFE_ERR_RANGE,
                       "a steps factor of %g is not within 0 to 100, or its"
                       " speed not within 4.6 m/s",
                       steps_factor);
    /* Three decimals of a table make whole numbers, so that 1.25 m/s is 5/4 and
     * not a double next to it. */
    m = (uint64_t)llround(metres * 1000);
    s = (uint64_t)llround(seconds * 1000);
    f = (uint64_t)llround(steps_factor * 1000);
    out->mode = mode;
    out->perm_at = lc_edge_perm_at(mode);
    out->level = make_rate(s, m);
    out->steps = make_rate(out->level.num * f, out->level.den * 1000);
    if ((out->level.num | out->level.den | out->steps.num | out->steps.den) >>
        30)
        return lc_fail(err, LIFE_ERR_RANGE,
                       "%g m in %g s, steps %g times: too many digits", metres,
                       seconds, steps_factor);
    return LIFE_OK;
}

static lc_rate rate_on(const lc_gait *gait, const lc_edge *e)
{
    return e->flags & LIFE_EDGE_STEPS ? gait->steps : gait->level;
}

/* num and den are below 2^30, so this fits 64 bits. 2 * mm * num + den is under
 * 2^33 * 2^30 + 2^30. Halves are rounded up. */
static uint64_t to_ms(lc_rate r, uint32_t mm)
{
    return (2 * (uint64_t)mm * r.num + r.den) / (2 * r.den);
}

double lc_gait_ms_per_mm(const lc_gait *gait, const lc_edge *e)
{
    lc_rate r = rate_on(gait, e);

    return (double)r.num / (double)r.den;
}

/* Open in one direction is open; steps are closed where their factor is 0. */
bool lc_gait_open(const lc_gait *gait, const lc_edge *e)
{
    if (!(lc_gait_perm(gait, e) & (LIFE_PERM_FORWARD | LIFE_PERM_BACK)))
        return false;
    return rate_on(gait, e).num > 0;
}

/* To stay where one is takes no permission. */
bool lc_gait_may(const lc_gait *gait, const lc_edge *e, uint32_t from_mm,
                 uint32_t to_mm)
{
    uint8_t way = to_mm > from_mm ? LIFE_PERM_FORWARD : LIFE_PERM_BACK;

    return from_mm == to_mm || lc_gait_perm(gait, e) & way;
}

static uint64_t pack(uint64_t ms, uint32_t mm)
{
    return lc_label(ms > MAX_MS ? MAX_MS : (uint32_t)ms,
                    mm > MAX_MM ? MAX_MM : mm);
}

/* The time at each place is rounded, not the time between: so parts add up
 * to the whole wherever an edge is split. */
uint64_t lc_gait_stretch(const lc_gait *gait, const lc_edge *e,
                         uint32_t from_mm, uint32_t to_mm)
{
    lc_rate r = rate_on(gait, e);
    uint64_t from_ms = to_ms(r, from_mm), till_ms = to_ms(r, to_mm);

    if (from_mm > to_mm)
        return pack(from_ms - till_ms, from_mm - to_mm);
    return pack(till_ms - from_ms, to_mm - from_mm);
}

uint64_t lc_gait_leg(const lc_gait *gait, uint32_t leg_mm)
{
    return pack(to_ms(gait->level, leg_mm), leg_mm);
}

static bool is_private(const lc_gait *gait, const lc_edge *e)
{
    return lc_gait_perm(gait, e) & LIFE_PERM_PRIVATE;
}

/* first[n]: vertex P of a public node, or A of a private one (then C, then P
 * where it is public too). */
enum { TOUCHES_PUBLIC = 1, TOUCHES_PRIVATE = 2 };

/* Copies of one node stand side by side, so that C is A + 1, and P the next
 * where there is one. */
static uint32_t *number_vertices(const lc_network *n, const lc_gait *gait,
                                 uint8_t *touch, uint32_t *count)
{
    uint32_t *first = lc_calloc((size_t)n->node_count + 1, sizeof *first);
    uint32_t at = 0;

    if (!first)
        return NULL;
    for (uint32_t e = 0; e < n->edge_count; e++) {
        const lc_edge *d = &n->edge[e];
        uint8_t bit = is_private(gait, d) ? TOUCHES_PRIVATE : TOUCHES_PUBLIC;

        if (lc_gait_open(gait, d)) {
            touch[d->from] |= bit;
            touch[d->to] |= bit;
        }
    }
    for (uint32_t i = 0; i < n->node_count; i++) {
        first[i] = at;
        if (touch[i] & TOUCHES_PRIVATE)
            at += 2;
        if (touch[i] & TOUCHES_PUBLIC)
            at++;
    }
    *count = first[n->node_count] = at;
    return first;
}

/* Of a private edge A, of a public one P: behind A and C where the node has
 * these. */
static uint32_t vertex_of(const uint32_t *first, const uint8_t *touch,
                          uint32_t node, bool private_edge)
{
    if (private_edge || !(touch[node] & TOUCHES_PRIVATE))
        return first[node];
    return first[node] + 2;
}

/* Closed edges keep LIFE_NO_EDGE, which is what others look at before they look
 * at a vertex. */
static void set_ends(lc_pace_graph *g, const uint32_t *first,
                     const uint8_t *touch)
{
    const lc_network *n = g->net;

    for (uint32_t e = 0; e < n->edge_count; e++) {
        const lc_edge *d = &n->edge[e];
        bool priv = is_private(&g->gait, d);

        g->end[e][0] = g->end[e][1] = LIFE_NO_EDGE;
        if (!lc_gait_open(&g->gait, d))
            continue;
        g->end[e][0] = vertex_of(first, touch, d->from, priv);
        g->end[e][1] = vertex_of(first, touch, d->to, priv);
    }
}

/* P is 0, as the array begins. */
static void set_copies(lc_pace_graph *g, const uint32_t *first,
                       const uint8_t *touch)
{
    for (uint32_t i = 0; i < g->net->node_count; i++) {
        if (touch[i] & TOUCHES_PRIVATE) {
            g->copy[first[i]] = LIFE_COPY_A;
            g->copy[first[i] + 1] = LIFE_COPY_C;
        }
    }
}

/* Calls for each arc, twice: once to count, once to fill (`fill` set). */
typedef struct arc_filler {
    lc_arcs *arcs;
    uint32_t *next; /* per vertex; NULL while counting */
} arc_filler;

static void put_arc(arc_filler *f, uint32_t from, uint32_t to, uint32_t edge,
                    uint64_t cost)
{
    if (f->next)
        f->arcs->arc[f->next[from]++] = (lc_arc){cost, to, edge};
    else
        f->arcs->first[from + 1]++;
}

/* Reversed, forward and back change places. What is searched against the walks
 * sees private* public* private* from its end, which is the same pattern, so
 * free arcs lead A -> P -> C in both. */
static void each_arc(const lc_pace_graph *g, const uint32_t *first,
                     const uint8_t *touch, bool reverse, arc_filler *f)
{
    const lc_network *n = g->net;

    for (uint32_t e = 0; e < n->edge_count; e++) {
        const lc_edge *d = &n->edge[e];
        uint32_t copies = is_private(&g->gait, d) ? 2 : 1;
        uint8_t ahead = reverse ? LIFE_PERM_BACK : LIFE_PERM_FORWARD;
        uint8_t back = reverse ? LIFE_PERM_FORWARD : LIFE_PERM_BACK;
        uint64_t cost = 0;

        if (g->end[e][0] == LIFE_NO_EDGE)
            continue;
        if (f->next) /* counting needs none */
            cost =
                lc_gait_stretch(&g->gait, d, d->at_mm, d->at_mm + d->length_mm);
        for (uint32_t c = 0; c < copies; c++) {
            uint32_t u = g->end[e][0] + c, v = g->end[e][1] + c;

            if (lc_gait_perm(&g->gait, d) & ahead)
                put_arc(f, u, v, e, cost);
            if (lc_gait_perm(&g->gait, d) & back)
                put_arc(f, v, u, e, cost);
        }
    }
    for (uint32_t i = 0; i < n->node_count; i++) {
        if (touch[i] == (TOUCHES_PRIVATE | TOUCHES_PUBLIC)) {
            put_arc(f, first[i], first[i] + 2, LIFE_NO_EDGE, 0);
            put_arc(f, first[i] + 2, first[i] + 1, LIFE_NO_EDGE, 0);
        } else if (touch[i] == TOUCHES_PRIVATE) {
            put_arc(f, first[i], first[i] + 1, LIFE_NO_EDGE, 0);
        }
    }
}

/* `next` is where each vertex's arcs go on while they are filled in. */
static lc_status make_arcs(const lc_pace_graph *g, const uint32_t *first,
                           const uint8_t *touch, bool reverse, lc_arcs *out,
                           lc_error *err)
{
    arc_filler f = {.arcs = out};
    uint32_t *next;

    out->first = lc_calloc((size_t)g->vertex_count + 2, sizeof *out->first);
    /* Both are written whole below. */
    next = lc_realloc(NULL, (size_t)g->vertex_count + 1, sizeof *next);
    if (out->first && next) {
        each_arc(g, first, touch, reverse, &f);
        for (uint32_t v = 0; v < g->vertex_count; v++)
            out->first[v + 1] += out->first[v];
        memcpy(next, out->first, g->vertex_count * sizeof *next);
        out->arc =
            lc_realloc(NULL, out->first[g->vertex_count], sizeof *out->arc);
    }
    if (!out->first || !next || !out->arc) {
        lc_free(next);
        return lc_no_memory(err, "the arcs");
    }
    f.next = next;
    each_arc(g, first, touch, reverse, &f);
    lc_free(next);
    return LIFE_OK;
}

/* Where none is, walking there and back is alike, and one set of arcs serves
 * both. */
static bool has_one_way(const lc_network *n, const lc_gait *gait)
{
    const uint8_t both = LIFE_PERM_FORWARD | LIFE_PERM_BACK;

    for (uint32_t e = 0; e < n->edge_count; e++) {
        uint8_t way = lc_gait_perm(gait, &n->edge[e]) & both;

        if (way && way != both)
            return true;
    }
    return false;
}

static lc_status make_parts(lc_pace_graph *g, lc_error *err)
{
    const lc_network *n = g->net;
    uint8_t *touch = lc_calloc(n->node_count, 1);
    uint32_t *first = NULL;
    lc_status st = LIFE_OK;

    if (touch)
        first = number_vertices(n, &g->gait, touch, &g->vertex_count);
    g->end = lc_realloc(NULL, n->edge_count, sizeof *g->end);
    g->copy = lc_calloc(g->vertex_count, sizeof *g->copy);
    if (!first || !g->end || !g->copy)
        st = lc_no_memory(err, "the pace's graph");
    if (!st) {
        set_ends(g, first, touch);
        set_copies(g, first, touch);
        st = make_arcs(g, first, touch, false, &g->out, err);
    }
    if (!st && has_one_way(n, &g->gait))
        st = make_arcs(g, first, touch, true, &g->in, err);
    else
        g->in = g->out;
    lc_free(first);
    lc_free(touch);
    return st;
}

static lc_status make(const lc_network *n, const lc_gait *gait,
                      lc_pace_graph **out, lc_error *err)
{
    lc_pace_graph *g;
    lc_status st;

    g = lc_calloc(1, sizeof *g);
    if (!g)
        return lc_no_memory(err, "a pace's graph");
    g->net = n;
    g->gait = *gait;
    st = make_parts(g, err);
    if (st)
        lc_pace_graph_free(g);
    else
        *out = g;
    return st;
}

/* Of a network that is shared so is the graph: whoever holds it holds the
 * network too, and lets go of that one later. */
static lc_shared_key key_of(const lc_network *n, const lc_gait *gait)
{
    const uint64_t v[] = {gait->mode,      gait->perm_at,   gait->level.num,
                          gait->level.den, gait->steps.num, gait->steps.den,
                          gait->wheels};

    return lc_shared_key_add(
        lc_shared_key_with(lc_shared_key_of(n), (uintptr_t)n), v, sizeof v);
}

lc_status lc_pace_graph_make(const lc_network *n, const lc_gait *gait,
                             lc_pace_graph **out, lc_error *err)
{
    lc_shared_key key = key_of(n, gait);
    lc_status st;

    *out = lc_shared_get(key);
    if (*out)
        return LIFE_OK;
    st = make(n, gait, out, err);
    lc_shared_put(key, *out);
    return st;
}

void lc_pace_graph_free(lc_pace_graph *g)
{
    if (!g || !lc_shared_drop(g))
        return;
    if (g->in.first != g->out.first) {
        lc_free(g->in.first);
        lc_free(g->in.arc);
    }
    lc_free(g->out.first);
    lc_free(g->out.arc);
    lc_free(g->copy);
    lc_free(g->end);
    lc_free(g);
}

uint64_t lc_pace_graph_bytes(const lc_pace_graph *g)
{
    uint64_t arcs = g->out.first[g->vertex_count] * sizeof(lc_arc) +
                    g->vertex_count * sizeof(uint32_t);

    if (g->in.first != g->out.first)
        arcs *= 2;
    return arcs + (uint64_t)g->net->edge_count * sizeof *g->end +
           g->vertex_count;
}
