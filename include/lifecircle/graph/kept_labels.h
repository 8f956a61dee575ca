/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/kept_labels.h - the labels of a graph's vertices, kept for
 * as long as a city is served: about 5 bytes each where a label has 8, and any
 * one of them is read by itself.
 *
 *      ms     3 bytes a vertex, LIFE_KEPT_NONE: no way. All that a search needs
 *             that looks ahead, and what tells which of several is least
 *      group  32 vertices, near each other as vertices are numbered: of the
 *             rank, and of the millimetres what the time on the level doesn't
 *             tell, the least, and then how far each is over it, in as many
 *             bits as the largest takes
 *
 * Layer:   graph.
 * Threads: read-only once made.
 */
#ifndef LIFECIRCLE_GRAPH_KEPT_LABELS_H
#define LIFECIRCLE_GRAPH_KEPT_LABELS_H

#include "lifecircle/graph/pace_graph.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Times of three bytes: over every time of a label, and as one over all. */
#define LIFE_KEPT_NONE 0xFFFFFFu

enum {
    LIFE_KEPT_GROUP = 32,
    LIFE_KEPT_PIECE = 1024 /* vertices at once: they stay in the cache */
};

typedef struct lc_kept_labels {
    uint32_t count;    /* of vertices */
    lc_rate level;     /* the pace's */
    unsigned char *ms; /* 3 a vertex, and some more */
    uint32_t *group;   /* where each begins in `rest`; 0: no way from any */
    unsigned char *rest;
    size_t rest_bytes;
} lc_kept_labels;

/* A label's fields apart, of up to LIFE_KEPT_PIECE vertices. ms of UINT32_MAX:
 * no way, and then the others are 0. */
typedef struct lc_label_fields {
    uint32_t ms[LIFE_KEPT_PIECE];
    uint32_t more_mm[LIFE_KEPT_PIECE]; /* beside the level's, modulo 2^32 */
    uint32_t rank[LIFE_KEPT_PIECE];
} lc_label_fields;

/* ---- making ---- */

typedef struct lc_kept_labels_maker lc_kept_labels_maker;

/* NULL: no memory. */
lc_kept_labels_maker *lc_kept_labels_begin(uint32_t count, lc_rate level);
/* The next `n` vertices, a whole number of groups but at the end, and never
 * more than are left. Their fields must be a label's. False: no memory. */
bool lc_kept_labels_add(lc_kept_labels_maker *m, const lc_label_fields *f,
                        size_t n);
/* Frees the maker, NULL too. NULL: there was no memory, or are too few. */
lc_kept_labels *lc_kept_labels_end(lc_kept_labels_maker *m);
/* Of labels as a sweep makes them. NULL: no memory. */
lc_kept_labels *lc_kept_labels_make(const uint64_t *label, uint32_t count,
                                    lc_rate level);
void lc_kept_labels_free(lc_kept_labels *l); /* NULL is fine */

/* ---- reading ---- */

size_t lc_kept_labels_bytes(const lc_kept_labels *l);
/* All of them, as they were: `out` takes count. About 2 ns each. */
void lc_kept_labels_read(const lc_kept_labels *l, uint64_t *out);
/* The same of `n` from one on; no more than there are. */
void lc_kept_labels_read_some(const lc_kept_labels *l, uint32_t from,
                              uint32_t n, uint64_t *out);
/* One; `v` below count. */
uint64_t lc_kept_labels_get(const lc_kept_labels *l, uint32_t v);

/* The time at `v` of times of three bytes, LIFE_KEPT_NONE where there is no
 * way. */
static inline uint32_t lc_kept_labels_ms(const unsigned char *ms, uint32_t v)
{
    uint32_t four;

    memcpy(&four, ms + 3 * (size_t)v, sizeof four);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    four = __builtin_bswap32(four);
#endif
    return four & LIFE_KEPT_NONE;
}

#endif
