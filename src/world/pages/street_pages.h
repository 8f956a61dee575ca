/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/street_pages.h - streets that are read from the city file as
 * they are asked for.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PAGES_STREET_PAGES_H
#define LIFECIRCLE_SRC_WORLD_PAGES_STREET_PAGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/pages/street_pages.h"

typedef struct lc_street_pages lc_street_pages;

/* Into w, of a city that stays open as long; nothing is read yet, and w->net
 * has no streets. LIFE_ERR_NOMEM. */
lc_status lc_street_pages_new(lc_city *c, lc_world *w, lc_error *err);
/* The street's number of each edge, the pages' own, and how many there are;
 * made when they are first asked for. LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_street_pages_numbers(lc_street_pages *p, const uint32_t **out,
                                  size_t *count, lc_error *err);
void lc_street_pages_close(lc_street_pages *p); /* NULL is fine */

#endif
