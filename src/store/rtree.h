/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rtree.h - spatial indexes, filled at once.
 *
 * For after a load: packing all rows at once takes a twentieth of the time of
 * adding them one by one, and gives a smaller tree. Cost: O(n log n), with
 * some 50 to 80 bytes a row in memory.
 */
#ifndef LIFECIRCLE_SRC_STORE_RTREE_H
#define LIFECIRCLE_SRC_STORE_RTREE_H

#include "lifecircle/store/city.h"

/* Makes the spatial index of TABLE.geom that of its rows: where it is of most
 * of them already by changing those, else anew; LIFE_ERR_DB when a row is not
 * of `type` (SpatiaLite's word). How many they are, and how far they reach, is
 * said in the file (statistics.h). */
lc_status lc_rtree_fill(lc_city *c, const char *table, const char *type,
                        lc_error *err);
/* The same without an index to fill. */
lc_status lc_rtree_check(lc_city *c, const char *table, const char *type,
                         lc_error *err);

/* SQLite's own judgement of an index: LIFE_ERR_DB. */
lc_status lc_rtree_verify(lc_city *c, const char *table, lc_error *err);

#endif
