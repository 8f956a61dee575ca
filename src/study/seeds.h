/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/study/seeds.h - where the walks to a facility end: seeds of a search
 * that runs against them.
 */
#ifndef LIFECIRCLE_SRC_STUDY_SEEDS_H
#define LIFECIRCLE_SRC_STUDY_SEEDS_H

#include "lifecircle/base/mem.h"
#include "lifecircle/graph/pace_graph.h"
#include "lifecircle/graph/search.h"
#include "lifecircle/world/links.h"
#include "lifecircle/world/world.h"

typedef LC_VEC(lc_seed) lc_seed_vec;

/* Labels carry `rank`. False: no memory. One or two a link, at the ends of its
 * edge; appended to `out`. */
bool lc_seeds_add(const lc_world *w, const lc_pace_graph *g, uint32_t facility,
                  uint32_t rank, lc_seed_vec *out);
/* The same of links that need be no facility's of the city. */
bool lc_seeds_add_links(const lc_pace_graph *g, const lc_link *link,
                        size_t links, uint32_t rank, lc_seed_vec *out);

#endif
