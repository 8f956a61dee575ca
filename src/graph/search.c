/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/search.c - the bucket queue, and the search outward from a place.
 *
 *      bucket[b] -> entry -> entry -> ...    b = ms / LIFE_BUCKET_MS
 *
 * Entries live in one pool; what was popped is used again first, so that the
 * pool stays as small as the front of the search and in the cache. A stale
 * entry (its vertex has since got a better label) is passed over when it is
 * popped.
 *
 * The order within a bucket is that of a stack and doesn't matter: a label that
 * is improved later is pushed again, and labels are least whatever the order
 * (label correcting within, label setting between buckets: a shortest path by
 * Dial's buckets). Cost: about linear in the arcs that are looked at.
 */
#include "lifecircle/graph/search.h"

#include "lifecircle/base/mem.h"

#include <string.h>

/* Labels reach 2^22 ms; every one has a bucket. */
#define BUCKETS  ((1u << 22) / LIFE_BUCKET_MS)
#define NO_ENTRY UINT32_MAX

/* The label as it was when it was pushed: an entry is stale when the vertex has
 * another. */
typedef struct entry {
    uint64_t label;
    uint32_t vertex;
    uint32_t next;
} entry;

struct lc_queue {
    uint32_t head[BUCKETS];
    uint32_t first, last; /* no bucket below or above holds anything */
    uint32_t spare;       /* entries to be used again */
    LC_VEC(entry) pool;
};

static lc_queue *queue_new(void)
{
    lc_queue *q = lc_calloc(1, sizeof *q);

    if (q)
        memset(q->head, 0xFF, sizeof q->head);
    return q;
}

static void queue_free(lc_queue *q)
{
    if (!q)
        return;
    lc_vec_free(&q->pool);
    lc_free(q);
}

/* 4 KB of heads; the pool keeps its memory. */
static void queue_reset(lc_queue *q)
{
    memset(q->head, 0xFF, sizeof q->head);
    q->pool.n = 0;
    q->first = BUCKETS;
    q->last = 0;
    q->spare = NO_ENTRY;
}

/* A fresh entry, or NO_ENTRY without memory. */
static uint32_t new_entry(lc_queue *q)
{
    if (q->pool.n == q->pool.cap && !lc_vec_reserve(&q->pool, 1))
        return NO_ENTRY;
    return (uint32_t)q->pool.n++;
}

/* Into the bucket of `key`, which is the label or, looking ahead, more. */
static inline bool queue_push(lc_queue *q, uint32_t vertex, uint64_t label,
                              uint64_t key)
{
    uint32_t b = lc_label_ms(key) / LIFE_BUCKET_MS, at = q->spare;

    if (at != NO_ENTRY)
        q->spare = q->pool.v[at].next;
    else if ((at = new_entry(q)) == NO_ENTRY)
        return false;
    q->pool.v[at] = (entry){label, vertex, q->head[b]};
    q->head[b] = at;
    q->first = b < q->first ? b : q->first;
    q->last = b > q->last ? b : q->last;
    return true;
}

/* Of a bucket that holds something. The place goes back for the next push. */
static inline entry queue_pop(lc_queue *q, uint32_t b)
{
    uint32_t at = q->head[b];
    entry e = q->pool.v[at];

    q->head[b] = e.next;
    q->pool.v[at].next = q->spare;
    q->spare = at;
    return e;
}

/* ---- spread ---- */

/* Vertices of two paces differ in number, so a spread that is used on both
 * keeps the larger arrays; what it had touched is forgotten with them. */
static lc_status make_room(lc_spread *s, uint32_t vertices, lc_error *err)
{
    if (!s->queue)
        s->queue = queue_new();
    if (!s->queue)
        return lc_no_memory(err, "a search");
    if (s->capacity >= vertices)
        return LIFE_OK;
    lc_free(s->at);
    lc_free(s->touched);
    s->capacity = 0;
    s->touched_count = 0;
    s->at = lc_calloc(vertices, sizeof *s->at);
    s->touched = lc_calloc(vertices, sizeof *s->touched);
    if (!s->at || !s->touched)
        return lc_no_memory(err, "a search");
    for (uint32_t v = 0; v < vertices; v++)
        s->at[v].label = LIFE_LABEL_NONE;
    s->capacity = vertices;
    return LIFE_OK;
}

/* The least time from a vertex on. The sweep set out from what is looked
 * for, so it saw the walk's parts the other way round: its A is our C. */
static uint32_t ms_from_here(const lc_spread *s, uint32_t vertex)
{
    uint32_t a, c;

    switch (s->g->copy[vertex]) {
    case LIFE_COPY_A:
        a = lc_kept_labels_ms(s->ahead, vertex);
        c = lc_kept_labels_ms(s->ahead, vertex + 1);
        return c < a ? c : a;
    case LIFE_COPY_C:
        return lc_kept_labels_ms(s->ahead, vertex - 1);
    default:
        return lc_kept_labels_ms(s->ahead, vertex);
    }
}

/* Once for every arc: a call more is a tenth of a search, and what else stands
 * in this file must not decide whether there is one. */
#define INLINE inline __attribute__((always_inline))

/* False: no memory. What can't reach within `most` is left as if never seen. */
static INLINE bool improve(lc_spread *s, uint32_t vertex, uint64_t label,
                           uint32_t via, uint32_t from)
{
    lc_reached *r = &s->at[vertex];
    uint64_t key = label;

    if (label >= r->label || lc_spread_is_shut(s->shut_vertex, vertex))
        return true;
    if (s->nearer && lc_label_ms(label) >= lc_kept_labels_ms(s->nearer, vertex))
        return true;
    if (s->ahead) {
        /* No way is all bits of a label's time: a sum over any `most`. */
        key =
            lc_label_add(label, lc_label(ms_from_here(s, vertex), 0), s->most);
        if (key == LIFE_LABEL_NONE)
            return true;
    }
    if (r->label == LIFE_LABEL_NONE)
        s->touched[s->touched_count++] = vertex;
    *r = (lc_reached){label, via, from};
    return queue_push(s->queue, vertex, label, key);
}

/* NOLINTNEXTLINE(readability-function-size): as above, and what is ahead */
lc_status lc_spread_begin(lc_spread *s, const lc_pace_graph *g,
                          const lc_seed *seeds, size_t count, uint64_t most,
                          const unsigned char *ahead, lc_error *err)
{
    lc_status st;

    for (size_t i = 0; i < s->touched_count; i++)
        s->at[s->touched[i]].label = LIFE_LABEL_NONE;
    s->touched_count = 0;
    s->settled_count = 0;
    st = make_room(s, g->vertex_count, err);
    if (st)
        return st;
    s->g = g;
    s->most = most;
    s->ahead = ahead;
    queue_reset(s->queue);
    for (size_t i = 0; i < count; i++) {
        if (seeds[i].label <= most &&
            !improve(s, seeds[i].vertex, seeds[i].label, LIFE_NO_EDGE,
                     LIFE_NO_EDGE))
            return lc_no_memory(err, "a search");
    }
    return LIFE_OK;
}

static bool walk(lc_spread *s, const entry *e)
{
    const lc_arcs *arcs = s->against ? &s->g->in : &s->g->out;

    for (uint32_t i = arcs->first[e->vertex]; i < arcs->first[e->vertex + 1];
         i++) {
        const lc_arc *a = &arcs->arc[i];
        uint64_t sum = lc_label_add(e->label, a->cost, s->most);

        if (s->shut_edge && a->edge != LIFE_NO_EDGE &&
            lc_spread_is_shut(s->shut_edge, a->edge))
            continue;
        if (!improve(s, a->to, sum, i, e->vertex))
            return false;
    }
    return true;
}

lc_status lc_spread_next(lc_spread *s, bool *more, uint32_t *floor_ms,
                         lc_error *err)
{
    lc_queue *q = s->queue;

    s->settled_count = 0;
    while (q->first <= q->last && q->head[q->first] == NO_ENTRY)
        q->first++;
    *more = q->first <= q->last;
    while (*more && q->head[q->first] != NO_ENTRY) {
        entry e = queue_pop(q, q->first);

        if (s->at[e.vertex].label != e.label)
            continue;
        if (s->settled_count == s->settled_cap &&
            !lc_grow((void **)&s->settled, &s->settled_cap,
                     s->settled_count + 1, sizeof *s->settled))
            return lc_no_memory(err, "a search");
        s->settled[s->settled_count++] = e.vertex;
        if (!walk(s, &e))
            return lc_no_memory(err, "a search");
    }
    /* The bucket is empty for good: arcs cost nothing less than 0. */
    *floor_ms = (q->first + 1) * LIFE_BUCKET_MS;
    return LIFE_OK;
}

void lc_spread_free(lc_spread *s)
{
    lc_free(s->at);
    lc_free(s->touched);
    lc_free(s->settled);
    queue_free(s->queue);
    *s = (lc_spread){0};
}
