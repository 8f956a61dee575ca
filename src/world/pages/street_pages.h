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

/* A network of names and kinds alone, and the pages of the rest, of a city that
 * stays open as long. Both are the caller's, also after a failure. Errors as
 * lc_streets_load(). */
lc_status lc_street_pages_open(lc_city *c, lc_network **net,
                               lc_street_pages **out, lc_error *err);
/* The street's number of each edge, the pages' own; made when it is first asked
 * for. LIFE_ERR_NOMEM, LIFE_ERR_DB. */
lc_status lc_street_pages_numbers(lc_street_pages *p, const uint32_t **out,
                                  lc_error *err);
void lc_street_pages_close(lc_street_pages *p); /* NULL is fine */

#endif
