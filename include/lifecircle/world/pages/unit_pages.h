/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pages/unit_pages.h - units with what lies in them, of a
 * world that has homes and facilities in memory, or goes through them for the
 * sums alone.
 *
 * Layer:   world, over store.
 * Threads: of a world that goes through them, one at a time.
 */
#ifndef LIFECIRCLE_WORLD_PAGES_UNIT_PAGES_H
#define LIFECIRCLE_WORLD_PAGES_UNIT_PAGES_H

#include "lifecircle/world/unit.h"

/* How many there are. From here on each tells its weight and counts, which are
 * 0 before where they have to be read for that. LIFE_ERR_DB: what is in them is
 * damaged; LIFE_ERR_NOMEM. Cost: once, 2 ns a home, facility and level. */
lc_status lc_world_unit_rows(const lc_world *w, size_t *out, lc_error *err);

#endif
