/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/memory/runs.h - things by whose they are, all in one array:
 * those of owner i stand from first[i] to first[i + 1] - 1. Made in two passes:
 *
 *     for each thing: first[whose]++;
 *     all = room for lc_runs_begin(first, owners) things
 *     for each thing: all[first[whose]++] = thing;
 *     lc_runs_end(first, owners);
 *
 * Layer:   base.
 * Threads: an array belongs to one thread.
 */
#ifndef LIFECIRCLE_BASE_MEMORY_RUNS_H
#define LIFECIRCLE_BASE_MEMORY_RUNS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* `first` has owners + 1 entries, the last of them 0: counts become where each
 * begins. Returns their sum. */
static inline uint32_t lc_runs_begin(uint32_t *first, size_t owners)
{
    uint32_t sum = 0;

    for (size_t i = 0; i <= owners; i++) {
        uint32_t count = first[i];

        first[i] = sum;
        sum += count;
    }
    return sum;
}

/* Filling moved each to its end, which is where the next one begins. */
static inline void lc_runs_end(uint32_t *first, size_t owners)
{
    memmove(first + 1, first, owners * sizeof *first);
    first[0] = 0;
}

#endif
