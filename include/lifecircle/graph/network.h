/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/network.h - the street network, frozen: flat arrays that
 * are built once (compute), stored in the city file, and read as they are.
 *
 *      node:   0..node_count-1, numbered along a Hilbert curve
 *      edge:   0..edge_count-1, a street between two nodes, in Hilbert order
 *              of its middle; edge e has shape[shape_at[e] .. shape_at[e+1]]
 *      *_mm:   millimetres; at_mm runs along the whole OSM way, so the time
 *              between two places of a way is T(at) - T(at') whatever lies
 *              between them, and splitting an edge changes nothing
 *
 * Layer:   graph, over base, geo and store.
 * Threads: read-only after loading.
 */
#ifndef LIFECIRCLE_GRAPH_NETWORK_H
#define LIFECIRCLE_GRAPH_NETWORK_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/index.h"
#include "lifecircle/geo/point.h"
#include "lifecircle/store/city.h"

#include <stddef.h>
#include <stdint.h>

typedef enum lc_mode { /* whose permissions; a row of bits in lc_edge */
                       LIFE_MODE_FOOT,
                       LIFE_MODE_WHEELCHAIR,
                       LIFE_MODE_CYCLE,
                       LIFE_MODE_COUNT
} lc_mode;

extern const char *const lc_mode_names[LIFE_MODE_COUNT];

enum { /* bits of lc_edge.perm */
       LIFE_PERM_FORWARD = 1,
       LIFE_PERM_BACK = 2,
       LIFE_PERM_PRIVATE = 4
};

enum { /* bits of lc_edge.flags */
       LIFE_EDGE_STEPS = 1,
       LIFE_EDGE_ISLAND = 2, /* takes no links */
       LIFE_EDGE_RESIDENTIAL = 4
};

typedef struct lc_edge { /* 40 bytes */
    uint32_t from, to;   /* nodes */
    uint32_t at_mm, length_mm;
    uint32_t shape;  /* first point; the next edge's is one past the last */
    uint32_t street; /* street.id in the city file */
    uint32_t name;   /* into names; 0 is "" */
    uint8_t perm[LIFE_MODE_COUNT];
    int8_t layer;
    uint8_t flags;
    uint8_t kind; /* into lc_network.kinds: the highway value */
    uint8_t reserved[6];
} lc_edge;

typedef struct lc_network {
    uint32_t node_count, edge_count, shape_count;
    int64_t *node_id; /* OSM ids, negative for those the import made */
    lc_pt *node;
    lc_edge *edge; /* edge_count, and one more whose shape == shape_count */
    lc_pt *shape;
    uint32_t *shape_mm; /* at_mm at each shape point */
    char *names;        /* NUL-terminated strings */
    size_t names_bytes;
    char *kinds[256];
    lc_index *index; /* of the edges' boxes */
} lc_network;

/* Builds from the street table, or loads the arrays that were stored. */
lc_status lc_network_build(lc_city *c, lc_network **out, lc_error *err);
lc_status lc_network_store(lc_city *c, const lc_network *n, lc_error *err);
lc_status lc_network_load(lc_city *c, lc_network **out, lc_error *err);
void lc_network_free(lc_network *n); /* NULL is fine */

/* The place on edge `e` at at_mm (clamped to the edge). */
lc_pt lc_network_point(const lc_network *n, uint32_t e, uint32_t at_mm);
/* Nearest place of edge `e` to p: metres, and where (*at_mm, *at). */
double lc_network_project(const lc_network *n, uint32_t e, lc_pt p,
                          uint32_t *at_mm, lc_pt *at);

#endif
