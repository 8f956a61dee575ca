/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/whatif/works/make.h - making the works of a scenario.
 */
#ifndef LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_MAKE_H
#define LIFECIRCLE_SRC_STUDY_WHATIF_WORKS_MAKE_H

#include "src/study/whatif/works/works.h"

/* *out NULL: nothing is done to the streets. For lc_works_free(), whatever
 * comes back. LIFE_ERR_NOMEM. Cost: a few searches in the tree of streets a
 * change, and two bits for each edge and vertex. */
lc_status lc_works_make(const lc_world *w, const lc_pace_graph *g,
                        const lc_whatif_changes *c, lc_works **out,
                        lc_error *err);

#endif
