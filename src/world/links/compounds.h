/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/world/links/compounds.h - whose private streets are whose: the outline
 * of the compound that each private street lies in.
 */
#ifndef LIFECIRCLE_SRC_WORLD_LINKS_COMPOUNDS_H
#define LIFECIRCLE_SRC_WORLD_LINKS_COMPOUNDS_H

#include "lifecircle/graph/network.h"
#include "lifecircle/store/city.h"
#include "src/world/links/barriers.h"

#define LIFE_NO_COMPOUND UINT32_MAX

/* For each edge that is private to walkers the smallest area that holds most
 * of it and no public street, as a barrier; else LIFE_NO_COMPOUND. *out is an
 * array of the edges. LIFE_ERR_NOMEM. */
lc_status lc_compounds_make(const lc_network *n, const lc_barriers *b,
                            uint32_t **out, lc_error *err);
lc_status lc_compounds_store(lc_city *c, const lc_network *n,
                             const uint32_t *compound, lc_error *err);
/* LIFE_ERR_DB: it is of another network or other barriers. */
lc_status lc_compounds_load(lc_city *c, const lc_network *n,
                            const lc_barriers *b, uint32_t **out,
                            lc_error *err);

#endif
