/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/search.h - least labels over a pace's graph, outward from
 * one place (spread); from many over the whole city is sweep.h's.
 *
 * A bucket queue, each bucket LIFE_BUCKET_MS wide. A vertex improved again
 * within its bucket is walked again, so labels are exact whatever the width.
 *
 * Layer:   graph.
 * Threads: a spread belongs to one thread; the graph is shared.
 */
#ifndef LIFECIRCLE_GRAPH_SEARCH_H
#define LIFECIRCLE_GRAPH_SEARCH_H

#include "lifecircle/base/error.h"
#include "lifecircle/graph/kept_labels.h"
#include "lifecircle/graph/pace_graph.h"

#include <stddef.h>

/* A power of two, so that a bucket is found by a shift. The width changes the
 * work, never a label. */
#define LIFE_BUCKET_MS 4096

typedef struct lc_queue lc_queue; /* scratch, kept from search to search */

/* Where a search begins, and what has been walked until there. */
typedef struct lc_seed {
    uint32_t vertex;
    uint64_t label;
} lc_seed;

typedef struct lc_reached { /* together, since a search touches them together */
    uint64_t label;         /* LIFE_LABEL_NONE: not reached */
    uint32_t via;           /* arc by which it was; LIFE_NO_EDGE: seeded */
    uint32_t from;          /* vertex it was reached from */
} lc_reached;

/* A search outward from one place, bucket by bucket. `touched` lists the
 * vertices whose labels the next search has to undo: a short search costs
 * little in a large city. Arrays are its own, the graph and what is ahead are
 * borrowed until the search ends. */
typedef struct lc_spread {
    const lc_pace_graph *g;
    lc_reached *at; /* per vertex */
    uint32_t *touched;
    size_t touched_count;
    uint32_t *settled; /* of the bucket just walked */
    size_t settled_count, settled_cap;
    lc_queue *queue;
    const unsigned char *ahead;
    /* Closed then: a bit an edge, a bit a vertex, which are walked by nobody;
     * NULL: none. Set before it begins, and borrowed. */
    const uint64_t *shut_edge, *shut_vertex;
    bool against; /* who walks here, not where one walks to: by g->in. Set
                     before it begins, and without `ahead` */
    /* Of a search against the walks: the time from each vertex to what is there
     * already, as an lc_kept_labels has it; nobody is walked to who is as near
     * to that. NULL: none; set before it begins, and borrowed. */
    const unsigned char *nearer;
    uint64_t most;
    uint32_t capacity; /* vertices the arrays are made for */
} lc_spread;

/* `s` is `= {0}` at first; grows to the largest graph it is used on. `ahead`
 * (borrowed; NULL: none) has for each vertex the least time from it to what is
 * looked for, by lc_sweep over g->in, as an lc_kept_labels has it: vertices are
 * then walked by the least that a way over them can come to (A*; Hart, Nilsson
 * and Raphael 1968), and those over `most` not at all. */
lc_status lc_spread_begin(lc_spread *s, const lc_pace_graph *g,
                          const lc_seed *seeds, size_t count, uint64_t most,
                          const unsigned char *ahead, lc_error *err);
/* Walks the next bucket that holds anything. *more is false when all is done;
 * else s->settled lists the vertices whose labels are final from now on, and
 * no later label (with `ahead`: of what is looked for) is below *floor_ms.
 * LIFE_ERR_NOMEM. */
lc_status lc_spread_next(lc_spread *s, bool *more, uint32_t *floor_ms,
                         lc_error *err);
void lc_spread_free(lc_spread *s);

/* Of shut_edge and shut_vertex. */
static inline bool lc_spread_is_shut(const uint64_t *bits, uint32_t i)
{
    return bits && bits[i / 64] >> i % 64 & 1;
}

#endif
