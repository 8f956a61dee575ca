/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/closed_gates.h - gates that stop people for good: a locked
 * one, a private one between public streets.
 *
 * The import gives each street that ends at one a node of its own there, with a
 * negative id (import/osm/streets): so a gate is some nodes on one spot, and to
 * open it is to take them for one. Nothing else changes: private streets behind
 * it stay private.
 *
 * Layer:   graph.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_GRAPH_CLOSED_GATES_H
#define LIFECIRCLE_GRAPH_CLOSED_GATES_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"

typedef struct lc_gate_side { /* a street that ends at one */
    uint32_t edge;
    uint8_t end; /* 0: its first node, 1: its last */
} lc_gate_side;

typedef struct lc_closed_gate { /* side[first] to side[first + count - 1] */
    lc_pt at;
    uint32_t first, count;
} lc_closed_gate;

/* Begins as `= {0}`. */
typedef struct lc_closed_gates {
    LC_VEC(lc_closed_gate) gate; /* along the curve of the nodes */
    LC_VEC(lc_gate_side) side;
} lc_closed_gates;

/* Those that part streets which this gait may use; the network has its index.
 * LIFE_ERR_NOMEM. Cost: linear in nodes, and a search a gate. */
lc_status lc_closed_gates_find(const lc_network *n, const lc_gait *gait,
                               lc_closed_gates *out, lc_error *err);
/* Whether a node is one of a gate's, for whatever gait: others stand on its
 * spot, and one of all is the import's. Cost: constant. */
bool lc_closed_gates_is(const lc_network *n, uint32_t node);
void lc_closed_gates_clear(lc_closed_gates *g);

#endif
