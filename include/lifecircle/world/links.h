/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/links.h - how homes and facilities join the streets.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_LINKS_H
#define LIFECIRCLE_WORLD_LINKS_H

#include "lifecircle/geo/point.h"
#include "lifecircle/world/world.h"

/* at_mm runs along the whole way that the edge is a part of, as edges' own
 * at_mm do; leg_mm is straight, 0 where a street meets an outline. */
typedef struct lc_link { /* one way to join the network */
    uint32_t edge;
    uint32_t at_mm;
    uint32_t leg_mm;
} lc_link;

typedef struct lc_leg { /* where it starts, and meets the street */
    lc_pt from, to;
} lc_leg;

/* Links of a home or facility for a mode, as computed; *out is borrowed. None:
 * it is unlinked. */
size_t lc_world_home_links(const lc_world *w, uint32_t home, lc_mode m,
                           const lc_link **out);
size_t lc_world_facility_links(const lc_world *w, uint32_t facility, lc_mode m,
                               const lc_link **out);
/* The legs of these links of a facility, in their order. */
const lc_leg *lc_world_facility_legs(const lc_world *w, uint32_t facility,
                                     lc_mode m);
/* Where the leg of a home's or place's link meets the street; `from` is where
 * that stands, which all of its legs start from. Cost: linear in the edge's
 * points. */
lc_pt lc_link_end(const lc_network *n, const lc_link *link, lc_pt from);

#endif
