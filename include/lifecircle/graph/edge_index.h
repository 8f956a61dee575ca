/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/edge_index.h - the tree of a network's edges: most questions
 * begin at the streets near a point.
 *
 * No file holds it. It is a third of the cost of loading a network, and not
 * every load wants it, or all of it.
 *
 * Layer:   graph.
 * Threads: one, before the network is read by others.
 * Cost:    n log n in the edges that are wanted, linear in the rest.
 */
#ifndef LIFECIRCLE_GRAPH_EDGE_INDEX_H
#define LIFECIRCLE_GRAPH_EDGE_INDEX_H

#include "lifecircle/graph/network.h"

/* Makes n->index, once: of all edges, or of those alone whose boxes meet one of
 * some places, for who asks about what lies in them. `place` NULL: all.
 * LIFE_ERR_NOMEM. */
lc_status lc_edge_index_make(lc_network *n, const lc_box *place, size_t places,
                             lc_error *err);

#endif
