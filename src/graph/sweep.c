/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/graph/sweep.c - the search over the whole city, block by block.
 *
 *      vertices   | block 0 | block 1 | block 2 | ...    neighbours on the
 *      waiting     ..1.....  ........  1.....1.          ground are near
 *      due         window 0     -      window 2
 *
 * Facilities stand all over a city, so a queue of the whole would go through
 * the whole city again for each of its buckets, and each label and arc would
 * come from memory each time. A block with its arcs fits the cache of a core.
 * So time is cut into windows; within one, each block is walked to its end with
 * a bucket queue of its own, and what leads into another block, or into a later
 * window, only leaves a bit at the vertex it comes to. A block that was walked
 * before is walked again from such bits until none is left in the window.
 *
 * Labels are least whatever the order (label correcting): a vertex that is
 * improved is always walked again, by the queue or by its bit.
 */
#include "lifecircle/graph/sweep.h"

#include "lifecircle/base/mem.h"

#include <string.h>

/* Tried for 75,000 and 3 million vertices, 500 KB to 4 MB of cache: 2^13 to
 * 2^15 vertices are alike, so are windows of 4 to 35 minutes; buckets of 16 s
 * are a little better than of 8. None of them changes a label. */
#define BLOCK_BITS  14
#define WINDOW_BITS 20 /* of ms */
#define BUCKET_BITS 14 /* of ms */

#define BLOCK    (UINT32_C(1) << BLOCK_BITS)
#define BUCKETS  (UINT32_C(1) << (WINDOW_BITS - BUCKET_BITS))
#define WINDOWS  (UINT32_C(1) << (22 - WINDOW_BITS)) /* of all labels */
#define NEVER    UINT8_MAX                           /* over all windows */
#define NO_ENTRY UINT32_MAX

/* The label as it was when it was pushed: an entry is stale when the vertex has
 * another. */
typedef struct entry {
    uint64_t label;
    uint32_t vertex;
    uint32_t next;
} entry;

struct lc_sweep_room {
    uint32_t head[BUCKETS]; /* of the block and window that are walked */
    uint32_t spare;         /* entries to be used again, so that the pool */
    LC_VEC(entry) pool;     /* is as small as the front of the search */
    uint64_t *waiting; /* a bit a vertex: its arcs are still to be walked */
    uint8_t *due;      /* by block: the first window in which one waits */
    uint32_t capacity; /* vertices */
};

typedef struct sweep { /* one that is under way */
    const lc_arcs *arcs;
    uint32_t vertices;
    uint64_t most;
    lc_sweep_room *room;
    uint64_t *label;
} sweep;

lc_sweep_room *lc_sweep_room_new(void)
{
    return lc_calloc(1, sizeof(lc_sweep_room));
}

void lc_sweep_room_free(lc_sweep_room *room)
{
    if (!room)
        return;
    lc_vec_free(&room->pool);
    lc_free(room->waiting);
    lc_free(room->due);
    lc_free(room);
}

static size_t words_of(uint32_t vertices)
{
    return ((size_t)vertices + 63) / 64;
}

static size_t blocks_of(uint32_t vertices)
{
    return ((size_t)vertices + BLOCK - 1) / BLOCK;
}

/* Grown to the largest graph; emptied, as one that failed left bits. */
static bool make_room(lc_sweep_room *room, uint32_t vertices)
{
    if (room->capacity < vertices) {
        lc_free(room->waiting);
        lc_free(room->due);
        room->capacity = 0;
        room->waiting =
            lc_realloc(NULL, words_of(vertices), sizeof *room->waiting);
        room->due = lc_realloc(NULL, blocks_of(vertices), sizeof *room->due);
        if (!room->waiting || !room->due)
            return false;
        room->capacity = vertices;
    }
    if (vertices) {
        memset(room->waiting, 0, words_of(vertices) * sizeof *room->waiting);
        memset(room->due, NEVER, blocks_of(vertices));
    }
    return true;
}

static inline uint32_t window_of(uint64_t label)
{
    return (uint32_t)(label >> (LIFE_LABEL_MS_SHIFT + WINDOW_BITS));
}

/* The vertex has a label whose arcs are to be walked when its window comes. */
static inline void leave_waiting(lc_sweep_room *room, uint32_t vertex,
                                 uint64_t label)
{
    uint8_t *due = &room->due[vertex / BLOCK];

    room->waiting[vertex / 64] |= UINT64_C(1) << vertex % 64;
    if (window_of(label) < *due)
        *due = (uint8_t)window_of(label);
}

/* ---- the queue of a block ---- */

static void queue_reset(lc_sweep_room *room)
{
    memset(room->head, 0xFF, sizeof room->head);
    room->pool.n = 0;
    room->spare = NO_ENTRY;
}

/* A fresh entry, or NO_ENTRY without memory. */
static uint32_t new_entry(lc_sweep_room *room)
{
    if (room->pool.n == room->pool.cap && !lc_vec_reserve(&room->pool, 1))
        return NO_ENTRY;
    return (uint32_t)room->pool.n++;
}

static inline bool queue_push(lc_sweep_room *room, uint32_t vertex,
                              uint64_t label)
{
    uint32_t b = lc_label_ms(label) >> BUCKET_BITS & (BUCKETS - 1);
    uint32_t at = room->spare;

    if (at != NO_ENTRY)
        room->spare = room->pool.v[at].next;
    else if ((at = new_entry(room)) == NO_ENTRY)
        return false;
    room->pool.v[at] = (entry){label, vertex, room->head[b]};
    room->head[b] = at;
    return true;
}

/* Of a bucket that holds something. The place goes back for the next push. */
static inline entry queue_pop(lc_sweep_room *room, uint32_t b)
{
    uint32_t at = room->head[b];
    entry e = room->pool.v[at];

    room->head[b] = e.next;
    room->pool.v[at].next = room->spare;
    room->spare = at;
    return e;
}

/* ---- a block in a window ---- */

/* A bit whose label is of an earlier window is left from a worse one: the
 * better was walked in that window, which is over. */
static bool queue_waiting(const sweep *s, uint32_t vertex, uint32_t window)
{
    lc_sweep_room *room = s->room;
    uint64_t label = s->label[vertex];
    uint8_t *due = &room->due[vertex / BLOCK];

    if (window_of(label) > window) {
        if (window_of(label) < *due)
            *due = (uint8_t)window_of(label);
        return true;
    }
    room->waiting[vertex / 64] &= ~(UINT64_C(1) << vertex % 64);
    return window_of(label) < window || queue_push(room, vertex, label);
}

/* BLOCK is a multiple of 64, so no word is of two blocks. */
static bool begin_block(const sweep *s, uint32_t block, uint32_t window)
{
    size_t first = (size_t)block * (BLOCK / 64), last = first + BLOCK / 64;
    size_t end = words_of(s->vertices);

    end = last < end ? last : end;
    queue_reset(s->room);
    s->room->due[block] = NEVER;
    for (size_t i = first; i < end; i++)
        for (uint64_t bits = s->room->waiting[i]; bits; bits &= bits - 1)
            if (!queue_waiting(
                    s, (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(bits),
                    window))
                return false;
    return true;
}

/* Into the queue where it is of this block and window. */
static inline bool walk(const sweep *s, const entry *e, uint32_t block,
                        uint32_t window)
{
    const lc_arc *arc = s->arcs->arc;
    uint32_t end = s->arcs->first[e->vertex + 1];
    uint64_t *label = s->label;

    for (uint32_t i = s->arcs->first[e->vertex]; i < end; i++) {
        uint32_t to = arc[i].to;
        uint64_t sum = lc_label_add(e->label, arc[i].cost, s->most);

        if (sum >= label[to])
            continue;
        label[to] = sum;
        if (to / BLOCK != block || window_of(sum) != window)
            leave_waiting(s->room, to, sum);
        else if (!queue_push(s->room, to, sum))
            return false;
    }
    return true;
}

/* No arc costs less than 0: none is ever pushed into a bucket before b. */
static bool walk_block(const sweep *s, uint32_t block, uint32_t window)
{
    lc_sweep_room *room = s->room;

    if (!begin_block(s, block, window))
        return false;
    for (uint32_t b = 0; b < BUCKETS; b++) {
        while (room->head[b] != NO_ENTRY) {
            entry e = queue_pop(room, b);

            if (s->label[e.vertex] == e.label && !walk(s, &e, block, window))
                return false;
        }
    }
    return true;
}

/* ---- all of them ---- */

static bool walk_window(const sweep *s, uint32_t window)
{
    size_t blocks = blocks_of(s->vertices);
    bool any = true;

    while (any) {
        any = false;
        for (uint32_t b = 0; b < blocks; b++) {
            if (s->room->due[b] > window)
                continue;
            any = true;
            if (!walk_block(s, b, window))
                return false;
        }
    }
    return true;
}

/* NOLINTNEXTLINE(readability-function-size): a list is two */
lc_status lc_sweep(const lc_pace_graph *g, const lc_arcs *arcs,
                   const lc_seed *seeds, size_t count, uint64_t most,
                   lc_sweep_room *room, uint64_t *label, lc_error *err)
{
    const sweep s = {arcs, g->vertex_count, most, room, label};

    if (!make_room(room, g->vertex_count))
        return lc_no_memory(err, "a search");
    memset(label, 0xFF, g->vertex_count * sizeof *label);
    for (size_t i = 0; i < count; i++) {
        if (seeds[i].label > most || seeds[i].label >= label[seeds[i].vertex])
            continue;
        label[seeds[i].vertex] = seeds[i].label;
        leave_waiting(room, seeds[i].vertex, seeds[i].label);
    }
    for (uint32_t w = 0; w < WINDOWS; w++)
        if (!walk_window(&s, w))
            return lc_no_memory(err, "a search");
    return LIFE_OK;
}
