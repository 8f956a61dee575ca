/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/bench/floor.h - the least that a many-source search can be: what the
 * engine's sweep is measured against.
 */
#ifndef LIFECIRCLE_BENCH_FLOOR_H
#define LIFECIRCLE_BENCH_FLOOR_H

#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets ms[v] to the least time from any seed to each of `vertices`, or
 * UINT32_MAX over limit_ms. False: no memory. */
bool floor_sweep(const lc_arcs *arcs, uint32_t vertices, const lc_seed *seeds,
                 size_t count, uint32_t limit_ms, uint32_t *ms);

#endif
