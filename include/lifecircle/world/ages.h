/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/ages.h - how many people of an age live in each home.
 *
 * compute shares the numbers of each band (column of ages in the table of
 * residents) out over the homes of a unit or cell as it does with all
 * residents, so that they add up exactly.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_AGES_H
#define LIFECIRCLE_WORLD_AGES_H

#include "lifecircle/world/world.h"

/* `band`: "0-2", "60+", "3-14": years, both ends in it. `out` takes a weight
 * (thousandths of a person) for each home, -1 where its ages are not known.
 * LIFE_ERR_PARSE: no band; LIFE_ERR_NOT_FOUND: the bands that were given do
 * not make it up (or none were): the text names those there are. */
lc_status lc_world_age_weights(const lc_world *w, const char *band,
                               int64_t *out, lc_error *err);
/* The bands that were given, "0-2 3-5 60+", youngest first; "" for none. */
const char *lc_world_age_bands(const lc_world *w);

#endif
