/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/time/shut.h - what is closed at a time: gates and ways with hours,
 * as searches go round them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_TIME_SHUT_H
#define LIFECIRCLE_SRC_STUDY_TIME_SHUT_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/world/clock.h"
#include "lifecircle/world/world.h"

/* Bits that are all 0 but for those of the lists. `= {0}` at first; one after
 * another, of any time and pace of one world. */
typedef struct lc_shut {
    uint64_t *edge_bits, *vertex_bits; /* NULL: nothing was ever shut */
    uint32_t vertices;                 /* there is room for */
    LC_VEC(uint32_t) edge;
    LC_VEC(uint32_t) vertex;
    bool unsure; /* of some gate it isn't known */
    lc_arcs in;  /* of lc_shut_arcs_in() */
} lc_shut;

/* What is closed at `when`, and unless when.maybe what may be; nothing where no
 * time is asked for. LIFE_ERR_NOMEM. Cost: a reading of the hours of each gate
 * of the city. */
lc_status lc_shut_at(const lc_world *w, const lc_pace_graph *g, lc_when when,
                     lc_shut *s, lc_error *err);
/* The same of those closings (by their numbers in the world) whose byte is not
 * 0. */
lc_status lc_shut_by(const lc_world *w, const lc_pace_graph *g,
                     const uint8_t *closed, lc_shut *s, lc_error *err);
static inline bool lc_shut_is_any(const lc_shut *s)
{
    return s->edge.n || s->vertex.n;
}
static inline bool lc_shut_edge(const lc_shut *s, uint32_t edge)
{
    return lc_spread_is_shut(s->edge_bits, edge);
}
static inline bool lc_shut_vertex(const lc_shut *s, uint32_t vertex)
{
    return lc_spread_is_shut(s->vertex_bits, vertex);
}
/* g->in without the arcs that are shut, for a sweep, which knows no bits: into
 * s->in, until the next time. LIFE_ERR_NOMEM. Cost: a copy of all arcs. */
lc_status lc_shut_arcs_in(const lc_pace_graph *g, lc_shut *s, lc_error *err);
void lc_shut_clear(lc_shut *s);

#endif
