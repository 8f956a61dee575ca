/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/units/rest.h - the rest of a unit: what its parts of a finer level
 * leave over.
 *
 * So the units of a level that lie in another add up to it. A rest is a unit of
 * the finer level; it has a row in the city file, written by the import where a
 * place stands for it and by compute where homes are left.
 */
#ifndef LIFECIRCLE_SRC_WORLD_UNITS_REST_H
#define LIFECIRCLE_SRC_WORLD_UNITS_REST_H

#include "lifecircle/world/unit.h"
#include "lifecircle/world/world.h"

/* lc_unit.rest_of until lc_rest_link() */
#define LIFE_REST_UNLINKED (LIFE_NONE - 1)

/* For units with their borders: whose rest each is, what it is called, and the
 * parents of units that lie in a rest. LIFE_ERR_PARSE: their words in geodata;
 * LIFE_ERR_NOMEM. */
lc_status lc_rest_link(lc_world *w, lc_error *err);
/* The rest of `u` at `level`; of a rest that of the same unit. LIFE_NONE: there
 * is none. */
uint32_t lc_rest_find(const lc_world *w, uint32_t u, uint32_t level);
/* The unit whose rest `u` is; else `u`. */
uint32_t lc_rest_whole(const lc_world *w, uint32_t u);

#endif
