/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/arrays.h - links as arrays of the city file, and as the table
 * that GIS programs read.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_ARRAYS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_ARRAYS_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"

lc_status lc_links_arrays_store(lc_city *c, const lc_world *w, lc_error *err);
/* Those of homes, and of `facilities` where asked. LIFE_ERR_DB: they are
 * damaged, or of another city. */
lc_status lc_links_arrays_load(lc_city *c, lc_world *w, bool facilities,
                               lc_error *err);

#endif
