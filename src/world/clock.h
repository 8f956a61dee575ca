/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/clock.h - the time zone of a city.
 */
#ifndef LIFECIRCLE_SRC_WORLD_CLOCK_H
#define LIFECIRCLE_SRC_WORLD_CLOCK_H

#include "lifecircle/world/clock.h"
#include "lifecircle/world/world.h"

/* By the setting, else the zone of the place that is nearest. */
lc_status lc_world_clock_load(lc_world *w, lc_error *err);

#endif
