/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/load.h - a city file's rows and arrays into a world.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LOAD_H
#define LIFECIRCLE_SRC_WORLD_LOAD_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"
#include "src/world/world.h"

/* Fills an empty world. LIFE_ERR_STATE or LIFE_ERR_NOT_FOUND: it is not there.
 */
lc_status lc_load_all(lc_city *c, lc_load_from from, lc_world *w,
                      lc_error *err);
/* The units alone, for lc_world_unit_find() and lc_world_unit_of(). */
lc_status lc_load_units(lc_city *c, lc_world *w, lc_error *err);

/* The city file to load from; and its end (NULL: it stays open), with the words
 * for a file that was never computed. `why`: what the loading said. */
lc_status lc_load_begin(const char *path, bool verify, lc_city **out,
                        lc_error *err);
lc_status lc_load_end(lc_city *c, const char *path, lc_status st,
                      const lc_error *why, lc_error *err);

#endif
