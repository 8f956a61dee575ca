/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/nest.h - which of many rings lies in which.
 *
 * Layer:   geo, over base.
 * Threads: a nest belongs to one thread.
 * A ring lies in a larger one that holds its first vertex which isn't on that
 * one's outline; one that has none is part of it. Exact on the grid; of two of
 * the same size neither lies in the other, so that there is no circle of them.
 */
#ifndef LIFECIRCLE_GEO_NEST_H
#define LIFECIRCLE_GEO_NEST_H

#include "lifecircle/base/error.h"
#include "lifecircle/geo/point.h"

#include <stdbool.h>

/* First and last point are the same. */
typedef struct lc_nest_ring {
    const lc_pt *pt;
    uint32_t n;
} lc_nest_ring;

#define LIFE_NEST_NONE UINT32_MAX

typedef struct lc_nest lc_nest;

/* Points are borrowed, and stay as they are. O(points); one ring takes nothing
 * more. *out is the caller's to free. LIFE_ERR_NOMEM. */
lc_status lc_nest_make(const lc_nest_ring *ring, uint32_t n, lc_nest **out,
                       lc_error *err);
void lc_nest_free(lc_nest *t); /* NULL is fine */

/* Whether a ring in whose box ring `in` begins is looked at; NULL: all are. */
typedef bool (*lc_nest_fn)(void *ctx, uint32_t ring);

typedef struct lc_nest_place {
    uint32_t depth;  /* how many rings lie around it */
    uint32_t parent; /* the smallest of them, of several the first; or
                        LIFE_NEST_NONE */
} lc_nest_place;

/* Where ring `in` lies among those that may hold it. Only those are looked at
 * in whose box it begins; a large one that is looked at often is prepared, so
 * that a lake of ten thousand islands takes no longer than its points.
 * LIFE_ERR_LIMIT: all calls together came to a million steps and 256 a point,
 * where a step is a side or a quarter of a ring looked at; maps take 16 a point
 * at most, and only outlines on one another by the thousand take more.
 * LIFE_ERR_NOMEM. */
lc_status lc_nest_around(lc_nest *t, uint32_t in, lc_nest_fn may, void *ctx,
                         lc_nest_place *out, lc_error *err);
/* As counted so far. */
uint64_t lc_nest_steps(const lc_nest *t);

#endif
