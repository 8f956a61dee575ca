/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/sets.h - which things belong together: union-find.
 *
 * Layer:   base.
 * Threads: an array belongs to one thread.
 */
#ifndef LIFECIRCLE_BASE_SETS_H
#define LIFECIRCLE_BASE_SETS_H

#include <stdint.h>

/* Each thing's number at first; then one of its set. */
static inline void lc_sets_begin(uint32_t *of, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        of[i] = i;
}

/* The one that stands for a set: its lowest. Paths are halved on the way, so
 * that many calls cost nearly nothing each. */
static inline uint32_t lc_sets_root(uint32_t *of, uint32_t i)
{
    while (of[i] != i)
        i = of[i] = of[of[i]];
    return i;
}

static inline void lc_sets_unite(uint32_t *of, uint32_t a, uint32_t b)
{
    a = lc_sets_root(of, a);
    b = lc_sets_root(of, b);
    if (a < b)
        of[b] = a;
    else
        of[a] = b;
}

#endif
