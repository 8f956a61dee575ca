/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/tiles/pyramid.c - see the header.
 */
#include "src/tiles/pyramid.h"

#include "lifecircle/tiles/map.h"

#include <stdlib.h>

/* The curve of PMTiles: a quarter is turned, and maybe mirrored, as the ones
 * above it say (Hamilton's "Compact Hilbert indices", two dimensions). */
uint64_t lc_pyramid_id(unsigned z, uint32_t x, uint32_t y)
{
    uint64_t id = (((uint64_t)1 << 2 * z) - 1) / 3;

    for (uint32_t s = z ? 1u << (z - 1) : 0; s; s >>= 1) {
        bool right = x & s, low = y & s;

        id += (uint64_t)s * s * ((3 * right) ^ low);
        if (!low) {
            uint32_t t = x;

            if (right) {
                x = s - 1 - (x & (s - 1));
                y = s - 1 - (y & (s - 1));
                t = x;
            }
            x = y;
            y = t;
        }
    }
    return id;
}

static int by_id(const void *a, const void *b)
{
    const lc_pyramid_tile *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

/* A map's points are 32 bits a side: the upper z of them are the tile's. */
static bool add_zoom(lc_pyramid *out, unsigned z, lc_map_pt from, lc_map_pt to)
{
    unsigned shift = 32 - z;

    for (uint64_t y = (uint64_t)from.y >> shift; y <= (uint64_t)to.y >> shift;
         y++)
        for (uint64_t x = (uint64_t)from.x >> shift;
             x <= (uint64_t)to.x >> shift; x++) {
            lc_pyramid_tile t = {lc_pyramid_id(z, (uint32_t)x, (uint32_t)y),
                                 (uint32_t)x, (uint32_t)y, z};

            if (!lc_vec_push(out, t))
                return false;
        }
    return true;
}

bool lc_pyramid_make(lc_box box, unsigned least, unsigned most, lc_pyramid *out)
{
    lc_map_pt from = lc_map_pt_from((lc_pt){box.min_lon, box.max_lat});
    lc_map_pt to = lc_map_pt_from((lc_pt){box.max_lon, box.min_lat});

    for (unsigned z = least; z <= most; z++)
        if (!add_zoom(out, z, from, to))
            return false;
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_id);
    return true;
}
