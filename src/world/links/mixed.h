/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/mixed.h - numbers that tell whether something is as it was:
 * of two that differ they are the same once in 2^64. Of one program alone;
 * changing them is a change of what is computed (study/compute).
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_MIXED_H
#define LIFECIRCLE_SRC_WORLD_LINKS_MIXED_H

#include "lifecircle/geo/shape.h"

#include <stddef.h>
#include <stdint.h>

/* Two rounds of multiplying and folding, as in splitmix64. */
static inline uint64_t lc_mixed(uint64_t h, uint64_t v)
{
    h = (h ^ v) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

static inline uint64_t lc_mixed_text(uint64_t h, const char *s)
{
    do
        h = lc_mixed(h, (unsigned char)*s);
    while (*s++);
    return h;
}

static inline uint64_t lc_mixed_points(uint64_t h, const lc_pt *pt, size_t n)
{
    for (size_t i = 0; pt && i < n; i++)
        h = lc_mixed(h,
                     (uint64_t)(uint32_t)pt[i].lon << 32 | (uint32_t)pt[i].lat);
    return lc_mixed(h, n);
}

static inline uint64_t lc_mixed_shape(uint64_t h, const lc_shape *s)
{
    h = lc_mixed(h, s->kind);
    for (uint32_t i = 0; i < s->part_count; i++)
        h = lc_mixed_points(h, s->pt + s->part[i], s->part[i + 1] - s->part[i]);
    return h;
}

#endif
