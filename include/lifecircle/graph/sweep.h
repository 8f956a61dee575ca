/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/sweep.h - least labels from many sources over the whole of
 * a pace's graph.
 *
 * Layer:   graph.
 * Threads: a room belongs to one thread; the graph is shared.
 */
#ifndef LIFECIRCLE_GRAPH_SWEEP_H
#define LIFECIRCLE_GRAPH_SWEEP_H

#include "lifecircle/base/error.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"

#include <stddef.h>

typedef struct lc_sweep_room lc_sweep_room; /* scratch */

/* Kept by a thread from one sweep to the next, so that few allocate: a bit a
 * vertex, and some 100 KB. */
lc_sweep_room *lc_sweep_room_new(void); /* NULL: no memory */
void lc_sweep_room_free(lc_sweep_room *room);

/* Sets label[v] for every vertex: the least of all seeds' labels plus the
 * way, or LIFE_LABEL_NONE over `most`. `arcs` is g->out, or g->in to find
 * from facilities who walks to them. Cost: about linear in the arcs within
 * `most`, where neighbours have numbers near each other. LIFE_ERR_NOMEM. */
lc_status lc_sweep(const lc_pace_graph *g, const lc_arcs *arcs,
                   const lc_seed *seeds, size_t count, uint64_t most,
                   lc_sweep_room *room, uint64_t *label, lc_error *err);

#endif
