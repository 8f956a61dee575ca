/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/world.h - worlds that are made, by compute and by studies.
 */
#ifndef LIFECIRCLE_SRC_WORLD_WORLD_H
#define LIFECIRCLE_SRC_WORLD_WORLD_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

/* Of a city that is open; `computed`, and errors, as lc_load_all(). */
lc_status lc_world_load(lc_city *c, bool computed, lc_world **out,
                        lc_error *err);
/* The units alone. */
lc_status lc_world_load_units(lc_city *c, lc_world **out, lc_error *err);

#endif
