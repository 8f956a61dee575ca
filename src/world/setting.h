/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/setting.h - reading what a city is.
 */
#ifndef LIFECIRCLE_SRC_WORLD_SETTING_H
#define LIFECIRCLE_SRC_WORLD_SETTING_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/setting.h"
#include "lifecircle/world/world.h"

/* First of all, since others are steered by them. LIFE_ERR_NOMEM. */
lc_status lc_world_setting_load(lc_city *c, lc_world *w, lc_error *err);

#endif
