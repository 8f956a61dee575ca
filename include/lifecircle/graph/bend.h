/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/graph/bend.h - where the line of an edge bends, as a city file
 * keeps it ("net/bend"): one edge's after another's, without its two ends.
 *
 * Layer:   graph.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_GRAPH_BEND_H
#define LIFECIRCLE_GRAPH_BEND_H

#include "lifecircle/geo/point.h"

#include <stdint.h>

/* From the point before it on its edge: units either way, 0, -1, 1, -2 ... as
 * 0, 1, 2, 3, and how much farther along. Stored as it lies in memory. */
typedef struct lc_bend {
    uint32_t lon, lat, mm;
} lc_bend;

/* In unsigned numbers, which come round where a damaged file leads too far. */
static inline int32_t lc_bend_unfold(int32_t from, uint32_t d)
{
    return (int32_t)((uint32_t)from + (d >> 1 ^ (0 - (d & 1))));
}

/* Where a bend is, behind p. */
static inline lc_pt lc_bend_from(lc_pt p, const lc_bend *b)
{
    return (lc_pt){lc_bend_unfold(p.lon, b->lon),
                   lc_bend_unfold(p.lat, b->lat)};
}

#endif
