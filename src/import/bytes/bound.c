/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/bytes/bound.c - see bound.h.
 *
 * Both ceilings are in ratio to the file, so that a country passes them as a
 * village does; to what was read of it, so that a bomb ends early; and far
 * above what real files have: extracts come to a third of a part a byte
 * (osmium, with authors) or to one without them, and unpack to ten or twenty
 * times their size; grids that are mostly zeros unpack to a hundred. A block of
 * PBF that was made for it holds hundreds of parts a byte, and zlib unpacks to
 * a thousand times.
 */
#include "src/import/bytes/bound.h"

#include <inttypes.h>

#define PARTS_A_BYTE   4
#define PARTS_FREE     (UINT64_C(1000) * 1000)
#define UNPACKED_TIMES 100
#define UNPACKED_FREE  (UINT64_C(64) << 20)

lc_status lc_bound_parts(uint64_t bytes, uint64_t parts, lc_error *err)
{
    uint64_t most = bytes * PARTS_A_BYTE + PARTS_FREE;

    if (parts <= most)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "its first %" PRIu64 " bytes come to more than %" PRIu64
                   " nodes, ways, relations, refs and tags, which is a million "
                   "and %d a byte: no map does",
                   bytes, most, PARTS_A_BYTE);
}

lc_status lc_bound_unpacked(uint64_t bytes, uint64_t unpacked, lc_error *err)
{
    uint64_t most = bytes * UNPACKED_TIMES + UNPACKED_FREE;

    if (unpacked <= most)
        return LIFE_OK;
    return lc_fail(err, LIFE_ERR_LIMIT,
                   "its first %" PRIu64 " bytes unpack to more than %" PRIu64
                   " MiB, which is 64 and %d times as many; if that is right, "
                   "unpack it first",
                   bytes, most >> 20, UNPACKED_TIMES);
}
