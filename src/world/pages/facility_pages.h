/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/facility_pages.h - facilities that are read from the city
 * file as they are asked for.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PAGES_FACILITY_PAGES_H
#define LIFECIRCLE_SRC_WORLD_PAGES_FACILITY_PAGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/pages/facility_pages.h"

typedef struct lc_facility_pages lc_facility_pages;

/* Into w, which has categories, units and street_pages, of a city that stays
 * open as long; nothing is read yet. LIFE_ERR_NOMEM. */
lc_status lc_facility_pages_new(lc_city *c, lc_world *w, lc_error *err);
void lc_facility_pages_close(lc_facility_pages *p); /* NULL is fine */

#endif
