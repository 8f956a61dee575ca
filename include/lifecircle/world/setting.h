/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/setting.h - what a city is, by key: name, levels, generation
 * and so on.
 *
 * Layer:   world, over graph.
 * Threads: reads only.
 */
#ifndef LIFECIRCLE_WORLD_SETTING_H
#define LIFECIRCLE_WORLD_SETTING_H

#include "lifecircle/world/world.h"

/* Borrowed from the world; "" where it has none. */
const char *lc_world_setting(const lc_world *w, const char *key);

#endif
