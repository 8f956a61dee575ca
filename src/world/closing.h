/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/closing.h - gates and ways with hours, as they are loaded.
 */
#ifndef LIFECIRCLE_SRC_WORLD_CLOSING_H
#define LIFECIRCLE_SRC_WORLD_CLOSING_H

#include "lifecircle/store/city.h"
#include "lifecircle/world/closing.h"

/* By edge, then those at nodes by node; streets and the calendar are there
 * already. LIFE_ERR_DB: a row that names no street of the network, or a rule
 * that is none. LIFE_ERR_NOMEM. Cost: linear in edges and nodes where
 * there is any. */
lc_status lc_world_closing_load(lc_city *c, lc_world *w, lc_error *err);
/* The first of an edge or of a node, those of one stand together; the count:
 * none. Logarithmic. */
size_t lc_world_closing_of_edge(const lc_world *w, uint32_t edge);
size_t lc_world_closing_of_node(const lc_world *w, uint32_t node);

#endif
