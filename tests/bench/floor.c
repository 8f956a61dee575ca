/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * floor.c - Dial's bucket queue over the engine's own arrays, and nothing
 * else: times alone (no metres, no facility), no links, no output.
 */
#include "floor.h"

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"

#include <stdlib.h>
#include <string.h>

#define BUCKET_MS 4096u
#define BUCKETS   1024u

typedef struct item {
    uint32_t vertex, ms;
} item;

typedef struct bucket {
    item *v;
    size_t n, cap;
} bucket;

static bool push(bucket *b, uint32_t vertex, uint32_t ms)
{
    if (b->n == b->cap) {
        size_t cap = b->cap ? 2 * b->cap : 64;
        item *v = realloc(b->v, cap * sizeof *v);

        if (!v)
            return false;
        b->v = v;
        b->cap = cap;
    }
    b->v[b->n++] = (item){vertex, ms};
    return true;
}

static bool improve(bucket *all, uint32_t *ms, uint32_t vertex, uint32_t to_ms)
{
    if (to_ms >= ms[vertex])
        return true;
    ms[vertex] = to_ms;
    return push(&all[to_ms / BUCKET_MS], vertex, to_ms);
}

bool floor_sweep(const lc_arcs *arcs, uint32_t vertices, const lc_seed *seeds,
                 size_t count, uint32_t limit_ms, uint32_t *ms)
{
    /* Kept, one for each thread: the floor does not pay for memory. */
    static _Thread_local bucket all[BUCKETS];
    bool ok = true;

    memset(ms, 0xFF, vertices * sizeof *ms);
    for (size_t i = 0; i < count && ok; i++)
        if (lc_label_ms(seeds[i].label) <= limit_ms)
            ok = improve(all, ms, seeds[i].vertex, lc_label_ms(seeds[i].label));
    for (uint32_t b = 0; b < BUCKETS && ok; b++) {
        while (all[b].n && ok) {
            item at = all[b].v[--all[b].n];

            if (ms[at.vertex] != at.ms)
                continue;
            for (uint32_t i = arcs->first[at.vertex];
                 i < arcs->first[at.vertex + 1] && ok; i++) {
                uint32_t sum = at.ms + lc_label_ms(arcs->arc[i].cost);

                if (sum <= limit_ms)
                    ok = improve(all, ms, arcs->arc[i].to, sum);
            }
        }
    }
    return ok;
}
