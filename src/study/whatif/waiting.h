/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/waiting.h - vertices that wait for their arcs to be walked,
 * by their time: a bucket queue of an hour, a bucket each 16 s.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_WAITING_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_WAITING_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/search.h"

/* As in graph/sweep.c; together all times of a label. */
#define LIFE_WAITING_BITS    14
#define LIFE_WAITING_BUCKETS (1u << (22 - LIFE_WAITING_BITS))

typedef struct lc_waiting_entry {
    lc_seed seed;
    uint32_t next; /* of its bucket; 0: none, else a number plus 1 */
} lc_waiting_entry;

typedef struct lc_waiting {
    uint32_t head[LIFE_WAITING_BUCKETS]; /* as `next` */
    uint32_t at;                         /* the least that may hold one */
    LC_VEC(lc_waiting_entry) entry;
} lc_waiting;

/* Begins as {0}. False: no memory. */
static inline bool lc_waiting_push(lc_waiting *q, uint32_t vertex,
                                   uint64_t label)
{
    uint32_t b = lc_label_ms(label) >> LIFE_WAITING_BITS;
    const lc_waiting_entry e = {{vertex, label}, q->head[b]};

    if (!lc_vec_push(&q->entry, e))
        return false;
    q->head[b] = (uint32_t)q->entry.n;
    q->at = b < q->at ? b : q->at;
    return true;
}

/* One of the first bucket; false: none is left. */
static inline bool lc_waiting_pop(lc_waiting *q, lc_seed *out)
{
    while (q->at < LIFE_WAITING_BUCKETS && !q->head[q->at])
        q->at++;
    if (q->at == LIFE_WAITING_BUCKETS)
        return false;
    *out = q->entry.v[q->head[q->at] - 1].seed;
    q->head[q->at] = q->entry.v[q->head[q->at] - 1].next;
    return true;
}

static inline void lc_waiting_clear(lc_waiting *q)
{
    lc_vec_free(&q->entry);
}

#endif
