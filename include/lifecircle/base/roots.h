/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/base/roots.h - which things belong together: each points to
 * another of its group, or is its root and points to itself.
 *
 * Layer:   base.
 * Threads: one at a time: finding a root shortens the way to it.
 */
#ifndef LIFECIRCLE_BASE_ROOTS_H
#define LIFECIRCLE_BASE_ROOTS_H

#include <stdint.h>

/* Of i's group. Joining two: up[lc_root_of(up, a)] = lc_root_of(up, b). */
static inline uint32_t lc_root_of(uint32_t *up, uint32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

#endif
