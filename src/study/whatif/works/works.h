/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/works.h - what a scenario does to the streets, for one
 * pace: its graph with a few more vertices, and other arcs at a few of those it
 * has.
 *
 *      edge e, cut at x, joined at s by a new street:
 *
 *          u ------- S ------|D E|------- v
 *          at        s        x           at + length
 *
 * A vertex is the graph's own below g->vertex_count, and one of the works from
 * there on. On a private street it is the copy A, and the next number is C, as
 * in the graph. Of a graph's corner that is shut each street has an end of its
 * own; the corner's vertices stay, and no street leads to them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_WORKS_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_WORKS_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/study/whatif/whatif.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/pace.h"
#include "src/study/entries.h"
#include "src/study/seeds.h"

/* Where a piece of an edge ends, and the next one begins: the same vertex where
 * one may go on. */
typedef struct lc_works_mark {
    uint32_t at_mm;
    uint32_t end, begin;
} lc_works_mark;

/* mark[first] to mark[first + n - 1], by at_mm: of the first only `begin`
 * counts, of the last only `end`. */
typedef struct lc_works_edge {
    uint32_t edge, first, n;
    bool cut; /* not all of it may be walked on end as before */
} lc_works_edge;

typedef struct lc_works_vertex { /* one that has other arcs than in the graph */
    uint32_t vertex;
    uint32_t in, ins;     /* its arcs of `in`: arc[in] to arc[in + ins - 1] */
    uint32_t back, backs; /* from where arcs of `in` lead to it */
} lc_works_vertex;

typedef struct lc_works {
    const lc_pace_graph *g;
    uint32_t vertex_count;      /* with its own */
    LC_VEC(lc_works_edge) edge; /* by edge */
    LC_VEC(lc_works_mark) mark;
    LC_VEC(lc_works_vertex) vertex; /* by vertex */
    LC_VEC(lc_arc) arc;
    uint64_t *edge_bits, *vertex_bits; /* of these; of the graph's alone */
    LC_VEC(lc_whatif_joined) joined;   /* links, then blocks, then gates */
} lc_works;

void lc_works_free(lc_works *k); /* NULL is fine */

static inline bool lc_works_is_altered(const lc_works *k, uint32_t edge)
{
    return k && k->edge_bits[edge / 64] >> edge % 64 & 1;
}
/* Of an altered edge. */
const lc_works_edge *lc_works_edge_of(const lc_works *k, uint32_t edge);
/* NULL: it has the graph's. */
const lc_works_vertex *lc_works_vertex_of(const lc_works *k, uint32_t vertex);

/* The mark behind which the piece lies that at_mm is on; of two the one towards
 * the street's first node. */
uint32_t lc_works_piece(const lc_works *k, const lc_works_edge *e,
                        uint32_t at_mm);
/* Whether one may go along the edge from one link to the other. */
bool lc_works_same_piece(const lc_works *k, const lc_link *a, const lc_link *b);
/* As lc_entries_of_links() has it of one link, and lc_seeds_add_links(): by the
 * piece that it is on. */
size_t lc_works_entries(const lc_works *k, const lc_link *link,
                        lc_entry out[2]);
bool lc_works_seeds(const lc_works *k, const lc_link *link, uint64_t rank,
                    lc_seed_vec *out);

#endif
