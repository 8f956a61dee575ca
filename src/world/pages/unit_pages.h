/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/unit_pages.h - what lies in units, read from the city file
 * when it is asked for.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PAGES_UNIT_PAGES_H
#define LIFECIRCLE_SRC_WORLD_PAGES_UNIT_PAGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/pages/unit_pages.h"

typedef struct lc_unit_pages lc_unit_pages;

/* Into w, which has units, of a city that stays open as long; nothing is read
 * yet. LIFE_ERR_NOMEM. */
lc_status lc_unit_pages_new(lc_city *c, lc_world *w, lc_error *err);
void lc_unit_pages_close(lc_unit_pages *p); /* NULL is fine */

#endif
