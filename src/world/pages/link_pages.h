/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/pages/link_pages.h - links for walking that are read from the city
 * file as they are asked for.
 */
#ifndef LIFECIRCLE_SRC_WORLD_PAGES_LINK_PAGES_H
#define LIFECIRCLE_SRC_WORLD_PAGES_LINK_PAGES_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/pages/link_pages.h"
#include "lifecircle/world/world.h"

#include <stddef.h>

typedef struct lc_link_pages lc_link_pages;

/* Of "link/home" or "link/facility", of w, which has modes and street_pages.
 * *out is the caller's, also after a failure. LIFE_ERR_DB, LIFE_ERR_NOMEM,
 * LIFE_ERR_NOT_FOUND: it is not computed. */
lc_status lc_link_pages_open(lc_city *c, const lc_world *w, const char *of,
                             lc_link_pages **out, lc_error *err);
void lc_link_pages_close(lc_link_pages *p);          /* NULL is fine */
size_t lc_link_pages_owners(const lc_link_pages *p); /* how many */
/* How many the i-th owner has. */
lc_status lc_link_pages_of(const lc_link_pages *p, uint32_t i, size_t *out,
                           lc_error *err);
/* The k-th of them. */
lc_status lc_link_pages_at(const lc_link_pages *p, uint32_t i, size_t k,
                           lc_link_at *out, lc_error *err);

#endif
