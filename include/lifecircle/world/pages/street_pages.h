/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pages/street_pages.h - streets one after another, as the
 * edges of the network: of a world that has them all in memory, or reads them
 * as they are asked for.
 *
 * Layer:   world, over graph and store.
 * Threads: of a world that reads them, one at a time.
 */
#ifndef LIFECIRCLE_WORLD_PAGES_STREET_PAGES_H
#define LIFECIRCLE_WORLD_PAGES_STREET_PAGES_H

#include "lifecircle/world/world.h"

/* Borrowed until the next is asked for. */
typedef struct lc_street_at {
    const lc_edge *edge;
    int64_t from, to; /* ids of its nodes */
    lc_pt *pt;        /* its line */
    uint32_t pts;
} lc_street_at;

/* Edge i, below the network's edge_count. Where they are read: LIFE_ERR_DB, it
 * is damaged; LIFE_ERR_NOMEM. */
lc_status lc_world_street(const lc_world *w, uint32_t i, lc_street_at *out,
                          lc_error *err);

#endif
