/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/home_pages.h - homes that are read from the city file as
 * they are asked for.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PAGES_HOME_PAGES_H
#define LIFECIRCLE_SRC_WORLD_PAGES_HOME_PAGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/pages/home_pages.h"

typedef struct lc_home_pages lc_home_pages;

/* Into w, which has settings, modes, units and street_pages, of a city that
 * stays open as long; nothing is read yet. LIFE_ERR_NOMEM. */
lc_status lc_home_pages_new(lc_city *c, lc_world *w, lc_error *err);
void lc_home_pages_close(lc_home_pages *p); /* NULL is fine */

#endif
