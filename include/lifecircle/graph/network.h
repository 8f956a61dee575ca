/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/network.h - the street network, frozen: flat arrays that
 * are built once (compute), kept in the city file, and read as they are.
 * Where streets and arrays come from is world/streets.h.
 *
 *      node:   0..node_count-1, numbered along a Hilbert curve
 *      edge:   0..edge_count-1, a street between two nodes, in Hilbert order
 *              of its middle
 *      *_mm:   millimetres; at_mm runs along the whole OSM way, so the time
 *              between two places of a way is T(at) - T(at') whatever lies
 *              between them, and splitting an edge changes nothing
 *
 * Memory: 16 bytes a node, 40 an edge and 12 a point of its line, beside names
 * and index. A network is read by every search and changed by none.
 *
 * Layer:   graph, over base and geo.
 * Threads: read-only after loading.
 */
#ifndef LIFECIRCLE_GRAPH_NETWORK_H
#define LIFECIRCLE_GRAPH_NETWORK_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/geo/shape.h"
#include "lifecircle/graph/edge.h"
#include "lifecircle/graph/highway.h"

#include <stddef.h>
#include <stdint.h>

/* Owned as a whole. Edge e runs from node[edge[e].from] to node[edge[e].to]
 * over the points shape[edge[e].shape] to shape[edge[e + 1].shape - 1], two at
 * least; shape_mm rises along them. */
typedef struct lc_network {
    uint32_t node_count, edge_count, shape_count;
    int64_t *node_id; /* OSM ids, negative for those the import made */
    lc_pt *node;
    lc_edge *edge; /* edge_count, and one more whose shape == shape_count */
    lc_pt *shape;
    uint32_t *shape_mm; /* at_mm at each shape point */
    char *names;        /* NUL-terminated strings */
    size_t names_bytes;
    char *kind_text; /* and so are these: the highway values */
    size_t kind_bytes;
    const char *kinds[256];  /* into kind_text; NULL: no more */
    lc_highway highway[256]; /* what the table says of each of them */
    lc_index *index;         /* of the edges' boxes; NULL: none was made */
} lc_network;

/* ---- building ---- */

/* All borrowed while it is added. Ids of nodes are OpenStreetMap's, or
 * negative. */
typedef struct lc_street { /* between two junctions */
    uint32_t id;
    int64_t from, to;          /* nodes; streets meet where these are equal */
    uint32_t at_mm, length_mm; /* along the whole way; at_mm where it begins */
    const char *name, *highway;
    const lc_shape *line;         /* of one part, from `from` to `to` */
    uint8_t perm[LIFE_MAX_MODES]; /* LIFE_PERM_*, by mode */
    int8_t layer;
    uint8_t flags;
} lc_street;

typedef struct lc_network_builder lc_network_builder;

/* Streets are copied, and come in the order of their ids. LIFE_ERR_NOMEM;
 * LIFE_ERR_DB: it is no simple line; LIFE_ERR_LIMIT: more than 255 values of
 * highway. */
lc_status lc_network_builder_new(lc_network_builder **out, lc_error *err);
lc_status lc_network_builder_add(lc_network_builder *b, const lc_street *s,
                                 lc_error *err);
/* LIFE_ERR_STATE: there are no streets. The builder is for its _free() only
 * from then on. Cost: n log n in edges. */
lc_status lc_network_builder_finish(lc_network_builder *b, lc_network **out,
                                    lc_error *err);
void lc_network_builder_free(lc_network_builder *b); /* NULL is fine */

/* ---- as arrays ---- */

/* What a city file keeps of a network, by name; its index is built at loading,
 * and its lines are made of nodes, edges and where they bend. */
enum { LIFE_NETWORK_ARRAYS = 6 };

typedef struct lc_network_array {
    const char *name; /* "net/edge" */
    void *data;
    size_t item, count; /* bytes of one, and how many */
} lc_network_array;

/* Those of a network, which keeps them but for *bends: who asks gives that to
 * lc_free(). */
lc_status lc_network_arrays(const lc_network *n,
                            lc_network_array out[LIFE_NETWORK_ARRAYS],
                            void **bends, lc_error *err);
/* The names and item sizes that lc_network_from_arrays() wants; no data. */
void lc_network_wanted(lc_network_array out[LIFE_NETWORK_ARRAYS]);
/* Takes all data over, also where it fails. LIFE_ERR_DB: they don't fit each
 * other; every index in them is in bounds afterwards. It has no `index` yet.
 * Where edges are counted but have no data it has names and kinds alone: its
 * edges, nodes and bends are read elsewhere, one by one. */
lc_status lc_network_from_arrays(lc_network_array a[LIFE_NETWORK_ARRAYS],
                                 lc_network **out, lc_error *err);
/* Of an edge that was read elsewhere: LIFE_ERR_DB, one of its indexes is out of
 * bounds. */
lc_status lc_network_check_edge(const lc_network *n, const lc_edge *e,
                                lc_error *err);
/* Where each of the arrays stands in that list. */
enum {
    LIFE_NETWORK_KINDS,
    LIFE_NETWORK_NODE_ID,
    LIFE_NETWORK_NODE,
    LIFE_NETWORK_EDGE,
    LIFE_NETWORK_BEND,
    LIFE_NETWORK_NAMES
};
/* NULL is fine; of one that is shared (base/memory/shared.h) a holder less. */
void lc_network_free(lc_network *n);
uint64_t lc_network_bytes(const lc_network *n); /* of its arrays */

/* The place on edge `e` at at_mm (clamped to the edge). Cost: logarithmic in
 * its points. */
lc_pt lc_network_point(const lc_network *n, uint32_t e, uint32_t at_mm);
/* Nearest place of edge `e` to p: metres, and where (*at_mm, *at). Right to 5
 * mm within 300 m. Cost: linear in its points. */
double lc_network_project(const lc_network *n, uint32_t e, lc_pt p,
                          uint32_t *at_mm, lc_pt *at);
/* The same from where a frame has its origin, for who asks of many edges. */
double lc_network_project_from(const lc_network *n, uint32_t e,
                               const lc_frame *from, uint32_t *at_mm,
                               lc_pt *at);

#endif
