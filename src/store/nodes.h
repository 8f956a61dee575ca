/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/nodes.h - an R*Tree of SQLite's, filled at once.
 *
 * Cost: O(n log n), with 56 bytes a row in memory.
 */
#ifndef LIFECIRCLE_SRC_STORE_NODES_H
#define LIFECIRCLE_SRC_STORE_NODES_H

#include "lifecircle/base/mem.h"
#include "lifecircle/store/city.h"

typedef struct lc_node_cell {
    int64_t id; /* a row, or above the leaves a node */
    float side[4];
    uint64_t key; /* of rows: place along the Hilbert curve */
} lc_node_cell;

/* As the nodes lie in their table, see nodes.c. */
enum { LIFE_NODE_HEAD_BYTES = 4, LIFE_NODE_CELL_BYTES = 24 };

typedef LC_VEC(lc_node_cell) lc_node_cells; /* `= {0}` is empty */

/* A row with its box (xmin, xmax, ymin, ymax), which is rounded outward, and
 * where it comes in the order of the curve. False: no memory. */
bool lc_nodes_add(lc_node_cells *cells, int64_t row, const double box[4],
                  uint64_t key);
/* Fills the R*Tree `index` anew; `cells` is empty afterwards. `c` need be no
 * city, only a database that is open. LIFE_ERR_DB, LIFE_ERR_NOMEM. */
lc_status lc_nodes_pack(lc_city *c, const char *index, lc_node_cells *cells,
                        lc_error *err);

#endif
