/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/pages/home_pages.h - homes one after another, with their
 * units and links: of a world that has them all in memory, or reads them as
 * they are asked for.
 *
 * Layer:   world, over graph and store.
 * Errors:  where they are read: LIFE_ERR_DB, the city is damaged.
 * Threads: of a world that reads them, one at a time.
 */
#ifndef LIFECIRCLE_WORLD_PAGES_HOME_PAGES_H
#define LIFECIRCLE_WORLD_PAGES_HOME_PAGES_H

#include "lifecircle/world/home.h"
#include "lifecircle/world/pages/link_pages.h"

/* How many there are. Where they are read this opens them, once, and is what
 * all below want first: 4 bytes are kept then for each part of a street. Errors
 * likewise; LIFE_ERR_NOMEM. */
lc_status lc_world_home_rows(const lc_world *w, size_t *out, lc_error *err);
/* Home i, below the count; `*links`: how many it has for walking. */
lc_status lc_world_home_at(const lc_world *w, uint32_t i, lc_home *out,
                           size_t *links, lc_error *err);
/* The unit that it is in at a level; LIFE_NONE: in none. */
lc_status lc_world_home_unit_at(const lc_world *w, uint32_t i, uint32_t level,
                                uint32_t *out, lc_error *err);

/* Link k of home i for walking. */
lc_status lc_world_home_link_at(const lc_world *w, uint32_t i, size_t k,
                                lc_link_at *out, lc_error *err);

#endif
