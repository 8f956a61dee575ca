/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/edges_seen.h - the edges along which something changed, and
 * the homes on them: each once, and in order.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_EDGES_SEEN_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_EDGES_SEEN_H

#include "src/study/whatif/homes_on.h"
#include "src/study/whatif/resettle.h"

typedef struct lc_edges_seen {
    uint64_t *edge_bits, *home_bits;
    LC_VEC(uint32_t) edge; /* of those bits */
    size_t homes;
    bool no_memory;
} lc_edges_seen;

/* False: no memory. For lc_edges_seen_clear() in any case. */
bool lc_edges_seen_begin(lc_edges_seen *s, const lc_world *w);
void lc_edges_seen_clear(lc_edges_seen *s);
/* LIFE_NO_EDGE is none. */
void lc_edges_seen_one(lc_edges_seen *s, uint32_t edge);
/* All edges of vertices whose labels changed, and all that are altered. */
void lc_edges_seen_changed(lc_edges_seen *s, const lc_resettle *r);
/* The homes on them; *home: the next from it on; false: there is none. */
void lc_edges_seen_homes(lc_edges_seen *s, const lc_homes_on *on);
bool lc_edges_seen_next(const lc_edges_seen *s, uint32_t *home);
/* Whether a home is linked to an edge that is altered. */
bool lc_edges_seen_is_altered(const lc_world *w, const lc_pace_graph *g,
                              const lc_works *k, uint32_t home);

#endif
