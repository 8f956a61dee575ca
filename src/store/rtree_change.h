/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/store/rtree_change.h - a spatial index made that of a few other rows.
 */
#ifndef LIFECIRCLE_SRC_STORE_RTREE_CHANGE_H
#define LIFECIRCLE_SRC_STORE_RTREE_CHANGE_H

#include "src/store/nodes.h"

/* `row`: those of the table, by rising id. *done false: they are too many
 * others, or the index is not what it should be; it is as it was then, and to
 * be filled anew. Cost: linear in rows, and 10 us a row that is another. */
lc_status lc_rtree_change(lc_city *c, const char *table,
                          const lc_node_cells *row, bool *done, lc_error *err);

#endif
