/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/closing.h - gates and ways with hours, as they are loaded.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_CLOSING_H
#define LIFECIRCLE_SRC_WORLD_LINKS_CLOSING_H

#include "lifecircle/hours/conditional.h"
#include "lifecircle/store/city.h"
#include "lifecircle/world/links/closing.h"

typedef struct lc_closing_rule {
    lc_closing closing;
    const lc_conditional *rule; /* in the world's arena */
} lc_closing_rule;

typedef struct lc_gate_end { /* an edge that ends at a gate with hours */
    uint32_t node, edge;
    uint8_t side; /* 0: its first node, 1: its last */
} lc_gate_end;

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
