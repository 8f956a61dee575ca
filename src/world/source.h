/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/source.h - reading where the data come from.
 */
#ifndef LIFECIRCLE_SRC_WORLD_SOURCE_H
#define LIFECIRCLE_SRC_WORLD_SOURCE_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/source.h"
#include "lifecircle/world/world.h"

/* Their extents too: 0 is OpenStreetMap's, n + 1 that of source n, if any. */
lc_status lc_world_source_load(lc_city *c, lc_world *w, lc_error *err);

#endif
