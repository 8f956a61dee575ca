/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/detached.h - pieces of the foot network that a road without a
 * crossing cuts off: what is missing there is mapped somewhere or not, so homes
 * on them are not known to lack anything.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_DETACHED_H
#define LIFECIRCLE_SRC_WORLD_LINKS_DETACHED_H

#include "lifecircle/graph/network.h"
#include "lifecircle/world/links.h"
#include "src/world/links/barriers.h"

/* Sets LIFE_EDGE_DETACHED on all edges of such pieces. LIFE_ERR_NOMEM. */
lc_status lc_detached_mark(lc_network *n, const lc_barriers *b, lc_error *err);

/* Whether these links lead to such pieces alone; false where there are none. */
bool lc_detached_links(const lc_network *n, const lc_link *link, size_t count);

#endif
