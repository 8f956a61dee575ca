/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/mode.h - reading a city's modes.
 */
#ifndef LIFECIRCLE_SRC_WORLD_MODE_H
#define LIFECIRCLE_SRC_WORLD_MODE_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/mode.h"

/* Before the paces, which name them. */
lc_status lc_world_mode_load(lc_city *c, lc_world *w, lc_error *err);

#endif
