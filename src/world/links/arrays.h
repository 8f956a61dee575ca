/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/arrays.h - links as arrays of the city file.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_ARRAYS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_ARRAYS_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/world.h"
#include "src/world/links/linking.h"

/* Those of facilities, and of homes where these are not as they are stored. */
lc_status lc_links_arrays_store(lc_city *c, const lc_world *w, bool homes,
                                lc_error *err);
/* Those of homes, and of `facilities` where asked. LIFE_ERR_DB: they are
 * damaged, or of another city. */
lc_status lc_links_arrays_load(lc_city *c, lc_world *w, bool facilities,
                               lc_error *err);
/* Lets go of homes' links that were loaded as several cities' together; before
 * what is the world's own is freed. */
void lc_links_arrays_clear(lc_world *w);
/* Facilities' links as they are stored, and which of the facilities that there
 * are now they are of; for lc_linking_before_clear(), whatever comes back.
 * Errors as above. */
lc_status lc_links_arrays_before(lc_city *c, const lc_world *w,
                                 lc_linking_before *out, lc_error *err);

#endif
