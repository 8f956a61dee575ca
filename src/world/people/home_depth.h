/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/people/home_depth.h - how deep inside the data each home lies.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PEOPLE_HOME_DEPTH_H
#define LIFECIRCLE_SRC_WORLD_PEOPLE_HOME_DEPTH_H

#include "lifecircle/base/error.h"
#include "lifecircle/world/world.h"

/* Fills home_mm of each extent that has none yet, on all threads, as extent.h
 * says of it. Homes, streets and extents are there already. LIFE_ERR_NOMEM.
 * Cost: logarithmic in the outline's points and the cut ends, a home. */
lc_status lc_home_depth_measure(lc_world *w, lc_error *err);

#endif
