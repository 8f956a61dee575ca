/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/barrier_rows.h - barriers of the rows of features, laid along
 * a Hilbert curve.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_BARRIER_ROWS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_BARRIER_ROWS_H

#include "src/world/links/barriers.h"

/* For compute, which stores them. *out is for lc_barriers_free().
 * LIFE_ERR_NOMEM. Cost: n log n in features. */
lc_status lc_barriers_build(lc_city *c, lc_barriers **out, lc_error *err);

#endif
