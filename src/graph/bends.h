/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/bends.h - lines of edges as a city file keeps them: where each
 * bends. Where it begins and ends its nodes and the edge itself tell, which is
 * of nearly half of all points.
 */
#ifndef LIFECIRCLE_SRC_GRAPH_BENDS_H
#define LIFECIRCLE_SRC_GRAPH_BENDS_H

#include "lifecircle/graph/bend.h"
#include "lifecircle/graph/network.h"

/* One edge's after another's: shape_count - 2 edge_count. *out is for
 * lc_free(). */
lc_status lc_bends_of(const lc_network *n, lc_bend **out, lc_error *err);
/* Makes shape and shape_mm of nodes, edges and `count` bends. LIFE_ERR_DB: they
 * don't fit each other. */
lc_status lc_bends_unfold(lc_network *n, const lc_bend *bend, size_t count,
                          lc_error *err);

#endif
