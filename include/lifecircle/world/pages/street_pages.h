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

/* How many edges there are. Where they are read this opens them, once, and is
 * what all below and lc_world_network() want first: that has then the texts of
 * streets alone. LIFE_ERR_DB: they are damaged; LIFE_ERR_NOMEM. */
lc_status lc_world_street_rows(const lc_world *w, size_t *out, lc_error *err);
/* Edge i, below that. Errors likewise. */
lc_status lc_world_street(const lc_world *w, uint32_t i, lc_street_at *out,
                          lc_error *err);

#endif
