/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/pace_graph.h - the network as one pace walks it: a frozen
 * directed graph whose arcs carry time and length in one number.
 *
 *      label:  63        42 41       18 17        0
 *             |  time, ms  | length, mm | facility |
 *
 * Labels compare as integers: by time, then length, then the rank of a
 * facility in its category. Walking an arc adds its number.
 *
 * A node that touches private edges has a vertex A (a walk that began inside
 * and is still private), P (public, where it touches public edges too) and C
 * (came in from outside, and stays); free arcs lead A -> P -> C, and C == A+1.
 * So every walk in the graph is private* public* private*.
 *
 * Layer:   graph, over base, geo and store.
 * Threads: read-only once made.
 */
#ifndef LIFECIRCLE_GRAPH_PACE_GRAPH_H
#define LIFECIRCLE_GRAPH_PACE_GRAPH_H

#include "lifecircle/base/error.h"
#include "lifecircle/graph/network.h"

#include <stdbool.h>
#include <stdint.h>

/* 22 bits of milliseconds (an hour is 3,600,000), 24 of millimetres (16.7 km),
 * 18 of a rank: at most 262,143 facilities of a category. NONE is over all
 * labels. */
#define LIFE_LABEL_NONE     UINT64_MAX
#define LIFE_LABEL_MS_SHIFT 42
#define LIFE_LABEL_MM_SHIFT 18
#define LIFE_LABEL_RANKS    (UINT32_C(1) << LIFE_LABEL_MM_SHIFT)

/* `ms` and `mm` must fit their fields: nothing is masked. The rank is 0. */
static inline uint64_t lc_label(uint32_t ms, uint32_t mm)
{
    return (uint64_t)ms << LIFE_LABEL_MS_SHIFT | (uint64_t)mm
                                                     << LIFE_LABEL_MM_SHIFT;
}
static inline uint32_t lc_label_ms(uint64_t label)
{
    return (uint32_t)(label >> LIFE_LABEL_MS_SHIFT);
}
static inline uint32_t lc_label_mm(uint64_t label)
{
    return (uint32_t)(label >> LIFE_LABEL_MM_SHIFT) & 0xFFFFFFu;
}
static inline uint32_t lc_label_rank(uint64_t label)
{
    return (uint32_t)label & (LIFE_LABEL_RANKS - 1);
}
/* a + b, or LIFE_LABEL_NONE where that is over `most` or does not fit. NONE
 * plus anything is NONE. Lengths can't run over into times: within an hour no
 * gait covers 16.7 km. */
static inline uint64_t lc_label_add(uint64_t a, uint64_t b, uint64_t most)
{
    uint64_t sum;

    if (__builtin_add_overflow(a, b, &sum) || sum > most)
        return LIFE_LABEL_NONE;
    return sum;
}

typedef struct lc_arc { /* 16 bytes */
    uint64_t cost;      /* a label; an arc over 60 minutes never fits one */
    uint32_t to;
    uint32_t edge; /* LIFE_NO_EDGE: a free arc */
} lc_arc;

#define LIFE_NO_EDGE UINT32_MAX

/* Arcs of vertex v: arc[first[v]] to arc[first[v + 1] - 1]. */
typedef struct lc_arcs { /* compressed sparse rows */
    uint32_t *first;     /* vertex_count + 1 */
    lc_arc *arc;
} lc_arcs;

/* A speed as a fraction in whole numbers, so that no rounding depends on how
 * a processor divides: milliseconds = millimetres * num / den, halves up. */
typedef struct lc_rate {
    uint64_t num, den; /* without a common divisor; num 0: closed */
} lc_rate;

/* How a pace goes: with whose permissions, how fast on the level and on
 * steps. */
typedef struct lc_gait {
    lc_mode mode;
    uint32_t perm_at; /* lc_edge_perm_at(mode) */
    lc_rate level;    /* on streets and legs */
    lc_rate steps;
    bool wheels; /* what bars wheels is no goal; set by who made it */
} lc_gait;

/* LIFE_PERM_* of an edge for whoever goes so. */
static inline uint8_t lc_gait_perm(const lc_gait *gait, const lc_edge *e)
{
    return ((const uint8_t *)e)[gait->perm_at];
}

/* `metres` in `seconds`, steps counting `steps_factor` times (0: closed); all
 * are taken to three decimals. LIFE_ERR_RANGE: the speed is not within 0.1 to
 * 4.6 m/s (so that the 16.7 km a label holds are an hour's way), or the factor
 * not within 0 to 100. Pure; *out counts only on LIFE_OK. */
lc_status lc_gait_make(lc_mode mode, double metres, double seconds,
                       double steps_factor, lc_gait *out, lc_error *err);

/* P is public, A began inside and is still private, C came in and stays. */
typedef enum lc_copy { LIFE_COPY_P, LIFE_COPY_A, LIFE_COPY_C } lc_copy;

/* Made of a network that must outlive it. Vertices are numbered by node, so
 * that neighbours on the ground are near in memory too. */
typedef struct lc_pace_graph {
    const lc_network *net; /* borrowed */
    lc_gait gait;
    uint32_t vertex_count;
    uint32_t (*end)[2]; /* an edge's vertices: at `from`, at `to`; of a private
                           edge the A ones. LIFE_NO_EDGE: closed to it */
    uint8_t *copy;      /* per vertex: an lc_copy */
    lc_arcs out;        /* as one walks */
    lc_arcs in;         /* against it; the same arrays where no street is
                           one-way for this mode */
} lc_pace_graph;

/* LIFE_ERR_NOMEM. Cost: linear in edges. `gait` is copied. */
lc_status lc_pace_graph_make(const lc_network *n, const lc_gait *gait,
                             lc_pace_graph **out, lc_error *err);
void lc_pace_graph_free(lc_pace_graph *g); /* NULL is fine */
uint64_t lc_pace_graph_bytes(const lc_pace_graph *g);

/* Whether the edge may be used at all by this gait. In either direction. */
bool lc_gait_open(const lc_gait *gait, const lc_edge *e);
/* Whether one may go from one place of an edge to another: a one-way street
 * lets one stand at its far end, and not walk back. */
bool lc_gait_may(const lc_gait *gait, const lc_edge *e, uint32_t from_mm,
                 uint32_t to_mm);
/* Label of a stretch of an edge, and of a straight leg. Times over 70 minutes
 * and lengths over 16.7 km are cut off there, which no search reaches. */
uint64_t lc_gait_stretch(const lc_gait *gait, const lc_edge *e,
                         uint32_t from_mm, uint32_t to_mm);
uint64_t lc_gait_leg(const lc_gait *gait, uint32_t leg_mm);
/* Milliseconds a millimetre on this edge. For cutting a street where a limit
 * ends; times themselves are labels. */
double lc_gait_ms_per_mm(const lc_gait *gait, const lc_edge *e);

#endif
