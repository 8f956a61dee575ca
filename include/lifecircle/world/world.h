/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/world.h - a whole city in memory: loaded once, const from
 * then on. compute makes it and stores its arrays; all others load them. What
 * is worked out about it belongs to a study (lifecircle/study/study.h). Each
 * noun has a header of its own beside this one.
 *
 * Layer:   world, over graph.
 * Units:   milliseconds and millimetres in integers, thousandths of weight.
 * Threads: nobody changes a world, so that any number may read it.
 */
#ifndef LIFECIRCLE_WORLD_WORLD_H
#define LIFECIRCLE_WORLD_WORLD_H

#include "lifecircle/base/error.h"
#include "lifecircle/graph/network.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LIFE_NONE      UINT32_MAX /* no such index; no such time */
#define LIFE_SEARCH_MS 3600000u   /* searches end at 60 minutes */

typedef struct lc_world lc_world;

/* Loads a finished city file. `verify`: compare the SHA-256 beside it first.
 * LIFE_ERR_IO, LIFE_ERR_DB, LIFE_ERR_STATE (not computed yet), LIFE_ERR_NOMEM.
 * Cost: under a second a million street nodes. */
lc_status lc_world_open(const char *path, bool verify, lc_world **out,
                        lc_error *err);
void lc_world_free(lc_world *w); /* NULL is fine; no study may be left */

const lc_network *lc_world_network(const lc_world *w);
int64_t lc_world_total_weight(const lc_world *w); /* of homes, thousandths */

/* Totals for info and /city: unlinked homes and facilities of the default
 * pace, islands, metres of street. A matter of the data alone. Cost: linear
 * in homes, facilities and edges. */
typedef struct lc_world_stats {
    uint32_t unlinked_homes, unlinked_facilities, island_edges;
    int64_t unlinked_weight, assumed_weight;
    double street_m;
} lc_world_stats;
void lc_world_get_stats(const lc_world *w, lc_world_stats *out);
/* What the city takes in memory, without what is worked out about it. */
uint64_t lc_world_memory_bytes(const lc_world *w);

#endif
