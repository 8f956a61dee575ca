/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/edge.h - a street between two nodes, and who may use it.
 *
 * Room:    graph.
 * Threads: constant data.
 */
#ifndef LIFECIRCLE_GRAPH_EDGE_H
#define LIFECIRCLE_GRAPH_EDGE_H

#include "lifecircle/geo/mode.h"

#include <stddef.h>
#include <stdint.h>

/* With the line, against it; PRIVATE: may only be the first or last part of a
 * walk. */
enum { /* bits of lc_edge_perm() */
       LIFE_PERM_FORWARD = 1,
       LIFE_PERM_BACK = 2,
       LIFE_PERM_PRIVATE = 4
};

enum { /* bits of lc_edge.flags */
       LIFE_EDGE_STEPS = 1,
       LIFE_EDGE_ISLAND = 2, /* takes no links */
       LIFE_EDGE_RESIDENTIAL = 4,
       LIFE_EDGE_CUT_FROM = 8,     /* the data end at its first node */
       LIFE_EDGE_CUT_TO = 16,      /* and at its last */
       LIFE_EDGE_LANE = 32,        /* ends by itself: a driveway */
       LIFE_EDGE_DETACHED = 64,    /* a road without a crossing cuts it off */
       LIFE_EDGE_CUT_MISSING = 128 /* the data lack the node behind an end */
};

/* The modes of lc_edge.perm; those behind them stand in perm_more, where city
 * files of before have zeros: closed. */
enum { LIFE_EDGE_MODES = 3 };

/* Stored as it lies in memory, so its layout is part of the city file's format;
 * `reserved` is 0. at_mm + length_mm fits 32 bits. layer: OpenStreetMap's, 0
 * the ground. */
typedef struct lc_edge { /* 40 bytes */
    uint32_t from, to;   /* nodes */
    uint32_t at_mm, length_mm;
    uint32_t shape;  /* first point; the next edge's is one past the last */
    uint32_t street; /* street.id in the city file */
    uint32_t name;   /* into names; 0 is "" */
    uint8_t perm[LIFE_EDGE_MODES];
    int8_t layer;
    uint8_t flags;
    uint8_t kind; /* into lc_network.kinds: the highway value */
    uint8_t perm_more[LIFE_MAX_MODES - LIFE_EDGE_MODES];
    uint8_t reserved[1];
} lc_edge;

/* Where a mode's permissions stand in an edge: whoever asks for one mode often
 * keeps this (lc_gait.perm_at). */
static inline uint32_t lc_edge_perm_at(lc_mode m)
{
    return m < LIFE_EDGE_MODES
               ? (uint32_t)offsetof(lc_edge, perm) + m
               : (uint32_t)offsetof(lc_edge, perm_more) + m - LIFE_EDGE_MODES;
}

/* LIFE_PERM_* of a mode; 0: closed to it. */
static inline uint8_t lc_edge_perm(const lc_edge *e, lc_mode m)
{
    return ((const uint8_t *)e)[lc_edge_perm_at(m)];
}

#endif
