/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/geo/wkb.h - reads the numbers of binary geometries: SpatiaLite's,
 * GeoPackage's, well-known binary.
 *
 * Reads until something is wrong; then `bad` is set and zeros come, so that it
 * is asked for once, at the end. Inline, as a city is loaded through it.
 *
 * Layer:   geo.
 * Threads: a cursor belongs to one thread.
 */
#ifndef LIFECIRCLE_GEO_WKB_H
#define LIFECIRCLE_GEO_WKB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct lc_wkb {
    const unsigned char *at, *end; /* what is left */
    bool little;                   /* the order of bytes; it may change */
    bool bad;
} lc_wkb;

/* An unsigned number of up to 8 bytes. */
static inline uint64_t lc_wkb_take(lc_wkb *c, size_t bytes)
{
    uint64_t v = 0;

    if (c->bad || (size_t)(c->end - c->at) < bytes) {
        c->bad = true;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        v |= (uint64_t)c->at[i] << 8 * (c->little ? i : bytes - 1 - i);
    c->at += bytes;
    return v;
}

/* Of eight bytes, the low one first: gcc makes one load of it. */
static inline uint64_t lc_wkb_take_long(lc_wkb *c)
{
    const unsigned char *p = c->at;
    uint64_t v = 0;

    if (!c->little || c->bad || c->end - p < 8)
        return lc_wkb_take(c, 8);
    for (int i = 0; i < 8; i++)
        v |= (uint64_t)p[i] << 8 * i;
    c->at += 8;
    return v;
}

static inline double lc_wkb_double(lc_wkb *c)
{
    uint64_t bits = lc_wkb_take_long(c);
    double v;

    memcpy(&v, &bits, sizeof v);
    return v;
}

static inline float lc_wkb_float(lc_wkb *c)
{
    uint32_t bits = (uint32_t)lc_wkb_take(c, 4);
    float v;

    memcpy(&v, &bits, sizeof v);
    return v;
}

/* A count of things of at least `least` bytes each, so that it can't ask for
 * more memory than the geometry has bytes. */
static inline uint32_t lc_wkb_count(lc_wkb *c, size_t least)
{
    uint32_t n = (uint32_t)lc_wkb_take(c, 4);

    if (n > (size_t)(c->end - c->at) / least)
        c->bad = true;
    return c->bad ? 0 : n;
}

#endif
