/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/world/streets.h - the street network of a city file: made of the
 * table of streets, or kept and taken as frozen arrays.
 *
 * Layer:   world, over store and graph.
 * Errors:  lifecircle/graph/network.h's and lifecircle/store/rows/array.h's.
 */
#ifndef LIFECIRCLE_WORLD_STREETS_H
#define LIFECIRCLE_WORLD_STREETS_H

#include "lifecircle/graph/network.h"
#include "lifecircle/store/city.h"

/* A setting that a city has where its arrays are of its rows; other ground goes
 * with it (lc_compute_later()). */
#define LIFE_COMPUTED_BY_SETTING "computed_by"

/* For lc_network_free(). LIFE_ERR_STATE: the city has no streets yet. */
lc_status lc_streets_build(lc_city *c, lc_network **out, lc_error *err);
/* Its first half: the rows, for lc_network_builder_finish(), which needs no
 * city. Free *out in any case; it is NULL on failure. */
lc_status lc_streets_read(lc_city *c, lc_network_builder **out, lc_error *err);
/* The one that was stored. LIFE_ERR_NOT_FOUND: none was. */
lc_status lc_streets_load(lc_city *c, lc_network **out, lc_error *err);
/* The same for a change, which may do without an index, or with a part of it:
 * there is none, but where the import has left its streets with the city. */
lc_status lc_streets_load_bare(lc_city *c, lc_network **out, lc_error *err);
/* Either, for who only measures by them: the one that was stored, where
 * compute has seen the streets as they stand in the table. LIFE_ERR_STATE. For
 * lc_streets_close(), which leaves it for who loads it next. */
lc_status lc_streets_open(lc_city *c, lc_network **out, lc_error *err);
void lc_streets_close(lc_city *c, lc_network *n); /* NULL is fine */
/* Before other streets are stored: none that was left is of any use. */
void lc_streets_forget(lc_city *c);
lc_status lc_streets_store(lc_city *c, const lc_network *n, lc_error *err);

#endif
